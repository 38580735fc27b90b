"""导览: a walk through the pages on the demo's data. A real installation has none: its people are not 示例."""

from flask import abort, render_template

from decision_flow.publication import public_listing
from web.doors import installation, reading
from web.pages import Pages

blueprint = Pages("tour", anybody=True)


@blueprint.get("/tour")
def tour() -> str:
    """Who to be, where to look, and what to notice, step by step."""
    if not installation().store.simulated:
        abort(404)
    with reading() as session:
        page = public_listing.public_decisions(session, limit=1)
    return render_template("tour.html", matter=page.rows[0] if page.rows else None)
