"""The demo: its pure parts, its folder, and, on a real Prefect server, the whole of it."""

import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from cli.catalog_file import read_list
from cli.demo.folder import MARKER, DemoProblem, claimed
from cli.demo.matters import hospital, parking, plan, vendors
from cli.demo.papers import named
from cli.demo.participation import digest_of_notice
from cli.demo.people import BORROWED, CAST, MEMBERS
from cli.demo.refusals import Attempt, panel, parts
from cli.demo.report import reported
from cli.demo.show import bar, board
from cli.demo.tampering import Verified, tamper, verified, verified_copy
from decision_flow.audit.verify import Fault
from decision_flow.procedure.messages import Messages
from decision_flow.public_participation.commands import PrepareCommentNotice
from decision_flow.settings import CHECKOUT
from decision_flow.terms import MatterClass, Role, Stage, StartGround
from tests.lawful import a_published_item, draft_of, notice, run, started
from tests.world import World, a_world

MESSAGES = Messages(CHECKOUT / "config")
SHORT = {
    "rule": "PP-15-REASON",
    "article": "《重大行政决策程序暂行条例》第十五条第一款",
    "modality": "normally",
    "status": "lacking",
    "code": "short",
    "missing": "公告期20日，不足30日，公告中未说明理由",
    "cure_by": ["undertaking_head"],
    "cure": "延后截止日，或者在公告中说明缩短的理由",
    "earliest": "2026-04-16",
}
EXPECTED = {
    "CAT-3-PARTY-CONSENT",
    "CD-25-REVIEWED",
    "PP-15-REASON",
    "PP-16-METHOD",
    "ER-20-CROSS",
    "ER-20-INTEREST",
    "RA-J30-LEVEL",
    "PP-15-PERIOD",
    "SOD-REVIEWER",
    "LR-26-ONCE",
    "CD-26-AGENDA",
    "CD-J26-LISTED",
    "LR-25-DIGEST",
    "CD-30-HEAD-WAITS",
    "CD-30-DIFFERENCES",
    "DEC-28-CONFIRMED",
    "PUB-31-ANSWERED",
}
"""What the demo tries and must not get; CD-25-REVIEWED twice: before the review, and after a substantive change.
Of several findings the first."""


def an_attempt(expected: str = "PP-15-REASON", status: int = 409, **problem: Any) -> Attempt:
    """A refusal as it comes over the wire."""
    told = {"title": "暂不能办理", "status": status, "findings": [SHORT]} | problem
    return Attempt("征求意见20日", "示例经办甲（区教育局经办人）", expected, status, told)


def a_decision(**statuses: str) -> dict[str, Any]:
    """A decision as the API gives it."""
    rows = [
        {
            "stage": stage.value,
            "status": statuses.get(stage.value, "not_started"),
            "round": 1,
            "opened_at": "2026-03-16T01:00:00Z",
            "closed_at": "2026-04-16T01:00:00Z",
        }
        for stage in Stage
    ]
    names = ("id", "title", "matter_class", "organ", "lead_unit", "profile", "status", "in_force_on", "head")
    return {**dict.fromkeys(names, "示例"), "draft_version": 1, "seq": 40, "stages": rows}


# --- refusals ---


def test_a_refusal_says_requirement_missing_who_how_and_when_in_this_order():
    """The panel has the five parts of the house, with roles and dates in words."""
    named = parts(SHORT, MESSAGES)
    assert [name for name, _ in named] == ["依据", "要求", "尚缺", "由谁补", "怎样补", "最早"]
    assert named[0][1].endswith("（PP-15-REASON）")
    assert named[3][1] == "承办单位负责人"
    assert "最早" not in dict(parts({**SHORT, "earliest": None}, MESSAGES))


def test_a_panel_fits_a_terminal_of_a_hundred_columns():
    """Long findings fold; nothing is cut off."""
    console = Console(width=100, record=True, file=io.StringIO())
    long = {**SHORT, "missing": "公告期20日，" * 30}
    console.print(panel(an_attempt(findings=[long, SHORT, SHORT, SHORT]), 3, MESSAGES))
    shown = console.export_text()
    assert "3. 暂不能办理" in shown and "另有1项：PP-15-REASON" in shown
    assert re.sub(r"[\s│]", "", shown).count("公告期20日") >= 30 and "…" not in shown


@pytest.mark.parametrize(
    ("attempt", "is_as_expected"),
    [
        (an_attempt(), True),
        (an_attempt(status=403), True),
        (an_attempt(expected="CD-25-REVIEWED"), False),
        (an_attempt(status=422, findings=[]), False),
        (an_attempt(status=500), False),
    ],
)
def test_an_attempt_counts_only_when_the_expected_rule_refused_it(attempt, is_as_expected):
    """A malformed request is no refusal, nor is another rule's."""
    assert attempt.is_as_expected is is_as_expected


# --- the report ---


def test_the_report_counts_passed_stages_and_keeps_every_finding():
    """Shape and sums; a stage that is not required has not passed."""
    early = dict.fromkeys(("public_participation", "risk_assessment"), "passed")
    decisions = [a_decision(**early), a_decision(**early, expert_review="not_required")]
    good, bad = Verified(7, 3, 9, ()), Verified(7, 3, 9, (Fault("s", 2, "示例"),))
    report = reported(decisions, [a_decision()], [an_attempt(findings=[SHORT, SHORT])], (good, bad), 47, 12.34)
    assert [one["stages_passed"] for one in report["decisions"]] == [2, 2]
    assert report["stages_passed"] == 4 and report["seconds"] == 12.3
    assert report["documents"] == 47
    assert report["audit"] == {"entries": 7, "verified": True, "tampering_found": True}
    (refusal,) = report["refusals"]
    assert {"attempt", "status", "rule", "article", "missing", "cure_by"} <= set(refusal)
    assert refusal["rule"] == "PP-15-REASON" and refusal["findings"] == [SHORT, SHORT]


def test_the_board_has_nine_stages_down_and_the_decisions_across():
    """The table that the demo draws."""
    table = board([(plan(), a_decision()), (hospital(), a_decision())], MESSAGES)
    assert [column.header for column in table.columns] == ["阶段", "教育规划", "口腔医院"]
    assert table.row_count == len(Stage) + 3


@pytest.mark.parametrize(
    ("opened", "closed", "start", "length"),
    [("2026-03-16", "2026-05-06", 0, 44), ("2026-05-06", "2026-05-06", 43, 1), ("2026-03-16", "2026-03-16", 0, 1)],
)
def test_a_bar_lies_on_the_scale(opened, closed, start, length):
    """From the first day to the last, at least one sign."""
    first, last = date(2026, 3, 16), date(2026, 5, 6)
    drawn = bar(date.fromisoformat(opened), date.fromisoformat(closed), first, last)
    assert drawn == " " * start + "█" * length


# --- what is shown is real, and who acts is not ---


def test_the_three_matters_are_real_items_of_different_classes():
    """Title and unit stand in the list that comes with the project; the fourth matter is invented and says so."""
    rows = read_list(CHECKOUT / "cli" / "data" / "real_catalogs.csv").rows
    real = {
        (row.cells["item_name"], row.cells["undertaking_unit"]) for row in rows if row.cells["catalog_id"] == "LHQ2026"
    }
    three = (plan(), hospital(), vendors())
    assert {(one.title, one.unit) for one in three} <= real
    assert len({one.matter_class for one in three}) == 3 and MatterClass.OTHER not in {
        one.matter_class for one in three
    }
    assert parking().title.startswith("示例") and not parking().is_listed


def test_everybody_is_synthetic_and_every_role_of_the_story_is_held():
    """Names begin with 示例; no login is given twice."""
    assert all(one.name.startswith("示例") for one in (*CAST, BORROWED))
    assert len({one.login for one in CAST}) == len(CAST)
    assert set(MEMBERS) <= {one.login for one in CAST}
    wanted = {
        Role.CATALOG_OFFICER,
        Role.DRAFTER,
        Role.UNDERTAKING_HEAD,
        Role.EXPERT,
        Role.LEGALITY_HEAD,
        Role.OFFICE_HEAD,
    }
    assert wanted <= {role for one in CAST for role in one.roles}


def test_art_15_anybody_can_compute_the_digest_that_the_head_signs():
    """The client's digest of the notice is the engine's."""
    body = {
        "draft_sha256": "a" * 64,
        "explanation_sha256": "b" * 64,
        "opens_on": date(2026, 3, 16),
        "closes_on": date(2026, 4, 15),
        "shortening_reason": None,
        "how_to_comment": "网上\n来信",
        "text": "“示例”",
    }
    asked = PrepareCommentNotice(decision_id="0190a000-0000-7000-8000-0000000000a1", **body)
    assert digest_of_notice(body) == asked.notice_sha256


# --- the folder ---


def test_the_folder_is_emptied_only_where_a_demo_made_it(tmp_path):
    """Somebody's files are left alone; the demo's own go, but for the marker."""
    other, ours = tmp_path / "other", tmp_path / "demo"
    other.mkdir()
    (other / "letter.txt").write_text("示例")
    with pytest.raises(DemoProblem, match="不是演示文件夹"), claimed(other):
        pass
    assert (other / "letter.txt").exists()
    with claimed(ours) as folder:
        folder.papers.mkdir()
        (folder.var / "decision-flow.db").write_text("")
    with claimed(ours) as folder:
        assert {found.name for found in folder.path.iterdir()} == {MARKER, folder.var.name}
        assert not list(folder.var.iterdir())


def test_two_demos_do_not_share_a_folder(tmp_path):
    """The second is told who runs."""
    with claimed(tmp_path / "demo"), pytest.raises(DemoProblem, match=str(os.getpid())), claimed(tmp_path / "demo"):
        pass


def test_the_child_of_a_demo_uses_a_prefect_server_of_its_own(tmp_path, monkeypatch):
    """Whatever Prefect the user's shell names."""
    monkeypatch.setenv("PREFECT_API_URL", "https://example.org/api")
    with claimed(tmp_path / "demo") as folder:
        assert not [name for name in folder.environment if name.startswith("PREFECT_")]
        assert folder.environment["DECISION_FLOW_VAR"] == str(folder.var)


def test_the_file_of_a_paper_is_called_by_its_title():
    """What a file system or a shell takes badly is left out."""
    assert named("关于《示例：停车/收费》的 公告") == "关于《示例：停车收费》的公告"


# --- tampering ---


def test_one_changed_byte_in_a_copy_is_found_and_the_record_stays_as_it_was(databases, tmp_path):
    """The entry that was changed is the first that does not agree. The demo keeps its record in SQLite."""
    world = a_world(databases.fresh("sqlite"), tmp_path)
    store = world.installation.store
    case = a_started_case(world)
    before = verified(store)
    changed = tamper(store.url, tmp_path / "tampered.db", case)
    altered = verified_copy(changed, tmp_path / "documents")
    assert sum(a != b for a, b in zip(changed.before, changed.after, strict=True)) == 1
    assert not before.faults and altered.faults and altered.faults[0].seq == changed.seq
    assert verified(store) == before


def a_started_case(world: World) -> str:
    """A started case with a notice of open comment."""
    item = a_published_item(world)
    case = str(run(world, started(world, StartGround.LISTED, catalog_item_id=item)))
    run(world, notice(world, case, date(2026, 3, 2), date(2026, 4, 1), draft_of(world)))
    return case


# --- the whole of it ---


@pytest.mark.prefect
def test_the_whole_demo_over_api_prefect_server_and_worker(tmp_path):
    """Three real items in force, each refusal by its rule, every paper printed, the changed byte found."""
    shown = performed(tmp_path)
    checked(json.loads((tmp_path / "demo" / "report.json").read_text(encoding="utf-8")))
    for part in (
        "听证材料",
        "抽取复核",
        "退回补正",
        "草案修改声明",
        "原则通过",
        "不同意见证明",
        "意见反馈",
        "办理进度",
        "接下来可以看",
    ):
        assert part in shown, part
    papers_can_be_opened(tmp_path / "demo" / "documents")


@pytest.mark.prefect
@pytest.mark.long
def test_a_second_demo_is_as_good_as_the_first(tmp_path):
    """The folder is emptied, and everything is there again."""
    for _ in range(2):
        performed(tmp_path)
        checked(json.loads((tmp_path / "demo" / "report.json").read_text(encoding="utf-8")))
        papers_can_be_opened(tmp_path / "demo" / "documents")


def performed(var: Path) -> str:
    """One demo in a process of its own; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "demo"],
        env={**os.environ, "DECISION_FLOW_VAR": str(var), "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def papers_can_be_opened(folder: Path) -> None:
    """A folder for each decision and one for the catalog; each paper as PDF and as .docx."""
    assert len(list(folder.iterdir())) == 5
    pdfs, editable = sorted(folder.rglob("*.pdf")), sorted(folder.rglob("*.docx"))
    assert [one.with_suffix(".docx") for one in pdfs] == editable
    assert all(one.read_bytes().startswith(b"%PDF") for one in pdfs)
    assert all(one.read_bytes().startswith(b"PK") for one in editable)


def checked(report: dict[str, Any]) -> None:
    """What `make demo` owes."""
    decisions = report["decisions"]
    assert len(decisions) == 3 and {one["status"] for one in decisions} == {"in_force"}
    assert len({one["matter_class"] for one in decisions}) == 3
    assert {one["stages_passed"] for one in decisions} == {6} and report["stages_passed"] == 18
    refused = [(one["rule"], {finding["rule"] for finding in one["findings"]}) for one in report["refusals"]]
    assert {rule for rule, _ in refused} == EXPECTED
    assert len(refused) == len(EXPECTED) + 1
    assert all(one["article"] and one["missing"] and one["cure_by"] for one in report["refusals"])
    assert {one["status"] for one in report["refusals"]} == {403, 409}
    (unfinished,) = report["unfinished"]
    assert unfinished["stages"]["public_participation"] == "returned"  # a substantive change hears the public again
    assert report["documents"] == 47
    assert report["audit"]["entries"] > 200
    assert report["audit"]["verified"] and report["audit"]["tampering_found"]
