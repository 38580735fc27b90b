"""Uploads: who brought which bytes, under which name. Operational: a record names a document by its digest alone."""

from datetime import UTC, datetime

from sqlalchemy.dialects import postgresql, sqlite

from decision_flow.audit.canonical import instant
from decision_flow.store.database import Store
from decision_flow.store.operational import Upload
from decision_flow.store.tables import table_of

UPLOAD = table_of(Upload)
LONGEST_NAME, LONGEST_TYPE = 300, 100


def keep_upload(store: Store, sha256: str, size: int, *, name: str, media_type: str, person_id: str) -> None:
    """Who uploaded which bytes, under which name: the first upload by a person counts."""
    row = {
        "sha256": sha256,
        "person_id": person_id,
        "size": size,
        "uploaded_at": instant(datetime.now(UTC)),
        "name": name,
        "media_type": media_type[:LONGEST_TYPE],
    }
    insert = sqlite.insert if store.dialect == "sqlite" else postgresql.insert
    with store.operating() as session:
        session.execute(insert(UPLOAD).values(**row).on_conflict_do_nothing())
