"""机构: bodies, their units, and who holds which post since when, by which paper (design 7)."""

from flask import abort, render_template, request

from decision_flow.organ import listing
from decision_flow.reading import file_of
from decision_flow.terms import Kind
from web.doors import current_actor, reading
from web.pages import Pages
from web.permitted import ADDRESS, offered

blueprint = Pages("organs")
PAGE = 50


@blueprint.get("/organs")
def organs() -> str:
    """Every body of the installation."""
    with reading() as session:
        page = listing.organs(session, after=request.args.get("after"), limit=PAGE)
    return render_template("organs.html", page=page)


@blueprint.get("/organs/<id:organ_id>")
def organ(organ_id: str) -> str:
    """One body, and what an administrator may do with it."""
    actor = current_actor()
    with reading() as session:
        found = listing.organ(session, organ_id) or abort(404)
        units = listing.units(session, organ_id)
        page = listing.appointments(session, organ_id, actor, after=request.args.get("after"), limit=PAGE)
        file = file_of(session, Kind.ORGAN, organ_id)
    acts = [
        (act.command, ADDRESS + act.path.replace("<id:organ_id>", organ_id))
        for act in offered(actor, file, "organ_id", "organ")
        if not act.open_parameters
    ]
    return render_template("organ.html", found=found, units=units, page=page, acts=acts)
