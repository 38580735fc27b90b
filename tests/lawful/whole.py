"""Everything: every command at least once, in an order that the law allows."""

from datetime import date

from decision_flow.catalog import commands as catalog
from decision_flow.collective_discussion import commands as meeting
from decision_flow.decision import commands as decision
from decision_flow.legality_review import commands as legality
from decision_flow.public_participation import commands as public
from decision_flow.publication import commands as publication
from decision_flow.terms import (
    ChangeClass,
    Conclusion,
    Outcome,
    ParticipationForm,
    RiskLevel,
    Role,
    Stage,
    StartGround,
)
from tests.lawful.catalog import an_item, catalogs
from tests.lawful.collective_discussion import decided, discussed, on_agenda
from tests.lawful.decision import change, declined, determined, started
from tests.lawful.early import early_sign_offs
from tests.lawful.expert_review import expert_facts
from tests.lawful.legality_review import fair_competition, legality_submitted, opinion, resubmitted
from tests.lawful.organ import bodies
from tests.lawful.papers import catalogs_announced, papers_rendered
from tests.lawful.public_participation import (
    announced_and_called_off,
    comments,
    hearing,
    hearing_held,
    notice,
    participation_closes,
)
from tests.lawful.publication import issued, party_and_execution
from tests.lawful.risk_assessment import risk_report
from tests.lawful.steps import DAY, Steps, act, at, draft_of, morning
from tests.world import START, World


def the_whole_procedure(world: World) -> Steps:
    """Every command at least once: bodies, a catalog, a case with all that can happen to it, and three short ones."""
    today = START.date()
    yield from bodies(world)
    item = yield from catalogs(world, today)
    yield from catalogs_announced(world)
    yield from declined(world)
    yield from a_full_case(world, item, today)
    yield from an_unpublished_case(world)
    yield from a_case_without_an_item(world)


def a_full_case(world: World, item: str, today: date) -> Steps:
    """Comment and hearing, a refused declaration, 修改后合法, 原则通过, in force."""
    case = yield from started(world, StartGround.LISTED, catalog_item_id=item)
    draft = draft_of(world)
    notice_id = yield from notice(world, case, today, today + 30 * DAY, draft)
    comment_id = yield from comments(world, case, notice_id)
    called_off = yield from announced_and_called_off(world, case, today)
    assert called_off
    hearing_id = yield from hearing(world, case, today)
    seminar = public.RecordParticipation(
        decision_id=case,
        form=ParticipationForm.SEMINAR,
        held_on=today,
        heard=("示例商会",),
        summary="示例",
        record_sha256=world.document("座谈会记录"),
    )
    yield from act(world, seminar, Role.DRAFTER)
    yield from expert_facts(world, case, draft)
    yield from risk_report(world, case, draft, RiskLevel.MEDIUM)
    yield from risk_report(world, case, draft, RiskLevel.MEDIUM, is_reassessment=True, measures_taken="示例措施已落实")
    yield from at(world, morning(today + 12 * DAY))
    yield from hearing_held(world, case, hearing_id)
    after = morning(today + 31 * DAY)
    yield from at(world, after)
    yield from participation_closes(world, case, notice_id, comment_id, after)
    yield from early_sign_offs(world, case, draft)
    yield from reviewed_with_changes(world, case, draft)
    draft = draft_of(world, "二")
    yield from at(world, morning(date(2026, 4, 15)))
    yield from on_agenda(world, case, draft, date(2026, 4, 15))
    yield from discussed(world, case, date(2026, 4, 15))
    yield from decided(world, case, draft, Outcome.ADOPTED_IN_PRINCIPLE)
    yield from change(world, case, "三", ChangeClass.CARRIES_OUT_OPINIONS, carries_out=("会议要求",))
    yield from act(world, decision.ConfirmDraftChange(decision_id=case, version=3), Role.LEGALITY_REVIEWER)
    draft = draft_of(world, "三")
    final = publication.SignFinalText(decision_id=case, draft_sha256=draft)
    yield from act(world, final, Role.ADMINISTRATIVE_HEAD)
    yield from party_and_execution(world, case, date(2026, 4, 15))
    yield from issued(world, case, draft, morning(date(2026, 4, 15)))
    yield from papers_rendered(world, case)


def reviewed_with_changes(world: World, case: str, draft: str) -> Steps:
    """A file sent back, an early opinion of 修改后合法, a declaration not confirmed, and its confirmation."""
    yield from legality_submitted(world, case, draft)
    returned = legality.ReturnSubmission(decision_id=case, missing="示例：补充依据")
    yield from act(world, returned, Role.LEGALITY_REVIEWER)
    again = world.document("再次送审函")
    yield from act(world, legality.PrepareReviewSubmission(decision_id=case, paper_sha256=again), Role.DRAFTER)
    yield from resubmitted(world, case, draft, again)
    yield from fair_competition(world, case, draft)
    yield from opinion(world, case, draft, Conclusion.LAWFUL_AFTER_CHANGES)
    early = legality.DeclareFinishedEarly(decision_id=case, time_was_enough=True, not_imposed=True, statement="示例")
    yield from act(world, early, Role.LEGALITY_REVIEWER)
    yield from change(world, case, "二", ChangeClass.EDITORIAL)
    refused = decision.RefuseDraftChange(decision_id=case, version=2, reason="示例：不是文字性修改")
    yield from act(world, refused, Role.LEGALITY_REVIEWER)
    yield from change(world, case, "二", ChangeClass.CARRIES_OUT_OPINIONS, carries_legality_opinion=True)
    yield from act(world, decision.ConfirmDraftChange(decision_id=case, version=2), Role.LEGALITY_HEAD)


def an_unpublished_case(world: World) -> Steps:
    """Lawfully unpublished, neither technical nor harmful: three determinations, a shortened review, issued."""
    case = yield from started(
        world,
        StartGround.UNPUBLISHED,
        title="示例不公开事项",
        lawfully_unpublished=True,
        is_technical=False,
        may_harm=False,
        touches_market=False,
    )
    draft = draft_of(world)
    declined_comment = public.DeclineOpenComment(decision_id=case, reason="示例：依法不予公开")
    yield from act(world, declined_comment, Role.UNDERTAKING_HEAD)
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        yield from determined(world, case, stage)
    yield from legality_submitted(world, case, draft)
    shortened = legality.FileShorteningReason(
        decision_id=case, reason="示例：紧急", approver="示例市长", approval_sha256=world.document("批件")
    )
    yield from act(world, shortened, Role.UNDERTAKING_HEAD)
    yield from opinion(world, case, draft)
    yield from on_agenda(world, case, draft, date(2026, 4, 15))
    yield from discussed(world, case, date(2026, 4, 15))
    yield from decided(world, case, draft, Outcome.ADOPTED)
    yield from party_and_execution(world, case, date(2026, 4, 15))
    unpublished = publication.RecordDecisionIssued(
        decision_id=case, document_no="示例政发〔2026〕2号", document_sha256=draft, issued_on=date(2026, 4, 15)
    )
    yield from act(world, unpublished, Role.OFFICE_HEAD)
    yield from act(world, publication.SignOffPublication(decision_id=case, draft_sha256=draft), Role.OFFICE_HEAD)


def a_case_without_an_item(world: World) -> Steps:
    """Assigned by a higher organ: its item is named before the discussion."""
    case = yield from started(world, StartGround.ASSIGNED, title="示例交办事项", catalog_item_id=None)
    opened = yield from act(
        world, catalog.OpenCatalog(organ_id=world.organ_id, year=2027, title="示例目录"), Role.CATALOG_OFFICER
    )
    item = yield from an_item(world, opened.subject_id, "示例交办事项")
    named = meeting.NameCatalogItem(decision_id=case, catalog_item_id=item)
    yield from act(world, named, Role.UNDERTAKING_HEAD)
