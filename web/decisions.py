"""The list of decisions, and one decision: where it stands, its stages, drafts, documents, timetable and record."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Response, abort, render_template, request
from sqlmodel import Session

from decision_flow.board import gate, lacks
from decision_flow.casefile import CaseFile
from decision_flow.decision import listing
from decision_flow.joint_decision.queries import bodies
from decision_flow.legality_review.diff import diff_of
from decision_flow.organ.listing import units
from decision_flow.papers.queries import papers
from decision_flow.procedure.gantt import gantt
from decision_flow.procedure.law import Law
from decision_flow.procedure.stage_graph import READS
from decision_flow.procedure.timetable import SLICES, NotLawful, WhatIf, timetable
from decision_flow.reading import file_of
from decision_flow.store.problems import failing
from decision_flow.supervision.register import supervised
from decision_flow.terms import ChangeClass, Kind, Stage
from schemas.findings import failing_on_the_wire, findings_on_the_wire
from schemas.table import STAGES
from web.doors import current_actor, installation, language, reading, today
from web.filed import KINDS, columns, kinds_of
from web.numbers import whole
from web.pages import Pages
from web.permitted import offered, rooms_of
from web.places import with_places
from web.texts import word

blueprint = Pages("decisions")
STATUSES = ("proposed", "started", "in_force", "rejected", "ended", "declined")
PAGE = 30
DECISION = "/decisions/<id:decision_id>"
STAGE = f"{DECISION}/<any({', '.join(map(repr, STAGES))}):stage>"


@blueprint.get("/decisions")
def decisions() -> str:
    """The decisions that one sees, newest first; filters and place stand in the address."""
    asked = {name: request.args.get(name) or None for name in ("status", "unit_id")}
    with reading() as session:
        actor = current_actor()
        page = listing.decisions(session, actor, after=request.args.get("after"), limit=PAGE, **asked)
        of_units = [row for organ in listing.organs_of(actor) for row in units(session, organ)]
    return render_template("decisions.html", page=page, units=of_units, statuses=STATUSES)


@blueprint.get(DECISION)
def decision(decision_id: str) -> str:
    """Where it stands, what each open stage still lacks, and what one may do about it."""
    with reading() as session:
        found = seen(session, decision_id)
        rows = listing.board(session, decision_id)
        opened = [Stage(row.stage) for row in rows if row.status in ("open", "returned")]
        case, law = case_of(session, decision_id, opened)
        failed = failing(session, decision_id)
        stands_still = supervised(session, current_actor(), decision_id=decision_id).rows
        joint = bodies(session, decision_id) if case.joint_bodies else ()
    return render_template(
        "decision.html",
        found=found,
        board=rows,
        gates={stage: gate_of(stage, case, law) for stage in opened},
        acts=[act for stage in opened for room in rooms_of(stage) for act in acts_of(case, room)] or None,
        of_the_matter=acts_of(case, "decision"),
        failed=failing_on_the_wire(failed, installation().messages, language()),
        stands_still=stands_still,
        joint=joint,
    )


@blueprint.get(STAGE)
def stage(decision_id: str, stage: str) -> str:
    """One stage: 办理条件, what may be done here, and what has been filed."""
    here = STAGES[stage]
    with reading() as session:
        found = seen(session, decision_id)
        rows = listing.board(session, decision_id)
        case, law = case_of(session, decision_id, [here])
        acts = [act for room in rooms_of(here) for act in acts_of(case, room)]
        placed = with_places(session, decision_id, current_actor(), acts)
    return render_template(
        "stage.html",
        found=found,
        board=rows,
        stage=here,
        row=next((row for row in rows if row.stage == here.value), None),
        gate=gate_of(here, case, law),
        acts=placed,
        kinds=kinds_of(here),
    )


@blueprint.get(f"{DECISION}/filed/<path:kind>")
def filed(decision_id: str, kind: str) -> str:
    """The rows of one kind; to htmx the rows alone."""
    if kind not in KINDS:
        abort(404)
    with reading() as session:
        found = seen(session, decision_id)
        rows = [list(columns(kind, row)) for row in KINDS[kind](session, decision_id, current_actor())]
    template = "filed_rows.html" if "HX-Request" in request.headers else "filed.html"
    return render_template(template, found=found, kind=kind, rows=rows, stage=STAGES.get(kind.partition("/")[0]))


@blueprint.get(f"{DECISION}/drafts")
def drafts(decision_id: str) -> str:
    """Every version, what was declared of it, and what it changed in the text."""
    with reading() as session:
        found = seen(session, decision_id)
        rows = listing.drafts(session, decision_id)
        case = file_of(session, Kind.DECISION, decision_id)
    return render_template(
        "drafts.html", found=found, rows=rows, diff=_difference(rows), acts=acts_of(case, "decision")
    )


def _difference(rows: Sequence[Any]) -> Sequence[str] | None:
    """What the chosen version changed in the one before; None where none is chosen or the texts are not plain."""
    texts = {row.version: row.sha256 for row in rows}
    version = whole(request.args.get("version"))
    if version is None or version not in texts or version - 1 not in texts:
        return None
    documents = installation().store.documents
    found = diff_of(documents.read(texts[version - 1]), documents.read(texts[version]))
    return found.lines if found else None


@blueprint.get(f"{DECISION}/documents")
def documents(decision_id: str) -> str:
    """The papers issued in the procedure."""
    with reading() as session:
        found = seen(session, decision_id)
        rows = papers(session, decision_id, current_actor())
    return render_template("documents.html", found=found, rows=rows)


@blueprint.get(f"{DECISION}/timetable")
def timetable_page(decision_id: str) -> str:
    """Planned and earliest lawful days, as a picture and as a table; the address says what one would do."""
    asked = what_if(request.args)
    problem = None
    with reading() as session:
        found = seen(session, decision_id)
        case = file_of(session, Kind.DECISION, decision_id, SLICES)
    law = installation().engine.law_of(case, today())
    try:
        lines = timetable(case, law, today(), asked)
    except NotLawful as not_lawful:
        lines, problem = (), not_lawful.en if language() == "en" else not_lawful.zh
    return render_template("timetable.html", found=found, lines=lines, problem=problem, changes=list(ChangeClass))


@blueprint.get(f"{DECISION}/timetable.svg")
def timetable_picture(decision_id: str) -> Response:
    """The picture, as a file of its own: its styles are its own too."""
    with reading() as session:
        found = seen(session, decision_id)
        case = file_of(session, Kind.DECISION, decision_id, SLICES)
    try:
        lines = timetable(case, installation().engine.law_of(case, today()), today(), what_if(request.args))
    except NotLawful:
        abort(404)
    answer = Response(gantt(found.title, lines, today(), word), content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


def what_if(asked: Mapping[str, str]) -> WhatIf:
    """试算, as the address has it."""
    change = asked.get("change", "")
    return WhatIf(
        comment_days=whole(asked.get("shorten"), longest=3) or None,
        hearing=asked.get("hearing") == "true",
        change=ChangeClass(change) if change in {one.value for one in ChangeClass} else None,
    )


@blueprint.get(f"{DECISION}/history")
def history(decision_id: str) -> str:
    """The record, newest first; to htmx the next entries alone."""
    before = whole(request.args.get("before"))
    with reading() as session:
        found = seen(session, decision_id)
        rows = listing.history(session, decision_id, current_actor(), before=before, limit=PAGE)
    entries = list(map(listing.shown, rows))
    more = entries[-1]["seq"] if len(entries) == PAGE and entries[-1]["seq"] > 1 else None
    template = "history_rows.html" if "HX-Request" in request.headers else "history.html"
    return render_template(template, found=found, entries=entries, more=more)


def seen(session: Session, decision_id: str) -> Any:
    """The decision, or 404 where it is not there or not one's to see."""
    return listing.decision(session, decision_id, current_actor()) or abort(404)


def case_of(session: Session, decision_id: str, stages: Sequence[Stage]) -> tuple[CaseFile, Law]:
    """The case with all that the gates of these stages read, and its law."""
    slices = tuple(dict.fromkeys(name for one in stages for name in READS[one]))
    case: CaseFile = file_of(session, Kind.DECISION, decision_id, slices)
    return case, installation().engine.law_of(case, today())


def gate_of(stage: Stage, case: CaseFile, law: Law, on: date | None = None) -> dict[str, Any]:
    """办理条件 as its box shows it: what is lacking first."""
    findings = gate(stage, case, law, on or today())
    told = findings_on_the_wire(findings, installation().messages, language())
    what = {one["rule"]: installation().messages.what(one["rule"], language()) for one in told}
    return {
        "lacking": [one for one in told if one["status"] == "lacking"],
        "met": [one for one in told if one["status"] == "satisfied"],
        "not_applicable": [one for one in told if one["status"] == "not_applicable"],
        "what": what,
        "is_met": not lacks(findings),
    }


def acts_of(case: CaseFile, room: str) -> list[Any]:
    """What the actor may do in a room of this decision."""
    return list(offered(current_actor(), case, "decision_id", room))
