"""Loads the kernel of a case in one join, and the decision's own slice; lists for the API."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import BindParameter, and_, bindparam, func, select

from decision_flow.casefile import (
    DOSSIERS,
    CaseFile,
    Determination,
    Dossier,
    Draft,
    Signature,
    Slice,
    StageRow,
    load_as,
)
from decision_flow.catalog.model import CatalogItem, DecisionCatalog
from decision_flow.decision.facts import DecisionFacts, ItemFacts
from decision_flow.decision.model import (
    Decision,
    DecisionDraft,
    DraftChange,
    PreparedPaper,
    SignOff,
    StageDetermination,
    StageState,
    StartRequest,
)
from decision_flow.organ.model import Organ
from decision_flow.store.tables import table_of
from decision_flow.terms import ChangeClass, Kind, Role, Stage, StageStatus

D, T, B, G, S, N = (
    table_of(model)
    for model in (
        Decision,
        DecisionDraft,
        Organ,
        StageState,
        SignOff,
        StageDetermination,
    )
)
SUBJECT: BindParameter[str] = bindparam("subject")
_STAGE = (G.c.stage, G.c.status, G.c.round, G.c.opened_at, G.c.closed_at, G.c.stands_on)
_SIGNED = (S.c.actor_id, S.c.role, S.c.draft_version, S.c.draft_sha256, S.c.signed_at)
_DETERMINED = (N.c.reason, N.c.legal_ground, N.c.actor_id)
_DRAFT = (
    T.c.version,
    T.c.sha256,
    T.c.explanation_sha256,
    D.c.change_pending,
    D.c.change_carries_legality_opinion,
    D.c.change_refused,
    T.c.drafters,
)
_FLAGS = ("is_technical", "may_harm", "touches_market", "lawfully_unpublished", "is_normative_document")
_CASE = {
    "decision_id": D.c.id,
    "title": D.c.title,
    "status": D.c.status,
    "organ_id": D.c.organ_id,
    "organ_kind": B.c.body_kind,
    "lead_unit_id": D.c.lead_unit_id,
    "matter_class": D.c.matter_class,
    "start_ground": D.c.start_ground,
    "catalog_item_id": D.c.catalog_item_id,
    "profile": D.c.profile,
    "profile_digest": D.c.profile_digest,
    "started_on": D.c.started_on,
    "congress_track": D.c.congress_track,
    **{flag: D.c[flag] for flag in _FLAGS},
}

KERNEL = (
    select(*_DRAFT, *_CASE.values())
    .select_from(
        D.join(B, B.c.id == D.c.organ_id).outerjoin(
            T, and_(T.c.decision_id == D.c.id, T.c.version == D.c.draft_version)
        )
    )
    .where(D.c.id == SUBJECT)
)
BOARD = (
    select(*_STAGE, *_SIGNED, *_DETERMINED)
    .select_from(
        G.outerjoin(
            S, and_(S.c.decision_id == G.c.decision_id, S.c.stage == G.c.stage, S.c.round == G.c.round)
        ).outerjoin(N, and_(N.c.decision_id == G.c.decision_id, N.c.stage == G.c.stage, N.c.round == G.c.round))
    )
    .where(G.c.decision_id == SUBJECT)
)

_STAGES = {stage.value: stage for stage in Stage}
_STATUSES = {status.value: status for status in StageStatus}


def _kernel(results: Sequence[Sequence[Any]]) -> Mapping[str, Any] | None:
    """The fields of the case file that are no slices, by name."""
    if not results[0]:
        return None
    (row,) = results[0]
    draft, kernel = row[:7], dict(zip(_CASE, row[7:], strict=True))
    for flag in _FLAGS:
        kernel[flag] = bool(kernel[flag])
    kernel["draft"] = None
    if draft[0] is not None:
        change = ChangeClass(draft[3]) if draft[3] else None
        kernel["draft"] = Draft(
            draft[0], draft[1], draft[2], change, bool(draft[4]), bool(draft[5]), tuple(orjson.loads(draft[6]))
        )
    return kernel


def _board(results: Sequence[Sequence[Any]]) -> Mapping[Stage, StageRow]:
    return {_STAGES[row[0]]: _stage_row(tuple(row)) for row in results[0]}


@lru_cache(maxsize=4096)
def _stage_row(row: tuple[Any, ...]) -> StageRow:
    """A row of the board. Most rows are those of a moment ago: the same row is the same frozen object."""
    signature = Signature(row[6], Role(row[7]), *row[8:11]) if row[6] else None
    determination = Determination(*row[11:14]) if row[11] else None
    return StageRow(_STAGES[row[0]], _STATUSES[row[1]], row[2], row[3], row[4], row[5], signature, determination)


def _case_file(kernel: Mapping[str, Any], slices: Mapping[str, Any]) -> CaseFile:
    given = dict(slices)
    return CaseFile(**kernel, stages=given.pop("board"), **given)


DOSSIERS[Kind.DECISION] = Dossier(
    Slice("kernel", (KERNEL,), _kernel, frozenset({"decision", "draft"})),
    _case_file,
    (Slice("board", (BOARD,), _board, frozenset({"stage", "sign_off", "determination"})),),
)

M, C, P, R, H = (
    table_of(model).c
    for model in (
        CatalogItem,
        DecisionCatalog,
        PreparedPaper,
        StartRequest,
        DraftChange,
    )
)
PAPERS = select(P.act, P.paper_sha256, P.prepared_by).where(P.decision_id == SUBJECT)
_REQUESTS = select(func.count()).select_from(table_of(StartRequest)).where(R.decision_id == SUBJECT).scalar_subquery()
_DECLARED = (
    select(func.count())
    .select_from(table_of(DraftChange))
    .where(H.decision_id == SUBJECT, H.version == D.c.draft_version)
    .scalar_subquery()
)
STANDING = (
    select(
        _REQUESTS,
        _DECLARED,
        M.id,
        M.organ_id,
        C.year,
        M.status,
        C.status,
        M.title,
    )
    .select_from(
        D.outerjoin(table_of(CatalogItem), M.id == D.c.catalog_item_id).outerjoin(
            table_of(DecisionCatalog), C.id == M.catalog_id
        )
    )
    .where(D.c.id == SUBJECT)
)


def _decision(results: Sequence[Sequence[Any]]) -> DecisionFacts:
    papers, (standing,) = results
    return DecisionFacts(
        papers={(act, sha): by for act, sha, by in papers},
        start_requested=bool(standing[0]),
        declarations=standing[1],
        item=ItemFacts(*standing[2:]) if standing[2] else None,
    )


load_as(
    Slice(
        "decision",
        (PAPERS, STANDING),
        _decision,
        frozenset({"prepared_paper", "start_request", "draft_change", "catalog_item", "catalog"}),
    )
)
