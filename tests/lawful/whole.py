"""Everything: every command at least once, in an order that the law allows."""

from collections.abc import Generator
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
    CongressTrack,
    Outcome,
    Role,
    Stage,
    StartGround,
)
from tests.lawful.catalog import an_item, catalogs
from tests.lawful.collective_discussion import (
    decided,
    decided_in_writing,
    deferred_and_carried_over,
    discussed,
    on_agenda,
)
from tests.lawful.decision import change, declined, determined, prepared, repinned, started, with_a_special_procedure
from tests.lawful.early import early_sign_offs
from tests.lawful.expert_pool import pools
from tests.lawful.expert_review import drawn_and_on_paper, expert_facts, paper_on_file
from tests.lawful.joint_decision import (
    JointOrgan,
    a_joint_organ,
    discussed_and_signed,
    ended,
    joined,
    meeting_of,
    narrowed,
    own_review,
    reliance,
    withdrawn,
)
from tests.lawful.legality_review import (
    a_return,
    fair_competition,
    helped,
    legality_submitted,
    opinion,
    resubmitted,
    still_holds,
)
from tests.lawful.organ import bodies
from tests.lawful.papers import catalogs_announced, papers_rendered
from tests.lawful.public_participation import (
    announced_and_extended,
    called_off,
    comments,
    hearing,
    hearing_held,
    hearing_set_aside,
    none_received,
    notice,
    other_ways,
    participation_closes,
    places_drawn,
)
from tests.lawful.publication import (
    RESOLUTION,
    congress_approved,
    congress_told,
    filed_and_explained,
    issued,
    party_and_execution,
    registered,
)
from tests.lawful.risk_assessment import lowered
from tests.lawful.steps import DAY, Step, Steps, act, at, draft_of, morning
from tests.world import START, World


def the_whole_procedure(world: World) -> Steps:
    """Every command at least once: bodies, a catalog, a case with all that can happen to it, one on which nobody
    has an opinion, and three short ones."""
    today = START.date()
    yield from bodies(world)
    item = yield from catalogs(world, today)
    yield from catalogs_announced(world)
    yield from declined(world)
    pool_id = yield from pools(world)
    quiet = yield from started(world, StartGround.ADJUSTMENT, touches_market=False)
    notice_id = yield from notice(world, quiet, today, today + 30 * DAY, draft_of(world))
    yield from a_full_case(world, item, today, pool_id)
    yield from hearing_set_aside(world, quiet)
    yield from act(world, none_received(world, quiet, notice_id), Role.UNDERTAKING_HEAD)
    yield from an_unpublished_case(world)
    yield from with_a_special_procedure(world)
    item = yield from a_case_without_an_item(world)
    yield from a_case_decided_in_writing(world, item)
    yield from a_joint_case_that_ends(world)
    case = yield from started(world, StartGround.ADJUSTMENT, title="示例更正适用规定的事项")
    yield from repinned(world, case)


def a_full_case(world: World, item: str, today: date, pool_id: str) -> Steps:
    """Comment and hearing, a refused declaration, 修改后合法, 原则通过, in force."""
    case = yield from started(
        world,
        StartGround.LISTED,
        catalog_item_id=item,
        is_normative_document=True,
        congress_track=CongressTrack.DECIDES,
    )
    draft = draft_of(world)
    yield from prepared(world, case)
    on_paper = yield from drawn_and_on_paper(world, case, draft, pool_id)
    notice_id = yield from notice(world, case, today, today + 30 * DAY, draft)
    comment_id = yield from comments(world, case, notice_id)
    typed_id = yield from other_ways(world, case, notice_id, today)
    too_many = yield from announced_and_extended(world, case, today)
    yield from places_drawn(world, case, too_many, world.installation.engine.now())
    yield from called_off(world, case, too_many, "示例：会场不能使用")
    hearing_id = yield from hearing(world, case, today)
    yield from expert_facts(world, case, draft)
    yield from paper_on_file(world, case, on_paper)
    yield from lowered(world, case, draft)
    yield from at(world, morning(today + 12 * DAY))
    yield from hearing_held(world, case, hearing_id, today + 12 * DAY)
    after = morning(today + 31 * DAY)
    yield from at(world, after)
    yield from participation_closes(world, case, notice_id, (comment_id, typed_id), after)
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
    yield from congress_approved(world, case, date(2026, 4, 15))
    yield from registered(world, case, date(2026, 4, 15))
    yield from issued(world, case, draft, morning(date(2026, 4, 15)), RESOLUTION)
    yield from filed_and_explained(world, case, date(2026, 4, 15))
    yield from papers_rendered(world, case)


def reviewed_with_changes(world: World, case: str, draft: str) -> Steps:
    """A file sent back, an early opinion of 修改后合法, a declaration not confirmed, and its confirmation."""
    yield from legality_submitted(world, case, draft)
    returned = a_return(case, date(2026, 4, 30), None, "fair_competition_first_review")
    yield from act(world, returned, Role.LEGALITY_REVIEWER)
    again = world.document("再次送审函")
    yield from act(world, legality.PrepareReviewSubmission(decision_id=case, paper_sha256=again), Role.DRAFTER)
    yield from resubmitted(world, case, draft, again)
    yield from helped(world, case)
    yield from fair_competition(world, case, draft)
    yield from opinion(world, case, draft, Conclusion.LAWFUL_AFTER_CHANGES)
    early = legality.DeclareFinishedEarly(decision_id=case, time_was_enough=True, not_imposed=True, statement="示例")
    yield from act(world, early, Role.LEGALITY_REVIEWER)
    yield from change(world, case, "二", ChangeClass.EDITORIAL)
    refused = decision.RefuseDraftChange(decision_id=case, version=2, reason="示例：不是文字性修改")
    yield from act(world, refused, Role.LEGALITY_REVIEWER)
    yield from change(world, case, "二", ChangeClass.CARRIES_OUT_OPINIONS, carries_legality_opinion=True)
    yield from act(world, decision.ConfirmDraftChange(decision_id=case, version=2), Role.LEGALITY_HEAD)
    yield from still_holds(world, case, draft_of(world, "二"), START.date())


def an_unpublished_case(world: World) -> Steps:
    """Lawfully unpublished, neither technical nor harmful: three determinations, a shortened review; decided jointly
    with one body that adopts it and one that leaves; issued."""
    stays, leaves = (yield from a_joint_organ(world)), (yield from a_joint_organ(world))
    case, draft, opinion_id = yield from an_unpublished_case_reviewed(world, "示例不公开事项", stays, leaves)
    yield from act(world, own_review(world, case, draft, stays), stays.actor(Role.LEGALITY_HEAD))
    yield from act(world, reliance(case, draft, stays, opinion_id), stays.actor(Role.LEGALITY_HEAD))
    yield from on_agenda(world, case, draft, date(2026, 4, 15))
    yield from discussed(world, case, date(2026, 4, 15))
    yield from decided(world, case, draft, Outcome.ADOPTED)
    yield from discussed_and_signed(world, meeting_of(world, case, draft, stays, date(2026, 4, 15)), stays)
    yield from withdrawn(world, case, leaves)
    yield from act(world, narrowed(world, case, leaves), Role.ADMINISTRATIVE_HEAD)
    yield from party_and_execution(world, case, date(2026, 4, 15))
    yield from congress_told(world, case, date(2026, 4, 15))
    unpublished = publication.RecordDecisionIssued(
        decision_id=case, document_no="示例政发〔2026〕2号", document_sha256=draft, issued_on=date(2026, 4, 15)
    )
    yield from act(world, unpublished, Role.OFFICE_HEAD)
    yield from papers_rendered(world, case)
    yield from act(world, publication.SignOffPublication(decision_id=case, draft_sha256=draft), Role.OFFICE_HEAD)


def an_unpublished_case_reviewed(
    world: World, title: str, *bodies: JointOrgan
) -> Generator[Step, None, tuple[str, str, str]]:
    """Lawfully unpublished, neither technical nor harmful, its review shortened with a reason, decided with these
    bodies; its id, its draft and the opinion."""
    case = yield from started(
        world,
        StartGround.UNPUBLISHED,
        title=title,
        lawfully_unpublished=True,
        congress_track=CongressTrack.HEARS_BEFORE_ISSUE,
        is_technical=False,
        may_harm=False,
        touches_market=False,
    )
    for body in bodies:
        yield from act(world, joined(world, case, body), Role.UNDERTAKING_HEAD)
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
    opinion_id = yield from opinion(world, case, draft)
    return case, draft, opinion_id


def a_case_without_an_item(world: World) -> Generator[Step, None, str]:
    """Assigned by a higher organ: its item is named before the discussion. Another item of that catalog's is left."""
    case = yield from started(world, StartGround.ASSIGNED, title="示例交办事项", catalog_item_id=None)
    opened = yield from act(
        world, catalog.OpenCatalog(organ_id=world.organ_id, year=2027, title="示例目录"), Role.CATALOG_OFFICER
    )
    item = yield from an_item(world, opened.subject_id, "示例交办事项")
    named = meeting.NameCatalogItem(decision_id=case, catalog_item_id=item)
    yield from act(world, named, Role.UNDERTAKING_HEAD)
    return (yield from an_item(world, opened.subject_id, "示例结转事项"))


def a_case_decided_in_writing(world: World, item: str) -> Steps:
    """Deferred and carried over; then a deputy presides for the absent head, who decides in writing."""
    case, draft, _ = yield from an_unpublished_case_reviewed(world, "示例暂缓事项")
    day = date(2026, 5, 6)
    yield from at(world, morning(day))
    yield from deferred_and_carried_over(world, case, draft, item, day)
    yield from at(world, morning(day + DAY))
    yield from decided_in_writing(world, case, draft, day + DAY)


def a_joint_case_that_ends(world: World) -> Steps:
    """A body that was to decide jointly refuses, and the lead's head ends the matter."""
    body = yield from a_joint_organ(world)
    case = yield from started(world, StartGround.ASSIGNED, title="示例联合事项", catalog_item_id=None)
    yield from act(world, joined(world, case, body), Role.ADMINISTRATIVE_HEAD)
    yield from withdrawn(world, case, body)
    yield from act(world, ended(world, case, body), Role.ADMINISTRATIVE_HEAD)
