"""The meeting, the Party report and the publication: Art. 30–34."""

from cli.demo.matters import Matter
from cli.demo.office import Office
from cli.demo.people import CAST, MEMBERS
from cli.demo.review import change, confirm
from decision_flow.terms import ChangeClass, Outcome, PartyAnswer, Presence, View

AMENDMENT = "示例：增加商户清退的过渡期。"
PARTY = "中共吉首市委（示例）"


def meeting(office: Office, matters: list[Matter], in_principle: Matter) -> None:
    """Law studied, the legality body heard, everybody's view with the head's last, the head decides."""
    for matter in matters:
        _opened(office, matter)
        if matter is matters[0]:
            office.attempt(
                "其他组成人员尚未发言，行政首长先发表意见",
                "secretary",
                f"{matter.path}/collective-discussion/views",
                _view(office, "mayor", View.AGREE),
                "CD-30-HEAD-WAITS",
            )
        for member in (*MEMBERS[1:], MEMBERS[0]):
            dissents = matter is not in_principle and member == "deputy-c"
            view = View.DISAGREE if dissents else View.AGREE
            office.act("secretary", f"{matter.path}/collective-discussion/views", _view(office, member, view))
        _decided(office, matter, Outcome.ADOPTED_IN_PRINCIPLE if matter is in_principle else Outcome.ADOPTED)
    office.done(
        "会前学法，听取合法性审查机构意见，组成人员逐一发言，不同意见如实记录，行政首长末位发言", by="政府常务会议"
    )
    office.done(
        f"{in_principle.short}原则通过，责成修改1处；其余{len(matters) - 1}件通过；会议记录由两人签署", by="决定"
    )


def _opened(office: Office, matter: Matter) -> None:
    path = f"{matter.path}/collective-discussion"
    members = [
        {
            "person_id": office.people.ids[one.login],
            "name": one.name,
            "title": one.title,
            "is_head": one.login == "mayor",
            "presence": Presence.PRESENT,
            "note": None,
        }
        for one in CAST
        if one.login in MEMBERS
    ]
    office.act("secretary", f"{path}/attendance", {"members": members})
    studied = {
        "studied_on": office.today,
        "attendance": "示例：全体组成人员",
        "texts": ["重大行政决策程序暂行条例"],
    }
    office.act("secretary", f"{path}/law-studied", studied)
    heard = {"spoke": True, "speaker": "示例司法局长", "gist": "示例：草案合法。"}
    office.act("secretary", f"{path}/legality-body-heard", heard)


def _view(office: Office, member: str, view: View) -> dict[str, str]:
    words = "示例：进度安排过紧，不同意。" if view is View.DISAGREE else "示例：同意。"
    return {"person_id": office.people.ids[member], "view": view, "words": words}


def _decided(office: Office, matter: Matter, outcome: Outcome) -> None:
    path = f"{matter.path}/collective-discussion"
    body = {
        "draft_sha256": matter.draft,
        "outcome": outcome,
        "departure_reason": None,
        "reason": None,
        "ordered_amendments": [AMENDMENT] if outcome is Outcome.ADOPTED_IN_PRINCIPLE else [],
    }
    office.act("mayor", f"{path}/decision", body)
    record = {"record_sha256": office.paper("secretary", f"“{matter.title}”会议记录")}
    office.act("secretary", f"{path}/records", record)
    office.act("mayor", f"{path}/records/signature", record)


def final_text(office: Office, matter: Matter) -> None:
    """What the meeting ordered, confirmed on the diff, and signed by the head."""
    ordered = (f"会议要求：{AMENDMENT}",)
    confirm(office, matter, change(office, matter, AMENDMENT, ChangeClass.CARRIES_OUT_OPINIONS, ordered))
    office.act("mayor", f"{matter.path}/publication/final-text", {"draft_sha256": matter.draft})
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
