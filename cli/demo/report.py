"""The report of a demo for machines: decisions, refusals, the record, the time it took."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cli.demo.refusals import Attempt
from cli.demo.tampering import Verified
from decision_flow.terms import StageStatus


def reported(
    decisions: Sequence[Mapping[str, Any]],
    unfinished: Sequence[Mapping[str, Any]],
    attempts: Sequence[Attempt],
    audit: tuple[Verified, Verified],
    documents: int,
    seconds: float,
) -> dict[str, Any]:
    """The report. `decisions` are those in force; `audit` is the record as it is, and the altered copy;
    `documents` counts the papers issued."""
    ended = [_decision(one) for one in decisions]
    original, altered = audit
    return {
        "decisions": ended,
        "stages_passed": sum(one["stages_passed"] for one in ended),
        "unfinished": [_decision(one) for one in unfinished],
        "refusals": [attempt.reported() for attempt in attempts],
        "audit": {
            "entries": original.entries,
            "verified": not original.faults,
            "tampering_found": bool(altered.faults),
        },
        "documents": documents,
        "seconds": round(seconds, 1),
    }


def passed(decision: Mapping[str, Any]) -> int:
    """How many stages of a decision have passed; one that was determined not required has not."""
    return sum(row["status"] == StageStatus.PASSED for row in decision["stages"])


def _decision(decision: Mapping[str, Any]) -> dict[str, Any]:
    names = ("id", "title", "matter_class", "organ", "lead_unit", "profile", "status", "in_force_on", "draft_version")
    return {
        **{name: decision[name] for name in names},
        "stages_passed": passed(decision),
        "stages": {row["stage"]: row["status"] for row in decision["stages"]},
        "entries": decision["seq"],
        "head": decision["head"],
    }


def write(report: Mapping[str, Any], path: Path) -> None:
    """As JSON, Chinese as Chinese."""
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
