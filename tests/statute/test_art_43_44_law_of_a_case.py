"""Art. 43, 44: a matter keeps the law of the day it started; later law binds later matters (design 12.9)."""

import shutil
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select

from cli.main import main
from decision_flow.audit.canonical import sha256
from decision_flow.audit.model import AuditEntry
from decision_flow.decision.commands import RepinProfile
from decision_flow.decision.model import ProfileRepin
from decision_flow.procedure.profile_files import ProfileError
from decision_flow.procedure.profiles import Profile
from decision_flow.settings import CHECKOUT, Installation
from decision_flow.store.tables import table_of
from decision_flow.terms import Role, Stage, StartGround
from tests import lawful
from tests.statute.matters import DAY, MONDAY, Matter, findings
from tests.world import World

CLERK = Role.DRAFTER
LATER = MONDAY + 14 * DAY
STRICTER = """
  comment_days_min:
    values:
      2026-03-10: {value: 45, cite: {item: 28}}
"""
FEEDBACK = "      2022-05-05: {value: true, cite: {item: 28}}\n"
DAYS = "public_participation.comment_days_min"


def edited(folder: Path, old: str, new: str) -> Path:
    """A copy of `config/` in which the county's file reads otherwise."""
    config = folder / "config"
    shutil.copytree(CHECKOUT / "config", config)
    county = config / "profiles" / "jishou.yaml"
    text = county.read_text("utf-8")
    assert text.count(old) == 1
    county.write_text(text.replace(old, new), "utf-8")
    return config


def reopened(world: World, config: Path) -> World:
    """The same installation as another process opens it, with another `config/`."""
    settings = replace(world.installation.settings, config=config)
    return replace(world, installation=Installation.open(settings))


def a_case(world: World) -> Matter:
    """A matter of the world's body, started on the clock's day."""
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))
    made = Matter(world.installation, world.organ_id, world.unit_id, world.installation_id, world.keys, id=case)
    made.draft = lawful.draft_of(made)
    return made


def of(world: World, case: Matter) -> Matter:
    """The matter as the reopened installation sees it."""
    return replace(case, installation=world.installation)


def test_art_44_a_started_matter_keeps_its_law_and_a_later_one_has_the_later_law(world: World, tmp_path: Path):
    old = a_case(world)
    later = reopened(world, edited(tmp_path, "public_participation:\n", f"public_participation:{STRICTER}"))
    later.advance(lawful.morning(LATER))
    new = a_case(later)
    notice = of(later, old).a_notice(LATER, LATER + 30 * DAY)
    assert of(later, old).do(notice, CLERK).seq
    refused = new.lacks(replace(notice, decision_id=new.id), CLERK)["PP-15-REASON"]
    assert (refused.code, refused.values["floor"]) == ("short", 45)
    assert new.do(new.a_notice(LATER, LATER + 45 * DAY), CLERK).seq
    assert of(later, old).case().profile_digest != new.case().profile_digest
    later.installation.store.close()


def test_art_44_a_matter_proposed_before_and_started_after_a_change_has_the_law_of_its_start(
    world: World, tmp_path: Path
):
    case = str(lawful.run(world, lawful.requested(world)))
    later = reopened(world, edited(tmp_path, "public_participation:\n", f"public_participation:{STRICTER}"))
    later.advance(lawful.morning(LATER))
    later.start(case)
    matter = Matter(later.installation, later.organ_id, later.unit_id, keys=later.keys, id=case)
    matter.draft = lawful.draft_of(matter)
    assert findings(matter.lacks(matter.a_notice(LATER, LATER + 30 * DAY), CLERK)) == {"PP-15-REASON": "short"}
    assert matter.do(matter.a_notice(LATER, LATER + 45 * DAY), CLERK).seq
    later.installation.store.close()


def test_art_44_an_edit_of_the_file_does_not_reach_a_started_matter(world: World, tmp_path: Path):
    """Somebody takes a duty out of the county's file: it binds the old matter as before."""
    old = a_case(world)
    later = reopened(world, edited(tmp_path, f"  feedback_required:\n    values:\n{FEEDBACK}", ""))
    new = a_case(later)
    for case in (of(later, old), new):
        lawful.run(case, lawful.notice(case, case.id, MONDAY, MONDAY + 30 * DAY, case.draft))
    later.advance(lawful.morning(MONDAY + 31 * DAY))
    for case in (of(later, old), new):
        notice = case.case("public_participation").public_participation.notice
        assert notice is not None
        case.do(lawful.none_received(case, case.id, notice.id), Role.UNDERTAKING_HEAD)
    asked = of(later, old).sign_off(Stage.PUBLIC_PARTICIPATION)
    assert findings(of(later, old).lacks(asked, Role.UNDERTAKING_HEAD)) == {"PP-J28-FEEDBACK": "no_feedback"}
    assert new.do(new.sign_off(Stage.PUBLIC_PARTICIPATION), Role.UNDERTAKING_HEAD).seq
    later.installation.store.close()


def test_art_44_each_entry_cites_the_law_it_was_made_under_and_the_record_holds_its_text(world: World, tmp_path: Path):
    old = a_case(world)
    later = reopened(world, edited(tmp_path, "public_participation:\n", f"public_participation:{STRICTER}"))
    later.advance(lawful.morning(LATER))
    new = a_case(later)
    e = table_of(AuditEntry).c
    for case, days in ((of(later, old), 30), (new, 45)):
        case.steps(lawful.risk_report(case, case.id, case.draft))
        with later.installation.store.reading() as session:
            bodies = session.execute(select(e.body).where(e.subject_id == case.id).order_by(e.seq)).scalars().all()
        cited = [orjson.loads(body)["profile"] for body in bodies if orjson.loads(body)["command"] != "ProposeDecision"]
        pinned = case.case().profile_digest
        assert cited[-1] == pinned
        for digest in {*cited}:
            text = later.installation.store.profile(digest)
            assert text is not None and sha256(text) == digest
        assert Profile.from_canonical(later.installation.store.profile(pinned) or b"").values[DAYS].value == days
    later.installation.store.close()


@pytest.mark.parametrize(("days", "weaker"), [(29, True), (30, False), (45, False)])
def test_art_43_a_lower_level_tightens_and_never_loosens(house: World, tmp_path: Path, days, weaker):
    stricter = STRICTER.replace("45", str(days))
    config = edited(tmp_path, "public_participation:\n", f"public_participation:{stricter}")
    if weaker:
        with pytest.raises(ProfileError, match=r"\b29\b"):
            reopened(house, config)
    else:
        reopened(house, config).installation.store.close()


def repin(case: Matter, digest: str) -> RepinProfile:
    """The correction to one version of the file."""
    return RepinProfile(decision_id=case.id, profile_digest=digest, reason="示例：录入错误")


def test_art_44_an_error_in_the_file_reaches_a_started_matter_by_a_signed_correction_only(world: World, tmp_path: Path):
    """What the gates found before and after is kept; the correction is that of the matter's own start."""
    old = a_case(world)
    later = reopened(
        world,
        edited(
            tmp_path, "public_participation:\n", f"public_participation:{STRICTER}".replace("2026-03-10", "2022-05-05")
        ),
    )
    later.advance(lawful.morning(LATER))
    case = of(later, old).on(LATER)
    digest = later.installation.engine.corrected_law(case.case()).profile.digest
    assert case.do(repin(case, digest), Role.LEGALITY_HEAD).seq
    assert case.case().profile_digest == digest
    with later.installation.store.reading() as session:
        (row,) = session.execute(select(table_of(ProfileRepin))).all()
    assert row.to_digest == digest != row.from_digest
    notice = case.a_notice(LATER, LATER + 30 * DAY)
    assert findings(case.lacks(notice, CLERK)) == {"PP-15-REASON": "short"}
    later.installation.store.close()


def test_art_44_a_later_law_is_no_error_and_an_old_version_is_not_signed(world: World, tmp_path: Path):
    """A value in force from a later day changes nothing of the day of the start."""
    old = a_case(world)
    later = reopened(world, edited(tmp_path, "public_participation:\n", f"public_participation:{STRICTER}"))
    later.advance(lawful.morning(LATER))
    case = of(later, old)
    pinned = case.case().profile_digest
    assert findings(case.lacks(repin(case, pinned), Role.LEGALITY_HEAD)) == {"DEC-43-REPIN": "same"}
    corrected = reopened(world, edited(tmp_path / "corrected", "value: 1/2", "value: 1/3"))
    case = of(corrected, old)
    assert findings(case.lacks(repin(case, pinned), Role.LEGALITY_HEAD)) == {"DEC-43-REPIN": "other"}
    assert case.refused(repin(case, pinned), Role.UNDERTAKING_HEAD).rule_ids == ("SOD-ROLE",)
    for each in (later, corrected):
        each.installation.store.close()


def test_art_44_the_console_tells_whom_a_corrected_file_touches(world: World, tmp_path: Path, monkeypatch, capsys):
    """Before it is in use: with the folder of the corrected files."""
    case, settings = a_case(world), world.installation.settings
    monkeypatch.setenv("DECISION_FLOW_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("DECISION_FLOW_VAR", str(settings.var))
    assert main(["profile", "impact", "--json"]) == 0
    assert orjson.loads(capsys.readouterr().out) == []
    config = edited(tmp_path, f"  feedback_required:\n    values:\n{FEEDBACK}", "")
    assert main(["profile", "impact", "--config", str(config), "--json"]) == 1
    (one,) = orjson.loads(capsys.readouterr().out)
    assert (one["decision_id"], one["pinned"]) == (case.id, case.case().profile_digest)
    assert {"stage": "public_participation", "rule": "PP-J28-FEEDBACK"}.items() <= one["findings"][0].items()
    assert main(["profile", "impact", "--config", str(config)]) == 1
    assert "PP-J28-FEEDBACK" in capsys.readouterr().out
