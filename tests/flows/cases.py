"""Real cases at the points where the flows have something to do."""

from datetime import timedelta

from decision_flow.public_participation.commands import RecordNoticePublished
from decision_flow.publication.commands import EnterDocumentNumber
from decision_flow.terms import Outcome, Role, Stage, StartGround
from tests import lawful
from tests.world import START, World

DAYS = 30
MEETING_DAY = START + timedelta(days=44)


def started(world: World, **given: bool) -> str:
    """A started case; its first three stages stand open."""
    return str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False, **given)))


def signed_notice(world: World, case: str) -> RecordNoticePublished:
    """A notice of 30 days is signed and published nowhere; how a clerk would record its publication."""
    opens = world.installation.engine.today()
    steps = lawful.notice(world, case, opens, opens + timedelta(days=DAYS), lawful.draft_of(world))
    by_hand = lawful.run(world, lawful.but_the_last(world, steps, RecordNoticePublished)).command
    assert isinstance(by_hand, RecordNoticePublished)
    return by_hand


def after_the_window(world: World) -> None:
    """The clock moves on until every notice's last day is over."""
    world.advance(world.installation.engine.now() + timedelta(days=DAYS + 1))


def before_publication(world: World) -> str:
    """A case that was adopted and reported; the office has to give the document its number."""
    item = lawful.a_published_item(world)
    case = str(lawful.run(world, lawful.started(world, StartGround.LISTED, catalog_item_id=item, touches_market=False)))
    draft = lawful.draft_of(world)
    lawful.run(world, lawful.early_facts(world, case, draft, START.date()))
    world.advance(START + timedelta(days=31))
    lawful.run(world, lawful.early_answers(world, case))
    lawful.run(world, lawful.early_sign_offs(world, case, draft))
    lawful.run(world, lawful.legality_submitted(world, case, draft))
    lawful.run(world, lawful.opinion(world, case, draft))
    world.advance(MEETING_DAY)
    lawful.run(world, lawful.on_agenda(world, case, draft, MEETING_DAY.date()))
    lawful.run(world, lawful.discussed(world, case, MEETING_DAY.date()))
    lawful.run(world, lawful.decided(world, case, draft, Outcome.ADOPTED))
    lawful.run(world, lawful.party_and_execution(world, case, MEETING_DAY.date()))
    return case


def number(world: World, case: str) -> str:
    """The office enters the number of the formal document; its digest."""
    draft = lawful.draft_of(world)
    numbered = EnterDocumentNumber(decision_id=case, document_no="示例政发〔2026〕1号", document_sha256=draft)
    world.do(numbered, Role.OFFICE_HEAD)
    return draft


def at_the_risk_assessment(world: World) -> str:
    """A case that waits for its risk assessment alone."""
    case = started(world, lawfully_unpublished=True, is_technical=False, may_harm=False)
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW):
        lawful.run(world, lawful.determined(world, case, stage))
    return case


def in_participation(world: World) -> str:
    """A case that waits for its public participation alone."""
    case = started(world, is_technical=False, may_harm=False)
    for stage in (Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        lawful.run(world, lawful.determined(world, case, stage))
    return case
