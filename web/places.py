"""An act on one part of a decision (a notice, a hearing, an expert) is offered once for each part that there is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.expert_review import queries as expert
from decision_flow.joint_decision import queries as joint
from decision_flow.legality_review import queries as legality
from decision_flow.public_participation import listing as public
from web.permitted import ADDRESS, Offered
from web.texts import iso_day

Named = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Placed:
    """An act with its address, and the part of the decision that it is about, where there are several."""

    command: type[Any]
    address: str
    about: str = ""


def with_places(session: Session, decision_id: str, actor: Actor, acts: Sequence[Offered]) -> list[Placed]:
    """The acts with their addresses: once for each part; none where there is no such part yet."""
    parts: dict[tuple[str, str], Named] = {}
    placed: list[Placed] = []
    for act in acts:
        path = act.path.replace("<id:decision_id>", decision_id)
        if not act.open_parameters:
            placed.append(Placed(act.command, ADDRESS + path))
            continue
        (parameter,) = act.open_parameters
        room = act.path.split("/")[3]
        if (parameter, room) not in parts:
            listed = PARTS.get((parameter, room))
            parts[parameter, room] = listed(session, decision_id, actor) if listed else ()
        for id_, about in parts[parameter, room]:
            placed.append(Placed(act.command, ADDRESS + path.replace(f"<id:{parameter}>", id_), about))
    return placed


def _notices(session: Session, decision_id: str, actor: Actor) -> Named:
    rows = public.notices(session, decision_id, actor)
    return list({row.id: f"{row.opens_on}—{row.closes_on}" for row in rows}.items())


def _filed(kind: str, *shown: str) -> Callable[[Session, str, Actor], Named]:
    def listed(session: Session, decision_id: str, actor: Actor) -> Named:
        rows = public.FILED[kind](session, decision_id, actor).rows
        return [(row.id, " ".join(str(row._mapping.get(name) or "") for name in shown).strip()) for row in rows]

    return listed


def _experts(session: Session, decision_id: str, actor: Actor) -> Named:
    return [(row.person_id, row.expert) for row in expert.experts(session, decision_id, actor)]


def _draws(session: Session, decision_id: str, actor: Actor) -> Named:
    return [(row.id, iso_day(row.announced_at)) for row in expert.draws(session, decision_id, actor)]


def _expert_opinions(session: Session, decision_id: str, actor: Actor) -> Named:
    names = dict(_experts(session, decision_id, actor))
    return [(row.id, names.get(row.person_id, "")) for row in expert.opinions(session, decision_id, actor)]


def _opinions(session: Session, decision_id: str, actor: Actor) -> Named:
    return [(row.id, str(row.number)) for row in legality.opinions(session, decision_id, actor)]


def _bodies(session: Session, decision_id: str, actor: Actor) -> Named:
    return [(row.organ_id, row.organ) for row in joint.bodies(session, decision_id)]


PARTS: Mapping[tuple[str, str], Callable[[Session, str, Actor], Named]] = {
    ("notice_id", "public-participation"): _notices,
    ("interruption_id", "public-participation"): _filed("interruptions", "noticed_on"),
    ("hearing_id", "public-participation"): _filed("hearings", "held_on", "place"),
    ("draw_id", "public-participation"): _filed("hearing-draws", "announced_at"),
    ("person_id", "expert-review"): _experts,
    ("draw_id", "expert-review"): _draws,
    ("opinion_id", "expert-review"): _expert_opinions,
    ("opinion_id", "legality-review"): _opinions,
    ("organ_id", "joint-decision"): _bodies,
}
