"""Case files and laws for pure rule tests: say what matters, the rest is a started case of a city government."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from decision_flow.casefile import CaseFile, Draft, Signature, StageRow
from decision_flow.terms import Role, Stage, StageStatus

DRAFT = "d" * 64
ORGAN, UNIT, DECISION = ("0190a000-0000-7000-8000-00000000000" + n for n in "123")


def a_draft(**given: Any) -> Draft:
    """Version 1, nothing pending."""
    base = Draft(
        version=1,
        sha256=DRAFT,
        explanation_sha256="e" * 64,
        pending=None,
        carries_legality_opinion=False,
        not_confirmed=False,
        drafters=("drafter",),
    )
    return replace(base, **given)


def a_row(stage: Stage, status: StageStatus = StageStatus.OPEN, **given: Any) -> StageRow:
    """A row of the board in its first round."""
    base = StageRow(stage, status, 1, "2026-03-02T01:00:00.000000Z", None, DRAFT, None, None)
    return replace(base, **given)


def signed_by(role: Role, actor_id: str = "head", sha256: str = DRAFT, version: int = 1) -> Signature:
    """A signature on the current draft."""
    return Signature(actor_id, role, version, sha256, "2026-04-02T01:00:00.000000Z")


def a_board(**statuses: StageStatus) -> dict[Stage, StageRow]:
    """Nine rows, all open unless told otherwise by name."""
    return {stage: a_row(stage, statuses.get(stage.value, StageStatus.OPEN)) for stage in Stage}


def a_case(**given: Any) -> CaseFile:
    """A started case with every stage open; slices and kernel fields by name."""
    base: dict[str, Any] = {
        "decision_id": DECISION,
        "title": "示例事项",
        "status": "started",
        "organ_id": ORGAN,
        "organ_kind": "government",
        "lead_unit_id": UNIT,
        "matter_class": "public_policy",
        "start_ground": "listed",
        "catalog_item_id": None,
        "profile": "jishou",
        "profile_digest": "f" * 64,
        "is_technical": True,
        "may_harm": True,
        "touches_market": False,
        "lawfully_unpublished": False,
        "started_on": "2026-03-02",
        "draft": a_draft(),
        "stages": a_board(),
    }
    return CaseFile(**(base | given))


class ALaw:
    """A law that says what the test says; anything else raises, as an open value does."""

    def __init__(self, values: Mapping[str, Any], calendar: Any = None) -> None:
        self._values, self.calendar = values, calendar

    def value(self, key: str) -> Any:
        """The value, or KeyError."""
        return self._values[key]

    def value_or_none(self, key: str) -> Any:
        """The value, or None where the instrument is silent."""
        return self._values.get(key)


def a_law(values: Mapping[str, Any], calendar: Any = None) -> Any:
    """A law for pure tests."""
    return ALaw(values, calendar)
