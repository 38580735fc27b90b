"""What the queries would load: the row changes of real handlers, folded onto the frozen slices that rules read.

The engine writes rows and loads slices from them by SQL. Here the same row changes are folded onto the slices
themselves, so that a state of the procedure is a few hashable values. That the two agree is tested against both
databases (tests/proof/test_machine.py).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from decision_flow.board import day_of
from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts, MeetingFacts, MemberFacts
from decision_flow.command import Change, Event, Insert
from decision_flow.decision.facts import DecisionFacts
from decision_flow.expert_review.facts import ExpertFacts, ExpertReviewFacts, OpinionFacts
from decision_flow.joint_decision.facts import JointDecisionFacts
from decision_flow.legality_review.facts import FairReview, LegalityReviewFacts, LimbFacts, Opinion, Submission
from decision_flow.proof.table import Table
from decision_flow.public_participation.facts import NoticeFacts, PublicParticipationFacts
from decision_flow.publication.facts import ExecutionFacts, FinalTextFacts, IssuedFacts, PublicationFacts, ReportFacts
from decision_flow.risk_assessment.facts import RiskAssessmentFacts, RiskReportFacts
from decision_flow.terms import ChangeClass, RiskLevel, Stage

Row = Mapping[str, Any]
Fold = Callable[[Any, Row, CaseFile], Any]

FOLDS: dict[tuple[str, str], Fold] = {}
"""(slice, table) → the slice after a row of the table was written; CaseFile is the kernel before the act."""


def fold(slice_name: str, *tables: str) -> Callable[[Fold], Fold]:
    """Register how a slice sees the rows of some tables."""

    def register(how: Fold) -> Fold:
        FOLDS.update({(slice_name, table): how for table in tables})
        return how

    return register


def folded(slice_name: str, facts: Any, changes: Iterable[Change], kernel: CaseFile) -> Any:
    """The slice after all row changes of one act."""
    for change in changes:
        if isinstance(change, Event):
            continue
        how = FOLDS.get((slice_name, change.table))
        if how is not None:
            row = change.row if isinstance(change, Insert) else {**change.where, **change.set}
            facts = how(facts, row, kernel)
    return facts


@cache
def slices_of(table: str) -> tuple[str, ...]:
    """The slices that see the rows of a table."""
    return tuple(name for name, seen in FOLDS if seen == table)


@fold("decision", "prepared_paper")
def _paper_prepared(facts: DecisionFacts, row: Row, kernel: CaseFile) -> DecisionFacts:
    return replace(facts, papers=Table({**facts.papers, (row["act"], row["paper_sha256"]): row["prepared_by"]}))


@fold("decision", "draft_change")
def _change_declared(facts: DecisionFacts, row: Row, kernel: CaseFile) -> DecisionFacts:
    return facts if "answer" in row else replace(facts, declarations=row["declaration"])


def _begins(stage: Stage, row: Row, kernel: CaseFile) -> bool:
    """Whether a change of the board begins another round of the stage."""
    return row["stage"] is stage and row.get("round", 0) > (kernel.row(stage).round if kernel.stages else 0)


# Public participation


@fold("public_participation", "stage")
def _participation_begins(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    if not _begins(Stage.PUBLIC_PARTICIPATION, row, kernel):
        return facts
    return replace(NOBODY_HEARD, round=row["round"])


@fold("public_participation", "hearing_triggers")
def _triggers_answered(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, grounds=frozenset(row["grounds"]))


@fold("public_participation", "comment_notice")
def _notice(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    """Prepared; or signed, or closed."""
    if "opens_on" in row:
        names = ("id", "round", "draft_sha256", "notice_sha256", "shortening_reason", "shortening_approved_by")
        named: dict[str, Any] = {name: row[name] for name in (*names, "prepared_by", "opens_on", "closes_on")}
        continues = row["continues_notice_id"]
        made = NoticeFacts(**named, continues=continues, signed=False, closed=False, channels=Table())
    elif "signed_at" in row:
        made = replace(facts.notices[row["id"]], signed=True, signed_on=day_of(row["signed_at"]))
    else:
        made = replace(facts.notices[row["id"]], closed=True)
    return replace(facts, notices=Table({**facts.notices, made.id: made}))


@fold("public_participation", "comment_notice_publication")
def _notice_published(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    notice = facts.notices[row["notice_id"]]
    seen = Table({**notice.channels, row["channel"]: day_of(row["published_at"].isoformat())})
    return replace(facts, notices=Table({**facts.notices, notice.id: replace(notice, channels=seen)}))


@fold("public_participation", "comment")
def _opinion_came(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    if row["late"]:
        return facts
    count, waiting = facts.in_time + 1, (*facts.open_ids, row["id"])
    return replace(facts, in_time=count, unanswered=facts.unanswered + 1, open_ids=waiting)


@fold("public_participation", "disposed_comment")
def _opinion_answered(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    waiting = tuple(one for one in facts.open_ids if one != row["comment_id"])
    return replace(facts, unanswered=len(waiting), open_ids=waiting)


@fold("public_participation", "none_received")
def _none_received(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, none_stated=True)


@fold("public_participation", "participation_feedback")
def _fed_back(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, feedback_on=day_of(row["published_at"].isoformat()))


@fold("public_participation", "participation")
def _heard_otherwise(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, forms=facts.forms | {row["form"]})


@fold("public_participation", "open_comment_declined")
def _declined(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, open_comment_declined=True)


# Expert review


@fold("expert_review", "stage")
def _expert_review_begins(facts: ExpertReviewFacts, row: Row, kernel: CaseFile) -> ExpertReviewFacts:
    if not _begins(Stage.EXPERT_REVIEW, row, kernel):
        return facts
    return ExpertReviewFacts(experts=tuple(replace(one, opinions=()) for one in facts.experts))


@fold("expert_review", "appointed_expert")
def _expert(facts: ExpertReviewFacts, row: Row, kernel: CaseFile) -> ExpertReviewFacts:
    """Chosen; or his declaration."""
    if "expert" in row:
        chosen = ExpertFacts(row["person_id"], row["expert"], is_subordinate=row["is_subordinate"], form=row["form"])
        return replace(facts, experts=(*facts.experts, chosen))
    said = row["has_direct_interest"]
    return replace(
        facts,
        experts=tuple(
            replace(one, has_direct_interest=said) if one.person_id == row["person_id"] else one
            for one in facts.experts
        ),
    )


@fold("expert_review", "expert_opinion")
def _expert_opinion(facts: ExpertReviewFacts, row: Row, kernel: CaseFile) -> ExpertReviewFacts:
    """Given; or opened, or answered."""
    if "person_id" in row:
        given = OpinionFacts(row["id"], row["number"], is_opened=False, view=row["view"])
        experts = (
            replace(one, opinions=(*one.opinions, given)) if one.person_id == row["person_id"] else one
            for one in facts.experts
        )
        return replace(facts, experts=tuple(experts))
    if "opened_at" in row:
        changed: dict[str, Any] = {"is_opened": True}
    else:
        changed = {"disposition": row["disposition"], "delivered_on": row["delivered_on"]}
    return replace(
        facts,
        experts=tuple(
            replace(one, opinions=tuple(replace(o, **changed) if o.id == row["id"] else o for o in one.opinions))
            for one in facts.experts
        ),
    )


@fold("expert_review", "expert_number")
def _number_stated(facts: ExpertReviewFacts, row: Row, kernel: CaseFile) -> ExpertReviewFacts:
    return replace(facts, stated_number=row["min_experts"], share_reason=row["share_reason"] is not None)


# Risk assessment


@fold("risk_assessment", "stage")
def _assessment_begins(facts: RiskAssessmentFacts, row: Row, kernel: CaseFile) -> RiskAssessmentFacts:
    return RiskAssessmentFacts(filed=facts.filed) if _begins(Stage.RISK_ASSESSMENT, row, kernel) else facts


@fold("risk_assessment", "risk_report")
def _risk_reported(facts: RiskAssessmentFacts, row: Row, kernel: CaseFile) -> RiskAssessmentFacts:
    level = row["initial_level"]
    report = RiskReportFacts(
        **{name: row[name] for name in ("number", "initial_level", "level_after_measures", "is_controllable")},
        is_reassessment=row["is_reassessment"],
        assessed_by=row["actor_id"],
        points=0,
        without_measure=0,
        has_plan=row["contingency_plan"] is not None,
        departments=len(row["departments_heard"]),
        groups=len(row["groups_heard"]),
    )
    levels = facts.initial_levels | ({RiskLevel(level)} if level else set())
    return replace(facts, report=report, initial_levels=levels, filed=facts.filed + 1)


@fold("risk_assessment", "risk_point")
def _risk_point(facts: RiskAssessmentFacts, row: Row, kernel: CaseFile) -> RiskAssessmentFacts:
    if (report := facts.report) is None:
        return facts
    open_ended = row["measure"] is not None and (row["owner"] is None or row["due"] is None)
    return replace(
        facts,
        report=replace(
            report,
            points=report.points + 1,
            without_measure=report.without_measure + (row["measure"] is None),
            unowned=report.unowned + open_ended,
        ),
    )


@fold("risk_assessment", "stability_filing")
def _report_filed(facts: RiskAssessmentFacts, row: Row, kernel: CaseFile) -> RiskAssessmentFacts:
    return replace(facts, report=replace(facts.report, is_filed=True)) if facts.report else facts


# Legality review


@fold("legality_review", "stage")
def _review_begins(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    return NOT_REVIEWED if _begins(Stage.LEGALITY_REVIEW, row, kernel) else facts


@fold("legality_review", "legality_submission")
def _submitted(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    """Submitted; or sent back."""
    if "returned_on" in row:
        if facts.submission is None:
            return facts
        return replace(
            facts, submission=replace(facts.submission, returned_on=row["returned_on"], due_on=row["due_on"])
        )
    kinds = frozenset(one.kind for one in row["materials"])
    file = Submission(
        row["number"], row["submitted_on"], row["draft_sha256"], kinds=kinds, earlier=tuple(row["earlier"])
    )
    return replace(facts, submission=file)


@fold("legality_review", "legal_advice")
def _advised(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    return replace(facts, advisers=1, other_advisers=1)


@fold("legality_review", "fair_competition_review")
def _fair(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    found = FairReview(row["number"], row["conclusion"])
    return replace(facts, fair_competition=Table({**facts.fair_competition, row["reviewer"]: found}))


@fold("legality_review", "legality_opinion")
def _opinion(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    """Drafted; or issued."""
    if "issued_on" in row and facts.drafted is not None:
        issued = replace(facts.drafted, issued_on=row["issued_on"], same_unit=row["same_unit"])
        return replace(facts, drafted=issued, issued=issued)
    limbs = tuple(LimbFacts(one.limb, one.has_fault, one.stage_at_fault) for one in row["limbs"])
    drafted = Opinion(
        **{name: row[name] for name in ("id", "number", "draft_sha256", "conclusion", "drafted_by", "same_unit")},
        limbs=limbs,
        states_risk=row["legal_risk"] is not None,
    )
    return replace(facts, drafted=drafted)


@fold("legality_review", "early_finish")
def _finished_early(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    return replace(facts, finished_early=True)


# Collective discussion


@fold("collective_discussion", "stage")
def _discussion_begins(facts: CollectiveDiscussionFacts, row: Row, kernel: CaseFile) -> CollectiveDiscussionFacts:
    return CollectiveDiscussionFacts() if _begins(Stage.COLLECTIVE_DISCUSSION, row, kernel) else facts


@fold("collective_discussion", "meeting")
def _meeting(facts: CollectiveDiscussionFacts, row: Row, kernel: CaseFile) -> CollectiveDiscussionFacts:
    """Placed on the agenda; or what was written of it since."""
    if "pack" in row:
        pack = Table({paper.kind: paper.document_sha256 for paper in row["pack"]})
        placed = {name: row[name] for name in ("number", "forum", "held_on", "draft_sha256")}
        return CollectiveDiscussionFacts(meeting=MeetingFacts(**placed, pack=pack))
    return CollectiveDiscussionFacts(meeting=_written(facts.meeting, row)) if facts.meeting else facts


def _written(meeting: MeetingFacts, row: Row) -> MeetingFacts:
    known = ("outcome", "ordered_amendments", "studied_on", "record_sha256", "recorded_by")
    changed: dict[str, Any] = {name: row[name] for name in known if name in row}
    derived = {
        "legality_body_heard": "legality_body_spoke",
        "departure_explained": "departure_reason",
        "record_signed": "record_signed_at",
    }
    changed |= {name: row[column] is not None for name, column in derived.items() if column in row}
    return replace(meeting, **changed)


@fold("collective_discussion", "meeting_member")
def _member(facts: CollectiveDiscussionFacts, row: Row, kernel: CaseFile) -> CollectiveDiscussionFacts:
    if (meeting := facts.meeting) is None:
        return facts
    seated = MemberFacts(row["person_id"], row["name"], row["is_head"], row["presence"])
    return CollectiveDiscussionFacts(meeting=replace(meeting, members=(*meeting.members, seated)))


@fold("collective_discussion", "meeting_view")
def _view(facts: CollectiveDiscussionFacts, row: Row, kernel: CaseFile) -> CollectiveDiscussionFacts:
    if (meeting := facts.meeting) is None:
        return facts
    members = (
        replace(one, view=row["view"], sequence=row["sequence"]) if one.person_id == row["person_id"] else one
        for one in meeting.members
    )
    said = replace(meeting, members=tuple(members), last_spoken_at=row["spoken_at"])
    return CollectiveDiscussionFacts(meeting=said)


# Publication


@fold("publication", "stage")
def _publication_begins(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    begins = _begins(Stage.PUBLICATION, row, kernel)
    return replace(NOTHING_ISSUED, ordered_version=facts.ordered_version) if begins else facts


@fold("publication", "draft_change")
def _change_confirmed(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    carries_out = kernel.draft is not None and kernel.draft.pending is ChangeClass.CARRIES_OUT_OPINIONS
    return replace(facts, ordered_version=row["version"]) if row.get("answer") == "confirmed" and carries_out else facts


@fold("publication", "party_report")
def _party_report(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    """Sent; or answered."""
    if "answer" in row and facts.report is not None:
        answered = replace(facts.report, answer=row["answer"], draft_version=row["answered_draft_version"])
        return replace(facts, report=answered)
    return replace(facts, report=ReportFacts(row["number"], row["sent_on"], party_organ=row["party_organ"]))


@fold("publication", "execution_named")
def _execution(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    named = ExecutionFacts(*(row[name] for name in ("number", "executing_unit", "time_limit", "feedback")))
    return replace(facts, execution=named)


@fold("publication", "final_text")
def _final_text(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    return replace(facts, final_text=FinalTextFacts(row["number"], row["draft_version"]))


@fold("publication", "issued_decision")
def _issued(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    names = ("document_no", "document_sha256", "draft_sha256", "issued_on", "congress_resolution_no")
    named: dict[str, Any] = {name: row[name] for name in names}
    issued = IssuedFacts(**named, channel=row.get("channel"))
    return replace(facts, issued=(issued, *facts.issued), records=facts.records + 1)


NOBODY_HEARD = PublicParticipationFacts(
    round=0,
    notices=Table(),
    in_time=0,
    unanswered=0,
    open_ids=(),
    forms=frozenset(),
    affects_specific_group=False,
    group_consulted=False,
    open_comment_declined=False,
    none_stated=False,
    hearing=None,
    grounds=None,
    hearing_set_aside=False,
    replaced_by=None,
    rejected=0,
    one_reason=False,
    feedback_on=None,
)
"""The slice of a round in which nothing was done yet."""

NOTHING_ISSUED = PublicationFacts(joint_decision=JointDecisionFacts(bodies=Table()))
NOT_REVIEWED = LegalityReviewFacts(fair_competition=Table())
