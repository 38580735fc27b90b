"""Loads the kernel of a case in one join, and the decision's own slice; lists for the API."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import (
    BindParameter,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    null,
    select,
    union_all,
)

from decision_flow.casefile import (
    DOSSIERS,
    CaseFile,
    Determination,
    Dossier,
    Draft,
    Signature,
    Slice,
    SpecialProcedure,
    StageRow,
    load_as,
)
from decision_flow.catalog.model import CatalogItem, DecisionCatalog
from decision_flow.decision.facts import UNANSWERED, DecisionFacts, ItemFacts, LegalBasisFacts, TriageFacts
from decision_flow.decision.model import (
    Decision,
    DecisionDraft,
    DraftChange,
    PreliminaryStudy,
    PreparedPaper,
    SignOff,
    StageDetermination,
    StageState,
    StartRequest,
)
from decision_flow.decision.preparation_model import AgencyConsultation, DisputeStatement, LegalBasisInventory
from decision_flow.organ.model import Organ
from decision_flow.store.tables import table_of
from decision_flow.terms import (
    ChangeClass,
    CongressTrack,
    Exclusion,
    Kind,
    ProcedureStep,
    ProposalOrigin,
    RiskTrigger,
    Role,
    Stage,
    StageStatus,
    StepEffect,
    TriageQuestion,
)

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
    "special": D.c.special,
    "condition_is_met": D.c.hearing_condition_met,
    "joint_bodies": D.c.joint_bodies,
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
    kernel["congress_track"] = CongressTrack(kernel["congress_track"])
    kernel["joint_bodies"] = tuple(orjson.loads(kernel["joint_bodies"])) if kernel["joint_bodies"] else ()
    special, is_met = kernel.pop("special"), kernel.pop("condition_is_met")
    if special is not None:
        said = kernel["special"] = _special(special, None if is_met is None else bool(is_met))
        kernel["is_technical"] |= said.asks_more(ProcedureStep.EXPERT_REVIEW)
        kernel["may_harm"] |= said.asks_more(ProcedureStep.RISK_ASSESSMENT)
    kernel["draft"] = None
    if draft[0] is not None:
        change = ChangeClass(draft[3]) if draft[3] else None
        kernel["draft"] = Draft(
            draft[0], draft[1], draft[2], change, bool(draft[4]), bool(draft[5]), tuple(orjson.loads(draft[6]))
        )
    return kernel


@lru_cache(maxsize=1024)
def _special(stored: str, condition_is_met: bool | None) -> SpecialProcedure:
    """The declaration as stored; the same text is the same frozen object."""
    said = orjson.loads(stored)
    steps = {ProcedureStep(one["step"]): one for one in said["steps"]}
    return SpecialProcedure(
        said["instrument"],
        {step: StepEffect(one["effect"]) for step, one in steps.items()},
        steps[ProcedureStep.OPEN_COMMENT]["comment_days"],
        steps[ProcedureStep.HEARING]["condition"],
        condition_is_met,
    )


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

M, C, P, R, H, Y = (
    table_of(model).c
    for model in (
        CatalogItem,
        DecisionCatalog,
        PreparedPaper,
        StartRequest,
        DraftChange,
        PreliminaryStudy,
    )
)
A, L, V = (table_of(model) for model in (AgencyConsultation, LegalBasisInventory, DisputeStatement))
SHOWN = 20
_LATER = A.alias()
_STATED = exists().where(V.c.decision_id == A.c.decision_id, V.c.agency == A.c.agency, V.c.id > A.c.id)
_DISSENTS = (
    select(A.c.agency, case((_STATED, 1), else_=0).label("stated"))
    .where(
        A.c.decision_id == SUBJECT,
        A.c.agreement_reached.is_(False),
        ~exists().where(_LATER.c.decision_id == A.c.decision_id, _LATER.c.agency == A.c.agency, _LATER.c.id > A.c.id),
    )
    .order_by(A.c.id)
    .limit(SHOWN)
    .subquery()
)
PAPERS = union_all(
    select(P.act, P.paper_sha256, P.prepared_by, literal_column("0").label("stated")).where(P.decision_id == SUBJECT),
    select(_DISSENTS.c.agency, null(), null(), _DISSENTS.c.stated),
)
_REQUESTS = select(func.count()).select_from(table_of(StartRequest)).where(R.decision_id == SUBJECT).scalar_subquery()
_DECLARED = (
    select(func.count())
    .select_from(table_of(DraftChange))
    .where(H.decision_id == SUBJECT, H.version == D.c.draft_version)
    .scalar_subquery()
)
_STUDIES = select(func.count()).select_from(table_of(PreliminaryStudy)).where(Y.decision_id == SUBJECT)
_LAST_BASIS = select(func.max(L.c.id)).where(L.c.decision_id == SUBJECT).scalar_subquery()
STANDING = (
    select(
        _REQUESTS,
        _DECLARED,
        D.c.origin,
        _STUDIES.scalar_subquery(),
        D.c.affects_specific_group,
        D.c.is_normative_document,
        D.c.triage,
        L.c.total,
        L.c.repealed,
        M.id,
        M.organ_id,
        C.year,
        M.status,
        C.status,
        M.title,
    )
    .select_from(
        D.outerjoin(table_of(CatalogItem), M.id == D.c.catalog_item_id)
        .outerjoin(table_of(DecisionCatalog), C.id == M.catalog_id)
        .outerjoin(L, L.c.id == _LAST_BASIS)
    )
    .where(D.c.id == SUBJECT)
)


def _decision(results: Sequence[Sequence[Any]]) -> DecisionFacts:
    papers, (standing,) = results
    return DecisionFacts(
        papers={(act, sha): by for act, sha, by, _ in papers if sha is not None},
        start_requested=bool(standing[0]),
        declarations=standing[1],
        item=ItemFacts(*standing[9:]) if standing[9] else None,
        origin=ProposalOrigin(standing[2]),
        studies=standing[3],
        affects_specific_group=bool(standing[4]),
        is_normative_document=bool(standing[5]),
        triage=_triage(standing[6]) if standing[6] else UNANSWERED,
        legal_basis=LegalBasisFacts(standing[7], standing[8]) if standing[7] is not None else None,
        dissents={agency: bool(stated) for agency, sha, _, stated in papers if sha is None},
    )


@lru_cache(maxsize=1024)
def _triage(stored: str) -> TriageFacts:
    """The answers as stored; the same text is the same frozen object."""
    said = orjson.loads(stored)
    excluded, unpublished = said["excluded"], said["non_disclosure"]
    return TriageFacts(
        reasoned=frozenset(TriageQuestion(one["question"]) for one in said["reasons"]),
        risk_triggers={RiskTrigger(one["trigger"]): one["may_be_affected"] for one in said["risk_triggers"]},
        excluded=Exclusion(excluded["exclusion"]) if excluded else None,
        non_disclosure_review_on=date.fromisoformat(unpublished["review_on"]) if unpublished else None,
    )


load_as(
    Slice(
        "decision",
        (PAPERS, STANDING),
        _decision,
        frozenset(
            {
                "prepared_paper",
                "start_request",
                "draft_change",
                "catalog_item",
                "catalog",
                "preliminary_study",
                "legal_basis_inventory",
                "agency_consultation",
                "dispute_statement",
            }
        ),
    )
)
