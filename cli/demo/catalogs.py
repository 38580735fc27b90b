"""The published catalogs that come with the project: imported, one body confirmed, its catalog published (Art. 3)."""

import json
from pathlib import Path
from typing import Any

from cli.accounts import administrator
from cli.demo.matters import LABEL, ORGAN, YEAR, Matter
from cli.demo.office import Office
from cli.demo.people import ADMINISTRATOR
from cli.importing import Plan, plan_import, run_import
from decision_flow.catalog.known import known
from decision_flow.settings import Installation

FILE = Path(__file__).parent.parent / "data" / "real_catalogs.csv"


def imported(served: Installation) -> tuple[Plan, str, str]:
    """The file as `decision-flow catalog import` takes it; the ids of the body and of its catalog of the year."""
    with served.store.reading() as session:
        plan = plan_import(FILE, known(session))
    run_import(served.engine, plan, administrator(served, ADMINISTRATOR))
    with served.store.reading() as session:
        body = known(session)[ORGAN]
    return plan, body.id, body.catalogs[YEAR].id


def show_import(office: Office, plan: Plan) -> None:
    """What came in, and the gaps that real lists have."""
    office.done(
        f"{plan.file}：{len(plan.bodies)}个机关、{len(plan.catalogs)}份目录、{plan.items}个事项"
        "（各机关自行公布，来源见 cli/data/SOURCES.md）",
        by="导入真实目录",
    )
    lacking = [word for one in plan.incomplete for word in one.lacks]
    office.done(
        f"[yellow]{len(plan.incomplete)}项待补充[/]，补齐前不能公布：缺承办单位{lacking.count('undertaking_unit')}项，"
        f"缺原公布日期{lacking.count('publication_date')}项，缺年度{lacking.count('year')}项；"
        f"另有{plan.without_time}项没有计划完成时间",
        by="真实数据的缺口",
    )


def confirm_body(office: Office, organ_id: str) -> None:
    """The body of the demo applies the profile of another place, and says so."""
    office.organ_id = organ_id
    office.act(
        ADMINISTRATOR,
        f"/organs/{organ_id}/confirmation",
        {"body_kind": "government", "profile": "jishou", "label": LABEL},
    )
    office.done(f"{ORGAN}　[yellow]〔{LABEL}〕[/]", by="确认机关")


def publish(office: Office, catalog_id: str, matters: list[Matter]) -> None:
    """Refused without the Party committee's consent; with it published, as on the real notice."""
    items = items_of(office, catalog_id)
    published_on, source = items[0]["source_published_on"], items[0]["source"]
    path = f"/catalogs/{catalog_id}"
    publication = {
        "document_no": "示例〔2026〕1号",
        "address": _address(source),
        "snapshot_sha256": office.paper("catalog", f"{ORGAN}{YEAR}年度重大行政决策事项目录"),
        "published_on": published_on,
    }
    office.attempt("未经同级党委同意即公布目录", "catalog", f"{path}/publications", publication, "CAT-3-PARTY-CONSENT")
    consent = {
        "document_no": "示例〔2026〕2号",
        "party_organ": "示例：同级党委",
        "document_sha256": office.paper("catalog", "同意目录的函"),
        "consented_on": published_on,
    }
    office.act("catalog", f"{path}/party-consents", consent)
    for matter in matters:
        item = next(one for one in items if one["title"] == matter.title)
        matter.item_id = item["id"]
        office.act("catalog", f"{path}/items/{item['id']}/gaps", {"matter_class": matter.matter_class})
    office.act("catalog", f"{path}/publications", publication)
    office.done(f"{ORGAN}{YEAR}年度目录，{len(items)}项全部完整，公布于{published_on}（同意文件为示例）", by="公布目录")


def items_of(office: Office, catalog_id: str) -> list[dict[str, Any]]:
    """The items, by the catalog officer."""
    items: list[dict[str, Any]] = office.read("catalog", f"/catalogs/{catalog_id}/items", limit=200)["items"]
    return items


def units_of(items: list[dict[str, Any]]) -> dict[str, str]:
    """The ids of the undertaking units by name."""
    return {item["undertaking_unit"]: item["undertaking_unit_id"] for item in items if item["undertaking_unit_id"]}


def _address(source: str) -> str:
    told = json.loads(source) if source else {}
    return str(told.get("address") or "示例")
