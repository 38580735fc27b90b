"""工作台: 待办、已办、办结、督办; for strangers the front."""

from typing import Any

from flask import render_template, request

from decision_flow.actor import PUBLIC
from decision_flow.decision import listing
from decision_flow.decision.done import done_by
from decision_flow.decision.tasks import tasks
from decision_flow.supervision.register import finding_of, supervised
from schemas.findings import findings_on_the_wire
from web.doors import current_actor, installation, language, reading
from web.numbers import whole
from web.pages import Pages
from web.permitted import ADDRESS, may, routes

blueprint = Pages("desk", anybody=True)
TABS = ("waiting", "done", "closed", "supervised")
PAGE = 30
BEGIN = ("ProposeDecision", "OpenCatalog")


@blueprint.get("/")
def front() -> Any:
    """What waits for who is signed in; else what the public may read."""
    if current_actor() is PUBLIC:
        return render_template("front.html")
    tab = request.args.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    with reading() as session:
        page = READ[tab](session, request.args.get("after"))
    begin = [act for name in BEGIN if may(current_actor(), (act := routes()[name]).command, None)]
    findings = [_told(row) for row in page.rows] if tab == "supervised" else ()
    return render_template("desk.html", tab=tab, tabs=TABS, page=page, findings=findings, begin=begin, acts=ADDRESS)


def _waiting(session: Any, after: str | None) -> listing.Page:
    return tasks(session, current_actor(), after=after, limit=PAGE)


def _done(session: Any, after: str | None) -> listing.Page:
    return done_by(session, current_actor(), after=whole(after), limit=PAGE)


def _closed(session: Any, after: str | None) -> listing.Page:
    return listing.decisions(session, current_actor(), status="in_force", after=after, limit=PAGE)


def _supervised(session: Any, after: str | None) -> listing.Page:
    return supervised(session, current_actor(), after=after, limit=PAGE)


def _told(row: Any) -> dict[str, Any]:
    (finding,) = findings_on_the_wire((finding_of(row),), installation().messages, language())
    return {**finding, "row": row}


READ = {"waiting": _waiting, "done": _done, "closed": _closed, "supervised": _supervised}
