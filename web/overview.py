"""总览: all decisions of one's bodies on one board, and what stands still. For heads, secretaries and auditors."""

from flask import render_template, request

from decision_flow.decision import listing
from decision_flow.supervision.register import standing_still
from decision_flow.terms import Stage
from web.doors import current_actor, reading
from web.pages import Pages

blueprint = Pages("overview")
PAGE = 30


@blueprint.get("/overview")
def overview() -> str:
    """Matters under way, a row each with its nine stages, newest first."""
    actor = current_actor()
    with reading() as session:
        page = listing.decisions(session, actor, status="started", after=request.args.get("after"), limit=PAGE)
        boards = listing.boards(session, [row.id for row in page.rows])
        late = standing_still(session, [row.id for row in page.rows])
    return render_template("overview.html", page=page, boards=boards, late=late, stages=list(Stage))
