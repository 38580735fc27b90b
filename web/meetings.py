"""会议: what is ripe for the agenda of a day, and of the other matters what they lack, in the law's words (Art. 29)."""

from datetime import date, timedelta
from typing import Any

from flask import abort, render_template, request

from decision_flow.collective_discussion.candidates import Candidate, candidate, undecided
from decision_flow.collective_discussion.commands import PlaceOnAgenda
from decision_flow.decision.listing import Page, decision, organs_of
from schemas.findings import findings_on_the_wire
from web.doors import current_actor, installation, language, reading, today
from web.pages import Pages
from web.permitted import ADDRESS, may, routes

blueprint = Pages("meetings")
A_YEAR = timedelta(days=366)


@blueprint.get("/meetings")
def agenda() -> str:
    """The agenda of a day: what passed the legality review is asked in full, of the rest each when it is opened."""
    held_on, actor, law_of = _day(request.args.get("held_on")), current_actor(), installation().engine.law_of
    with reading() as session:
        pages = [undecided(session, one, actor, after=request.args.get("after")) for one in organs_of(actor)]
        more = max((page.next_cursor for page in pages if page.next_cursor), default=None)
        rows = [row for page in pages for row in page.rows if more is None or row.id >= more]
        asked = [candidate(session, row.id, held_on, today(), law_of) for row in rows if row.is_reviewed]
    return render_template(
        "meetings.html",
        held_on=held_on,
        page=Page(rows, more),
        ripe=[one for one in asked if not one.lacks],
        unripe=[one for one in asked if one.lacks],
        early=[row for row in rows if not row.is_reviewed],
        lacking={one.decision_id: _told(one) for one in asked},
        place=ADDRESS + routes()["PlaceOnAgenda"].path if may(actor, PlaceOnAgenda, None) else None,
    )


@blueprint.get("/meetings/<id:decision_id>")
def lacking(decision_id: str) -> str:
    """What one matter lacks for a meeting on a day; to htmx the list alone."""
    held_on, actor = _day(request.args.get("held_on")), current_actor()
    with reading() as session:
        found = decision(session, decision_id, actor) or abort(404)
        one = candidate(session, decision_id, held_on, today(), installation().engine.law_of)
    template = "lacking_list.html" if "HX-Request" in request.headers else "lacking.html"
    return render_template(template, found=found, findings=_told(one), held_on=held_on)


def _told(one: Candidate) -> list[dict[str, Any]]:
    return findings_on_the_wire(one.lacks, installation().messages, language())


def _day(asked: str | None) -> date:
    """The day asked for, if it is one that a meeting is planned for; else today."""
    try:
        day = date.fromisoformat(asked or "")
    except ValueError:
        return today()
    return day if abs(day - today()) <= A_YEAR else today()
