"""What the flows put on a body's website, where it takes pages from a folder: rendered, written, read back.

The city's own website is the one that counts (design 12.20). Where it has no such folder, a clerk publishes by hand and
records it; then there is nothing to do here.
"""

import os
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from decision_flow.public_participation import notice_page
from decision_flow.public_participation.commands import RecordNoticePublished
from decision_flow.public_participation.listing import to_publish as notices_to_publish
from decision_flow.publication.commands import RecordDecisionPublished
from decision_flow.publication.queries import to_publish as documents_to_publish
from decision_flow.settings import Installation
from decision_flow.terms import Stage
from flows.engine_room import Due

WEBSITE = "website"
PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1>
{parts}
</main></body></html>
"""


class Website:
    """The website of an installation, if it takes pages."""

    def __init__(self, installation: Installation) -> None:
        self._store, self._engine = installation.store, installation.engine
        self._folder, self._address = installation.settings.site, installation.settings.site_address

    def signed_pages(self, decision_id: str, stage: Stage) -> Iterator[Due]:
        """Publish what waits; the commands that record it, under keys that make each happen once."""
        if self._folder is None or stage not in PAGES_OF:
            return
        with self._store.reading() as session:
            waiting = PAGES_OF[stage][0](session, decision_id)
        for row in waiting:
            yield PAGES_OF[stage][1](self, row)

    def notice(self, row: Any) -> Due:
        """征求意见公告: the text, the period, how to comment, the digests of draft and explanation."""
        title, parts = notice_page.title_of(row), notice_page.parts_of(row)
        said = self._published(f"notice-{row.id}.html", title, parts)
        return Due(
            RecordNoticePublished(decision_id=row.decision_id, notice_id=row.id, channel=WEBSITE, **said),
            f"{row.decision_id}:{Stage.PUBLIC_PARTICIPATION}:{row.round}:publish:{row.id}",
        )

    def decision(self, row: Any) -> Due:
        """决策公布: the formal document's number and digest."""
        title = f"{row.title}（{row.document_no}）"
        parts = {
            "发文字号": row.document_no,
            "人大决议、决定": row.congress_resolution_no,
            "正式文件（SHA-256）": row.document_sha256,
        }
        said = self._published(f"decision-{row.decision_id}-{row.round}.html", title, parts)
        return Due(
            RecordDecisionPublished(
                decision_id=row.decision_id,
                document_no=row.document_no,
                document_sha256=row.document_sha256,
                channel=WEBSITE,
                congress_resolution_no=row.congress_resolution_no,
                **said,
            ),
            f"{row.decision_id}:{Stage.PUBLICATION}:{row.round}:publish:{row.document_sha256}",
        )

    def _published(self, name: str, title: str, parts: dict[str, str | None]) -> dict[str, Any]:
        """Written whole or not at all; the bytes that are then seen there are kept as a document."""
        folder = Path(self._folder or ".")
        folder.mkdir(parents=True, exist_ok=True)
        shown = notice_page.section(parts)
        page, half = folder / name, folder / f".{name}.{os.getpid()}"
        half.write_text(PAGE.format(title=escape(title), parts=shown), encoding="utf-8")
        half.replace(page)
        seen = self._store.documents.put(page.read_bytes())
        address = f"{self._address.rstrip('/')}/{name}" if self._address else page.resolve().as_uri()
        return {"address": address, "snapshot_sha256": seen, "published_at": self._engine.now()}


PAGES_OF = {
    Stage.PUBLIC_PARTICIPATION: (notices_to_publish, Website.notice),
    Stage.PUBLICATION: (documents_to_publish, Website.decision),
}
"""For each stage that publishes: what waits, and the page that it becomes."""
