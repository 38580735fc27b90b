"""Party report, executing unit, publication."""

from datetime import date, datetime

from decision_flow.publication import commands as publication
from decision_flow.terms import (
    PartyAnswer,
    Role,
)
from tests.lawful.steps import Steps, act
from tests.world import World


def party_and_execution(world: World, case: str, on: date) -> Steps:
    """The Party's answer, and who executes until when."""
    sent = publication.SendPartyReport(
        decision_id=case, party_organ="示例市委", document_sha256=world.document("请示"), sent_on=on
    )
    yield from act(world, sent, Role.OFFICE_HEAD)
    answered = publication.RecordPartyAnswer(
        decision_id=case, answer=PartyAnswer.AGREED, document_sha256=world.document("批复"), answered_on=on
    )
    yield from act(world, answered, Role.OFFICE_HEAD)
    execution = publication.NameExecution(
        decision_id=case,
        executing_unit_id=world.unit_id,
        executing_unit="示例局",
        time_limit="2027年底前",
        feedback="每半年书面反馈",
    )
    yield from act(world, execution, Role.OFFICE_HEAD)


def issued(world: World, case: str, draft: str, now: datetime) -> Steps:
    """Published on the website, signed off: in force."""
    number = publication.EnterDocumentNumber(decision_id=case, document_no="示例政发〔2026〕1号", document_sha256=draft)
    yield from act(world, number, Role.OFFICE_HEAD)
    published = publication.RecordDecisionPublished(
        decision_id=case,
        document_no="示例政发〔2026〕1号",
        document_sha256=draft,
        channel="website",
        address="https://example.org/decision",
        snapshot_sha256=world.document("公布网页"),
        published_at=now,
    )
    yield from act(world, published, Role.SYSTEM)
    yield from act(world, publication.SignOffPublication(decision_id=case, draft_sha256=draft), Role.OFFICE_HEAD)
