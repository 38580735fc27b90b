"""Catalogs and their items: everybody reads what is published; a body's own people work on theirs."""

from typing import Any

from flask import abort, render_template, request

from decision_flow.catalog import listing
from decision_flow.catalog.commands import OpenCatalog
from decision_flow.command import REGISTRY
from decision_flow.decision.listing import organs_of
from decision_flow.papers.queries import catalog_papers
from decision_flow.reading import file_of
from decision_flow.terms import Kind, MatterClass
from web.doors import current_actor, reading
from web.numbers import whole
from web.pages import Pages
from web.permitted import ADDRESS, offered, routes

blueprint = Pages("catalogs", anybody=True)
STATUSES = ("incomplete", "proposed", "published", "dropped")
PAGE = 30


@blueprint.get("/catalogs")
def catalogs() -> str:
    """The catalogs that one sees, newest first."""
    year = whole(request.args.get("year"), longest=4)
    with reading() as session:
        page = listing.catalogs(session, current_actor(), year=year, after=request.args.get("after"), limit=PAGE)
    opens = REGISTRY[OpenCatalog].by
    mine = next((post.organ_id for post in current_actor().posts if post.role in opens and post.organ_id), None)
    begin = f"{ADDRESS}{routes()['OpenCatalog'].path}?organ_id={mine}" if mine else None
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
        file = file_of(session, Kind.CATALOG, catalog_id) if organs_of(actor) else None
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
