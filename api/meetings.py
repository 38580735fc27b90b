"""Reading for the meeting: what is ripe for the agenda of a day, minutes against the record, dissent certified."""

from dataclasses import asdict
from typing import Any

from flask import abort
from flask.views import MethodView

from api.decisions import seen
from api.doors import current_actor, installation, reading, today
from api.problems import language
from api.rooms import Room
from decision_flow.collective_discussion.candidates import for_the_agenda
from decision_flow.collective_discussion.dissent import certificates
from decision_flow.collective_discussion.papers import differences
from decision_flow.reading import file_of
from decision_flow.terms import Kind
from schemas import meetings as wire
from schemas.findings import findings_on_the_wire
from schemas.table import TITLES

blueprint = Room("meetings", TITLES["collective_discussion"])
DISCUSSION = "/decisions/<id:decision_id>/collective-discussion"


@blueprint.route("/organs/<id:organ_id>/agenda")
class Agenda(MethodView):
    """可以上会的事项."""

    @blueprint.arguments(wire.AgendaQuerySchema, location="query")
    @blueprint.response(200, wire.AgendaSchema)
    def get(self, query: dict[str, Any], organ_id: str) -> dict[str, Any]:
        """Matters of a body for a meeting on a day: ripe ones, and of the others what they lack; each with its pack."""
        served, on, held_on = installation(), today(), query["held_on"] or today()
        with reading() as session:
            found, cursor = for_the_agenda(
                session, organ_id, held_on, on, current_actor(), served.engine.law_of, after=query["cursor"]
            )
        return {"held_on": held_on, "items": [_item(one) for one in found], "next_cursor": cursor}


def _item(one: Any) -> dict[str, Any]:
    """A candidate on the wire: what it lacks in sentences."""
    return {
        "decision_id": one.decision_id,
        "title": one.title,
        "is_ripe": not one.lacks,
        "lacks": findings_on_the_wire(one.lacks, installation().messages, language()),
        "pack": one.pack,
    }


@blueprint.route(f"{DISCUSSION}/minutes/differences")
class Differences(MethodView):
    """会议纪要与会议记录的差异."""

    @blueprint.response(200, wire.DifferenceSchema(many=True))
    def get(self, decision_id: str) -> Any:
        """In what the latest minutes differ from the record of the latest meeting, and what explains it."""
        with reading() as session:
            seen(session, decision_id)
            meeting = file_of(session, Kind.DECISION, decision_id, ("collective_discussion",)).collective_discussion
        held = meeting.meeting
        if held is None or held.minutes is None:
            return []
        told = held.minutes.explanations
        return [{**asdict(one), "explanation": told.get(one.place)} for one in differences(held, held.minutes)]


@blueprint.route(f"{DISCUSSION}/dissent-certificates/<id:person_id>")
class DissentCertificates(MethodView):
    """不同意见的证明."""

    @blueprint.response(200, wire.DissentCertificateSchema(many=True))
    def get(self, decision_id: str, person_id: str) -> Any:
        """What a member said against the draft, meeting by meeting, with the entries and the head of the chain."""
        with reading() as session:
            seen(session, decision_id)
            return list(certificates(session, decision_id, person_id, current_actor())) or abort(404)
