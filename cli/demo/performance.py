"""The demo from beginning to end: who is started, in which order what happens, and what is left behind."""

import time
from contextlib import ExitStack
from datetime import UTC, date, datetime

import httpx

from cli.demo import (
    catalogs,
    early,
    experts,
    hearing,
    matters,
    meeting,
    papers,
    participation,
    publication,
    review,
    risks,
    show,
    start,
)
from cli.demo.folder import DemoProblem, Folder, claimed, note
from cli.demo.office import BEIJING, Office
from cli.demo.people import ADMINISTRATOR, BORROWED, CAST, People
from cli.demo.report import reported, write
from cli.demo.tampering import Tampered, Verified, tamper, verified, verified_copy
from cli.demo.web import web
from cli.initialise import found_installation
from cli.processes import Child, ends_on_signals
from cli.tables import console
from decision_flow.organ.queries import installation
from decision_flow.settings import Installation, Settings
from decision_flow.store.migrate import migrate
from decision_flow.terms import ChangeClass, Stage

BEGINS = datetime(2026, 3, 16, 9, tzinfo=BEIJING)
ASSESSED, HEARD, AFTER_COMMENT = date(2026, 3, 26), date(2026, 4, 9), date(2026, 4, 16)
RETURNED, COMPLETED, DUE = date(2026, 4, 17), date(2026, 4, 20), date(2026, 4, 24)
REVIEWED, TOO_EARLY, MEETING = date(2026, 4, 22), date(2026, 4, 24), date(2026, 4, 30)
PUBLISHED = date(2026, 5, 8)


def perform() -> int:
    """The whole demo; 0, or a DemoProblem that says in one sentence what went wrong. Children never outlive it."""
    began = time.monotonic()
    ends_on_signals()
    with ExitStack() as stack:
        folder = stack.enter_context(claimed(Settings.from_environment().var / "demo"))
        served, password = founded(folder)
        worker = Child(["worker"], folder.environment, folder.path / "worker.log", keep=(folder.lock,))
        stack.callback(worker.stop)
        note(folder.lock, worker.pid)
        address = stack.enter_context(web(served, folder.path / "web.log"))
        people = People(address, stack.enter_context(httpx.Client()), password)
        try:
            tell(served, folder, people, worker, began)
        except httpx.HTTPError as problem:
            raise DemoProblem(f"接口没有答复（{problem}），见 {folder.path / 'web.log'} / the API failed") from problem
    return 0


def founded(folder: Folder) -> tuple[Installation, str]:
    """A new database with a simulated clock and its first administrator."""
    migrate(folder.settings.database_url)
    password = People.new_password()
    founding = Installation.open(folder.settings)
    found_installation(founding, ADMINISTRATOR, "示例管理员", password, "示例：演示系统", BEGINS.astimezone(UTC))
    founding.store.close()
    return Installation.open(folder.settings), password


def tell(served: Installation, folder: Folder, people: People, worker: Child, began: float) -> None:
    """The story; each part says what it is in the words of the procedure."""
    with served.store.reading() as session:
        house = installation(session)
    office = Office(people, worker, served.messages, console, house.id if house else "", BEGINS.date(), BEGINS)
    three = [matters.plan(), matters.hospital(), matters.vendors()]
    parking = matters.parking()
    prepare(office, served, three)
    begin(office, three, parking)
    work_side_by_side(office, three, parking)
    hold_the_hearing(office, three[-1])
    close_the_early_stages(office, three, parking)
    four = [*three, parking]
    for go_on in (
        lambda: review_legality(office, three, parking),
        lambda: discuss(office, three),
        lambda: issue(office, three, three[-1]),
        lambda: finish(office, served, folder, four, began),
    ):
        papers.awaited(office, served, [matter.id for matter in four])  # each gate from here on asks for them
        go_on()


def prepare(office: Office, served: Installation, three: list[matters.Matter]) -> None:
    """Catalogs, people, and the published catalog of the year."""
    office.headline("准备：真实目录、模拟时钟、示例人员", "Real catalogs, simulated clock")
    imported, organ_id, catalog_id = catalogs.imported(served)
    catalogs.show_import(office, imported)
    catalogs.confirm_body(office, organ_id)
    with console.status("开立示例人员账号 …"):
        list(office.people.open_accounts(served))
    office.people.appoint([one for one in CAST if one.login == "catalog"], organ_id, {}, office.today)
    office.units = catalogs.units_of(catalogs.items_of(office, catalog_id))
    office.people.appoint(
        [*(one for one in CAST if one.login != "catalog"), BORROWED], organ_id, office.units, office.today
    )
    office.done(f"{len(CAST)}名示例人员任职，各以本人账号办理", by="人员和岗位")
    office.headline("决策事项目录", "Annual catalog, Art. 3")
    catalogs.publish(office, catalog_id, three)


def begin(office: Office, three: list[matters.Matter], parking: matters.Matter) -> None:
    """Start; what belongs to no open stage yet is refused."""
    office.headline("决策启动", "Start, Art. 10–12")
    start.start(office, [*three, parking])
    early_agenda = meeting.agenda(office, three[0], office.today)
    office.attempt("未经合法性审查即提请集体讨论", "secretary", *early_agenda, "CD-25-REVIEWED")


def work_side_by_side(office: Office, three: list[matters.Matter], parking: matters.Matter) -> None:
    """The three early stages stand open at once; experts and risk are signed off while the public comments."""
    plan, hospital, vendors = three
    office.headline("公众参与、专家论证、风险评估同时办理", "Three stages side by side, Art. 14–24")
    participation.notices(office, [*three, parking])
    hearing.announced(office, vendors, HEARD)
    experts.pool(office)
    experts.draw_announced(office, plan)
    early.determinations(office, parking)
    participation.comments(office, three, parking)
    office.advance(ASSESSED)
    office.headline("专家论证、风险评估", "Expert review and risk assessment, Art. 19–24")
    experts.drawn(office, plan)
    experts.interested(office, hospital)
    experts.chosen(office, hospital, "示例专家甲")
    experts.chosen(office, vendors, "示例专家丙")
    experts.opinions(office, three)
    risks.reports(office, three, hospital)
    for matter in three:
        early.sign_off(office, matter, Stage.EXPERT_REVIEW)
    for matter in (plan, vendors):
        early.sign_off(office, matter, Stage.RISK_ASSESSMENT)
    office.done("专家论证3件、风险评估2件由承办单位负责人签署办结", by="承办单位")
    path = f"{plan.path}/public-participation/sign-offs"
    office.attempt("征求意见期间即签署公众参与", plan.head, path, {"draft_sha256": plan.draft}, "PP-15-PERIOD")


def hold_the_hearing(office: Office, vendors: matters.Matter) -> None:
    """List and materials on one day, the session two weeks later."""
    office.headline("听证会：参加人名单、材料送达", "The hearing: list and materials, Art. 16")
    hearing.prepared(office, vendors, HEARD)
    office.advance(HEARD)
    office.headline("听证会：举行", "The hearing is held, Art. 17")
    hearing.held(office, vendors)


def close_the_early_stages(office: Office, three: list[matters.Matter], parking: matters.Matter) -> None:
    """Thirty days later: opinions answered, one draft improved, one risk lowered, all signed off."""
    plan, hospital, _ = three
    office.advance(AFTER_COMMENT)
    office.headline("征求意见期满：答复、反馈、签署", "The comment period is over, Art. 18")
    participation.answers(office, three, parking)
    participation.feedback(office, [*three, parking])
    for matter in (plan, hospital, parking):
        participation.hearing_triggers(office, matter)
    cited = (f"公众意见 {plan.comments[0]}", *(f"{name}的论证意见" for name in plan.experts))
    version = review.change(office, plan, "示例：补充学位供给测算说明。", ChangeClass.CARRIES_OUT_OPINIONS, cited)
    review.confirm(office, plan, version)
    office.done(
        f"{plan.short}：落实公众、专家意见修改草案，逐条注明；审查人员对照确认，已办结的阶段不受影响", by="草案修改声明"
    )
    risks.assessed_again(office, hospital)
    early.sign_off(office, hospital, Stage.RISK_ASSESSMENT)
    for matter in (*three, parking):
        early.sign_off(office, matter, Stage.PUBLIC_PARTICIPATION)
    office.done("公众参与4件、风险评估1件由承办单位负责人签署办结", by="承办单位")


def review_legality(office: Office, three: list[matters.Matter], parking: matters.Matter) -> None:
    """Submission, one file sent back and completed, seven working days, the opinions."""
    plan, hospital, vendors = three
    four = [*three, parking]
    office.headline("合法性审查、公平竞争审查", "Legality review, Art. 25–29")
    review.submit(office, four)
    review.own_draft(office, hospital)
    office.advance(RETURNED)
    office.headline("退回补正", "A file goes back, Art. 26")
    review.returned(office, vendors, DUE)
    office.advance(COMPLETED)
    review.resubmitted(office, vendors)
    office.advance(REVIEWED)
    office.headline("审查意见", "Legality opinions, Art. 27, 28")
    review.opinions(office, four)
    office.headline("提请讨论", "The agenda, Art. 26, 29")
    office.attempt(
        "合法性审查不足7个工作日即开会", "secretary", *meeting.agenda(office, plan, TOO_EARLY), "CD-26-AGENDA"
    )
    review.changed_after_review(office, parking, MEETING)
    meeting.placed(office, three, MEETING)


def discuss(office: Office, three: list[matters.Matter]) -> None:
    """One adopted, one in principle, one against a dissenting voice."""
    _, hospital, vendors = three
    office.advance(MEETING)
    office.headline("集体讨论决定", "Collective discussion, Art. 30")
    meeting.discussed(office, three, in_principle=vendors, disputed=hospital)
    meeting.recorded(office, three, disputed=hospital)
    meeting.certificate(office, hospital)
    meeting.minutes(office, hospital)


def issue(office: Office, three: list[matters.Matter], in_principle: matters.Matter) -> None:
    """Final text, report and answer, publication: in force."""
    office.headline("定稿、请示报告、决策公布", "Final text, Party report, publication, Art. 30–32")
    publication.final_text(office, in_principle)
    publication.party_reports(office, three)
    office.advance(PUBLISHED)
    publication.party_answers(office, three)
    publication.in_force(office, three)


def collect_papers(office: Office, served: Installation, folder: Folder, four: list[matters.Matter]) -> int:
    """What the flows printed, as files that can be opened; how many."""
    office.headline("印制的文书", "Papers issued")
    folders = {matter.id: f"{number:02d} {matter.short}" for number, matter in enumerate(four, start=1)}
    return papers.exported(office, served, folders, folder.papers)


def finish(office: Office, served: Installation, folder: Folder, four: list[matters.Matter], began: float) -> None:
    """Board, timetable, verification, the altered copy, the report."""
    cases = [(matter, office.read("office", matter.path)) for matter in four]
    office.headline("办理结果", "Where the decisions stand")
    console.print(show.board(cases, office.messages))
    console.print(f"[dim]{four[-1].short}是另加的示例事项，用于演示不能办理的情形，留在办理中。[/]\n")
    lines = [(matter, office.read("office", f"{matter.path}/timetable")) for matter in four[:-1]]
    console.print(show.timetable(lines, office.messages))
    documents = collect_papers(office, served, folder, four)
    original, altered = prove(office, served, folder, four[0])
    seconds = time.monotonic() - began
    decisions = [decision for _, decision in cases]
    report = reported(decisions[:-1], decisions[-1:], office.attempts, (original, altered), documents, seconds)
    write(report, folder.path / "report.json")
    office.done(
        f"{len(report['decisions'])}件决策生效，{report['stages_passed']}个阶段办结，{len(office.attempts)}次不能办理，"
        f"{original.entries}条记录，{documents}件文书，{seconds:.0f}秒",
        by="合计",
    )
    show.next_steps(console, folder, four[0].id, office.people.password)


def prove(office: Office, served: Installation, folder: Folder, matter: matters.Matter) -> tuple[Verified, Verified]:
    """The record is intact; one byte changed in a copy is found."""
    office.headline("核验审计记录", "Verifying the record")
    original = verified(served.store)
    if original.faults:
        raise DemoProblem(f"审计记录不一致：{original.faults[0].what} / the record does not verify")
    office.done(
        f"{original.subjects}条链、{original.entries}条记录、{original.rows}行数据逐一重算，完整一致", by="原件"
    )
    changed: Tampered = tamper(served.settings.database_url, folder.path / "tampered.db", matter.id)
    altered = verified_copy(changed, folder.var / "documents")
    if not altered.faults:
        raise DemoProblem("副本改动一个字节，核验没有发现 / a changed byte was not found")
    office.done(f"{matter.short}第{changed.seq}条记录：{changed.before} → {changed.after}", by="副本改动一个字节")
    for fault in altered.faults[:3]:
        console.print(f"    [red]✗ 第{fault.seq or '—'}条：{fault.what}[/]", highlight=False)
    office.done(f"发现{len(altered.faults)}处不一致", by="核验副本")
    return original, altered
