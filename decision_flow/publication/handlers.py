"""Acts of the publication as row changes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from decision_flow.board import acts_on_open_stage, signed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, ActRule, Change, Event, Insert, Update, handles
from decision_flow.decision.rules import act_names_the_current_draft
from decision_flow.joint_decision import rules as joint
from decision_flow.publication import commands as asked
from decision_flow.publication import further_rules, rules
from decision_flow.terms import Role, Stage

SLICE = ("publication",)
BOTH = ("collective_discussion", "publication")
OFFICE = {Role.OFFICE_HEAD}
stage_is_open = acts_on_open_stage(Stage.PUBLICATION)
BEFORE_ISSUE: tuple[ActRule, ...] = (
    rules.changes_are_confirmed,
    *(
        rules.before_issue(one)
        for one in (
            rules.decided_text_is_the_one_issued,
            rules.head_signed_the_final_text,
            rules.party_committee_agreed,
            further_rules.congress_decided_or_was_told,
            further_rules.normative_document_is_registered,
            joint.every_body_has_its_review,
            joint.every_body_has_decided,
            joint.no_refusal_is_unanswered,
        )
    ),
    further_rules.publication_cites_the_resolution,
    further_rules.minutes_are_no_decision,
)


PARTY = (stage_is_open, rules.day_has_come, further_rules.report_goes_to_the_party_organ_of_the_body)


@handles(asked.SendPartyReport, by=OFFICE, slices=SLICE, rules=PARTY)
def send_party_report(act: Act, case: CaseFile) -> Iterator[Change]:
    """The report; one that follows an answer of changes or deferral is another one."""
    asks, former = act.command, case.publication.report
    yield Insert(
        "party_report",
        {
            **place(case),
            "number": former.number + 1 if former else 1,
            "party_organ": asks.party_organ,
            "document_sha256": asks.document_sha256,
            "sent_on": asks.sent_on,
            "recorded_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.RecordPartyAnswer,
    by=OFFICE,
    slices=SLICE,
    rules=(stage_is_open, rules.report_awaits_an_answer, rules.day_has_come),
)
def record_party_answer(act: Act, case: CaseFile) -> Iterator[Change]:
    """The answer with its document."""
    asks, report = act.command, case.publication.report
    yield Update(
        "party_report",
        {"round": place(case)["round"], "number": report.number if report else 0},
        {
            "answer": asks.answer,
            "answer_sha256": asks.document_sha256,
            "answered_on": asks.answered_on,
            "answer_recorded_by": act.actor.id,
            "answered_draft_version": case.draft.version if case.draft else 0,
        },
    )


@handles(asked.NameExecution, by=OFFICE, slices=SLICE, rules=(stage_is_open,))
def name_execution(act: Act, case: CaseFile) -> Iterator[Change]:
    """Who, until when, and how it reports back; the last one named counts."""
    asks, former = act.command, case.publication.execution
    yield Insert(
        "execution_named",
        {
            **place(case),
            "number": former.number + 1 if former else 1,
            "executing_unit_id": asks.executing_unit_id,
            "executing_unit": asks.executing_unit,
            "time_limit": asks.time_limit,
            "feedback": asks.feedback,
            "named_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.SignFinalText,
    by={Role.ADMINISTRATIVE_HEAD},
    slices=BOTH,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        rules.changes_are_confirmed,
        rules.ordered_amendments_are_confirmed,
        rules.before_issue(rules.decided_text_is_the_one_issued),
    ),
)
def sign_final_text(act: Act, case: CaseFile) -> Iterator[Change]:
    """The text that may be issued."""
    draft, former = case.draft, case.publication.final_text
    yield Insert(
        "final_text",
        {
            **place(case),
            "number": former.number + 1 if former else 1,
            "draft_version": draft.version if draft else 0,
            "draft_sha256": act.command.draft_sha256,
            "signed_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.EnterDocumentNumber,
    by=OFFICE,
    slices=BOTH,
    rules=(stage_is_open, *BEFORE_ISSUE, rules.matter_is_public, rules.channels_carry_one_document),
)
def enter_document_number(act: Act, case: CaseFile) -> Iterator[Change]:
    """The formal document; the flow puts it on the website."""
    yield Insert(
        "formal_document",
        {
            **place(case),
            "document_no": act.command.document_no,
            "document_sha256": act.command.document_sha256,
            "draft_sha256": case.draft.sha256 if case.draft else "",
            "congress_resolution_no": act.command.congress_resolution_no,
            "entered_at": act.occurred_at,
            **act.signature,
        },
    )
    yield Event("StageMoved", {"stage": Stage.PUBLICATION.value, "round": place(case)["round"]})


@handles(
    asked.RecordDecisionPublished,
    by={Role.OFFICE_HEAD, Role.SYSTEM},
    slices=BOTH,
    rules=(
        rules.publication_has_begun,
        *BEFORE_ISSUE,
        rules.matter_is_public,
        rules.channels_carry_one_document,
        rules.day_has_come,
    ),
)
def record_decision_published(act: Act, case: CaseFile) -> Iterator[Change]:
    """One row a channel: what was seen there, and when."""
    asks: asked.RecordDecisionPublished = act.command
    yield _issued(
        act,
        case,
        rules.beijing_day(asks.published_at),
        {
            "channel": asks.channel,
            "address": asks.address,
            "snapshot_sha256": asks.snapshot_sha256,
            "published_at": asks.published_at,
        },
    )


@handles(
    asked.RecordDecisionIssued,
    by=OFFICE,
    slices=BOTH,
    rules=(
        stage_is_open,
        *BEFORE_ISSUE,
        rules.matter_is_lawfully_unpublished,
        rules.channels_carry_one_document,
        rules.day_has_come,
    ),
)
def record_decision_issued(act: Act, case: CaseFile) -> Iterator[Change]:
    """The document under its number, for those it is for."""
    yield _issued(act, case, act.command.issued_on, {})


@handles(
    asked.SignOffPublication,
    by=OFFICE,
    slices=SLICE,
    signs=Stage.PUBLICATION,
    rules=(stage_is_open, act_names_the_current_draft),
)
def sign_off_publication(act: Act, case: CaseFile) -> Iterator[Change]:
    """Issued, and in force since its first channel carried it."""
    yield signed(act, case, Stage.PUBLICATION)
    draft = case.draft.sha256 if case.draft else ""
    first = min((one.issued_on for one in case.publication.issued if one.draft_sha256 == draft), default=act.on)
    yield Update("decision", {}, {"status": "in_force", "in_force_on": first})


def place(case: CaseFile) -> dict[str, Any]:
    return {"decision_id": case.decision_id, "round": case.row(Stage.PUBLICATION).round}


def _issued(act: Act, case: CaseFile, issued_on: date, channel: dict[str, Any]) -> Insert:
    return Insert(
        "issued_decision",
        {
            **place(case),
            "number": case.publication.records + 1,
            "document_no": act.command.document_no,
            "document_sha256": act.command.document_sha256,
            "draft_sha256": case.draft.sha256 if case.draft else "",
            "issued_on": issued_on,
            "congress_resolution_no": act.command.congress_resolution_no,
            **channel,
            "recorded_at": act.occurred_at,
            **act.signature,
        },
    )
