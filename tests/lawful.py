"""The whole lawful procedure as steps: every command at least once, in an order that the law allows.

A step is carried out by whoever iterates; the generator then reads its receipt from the world.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from decision_flow.actor import PUBLIC, Actor, Post, system
from decision_flow.catalog import commands as catalog
from decision_flow.collective_discussion import commands as meeting
from decision_flow.command import Command
from decision_flow.decision import commands as decision
from decision_flow.engine import Receipt
from decision_flow.expert_review import commands as expert
from decision_flow.legality_review import commands as legality
from decision_flow.organ import commands as organ
from decision_flow.public_participation import commands as public
from decision_flow.publication import commands as publication
from decision_flow.risk_assessment import commands as risk
from decision_flow.terms import (
    BodyKind,
    ChangeClass,
    Conclusion,
    Disposition,
    FairCompetition,
    Limb,
    MatterClass,
    Outcome,
    ParticipationForm,
    PartyAnswer,
    Presence,
    RiskLevel,
    Role,
    Stage,
    StartGround,
    View,
)
from tests.world import HEAD, START, World, digest

DAY = timedelta(days=1)
NUMBER = count(1)
DEPUTY = "0190a000-0000-7000-8000-0000000000a2"
SOMEBODY = "0190a000-0000-7000-8000-0000000000a3"
EXPERT = "0190a000-0000-7000-8000-0000000000e1"


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the procedure."""

    command: Command
    by: Actor
    key: str


Steps = Generator[Step, None, Any]


def act(world: World, command: Command, by: Role | Actor) -> Generator[Step, None, Receipt]:
    """One step, and the receipt that its execution brought."""
    actor = by if isinstance(by, Actor) else system("test") if by is Role.SYSTEM else world.actor(by)
    step = Step(command, actor, f"step-{next(NUMBER)}")
    yield step
    return world.receipts[step.key]


def at(world: World, now: datetime) -> Steps:
    """The clock moves on."""
    yield from act(world, organ.AdvanceClock(installation_id=world.installation_id, now=now), Role.SYSTEM)


def run(world: World, steps: Steps) -> Any:
    """Carry all steps out; what the generator returns."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        world.do(step.command, step.by, key=step.key)


def the_expert(world: World) -> Actor:
    """The appointed expert."""
    return Actor(EXPERT, "示例专家", (Post(Role.EXPERT, world.organ_id, None, "专家"),))


def morning(day: date) -> datetime:
    """Nine o'clock in Beijing."""
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


# --- bodies and catalogs ---


def bodies(world: World) -> Steps:
    """Bodies, units and posts."""
    done = yield from act(
        world,
        organ.RegisterOrgan(name="示例镇人民政府", body_kind=BodyKind.TOWNSHIP, profile="jishou", proposed=True),
        Role.ADMINISTRATOR,
    )
    confirm = organ.ConfirmOrgan(organ_id=done.subject_id, body_kind=BodyKind.TOWNSHIP, profile="jishou")
    yield from act(world, confirm, Role.ADMINISTRATOR)
    yield from act(
        world, organ.RegisterUnits(organ_id=world.organ_id, names=("示例二局", "示例三局")), Role.ADMINISTRATOR
    )
    post = organ.AppointPerson(
        organ_id=world.organ_id,
        person_id=SOMEBODY,
        name="示例人",
        role=Role.DRAFTER,
        title="科员",
        unit_id=world.unit_id,
        starts_on=START.date(),
        document="示例〔2026〕1号",
    )
    done = yield from act(world, post, Role.ADMINISTRATOR)
    ended = organ.EndAppointment(
        organ_id=world.organ_id,
        appointment_id=done.made["appointment"],
        ends_on=START.date(),
        document="示例〔2026〕2号",
    )
    yield from act(world, ended, Role.ADMINISTRATOR)
    administrator = organ.AppointAdministrator(
        installation_id=world.installation_id, person_id=SOMEBODY, name="示例人", document="示例〔2026〕3号"
    )
    yield from act(world, administrator, Role.ADMINISTRATOR)


def an_item(world: World, catalog_id: str, title: str) -> Generator[Step, None, str]:
    """A registered item."""
    done = yield from act(
        world,
        catalog.RegisterCatalogItem(
            catalog_id=catalog_id,
            item_no="1",
            title=title,
            undertaking_unit_id=world.unit_id,
            matter_class=MatterClass.PLAN,
            exclusion=None,
            planned_time="12月底前",
        ),
        Role.DRAFTER,
    )
    return done.made["catalog_item"]


def publish(world: World, catalog_id: str, on: date) -> Steps:
    """Consent, then publication."""
    consent = catalog.RecordPartyConsent(
        catalog_id=catalog_id,
        document_no=f"示例〔2026〕{next(NUMBER)}号",
        party_organ="示例市委",
        document_sha256=world.document("同意"),
        consented_on=on,
    )
    yield from act(world, consent, Role.CATALOG_OFFICER)
    published = catalog.PublishCatalog(
        catalog_id=catalog_id,
        document_no=f"示例〔2026〕{next(NUMBER)}号",
        address="https://example.org/catalog",
        snapshot_sha256=world.document("目录"),
        published_on=on,
    )
    yield from act(world, published, Role.CATALOG_OFFICER)


def catalogs(world: World, on: date) -> Generator[Step, None, str]:
    """A published catalog of the year, and every other act on catalogs; the id of an item to start."""
    opened = yield from act(
        world, catalog.OpenCatalog(organ_id=world.organ_id, year=on.year, title="示例目录"), Role.CATALOG_OFFICER
    )
    catalog_id = opened.subject_id
    first = yield from an_item(world, catalog_id, "示例规划")
    second = yield from an_item(world, catalog_id, "示例措施")
    amended = catalog.AmendCatalogItem(catalog_id=catalog_id, item_id=first, planned_time="6月", reason="示例")
    yield from act(world, amended, Role.CATALOG_OFFICER)
    dropped = catalog.DropCatalogItem(catalog_id=catalog_id, item_id=second, reason="示例")
    yield from act(world, dropped, Role.CATALOG_OFFICER)
    yield from publish(world, catalog_id, on)
    yield from imported_catalog(world)
    return first


def imported_catalog(world: World) -> Steps:
    """An imported list of unknown year, its gaps filled."""
    row = catalog.ImportedItem(
        title="示例旧项",
        undertaking_unit=None,
        planned_time=None,
        published_on=None,
        source=catalog.ImportSource(line=2),
    )
    more = catalog.ImportedItem(
        title="示例旧项二",
        undertaking_unit="示例局",
        planned_time="6月",
        published_on=date(2025, 5, 14),
        source=catalog.ImportSource(line=3),
    )
    done = yield from act(
        world,
        catalog.ImportCatalog(
            organ_id=world.organ_id, year=None, title="示例旧目录", file_sha256=digest("file"), items=(row,)
        ),
        Role.ADMINISTRATOR,
    )
    old, item = done.subject_id, done.made["catalog_item"]
    yield from act(
        world,
        catalog.ImportCatalogItems(catalog_id=old, file_sha256=digest("file"), items=(more,)),
        Role.ADMINISTRATOR,
    )
    gap = catalog.FillItemGap(catalog_id=old, item_id=item, undertaking_unit_id=world.unit_id, planned_time="6月")
    yield from act(world, gap, Role.CATALOG_OFFICER)
    year = catalog.DetermineCatalogYear(catalog_id=old, year=2025, evidence="示例：原件")
    yield from act(world, year, Role.CATALOG_OFFICER)


def a_published_item(world: World) -> str:
    """The id of an item that stands in this year's published catalog."""
    return str(run(world, catalogs(world, START.date())))


# --- a decision, stage by stage ---


def proposed(world: World, **given: Any) -> Generator[Step, None, str]:
    """A proposal with its first draft."""
    answers: dict[str, Any] = {
        "organ_id": world.organ_id,
        "undertaking_unit_id": world.unit_id,
        "title": "示例事项",
        "matter_class": MatterClass.PLAN,
        "origin": "示例",
        "reason": "示例",
        "is_technical": True,
        "may_harm": True,
        "touches_market": True,
        "affects_specific_group": False,
        "is_normative_document": False,
    }
    done = yield from act(world, decision.ProposeDecision(**(answers | given)), Role.DRAFTER)
    draft = decision.FileDraft(
        decision_id=done.subject_id,
        draft_sha256=world.document("示例草案一稿"),
        explanation_sha256=world.document("示例说明"),
    )
    yield from act(world, draft, Role.DRAFTER)
    return done.subject_id


def started(world: World, ground: StartGround, **given: Any) -> Generator[Step, None, str]:
    """A started decision."""
    case = yield from proposed(world, **given)
    paper = world.document("启动请示")
    yield from act(world, decision.PrepareStartRequest(decision_id=case, paper_sha256=paper), Role.DRAFTER)
    yield from act(world, decision.SubmitStartRequest(decision_id=case, paper_sha256=paper), Role.UNDERTAKING_HEAD)
    start = decision.StartDecision(
        decision_id=case,
        lead_unit_id=world.unit_id,
        start_ground=ground,
        start_ground_text=None if ground is StartGround.LISTED else "示例",
        approval_sha256=world.document("批件"),
    )
    yield from act(world, start, Role.ADMINISTRATIVE_HEAD)
    return case


def draft_of(world: World, version: str = "一") -> str:
    """The digest of a version of the draft."""
    return world.document(f"示例草案{version}稿")


def notice(world: World, case: str, opens: date, closes: date, draft: str) -> Generator[Step, None, str]:
    """A notice prepared, signed and published."""
    prepared = public.PrepareCommentNotice(
        decision_id=case,
        draft_sha256=draft,
        explanation_sha256=world.document("示例说明"),
        opens_on=opens,
        closes_on=closes,
        shortening_reason=None,
        how_to_comment="网上、电话、书面",
        text="示例公告",
    )
    done = yield from act(world, prepared, Role.DRAFTER)
    notice_id = done.made["comment_notice"]
    signed = public.SignCommentNotice(decision_id=case, notice_id=notice_id, notice_sha256=prepared.notice_sha256)
    yield from act(world, signed, Role.UNDERTAKING_HEAD)
    published = public.RecordNoticePublished(
        decision_id=case,
        notice_id=notice_id,
        channel="website",
        address="https://example.org/notice",
        snapshot_sha256=world.document("公告网页"),
        published_at=morning(opens),
    )
    yield from act(world, published, Role.SYSTEM)
    return notice_id


def comments(world: World, case: str, notice_id: str) -> Generator[Step, None, str]:
    """One opinion of the public; its id."""
    said = public.SubmitComment(decision_id=case, notice_id=notice_id, text="示例意见", channel="online")
    done = yield from act(world, said, PUBLIC)
    return done.subject_id


def hearing(world: World, case: str, today: date) -> Generator[Step, None, str]:
    """An announced hearing with its materials delivered; its id."""
    announced = public.AnnounceHearing(
        decision_id=case,
        held_on=today + 12 * DAY,
        place="示例会议室",
        selection_method="自愿报名、随机选取",
        materials=(world.document("听证材料"),),
        address="https://example.org/hearing",
        snapshot_sha256=world.document("听证公告"),
        published_at=morning(today),
    )
    done = yield from act(world, announced, Role.UNDERTAKING_HEAD)
    hearing_id = done.made["hearing"]
    delivered = public.RecordMaterialsDelivered(
        decision_id=case,
        hearing_id=hearing_id,
        delivered_on=today,
        participants=("示例甲", "示例乙"),
        receipt_sha256=world.document("送达回证"),
    )
    yield from act(world, delivered, Role.DRAFTER)
    return hearing_id


def hearing_held(world: World, case: str, hearing_id: str) -> Steps:
    """The hearing's signed record."""
    heard = tuple(public.HearingAttendance(name=name, side="居民", signed=True) for name in ("示例甲", "示例乙"))
    held = public.RecordHearing(
        decision_id=case, hearing_id=hearing_id, record_sha256=world.document("听证记录"), participants=heard
    )
    yield from act(world, held, Role.DRAFTER)


def participation_closes(world: World, case: str, notice_id: str, comment_id: str, now: datetime) -> Steps:
    """The window closed, the opinion answered, feedback published."""
    yield from act(world, public.CloseCommentPeriod(decision_id=case, notice_id=notice_id), Role.SYSTEM)
    answer = public.DisposeOpinion(comment_id=comment_id, disposition=Disposition.ADOPTED, reason="示例理由")
    yield from act(world, answer, Role.UNDERTAKING_HEAD)
    feedback = public.PublishFeedback(
        decision_id=case,
        address="https://example.org/feedback",
        snapshot_sha256=world.document("采纳情况"),
        published_at=now,
    )
    yield from act(world, feedback, Role.UNDERTAKING_HEAD)


def legality_submitted(world: World, case: str, draft: str) -> Steps:
    """The complete file with the reviewer."""
    paper = world.document("送审函")
    yield from act(world, legality.PrepareReviewSubmission(decision_id=case, paper_sha256=paper), Role.DRAFTER)
    kinds = ("explanatory_note", "legal_basis", "account_of_procedure")
    materials = tuple(legality.Material(kind=kind, document_sha256=world.document(kind)) for kind in kinds)
    submitted = legality.SubmitForLegalityReview(
        decision_id=case,
        paper_sha256=paper,
        draft_sha256=draft,
        materials=(legality.Material(kind="draft", document_sha256=draft), *materials),
    )
    yield from act(world, submitted, Role.UNDERTAKING_HEAD)


def fair_competition(world: World, case: str, draft: str) -> Steps:
    """First review by the unit, then the market regulator's."""
    for role in (Role.UNDERTAKING_HEAD, Role.MARKET_REGULATOR):
        reviewed = legality.FileFairCompetitionReview(
            decision_id=case,
            draft_sha256=draft,
            conclusion=FairCompetition.COMPLIES,
            operators_heard="示例：听取行业协会意见",
            exception_ground=None,
            no_milder_alternative=None,
            exception_term=None,
            document_sha256=world.document("公平竞争审查"),
        )
        yield from act(world, reviewed, role)


def opinion(
    world: World, case: str, draft: str, conclusion: Conclusion = Conclusion.LAWFUL
) -> Generator[Step, None, None]:
    """Advice, the reviewer's draft, and the opinion issued by the head."""
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
    issued = legality.IssueLegalityOpinion(
        decision_id=case,
        opinion_id=done.made["legality_opinion"],
        draft_sha256=draft,
        conclusion=conclusion,
        opinion_no=f"示例审〔2026〕{next(NUMBER)}号",
    )
    yield from act(world, issued, Role.LEGALITY_HEAD)


def change(world: World, case: str, version: str, change_class: ChangeClass, **given: Any) -> Steps:
    """A declared change of the draft."""
    cited = () if change_class is ChangeClass.EDITORIAL else ("示例意见",)
    declared = decision.DeclareDraftChange(
        decision_id=case,
        draft_sha256=draft_of(world, version),
        explanation_sha256=world.document("示例说明"),
        change_class=change_class,
        summary="示例修改",
        **({"carries_out": cited} | given),
    )
    yield from act(world, declared, Role.UNDERTAKING_HEAD)


def on_agenda(world: World, case: str, draft: str, held_on: date) -> Steps:
    """The pack on the agenda of the executive meeting."""
    kinds = (
        "fair_competition",
        "public_opinion_adoption",
        "expert_opinion_adoption",
        "risk_report",
        "legality_opinion",
    )
    papers = tuple(meeting.PackDocument(kind=kind, document_sha256=world.document(kind)) for kind in kinds)
    placed = meeting.PlaceOnAgenda(
        decision_id=case,
        forum="政府常务会议",
        held_on=held_on,
        pack=(meeting.PackDocument(kind="draft", document_sha256=draft), *papers),
    )
    yield from act(world, placed, Role.MEETING_SECRETARY)


def discussed(world: World, case: str, studied_on: date, view: View = View.AGREE) -> Steps:
    """Study, legality body, attendance, views with the head last: ready to be decided."""
    secretary = Role.MEETING_SECRETARY
    members = tuple(
        meeting.MemberPresence(
            person_id=person,
            name=f"示例{title}",
            title=title,
            is_head=person == HEAD,
            presence=Presence.PRESENT,
            note=None,
        )
        for person, title in ((HEAD, "市长"), (DEPUTY, "副市长"))
    )
    yield from act(world, meeting.RecordAttendance(decision_id=case, members=members), secretary)
    studied = meeting.RecordLawStudied(
        decision_id=case, studied_on=studied_on, attendance="示例", texts=("重大行政决策程序暂行条例",)
    )
    yield from act(world, studied, secretary)
    heard = meeting.RecordLegalityBodyHeard(decision_id=case, spoke=True, speaker="示例", gist="示例")
    yield from act(world, heard, secretary)
    for person in (DEPUTY, HEAD):
        said = meeting.RecordView(decision_id=case, person_id=person, view=view, words="示例发言")
        yield from act(world, said, secretary)


def decided(world: World, case: str, draft: str, outcome: Outcome) -> Steps:
    """The head's decision, and the record with two signatures."""
    amendments = ("示例修改一",) if outcome is Outcome.ADOPTED_IN_PRINCIPLE else ()
    decide = meeting.DecideAtMeeting(
        decision_id=case,
        draft_sha256=draft,
        outcome=outcome,
        departure_reason=None,
        reason=None if outcome in (Outcome.ADOPTED, Outcome.ADOPTED_IN_PRINCIPLE) else "示例",
        ordered_amendments=amendments,
    )
    yield from act(world, decide, Role.ADMINISTRATIVE_HEAD)
    record = world.document("会议记录")
    yield from act(world, meeting.FileMeetingRecord(decision_id=case, record_sha256=record), Role.MEETING_SECRETARY)
    yield from act(world, meeting.SignMeetingRecord(decision_id=case, record_sha256=record), Role.ADMINISTRATIVE_HEAD)


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


def sign_off(case: str, stage: Stage, draft: str) -> Command:
    """The sign-off of an early stage."""
    of: dict[Stage, type[Command]] = {
        Stage.PUBLIC_PARTICIPATION: public.SignOffPublicParticipation,
        Stage.EXPERT_REVIEW: expert.SignOffExpertReview,
        Stage.RISK_ASSESSMENT: risk.SignOffRiskAssessment,
    }
    unread = {"min_experts": 1, "min_experts_basis": "示例依据"} if stage is Stage.EXPERT_REVIEW else {}
    return of[stage](decision_id=case, draft_sha256=draft, **unread)


# --- whole stages, as other tests and the benchmarks need them ---


def requested(world: World, **given: Any) -> Generator[Step, None, str]:
    """A proposal whose start is requested."""
    case = yield from proposed(world, **{"touches_market": False, **given})
    paper = world.document("启动请示")
    yield from act(world, decision.PrepareStartRequest(decision_id=case, paper_sha256=paper), Role.DRAFTER)
    yield from act(world, decision.SubmitStartRequest(decision_id=case, paper_sha256=paper), Role.UNDERTAKING_HEAD)
    return case


def start(world: World, case: str, ground: StartGround) -> Step:
    """The start of a requested decision."""
    command = decision.StartDecision(
        decision_id=case,
        lead_unit_id=world.unit_id,
        start_ground=ground,
        start_ground_text=None if ground is StartGround.LISTED else "示例",
        approval_sha256=world.document("批件"),
    )
    return Step(command, world.actor(Role.ADMINISTRATIVE_HEAD), f"step-{next(NUMBER)}")


def expert_facts(world: World, case: str, draft: str) -> Steps:
    """An appointed expert without an interest, his opinion, and the answer to it."""
    appointed = expert.AppointExpert(
        decision_id=case,
        person_id=EXPERT,
        expert="示例专家",
        field="教育规划",
        workplace="示例大学",
        expertise="示例",
        representativeness="示例",
        neutrality="示例",
        dissent_sought=True,
        dissent_reason=None,
    )
    yield from act(world, appointed, Role.UNDERTAKING_HEAD)
    declared = expert.DeclareInterest(decision_id=case, has_direct_interest=False, text="无直接利害关系")
    yield from act(world, declared, the_expert(world))
    given = expert.SubmitExpertOpinion(
        decision_id=case,
        draft_sha256=draft,
        necessity="示例",
        feasibility="示例",
        scientific_merit="示例",
        conclusion="示例",
        opinion_sha256=world.document("论证意见书"),
    )
    done = yield from act(world, given, the_expert(world))
    delivery = expert.Delivery(delivered_on=START.date(), how="当面送达", proof_sha256=world.document("回证"))
    answered = expert.AnswerExpert(
        decision_id=case,
        opinion_id=done.made["expert_opinion"],
        disposition=Disposition.ADOPTED,
        reason="示例",
        delivery=delivery,
    )
    yield from act(world, answered, Role.UNDERTAKING_HEAD)


def risk_report(world: World, case: str, draft: str, level: RiskLevel = RiskLevel.LOW, **given: Any) -> Steps:
    """A risk report, by default of low risk."""
    point = risk.RiskPoint(
        kind="社会稳定",
        description="示例",
        likelihood=1,
        impact=2,
        measure="示例",
        owner="示例局",
        due=date(2026, 12, 31),
    )
    report = {
        "decision_id": case,
        "draft_sha256": draft,
        "report_sha256": world.document("风险评估报告"),
        "risk_points": (point,),
        "contingency_plan": "示例",
        "departments_heard": ("示例局",),
        "initial_level": level,
        "level_after_measures": RiskLevel.LOW,
        "is_controllable": True,
        "is_reassessment": False,
    }
    yield from act(world, risk.FileRiskAssessment(**(report | given)), Role.RISK_ASSESSOR)


def early_facts(world: World, case: str, draft: str, today: date) -> Steps:
    """What the three early stages need before the comment window closes."""
    yield from notice(world, case, today, today + 30 * DAY, draft)
    yield from expert_facts(world, case, draft)
    yield from risk_report(world, case, draft)


def early_answers(world: World, case: str, now: datetime | None = None) -> Steps:
    """Feedback after the window has closed; nobody had an opinion."""
    feedback = public.PublishFeedback(
        decision_id=case,
        address="https://example.org/feedback",
        snapshot_sha256=world.document("采纳情况"),
        published_at=now or world.when or START + 31 * DAY,
    )
    yield from act(world, feedback, Role.UNDERTAKING_HEAD)


def sign_off_step(world: World, case: str, stage: Stage) -> Step:
    """The sign-off of an early stage as a step."""
    command = sign_off(case, stage, draft_of(world))
    return Step(command, world.actor(Role.UNDERTAKING_HEAD), f"step-{next(NUMBER)}")


def but_the_last(world: World, steps: Steps, last: type[Command]) -> Generator[Step, None, Step]:
    """Steps up to one of a type, which is returned, not carried out."""
    for step in steps:
        if isinstance(step.command, last):
            return step
        yield step
    raise AssertionError(f"no {last.__name__}")


def legality_but_the_last(world: World, case: str, draft: str) -> Generator[Step, None, Step]:
    """The legality review, ready for the head's signature, which is returned."""
    yield from legality_submitted(world, case, draft)
    return (yield from but_the_last(world, opinion(world, case, draft), legality.IssueLegalityOpinion))


def discussion_but_the_last(world: World, case: str, draft: str) -> Generator[Step, None, Step]:
    """The meeting, ready for the head's decision, which is returned."""
    held_on = (world.when or START).date()
    yield from on_agenda(world, case, draft, held_on)
    yield from discussed(world, case, held_on)
    return (yield from but_the_last(world, decided(world, case, draft, Outcome.ADOPTED), meeting.DecideAtMeeting))


def last_sign_off_of(world: World, case: str, stage: Stage) -> Step:
    """The sign-off that closes a stage, under a key of its own."""
    return Step(sign_off(case, stage, draft_of(world)), world.actor(Role.UNDERTAKING_HEAD), f"last-{case}-{stage}")


def ready_for_last_sign_offs(world: World) -> str:
    """A case whose participation is determined not required, and whose experts and risk wait for a signature."""
    case = str(run(world, started(world, StartGround.ADJUSTMENT, lawfully_unpublished=True, touches_market=False)))
    draft = draft_of(world)
    run(world, determined(world, case, Stage.PUBLIC_PARTICIPATION))
    run(world, expert_facts(world, case, draft))
    run(world, risk_report(world, case, draft))
    return case


def determined(world: World, case: str, stage: Stage) -> Steps:
    """A stage determined not required."""
    paper = world.document(f"程序适用认定{stage}")
    prepared = decision.PrepareDetermination(decision_id=case, stage=stage, paper_sha256=paper)
    yield from act(world, prepared, Role.DRAFTER)
    signed = decision.SignDetermination(
        decision_id=case, stage=stage, reason="示例", legal_ground="示例", paper_sha256=paper
    )
    yield from act(world, signed, Role.UNDERTAKING_HEAD)


# --- everything ---


def the_whole_procedure(world: World) -> Steps:
    """Every command at least once: bodies, a catalog, a case with all that can happen to it, and three short ones."""
    today = START.date()
    yield from bodies(world)
    item = yield from catalogs(world, today)
    yield from declined(world)
    yield from a_full_case(world, item, today)
    yield from an_unpublished_case(world)
    yield from a_case_without_an_item(world)


def declined(world: World) -> Steps:
    """A proposal that is not started."""
    case = yield from proposed(world, title="示例不启动事项")
    yield from act(world, decision.DeclineProposal(decision_id=case, reason="示例"), Role.ADMINISTRATIVE_HEAD)


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


def announced_and_called_off(world: World, case: str, today: date) -> Generator[Step, None, str]:
    """A hearing that is not held, for a published reason."""
    hearing_id = yield from hearing(world, case, today)
    off = public.CallOffHearing(
        decision_id=case,
        hearing_id=hearing_id,
        reason="示例：无人报名",
        address="https://example.org/off",
        snapshot_sha256=world.document("取消公告"),
    )
    yield from act(world, off, Role.UNDERTAKING_HEAD)
    return hearing_id


def early_sign_offs(world: World, case: str, draft: str) -> Steps:
    """The three early stages are signed off."""
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        yield from act(world, sign_off(case, stage, draft), Role.UNDERTAKING_HEAD)


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


def resubmitted(world: World, case: str, draft: str, paper: str) -> Steps:
    """The completed file, submitted again."""
    kinds = ("explanatory_note", "legal_basis", "account_of_procedure")
    materials = tuple(legality.Material(kind=kind, document_sha256=world.document(kind)) for kind in kinds)
    submitted = legality.SubmitForLegalityReview(
        decision_id=case,
        paper_sha256=paper,
        draft_sha256=draft,
        materials=(legality.Material(kind="draft", document_sha256=draft), *materials),
    )
    yield from act(world, submitted, Role.UNDERTAKING_HEAD)


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
