"""Expert review: a pool, a draw that anybody can replay, interest, opinions opened together. Art. 19–21."""

from datetime import datetime, timedelta
from typing import Any

from cli.demo.folder import DemoProblem
from cli.demo.matters import Matter
from cli.demo.office import Office
from cli.demo.people import CAST, EDUCATION
from decision_flow.draw import replay
from decision_flow.terms import Disposition, PoolLevel, ReviewForm, Sanction, View

FIELD = "教育规划"
WORKPLACES = {
    "示例专家甲": "示例大学",
    "示例专家乙": "示例师范大学",
    "示例专家丙": "示例教育研究院",
    "示例专家丁": "示例设计院",
    "示例专家戊": EDUCATION,
    "示例专家己": "示例学院",
}
"""戊 works for the unit of the matter, 己 failed to mend: neither is drawn."""
BARRED, DESIGNER = "示例专家己", "示例专家丁"
WANTED = 2
SEED_VALUE = "3 7 9"


def login_of(name: str) -> str:
    """The account of an expert."""
    return next(one.login for one in CAST if one.name == name)


# --- the pool and the draw ---


def pool(office: Office) -> None:
    """建立专家库: the body's own, with one expert under a sanction."""
    opened = {"organ_id": office.organ_id, "name": "示例：区决策咨询专家库", "level": PoolLevel.OWN, "source": "示例"}
    office.pool_id = office.act("office", "/expert-pools", opened)["subject_id"]
    path = f"/expert-pools/{office.pool_id}"
    accounts = {one.name: office.people.ids[one.login] for one in CAST if one.login.startswith("expert-")}
    listed = [
        {"name": name, "fields": [FIELD], "workplace": workplace, "person_id": accounts.get(name)}
        for name, workplace in WORKPLACES.items()
    ]
    office.act("office", f"{path}/experts", {"experts": listed, "list_sha256": office.paper("office", "专家名单")})
    entries = {one["name"]: one["id"] for one in office.read("office", f"{path}/experts")["items"]}
    sanction = {
        "sanction": Sanction.RECTIFICATION,
        "document_no": "示例〔2026〕3号",
        "document_sha256": office.paper("office", "处理决定"),
        "reason": "示例：未如实声明利害关系",
        "until": office.today + timedelta(days=365),
    }
    office.act("office", f"{path}/experts/{entries[BARRED]}/sanctions", sanction)
    office.done(f"入库{len(listed)}人，其中1人限期整改、不得选用", by="专家库")


def draw_announced(office: Office, matter: Matter) -> None:
    """The candidates are frozen before the value is known from which they are drawn."""
    body = {
        "pool_id": office.pool_id,
        "field": FIELD,
        "wanted": WANTED,
        "seed_source": "示例：福利彩票3D 2026-03-20开奖号码",
        "seed_known_from": _drawn_at(office),
        "excluded": [],
    }
    path = f"{matter.path}/expert-review/draws"
    matter.draw_id = office.act(matter.head, path, body)["made"]["expert_draw"]
    frozen = _draw(office, matter)["frozen"]
    left_out = "、".join(f"{one['name']}（{GROUNDS.get(one['ground'], '受处理')}）" for one in frozen["excluded"])
    office.done(
        f"{matter.short}：候选{len(frozen['candidates'])}人冻结存证，不参加的：{left_out}；以尚未公布的彩票号码为种子",
        by="抽取公告",
    )


GROUNDS = {"of_the_unit": "承办单位人员", "of_a_party": "当事人单位人员"}


def _drawn_at(office: Office) -> datetime:
    return office.begun + timedelta(days=4, hours=12)


def _draw(office: Office, matter: Matter) -> dict[str, Any]:
    (found,) = office.read(matter.head, f"{matter.path}/expert-review/draws")
    return dict(found)


def drawn(office: Office, matter: Matter) -> None:
    """The published value makes the order; anybody draws it again, and finds an exchange."""
    held = {
        "seed_value": SEED_VALUE,
        "published_at": _drawn_at(office),
        "address": "https://example.org/lottery/2026-03-20",
        "snapshot_sha256": office.paper(matter.drafter, "开奖公告网页"),
    }
    office.act(matter.drafter, f"{matter.path}/expert-review/draws/{matter.draw_id}/held", held)
    protocol = _draw(office, matter)
    names = {one["id"]: one["name"] for one in protocol["frozen"]["candidates"]}
    order = [names[one] for one in protocol["drawn"]]
    office.done(f"号码{SEED_VALUE}，顺序：{'、'.join(order)}；选前{WANTED}名", by="随机抽取")
    again = replay(protocol)
    if again.faults:
        raise DemoProblem(f"抽取复核不一致：{again.faults} / the draw does not replay")
    first, second, *others = protocol["drawn"]
    exchanged = replay({**protocol, "drawn": [others[0], second, first, *others[1:]]})
    if not exchanged.faults:
        raise DemoProblem("抽取顺序被调换，复核没有发现 / an exchange was not found")
    office.done(
        f"按接口公开的数据重新抽取：名单摘要{again.pool_sha256[:8]}…、种子{again.seed[:8]}…、顺序[green]全部一致[/]；"
        f"把第1名与第{WANTED + 1}名对调，[red]复核即不一致[/]",
        by="抽取复核",
    )
    entries = [(one, names[one]) for one in protocol["drawn"]]
    path = f"{matter.path}/expert-review/experts"
    for entry, name in entries[:WANTED]:
        chosen = _choice(office, name, FIELD, pool_expert_id=entry, draw_id=matter.draw_id)
        office.act(matter.head, path, chosen)
        matter.experts.append(name)


# --- interest ---


def chosen(office: Office, matter: Matter, name: str) -> None:
    """A direct choice, with its reasons."""
    office.act(matter.head, f"{matter.path}/expert-review/experts", _choice(office, name, "示例领域"))
    matter.experts.append(name)


def interested(office: Office, matter: Matter) -> None:
    """Who works for a party is not chosen; who declares an interest of his own gives no opinion."""
    party = {"name": WORKPLACES[DESIGNER], "relation": "示例：承担本项目方案设计"}
    office.act(matter.drafter, f"{matter.path}/expert-review/parties", {"parties": [party]})
    path = f"{matter.path}/expert-review/experts"
    choice = _choice(office, DESIGNER, "示例领域")
    office.attempt("选用本项目设计单位的专家（系统比对单位）", matter.head, path, choice, "ER-20-CROSS")
    name = "示例专家乙"
    office.act(matter.head, path, _choice(office, name, "示例领域"))
    _declare(office, matter, name, "示例：亲属参与本项目投标。")
    office.attempt(
        "本人声明有直接利害关系的专家出具论证意见",
        login_of(name),
        f"{matter.path}/expert-review/opinions",
        _opinion(office, matter, name) | {"opinion_sha256": None},
        "ER-20-INTEREST",
    )


def _choice(office: Office, name: str, field: str, **of_the_pool: str) -> dict[str, Any]:
    return {
        "person_id": office.people.ids[login_of(name)],
        "expert": name,
        "field": field,
        "workplace": WORKPLACES[name],
        "form": ReviewForm.WRITTEN,
        "is_institution": False,
        "is_subordinate": False,
        "expertise": "示例：长期研究本领域",
        "representativeness": "示例：高校和研究机构各一名",
        "neutrality": "示例：与承办单位没有隶属关系",
        "dissent_sought": True,
        "dissent_reason": None,
        **of_the_pool,
    }


def _declare(office: Office, matter: Matter, name: str, interest: str | None = None) -> None:
    text = interest or "示例：与事项没有直接利害关系。"
    body = {"has_direct_interest": interest is not None, "text": text}
    office.act(login_of(name), f"{matter.path}/expert-review/interests", body)


# --- opinions ---


def opinions(office: Office, matters: list[Matter]) -> None:
    """Each declares and submits in his own account; opened together; answered with proof of delivery; published."""
    for matter in matters:
        path = f"{matter.path}/expert-review"
        given = []
        for name in matter.experts:
            _declare(office, matter, name)
            made = office.act(login_of(name), f"{path}/opinions", _opinion(office, matter, name))["made"]
            given.append(made["expert_opinion"])
        office.act(matter.head, f"{path}/opening", {})
        for opinion_id in given:
            office.act(matter.head, f"{path}/answers", _answer(office, matter, opinion_id))
        office.act(matter.drafter, f"{path}/publications", _published(office, matter))
    count = sum(len(one.experts) for one in matters)
    office.done(f"论证意见{count}份，各自提交、一并拆封；采纳情况已答复专家并有送达回证，意见已公开", by="专家论证")


def _opinion(office: Office, matter: Matter, name: str) -> dict[str, Any]:
    return {
        "draft_sha256": matter.draft,
        "necessity": "示例：必要。",
        "feasibility": "示例：可行。",
        "scientific_merit": "示例：科学。",
        "conclusion": "示例：建议补充测算说明后实施。",
        "view": View.AGREE_WITH_CHANGES,
        "opinion_sha256": office.paper(login_of(name), f"{name}论证意见书"),
    }


def _answer(office: Office, matter: Matter, opinion_id: str) -> dict[str, Any]:
    proof = office.paper(matter.head, "送达回证")
    return {
        "opinion_id": opinion_id,
        "disposition": Disposition.ADOPTED,
        "reason": "示例：采纳。",
        "delivery": {"delivered_on": office.today, "how": "示例：当面送达", "proof_sha256": proof},
    }


def _published(office: Office, matter: Matter) -> dict[str, Any]:
    return {
        "channel": "website",
        "address": f"https://example.org/experts/{matter.id}",
        "snapshot_sha256": office.paper(matter.drafter, "专家论证意见及采纳情况网页"),
        "published_at": office.now,
    }
