"""From the meeting to the public: final text, Party report, publication. Art. 30–34."""

from cli.demo.matters import Matter
from cli.demo.meeting import AMENDMENT
from cli.demo.office import Office
from cli.demo.review import change, confirm
from decision_flow.terms import ChangeClass, PartyAnswer

PARTY = "中共吉首市委（示例）"


def final_text(office: Office, matter: Matter) -> None:
    """What the meeting ordered, confirmed on the diff, and signed by the head."""
    ordered = (f"会议要求：{AMENDMENT}",)
    version = change(office, matter, AMENDMENT, ChangeClass.CARRIES_OUT_OPINIONS, ordered)
    path, signed = f"{matter.path}/publication/final-text", {"draft_sha256": matter.draft}
    office.attempt("会议要求的修改未经对照确认，即签署定稿", "mayor", path, signed, "PUB-30-ORDERED")
    confirm(office, matter, version)
    office.act("mayor", path, signed)
    office.done(f"{matter.short}：按会议意见修改，审查人员对照确认，区长签署定稿", by="原则通过")


def party_reports(office: Office, matters: list[Matter]) -> None:
    """Sent; before the answer nothing is published."""
    for matter in matters:
        report = {
            "party_organ": PARTY,
            "document_sha256": office.paper("office", f"“{matter.title}”请示"),
            "sent_on": office.today,
        }
        office.act("office", f"{matter.path}/publication/party-reports", report)
    first = matters[0]
    office.attempt(
        "同级党委尚未答复，即公布决策",
        "office",
        f"{first.path}/publication/publications",
        _published(office, first),
        "PUB-31-ANSWERED",
    )


def party_answers(office: Office, matters: list[Matter]) -> None:
    """Agreed; then who executes, until when, and how it reports back."""
    for matter in matters:
        answer = {
            "answer": PartyAnswer.AGREED,
            "document_sha256": office.paper("office", f"对“{matter.title}”的批复"),
            "answered_on": office.today,
        }
        office.act("office", f"{matter.path}/publication/party-answers", answer)
        execution = {
            "executing_unit_id": office.units[matter.unit],
            "executing_unit": matter.unit,
            "time_limit": "示例：2027年底前",
            "feedback": "示例：每半年书面反馈一次",
        }
        office.act("office", f"{matter.path}/publication/execution", execution)
    office.done(f"同级党委答复“同意”{len(matters)}件；执行单位、时限和反馈要求已明确", by="请示报告")


def in_force(office: Office, matters: list[Matter]) -> None:
    """The number entered, the flow publishes, the head of the office signs off: in force."""
    for count, matter in enumerate(matters, 1):
        number = {"document_no": f"示例府〔2026〕{count}号", "document_sha256": matter.draft}
        office.act("office", f"{matter.path}/publication/document-numbers", number)
    office.recorded("决策已在网站公布，存有网址和网页摘要", "RecordDecisionPublished", matters)
    for matter in matters:
        office.act("office", f"{matter.path}/publication/sign-offs", {"draft_sha256": matter.draft})
        office.done(f"{matter.title}　[bold green]已公布生效[/]", by=matter.unit)


def _published(office: Office, matter: Matter) -> dict[str, object]:
    return {
        "document_no": "示例府〔2026〕1号",
        "document_sha256": matter.draft,
        "channel": "website",
        "address": f"https://example.org/decisions/{matter.id}",
        "snapshot_sha256": office.paper("office", "公布网页"),
        "published_at": office.now,
    }
