"""Reading decisions: lists, one file, drafts, gates, the timetable, the history, tasks waiting for me."""

from typing import Any

from flask import abort
from flask.views import MethodView

from api.doors import current_actor, installation, reading, today
from api.problems import language, said
from api.rooms import Room
from decision_flow.audit.canonical import plain
from decision_flow.board import lacks
from decision_flow.decision import listing
from decision_flow.decision.preparation_listing import preparation
from decision_flow.decision.tasks import tasks
from decision_flow.joint_decision.queries import bodies
from decision_flow.papers.queries import papers
from decision_flow.procedure.special_files import StepOfStatute
from decision_flow.procedure.timetable import SLICES, NotLawful, WhatIf, timetable
from decision_flow.reading import explain, file_of
from decision_flow.store.problems import failing
from decision_flow.terms import Kind
from schemas import decision as wire
from schemas.findings import failing_on_the_wire, findings_on_the_wire
from schemas.kernel import PageQuerySchema
from schemas.table import STAGES, TITLES

blueprint = Room("decisions", TITLES["decision"])
GATE = f"/decisions/<id:decision_id>/<any({', '.join(map(repr, STAGES))}):stage>/gate"


@blueprint.route("/decisions")
class Decisions(MethodView):
    """The list."""

    @blueprint.arguments(wire.DecisionQuerySchema, location="query")
    @blueprint.response(200, wire.DecisionPageSchema)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """The decisions that one sees, newest first."""
        with reading() as session:
            page = listing.decisions(session, current_actor(), after=query.pop("cursor"), **query)
        return {"items": page.rows, "next_cursor": page.next_cursor}


@blueprint.route("/decisions/<id:decision_id>")
class Decision(MethodView):
    """One file."""

    @blueprint.response(200, wire.DecisionSchema)
    def get(self, decision_id: str) -> Any:
        """A decision with its stage board. The ETag is the length of its record: send it back as If-Match."""
        with reading() as session:
            found = seen(session, decision_id)
            rows, failed = listing.board(session, decision_id), failing(session, decision_id)
            joint = bodies(session, decision_id)
        told = failing_on_the_wire(failed, installation().messages, language())
        body = {**found._mapping, "stages": rows, "joint_bodies": joint, "delivery_problems": told}
        return body, 200, {"ETag": f'"{found.seq}"'}


@blueprint.route("/decisions/<id:decision_id>/drafts")
class Drafts(MethodView):
    """The versions of the draft."""

    @blueprint.response(200, wire.DraftSchema(many=True))
    def get(self, decision_id: str) -> Any:
        """Every version with the declarations that led to it."""
        with reading() as session:
            seen(session, decision_id)
            return listing.drafts(session, decision_id)


@blueprint.route("/decisions/<id:decision_id>/preparation")
class Preparation(MethodView):
    """What was prepared before the start and beside the draft."""

    @blueprint.response(200, wire.PreparationSchema)
    def get(self, decision_id: str) -> Any:
        """Studies, legal basis, costs, options, other units heard and the disputes with them."""
        with reading() as session:
            seen(session, decision_id)
            return preparation(session, decision_id, current_actor())


@blueprint.route("/decisions/<id:decision_id>/standards")
class Standards(MethodView):
    """量化标准 that the matter reaches."""

    @blueprint.response(200, wire.ReachedSchema(many=True))
    def get(self, decision_id: str) -> Any:
        """Each adopted standard that the matter reaches, alone or with the parts that it is linked to."""
        with reading() as session:
            seen(session, decision_id)
            case = file_of(session, Kind.DECISION, decision_id, ("standards",))
        months = installation().engine.law_of(case, today()).value("decision.linked_months")
        reached = case.standards.reached(case.matter_class, months)
        return [{**plain(one), "alone": one.alone, "document_no": case.standards.document_no} for one in reached]


@blueprint.route("/special-procedures")
class SpecialProcedures(MethodView):
    """专门程序 on file."""

    @blueprint.response(200, wire.SpecialStatuteSchema(many=True))
    def get(self) -> Any:
        """What other laws prescribe step by step, each with article and the state of our knowledge."""
        found = installation().lawbook.special.values()
        return [{**plain(one), "steps": [_step(step) for step in one.steps.values()]} for one in found]


def _step(step: StepOfStatute) -> dict[str, Any]:
    return {**plain(step), "citation": step.citation.text if step.citation else None}


@blueprint.route(GATE)
class Gate(MethodView):
    """办理条件."""

    @blueprint.response(200, wire.GateSchema)
    def get(self, decision_id: str, stage: str) -> dict[str, Any]:
        """What the stage's sign-off would find today: what is there, what is missing, who can cure it, and when."""
        served, on = installation(), today()
        with reading() as session:
            seen(session, decision_id)
            law = served.engine.law_of(file_of(session, Kind.DECISION, decision_id), on)
            findings = explain(session, decision_id, STAGES[stage], law, on)
        return {
            "stage": STAGES[stage],
            "on": on,
            "satisfied": not lacks(findings),
            "findings": findings_on_the_wire(findings, served.messages, language()),
        }


@blueprint.route("/decisions/<id:decision_id>/papers")
class Papers(MethodView):
    """文书."""

    @blueprint.response(200, wire.PaperSchema(many=True))
    def get(self, decision_id: str) -> Any:
        """The papers rendered from the acts, in the order of the record; download them by digest from /documents."""
        with reading() as session:
            seen(session, decision_id)
            return papers(session, decision_id, current_actor())


@blueprint.route("/decisions/<id:decision_id>/timetable")
class Timetable(MethodView):
    """办理时间表."""

    @blueprint.arguments(wire.TimetableQuerySchema, location="query")
    @blueprint.response(200, wire.LineSchema(many=True))
    def get(self, query: dict[str, Any], decision_id: str) -> Any:
        """Planned dates with the reviewer's full time, and the earliest lawful ones; the query is what one would do."""
        served, on = installation(), today()
        with reading() as session:
            seen(session, decision_id)
            case = file_of(session, Kind.DECISION, decision_id, SLICES)
        what_if = WhatIf(comment_days=query["shorten"], hearing=query["hearing"], change=query["change"])
        try:
            return list(timetable(case, served.engine.law_of(case, on), on, what_if))
        except NotLawful as problem:
            abort(422, said(problem.zh, problem.en))


@blueprint.route("/decisions/<id:decision_id>/history")
class History(MethodView):
    """The record."""

    @blueprint.arguments(wire.HistoryQuerySchema, location="query")
    @blueprint.response(200, wire.EntrySchema(many=True))
    def get(self, query: dict[str, Any], decision_id: str) -> Any:
        """The entries, newest first, each with the head after it."""
        with reading() as session:
            seen(session, decision_id)
            rows = listing.history(session, decision_id, current_actor(), **query)
        return list(map(listing.shown, rows))


@blueprint.route("/tasks")
class Tasks(MethodView):
    """待办."""

    @blueprint.arguments(PageQuerySchema, location="query")
    @blueprint.response(200, wire.TaskPageSchema)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """What waits for one, by the posts held today."""
        with reading() as session:
            page = tasks(session, current_actor(), after=query["cursor"], limit=query["limit"])
        return {"items": page.rows, "next_cursor": page.next_cursor}


def seen(session: Any, decision_id: str) -> Any:
    """The decision, or 404 where it is not there or not one's to see."""
    return listing.decision(session, decision_id, current_actor()) or abort(404)
