"""Reading catalogs and their items: what is published is everybody's."""

from typing import Any

from flask import abort
from flask.views import MethodView

from api.doors import current_actor, installation, reading
from api.rooms import Room
from decision_flow.catalog import listing
from decision_flow.catalog.search import bring_up_to_date
from decision_flow.papers.queries import catalog_papers
from schemas import catalog as wire
from schemas.decision import PaperSchema
from schemas.table import TITLES

blueprint = Room("catalog", TITLES["catalog"], anybody=True)


@blueprint.route("/catalogs")
class Catalogs(MethodView):
    """The list."""

    @blueprint.arguments(wire.CatalogQuerySchema, location="query")
    @blueprint.response(200, wire.CatalogPageSchema)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """Catalogs, newest first: published ones for everybody, the others for their body."""
        with reading() as session:
            page = listing.catalogs(session, current_actor(anybody=True), after=query.pop("cursor"), **query)
        return {"items": page.rows, "next_cursor": page.next_cursor}


@blueprint.route("/catalogs/<id:catalog_id>")
class Catalog(MethodView):
    """One catalog."""

    @blueprint.response(200, wire.CatalogSchema)
    def get(self, catalog_id: str) -> Any:
        """A catalog. The ETag is the length of its record: send it back as If-Match."""
        with reading() as session:
            found = listing.catalog(session, catalog_id, current_actor(anybody=True)) or abort(404)
        return found, 200, {"ETag": f'"{found.seq}"'}


@blueprint.route("/catalogs/<id:catalog_id>/items")
class CatalogItems(MethodView):
    """The items of one catalog."""

    @blueprint.arguments(wire.CatalogItemQuerySchema, location="query")
    @blueprint.response(200, wire.CatalogItemPageSchema)
    def get(self, query: dict[str, Any], catalog_id: str) -> dict[str, Any]:
        """The items of a catalog, newest first."""
        return _items(query, catalog_id=catalog_id)


@blueprint.route("/catalogs/<id:catalog_id>/papers")
class CatalogPapers(MethodView):
    """文书."""

    @blueprint.response(200, PaperSchema(many=True))
    def get(self, catalog_id: str) -> Any:
        """The announcements of a catalog, edition by edition; download them by digest from /documents."""
        actor = current_actor(anybody=True)
        with reading() as session:
            if listing.catalog(session, catalog_id, actor) is None:
                abort(404)
            return catalog_papers(session, catalog_id, actor)


@blueprint.route("/catalog-items")
class AllItems(MethodView):
    """Items across catalogs."""

    @blueprint.arguments(wire.CatalogItemQuerySchema, location="query")
    @blueprint.response(200, wire.CatalogItemPageSchema)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """Items of all catalogs that one sees, by body, year, unit, class and status."""
        return _items(query)


@blueprint.route("/catalog-items/<id:item_id>")
class Item(MethodView):
    """One item."""

    @blueprint.response(200, wire.CatalogItemSchema)
    def get(self, item_id: str) -> Any:
        """One matter of a catalog."""
        with reading() as session:
            return listing.item(session, item_id, current_actor(anybody=True)) or abort(404)


def _items(query: dict[str, Any], **fixed: Any) -> dict[str, Any]:
    if query["words"]:
        bring_up_to_date(installation().store)
    with reading() as session:
        page = listing.items(session, current_actor(anybody=True), after=query.pop("cursor"), **query, **fixed)
    return {"items": page.rows, "next_cursor": page.next_cursor}
