"""会议: what is ripe for the agenda of a day, and of the other matters what they lack, in the law's words (Art. 29)."""

from datetime import date, timedelta

from flask import render_template, request

from decision_flow.collective_discussion.candidates import for_the_agenda
from decision_flow.collective_discussion.commands import PlaceOnAgenda
from decision_flow.decision.listing import organs_of
from schemas.findings import findings_on_the_wire
from web.doors import current_actor, installation, language, reading, today
from web.pages import Pages
from web.permitted import ADDRESS, may, routes

blueprint = Pages("meetings")
A_YEAR = timedelta(days=366)


@blueprint.get("/meetings")
def agenda() -> str:
    """The agenda of a day, of each of one's bodies."""
    held_on, actor, served = _day(request.args.get("held_on")), current_actor(), installation()
    with reading() as session:
        found = [
            one
            for organ_id in organs_of(actor)
            for one in for_the_agenda(session, organ_id, held_on, today(), actor, served.engine.law_of)[0]
        ]
    lacking = {one.decision_id: findings_on_the_wire(one.lacks, served.messages, language()) for one in found}
    places = may(actor, PlaceOnAgenda, None)
    return render_template(
        "meetings.html",
        held_on=held_on,
        ripe=[one for one in found if not one.lacks],
        unripe=[one for one in found if one.lacks],
        lacking=lacking,
        place=ADDRESS + routes()["PlaceOnAgenda"].path if places else None,
    )


def _day(asked: str | None) -> date:
    """The day asked for, if it is one that a meeting is planned for; else today."""
    try:
        day = date.fromisoformat(asked or "")
    except ValueError:
        return today()
    return day if abs(day - today()) <= A_YEAR else today()
