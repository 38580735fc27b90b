"""What was filed in a stage, kind by kind, from the same tables of rows as the API's; shown by the names of fields."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Row
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.public_participation.listing import FILED
from decision_flow.terms import Stage
from schemas.fields import ID
from schemas.stage_table import TABLE
from schemas.stages import LISTS
from schemas.table import segment
from web.doors import installation, language
from web.texts import label, moment

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
        "frozen",
        "likeness",
        "original.kind",
    )
)
"""Columns that the record needs and no reader."""
WORDS = {
    "answer": "PartyAnswer",
    "answered_as": "AnsweredAs",
    "change_class": "ChangeClass",
    "channel": "NoticeChannel",
    "conclusion": "Conclusion",
    "disposition": "Disposition",
    "form": "ParticipationForm",
    "grounds": "HearingGround",
    "heard.kind": "HeardKind",
    "helper_kind": "OutsideHelper",
    "initial_level": "RiskLevel",
    "level": "RiskLevel",
    "level_after_measures": "RiskLevel",
    "limbs.limb": "Limb",
    "limbs.stage_at_fault": "Stage",
    "materials.kind": "SubmissionMaterial",
    "members.presence": "Presence",
    "members.view": "View",
    "outcome": "Outcome",
    "pack.kind": "PackPaper",
    "presence": "Presence",
    "presiding_ground": "Presides",
    "representatives.kind": "HeardKind",
    "return_items.item": "SubmissionMaterial",
    "reviewer": "LegalityReviewBody",
    "role": "Role",
    "stage": "Stage",
    "track": "CongressTrack",
    "view": "View",
    "views.view": "View",
    "expert-review/experts form": "ReviewForm",
    "legality-review/fair-competition-reviews conclusion": "FairCompetition",
    "legality-review/fair-competition-reviews reviewer": "FairCompetitionReviewer",
    "publication/congress-matters outcome": "CongressOutcome",
    "publication/issued channel": "PublicationChannel",
    "risk-assessment/points kind": "RiskKind",
}
"""The words of a column, of a field in a column's list, and where a kind of rows has its own."""
SHORT = 12
NUMBER = re.compile(ID)


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


def columns(kind: str, row: Row[Any]) -> Iterator[tuple[str, Any]]:
    """Label and text of each column of a row that says something."""
    for name, value in row._mapping.items():
        if value in (None, "", "[]") or name in HIDDEN or name.endswith(("_id", "_by", "_post")):
            continue
        shown = _shown(kind, name, value)
        if shown != []:
            yield label(name), shown


def _shown(kind: str, name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return installation().messages.terms("Flag", language())[str(value).lower()]
    if name.endswith("_at") and len(str(value)) > 10:
        return moment(str(value))
    if name.endswith("sha256"):
        return Digest(value)
    if name in LISTS:
        return [shown for item in _listed(value) if (shown := _item(kind, name, item))]
    return _spoken(kind, name, value)


def _spoken(kind: str, path: str, value: Any) -> Any:
    """The word of a value where its place has a table of words that holds it, else the value."""
    table = WORDS.get(f"{kind} {path}", WORDS.get(path))
    return installation().messages.terms(table, language()).get(str(value), value) if table else value


class Digest(str):
    """The digest of a document, shown as a link to it."""

    __slots__ = ()


def _listed(value: str) -> list[Any]:
    found = orjson.loads(value)
    return found if isinstance(found, list) else [found]


def _item(kind: str, column: str, item: Any) -> str:
    """One item of a list in words; what only machines need of it is left out."""
    if isinstance(item, list):
        return "—".join(map(str, item))
    if not isinstance(item, dict):
        return "" if NUMBER.fullmatch(str(item)) else str(_spoken(kind, column, item))
    return "；".join(
        _field(kind, f"{column}.{key}", key, value)
        for key, value in item.items()
        if value not in (None, "", [], False) and not key.endswith("_id") and f"{column}.{key}" not in HIDDEN
    )


def _field(kind: str, path: str, key: str, value: Any) -> str:
    if value is True:
        return label(key)
    if key.endswith("sha256"):
        return f"{str(value)[:SHORT]}…"
    return str(_spoken(kind, path, value))
