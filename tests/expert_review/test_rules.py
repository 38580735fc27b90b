"""专家论证: signed opinions of experts without a direct interest, each answered to the expert. Art. 19, 20, plan 29."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from decision_flow.actor import Actor, Post
from decision_flow.casefile import CaseFile
from decision_flow.expert_review import choice_rules as choice
from decision_flow.expert_review import opinion_rules as acts
from decision_flow.expert_review import rules
from decision_flow.expert_review.facts import ExpertFacts, ExpertReviewFacts, OpinionFacts
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.law import Law
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.rules import GATES, Status
from decision_flow.settings import CHECKOUT
from decision_flow.terms import Disposition, Modality, Role, Stage
from tests.casefiles import ALaw, a_case

TODAY, DAY = date(2026, 3, 20), timedelta(days=1)
LAWBOOK, CALENDARS = Lawbook(CHECKOUT / "config"), Calendars(CHECKOUT / "config")
NATIONAL, JISHOU = (Law(LAWBOOK.resolve(name, TODAY), CALENDARS) for name in ("cn-713", "jishou"))
HEAD, EXPERT = Role.UNDERTAKING_HEAD, Role.EXPERT


class ALocalLaw(ALaw):
    """A law whose text on the number of experts has been read."""

    def is_unread(self, key: str) -> bool:
        """Nothing here is unread."""
        return False


THREE: Any = ALocalLaw({"expert_review.min_experts": 3})


def an_opinion(number: int = 1, *, answer: Disposition | None = None, delivered: date | None = None) -> OpinionFacts:
    """A signed opinion; not answered unless told."""
    return OpinionFacts(f"o-{number}", number, answer, delivered)


def an_expert(name: str = "甲", *opinions: OpinionFacts, interest: bool | None = False) -> ExpertFacts:
    """An expert who has declared no direct interest unless told otherwise."""
    return ExpertFacts(f"p-{name}", name, interest, opinions)


def heard(name: str = "甲", interest: bool | None = False) -> ExpertFacts:
    """An expert whose one opinion was answered and delivered."""
    return an_expert(name, an_opinion(answer=Disposition.ADOPTED, delivered=TODAY), interest=interest)


def a_review(*experts: ExpertFacts, number: int | None = None, **kernel: Any) -> CaseFile:
    """A case with these experts."""
    return a_case(expert_review=ExpertReviewFacts(experts=experts, stated_number=number), **kernel)


def an_act(by: str = "p-head", role: Role = HEAD, **command: Any) -> Any:
    """An act with these arguments."""
    return SimpleNamespace(command=SimpleNamespace(**command), actor=Actor(by, "示例"), post=Post(role))


def answer(found: Any) -> tuple[Status, str]:
    """Status and code."""
    return found.status, found.code


SATISFIED, LACKING, NOT_APPLICABLE = Status.SATISFIED, Status.LACKING, Status.NOT_APPLICABLE


def test_the_gate_of_the_expert_review_asks_these_requirements():
    ids = [one.id for one in GATES[Stage.EXPERT_REVIEW]]
    assert ids == [
        "ER-19-OPINION",
        "ER-20-NUMBER",
        "ER-20-COUNTED",
        "ER-J29-REPLY",
        "ER-19-TOGETHER",
        "ER-20-SHARE",
        "ER-20-FORM",
        "ER-20-UNANIMOUS",
        "ER-J29-PUBLISHED",
    ]


# Art. 19: opinions


def test_art_19_one_signed_opinion_of_an_expert_is_an_expert_review():
    finding = rules.experts_gave_signed_opinions(a_review(heard()), NATIONAL, TODAY)
    assert answer(finding) == (SATISFIED, "") and finding.article == "19(1)"


@pytest.mark.parametrize(
    ("experts", "code", "cure_by"),
    [
        ((), "nobody_chosen", (HEAD,)),
        ((an_expert("甲"), an_expert("乙", interest=None)), "no_opinion", (EXPERT,)),
        ((heard("甲", interest=True), an_expert("乙")), "only_interested", (HEAD,)),
    ],
)
def test_art_19_a_technical_matter_without_a_counted_opinion_is_not_signed(experts, code, cure_by):
    finding = rules.experts_gave_signed_opinions(a_review(*experts), NATIONAL, TODAY)
    assert answer(finding) == (LACKING, code) and finding.cure_by == cure_by


def test_art_19_who_has_not_given_an_opinion_in_this_round_is_named():
    finding = rules.experts_gave_signed_opinions(a_review(an_expert("甲"), an_expert("乙")), NATIONAL, TODAY)
    assert finding.values == {"experts": ["甲", "乙"]}


def test_art_19_a_matter_that_is_not_technical_is_closed_by_a_determination_and_not_by_an_empty_review():
    finding = rules.experts_gave_signed_opinions(a_review(is_technical=False), NATIONAL, TODAY)
    assert answer(finding) == (LACKING, "determine") and finding.cure_by == (Role.DRAFTER, HEAD)


def test_art_19_experts_may_be_heard_on_a_matter_that_is_not_technical():
    case = a_review(heard(), is_technical=False)
    assert not [one for one in GATES[Stage.EXPERT_REVIEW] if one(case, JISHOU, TODAY).status is LACKING]


@pytest.mark.parametrize(
    ("person", "by", "code"),
    [("p-a", "p-head", ""), ("p-head", "p-head", "chose_himself"), ("drafter", "p-head", "drafted")],
)
def test_art_19_who_chooses_the_experts_or_drafted_the_draft_is_not_chosen(person, by, code):
    assert choice.expert_is_independent(an_act(by, person_id=person), a_review(), JISHOU, TODAY).code == code


def test_art_19_who_drafted_the_present_draft_gives_no_opinion_on_it():
    assert choice.expert_is_independent(an_act("drafter", EXPERT), a_review(), JISHOU, TODAY).code == "drafted"
    assert answer(choice.expert_is_independent(an_act("p-甲", EXPERT), a_review(), JISHOU, TODAY)) == (SATISFIED, "")
    assert answer(choice.expert_is_independent(an_act("drafter"), a_review(draft=None), JISHOU, TODAY))[0] is SATISFIED


def test_art_19_only_an_expert_chosen_for_the_decision_acts_and_in_person():
    case = a_review(an_expert("甲"))
    assert answer(acts.expert_acts_in_person(an_act("p-甲", EXPERT), case, JISHOU, TODAY)) == (SATISFIED, "")
    other = acts.expert_acts_in_person(an_act("p-乙", EXPERT), case, JISHOU, TODAY)
    assert answer(other) == (LACKING, "not_chosen") and other.cure_by == (HEAD,)


# Art. 20: number, interest, choice


def test_art_20_the_regulations_set_no_number_of_experts():
    finding = rules.as_many_experts_as_the_law_wants(a_review(heard()), NATIONAL, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "no_number")


@pytest.mark.parametrize(("count", "code"), [(2, "too_few"), (3, ""), (4, "")])
def test_art_20_a_local_number_of_experts_is_reached(count, code):
    case = a_review(*(heard(f"{number}") for number in range(count)))
    assert rules.as_many_experts_as_the_law_wants(case, THREE, TODAY).code == code


def test_art_20_an_expert_with_a_direct_interest_does_not_count_for_the_number():
    case = a_review(heard("甲"), heard("乙"), heard("丙", interest=True), an_expert("丁"))
    finding = rules.as_many_experts_as_the_law_wants(case, THREE, TODAY)
    assert finding.values == {"found": 2, "wanted": 3}


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (None, (LACKING, "unread")),
        (0, (SATISFIED, "as_stated")),
        (1, (SATISFIED, "as_stated")),
        (2, (LACKING, "too_few")),
    ],
)
def test_art_20_where_the_text_on_the_number_is_unread_the_head_of_the_unit_states_it(stated, found):
    finding = rules.as_many_experts_as_the_law_wants(a_review(heard(), number=stated), JISHOU, TODAY)
    assert answer(finding) == found


@pytest.mark.parametrize("law", [JISHOU, NATIONAL, THREE])
def test_art_20_no_number_is_asked_for_where_the_matter_is_not_technical(law):
    finding = rules.as_many_experts_as_the_law_wants(a_review(is_technical=False), law, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "not_technical")


@pytest.mark.parametrize(
    ("number", "basis", "found"),
    [
        (None, None, (NOT_APPLICABLE, "not_stated")),
        (3, "示例：第×条", (SATISFIED, "")),
        (0, "示例：未规定人数", (SATISFIED, "")),
        (3, None, (LACKING, "incomplete")),
        (None, "示例：第×条", (LACKING, "incomplete")),
        (-1, "示例：第×条", (LACKING, "incomplete")),
    ],
)
def test_art_20_a_number_is_stated_with_its_basis(number, basis, found):
    act = an_act(min_experts=number, min_experts_basis=basis)
    finding = acts.number_is_stated_only_where_the_text_is_unread(act, a_review(), JISHOU, TODAY)
    assert answer(finding) == found


def test_art_20_a_number_is_not_stated_beside_a_text_that_was_read():
    act = an_act(min_experts=1, min_experts_basis="示例")
    for law in (NATIONAL, THREE):
        finding = acts.number_is_stated_only_where_the_text_is_unread(act, a_review(), law, TODAY)
        assert answer(finding) == (LACKING, "read")


@pytest.mark.parametrize(
    ("experts", "found"),
    [
        ((), (NOT_APPLICABLE, "no_opinion")),
        ((an_expert("甲", interest=None),), (NOT_APPLICABLE, "no_opinion")),
        ((heard("甲"),), (SATISFIED, "")),
        ((heard("甲", interest=None),), (LACKING, "undeclared")),
        ((heard("甲"), heard("乙", interest=True)), (SATISFIED, "excluded")),
    ],
)
def test_art_20_each_expert_who_counts_has_declared_no_direct_interest(experts, found):
    assert answer(rules.counted_experts_declared_no_interest(a_review(*experts), NATIONAL, TODAY)) == found


@pytest.mark.parametrize(
    ("interest", "found"),
    [(False, (SATISFIED, "")), (True, (LACKING, "direct_interest")), (None, (LACKING, "undeclared"))],
)
def test_art_20_an_expert_with_a_direct_interest_gives_no_opinion(interest, found):
    act, case = an_act("p-甲", EXPERT), a_review(an_expert("甲", interest=interest))
    assert answer(acts.expert_has_no_direct_interest(act, case, NATIONAL, TODAY)) == found


def test_art_20_of_who_is_no_expert_of_the_decision_no_interest_is_asked():
    finding = acts.expert_has_no_direct_interest(an_act("p-乙", EXPERT), a_review(), NATIONAL, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "not_chosen")


def test_art_20_where_an_interest_does_not_bar_none_is_asked():
    law: Any = ALocalLaw({"expert_review.direct_interest_bars": False})
    case = a_review(heard("甲", interest=None))
    assert answer(rules.counted_experts_declared_no_interest(case, law, TODAY)) == (NOT_APPLICABLE, "not_required")
    finding = acts.expert_has_no_direct_interest(an_act("p-甲", EXPERT), case, law, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "not_required")


def test_art_20_an_expert_is_chosen_once():
    case = a_review(an_expert("甲"))
    assert answer(choice.expert_is_not_chosen_yet(an_act(person_id="p-乙"), case, JISHOU, TODAY)) == (SATISFIED, "")
    assert answer(choice.expert_is_not_chosen_yet(an_act(person_id="p-甲"), case, JISHOU, TODAY)) == (LACKING, "chosen")


@pytest.mark.parametrize(
    ("sought", "reason", "found"),
    [
        (True, None, (SATISFIED, "")),
        (False, "示例：未找到", (SATISFIED, "reasoned")),
        (False, None, (LACKING, "no_reason")),
    ],
)
def test_art_20_dissenting_experts_are_sought_or_the_choice_says_why_not(sought, reason, found):
    act = an_act(dissent_sought=sought, dissent_reason=reason)
    finding = choice.dissenting_experts_were_sought(act, a_review(), NATIONAL, TODAY)
    assert answer(finding) == found and finding.modality is Modality.NORMALLY
    silent: Any = ALocalLaw({"expert_review.dissenting_experts_sought": False})
    assert choice.dissenting_experts_were_sought(act, a_review(), silent, TODAY).code == "not_required"


# Jishou plan, item 29: the reply


@pytest.mark.parametrize(
    ("opinions", "found"),
    [
        ((an_opinion(answer=Disposition.ADOPTED, delivered=TODAY),), (SATISFIED, "")),
        ((an_opinion(answer=Disposition.NOT_ADOPTED, delivered=None),), (LACKING, "undelivered")),
        ((an_opinion(),), (LACKING, "unanswered")),
        ((an_opinion(answer=Disposition.ADOPTED, delivered=TODAY), an_opinion(2)), (LACKING, "unanswered")),
    ],
)
def test_plan_29_each_opinion_is_answered_to_its_expert_and_the_answer_delivered(opinions, found):
    finding = rules.each_opinion_was_answered_to_the_expert(a_review(an_expert("甲", *opinions)), JISHOU, TODAY)
    assert answer(finding) == found and finding.article == "J29"
    if found[0] is LACKING:
        assert finding.values == {"experts": ["甲"]} and finding.cure_by == (HEAD,)


def test_plan_29_no_reply_is_owed_to_an_expert_who_does_not_count_or_gave_no_opinion():
    case = a_review(heard("甲"), an_expert("乙", an_opinion(), interest=True), an_expert("丙"))
    assert rules.each_opinion_was_answered_to_the_expert(case, JISHOU, TODAY).status is SATISFIED
    finding = rules.each_opinion_was_answered_to_the_expert(a_review(an_expert("丙")), JISHOU, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "no_opinion")


def test_art_20_the_regulations_alone_ask_for_no_reply_to_experts():
    case = a_review(an_expert("甲", an_opinion()))
    finding = rules.each_opinion_was_answered_to_the_expert(case, NATIONAL, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "not_required")


def test_plan_29_an_answer_is_to_an_opinion_of_this_round():
    case = a_review(an_expert("甲", an_opinion()))
    for opinion, code in (("o-1", ""), ("o-2", "unknown_opinion")):
        finding = acts.answer_is_to_an_opinion_of_this_round(an_act(opinion_id=opinion), case, JISHOU, TODAY)
        assert finding.code == code


@pytest.mark.parametrize(
    ("law", "disposition", "reason", "found"),
    [
        (JISHOU, Disposition.ADOPTED, None, (NOT_APPLICABLE, "adopted")),
        (JISHOU, Disposition.NOT_ADOPTED, "示例", (SATISFIED, "")),
        (JISHOU, Disposition.NOT_ADOPTED, None, (LACKING, "no_reason")),
        (JISHOU, Disposition.PARTLY_ADOPTED, None, (LACKING, "no_reason")),
        (NATIONAL, Disposition.NOT_ADOPTED, None, (NOT_APPLICABLE, "not_required")),
    ],
)
def test_plan_29_what_is_not_adopted_has_its_reason(law, disposition, reason, found):
    act = an_act(disposition=disposition, reason=reason)
    assert answer(acts.refusal_is_reasoned(act, a_review(), law, TODAY)) == found


@pytest.mark.parametrize(("days", "found"), [(-1, SATISFIED), (0, SATISFIED), (1, LACKING)])
def test_plan_29_a_delivery_is_recorded_on_its_day_and_not_before(days, found):
    delivered_on = TODAY + days * DAY
    act = an_act(delivery=SimpleNamespace(delivered_on=delivered_on))
    finding = acts.delivery_has_happened(act, a_review(), JISHOU, TODAY)
    assert finding.status is found and finding.earliest == (delivered_on if found is LACKING else None)


def test_plan_29_an_answer_may_come_before_its_delivery():
    finding = acts.delivery_has_happened(an_act(delivery=None), a_review(), JISHOU, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "not_delivered_yet")


@pytest.mark.parametrize(
    ("expert", "found"),
    [
        (an_expert("乙"), (LACKING, "not_chosen")),
        (an_expert("甲", interest=True), (LACKING, "out")),
        (an_expert("甲", interest=None), (LACKING, "undeclared")),
        (an_expert("甲"), (SATISFIED, "")),
    ],
)
def test_art_19_2_what_comes_on_paper_comes_from_a_chosen_expert_who_declared_no_interest(expert, found):
    act = an_act(person_id="p-甲")
    assert answer(acts.expert_on_paper_is_asked(act, a_review(expert), NATIONAL, TODAY)) == found


@pytest.mark.parametrize(("name", "found"), [("甲", (SATISFIED, "")), ("乙", (LACKING, "not_chosen"))])
def test_art_20_a_declaration_or_relation_is_recorded_of_a_chosen_expert(name, found):
    act = an_act(person_id=f"p-{name}")
    assert answer(choice.person_is_an_expert_of_the_decision(act, a_review(an_expert("甲")), NATIONAL, TODAY)) == found
