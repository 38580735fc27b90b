"""Art. 30–34 and plan 32: only the text decided is issued, after the Party committee's answer, and in public."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from decision_flow.casefile import CaseFile
from decision_flow.procedure.rules import GATES, Status
from decision_flow.publication import further_rules, rules
from decision_flow.publication.facts import (
    ExecutionFacts,
    FinalTextFacts,
    IssuedFacts,
    NormativeFacts,
    PublicationFacts,
    ReportFacts,
)
from decision_flow.terms import ChangeClass, Outcome, PartyAnswer, Role, Stage, StageStatus
from tests.casefiles import DRAFT, a_board, a_draft, a_row, signed_by
from tests.late_stages import JISHOU, MEETING_DAY, MONDAY, NATION, a_meeting, an_act, decided, in_discussion, law

DAY = timedelta(days=1)
TODAY = MEETING_DAY + DAY
NUMBER, PAPER = "示例〔2026〕1号", "b" * 64
IN_PRINCIPLE = decided(Outcome.ADOPTED_IN_PRINCIPLE)


def an_issue(channel: str | None = "website", on: date = TODAY, draft: str = DRAFT) -> IssuedFacts:
    """The formal document in a channel."""
    return IssuedFacts(NUMBER, PAPER, draft, on, channel)


def facts(**given: object) -> PublicationFacts:
    """Everything that the gate asks for."""
    base = PublicationFacts(
        report=ReportFacts(1, MEETING_DAY, PartyAnswer.AGREED),
        execution=ExecutionFacts(1, "示例局", "2026年底", "每季度"),
        issued=(an_issue(), an_issue("media_account")),
        records=2,
    )
    return replace(base, **given)


def a_case(meeting=None, **given: object) -> CaseFile:
    """A case adopted on version 1 of its draft and signed by its head."""
    statuses = {"collective_discussion": StageStatus.PASSED}
    case = in_discussion(meeting or decided(), statuses=statuses)
    signature = signed_by(Role.ADMINISTRATIVE_HEAD)
    passed = a_row(Stage.COLLECTIVE_DISCUSSION, StageStatus.PASSED, signature=signature)
    stages = {**case.stages, Stage.COLLECTIVE_DISCUSSION: passed}
    return replace(case, **({"stages": stages, "publication": facts()} | given))


def ask(rule, case: CaseFile, under=JISHOU):
    """The finding of a gate rule today."""
    return rule(case, under, TODAY)


def test_a_publication_with_everything_passes_its_gate():
    findings = [ask(rule, a_case()) for rule in GATES[Stage.PUBLICATION]]
    assert not [finding for finding in findings if finding.status is Status.LACKING]


def test_every_gate_rule_answers_on_a_case_that_is_not_started():
    case = replace(in_discussion(None, stages={}, draft=None), publication=PublicationFacts())
    assert all(ask(rule, case).rule for rule in GATES[Stage.PUBLICATION])


def test_art_30_only_the_text_decided_or_ordered_and_confirmed_is_issued():
    """A confirmed change moves what the decision stands on; any other text is not the one decided."""
    rule = rules.decided_text_is_the_one_issued
    assert ask(rule, a_case()).status is Status.SATISFIED
    assert ask(rule, a_case(draft=a_draft(sha256="0" * 64, version=2))).code == "other_text"
    for stages in ({}, a_board()):
        assert ask(rule, a_case(stages=stages)).code == "not_decided"


@pytest.mark.parametrize(
    ("final", "ordered", "code"),
    [
        (None, 2, "unsigned"),
        (FinalTextFacts(1, 2), 2, ""),
        (FinalTextFacts(1, 2), 3, "changed_since"),
        (FinalTextFacts(2, 3), 3, ""),
    ],
)
def test_art_30_what_was_adopted_in_principle_is_issued_as_the_final_text_the_head_signed(final, ordered, code):
    """核稿 may follow it: version 3 is editorial where no confirmed change carrying out opinions led to it."""
    publication = facts(final_text=final, ordered_version=ordered)
    case = a_case(IN_PRINCIPLE, publication=publication, draft=a_draft(version=3))
    assert ask(rules.head_signed_the_final_text, case).code == code
    assert ask(rules.head_signed_the_final_text, a_case()).code == "adopted_as_it_was"


def test_art_30_the_final_text_is_signed_after_the_ordered_amendments_are_confirmed():
    def code(case: CaseFile, under=JISHOU) -> str:
        return rules.ordered_amendments_are_confirmed(an_act(), case, under, TODAY).code

    assert code(a_case(IN_PRINCIPLE, publication=facts(ordered_version=2))) == ""
    assert code(a_case(IN_PRINCIPLE, publication=facts(ordered_version=1))) == "not_carried_out"
    assert code(a_case(IN_PRINCIPLE)) == "not_carried_out"
    assert code(a_case()) == "not_in_principle"
    free = law(collective_discussion__ordered_amendments_confirmed=False)
    assert code(a_case(IN_PRINCIPLE), free) == "not_required"


def test_art_28_nothing_is_issued_on_a_change_that_waits_for_its_confirmation():
    pending = a_case(draft=a_draft(pending=ChangeClass.EDITORIAL))
    assert rules.changes_are_confirmed(an_act(), pending, JISHOU, TODAY).code == "unconfirmed"
    assert rules.changes_are_confirmed(an_act(), a_case(), JISHOU, TODAY).status is Status.SATISFIED


@pytest.mark.parametrize(
    ("meeting", "code"),
    [
        (decided(), ""),
        (decided(record_signed=False), "unsigned"),
        (decided(record_sha256=None, record_signed=False), "not_filed"),
    ],
)
def test_art_30_3_the_record_is_signed_by_chair_and_recorder(meeting, code):
    assert ask(rules.meeting_record_is_signed, a_case(meeting)).code == code


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (ReportFacts(1, MONDAY, PartyAnswer.AGREED), ""),
        (ReportFacts(1, MONDAY, PartyAnswer.CHANGES), "changes"),
        (ReportFacts(1, MONDAY, PartyAnswer.DEFERRED), "deferred"),
        (ReportFacts(1, MONDAY), "no_answer"),
        (None, "not_reported"),
    ],
)
def test_art_31_the_party_committee_has_answered_yes_before_issue(report, code):
    """An answer, not a tick: a report alone, changes or a deferral do not let the decision be issued."""
    case = a_case(publication=facts(report=report))
    assert ask(rules.party_committee_agreed, case).code == code
    assert rules.before_issue(rules.party_committee_agreed)(an_act(), case, JISHOU, TODAY).code == code
    free = law(publication__party_report_required=False)
    assert ask(rules.party_committee_agreed, case, free).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("report", "answered_on", "code"),
    [
        (None, TODAY, "not_reported"),
        (ReportFacts(1, MONDAY, PartyAnswer.CHANGES), TODAY, "answered"),
        (ReportFacts(1, TODAY), TODAY - DAY, "before_the_report"),
        (ReportFacts(1, TODAY), TODAY, ""),
    ],
)
def test_art_31_an_answer_belongs_to_a_report_that_has_none(report, answered_on, code):
    case = a_case(publication=facts(report=report))
    assert rules.report_awaits_an_answer(an_act(answered_on=answered_on), case, JISHOU, TODAY).code == code


def test_art_32_the_decision_is_a_formal_document_under_its_number():
    rule = rules.formal_document_has_its_number
    assert ask(rule, a_case()).status is Status.SATISFIED
    assert ask(rule, a_case(publication=facts(issued=()))).code == "no_document"
    assert ask(rule, a_case(publication=facts(issued=(an_issue(draft="0" * 64),)))).code == "other_text"


@pytest.mark.parametrize(
    ("issued", "code"),
    [
        ((an_issue(), an_issue("media_account")), ""),
        ((an_issue(),), "others_overdue"),
        ((an_issue("media_account"),), "not_published"),
        ((an_issue(draft="0" * 64),), "not_published"),
        ((), "not_published"),
    ],
)
def test_art_32_the_first_channel_counts_and_others_are_overdue_items(issued, code):
    case = a_case(publication=facts(issued=issued))
    finding = ask(rules.first_channel_carries_the_decision, case)
    assert (finding.code, finding.status is Status.LACKING) == (code, code == "not_published")


def test_art_32_channels_are_those_of_the_body_s_kind():
    only = facts(issued=(an_issue(),))
    rule = rules.first_channel_carries_the_decision
    assert ask(rule, a_case(publication=only, organ_kind="department")).code == ""
    township = ask(rule, a_case(publication=only, organ_kind="township"))
    assert township.values["channels"] == ["notice_board"]
    assert ask(rule, a_case(publication=only), NATION).values["channels"] == ["gazette", "newspaper"]


def test_art_32_what_is_lawfully_unpublished_needs_a_document_and_no_channel():
    case = a_case(publication=facts(issued=(an_issue(channel=None),)), lawfully_unpublished=True)
    assert ask(rules.first_channel_carries_the_decision, case).status is Status.NOT_APPLICABLE
    assert ask(rules.publication_was_prompt, case).status is Status.NOT_APPLICABLE
    assert ask(rules.formal_document_has_its_number, case).status is Status.SATISFIED
    for lawful, rule in ((True, rules.matter_is_lawfully_unpublished), (False, rules.matter_is_public)):
        assert rule(an_act(), a_case(lawfully_unpublished=lawful), JISHOU, TODAY).status is Status.SATISFIED
        assert rule(an_act(), a_case(lawfully_unpublished=not lawful), JISHOU, TODAY).status is Status.LACKING


def test_open_information_art_26_a_late_publication_is_flagged_and_never_refused():
    """20 working days after 12 March 2026, with Qingming on 6 April off, end on 10 April."""
    due = date(2026, 4, 10)
    for public_on, code in ((due, ""), (due + DAY, "late")):
        finding = ask(rules.publication_was_prompt, a_case(publication=facts(issued=(an_issue(on=public_on),))))
        assert (finding.status, finding.code) == (Status.SATISFIED, code)
    unheard = a_case(publication=facts(issued=()))
    assert rules.publication_was_prompt(unheard, JISHOU, due + DAY).code == "late"
    assert (
        ask(
            rules.publication_was_prompt,
            replace(unheard, collective_discussion=in_discussion(None).collective_discussion),
        ).code
        == "not_decided"
    )


def test_art_32_every_channel_carries_the_same_document():
    def code(number: str, paper: str, **given: object) -> str:
        act = an_act(document_no=number, document_sha256=paper)
        return rules.channels_carry_one_document(act, a_case(**given), JISHOU, TODAY).code

    assert code(NUMBER, PAPER) == ""
    assert (code("2", PAPER), code(NUMBER, "0" * 64)) == ("other_document", "other_document")
    assert code("2", PAPER, publication=facts(issued=())) == ""
    assert code("2", PAPER, publication=facts(issued=(an_issue(draft="0" * 64),))) == ""


def test_art_34_the_executing_unit_is_named():
    rule = rules.executing_unit_is_named
    unnamed = a_case(publication=facts(execution=None))
    assert ask(rule, a_case(), NATION).status is Status.SATISFIED
    assert ask(rule, unnamed, NATION).code == "no_unit"
    assert ask(rule, unnamed, law(publication__executing_unit_named=False)).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("execution", "missing"),
    [
        (ExecutionFacts(1, "示例局", "2026年底", "每季度"), None),
        (ExecutionFacts(1, "示例局", None, "每季度"), ["time_limit"]),
        (ExecutionFacts(1, "示例局", "2026年底", None), ["feedback"]),
        (None, ["time_limit", "feedback"]),
    ],
)
def test_plan_32_time_limit_and_feedback_are_stated(execution, missing):
    case = a_case(publication=facts(execution=execution))
    assert ask(rules.time_limit_and_feedback_are_stated, case).values.get("fields") == missing
    assert ask(rules.time_limit_and_feedback_are_stated, case, NATION).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("name", ["sent_on", "answered_on", "issued_on"])
@pytest.mark.parametrize(("day", "code"), [(TODAY - DAY, ""), (TODAY, ""), (TODAY + DAY, "ahead")])
def test_art_39_nothing_is_recorded_before_its_day(name, day, code):
    assert rules.day_has_come(an_act(**{name: day}), a_case(), JISHOU, TODAY).code == code


def test_art_39_the_day_of_a_publication_is_the_day_in_beijing():
    evening = datetime(2026, 3, 13, 15, 59, tzinfo=UTC)
    for moment, code in ((evening, ""), (evening + timedelta(minutes=1), "ahead")):
        assert rules.day_has_come(an_act(published_at=moment), a_case(), JISHOU, TODAY).code == code


def test_art_30_a_meeting_that_has_not_decided_issues_nothing():
    case = replace(in_discussion(a_meeting()), publication=facts())
    assert ask(rules.decided_text_is_the_one_issued, case).code == "not_decided"
    assert ask(rules.head_signed_the_final_text, case).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("given", "code"),
    [("中共吉首市委", ""), ("中共吉首市委办公室", ""), ("示例办公室", "another_name")],
    ids=["named", "within", "another"],
)
def test_art_31_another_name_of_the_party_organ_is_shown_and_never_refused(given, code):
    found = further_rules.report_goes_to_the_party_organ_of_the_body(
        an_act(party_organ=given), a_case(organ_kind="government"), JISHOU, TODAY
    )
    assert (found.status, found.code) == (Status.SATISFIED, code)


@pytest.mark.parametrize(("filings", "code"), [(1, ""), (0, "unfiled")])
def test_plan_22_a_normative_document_that_was_not_filed_is_shown_and_holds_nothing(filings, code):
    registered = facts(normative=NormativeFacts(1, "示例-1", TODAY, filings))
    case = a_case(publication=registered, is_normative_document=True, organ_kind="government")
    found = ask(further_rules.normative_document_is_filed, case)
    assert (found.status, found.code) == (Status.SATISFIED, code)


@pytest.mark.parametrize(("explained", "code"), [(True, ""), (False, "not_explained")])
def test_art_32_what_became_of_opinions_is_explained_or_shown_as_missing(explained, code):
    case = a_case(publication=facts(explained=explained), is_technical=True)
    found = ask(further_rules.taking_up_of_opinions_is_explained, case)
    assert (found.status, found.code) == (Status.SATISFIED, code)
