"""The collective discussion: agenda, views, decision, record, dissent, minutes. Art. 29, 30."""

from datetime import date
from typing import Any

from rich.table import Table

from cli.demo.matters import Matter
from cli.demo.office import Office
from cli.demo.people import CAST, MEMBERS
from decision_flow.terms import Outcome, Presence, View

FORUM = "政府常务会议"
AMENDMENT = "示例：增加商户清退的过渡期。"
SHOWN = 2
DISSENTER = "deputy-c"
DISSENT = "示例：后续运行经费没有落实，不同意现在决定。"


# --- the agenda ---


def agenda(office: Office, matter: Matter, held_on: date) -> tuple[str, dict[str, Any]]:
    """Path and body of putting a matter on the agenda: the pack as the file has it, and what the secretary adds."""
    listed = {one["decision_id"]: one for one in candidates(office, held_on)}
    pack = [
        {"kind": one["kind"], "document_sha256": one["document_sha256"] or office.paper("secretary", one["kind"])}
        for one in listed[matter.id]["pack"]
    ]
    return f"{matter.path}/collective-discussion/meetings", {"forum": FORUM, "held_on": held_on, "pack": pack}


def candidates(office: Office, held_on: date) -> list[dict[str, Any]]:
    """The body's matters for a day, ripe or with what they lack."""
    found: list[dict[str, Any]] = office.read("secretary", f"/organs/{office.organ_id}/agenda", held_on=held_on)[
        "items"
    ]
    return found


def placed(office: Office, matters: list[Matter], held_on: date) -> None:
    """What is ripe goes on the agenda; the others are named with what they lack."""
    shorts = {one.id: one.short for one in matters}
    for one in candidates(office, held_on):
        if not one["is_ripe"] and one["decision_id"] not in shorts:
            lacks = [lack["missing"] for lack in one["lacks"]]
            told = f"{'；'.join(lacks[:SHOWN])}{f'；等{len(lacks)}项' if len(lacks) > SHOWN else ''}"
            office.done(f"{one['title']}　[yellow]尚不能上会：{told}[/]", by="上会条件")
    for matter in matters:
        office.act("secretary", *agenda(office, matter, held_on))
    office.done(f"{len(matters)}件列入{held_on}{FORUM}议程，材料从案卷取得", by="会议秘书")


# --- the discussion ---


def discussed(office: Office, matters: list[Matter], in_principle: Matter, disputed: Matter) -> None:
    """Law studied, the legality body heard, everybody's view with the head's last, the head decides."""
    for matter in matters:
        _opened(office, matter)
        if matter is matters[0]:
            office.attempt(
                "其他组成人员尚未发言，行政首长先发表意见",
                "secretary",
                f"{matter.path}/collective-discussion/views",
                _view(office, "mayor"),
                "CD-30-HEAD-WAITS",
            )
        for member in (*MEMBERS[1:], MEMBERS[0]):
            dissents = matter is disputed and member == DISSENTER
            view = _view(office, member, View.DISAGREE, DISSENT) if dissents else _view(office, member)
            office.act("secretary", f"{matter.path}/collective-discussion/views", view)
        _decided(office, matter, Outcome.ADOPTED_IN_PRINCIPLE if matter is in_principle else Outcome.ADOPTED)
    office.done("会前学法，听取合法性审查机构意见，组成人员逐一发言，行政首长末位发言", by=FORUM)
    office.done(f"{in_principle.short}原则通过，责成修改1处；其余{len(matters) - 1}件通过", by="决定")


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
    attendees = [{"name": "示例司法局长", "unit": "区司法局"}]
    office.act("secretary", f"{path}/attendance", {"members": members, "attendees": attendees})
    studied = {
        "studied_on": office.today,
        "attendance": "示例：全体组成人员",
        "texts": ["重大行政决策程序暂行条例"],
    }
    office.act("secretary", f"{path}/law-studied", studied)
    heard = {"spoke": True, "speaker": "示例司法局长", "gist": "示例：草案合法。"}
    office.act("secretary", f"{path}/legality-body-heard", heard)


def _view(office: Office, member: str, view: View = View.AGREE, words: str = "示例：同意。") -> dict[str, str]:
    return {"person_id": office.people.ids[member], "view": view, "words": words}


def _decided(office: Office, matter: Matter, outcome: Outcome) -> None:
    in_principle = outcome is Outcome.ADOPTED_IN_PRINCIPLE
    body = {
        "draft_sha256": matter.draft,
        "outcome": outcome,
        "departure_reason": None,
        "reason": None,
        "ordered_amendments": [AMENDMENT] if in_principle else [],
    }
    office.act("mayor", f"{matter.path}/collective-discussion/decision", body)


# --- record, dissent, minutes ---


def recorded(office: Office, matters: list[Matter], disputed: Matter) -> None:
    """The record with two signatures; the dissenter confirms his words before the chair signs."""
    for matter in matters:
        path = f"{matter.path}/collective-discussion"
        record = {"record_sha256": office.paper("secretary", f"“{matter.title}”会议记录")}
        office.act("secretary", f"{path}/records", record)
        if matter is disputed:
            office.act(DISSENTER, f"{path}/dissent-confirmations", {**record, "correction": None})
        office.act("mayor", f"{path}/records/signature", record)
    office.done("会议秘书提交，持不同意见者确认原话，主持人签署", by="会议记录")


def certificate(office: Office, matter: Matter) -> None:
    """不同意见的证明: taken by who dissented, in his own account."""
    person = office.people.ids[DISSENTER]
    (found,) = office.read(DISSENTER, f"{matter.path}/collective-discussion/dissent-certificates/{person}")
    word = office.messages.word(View(found["view"]))
    entries = "、".join(str(one["seq"]) for one in found["entries"])
    office.done(f"{found['name']}（{found['post']}）以本人账号取得：", by="不同意见证明")
    table = Table.grid(padding=(0, 2))
    for name, value in (
        ("会议", f"{found['held_on']} {found['forum']}，{matter.short}，草案{found['draft_sha256'][:8]}…"),
        ("意见", f"{word}：{found['words']}"),
        ("记录", f"{found['record_sha256'][:8]}…，{'本人已确认' if found['is_confirmed'] else '本人未确认'}"),
        ("凭证", f"审计记录第{entries}条；出证时共{found['length']}条，链头{found['head'][:8]}…"),
    ):
        table.add_row("     ", f"[cyan]{name}[/]", value)
    office.console.print(table)


def minutes(office: Office, matter: Matter) -> None:
    """会议纪要 is another paper than the record: a draft that leaves the dissent out is not issued."""
    path = f"{matter.path}/collective-discussion/minutes"
    silent = _minutes(office, matter, [])
    office.act("secretary", path, silent)
    office.attempt(
        "会议纪要不记不同意见，即签发",
        "office",
        f"{path}/issue",
        {"minutes_sha256": silent["minutes_sha256"]},
        "CD-30-DIFFERENCES",
    )
    mended = _minutes(office, matter, [{"person_id": office.people.ids[DISSENTER], "view": View.DISAGREE}])
    office.act("secretary", path, mended)
    office.act("office", f"{path}/issue", {"minutes_sha256": mended["minutes_sha256"]})
    office.done(f"{matter.short}：纪要补记不同意见，与会议记录比对一致后签发", by="会议纪要")


def _minutes(office: Office, matter: Matter, views: list[dict[str, str]]) -> dict[str, Any]:
    text = f"“{matter.title}”会议纪要（{'记载' if views else '未记载'}不同意见）"
    return {
        "minutes_sha256": office.paper("secretary", text),
        "forum": FORUM,
        "held_on": office.today,
        "draft_sha256": matter.draft,
        "views": views,
        "outcome": Outcome.ADOPTED,
        "ordered_amendments": [],
        "explanations": [],
    }
