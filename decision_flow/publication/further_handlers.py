"""Acts beside the Party report as row changes: congress, registration and filing, interpretation (rulings 47–53)."""

from collections.abc import Iterator
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Insert, Update, handles
from decision_flow.publication import commands as asked
from decision_flow.publication import further_rules, rules
from decision_flow.publication.handlers import OFFICE, SLICE, place, stage_is_open

TO_CONGRESS = (stage_is_open, further_rules.congress_track_is_the_answered_one, rules.day_has_come)


@handles(asked.SubmitCongressMotion, by=OFFICE, slices=SLICE, rules=TO_CONGRESS)
def submit_congress_motion(act: Act, case: CaseFile) -> Iterator[Change]:
    """The motion; one that follows a return is another one."""
    yield _to_congress(act, case)


@handles(asked.ReportToCongress, by=OFFICE, slices=SLICE, rules=TO_CONGRESS)
def report_to_congress(act: Act, case: CaseFile) -> Iterator[Change]:
    """The report before issue; the congress hears it and answers nothing."""
    yield _to_congress(act, case)


@handles(
    asked.RecordCongressOutcome,
    by=OFFICE,
    slices=SLICE,
    rules=(stage_is_open, further_rules.motion_awaits_its_outcome, rules.day_has_come),
)
def record_congress_outcome(act: Act, case: CaseFile) -> Iterator[Change]:
    """The outcome with its resolution, on the version that stood then."""
    asks, congress = act.command, case.publication.congress
    yield Update(
        "congress_matter",
        {"round": place(case)["round"], "number": congress.number if congress else 0},
        {
            "outcome": asks.outcome,
            "resolution_no": asks.resolution_no,
            "outcome_sha256": asks.document_sha256,
            "decided_on": asks.decided_on,
            "outcome_recorded_by": act.actor.id,
            "outcome_draft_version": case.draft.version if case.draft else 0,
        },
    )


@handles(
    asked.RegisterNormativeDocument,
    by=OFFICE,
    slices=SLICE,
    rules=(
        stage_is_open,
        further_rules.matter_is_a_normative_document,
        further_rules.validity_is_stated_within_the_rule,
        rules.day_has_come,
    ),
)
def register_normative_document(act: Act, case: CaseFile) -> Iterator[Change]:
    """The number comes from the registering unit; the last one entered counts."""
    asks, former = act.command, case.publication.normative
    names = ("unified_registration_no", "registered_by", "registered_on", "valid_until", "validity_basis")
    yield _row("normative_document", act, case, former.number if former else 0, {n: getattr(asks, n) for n in names})


@handles(
    asked.RecordNormativeFiling,
    by=OFFICE,
    slices=SLICE,
    rules=(
        rules.publication_has_begun,
        further_rules.matter_is_a_normative_document,
        further_rules.document_is_registered_before_it_is_filed,
        rules.day_has_come,
    ),
)
def record_normative_filing(act: Act, case: CaseFile) -> Iterator[Change]:
    """Filing follows the issue: it may be recorded while the publication stands open and after."""
    asks, normative = act.command, case.publication.normative
    said = {name: getattr(asks, name) for name in ("filed_with", "document_sha256", "filed_on")}
    yield _row("normative_filing", act, case, normative.filings if normative else 0, said)


@handles(
    asked.RecordInterpretation,
    by=OFFICE,
    slices=SLICE,
    rules=(rules.publication_has_begun, rules.matter_is_public, rules.day_has_come),
)
def record_interpretation(act: Act, case: CaseFile) -> Iterator[Change]:
    """Recorded with the publication, or after it."""
    names = ("form", "address", "snapshot_sha256", "explains_opinions", "published_on")
    said = {name: getattr(act.command, name) for name in names}
    yield _row("policy_interpretation", act, case, case.publication.interpretations, said)


def _to_congress(act: Act, case: CaseFile) -> Insert:
    asks, former = act.command, case.publication.congress
    said = {name: getattr(asks, name) for name in ("track", "congress_body", "document_sha256", "sent_on")}
    return _row("congress_matter", act, case, former.number if former else 0, said)


def _row(table: str, act: Act, case: CaseFile, before: int, said: dict[str, Any]) -> Insert:
    """The next row of a table of the publication."""
    numbered = {**place(case), "number": before + 1, **said}
    return Insert(table, {**numbered, "recorded_at": act.occurred_at, **act.signature})
