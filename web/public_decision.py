"""公开: one matter as the public reads it, with what was published of it to read, download and subscribe to."""

from typing import Any

from flask import Response, abort, render_template, request

from decision_flow.decision import listing
from decision_flow.publication import public_listing
from web.doors import reading, today
from web.pages import Pages

blueprint = Pages("public", anybody=True)
PAGE = 30


@blueprint.get("/public/decisions")
def decisions() -> str:
    """The matters of which something was published."""
    with reading() as session:
        page = public_listing.public_decisions(session, after=request.args.get("after"), limit=PAGE)
    return render_template("public_decisions.html", page=page)


@blueprint.get("/public/decisions/<id:decision_id>")
def decision(decision_id: str) -> str:
    """Where the matter stands, and what was put before the public."""
    found, board, put, answered = _read(decision_id)
    notices = {row.notice_id: row for row in put if row.kind == "notice"}
    return render_template(
        "public_decision.html",
        found=found,
        board=board,
        put=put,
        answered=answered,
        notices=notices,
        on=today().isoformat(),
    )


@blueprint.get("/public/decisions/<id:decision_id>.atom")
def feed(decision_id: str) -> Response:
    """What was put before the public, as a feed to subscribe to (RFC 4287)."""
    found, _, put, _ = _read(decision_id)
    page = render_template("public_decision.xml", found=found, put=put)
    return Response(page, content_type="application/atom+xml; charset=utf-8")


def _read(decision_id: str) -> tuple[Any, Any, Any, Any]:
    with reading() as session:
        found = public_listing.public_decision(session, decision_id) or abort(404)
        board = listing.board(session, decision_id)
        put = public_listing.put_before_the_public(session, decision_id)
        answered = public_listing.answers(session, decision_id)
    return found, board, put, answered
