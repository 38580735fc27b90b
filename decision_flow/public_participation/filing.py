"""What the rows of this stage have in common: round, signature, recorder, where something was published."""

from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.command import Act

PUBLISHED = ("address", "snapshot_sha256", "published_at")


def filed(act: Act, case: CaseFile) -> dict[str, Any]:
    """What every row of this stage begins with."""
    return {"id": act.new_id(), "decision_id": case.decision_id, "round": case.public_participation.round}


def as_asked(asks: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(asks, name) for name in names}


def recorded(act: Act) -> dict[str, str]:
    return {"recorded_by": act.actor.id, "recorded_at": act.occurred_at}


def signature(act: Act) -> dict[str, str]:
    return {**act.signature, "signed_at": act.occurred_at}
