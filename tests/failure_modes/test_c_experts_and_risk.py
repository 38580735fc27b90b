"""F18–F22: experts picked to agree or pressed, opinions without effect, risk reports missing or rated low."""

from dataclasses import replace

import orjson
import pytest
from sqlalchemy import select

from decision_flow.audit.verify import verify
from decision_flow.decision import listing
from decision_flow.draw import drawn, pool_digest, replay, seed_of
from decision_flow.engine import UnknownDocument
from decision_flow.expert_pool import commands as pool
from decision_flow.expert_pool.model import PoolExpert
from decision_flow.expert_review import commands as expert
from decision_flow.expert_review import queries as reviews
from decision_flow.expert_review.model import ExpertDraw
from decision_flow.reading import explain
from decision_flow.risk_assessment import commands as risk
from decision_flow.store.tables import table_of
from decision_flow.terms import (
    Disposition,
    PoolLevel,
    ReviewForm,
    RiskLevel,
    Role,
    Sanction,
    SealKind,
    Stage,
    StartGround,
    View,
)
from tests import lawful
from tests.lawful import expert_pool as pools
from tests.lawful import expert_review as steps
from tests.lawful import risk_assessment as risks
from tests.statute.matters import DAY, Matter, a_matter, findings
from tests.world import START, World

HEAD, CLERK, ASSESSOR, REGISTRAR = (
    Role.UNDERTAKING_HEAD,
    Role.DRAFTER,
    Role.RISK_ASSESSOR,
    Role.STABILITY_REGISTRAR,
)
EXPERTS, RISK = Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT
PERSONS = tuple(f"0190a000-0000-7000-8000-0000000000f{number}" for number in range(1, 6))


def opinion(matter: Matter, view: View = View.AGREE, **given) -> expert.SubmitExpertOpinion:
    """An opinion on the present draft."""
    base = {"draft_sha256": matter.draft, **steps.SAID, "view": view, "opinion_sha256": None}
    return expert.SubmitExpertOpinion(decision_id=matter.id, **(base | given))


def chosen(matter: Matter, person_id: str, **given) -> Matter:
    """An expert chosen who has declared no interest."""
    matter.do(steps.chosen(matter.id, person_id, expert=f"示例专家{person_id[-1]}", **given), HEAD)
    return declared(matter, person_id)


def declared(matter: Matter, person_id: str, interest: bool = False) -> Matter:
    """His declaration."""
    says = expert.DeclareInterest(decision_id=matter.id, has_direct_interest=interest, text="示例")
    matter.do(says, matter.person(person_id, Role.EXPERT))
    return matter


def given(matter: Matter, person_id: str, view: View = View.AGREE, **more) -> str:
    """An opinion that is in; its id."""
    return matter.do(opinion(matter, view, **more), matter.person(person_id, Role.EXPERT)).made["expert_opinion"]


def opened(matter: Matter) -> Matter:
    """All opinions opened together."""
    matter.do(expert.OpenExpertOpinions(decision_id=matter.id), HEAD)
    return matter


def gate(matter: Matter, stage: Stage) -> dict[str, str]:
    """Every finding of a gate by its code."""
    engine, store = matter.installation.engine, matter.installation.store
    with store.reading() as session:
        found = explain(session, matter.id, stage, engine.law_of(matter.case(), matter.today), matter.today)
    return {one.rule: one.code for one in found}


def lacks(matter: Matter, stage: Stage) -> dict[str, str]:
    """What the sign-off of a stage is refused for."""
    return findings(matter.lacks(matter.sign_off(stage), HEAD))


def entries(matter: Matter, pool_id: str) -> list[str]:
    """The ids of a pool's experts."""
    e = table_of(PoolExpert).c
    with matter.installation.store.reading() as session:
        return list(session.execute(select(e.id).where(e.pool_id == pool_id).order_by(e.id)).scalars())


# F18: experts with interests, or picked to agree


@pytest.mark.parametrize("workplace", ["示例局", " 示 例 局", "示例建设公司", "示例建设公司 "])
def test_f18_who_works_for_the_unit_or_a_contractor_is_not_chosen(house: World, workplace: str):
    matter = a_matter(house)
    party = expert.MatterParty(name="示例建设公司", relation="投标人")
    matter.do(expert.NameMatterParties(decision_id=matter.id, parties=(party,)), CLERK)
    choice = steps.chosen(matter.id, PERSONS[0], workplace=workplace)
    assert findings(matter.lacks(choice, HEAD)) == {
        "ER-20-CROSS": "of_a_party" if "公司" in workplace else "of_the_unit"
    }


def test_f18_lawful_neighbour_who_works_elsewhere_is_chosen(house: World):
    matter = a_matter(house)
    party = expert.MatterParty(name="示例建设公司", relation="投标人")
    matter.do(expert.NameMatterParties(decision_id=matter.id, parties=(party,)), CLERK)
    assert chosen(matter, PERSONS[0], workplace="示例建设大学")
    again = expert.NameMatterParties(decision_id=matter.id, parties=(replace(party, name="示例建设公司 "),))
    assert findings(matter.lacks(again, CLERK)) == {"ER-20-PARTIES": "named"}


def test_f18_a_contractor_named_afterwards_takes_its_expert_out_of_the_count(house: World):
    matter = a_matter(house)
    chosen(matter, PERSONS[0], workplace="示例设计院")
    given(matter, PERSONS[0])
    opened(matter)
    party = expert.MatterParty(name="示例设计院", relation="设计单位")
    matter.do(expert.NameMatterParties(decision_id=matter.id, parties=(party,)), CLERK)
    assert lacks(matter, EXPERTS)["ER-19-OPINION"] == "only_interested"
    given(chosen(matter, PERSONS[1]), PERSONS[1])
    opened(matter).signed(EXPERTS)


def test_f18_a_relation_that_a_reviewer_records_counts_whatever_was_declared(house: World):
    matter = chosen(a_matter(house), PERSONS[0])
    relation = expert.RecordRelation(
        decision_id=matter.id, person_id=PERSONS[0], relation="示例：持股", is_direct_interest=True
    )
    assert "SOD-ROLE" in matter.lacks(relation, HEAD)  # who is served by his going records nothing
    matter.do(relation, Role.LEGALITY_REVIEWER)
    expert_himself = matter.person(PERSONS[0], Role.EXPERT)
    assert findings(matter.lacks(opinion(matter), expert_himself)) == {"ER-20-OUT": "crossed"}


def test_f18_lawful_neighbour_a_relation_without_interest_bars_nobody(house: World):
    matter = chosen(a_matter(house), PERSONS[0])
    relation = expert.RecordRelation(
        decision_id=matter.id, person_id=PERSONS[0], relation="示例：曾授课", is_direct_interest=False
    )
    matter.do(relation, Role.LEGALITY_REVIEWER)
    given(matter, PERSONS[0])
    opened(matter).signed(EXPERTS)


@pytest.mark.parametrize("kind", [Sanction.DISQUALIFICATION, Sanction.RECTIFICATION])
def test_f18_a_disqualified_or_suspended_expert_is_not_chosen_under_whatever_name_of_his(house: World, kind: Sanction):
    matter = a_matter(house)
    pool_id = matter.steps(pools.a_pool(matter))
    entry = entries(matter, pool_id)[0]
    of_the_pool = steps.row_of(matter, PoolExpert, entry)
    matter.do(pools.sanction(matter, pool_id, entry, kind), Role.OFFICE_HEAD)
    by_entry = steps.chosen(
        matter.id, PERSONS[0], expert=of_the_pool.name, workplace=of_the_pool.workplace, pool_expert_id=entry
    )
    by_name = replace(by_entry, pool_expert_id=None, expert=f" {of_the_pool.name}")
    for choice in (by_entry, by_name):
        lack = matter.lacks(choice, HEAD)["ER-41-BARRED"]
        assert (lack.code, lack.values["ground"]) == ("barred", kind.value)


def test_f18_lawful_neighbour_who_was_criticised_or_has_mended_is_chosen(house: World):
    matter = a_matter(house)
    pool_id = matter.steps(pools.a_pool(matter))
    first, second = entries(matter, pool_id)[:2]
    matter.do(pools.sanction(matter, pool_id, first, Sanction.CRITICISM), Role.OFFICE_HEAD)
    ordered = matter.do(pools.sanction(matter, pool_id, second), Role.OFFICE_HEAD).made["expert_sanction"]
    paper = matter.document("解除")
    lifted = pool.LiftSanction(
        pool_id=pool_id, sanction_id=ordered, document_no="示例", document_sha256=paper, reason="示例"
    )
    matter.do(lifted, Role.OFFICE_HEAD)
    for person, entry in zip(PERSONS, (first, second), strict=False):
        row = steps.row_of(matter, PoolExpert, entry)
        chosen_one = steps.chosen(matter.id, person, expert=row.name, workplace=row.workplace, pool_expert_id=entry)
        assert matter.do(chosen_one, HEAD).seq
    assert findings(matter.lacks(lifted, Role.OFFICE_HEAD)) == {"EP-41-STANDS": "none"}


def test_f18_a_sanction_after_the_choice_takes_the_expert_out_of_the_count(house: World):
    matter = a_matter(house)
    pool_id = matter.steps(pools.a_pool(matter))
    entry = entries(matter, pool_id)[0]
    row = steps.row_of(matter, PoolExpert, entry)
    matter.do(steps.chosen(matter.id, PERSONS[0], expert=row.name, workplace=row.workplace, pool_expert_id=entry), HEAD)
    given(declared(matter, PERSONS[0]), PERSONS[0])
    opened(matter)
    matter.do(pools.sanction(matter, pool_id, entry, Sanction.DISQUALIFICATION), Role.OFFICE_HEAD)
    assert lacks(matter, EXPERTS)["ER-19-OPINION"] == "only_interested"


def test_f18_a_failed_integrity_review_bars_until_a_later_one_is_passed(house: World):
    matter = a_matter(house)
    pool_id = matter.steps(pools.a_pool(matter))
    entry = entries(matter, pool_id)[0]
    row = steps.row_of(matter, PoolExpert, entry)
    review = pool.ReviewIntegrity(
        pool_id=pool_id,
        expert_id=entry,
        year=2025,
        qualified=False,
        text="示例",
        document_sha256=matter.document("考核"),
    )
    matter.do(review, Role.OFFICE_HEAD)
    choice = steps.chosen(matter.id, PERSONS[0], expert=row.name, workplace=row.workplace, pool_expert_id=entry)
    assert matter.lacks(choice, HEAD)["ER-41-BARRED"].values["ground"] == "unqualified"
    matter.do(replace(review, year=2026, qualified=True), Role.OFFICE_HEAD)
    assert matter.do(choice, HEAD).seq


def test_f18_experts_of_the_unit_are_no_more_than_the_place_has_or_the_reason_is_given(house: World):
    matter = a_matter(house, "jishou")
    for number, person in enumerate(PERSONS[:3]):
        chosen(matter, person, is_subordinate=number < 2)
        matter.steps(steps_answered(matter, given(matter, person), last=number == 2))
    assert lacks(matter, EXPERTS) == {"ER-20-SHARE": "too_many"}
    reasoned = replace(matter.sign_off(EXPERTS), share_reason="示例：本领域专家均在下属单位")
    matter.do(reasoned, HEAD)


def steps_answered(matter: Matter, opinion_id: str, *, last: bool):
    """Opened once all are in, then each is answered."""
    if last:
        yield from lawful.act(matter, expert.OpenExpertOpinions(decision_id=matter.id), HEAD)
        for one in matter.case("expert_review").expert_review.heard:
            yield from steps.answered(matter, matter.id, one.opinions[0].id)


def test_f18_lawful_neighbour_half_of_the_experts_may_be_of_the_unit(house: World):
    matter = a_matter(house, "jishou")
    for number, person in enumerate(PERSONS[:2]):
        chosen(matter, person, is_subordinate=number == 0)
        matter.steps(steps_answered(matter, given(matter, person), last=number == 1))
    matter.signed(EXPERTS)


@pytest.mark.parametrize(
    ("last", "code"), [(View.AGREE_WITH_CHANGES, "unanimous"), (View.DISAGREE, ""), (View.RESERVE, "")]
)
def test_f18_unanimous_agreement_is_shown_and_never_bars(house: World, last: View, code: str):
    matter = a_matter(house)
    for person in PERSONS[:3]:
        chosen(matter, person)
        given(matter, person, last if person == PERSONS[2] else View.AGREE)
    opened(matter)
    assert gate(matter, EXPERTS)["ER-20-UNANIMOUS"] == code
    matter.signed(EXPERTS)


# F18: the draw


def drawing(world: World) -> tuple[str, str]:
    """A started case and a pool of four, on a clock that moves."""
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))
    return case, str(lawful.run(world, pools.a_pool(world)))


def protocol_of(world: World, draw_id: str) -> dict:
    """The protocol of a draw as the API gives it."""
    row = dict(steps.row_of(world, ExpertDraw, draw_id)._mapping)
    return row | {name: orjson.loads(row[name]) for name in ("frozen", "drawn") if row[name]}


def test_f18_a_draw_is_replayed_by_anybody_from_its_protocol(world: World):
    case, pool_id = drawing(world)
    draw_id = world.do(steps.announcement(case, pool_id, START), HEAD).made["expert_draw"]
    before = protocol_of(world, draw_id)
    world.advance(START + 2 * steps.HOUR)
    world.do(steps.holding(world, case, draw_id, START + steps.HOUR), CLERK)
    protocol = protocol_of(world, draw_id)
    assert protocol["frozen"] == before["frozen"] and protocol["pool_sha256"] == before["pool_sha256"]
    found = replay(protocol)
    assert found.faults == () and list(found.order) == protocol["drawn"] and len(found.order) == 4
    for spoiled, fault in (
        ({"seed_value": "3 7 8"}, "seed"),
        ({"drawn": protocol["drawn"][::-1]}, "drawn"),
        ({"pool_sha256": "0" * 64}, "pool_sha256"),
    ):
        assert fault in replay(protocol | spoiled).faults
    fewer = {**protocol["frozen"], "candidates": protocol["frozen"]["candidates"][1:]}
    assert {"pool_sha256", "drawn"} <= set(replay(protocol | {"frozen": fewer}).faults)
    with world.installation.store.reading() as session:
        assert verify(session, deep=True).faults == []


def test_f18_the_value_of_a_draw_is_not_known_when_the_candidates_are_frozen(world: World):
    case, pool_id = drawing(world)
    for known_from in (START, START - DAY):
        known = steps.announcement(case, pool_id, START, seed_known_from=known_from)
        assert findings_of(world, known, HEAD) == {"ER-20-SEED": "known"}
    draw_id = world.do(steps.announcement(case, pool_id, START), HEAD).made["expert_draw"]
    early = steps.holding(world, case, draw_id, START)
    assert findings_of(world, early, CLERK) == {"ER-20-HELD": "too_early"}
    ahead = steps.holding(world, case, draw_id, START + steps.HOUR)
    assert findings_of(world, ahead, CLERK) == {"ER-20-HELD": "ahead"}
    world.advance(START + 2 * steps.HOUR)
    world.do(ahead, CLERK)
    assert findings_of(world, ahead, CLERK) == {"ER-20-HELD": "held"}


def test_f18_a_list_dated_back_behind_the_known_value_is_refused(world: World):
    case, pool_id = drawing(world)
    world.advance(START + 2 * DAY)
    dated_back = steps.announcement(case, pool_id, START, occurred_at=START, late_reason="示例：补录")
    assert findings_of(world, dated_back, HEAD) == {"ER-20-SEED": "known"}


def test_f18_experts_are_chosen_in_the_order_of_the_draw(world: World):
    case, pool_id = drawing(world)
    draw_id = world.do(steps.announcement(case, pool_id, START), HEAD).made["expert_draw"]
    world.advance(START + 2 * steps.HOUR)
    entry = lambda number: steps.order_of(world, draw_id)[number]  # noqa: E731
    waiting = entries_of(world, pool_id)[0]
    unheld = steps.chosen_from(world, case, draw_id, waiting)
    assert findings_of(world, unheld, HEAD) == {"ER-20-DRAWN": "not_held"}
    world.do(steps.holding(world, case, draw_id, START + steps.HOUR), CLERK)
    assert findings_of(world, steps.chosen_from(world, case, draw_id, entry(1)), HEAD) == {"ER-20-DRAWN": "not_next"}
    world.do(steps.chosen_from(world, case, draw_id, entry(0)), HEAD)
    assert findings_of(world, steps.chosen_from(world, case, draw_id, entry(1)), HEAD) == {"ER-20-DRAWN": "complete"}
    world.do(expert.ReleaseExpert(decision_id=case, person_id=entry(0), reason="示例：生病"), HEAD)
    world.do(steps.chosen_from(world, case, draw_id, entry(1)), HEAD)


def test_f18_lawful_neighbour_experts_may_be_chosen_by_name_with_reasons(house: World):
    assert gate(chosen(a_matter(house), PERSONS[0]), EXPERTS)["ER-19-OPINION"] == "no_opinion"


def test_f18_a_field_is_drawn_again_only_with_the_reason_and_both_draws_stay(world: World):
    case, pool_id = drawing(world)
    first = world.do(steps.announcement(case, pool_id, START), HEAD).made["expert_draw"]
    again = steps.announcement(case, pool_id, START)
    assert findings_of(world, again, HEAD) == {"ER-20-AGAIN": "no_reason"}
    world.do(replace(again, again_reason="示例：开奖取消"), HEAD)
    world.advance(START + 2 * steps.HOUR)
    world.do(steps.holding(world, case, first, START + steps.HOUR), CLERK)
    of_the_first = steps.chosen_from(world, case, first, steps.order_of(world, first)[0])
    assert findings_of(world, of_the_first, HEAD) == {"ER-20-DRAWN": "drawn_again"}
    with world.installation.store.reading() as session:
        assert len(reviews.draws(session, case, world.actor(Role.AUDITOR))) == 2


def test_f18_who_is_left_out_of_a_draw_is_named_with_the_ground(world: World):
    case, pool_id = drawing(world)
    sanctioned, named = entries_of(world, pool_id)[:2]
    world.do(pools.sanction(world, pool_id, sanctioned), Role.OFFICE_HEAD)
    more = (pools.listed(7, workplace="示例局"), pools.listed(8, fields=("水利",)))
    world.do(pool.ListExperts(pool_id=pool_id, experts=more, list_sha256=None), Role.OFFICE_HEAD)
    out = (steps.draw.Exclusion(pool_expert_id=named, reason="示例：与投标人有亲属关系"),)
    announced = steps.announcement(case, pool_id, START, excluded=out, wanted=2)
    draw_id = world.do(announced, HEAD).made["expert_draw"]
    frozen = protocol_of(world, draw_id)["frozen"]
    grounds = sorted((one["ground"], one["reason"]) for one in frozen["excluded"])
    assert grounds == [("named", "示例：与投标人有亲属关系"), ("of_the_unit", ""), ("rectification", "")]
    assert len(frozen["candidates"]) == 2  # another field is no exclusion
    too_many = replace(announced, wanted=3, again_reason="示例")
    assert findings_of(world, too_many, HEAD) == {"ER-20-CANDIDATES": "too_few"}


def test_f18_a_draw_favours_nobody():
    ids = [f"expert-{number}" for number in range(10)]
    digest = pool_digest({"candidates": ids})
    firsts = [drawn(ids, seed_of(digest, str(value)))[0] for value in range(2000)]
    assert all(140 < firsts.count(one) < 260 for one in ids)
    assert drawn(ids, "s") == drawn(ids[::-1], "s") and set(drawn(ids, "s")) == set(ids)


def findings_of(world: World, command, by) -> dict[str, str]:
    """What an act on the moving clock is refused for."""
    return {one.rule: one.code for one in world.refused(command, by).findings}


def entries_of(world: World, pool_id: str) -> list[str]:
    """The ids of a pool's experts."""
    e = table_of(PoolExpert).c
    with world.installation.store.reading() as session:
        return list(session.execute(select(e.id).where(e.pool_id == pool_id).order_by(e.id)).scalars())


# F19: official pressure on experts


def read_of(matter: Matter, who) -> tuple[int, int, bool]:
    """How much somebody reads: opinions, entries that are shown in full, and whether the document opens."""
    paper = matter.document("论证意见书")
    with matter.installation.store.reading() as session:
        opinions = reviews.opinions(session, matter.id, who)
        history = [listing.shown(row) for row in listing.history(session, matter.id, who)]
        readable = listing.readable_documents(session, {paper}, who)
    given_entries = [one for one in history if one["entry"]["command"] == "SubmitExpertOpinion"]
    shown = [one for one in given_entries if "arguments" in one["entry"]]
    assert [one for one in given_entries if one["closed"]] == [one for one in given_entries if one not in shown]
    return len(opinions), len(shown), bool(readable)


def test_f19_officials_read_no_opinion_before_all_are_in_and_opened(house: World):
    matter = chosen(chosen(a_matter(house), PERSONS[0]), PERSONS[1])
    opinion_id = given(matter, PERSONS[0], View.DISAGREE, opinion_sha256=matter.document("论证意见书"))
    himself = matter.person(PERSONS[0], Role.EXPERT)
    officials = [matter.actor(role) for role in (HEAD, CLERK, Role.ADMINISTRATIVE_HEAD, Role.AUDITOR)]
    for who in (*officials, matter.person(PERSONS[1], Role.EXPERT)):
        assert read_of(matter, who) == (0, 0, False)
    assert read_of(matter, himself)[:2] == (1, 1)
    with matter.installation.store.reading() as session:
        (receipt,) = reviews.receipts(session, matter.id, officials[0])
        assert receipt.opened_at is None and "necessity" not in receipt._mapping
    opening = expert.OpenExpertOpinions(decision_id=matter.id)
    lack = matter.lacks(opening, HEAD)["ER-19-WAIT"]
    assert (lack.code, lack.values["experts"]) == ("awaited", ["示例专家2"])
    answer = expert.AnswerExpert(
        decision_id=matter.id, opinion_id=opinion_id, disposition=Disposition.ADOPTED, reason=None, delivery=None
    )
    assert findings(matter.lacks(answer, HEAD)) == {"ER-19-OPENED": "closed"}
    assert lacks(matter, EXPERTS)["ER-19-TOGETHER"] == "closed"


def test_f19_lawful_neighbour_once_all_are_in_everybody_of_the_case_reads_them(house: World):
    matter = chosen(chosen(a_matter(house), PERSONS[0]), PERSONS[1])
    given(matter, PERSONS[0], opinion_sha256=matter.document("论证意见书"))
    given(matter, PERSONS[1])
    opened(matter)
    for role in (HEAD, CLERK, Role.AUDITOR):
        assert read_of(matter, matter.actor(role)) == (2, 2, True)
    assert findings(matter.lacks(expert.OpenExpertOpinions(decision_id=matter.id), HEAD)) == {"ER-19-WAIT": "none"}
    matter.signed(EXPERTS)


def test_f19_an_expert_who_has_spoken_is_not_released_and_one_who_cannot_come_is(house: World):
    matter = chosen(chosen(a_matter(house), PERSONS[0]), PERSONS[1])
    given(matter, PERSONS[0], View.DISAGREE)
    released = expert.ReleaseExpert(decision_id=matter.id, person_id=PERSONS[0], reason="示例")
    assert findings(matter.lacks(released, HEAD)) == {"ER-20-RELEASE": "given"}
    matter.do(replace(released, person_id=PERSONS[1]), HEAD)
    assert findings(matter.lacks(opinion(matter), matter.person(PERSONS[1], Role.EXPERT))) == {"ER-20-OUT": "released"}
    opened(matter).signed(EXPERTS)


def test_f19_a_paper_opinion_stays_in_its_envelope_until_all_are_opened(house: World):
    matter = chosen(a_matter(house), PERSONS[0])
    envelope = expert.ReceiveSealedOpinion(
        decision_id=matter.id,
        draft_sha256=matter.draft,
        person_id=PERSONS[0],
        received_on=matter.today,
        kept_at="示例柜",
    )
    ahead = replace(envelope, received_on=matter.today + DAY)
    assert findings(matter.lacks(ahead, CLERK)) == {"ER-19-RECEIVED": "ahead"}
    opinion_id = matter.do(envelope, CLERK).made["expert_opinion"]
    original = expert.Original(
        kind=SealKind.PAPER_ORIGINAL,
        document_sha256=matter.document("扫描件"),
        signed_on=matter.today,
        pages=2,
        kept_at="示例柜",
        compared_by="示例人",
        verification=None,
    )
    recorded = expert.RecordPaperOpinion(
        decision_id=matter.id, opinion_id=opinion_id, **steps.SAID, view=View.AGREE, original=original
    )
    assert findings(matter.lacks(recorded, CLERK)) == {"ER-19-ENVELOPE": "closed"}
    opened(matter)
    assert lacks(matter, EXPERTS) == {"ER-19-TOGETHER": "not_on_file"}
    incomplete = replace(recorded, original=replace(original, pages=None))
    assert findings(matter.lacks(incomplete, CLERK)) == {"ER-19-PAPER": "incomplete"}
    matter.do(recorded, CLERK)
    assert findings(matter.lacks(recorded, CLERK)) == {"ER-19-ENVELOPE": "on_file"}
    matter.signed(EXPERTS)


# F20: no effect, no accountability


def test_f20_an_institution_seals_its_opinion_and_a_person_signs(house: World):
    matter = chosen(a_matter(house), PERSONS[0], is_institution=True, form=ReviewForm.COMMISSIONED)
    contact = matter.person(PERSONS[0], Role.EXPERT)
    assert findings(matter.lacks(opinion(matter), contact)) == {"ER-19-SEALED": "no_seal"}
    seal = expert.Original(
        kind=SealKind.E_SEAL,
        document_sha256=matter.document("签章文件"),
        signed_on=matter.today,
        pages=None,
        kept_at=None,
        compared_by=None,
        verification=None,
    )
    assert findings(matter.lacks(opinion(matter, seal=seal), contact)) == {"ER-19-SEALED": "incomplete"}
    given(matter, PERSONS[0], seal=replace(seal, verification="示例：证书有效"))
    opened(matter).signed(EXPERTS)


def test_f20_lawful_neighbour_a_person_needs_no_seal(house: World):
    matter = chosen(a_matter(house), PERSONS[0])
    given(matter, PERSONS[0])
    opened(matter).signed(EXPERTS)


def test_f20_who_is_to_be_heard_in_a_meeting_was_present_in_one(house: World):
    matter = chosen(a_matter(house), PERSONS[0], form=ReviewForm.MEETING)
    given(matter, PERSONS[0])
    opened(matter)
    assert lacks(matter, EXPERTS) == {"ER-20-FORM": "not_present"}
    held = expert.RecordExpertMeeting(
        decision_id=matter.id,
        held_on=matter.today,
        present=(PERSONS[0],),
        record_sha256=matter.document("论证会记录"),
    )
    ahead = replace(held, held_on=matter.today + DAY)
    assert matter.lacks(ahead, CLERK)["ER-20-PRESENT"].earliest == matter.today + DAY
    assert findings(matter.lacks(replace(held, present=(PERSONS[1],)), CLERK)) == {"ER-20-PRESENT": "not_chosen"}
    matter.do(held, CLERK)
    matter.signed(EXPERTS)


def test_f20_opinions_are_published_with_what_was_taken_up(house: World):
    matter = chosen(a_matter(house, "jishou"), PERSONS[0])
    opinion_id = given(matter, PERSONS[0])
    opened(matter)
    published = expert.PublishExpertOpinions(
        decision_id=matter.id,
        channel="website",
        address="https://example.org/e",
        snapshot_sha256=matter.document("网页"),
        published_at=START,
    )
    assert findings(matter.lacks(published, CLERK)) == {"ER-J29-PUBLISHABLE": "unanswered"}
    matter.steps(steps.answered(matter, matter.id, opinion_id))
    assert gate(matter, EXPERTS)["ER-J29-PUBLISHED"] == "not_yet"
    matter.signed(EXPERTS)  # the plan names no day: it shows, and does not bar
    matter.do(published, CLERK)
    assert gate(matter, EXPERTS)["ER-J29-PUBLISHED"] == ""


def test_f20_lawful_neighbour_what_is_lawfully_not_public_is_not_published(house: World):
    matter = chosen(a_matter(house, "jishou", lawfully_unpublished=True), PERSONS[0])
    opinion_id = given(matter, PERSONS[0])
    opened(matter).steps(steps.answered(matter, matter.id, opinion_id))
    assert gate(matter, EXPERTS)["ER-J29-PUBLISHED"] == "unpublished"
    matter.signed(EXPERTS)


# Pools


def test_art_21_a_borrowed_pool_comes_with_its_list_and_an_own_one_need_not(house: World):
    matter = a_matter(house)
    opening = pool.OpenExpertPool(
        organ_id=matter.organ_id, name="示例省库", level=PoolLevel.PROVINCE, source="示例：省公布名单"
    )
    borrowed = matter.do(opening, Role.OFFICE_HEAD).subject_id
    listing_of = pool.ListExperts(pool_id=borrowed, experts=(pools.listed(1),), list_sha256=None)
    assert findings(matter.lacks(listing_of, Role.OFFICE_HEAD)) == {"EP-21-SOURCE": "no_list"}
    matter.do(replace(listing_of, list_sha256=matter.document("名单")), Role.OFFICE_HEAD)
    again = replace(listing_of, list_sha256=matter.document("名单"))
    assert findings(matter.lacks(again, Role.OFFICE_HEAD)) == {"EP-21-ONCE": "listed"}
    assert matter.refused(opening, Role.OFFICE_HEAD).findings[0].code == "uq_expert_pool_organ_id_name"
    own = replace(opening, name="示例本级库", level=PoolLevel.OWN)
    own_id = matter.do(own, Role.OFFICE_HEAD).subject_id
    assert matter.do(replace(listing_of, pool_id=own_id), Role.OFFICE_HEAD).seq


@pytest.mark.parametrize(
    ("kind", "until", "code"),
    [
        (Sanction.RECTIFICATION, None, "no_day"),
        (Sanction.RECTIFICATION, START.date(), "past"),
        (Sanction.DISQUALIFICATION, START.date(), "needless"),
    ],
)
def test_art_41_a_sanction_names_its_term_where_it_has_one(house: World, kind, until, code):
    matter = a_matter(house)
    pool_id = matter.steps(pools.a_pool(matter))
    wrong = replace(pools.sanction(matter, pool_id, entries(matter, pool_id)[0]), sanction=kind, until=until)
    assert findings(matter.lacks(wrong, Role.OFFICE_HEAD)) == {"EP-41-UNTIL": code}


def test_art_21_a_sanction_of_an_unknown_expert_and_of_an_unknown_document_is_refused(house: World):
    matter = a_matter(house)
    pool_id = matter.steps(pools.a_pool(matter))
    sanction = pools.sanction(matter, pool_id, PERSONS[0])
    assert findings(matter.lacks(sanction, Role.OFFICE_HEAD)) == {"EP-21-KNOWN": "unknown"}
    with pytest.raises(UnknownDocument):
        matter.do(replace(sanction, document_sha256="0" * 64), Role.OFFICE_HEAD)


def test_art_21_an_entry_of_the_pool_is_the_expert_it_names(house: World):
    matter = a_matter(house)
    pool_id = matter.steps(pools.a_pool(matter, experts=1))
    of_the_unit = pools.listed(5, subordinate_to="示例局")
    matter.do(pool.ListExperts(pool_id=pool_id, experts=(of_the_unit,), list_sha256=None), Role.OFFICE_HEAD)
    entry, subordinate = entries(matter, pool_id)
    row = steps.row_of(matter, PoolExpert, entry)
    choice = steps.chosen(matter.id, PERSONS[0], expert=row.name, workplace=row.workplace, pool_expert_id=entry)
    for wrong, code in (
        (replace(choice, expert="示例他人"), "other_person"),
        (replace(choice, pool_expert_id=PERSONS[1]), "unknown"),
        (
            replace(choice, expert=of_the_unit.name, workplace=of_the_unit.workplace, pool_expert_id=subordinate),
            "subordinate",
        ),
    ):
        assert findings(matter.lacks(wrong, HEAD)) == {"ER-21-POOL": code}
    assert matter.do(choice, HEAD).seq


# F21: risk report missing, claimed or written later


def test_f21_without_a_report_on_file_the_risk_stage_is_not_signed(house: World):
    matter = a_matter(house, "jishou")
    assert lacks(matter, RISK)["RA-23-REPORT"] == "no_report"
    unknown = replace(a_report(matter), report_sha256="0" * 64)
    with pytest.raises(UnknownDocument):
        matter.do(unknown, ASSESSOR)


def test_f21_lawful_neighbour_a_report_with_digest_and_filing_is_signed(house: World):
    matter = a_matter(house, "jishou")
    matter.steps(risks.risk_report(matter, matter.id, matter.draft))
    matter.signed(RISK)


def test_f21_an_existing_assessment_is_reused_only_for_the_present_draft(house: World):
    matter = a_matter(house)
    reuse = risk.Reuse(
        title="示例：项目稳评报告",
        assessed_by="示例评估公司",
        assessed_on=matter.today,
        same_risk="示例：同一征地范围",
        scheme_sha256=matter.document("另一版方案"),
    )
    assert findings(matter.lacks(a_report(matter, reuse=reuse), ASSESSOR)) == {"RA-22-REUSE": "other_scheme"}
    same = replace(reuse, scheme_sha256=matter.draft)
    ahead = replace(same, assessed_on=matter.today + DAY)
    assert findings(matter.lacks(a_report(matter, reuse=ahead), ASSESSOR)) == {"RA-22-REUSE": "ahead"}
    matter.do(a_report(matter, reuse=same), ASSESSOR)
    matter.signed(RISK)


# F22: rated low for convenience


def a_report(matter: Matter, level: RiskLevel = RiskLevel.LOW, **given) -> risk.FileRiskAssessment:
    """A risk report on the present draft."""
    return next(risks.risk_report(matter, matter.id, matter.draft, level, **given)).command


GRAVE = {"likelihood": 4, "impact": 4}  # 16 × 120%: high


def test_f22_a_level_below_the_computed_one_needs_a_reason_and_a_second_person(house: World):
    matter = a_matter(house, "jishou")
    low = a_report(matter, risk_points=(risks.a_point(**GRAVE),))
    lack = matter.lacks(low, ASSESSOR)["RA-24-COMPUTED"]
    assert lack.code == "no_reason" and lack.values == {"initial": RiskLevel.HIGH, "after": RiskLevel.HIGH}
    matter.do(replace(low, downrating_reason="示例"), ASSESSOR)
    matter.do(risks.filing(matter.id, 1), REGISTRAR)
    assert lacks(matter, RISK) == {"RA-24-DOWNRATED": "unconfirmed"}
    confirm = risk.ConfirmDownrating(decision_id=matter.id, report=1, reason="示例")
    assert findings(matter.lacks(confirm, ASSESSOR)) == {"SOD-DOWNRATING": "same_person"}
    assert "SOD-ROLE" in matter.lacks(confirm, HEAD)
    matter.do(confirm, matter.person("p-second", ASSESSOR))
    assert findings(matter.lacks(confirm, REGISTRAR)) == {"RA-24-SECOND": "confirmed"}
    matter.signed(RISK)


def test_f22_lawful_neighbour_the_computed_level_and_a_higher_one_need_no_reason(house: World):
    matter = a_matter(house, "jishou")
    matter.steps(risks.risk_report(matter, matter.id, matter.draft))
    matter.do(a_report(matter, RiskLevel.HIGH), ASSESSOR)
    needless = a_report(matter, downrating_reason="示例")
    assert findings(matter.lacks(needless, ASSESSOR)) == {"RA-24-COMPUTED": "not_lower"}
    after = risks.a_point(**GRAVE, likelihood_after=1, impact_after=2)
    matter.do(a_report(matter, RiskLevel.HIGH, risk_points=(after,)), ASSESSOR)


@pytest.mark.parametrize("rating", [0, 6, -1])
@pytest.mark.parametrize("name", ["likelihood", "impact", "likelihood_after", "impact_after"])
def test_f22_ratings_outside_the_scale_are_refused(house: World, name: str, rating: int):
    matter = a_matter(house)
    off = a_report(matter, risk_points=(risks.a_point(**{name: rating}),))
    assert findings(matter.lacks(off, ASSESSOR))["RA-23-RATING"] == "off_the_scale"


def test_f22_a_kind_of_risk_that_the_law_does_not_name_is_refused(house: World):
    matter = a_matter(house, "jishou")
    odd = a_report(matter, risk_points=(risks.a_point(kind="示例"),))
    assert findings(matter.lacks(odd, ASSESSOR)) == {"RA-22-KIND": "unknown"}


def test_f22_a_contested_level_stands_in_the_way_until_it_is_answered(house: World):
    matter = a_matter(house, "jishou")
    matter.steps(risks.risk_report(matter, matter.id, matter.draft))
    contest = risk.ContestRiskLevel(decision_id=matter.id, report=1, level=RiskLevel.HIGH, reason="示例")
    assert findings(matter.lacks(replace(contest, level=RiskLevel.LOW), REGISTRAR)) == {"RA-J30-OTHER": "same_level"}
    assert findings(matter.lacks(replace(contest, report=2), REGISTRAR)) == {"RA-J30-LATEST": "older"}
    reply = risk.AnswerContest(decision_id=matter.id, reply="示例", reply_sha256=None)
    assert findings(matter.lacks(reply, ASSESSOR)) == {"RA-J30-ANSWER": "none"}
    matter.do(contest, REGISTRAR)
    assert findings(matter.lacks(contest, REGISTRAR)) == {"RA-J30-OPEN": "stands"}
    assert lacks(matter, RISK) == {"RA-J30-CONTESTED": "contested"}
    matter.do(reply, ASSESSOR)
    matter.signed(RISK)


def test_f22_lawful_neighbour_a_new_assessment_answers_a_contest_too(house: World):
    matter = a_matter(house, "jishou")
    matter.steps(risks.risk_report(matter, matter.id, matter.draft))
    contest = risk.ContestRiskLevel(decision_id=matter.id, report=1, level=RiskLevel.MEDIUM, reason="示例")
    matter.do(contest, REGISTRAR)
    again = {"is_reassessment": True, "measures_taken": "示例"}
    matter.steps(risks.risk_report(matter, matter.id, matter.draft, RiskLevel.MEDIUM, **again))
    matter.signed(RISK)


def test_f22_each_report_is_filed_and_only_once(house: World):
    matter = a_matter(house, "jishou")
    matter.do(a_report(matter), ASSESSOR)
    assert lacks(matter, RISK) == {"RA-J30-FILED": "not_filed"}
    filing = risks.filing(matter.id, 1)
    ahead = replace(filing, recorded_on=matter.today + DAY)
    assert findings(matter.lacks(ahead, REGISTRAR)) == {"RA-J30-RECORDED": "ahead"}
    matter.do(filing, REGISTRAR)
    assert findings(matter.lacks(filing, REGISTRAR)) == {"RA-J30-ONCE": "filed"}
    matter.signed(RISK)


def test_f22_lawful_neighbour_outside_jishou_no_filing_is_asked_for(house: World):
    matter = a_matter(house)
    matter.do(a_report(matter), ASSESSOR)
    matter.signed(RISK)


def test_f22_a_measure_has_its_owner_and_day_and_is_recorded_when_carried_out(house: World):
    matter = a_matter(house, "jishou")
    matter.steps(risks.risk_report(matter, matter.id, matter.draft, risk_points=(risks.a_point(owner=None, due=None),)))
    assert lacks(matter, RISK) == {"RA-23-OWNER": "unowned"}
    matter.steps(risks.risk_report(matter, matter.id, matter.draft, RiskLevel.MEDIUM))
    done = risk.RecordMeasureCarriedOut(
        decision_id=matter.id, report=2, position=1, done_on=matter.today, text="示例", proof_sha256=None
    )
    assert findings(matter.lacks(replace(done, position=2), CLERK)) == {"RA-23-POINT": "unknown"}
    ahead = matter.lacks(replace(done, done_on=matter.today + DAY), CLERK)["RA-23-DONE"]
    assert ahead.earliest == matter.today + DAY
    matter.do(done, CLERK)
    again = {"is_reassessment": True, "measures_taken": "示例"}
    matter.steps(risks.risk_report(matter, matter.id, matter.draft, RiskLevel.MEDIUM, **again))
    assert gate(matter, RISK)["RA-J30-LEVEL"] == "lowered"
    matter.signed(RISK)


def test_plan_66_what_media_say_is_noted_on_its_day(house: World):
    matter = a_matter(house)
    noted = next(step for step in risks.lowered(matter, matter.id, matter.draft)).command
    assert findings(matter.lacks(replace(noted, noted_on=matter.today + DAY), CLERK)) == {"RA-J66-NOTED": "ahead"}
    assert matter.do(noted, CLERK).seq
