"""The hearing of one matter: method, sign-ups, list, materials, session, signed record. Art. 16, 17."""

from datetime import date
from typing import Any

from cli.demo.matters import Matter
from cli.demo.office import Office
from cli.demo.participation import hearing_triggers
from decision_flow.terms import HearingGround

SIGNED_UP = {"摊贩": 12, "周边居民": 9, "临街商户": 5}
PARTICIPANTS = tuple((f"示例{side}{name}", side) for side in SIGNED_UP for name in "甲乙")
METHOD = "示例：自愿报名，按摊贩、周边居民、临街商户分组，各随机选取2人"
STATED = {
    "notice_days": 10,
    "list_days": 7,
    "participants_min": 6,
    "basis": "示例：省级规定原文未读到，由承办单位填写取值和依据",
}
"""The numbers of a local text that nobody has read into the law in force: stated by who uses them, with the basis."""


def announced(office: Office, matter: Matter, held_on: date) -> None:
    """A strong division makes it a must; day, place and method are published beforehand."""
    hearing_triggers(office, matter, HearingGround.PUBLIC_DIVISION)
    body = {
        "held_on": held_on,
        "place": "示例：区政务服务中心会议室",
        "selection_method": METHOD,
        "sides": list(SIGNED_UP),
        "materials": [matter.draft],
        "stated": STATED,
        **_published(office, matter, "听证公告"),
    }
    made = office.act(matter.head, f"{matter.path}/public-participation/hearings", body)["made"]
    matter.hearing_id = made["hearing"]
    office.done(f"{matter.short}：意见分歧较大，{held_on}举行听证；遴选办法随公告公布", by="听证公告")


def prepared(office: Office, matter: Matter, held_on: date) -> None:
    """Who signed up, the published list, the materials delivered a week before; a second list is refused."""
    path = _path(matter)
    counts = [{"side": side, "count": count} for side, count in SIGNED_UP.items()]
    proof = office.paper(matter.drafter, "听证报名登记")
    signed_up = {"closed_on": office.today, "sides": counts, "evidence_sha256": proof}
    office.act(matter.drafter, f"{path}/sign-ups", signed_up)
    listed = [{"name": name, "side": side, "invited": False} for name, side in PARTICIPANTS]
    published = _published(office, matter, "听证参加人名单")
    body = {"participants": listed, "invitation_reason": None, **published}
    office.act(matter.head, f"{path}/list", body)
    told = "、".join(f"{side}{count}人" for side, count in SIGNED_UP.items())
    office.done(f"报名：{told}；按公布的办法选出{len(listed)}人，名单已公布", by="听证参加人")
    other = {**body, "participants": [{**one, "name": f"{one['name']}（替换）"} for one in listed]}
    office.attempt("名单公布后另行公布一份名单，替换参加人", matter.head, f"{path}/list", other, "PP-16-METHOD")
    delivered = {
        "delivered_on": office.today,
        "participants": [name for name, _ in PARTICIPANTS],
        "receipt_sha256": office.paper(matter.drafter, "听证材料送达回证"),
    }
    office.act(matter.drafter, f"{path}/deliveries", delivered)
    office.done(f"听证会前{(held_on - office.today).days}日送达（不少于7日），有回证", by="听证材料")


def held(office: Office, matter: Matter) -> None:
    """The session on its day; every participant signed the record."""
    original = {
        "scan_sha256": office.paper(matter.drafter, "听证会记录签字页扫描件"),
        "pages": 8,
        "kept_at": "示例：承办单位档案室",
        "compared_by": "示例经办丙",
        "signed_on": office.today,
    }
    body = {
        "chaired_by": "示例听证主持人",
        "record_sha256": office.paper(matter.drafter, f"“{matter.title}”听证会记录"),
        "participants": [{"name": name, "side": side, "signed": True} for name, side in PARTICIPANTS],
        "paper_original": original,
    }
    office.act(matter.drafter, f"{_path(matter)}/record", body)
    office.done(f"{matter.short}：{len(PARTICIPANTS)}名参加人逐一发言，确认记录并签字，纸质原件扫描存档", by="听证会")


def _path(matter: Matter) -> str:
    return f"{matter.path}/public-participation/hearings/{matter.hearing_id}"


def _published(office: Office, matter: Matter, what: str) -> dict[str, Any]:
    return {
        "address": f"https://example.org/hearings/{matter.id}",
        "snapshot_sha256": office.paper(matter.head, f"“{matter.title}”{what}网页"),
        "published_at": office.now,
    }
