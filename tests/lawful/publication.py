"""Party report, executing unit, publication."""

from datetime import date, datetime

from decision_flow.publication import commands as publication
from decision_flow.terms import (
    CongressOutcome,
    PartyAnswer,
    Role,
)
from tests.lawful.papers import papers_rendered
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


RESOLUTION = "示例人常发〔2026〕1号"


def congress_approved(world: World, case: str, on: date) -> Steps:
    """The motion, and the resolution of the standing committee."""
    motion = publication.SubmitCongressMotion(
        decision_id=case, congress_body="示例市人大常委会", document_sha256=world.document("议案"), sent_on=on
    )
    yield from act(world, motion, Role.OFFICE_HEAD)
    outcome = publication.RecordCongressOutcome(
        decision_id=case,
        outcome=CongressOutcome.APPROVED,
        resolution_no=RESOLUTION,
        document_sha256=world.document("决议"),
        decided_on=on,
    )
    yield from act(world, outcome, Role.OFFICE_HEAD)


def congress_told(world: World, case: str, on: date) -> Steps:
    """The report before issue."""
    told = publication.ReportToCongress(
        decision_id=case, congress_body="示例市人大常委会", document_sha256=world.document("报告"), sent_on=on
    )
    yield from act(world, told, Role.OFFICE_HEAD)


def registered(world: World, case: str, on: date) -> Steps:
    """A normative document registered by the justice bureau, valid for five years by the rule stated."""
    registration = publication.RegisterNormativeDocument(
        decision_id=case,
        unified_registration_no="示例DR-2026-01001",
        registered_by="示例市司法局",
        registered_on=on,
        valid_until=date(on.year + 5, on.month, on.day),
        validity_basis="示例：《湖南省规范性文件管理办法》第×条",
    )
    yield from act(world, registration, Role.OFFICE_HEAD)


def filed_and_explained(world: World, case: str, on: date) -> Steps:
    """After the issue: filed with the prefecture, explained to the public."""
    filing = publication.RecordNormativeFiling(
        decision_id=case, filed_with="示例州人民政府", document_sha256=world.document("备案报告"), filed_on=on
    )
    yield from act(world, filing, Role.OFFICE_HEAD)
    explained = publication.RecordInterpretation(
        decision_id=case,
        form="新闻发布会",
        address="https://example.org/interpretation",
        snapshot_sha256=world.document("解读"),
        explains_opinions=True,
        published_on=on,
    )
    yield from act(world, explained, Role.OFFICE_HEAD)


def issued(world: World, case: str, draft: str, now: datetime, resolution: str | None = None) -> Steps:
    """Published on the website, signed off: in force."""
    number = publication.EnterDocumentNumber(
        decision_id=case,
        document_no="示例政发〔2026〕1号",
        document_sha256=draft,
        congress_resolution_no=resolution,
    )
    yield from act(world, number, Role.OFFICE_HEAD)
    published = publication.RecordDecisionPublished(
        decision_id=case,
        document_no="示例政发〔2026〕1号",
        document_sha256=draft,
        channel="website",
        address="https://example.org/decision",
        snapshot_sha256=world.document("公布网页"),
        published_at=now,
        congress_resolution_no=resolution,
    )
    yield from act(world, published, Role.SYSTEM)
    yield from papers_rendered(world, case)
    yield from act(world, publication.SignOffPublication(decision_id=case, draft_sha256=draft), Role.OFFICE_HEAD)
