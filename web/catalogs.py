"""Catalogs and their items: everybody reads what is published; a body's own people work on theirs."""

from typing import Any

from flask import abort, render_template, request

from decision_flow.catalog import listing
from decision_flow.papers.queries import catalog_papers
from decision_flow.reading import file_of
from decision_flow.terms import Kind, MatterClass
from web.doors import current_actor, reading
from web.pages import Pages
from web.permitted import ADDRESS, may, offered, routes

blueprint = Pages("catalogs", anybody=True)
STATUSES = ("incomplete", "proposed", "published", "dropped")
PAGE = 30


@blueprint.get("/catalogs")
def catalogs() -> str:
    """The catalogs that one sees, newest first."""
    year = request.args.get("year", type=int)
    with reading() as session:
        page = listing.catalogs(session, current_actor(), year=year, after=request.args.get("after"), limit=PAGE)
    opens = routes()["OpenCatalog"]
    mine = [post.organ_id for post in current_actor().posts if may(current_actor(), opens.command, None)]
    begin = f"{ADDRESS}/catalogs?organ_id={mine[0]}" if mine and mine[0] else None
    return render_template("catalogs.html", page=page, begin=begin)


@blueprint.get("/catalogs/<id:catalog_id>")
def catalog(catalog_id: str) -> str:
    """One catalog with its items, and what one may do with it."""
    asked: dict[str, Any] = {name: request.args.get(name) or None for name in ("status", "matter_class", "words")}
    actor = current_actor()
    with reading() as session:
        found = listing.catalog(session, catalog_id, actor) or abort(404)
        page = listing.items(
            session, actor, catalog_id=catalog_id, after=request.args.get("after"), limit=PAGE, **asked
        )
        announced = catalog_papers(session, catalog_id, actor)
        file = file_of(session, Kind.CATALOG, catalog_id) if actor.posts[0].organ_id else None
    acts = list(offered(actor, file, "catalog_id", "catalog")) if file is not None else []
    return render_template(
        "catalog.html",
        found=found,
        page=page,
        papers=announced,
        acts=[act for act in acts if not act.open_parameters],
        item_acts=[act for act in acts if act.open_parameters],
        statuses=STATUSES,
        classes=list(MatterClass),
    )
