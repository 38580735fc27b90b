"""意见办理: the opinions owed an answer, nearly alike ones as a group, so that one reason answers many (Art. 18)."""

from flask import abort, render_template, request

from decision_flow.decision import listing as decisions
from decision_flow.public_participation import listing
from decision_flow.public_participation.commands import DisposeOpinions
from decision_flow.reading import file_of
from decision_flow.terms import Kind
from web.doors import current_actor, reading
from web.pages import Pages
from web.permitted import ADDRESS, may, routes

blueprint = Pages("opinions")
PAGE = 50


@blueprint.get("/decisions/<id:decision_id>/opinions")
def opinions(decision_id: str) -> str:
    """Groups first, then what waits one by one; whoever may answer ticks opinions and goes on to the act."""
    actor = current_actor()
    with reading() as session:
        found = decisions.decision(session, decision_id, actor) or abort(404)
        groups, _ = listing.similar(session, decision_id, actor, limit=PAGE)
        page = listing.comments(
            session, decision_id, actor, unanswered=True, after=request.args.get("after"), limit=PAGE
        )
        file = file_of(session, Kind.DECISION, decision_id)
    answer = routes()["DisposeOpinions"].path.replace("<id:decision_id>", decision_id)
    return render_template(
        "opinions_to_answer.html",
        found=found,
        groups=groups,
        page=page,
        answer=ADDRESS + answer if may(actor, DisposeOpinions, file) else None,
    )
