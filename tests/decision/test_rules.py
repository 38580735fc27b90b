"""Art. 3, 10–12: proposal and start; Art. 18, 24, 28: declared changes; determinations."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from decision_flow.actor import Actor, Post
from decision_flow.decision import rules
from decision_flow.decision.facts import DecisionFacts, ItemFacts
from decision_flow.organ.facts import OrganFile
from decision_flow.procedure.rules import Status
from decision_flow.procedure.stage_graph import EARLY, MAY_BE_NOT_REQUIRED
from decision_flow.terms import ChangeClass, Outcome, Role, Stage, StageStatus, StartGround
from tests.casefiles import DRAFT, ORGAN, UNIT, a_board, a_case, a_draft, a_law

TODAY = date(2026, 3, 2)
LAW = a_law({"catalog.start_grounds": [*StartGround]})


def facts(**given: Any) -> DecisionFacts:
    """A requested start of a matter without a catalog item."""
    base: dict[str, Any] = {"papers": {}, "start_requested": True, "declarations": 1, "item": None}
    return DecisionFacts(**(base | given))


def an_item(**given: Any) -> ItemFacts:
    """An item of this year's published catalog."""
    base: dict[str, Any] = {
        "id": "i",
        "organ_id": ORGAN,
        "year": 2026,
        "item_status": "published",
        "catalog_status": "published",
        "title": "示例",
    }
    return ItemFacts(**(base | given))


def an_act(role: Role = Role.UNDERTAKING_HEAD, by: str = "head", **command: Any) -> Any:
    """An act as rules see it."""
    post = Post(role, ORGAN, UNIT)
    return SimpleNamespace(command=SimpleNamespace(**command), post=post, actor=Actor(by, "示例", (post,)))


def test_art_11_the_undertaking_unit_is_a_unit_of_the_body():
    body = OrganFile(ORGAN, "示例市", "government", "jishou", "active", {UNIT: "示例局"})
    for unit, status in ((UNIT, Status.SATISFIED), ("x", Status.LACKING)):
        act = an_act(undertaking_unit_id=unit)
        assert rules.undertaking_unit_is_of_the_organ(act, body, LAW, TODAY).status is status


@pytest.mark.parametrize(("status", "code"), [("proposed", ""), ("started", "started"), ("declined", "started")])
def test_art_10_what_belongs_before_the_start_is_done_before_it(status, code):
    assert rules.matter_is_not_started_yet(an_act(), a_case(status=status), LAW, TODAY).code == code


def test_art_12_a_matter_starts_with_a_first_draft():
    assert rules.first_draft_with_explanation_is_filed(an_act(), a_case(draft=None), LAW, TODAY).code == "no_draft"
    assert rules.first_draft_with_explanation_is_filed(an_act(), a_case(), LAW, TODAY).status is Status.SATISFIED


def test_art_12_after_the_start_a_further_version_is_a_declared_change():
    assert rules.draft_is_the_first(an_act(), a_case(), LAW, TODAY).code == "declare"
    assert rules.draft_is_the_first(an_act(), a_case(status="proposed"), LAW, TODAY).status is Status.SATISFIED
    assert rules.draft_is_the_first(an_act(), a_case(draft=None), LAW, TODAY).status is Status.SATISFIED


def test_art_10_the_start_was_asked_for_by_the_head_of_the_unit():
    asked, unasked = (a_case(decision=facts(start_requested=was)) for was in (True, False))
    assert rules.start_was_requested(an_act(), asked, LAW, TODAY).status is Status.SATISFIED
    finding = rules.start_was_requested(an_act(), unasked, LAW, TODAY)
    assert (finding.code, finding.cure_by) == ("no_request", (Role.UNDERTAKING_HEAD,))


def test_art_11_the_start_names_the_one_unit_that_asked():
    assert rules.one_lead_undertaking_unit(an_act(lead_unit_id=UNIT), a_case(), LAW, TODAY).status is Status.SATISFIED
    assert rules.one_lead_undertaking_unit(an_act(lead_unit_id="x"), a_case(), LAW, TODAY).code == "other_unit"


def ground(start_ground: StartGround, item: ItemFacts | None, text: str | None = "示例：说明", on: date = TODAY):
    """The finding on a ground for starting."""
    act = an_act(start_ground=start_ground, start_ground_text=text)
    case = a_case(decision=facts(item=item), lawfully_unpublished=start_ground is StartGround.UNPUBLISHED)
    return rules.start_ground_is_lawful(act, case, LAW, on)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (an_item(), ""),
        (None, "not_listed"),
        (an_item(year=2025), "not_listed"),
        (an_item(year=None), "not_listed"),
        (an_item(item_status="proposed"), "not_listed"),
        (an_item(catalog_status="draft"), "not_listed"),
        (an_item(item_status="dropped"), "not_listed"),
    ],
)
def test_art_3_3_a_listed_matter_stands_in_this_years_published_catalog(item, code):
    assert ground(StartGround.LISTED, item).code == code


def test_art_3_3_the_catalog_of_the_year_counts_until_its_last_day():
    item = an_item()
    assert ground(StartGround.LISTED, item, on=date(2026, 12, 31)).status is Status.SATISFIED
    assert ground(StartGround.LISTED, item, on=date(2027, 1, 1)).code == "not_listed"
    assert ground(StartGround.CARRIED_OVER, item, on=date(2027, 1, 1)).code == "other_ground"
    assert ground(StartGround.CARRIED_OVER, item, on=date(2026, 12, 31)).code == "not_carried_over"


@pytest.mark.parametrize(
    ("start_ground", "item", "code"),
    [
        (StartGround.SUBMITTED, an_item(catalog_status="draft", item_status="proposed"), "other_ground"),
        (StartGround.SUBMITTED, None, "not_submitted"),
        (StartGround.SUBMITTED, an_item(item_status="dropped"), "not_submitted"),
        (StartGround.SUBMITTED, an_item(year=2025), "not_submitted"),
        (StartGround.SUBMITTED, an_item(organ_id="x"), "not_submitted"),
        (StartGround.ASSIGNED, None, "other_ground"),
        (StartGround.UNPUBLISHED, None, "other_ground"),
        (StartGround.ADJUSTMENT, None, "other_ground"),
    ],
)
def test_art_3_3_without_a_listed_item_another_lawful_ground_starts_the_matter(start_ground, item, code):
    assert ground(start_ground, item).code == code


@pytest.mark.parametrize("start_ground", [one for one in StartGround if one is not StartGround.LISTED])
def test_art_3_3_any_other_ground_is_explained(start_ground):
    item = an_item(year=2026 if start_ground is StartGround.SUBMITTED else 2025)
    assert ground(start_ground, item, text=None).code == "no_text"
    assert ground(start_ground, item).status is Status.SATISFIED


def test_art_3_3_only_what_is_lawfully_unpublished_starts_as_unpublished():
    act = an_act(start_ground=StartGround.UNPUBLISHED, start_ground_text="示例：说明")
    for unpublished, code in ((True, "other_ground"), (False, "public")):
        case = a_case(decision=facts(), lawfully_unpublished=unpublished)
        assert rules.start_ground_is_lawful(act, case, LAW, TODAY).code == code


def test_art_3_3_a_ground_that_the_law_does_not_name_starts_nothing():
    act = an_act(start_ground=StartGround.ASSIGNED, start_ground_text="x")
    law = a_law({"catalog.start_grounds": ["listed"]})
    assert rules.start_ground_is_lawful(act, a_case(decision=facts()), law, TODAY).code == "unknown_ground"


def test_art_10_a_stages_act_belongs_to_a_started_decision():
    assert rules.decision_is_started(an_act(), a_case(stages={}), LAW, TODAY).code == "not_started"
    assert rules.decision_is_started(an_act(), a_case(), LAW, TODAY).status is Status.SATISFIED


def test_art_25_who_signs_says_on_which_draft():
    current, other, none = an_act(draft_sha256=DRAFT), an_act(draft_sha256="0" * 64), a_case(draft=None)
    assert rules.act_names_the_current_draft(current, a_case(), LAW, TODAY).status is Status.SATISFIED
    assert rules.act_names_the_current_draft(other, a_case(), LAW, TODAY).values["version"] == 1
    assert rules.act_names_the_current_draft(other, none, LAW, TODAY).code == "other_draft"


def test_art_39_one_person_prepares_and_another_signs():
    act = an_act(paper_sha256="a")
    name = type(act.command).__name__
    for papers, code in (
        ({}, "not_prepared"),
        ({(name, "a"): "head"}, "same_person"),
        ({(name, "a"): "clerk"}, ""),
        ({("Other", "a"): "clerk"}, "not_prepared"),
        ({(name, "b"): "clerk"}, "not_prepared"),
    ):
        case = a_case(decision=facts(papers=papers))
        assert rules.prepared_by_another_person(act, case, LAW, TODAY).code == code


def test_art_39_a_paper_prepared_for_one_step_signs_no_other():
    act = an_act(paper_sha256="a", stage=Stage.RISK_ASSESSMENT)
    name = type(act.command).__name__
    for of, code in (("expert_review", "not_prepared"), ("risk_assessment", "")):
        case = a_case(decision=facts(papers={(f"{name}:{of}", "a"): "clerk"}))
        assert rules.prepared_by_another_person(act, case, LAW, TODAY).code == code


@pytest.mark.parametrize(("status", "code"), [(StageStatus.OPEN, ""), (StageStatus.PASSED, "in_force")])
def test_art_37_a_decision_in_force_is_not_altered_by_a_change_of_its_draft(status, code):
    case = a_case(stages=a_board(publication=status))
    assert rules.decision_is_not_in_force(an_act(), case, LAW, TODAY).code == code
    assert rules.decision_is_not_in_force(an_act(), a_case(stages={}), LAW, TODAY).code == ""


@pytest.mark.parametrize(
    ("draft", "sha256", "code"),
    [
        (None, "n", "no_draft"),
        (a_draft(), "n", ""),
        (a_draft(), DRAFT, "same_text"),
        (a_draft(pending=ChangeClass.EDITORIAL), "n", "pending"),
        (a_draft(pending=ChangeClass.EDITORIAL), DRAFT, "pending"),
        (a_draft(pending=ChangeClass.EDITORIAL, not_confirmed=True), DRAFT, ""),
        (a_draft(pending=ChangeClass.EDITORIAL, not_confirmed=True), "n", "pending"),
    ],
)
def test_art_28_a_change_is_new_or_declares_anew_what_was_not_confirmed(draft, sha256, code):
    assert rules.change_is_new(an_act(draft_sha256=sha256), a_case(draft=draft), LAW, TODAY).code == code


@pytest.mark.parametrize(
    ("declared", "cited", "code"),
    [
        (ChangeClass.CARRIES_OUT_OPINIONS, (), "none_cited"),
        (ChangeClass.CARRIES_OUT_OPINIONS, ("意见1",), ""),
        (ChangeClass.EDITORIAL, (), ""),
        (ChangeClass.SUBSTANTIVE, (), ""),
    ],
)
def test_art_18_a_change_that_carries_out_opinions_cites_each(declared, cited, code):
    act = an_act(change_class=declared, carries_out=cited)
    assert rules.carried_out_opinions_are_cited(act, a_case(), LAW, TODAY).code == code


@pytest.mark.parametrize(
    ("declared", "ticked", "code"),
    [
        (ChangeClass.SUBSTANTIVE, EARLY, ""),
        (ChangeClass.SUBSTANTIVE, (), ""),
        (ChangeClass.EDITORIAL, (), ""),
        (ChangeClass.EDITORIAL, (Stage.EXPERT_REVIEW,), "not_early"),
        (ChangeClass.SUBSTANTIVE, (Stage.LEGALITY_REVIEW,), "not_early"),
    ],
)
def test_art_24_a_substantive_change_ticks_early_stages_only(declared, ticked, code):
    act = an_act(change_class=declared, reopens=ticked)
    assert rules.only_early_stages_are_ticked(act, a_case(), LAW, TODAY).code == code


@pytest.mark.parametrize(
    ("declared", "outcome", "code"),
    [
        (ChangeClass.CARRIES_OUT_OPINIONS, Outcome.ADOPTED_IN_PRINCIPLE, ""),
        (ChangeClass.CARRIES_OUT_OPINIONS, Outcome.ADOPTED, "not_ordered"),
        (ChangeClass.EDITORIAL, Outcome.ADOPTED, ""),
        (ChangeClass.SUBSTANTIVE, Outcome.ADOPTED, "back_to_the_meeting"),
    ],
)
def test_art_30_after_adoption_only_ordered_changes_or_back_to_the_meeting(declared, outcome, code):
    held: Any = SimpleNamespace(outcome=outcome)
    board = a_board(collective_discussion=StageStatus.PASSED)
    case = a_case(stages=board, collective_discussion=held, publication=SimpleNamespace(changes_asked=False))
    assert rules.after_adoption_only_ordered_changes(an_act(change_class=declared), case, LAW, TODAY).code == code


def test_art_30_before_adoption_any_change_may_be_declared():
    act = an_act(change_class=ChangeClass.SUBSTANTIVE)
    assert rules.after_adoption_only_ordered_changes(act, a_case(), LAW, TODAY).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("draft", "version", "code"),
    [
        (a_draft(pending=ChangeClass.EDITORIAL), 1, ""),
        (a_draft(pending=ChangeClass.EDITORIAL), 2, "nothing_declared"),
        (a_draft(), 1, "nothing_declared"),
        (None, 1, "nothing_declared"),
        (a_draft(pending=ChangeClass.EDITORIAL, not_confirmed=True), 1, "nothing_declared"),
    ],
)
def test_art_28_the_reviewer_answers_the_open_declaration_of_this_version(draft, version, code):
    act = an_act(version=version)
    assert rules.change_awaits_the_reviewer(act, a_case(draft=draft), LAW, TODAY).code == code


def test_art_28_nobody_reviews_a_draft_of_their_own():
    own = an_act(Role.LEGALITY_REVIEWER, by="drafter")
    assert rules.reviewer_did_not_draft(own, a_case(), LAW, TODAY).code == "own_draft"
    assert rules.reviewer_did_not_draft(an_act(), a_case(), LAW, TODAY).status is Status.SATISFIED


@pytest.mark.parametrize("stage", Stage)
def test_plan_27_only_early_stages_and_evaluation_can_be_not_required(stage):
    finding = rules.stage_can_be_determined_not_required(an_act(stage=stage), a_case(), LAW, TODAY)
    assert finding.code == ("" if stage in MAY_BE_NOT_REQUIRED else "always_required")


def test_plan_27_a_stage_is_determined_while_it_is_open():
    case = a_case(stages=a_board(expert_review=StageStatus.PASSED))
    act = an_act(stage=Stage.EXPERT_REVIEW)
    assert rules.stage_can_be_determined_not_required(act, case, LAW, TODAY).code == "not_open"
    assert rules.stage_can_be_determined_not_required(act, a_case(stages={}), LAW, TODAY).code == "not_open"


@pytest.mark.parametrize(
    ("stage", "answers", "code"),
    [
        (Stage.EXPERT_REVIEW, {"is_technical": True}, "required"),
        (Stage.EXPERT_REVIEW, {"is_technical": False}, ""),
        (Stage.RISK_ASSESSMENT, {"may_harm": True}, "required"),
        (Stage.RISK_ASSESSMENT, {"may_harm": False}, ""),
        (Stage.PUBLIC_PARTICIPATION, {"lawfully_unpublished": False}, "required"),
        (Stage.PUBLIC_PARTICIPATION, {"lawfully_unpublished": True}, ""),
        (Stage.EVALUATION, {}, ""),
    ],
)
def test_art_19_22_14_a_determination_agrees_with_what_triage_answered(stage, answers, code):
    assert rules.determination_agrees_with_triage(an_act(stage=stage), a_case(**answers), LAW, TODAY).code == code
