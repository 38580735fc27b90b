"""Art. 18, 24, 28: the draft is to improve after hearing people. What a declared change makes stale, as a table."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from decision_flow.command import Command
from decision_flow.decision.model import DecisionDraft, DraftChange, SignOff
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.public_participation.model import CommentNotice
from decision_flow.store.tables import table_of
from decision_flow.terms import ChangeClass, Outcome, Role, Stage, StageStatus
from tests import lawful
from tests.statute.matters import DAY, MONDAY, Matter, a_matter, findings
from tests.world import World

UNIT, REVIEWER, LEGALITY_HEAD = Role.UNDERTAKING_HEAD, Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD
EXPERTS, RISK, LEGALITY = Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT, Stage.LEGALITY_REVIEW
EDITORIAL, CARRIES_OUT, SUBSTANTIVE = ChangeClass

# When a change is declared: a matter that has come so far.

MOMENTS: dict[str, Callable[[Matter], object]] = {
    "early": lambda matter: matter.early_filed(),
    "after the early stages": lambda matter: matter.early_passed(),
    "in legality review": lambda matter: matter.early_passed().submitted().advised().drafted(),
    "after legality review": lambda matter: matter.early_passed().reviewed(),
    "adopted in principle": lambda matter: matter.early_passed().reviewed().met().decided(Outcome.ADOPTED_IN_PRINCIPLE),
}

# The board before, and after each kind of change: participation, experts, risk, legality, discussion, publication.
# P passed, O open, R returned, - taken back or not started; the number is the round.

BEFORE = {
    "early": "O1 O1 O1 -0 -0 -0",
    "after the early stages": "P1 P1 P1 O1 -0 -0",
    "in legality review": "P1 P1 P1 O1 -0 -0",
    "after legality review": "P1 P1 P1 P1 O1 -0",
    "adopted in principle": "P1 P1 P1 P1 P1 O1",
}
GOES_BACK = {
    ("early", ()): "R2 O1 O1 -0 -0 -0",
    ("early", (EXPERTS,)): "R2 R2 O1 -0 -0 -0",
    ("early", (RISK,)): "R2 O1 R2 -0 -0 -0",
    ("early", (EXPERTS, RISK)): "R2 R2 R2 -0 -0 -0",
    ("after the early stages", ()): "R2 P1 P1 -1 -0 -0",
    ("after the early stages", (EXPERTS,)): "R2 R2 P1 -1 -0 -0",
    ("after the early stages", (RISK,)): "R2 P1 R2 -1 -0 -0",
    ("after the early stages", (EXPERTS, RISK)): "R2 R2 R2 -1 -0 -0",
    ("in legality review", ()): "R2 P1 P1 -1 -0 -0",
    ("in legality review", (EXPERTS,)): "R2 R2 P1 -1 -0 -0",
    ("in legality review", (RISK,)): "R2 P1 R2 -1 -0 -0",
    ("in legality review", (EXPERTS, RISK)): "R2 R2 R2 -1 -0 -0",
    ("after legality review", ()): "R2 P1 P1 -1 -1 -0",
    ("after legality review", (EXPERTS,)): "R2 R2 P1 -1 -1 -0",
    ("after legality review", (RISK,)): "R2 P1 R2 -1 -1 -0",
    ("after legality review", (EXPERTS, RISK)): "R2 R2 R2 -1 -1 -0",
    ("adopted in principle", ()): "R2 P1 P1 -1 -1 -1",
    ("adopted in principle", (EXPERTS,)): "R2 R2 P1 -1 -1 -1",
    ("adopted in principle", (RISK,)): "R2 P1 R2 -1 -1 -1",
    ("adopted in principle", (EXPERTS, RISK)): "R2 R2 R2 -1 -1 -1",
}


def at(house: World, moment: str, **triage) -> Matter:
    """A matter that has come so far."""
    matter = a_matter(house, **triage)
    MOMENTS[moment](matter)
    return matter


def stands_on(matter: Matter) -> dict[Stage, str | None]:
    """What each stage's result, or work, is good for."""
    return {stage: row.stands_on for stage, row in matter.case().stages.items()}


def started(matter: Matter) -> set[Stage]:
    """The stages that are open or closed."""
    return {stage for stage, row in matter.case().stages.items() if row.status is not StageStatus.NOT_STARTED}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("declared", [EDITORIAL, CARRIES_OUT])
def test_art_18_28_what_is_editorial_or_carries_out_opinions_leaves_every_stage_standing(
    house: World, moment, declared
):
    """Early stages stand on the new text at once, the others once the reviewer has confirmed it; no round ends."""
    matter = at(house, moment)
    former = matter.draft
    matter.changed(declared)
    assert matter.board() == BEFORE[moment]
    good_for = stands_on(matter)
    assert all(good_for[stage] == matter.draft for stage in EARLY)
    assert all(good_for[stage] == former for stage in started(matter) - {*EARLY})
    matter.confirmed()
    assert matter.board() == BEFORE[moment]
    assert all(stands_on(matter)[stage] == matter.draft for stage in started(matter))


@pytest.mark.parametrize(("moment", "ticked"), GOES_BACK)
def test_art_24_28_a_substantive_change_opens_participation_again_and_what_is_ticked_and_takes_back_the_rest(
    house: World, moment, ticked
):
    """At once, by its declaration; the reviewer's confirmation changes nothing more. Old signatures do not count."""
    matter = at(house, moment).changed(SUBSTANTIVE, reopens=ticked)
    assert matter.board() == GOES_BACK[moment, ticked]
    rows = matter.case().stages
    assert all(rows[stage].stands_on == matter.draft for stage in EARLY)
    assert all(rows[stage].stands_on is None for stage in Stage if rows[stage].status is StageStatus.NOT_STARTED)
    assert all(row.signature is None for row in rows.values() if row.status is StageStatus.RETURNED)
    matter.confirmed()
    assert matter.board() == GOES_BACK[moment, ticked]


@pytest.mark.parametrize("moment", MOMENTS)
def test_art_24_28_after_a_substantive_change_the_matter_goes_the_whole_way_again(house: World, moment):
    matter = at(house, moment).changed(SUBSTANTIVE).confirmed().on(MONDAY + 14 * DAY)
    if moment == "early":  # experts and risk go on with what was filed
        matter.heard()
        matter.signed(*EARLY)
    matter.early_passed().reviewed().met(MONDAY + 28 * DAY).decided()
    passed = {"early": "P2 P1 P1 P1 P1 O1"}.get(moment) or {
        "after legality review": "P2 P1 P1 P2 P2 O1",
        "adopted in principle": "P2 P1 P1 P2 P2 R2",
    }.get(moment, "P2 P1 P1 P2 P1 O1")
    assert matter.board() == passed


@pytest.mark.parametrize("moment", ["early", "after the early stages", "after legality review"])
def test_art_28_no_stage_closes_on_a_change_that_is_not_confirmed(house: World, moment):
    matter = at(house, moment)
    if moment == "after legality review":
        matter.met()
    matter.changed(EDITORIAL)
    asked, by = {
        "early": lambda: (matter.sign_off(RISK), UNIT),
        "after the early stages": lambda: (
            matter.issue(matter.submitted().advised().drafted()),
            LEGALITY_HEAD,
        ),
        "after legality review": lambda: (decision_of(matter), Role.ADMINISTRATIVE_HEAD),
    }[moment]()
    assert matter.lacks(asked, by)["DEC-28-CONFIRMED"].code == "unconfirmed"
    matter.confirmed()
    if moment != "after legality review":  # there the pack still holds the former text
        assert matter.do(asked, by).seq


def decision_of(matter: Matter) -> Command:
    """The adoption of the present draft."""
    return next(lawful.decided(matter, matter.id, matter.draft, Outcome.ADOPTED)).command


@pytest.mark.parametrize("declared", ChangeClass)
def test_art_28_what_the_reviewer_does_not_confirm_is_declared_anew_and_nothing_closes_before(house: World, declared):
    matter = at(house, "early").changed(declared, "示例第二稿")
    matter.do(matter.refuse(), REVIEWER)
    assert matter.lacks(matter.sign_off(RISK), UNIT)["DEC-28-CONFIRMED"].code == "declare_anew"
    assert matter.lacks(matter.confirm(), REVIEWER)["DEC-28-PENDING"].code == "nothing_declared"
    assert matter.lacks(matter.declare(EDITORIAL, "示例第三稿"), UNIT)["DEC-28-NEW"].code == "pending"
    matter.changed(CARRIES_OUT, "示例第二稿").confirmed()
    assert matter.version == 2
    matter.signed(RISK)
    assert matter.row(RISK).status is StageStatus.PASSED


@pytest.mark.parametrize("moment", [moment for moment in MOMENTS if moment != "early"])
@pytest.mark.parametrize("first", [EDITORIAL, CARRIES_OUT])
def test_art_28_what_was_declared_as_less_and_is_substantive_goes_back_like_any_other(house: World, moment, first):
    """The reviewer saw through it: the same text, declared anew as substantive, reopens what it must."""
    matter = at(house, moment).changed(first, "示例新的负担")
    matter.do(matter.refuse(), REVIEWER)
    matter.changed(SUBSTANTIVE, "示例新的负担", reopens=(RISK,))
    assert matter.board() == GOES_BACK[moment, (RISK,)]
    matter.confirmed()
    assert matter.board() == GOES_BACK[moment, (RISK,)]


@pytest.mark.parametrize("declared", [EDITORIAL, CARRIES_OUT])
def test_art_28_stages_once_sent_back_are_carried_out_again_even_if_the_text_is_declared_anew_as_less(
    house: World, declared
):
    matter = at(house, "after legality review").changed(SUBSTANTIVE, "示例第二稿")
    matter.do(matter.refuse(), REVIEWER)
    matter.changed(declared, "示例第二稿").confirmed()
    assert matter.board() == "R2 P1 P1 -1 -1 -0"
    matter.early_passed()
    assert matter.board() == "P2 P1 P1 R2 -1 -0"


def test_art_28_only_one_change_waits_at_a_time(house: World):
    matter = at(house, "early").changed(EDITORIAL)
    assert findings(matter.lacks(matter.declare(EDITORIAL), UNIT)) == {"DEC-28-NEW": "pending"}
    matter.confirmed().changed(EDITORIAL).confirmed()
    assert matter.version == 3


def test_art_28_a_text_that_did_not_change_is_no_change(house: World):
    matter = at(house, "early").changed(EDITORIAL, "示例第二稿").confirmed()
    assert findings(matter.lacks(matter.declare(EDITORIAL, "示例第二稿"), UNIT)) == {"DEC-28-NEW": "same_text"}


def test_art_18_a_change_that_carries_out_opinions_cites_each_of_them(house: World):
    matter = at(house, "early")
    assert findings(matter.lacks(matter.declare(CARRIES_OUT, carries_out=()), UNIT)) == {"DEC-18-CITES": "none_cited"}
    assert matter.do(matter.declare(CARRIES_OUT, carries_out=("示例意见一", "示例意见二")), UNIT).seq


@pytest.mark.parametrize(
    ("declared", "ticked"), [(EDITORIAL, (RISK,)), (CARRIES_OUT, (EXPERTS,)), (SUBSTANTIVE, (LEGALITY,))]
)
def test_art_24_only_a_substantive_change_ticks_and_only_early_stages(house: World, declared, ticked):
    matter = at(house, "early")
    assert findings(matter.lacks(matter.declare(declared, reopens=ticked), UNIT)) == {"DEC-24-REOPENS": "not_early"}
    assert matter.do(matter.declare(SUBSTANTIVE, reopens=(RISK, EXPERTS)), UNIT).seq


def test_art_28_the_reviewer_confirms_and_not_the_unit_nor_who_drafted(house: World):
    matter = at(house, "early").changed(EDITORIAL)
    assert findings(matter.lacks(matter.confirm(), UNIT)) == {"SOD-ROLE": "role"}
    declarer = matter.person("p-undertaking_head", REVIEWER)
    assert findings(matter.lacks(matter.confirm(), declarer)) == {"SOD-REVIEWER": "own_draft"}
    assert findings(matter.lacks(matter.refuse(), declarer)) == {"SOD-REVIEWER": "own_draft"}
    assert matter.do(matter.confirm(), REVIEWER).seq


def test_art_14_28_what_was_determined_not_required_stands_unless_it_is_ticked(house: World):
    """Participation that the law does not ask for is not opened again by a substantive change."""
    triage = {"lawfully_unpublished": True, "is_technical": False}
    for ticked, board in (((), "N1 N1 P1 R2 -1 -0"), ((EXPERTS,), "N1 R2 P1 -1 -1 -0")):
        matter = a_matter(house, **triage)
        for stage in (Stage.PUBLIC_PARTICIPATION, EXPERTS):
            matter.determined(stage)
        matter.early_passed().reviewed().changed(SUBSTANTIVE, reopens=ticked)
        assert matter.board() == board
        assert matter.confirmed().board() == board


def test_art_28_a_digest_may_return_and_goes_through_as_any_other_text(house: World):
    matter = at(house, "after legality review")
    first = matter.draft
    matter.changed(SUBSTANTIVE, "示例第二稿").confirmed().changed(SUBSTANTIVE, "示例草案一稿").confirmed()
    assert (matter.draft, matter.version) == (first, 3)
    assert matter.board() == "R3 P1 P1 -1 -1 -0"
    asked = findings(matter.lacks(matter.sign_off(Stage.PUBLIC_PARTICIPATION), UNIT))
    assert asked == {"PP-14-HEARD": "nobody", "PP-16-TRIGGER": "unanswered"}
    matter.early_passed()
    assert matter.board() == "P3 P1 P1 R2 -1 -0"
    assert matter.row(LEGALITY).signature is None
    matter.reviewed()
    assert matter.row(LEGALITY).stands_on == first


def test_art_28_a_digest_may_return_by_proof_reading(house: World):
    matter = at(house, "after legality review").changed(EDITORIAL, "示例第二稿").confirmed()
    matter.changed(EDITORIAL, "示例草案一稿").confirmed()
    assert matter.board() == BEFORE["after legality review"]
    assert set(stands_on(matter).values()) == {matter.draft, None}
    assert matter.met().decided().row(Stage.COLLECTIVE_DISCUSSION).status is StageStatus.PASSED


def test_art_15_28_a_notice_of_a_former_round_does_not_count_for_the_changed_part(house: World):
    matter = a_matter(house, "jishou", lawfully_unpublished=False)
    matter.notified(MONDAY, MONDAY + 30 * DAY)
    matter.on(MONDAY + 31 * DAY).fed_back()
    matter.signed(Stage.PUBLIC_PARTICIPATION).changed(SUBSTANTIVE).confirmed()
    asked = matter.sign_off(Stage.PUBLIC_PARTICIPATION)
    assert matter.lacks(asked, UNIT)["PP-15-OPEN-COMMENT"].code == "no_notice_or_reason"
    opens = matter.today
    matter.notified(opens, opens + 34 * DAY)
    matter.on(opens + 35 * DAY).fed_back()
    assert matter.do(matter.sign_off(Stage.PUBLIC_PARTICIPATION), UNIT).seq


def test_art_18_25_28_confirmed_changes_connect_the_text_commented_on_with_the_text_decided(house: World):
    matter = a_matter(house, "jishou")
    matter.notified(MONDAY, MONDAY + 30 * DAY)
    matter.on(MONDAY + 31 * DAY).changed(CARRIES_OUT).confirmed().fed_back()
    matter.early_passed().changed(EDITORIAL, "示例第三稿")
    matter.do(matter.refuse(), REVIEWER)
    matter.changed(CARRIES_OUT, "示例第三稿").confirmed().reviewed()
    matter.changed(EDITORIAL).confirmed().met(MONDAY + 50 * DAY).decided()
    assert decided_after_confirmed_changes(matter) == matter.draft


def decided_after_confirmed_changes(matter: Matter) -> str:
    """Walk from the notice's text over confirmed declarations to the text that the meeting decided on."""
    notice, draft, change, signed = (
        table_of(model).c for model in (CommentNotice, DecisionDraft, DraftChange, SignOff)
    )
    with matter.installation.store.reading() as session:
        commented = session.execute(select(notice.draft_sha256).where(notice.decision_id == matter.id)).scalar_one()
        versions = session.execute(select(draft.version, draft.sha256).where(draft.decision_id == matter.id)).all()
        texts = {row.version: row.sha256 for row in versions}
        confirmed = set(
            session.execute(
                select(change.version).where(change.decision_id == matter.id, change.answer == "confirmed")
            ).scalars()
        )
        version, decided = session.execute(
            select(signed.draft_version, signed.draft_sha256).where(
                signed.decision_id == matter.id, signed.stage == Stage.COLLECTIVE_DISCUSSION.value
            )
        ).one()
    first = next(number for number, sha in sorted(texts.items()) if sha == commented)
    assert set(range(first + 1, version + 1)) <= confirmed
    assert texts[version] == decided
    return str(decided)
