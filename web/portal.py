"""公开: what is put to the public, how and until when one may comment, and what became of an opinion. For everybody."""

import re
from typing import Any

from flask import abort, redirect, render_template, request, url_for

from decision_flow.actor import PUBLIC
from decision_flow.public_participation import listing, public_listing
from schemas.fields import ID
from web.doors import reading, said, today
from web.pages import Pages

blueprint = Pages("portal", anybody=True)
PAGE = 30
NUMBER = re.compile(ID)


@blueprint.get("/consultations")
def consultations() -> str:
    """The published notices, newest first."""
    with reading() as session:
        page = public_listing.consultations(session, after=request.args.get("after"), limit=PAGE)
    return render_template("consultations.html", page=page, on=today().isoformat())


@blueprint.get("/consultations/<id:decision_id>/<id:notice_id>")
def consultation(decision_id: str, notice_id: str) -> str:
    """One notice: what it says, where it stands on the body's website, how and until when to comment."""
    with reading() as session:
        found = public_listing.consultation(session, decision_id, notice_id) or abort(404)
        channels = [row for row in listing.notices(session, decision_id, PUBLIC) if row.id == notice_id and row.channel]
    return render_template("consultation.html", found=found, channels=channels, on=today().isoformat())


@blueprint.get("/opinions")
def find_opinion() -> Any:
    """The number on a receipt leads to what became of the opinion."""
    number = request.args.get("number", "").strip().lower()
    if NUMBER.fullmatch(number):
        return redirect(url_for("web_portal.opinion", comment_id=number))
    return render_template("opinions.html", number=number, wrong=said("no_such_number") if number else ""), 200


@blueprint.get("/opinions/<id:comment_id>")
def opinion(comment_id: str) -> Any:
    """What became of one opinion, for whoever holds its number: the answer and its reason, never the text."""
    with reading() as session:
        found = listing.answer_of(session, comment_id)
    if found is None:
        return render_template("opinions.html", number=comment_id, wrong=said("no_such_number")), 404
    return render_template("opinion.html", found=found)
