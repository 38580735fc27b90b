"""What was filed in a stage, kind by kind, from the same tables of rows as the API's; shown by the names of fields."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Row
from sqlmodel import Session

from decision_flow import terms
from decision_flow.actor import Actor
from decision_flow.public_participation.listing import FILED
from decision_flow.terms import Stage
from schemas.stage_table import TABLE
from schemas.stages import LISTS
from schemas.table import segment
from web.doors import installation, language
from web.texts import label, moment, word

Rows = Callable[[Session, str, Actor], Sequence[Row[Any]]]
HIDDEN = frozenset(
    (
        "id",
        "decision_id",
        "entry",
        "entry_seq",
        "actor_id",
        "head_id",
        "name_key",
        "workplace_key",
        "number_serial",
        "number_year",
        "masked_hash",
    )
)
"""Columns that the record needs and no reader."""
ENUMERATIONS = {
    "conclusion": "Conclusion",
    "disposition": "Disposition",
    "outcome": "Outcome",
    "presence": "Presence",
    "view": "View",
    "form": "ParticipationForm",
    "change_class": "ChangeClass",
    "answered_as": "AnsweredAs",
    "role": "Role",
    "stage": "Stage",
    "level": "RiskLevel",
    "initial_level": "RiskLevel",
    "level_after_measures": "RiskLevel",
    "track": "CongressTrack",
    "answer": "PartyAnswer",
}
SHORT = 12


def _pages(listed: Callable[..., Any]) -> Rows:
    return lambda session, decision_id, actor: listed(session, decision_id, actor).rows


KINDS: Mapping[str, Rows] = {
    **{f"public-participation/{kind}": _pages(listed) for kind, listed in FILED.items()},
    **{path: rows for path, (rows, _) in TABLE.items() if "/" in path},
}
"""Each kind of rows by its path, stage first."""


def kinds_of(stage: Stage) -> list[str]:
    """The kinds of what is filed in a stage."""
    return [path for path in KINDS if path.startswith(f"{segment(stage)}/")]


def columns(row: Row[Any]) -> Iterator[tuple[str, Any]]:
    """Label and text of each column of a row that says something."""
    for name, value in row._mapping.items():
        if value in (None, "", "[]") or name in HIDDEN or name.endswith(("_id", "_by", "_post")):
            continue
        yield label(name), _shown(name, value)


def _shown(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return installation().messages.terms("Flag", language())[str(value).lower()]
    if name.endswith("_at") and len(str(value)) > 10:
        return moment(str(value))
    if name.endswith("sha256"):
        return Digest(value)
    if name in LISTS:
        return [_item(item) for item in _listed(value)]
    if name in ENUMERATIONS and hasattr(terms, ENUMERATIONS[name]):
        return word(value, ENUMERATIONS[name])
    return value


class Digest(str):
    """The digest of a document, shown as a link to it."""

    __slots__ = ()


def _listed(value: str) -> list[Any]:
    found = orjson.loads(value)
    return found if isinstance(found, list) else [found]


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    return "；".join(
        str(value)[:SHORT] + "…" if key.endswith("sha256") else str(value)
        for key, value in item.items()
        if value not in (None, "", [], False) and not key.endswith("_id")
    )
