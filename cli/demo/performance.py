"""The demo from beginning to end: who is started, in which order what happens, and what is left behind."""

import time
from contextlib import ExitStack
from datetime import UTC, date, datetime

import httpx

from cli.demo import catalogs, early, late, matters, review, show
from cli.demo.folder import DemoProblem, Folder, claimed, note
from cli.demo.office import BEIJING, Office
from cli.demo.people import ADMINISTRATOR, BORROWED, CAST, People
from cli.demo.report import reported, write
from cli.demo.tampering import Tampered, Verified, tamper, verified, verified_copy
from cli.demo.web import web
from cli.initialise import found_installation
from cli.output import console
from cli.processes import Child, ends_on_signals
from decision_flow.organ.queries import installation
from decision_flow.settings import Installation, Settings
from decision_flow.store.migrate import migrate
from decision_flow.terms import ChangeClass, RiskLevel, Stage

BEGINS = datetime(2026, 3, 16, 9, tzinfo=BEIJING)
ASSESSED, AFTER_COMMENT, REVIEWED = date(2026, 3, 26), date(2026, 4, 16), date(2026, 4, 22)
TOO_EARLY, MEETING = date(2026, 4, 24), date(2026, 4, 28)
PUBLISHED = date(2026, 5, 6)


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
    office = Office(people, worker, served.messages, console, house.id if house else "", BEGINS.date())
    three = [matters.plan(), matters.hospital(), matters.vendors()]
    parking = matters.parking()
    prepare(office, served, three)
    begin(office, three, parking)
    work_side_by_side(office, three, parking)
    close_the_early_stages(office, three, parking)
    review_legality(office, three, parking)
    office.advance(MEETING)
    office.headline("集体讨论决定", "Collective discussion, Art. 30")
    late.meeting(office, three, three[-1])
    issue(office, three, three[-1])
    finish(office, served, folder, [*three, parking], began)


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
    early.start(office, [*three, parking])
    early_agenda = review.agenda(office, three[0], office.today)
    office.attempt("未经合法性审查即提请集体讨论", "secretary", *early_agenda, "CD-25-REVIEWED")


def work_side_by_side(office: Office, three: list[matters.Matter], parking: matters.Matter) -> None:
    """The three early stages stand open at once; experts and risk are signed off while the public comments."""
    plan, hospital, vendors = three
    office.headline("公众参与、专家论证、风险评估同时办理", "Three stages side by side, Art. 14–24")
    early.notices(office, [*three, parking])
    early.comments(office, [*three, parking])
    early.determinations(office, parking)
    office.advance(ASSESSED)
    office.headline("专家论证、风险评估", "Expert review and risk assessment, Art. 19–24")
    early.experts(office, three)
    early.risk_reports(office, three, hospital)
    for matter in three:
        early.sign_off(office, matter, Stage.EXPERT_REVIEW)
    for matter in (plan, vendors):
        early.sign_off(office, matter, Stage.RISK_ASSESSMENT)
    office.done("专家论证3件、风险评估2件由承办单位负责人签署办结", by="承办单位")
    path = f"{plan.path}/public-participation/sign-offs"
    office.attempt("征求意见期间即签署公众参与", plan.head, path, {"draft_sha256": plan.draft}, "PP-15-PERIOD")


def close_the_early_stages(office: Office, three: list[matters.Matter], parking: matters.Matter) -> None:
    """Thirty days later, waited once: opinions answered, one draft improved, one risk lowered, all signed off."""
    plan, hospital, _ = three
    office.advance(AFTER_COMMENT)
    office.headline("征求意见期满：答复、反馈、签署", "The comment period is over, Art. 18")
    early.answers(office, [*three, parking])
    cited = (f"公众意见 {plan.comments[0]}", "示例专家甲的论证意见")
    version = review.change(office, plan, "示例：补充学位供给测算说明。", ChangeClass.CARRIES_OUT_OPINIONS, cited)
    review.confirm(office, plan, version)
    office.done(
        f"{plan.short}：落实公众、专家意见修改草案，逐条注明；审查人员对照确认，已办结的阶段不受影响", by="草案修改声明"
    )
    early.risk_report(office, hospital, RiskLevel.MEDIUM, RiskLevel.LOW, "示例：已设置隔离，已与周边居民商定错时施工。")
    early.sign_off(office, hospital, Stage.RISK_ASSESSMENT)
    office.done(f"{hospital.short}：措施落实后重新评估，降为低风险，签署办结", by="风险评估")
    for matter in (*three, parking):
        early.sign_off(office, matter, Stage.PUBLIC_PARTICIPATION)
    office.done("公众参与4件由承办单位负责人签署办结", by="承办单位")


def review_legality(office: Office, three: list[matters.Matter], parking: matters.Matter) -> None:
    """Submission, seven working days, the opinions; what goes to the meeting and what does not."""
    plan, hospital, vendors = three
    four = [*three, parking]
    office.headline("合法性审查、公平竞争审查", "Legality review, Art. 25–29")
    review.submit(office, four)
    review.fair_competition(office, vendors)
    review.own_draft(office, hospital)
    office.advance(REVIEWED)
    review.opinions(office, four)
    office.headline("提请讨论", "The agenda, Art. 26, 29")
    office.attempt(
        "合法性审查不足7个工作日即开会", "secretary", *review.agenda(office, plan, TOO_EARLY), "CD-26-AGENDA"
    )
    review.changed_after_review(office, parking, MEETING)
    for matter in three:
        office.act("secretary", *review.agenda(office, matter, MEETING))
    office.done(f"{len(three)}件列入{MEETING}{review.FORUM}议程，材料齐全", by="会议秘书")


def issue(office: Office, three: list[matters.Matter], in_principle: matters.Matter) -> None:
    """Report and answer, final text, publication: in force."""
    office.headline("请示报告、决策公布", "Party report and publication, Art. 31, 32")
    late.final_text(office, in_principle)
    late.party_reports(office, three)
    office.advance(PUBLISHED)
    late.party_answers(office, three)
    late.in_force(office, three)


def finish(office: Office, served: Installation, folder: Folder, four: list[matters.Matter], began: float) -> None:
    """Board, timetable, verification, the altered copy, the report."""
    cases = [(matter, office.read("office", matter.path)) for matter in four]
    office.headline("办理结果", "Where the decisions stand")
    console.print(show.board(cases, office.messages))
    console.print(f"[dim]{four[-1].short}是另加的示例事项，用于演示不能办理的情形，留在办理中。[/]\n")
    lines = [(matter, office.read("office", f"{matter.path}/timetable")) for matter in four[:-1]]
    console.print(show.timetable(lines, office.messages))
    original, altered = prove(office, served, folder, four[0])
    seconds = time.monotonic() - began
    decisions = [decision for _, decision in cases]
    report = reported(decisions[:-1], decisions[-1:], office.attempts, (original, altered), seconds)
    write(report, folder.path / "report.json")
    office.done(
        f"{len(report['decisions'])}件决策生效，{report['stages_passed']}个阶段办结，{len(office.attempts)}次不能办理，"
        f"{original.entries}条审计记录，用时{seconds:.0f}秒",
        by="合计",
    )
    show.next_steps(console, folder.path, four[0].id, office.people.password)


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
    altered = verified_copy(changed, folder.path / "documents")
    if not altered.faults:
        raise DemoProblem("副本改动一个字节，核验没有发现 / a changed byte was not found")
    office.done(f"{matter.short}第{changed.seq}条记录：{changed.before} → {changed.after}", by="副本改动一个字节")
    for fault in altered.faults[:3]:
        console.print(f"    [red]✗ 第{fault.seq or '—'}条：{fault.what}[/]", highlight=False)
    office.done(f"发现{len(altered.faults)}处不一致", by="核验副本")
    return original, altered
