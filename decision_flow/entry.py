"""What an entry of the ledger holds: who, in which post, when, which command, which findings, under which law.

The store adds the row changes, the events, the number and the head before it (design 6, 12.5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from decision_flow.audit.canonical import plain, sha256, spelled
from decision_flow.command import Act, Command, documents_of
from decision_flow.procedure.rules import Finding, Status


@dataclass(frozen=True, slots=True)
class Request:
    """A command as it was asked: its arguments as JSON values, their digest, the documents that it names."""

    arguments: dict[str, Any]
    digest: str
    documents: list[str]


def requested(command: Command) -> Request:
    """What a key stands for: the command and its arguments."""
    arguments = plain(command)
    digest = sha256(spelled({"command": type(command).__name__, "arguments": arguments}))
    return Request(
        {name: value for name, value in arguments.items() if value is not None}, digest, documents_of(command)
    )


def entry(act: Act, findings: Iterable[Finding], case: Any, request: Request) -> tuple[dict[str, Any], dict[str, Any]]:
    """The body of the entry without its effects, and the columns that project it."""
    draft = getattr(case, "draft", None)
    name, post = type(act.command).__name__, act.post
    columns = {
        "recorded_at": act.recorded_at,
        "occurred_at": act.occurred_at,
        "actor_id": act.actor.id,
        "key": act.key,
        "command": name,
        "request_sha256": request.digest,
    }
    body = {
        "subject": {"kind": act.command.kind.value, "id": act.subject_id},
        "command": name,
        "arguments": request.arguments,
        "recorded_at": act.recorded_at,
        "occurred_at": act.occurred_at,
        "key": act.key,
        "request": request.digest,
        "actor": {
            "id": act.actor.id,
            "name": act.actor.name,
            "role": post.role.value,
            "post": post.title,
            "organ": post.organ_id,
            "unit": post.unit_id,
        },
        "findings": recorded(findings),
        "profile": act.profile_digest,
        "draft": draft.sha256 if draft else None,
    }
    return body, columns


def recorded(findings: Iterable[Finding]) -> dict[str, Any]:
    """Findings as the entry keeps them: the ids of what is met, and in full what was met otherwise or did not bind."""
    met: list[str] = []
    other: dict[str, Any] = {}
    for finding in findings:
        if finding.status is Status.SATISFIED and not finding.code:
            met.append(finding.rule)
        else:
            other[finding.rule] = {
                "status": finding.status.value,
                "code": finding.code,
                "values": plain(finding.values),
            }
    return {"met": met, "other": other}
