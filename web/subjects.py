"""The subject of an act as its page shows it: what it is called, how long its record is, and where its page stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlmodel import Session

from decision_flow.actor import PUBLIC, Actor
from decision_flow.catalog import listing as catalogs
from decision_flow.command import Command
from decision_flow.decision import listing as decisions
from decision_flow.engine import NoSubject
from decision_flow.expert_pool import queries as pools
from decision_flow.organ import listing as organs
from decision_flow.public_participation import public_listing
from decision_flow.reading import file_of
from decision_flow.terms import Kind

PARAMETERS = {
    Kind.DECISION: "decision_id",
    Kind.CATALOG: "catalog_id",
    Kind.ORGAN: "organ_id",
    Kind.EXPERT_POOL: "pool_id",
}
ENDPOINTS = {
    "decision": "web_decisions.decision",
    "catalog": "web_catalogs.catalog",
    "organ": "web_organs.organ",
    "comment": "web_portal.opinion",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is done to. `seq` is the length of its record, None where the act makes its own subject."""

    id: str | None
    title: str
    seq: int | None
    address: str
    file: Any = None


NOTHING = Subject(None, "", None, "/")


def subject_of(session: Session, command: type[Command], path: Mapping[str, str], actor: Actor) -> Subject:
    """The subject that the path names. Raises NoSubject where it is not there or not the actor's to see."""
    kind = command.within if command.opens else command.kind
    parameter = PARAMETERS.get(kind) if kind is not None else None
    if kind is None or parameter is None or parameter not in path:
        return NOTHING
    subject_id = path[parameter]
    if actor is PUBLIC:
        return _for_the_public(session, subject_id, path.get("notice_id", ""))
    row = ROWS[kind](session, subject_id, actor)
    if row is None:
        raise NoSubject(subject_id)
    file = file_of(session, kind, subject_id)
    title = getattr(row, "title", None) or row.name
    return Subject(subject_id, title, None if command.opens else row.seq, address_of(kind.value, subject_id), file)


def _for_the_public(session: Session, decision_id: str, notice_id: str) -> Subject:
    """A published notice is all that strangers see of a decision. Raises NoSubject."""
    row = public_listing.consultation(session, decision_id, notice_id)
    if row is None:
        raise NoSubject(decision_id)
    address = url_for("web_portal.consultation", decision_id=decision_id, notice_id=notice_id)
    return Subject(decision_id, row.title, None, address)


def address_of(kind: str, subject_id: str) -> str:
    """The page of a subject; the front where its kind has none."""
    endpoint = ENDPOINTS.get(kind)
    given: dict[str, Any] = {f"{kind}_id": subject_id}
    return url_for(endpoint, **given) if endpoint else url_for("web_desk.front")


def _organ(session: Session, organ_id: str, actor: Actor) -> Any:
    return organs.organ(session, organ_id)


ROWS: Mapping[Kind, Any] = {
    Kind.DECISION: decisions.decision,
    Kind.CATALOG: catalogs.catalog,
    Kind.ORGAN: _organ,
    Kind.EXPERT_POOL: pools.pool,
}
