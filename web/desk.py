"""工作台: 待办、已办、办结、督办; for strangers the front."""

from typing import Any

from flask import render_template, request

from decision_flow.actor import PUBLIC
from decision_flow.decision import listing
from web.doors import current_actor, reading
from web.pages import Pages

blueprint = Pages("desk", anybody=True)


@blueprint.get("/")
def front() -> Any:
    """What waits for who is signed in; else what the public may read."""
    if current_actor() is PUBLIC:
        return render_template("front.html")
    with reading() as session:
        page = listing.tasks(session, current_actor(), after=request.args.get("after"))
    return render_template("desk.html", tasks=page)
