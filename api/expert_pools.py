"""Reading expert pools: for those of the body whose pools they are (Art. 21, 41)."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import abort
from flask.views import MethodView

from api.doors import current_actor, reading
from api.rooms import Room
from decision_flow.expert_pool import queries
from decision_flow.expert_pool.track import track_record
from schemas import expert_pool as wire
from schemas.kernel import PageQuerySchema
from schemas.table import TITLES

blueprint = Room("expert_pools", TITLES["expert_pool"])
POOL = "/expert-pools/<id:pool_id>"


@blueprint.route("/expert-pools")
class Pools(MethodView):
    """The list."""

    @blueprint.arguments(PageQuerySchema, location="query")
    @blueprint.response(200, wire.PoolPageSchema)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """The pools of one's bodies, own and borrowed, newest first."""
        with reading() as session:
            page = queries.pools(session, current_actor(), after=query["cursor"], limit=query["limit"])
        return {"items": page.rows, "next_cursor": page.next_cursor}


@blueprint.route(POOL)
class Pool(MethodView):
    """One pool."""

    @blueprint.response(200, wire.PoolSchema)
    def get(self, pool_id: str) -> Any:
        """A pool. The ETag is the length of its record: send it back as If-Match."""
        found = _seen(pool_id)
        return found, 200, {"ETag": f'"{found.seq}"'}


@blueprint.route(f"{POOL}/experts")
class Experts(MethodView):
    """入库专家."""

    @blueprint.arguments(wire.PoolExpertQuerySchema, location="query")
    @blueprint.response(200, wire.PoolExpertPageSchema)
    def get(self, query: dict[str, Any], pool_id: str) -> dict[str, Any]:
        """The experts of a pool, newest first; `field`: those of one field. `barred_by`: not to be chosen now."""
        _seen(pool_id)
        with reading() as session:
            page = queries.experts(session, pool_id, current_actor(), after=query.pop("cursor"), **query)
        return {"items": page.rows, "next_cursor": page.next_cursor}


@blueprint.route(f"{POOL}/experts/<id:expert_id>/record")
class Track(MethodView):
    """履职情况."""

    @blueprint.response(200, wire.TrackRecordSchema)
    def get(self, pool_id: str, expert_id: str) -> Any:
        """What an expert was chosen for, what he gave, what became of it, and his sanctions: figures, no verdict."""
        with reading() as session:
            return track_record(session, pool_id, expert_id, current_actor()) or abort(404)


@blueprint.route(f"{POOL}/sanctions")
class Sanctions(MethodView):
    """处理."""

    @blueprint.response(200, wire.SanctionSchema(many=True))
    def get(self, pool_id: str) -> Sequence[Any]:
        """Every sanction with its document, and how it ended."""
        return _rows(queries.sanctions, pool_id)


@blueprint.route(f"{POOL}/integrity-reviews")
class IntegrityReviews(MethodView):
    """诚信考核."""

    @blueprint.response(200, wire.IntegrityReviewSchema(many=True))
    def get(self, pool_id: str) -> Sequence[Any]:
        """Every integrity review with its document."""
        return _rows(queries.integrity_reviews, pool_id)


def _rows(read: Callable[..., Sequence[Any]], pool_id: str) -> Sequence[Any]:
    _seen(pool_id)
    with reading() as session:
        return read(session, pool_id, current_actor())


def _seen(pool_id: str) -> Any:
    """The pool, or 404 where it is not there or not one's to see."""
    with reading() as session:
        return queries.pool(session, pool_id, current_actor()) or abort(404)
