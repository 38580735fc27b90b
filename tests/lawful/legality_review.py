"""Submission, fair competition, advice, opinion."""

from collections.abc import Generator
from datetime import date

from decision_flow.legality_review import commands as legality
from decision_flow.terms import (
    Conclusion,
    FairCompetition,
    Limb,
    Role,
    Stage,
)
from tests.lawful.papers import papers_rendered
from tests.lawful.steps import NUMBER, Step, Steps, act, but_the_last
from tests.world import START, World


def legality_submitted(world: World, case: str, draft: str) -> Steps:
    """The complete file with the reviewer."""
    paper = world.document("送审函")
    yield from act(world, legality.PrepareReviewSubmission(decision_id=case, paper_sha256=paper), Role.DRAFTER)
    kinds = ("explanatory_note", "legal_basis", "account_of_procedure", "policy_consistency")
    materials = tuple(legality.Material(kind=kind, document_sha256=world.document(kind)) for kind in kinds)
    submitted = legality.SubmitForLegalityReview(
        decision_id=case,
        paper_sha256=paper,
        draft_sha256=draft,
        materials=(legality.Material(kind="draft", document_sha256=draft), *materials),
    )
    yield from act(world, submitted, Role.UNDERTAKING_HEAD)


def an_operator(day: date) -> legality.OperatorHeard:
    """An association heard on that day."""
    return legality.OperatorHeard(who="示例行业协会", heard_on=day, how="座谈", opinion="示例意见")


def a_return(case: str, day: date, stage: Stage | None = None, *more: str) -> legality.ReturnSubmission:
    """The file goes back: two things are missing, and more where a test says so."""
    return legality.ReturnSubmission(
        decision_id=case,
        items=tuple(legality.ReturnItem(item=item, cure="示例：补齐") for item in ("legal_basis", "示例附件", *more)),
        due_on=day,
        stage_at_fault=stage,
    )


def helped(world: World, case: str) -> Steps:
    """The review is entrusted, and helped from outside."""
    entrusted = legality.RecordEntrustedReview(
        decision_id=case,
        reviewer="justice_bureau",
        entrusted_to="示例市司法局",
        document_sha256=world.document("委托审查函"),
    )
    yield from act(world, entrusted, Role.UNDERTAKING_HEAD)
    help_given = legality.RecordOutsideHelp(
        decision_id=case,
        helper="示例律师事务所",
        helper_kind="outside_adviser",
        text="示例",
        document_sha256=world.document("协助审查意见"),
    )
    yield from act(world, help_given, Role.LEGALITY_REVIEWER)


def still_holds(world: World, case: str, draft: str, day: date) -> Steps:
    """A legal basis changed after the review, and the head confirms the opinion."""
    changed = legality.RecordLegalBasisChange(decision_id=case, basis="示例办法", change="示例：修订", changed_on=day)
    yield from act(world, changed, Role.LEGALITY_REVIEWER)
    holds = legality.ConfirmLegalityOpinion(decision_id=case, draft_sha256=draft, statement="示例：不影响结论")
    yield from act(world, holds, Role.LEGALITY_HEAD)


def fair_competition(world: World, case: str, draft: str) -> Steps:
    """First review by the unit, then the market regulator's."""
    for role in (Role.UNDERTAKING_HEAD, Role.MARKET_REGULATOR):
        reviewed = legality.FileFairCompetitionReview(
            decision_id=case,
            draft_sha256=draft,
            conclusion=FairCompetition.COMPLIES,
            operators_heard=(an_operator(START.date()),),
            exception_ground=None,
            no_milder_alternative=None,
            exception_term=None,
            document_sha256=world.document("公平竞争审查"),
        )
        yield from act(world, reviewed, role)


def opinion(
    world: World, case: str, draft: str, conclusion: Conclusion = Conclusion.LAWFUL
) -> Generator[Step, None, str]:
    """Advice, the reviewer's draft, and the opinion issued by the head; its id."""
    advice = legality.AdviseOnLegality(decision_id=case, draft_sha256=draft, text="示例")
    yield from act(world, advice, Role.LEGAL_ADVISER)
    at_fault = conclusion is not Conclusion.LAWFUL
    limbs = tuple(
        legality.LimbAnswer(limb=limb, answer="示例", has_fault=at_fault and limb is Limb.CONTENT, stage_at_fault=None)
        for limb in Limb
    )
    drafted = legality.DraftLegalityOpinion(
        decision_id=case, draft_sha256=draft, limbs=limbs, conclusion=conclusion, text="示例", legal_risk=None
    )
    done = yield from act(world, drafted, Role.LEGALITY_REVIEWER)
    yield from papers_rendered(world, case)
    issued = legality.IssueLegalityOpinion(
        decision_id=case,
        opinion_id=done.made["legality_opinion"],
        draft_sha256=draft,
        conclusion=conclusion,
        opinion_no=f"示例审〔2026〕{world.prefix}{next(NUMBER)}号",
    )
    yield from act(world, issued, Role.LEGALITY_HEAD)
    return done.made["legality_opinion"]


def legality_but_the_last(world: World, case: str, draft: str) -> Generator[Step, None, Step]:
    """The legality review, ready for the head's signature, which is returned."""
    yield from legality_submitted(world, case, draft)
    return (yield from but_the_last(world, opinion(world, case, draft), legality.IssueLegalityOpinion))


def resubmitted(world: World, case: str, draft: str, paper: str) -> Steps:
    """The completed file, submitted again."""
    kinds = ("explanatory_note", "legal_basis", "account_of_procedure", "policy_consistency")
    materials = tuple(legality.Material(kind=kind, document_sha256=world.document(kind)) for kind in kinds)
    submitted = legality.SubmitForLegalityReview(
        decision_id=case,
        paper_sha256=paper,
        draft_sha256=draft,
        materials=(legality.Material(kind="draft", document_sha256=draft), *materials),
    )
    yield from act(world, submitted, Role.UNDERTAKING_HEAD)
