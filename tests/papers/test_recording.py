"""Papers in the record: rendered once, seen by those who see the decision, and what fails shows on the case."""

import json
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from cli.main import main
from decision_flow.actor import system
from decision_flow.audit.verify import verify
from decision_flow.papers.commands import RecordPaper
from decision_flow.papers.model import Paper
from decision_flow.papers.queries import papers as papers_of
from decision_flow.store.problems import clear_failure, note_failure
from decision_flow.store.tables import table_of
from decision_flow.terms import PaperKind, Role, Stage
from flows.papers.rendering import FLOW, Papers
from tests.api.house import Served, serve
from tests.papers.done import acts_that_call, decisions, until_due, whole_with_papers
from tests.world import World

STAGE = Stage.LEGALITY_REVIEW


def recorded(world: World) -> list[tuple[str, str, int]]:
    """Every paper: subject, kind, the entry that it renders."""
    p = table_of(Paper).c
    with world.installation.store.reading() as session:
        return sorted(session.execute(select(p.subject_id, p.kind, p.renders)).tuples())


def render_all(world: World) -> int:
    """As a flow does it; how many were recorded."""
    papers, many = Papers(world.installation), 0
    for due in [*papers.all_due_of_catalogs(), *(one for each in decisions(world) for one in papers.all_due(each))]:
        world.installation.engine.execute(due.command, by=system(FLOW), key=due.key)
        many += 1
    return many


def test_art_33_every_act_that_calls_for_a_paper_gets_it_once(world: World):
    whole_with_papers(world)
    render_all(world)
    called_for = [(act.subject_id, act.kind.value, act.seq) for act in acts_that_call(world)]
    assert recorded(world) == sorted(called_for)
    assert {kind for _, kind, _ in recorded(world)} == {kind.value for kind in PaperKind}
    assert render_all(world) == 0
    with world.installation.store.reading() as session:
        assert verify(session, deep=True).faults == []


def test_art_33_two_who_render_at_once_get_one_receipt(world: World):
    case = until_due(world)
    one, other = Papers(world.installation), Papers(world.installation)
    due = one.due(case)[0]
    first, second = one.record(due), other.record(due)
    assert first == second is not None
    receipts = [
        world.installation.engine.execute(each.command, by=system(FLOW), key=each.key) for each in (first, second)
    ]
    assert [receipt.replayed for receipt in receipts] == [False, True]


def test_no_person_records_a_paper(world: World):
    case = until_due(world)
    due = next(Papers(world.installation).all_due(case))
    assert isinstance(due.command, RecordPaper)
    for role in (Role.DRAFTER, Role.LEGALITY_HEAD, Role.ADMINISTRATIVE_HEAD):
        assert world.refused(due.command, role).rule_ids == ("SOD-ROLE",)


def test_a_paper_with_the_day_of_its_rendering_is_refused_and_with_its_acts_day_recorded(world: World):
    """The lawful neighbour is the same paper with the right day."""
    case = until_due(world)
    due = next(Papers(world.installation).all_due(case))
    later = replace(due.command, dated=due.command.dated + timedelta(days=1))
    assert world.refused(later, system(FLOW)).rule_ids == ("PAP-33-ACT",)
    assert world.do(due.command, system(FLOW)).seq


def a_served_case(url, folder) -> tuple[Served, str]:
    served = serve(url, folder)
    whole_with_papers(served.world)
    acts = [act.subject_id for act in acts_that_call(served.world)]
    return served, max(decisions(served.world), key=acts.count)  # the one to which all happened


def test_papers_are_listed_and_downloaded_by_who_sees_the_decision_and_by_nobody_else(database_url, tmp_path):
    served, case = a_served_case(database_url, tmp_path)
    render_all(served.world)
    answer = served.get(f"/decisions/{case}/papers", Role.DRAFTER)
    assert answer.status_code == 200
    listed = answer.json
    assert {one["kind"] for one in listed} >= {"meeting_record", "legality_opinion"}
    record = next(one for one in listed if one["kind"] == "meeting_record")
    sent = served.get(f"/documents/{record['pdf_sha256']}", Role.DRAFTER)
    assert sent.data.startswith(b"%PDF")
    assert ".pdf" in sent.headers["Content-Disposition"]
    served.person("stranger", "示例外人")
    for path in (f"/decisions/{case}/papers", f"/documents/{record['pdf_sha256']}"):
        assert served.get(path, "stranger").status_code == 404
        assert served.get(path).status_code == 401
    with served.world.installation.store.reading() as session:
        assert papers_of(session, case, system("x")) == []
    served.world.installation.store.close()


def test_what_keeps_failing_shows_on_the_case_with_who_is_told_until_it_is_done(database_url, tmp_path):
    served, case = a_served_case(database_url, tmp_path)
    store = served.world.installation.store
    assert served.get(f"/decisions/{case}", Role.DRAFTER).json["delivery_problems"] == []
    for at in ("2026-03-03T01:00:00.000000Z", "2026-03-04T01:00:00.000000Z"):
        with store.operating() as session:
            note_failure(session, (case, STAGE, 1, "issue-papers"), at, "示例")
    (problem,) = served.get(f"/decisions/{case}", Role.DRAFTER).json["delivery_problems"]
    assert (problem["attempts"], problem["told"]) == (2, "legality_head")
    assert problem["text"].startswith("“文书的印制”自2026年3月3日起未能完成（已试2次）")
    with store.operating() as session:
        clear_failure(session, (case, STAGE, 1, "issue-papers"))
    assert served.get(f"/decisions/{case}", Role.DRAFTER).json["delivery_problems"] == []
    store.close()


def test_without_prefect_the_command_line_renders_what_is_due(world: World, tmp_path, monkeypatch, capsys):
    case = until_due(world)
    settings = world.installation.settings
    monkeypatch.setenv("DECISION_FLOW_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("DECISION_FLOW_VAR", str(settings.var))
    assert main(["papers", case, "--json", "--into", str(tmp_path / "out")]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert Papers(world.installation).due(case) == []
    assert len(list((tmp_path / "out").iterdir())) == 2 * len(listed)
    assert main(["papers", case, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == listed
