"""A. Keeping the matter out (F02–F07), and F23, debt: each tried and refused or flagged, each with its neighbour."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from decision_flow.audit.model import AuditEntry
from decision_flow.catalog import commands as catalog
from decision_flow.decision import commands as decision
from decision_flow.decision import preparation_commands as preparation
from decision_flow.legality_review import commands as legality
from decision_flow.procedure.profiles import Lawbook, ProfileError
from decision_flow.reading import file_of
from decision_flow.settings import CHECKOUT
from decision_flow.store.tables import table_of
from decision_flow.terms import Kind, Role, Stage, StageStatus, StartGround
from tests import lawful
from tests.lawful.catalog import criteria
from tests.lawful.decision import sized
from tests.statute.conftest import house  # noqa: F401  (one installation for all)
from tests.statute.matters import DAY, MONDAY, Matter, a_body, findings
from tests.world import World

HEAD, UNIT_HEAD, DRAFTER, OFFICER = (
    Role.ADMINISTRATIVE_HEAD,
    Role.UNDERTAKING_HEAD,
    Role.DRAFTER,
    Role.CATALOG_OFFICER,
)


def a_sized_body(world: World, threshold: int = 5_000) -> Matter:
    """A body with a standard of investment."""
    body = a_body(world)
    body.steps(criteria(body, MONDAY, threshold))
    return body


def of(body: Matter, amount: int, on: date = MONDAY, title: str = "示例一期", **links: str | None) -> Matter:
    """A matter of the body, requested, with its investment on a day."""
    made = Matter(body.installation, body.organ_id, body.unit_id, keys=body.keys, when=body.when)
    made.on(on)
    made.id = str(made.steps(lawful.requested(made, title=title)))
    made.draft = lawful.draft_of(made)
    made.steps(sized(made, made.id, amount, **links))
    return made


def flagged(matter: Matter, seq: int) -> Mapping[str, Any]:
    """What the entry keeps of the finding on the adopted standards."""
    e = table_of(AuditEntry).c
    with matter.installation.store.reading() as session:
        body = session.execute(select(e.body).where(e.subject_id == matter.id, e.seq == seq)).scalar_one()
    found: Mapping[str, Any] = orjson.loads(body)["findings"]["other"].get("DEC-3-STANDARD", {})
    return found


def start(matter: Matter) -> Any:
    """The organ starts the matter."""
    return matter.do(lawful.start(matter, matter.id, StartGround.ASSIGNED).command, HEAD)


def standards(matter: Matter) -> Any:
    """The slice of figures and standards."""
    with matter.installation.store.reading() as session:
        return file_of(session, Kind.DECISION, matter.id, ("standards",)).standards


@pytest.mark.parametrize("link", ["project", "site", "budget_line"])
def test_f02_parts_of_one_project_are_summed_against_the_standard_and_flagged(house, link):  # noqa: F811
    body = a_sized_body(house)
    shared: dict[str, str | None] = {"project": None, link: "示例同一处"}
    of(body, 3_000, **shared)
    second = of(body, 2_000, on=MONDAY + 30 * DAY, title="示例二期", **shared)
    (reached,) = standards(second).reached("plan", 24)
    assert (reached.amount, reached.together, reached.threshold, reached.alone) == (2_000, 5_000, 5_000, False)
    declined = decision.DeclineProposal(decision_id=second.id, reason="示例：未达标准")
    said = flagged(second, second.do(declined, HEAD).seq)
    assert said["code"] == "reaches_together" and said["values"]["matters"] == 1


def test_f02_a_matter_that_reaches_the_standard_alone_is_flagged(house):  # noqa: F811
    matter = of(a_sized_body(house), 5_000)
    assert flagged(matter, start(matter).seq)["code"] == "reaches"


@pytest.mark.parametrize(
    ("months", "links", "reaches"),
    [
        (24, {}, True),  # within the months of the law
        (25, {}, False),
        (0, {"project": "示例另一工程"}, False),
        (0, {"project": None}, False),
    ],
)
def test_f02_lawful_neighbour_other_projects_and_older_parts_are_not_summed(house, months, links, reaches):  # noqa: F811
    body = a_sized_body(house)
    year, month = divmod(2026 * 12 + 2 - months, 12)
    of(body, 4_000, on=date(year, month + 1, 2), title="示例旧项")
    small = of(body, 2_000, **links)
    assert bool(list(standards(small).reached("plan", 24))) is reaches
    assert start(small).seq  # and a flag blocks nobody


def test_f02_lawful_neighbour_without_adopted_standards_nothing_is_flagged(house):  # noqa: F811
    matter = of(a_body(house), 9_999_999)
    assert flagged(matter, start(matter).seq)["code"] == "no_criteria"


def test_f03_a_local_rule_that_excludes_more_than_art_3_is_refused_with_its_place(tmp_path: Path):
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    for name in ("cn-713", "hunan"):
        text = (CHECKOUT / "config" / "profiles" / f"{name}.yaml").read_text("utf-8")
        profiles.joinpath(f"{name}.yaml").write_text(text, "utf-8")
    Lawbook(tmp_path)  # as it is, it stands
    with profiles.joinpath("hunan.yaml").open("a", encoding="utf-8") as local:
        local.write("\ndecision:\n  special_procedure_ranks:\n    values:\n")
        local.write("      2026-01-01: {value: [law, administrative_regulation, normative_document], cite: {}, ")
        local.write("knowledge: our_choice}\n")
    with pytest.raises(ProfileError, match=r"hunan\.yaml:\d+.*weaker than"):
        Lawbook(tmp_path)


def test_f03_lawful_neighbour_a_normative_document_with_a_major_decision_takes_this_path(house):  # noqa: F811
    body = a_body(house, "jishou")
    body.id = str(body.steps(lawful.started(body, StartGround.ADJUSTMENT, is_normative_document=True)))
    assert body.board() == "O1 O1 O1 -0 -0 -0"


def test_f04_lawful_neighbour_a_late_catalog_refuses_no_start(house):  # noqa: F811
    body = a_body(house, "jishou")
    opened = body.do(catalog.OpenCatalog(organ_id=body.organ_id, year=2026, title="示例目录"), OFFICER).subject_id
    item = str(body.steps(lawful.an_item(body, opened, "示例规划")))
    body.id = str(body.steps(lawful.started(body, StartGround.SUBMITTED, catalog_item_id=item)))
    assert body.case().started_on == MONDAY.isoformat()


def test_f05_no_catalog_is_published_without_the_party_committees_consent(house):  # noqa: F811
    body = a_body(house)
    opened = body.do(catalog.OpenCatalog(organ_id=body.organ_id, year=2026, title="示例目录"), OFFICER).subject_id
    body.steps(lawful.an_item(body, opened, "示例规划"))
    published = catalog.PublishCatalog(
        catalog_id=opened,
        document_no="示例〔2026〕1号",
        address="https://example.org/catalog",
        snapshot_sha256=body.document("目录"),
        published_on=MONDAY,
    )
    assert findings(body.lacks(published, OFFICER)) == {"CAT-3-PARTY-CONSENT": "no_consent"}
    body.steps(lawful.publish(body, opened, MONDAY))  # the lawful neighbour


def test_f06_a_published_item_leaves_the_catalog_only_with_consent_and_reason(house):  # noqa: F811
    body = a_body(house)
    opened = body.do(catalog.OpenCatalog(organ_id=body.organ_id, year=2026, title="示例目录"), OFFICER).subject_id
    item = str(body.steps(lawful.an_item(body, opened, "示例规划")))
    body.steps(lawful.publish(body, opened, MONDAY))
    drop = catalog.DropCatalogItem(catalog_id=opened, item_id=item, reason="示例：上位规划未批准")
    assert findings(body.lacks(drop, OFFICER)) == {"CAT-3-DROP": "no_consent"}


def test_f06_lawful_neighbour_an_item_not_yet_published_is_dropped_with_a_reason_alone(house):  # noqa: F811
    body = a_body(house)
    opened = body.do(catalog.OpenCatalog(organ_id=body.organ_id, year=2026, title="示例目录"), OFFICER).subject_id
    item = str(body.steps(lawful.an_item(body, opened, "示例规划")))
    assert body.do(catalog.DropCatalogItem(catalog_id=opened, item_id=item, reason="示例"), OFFICER).seq


def test_f07_every_step_stands_on_the_board_whatever_the_catalog_says(house):  # noqa: F811
    body = a_body(house)
    row = catalog.ImportedItem(
        title="示例旧项",
        undertaking_unit="示例局",
        planned_time="6月",
        published_on=date(2026, 1, 5),
        procedures="征求意见、合法性审查、集体讨论（不听证、不评估）",
        source=catalog.ImportSource(line=2),
    )
    imported = catalog.ImportCatalog(
        organ_id=body.organ_id, year=2026, title="示例目录", file_sha256="a" * 64, items=(row,)
    )
    item = body.do(imported, OFFICER).made["catalog_item"]
    body.id = str(body.steps(lawful.started(body, StartGround.SUBMITTED, catalog_item_id=item)))
    assert body.board() == "O1 O1 O1 -0 -0 -0" and len(body.case().stages) == 9


def test_f07_lawful_neighbour_a_step_falls_away_by_a_reasoned_signed_determination(house):  # noqa: F811
    body = a_body(house)
    body.id = str(body.steps(lawful.started(body, StartGround.ADJUSTMENT, may_harm=False)))
    body.steps(lawful.determined(body, body.id, Stage.RISK_ASSESSMENT))
    assert body.row(Stage.RISK_ASSESSMENT).status is StageStatus.NOT_REQUIRED


def test_f23_above_the_standard_costs_are_analysed_or_it_is_said_why_not(house):  # noqa: F811
    matter = of(a_sized_body(house), 9_000_000)
    start(matter)
    matter.early_passed()
    submission = submitted(matter)
    lacks = matter.lacks(submission, UNIT_HEAD)
    assert findings(lacks) == {"DEC-12-COST": "unanswered"}
    assert lacks["DEC-12-COST"].values["document_no"] == "示例〔2026〕9号"
    matter.do(
        preparation.FileCostBenefitAnalysis(
            decision_id=matter.id,
            summary="示例",
            fiscal_effect="示例：以后年度支出",
            finance_opinion="示例：财政部门意见",
            paper_sha256=matter.document("分析"),
        ),
        DRAFTER,
    )
    assert matter.do(submission, UNIT_HEAD).seq


def test_f23_lawful_neighbour_a_reason_suffices_and_below_the_standard_nothing_is_asked(house):  # noqa: F811
    body = a_sized_body(house)
    large, small = of(body, 6_000), of(body, 10, title="示例小项", project=None)
    reason = preparation.DeclineCostBenefitAnalysis(decision_id=large.id, reason="示例：投入由社会资本承担")
    large.do(reason, UNIT_HEAD)
    for matter in (large, small):
        start(matter)
        matter.early_passed()
        assert matter.do(submitted(matter), UNIT_HEAD).seq


def submitted(matter: Matter) -> Any:
    """The submission to the legality review, prepared by the clerk."""
    paper = matter.document("送审函")
    matter.do(legality.PrepareReviewSubmission(decision_id=matter.id, paper_sha256=paper), DRAFTER)
    return matter.submission(paper)
