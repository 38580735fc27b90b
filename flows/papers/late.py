"""Papers of the legality review and of the publication (Art. 25–28, 32), and the page that shows where a matter
stands. What the meeting issues stands in meeting.py."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from decision_flow.board import day_of
from decision_flow.collective_discussion.model import Meeting
from decision_flow.decision.model import DecisionDraft, SignOff, StageDetermination, StageState
from decision_flow.expert_review.model import ExpertOpinion
from decision_flow.legality_review.model import (
    EntrustedReview,
    LegalAdvice,
    LegalityOpinion,
    LegalitySubmission,
    OutsideHelp,
)
from decision_flow.public_participation.model import Comment
from decision_flow.publication.model import (
    CongressMatter,
    ExecutionNamed,
    FormalDocument,
    NormativeDocument,
    PolicyInterpretation,
)
from decision_flow.risk_assessment.model import RiskReport
from decision_flow.store.tables import table_of
from decision_flow.terms import Conclusion, Limb, MatterClass, Outcome, RiskLevel, Stage, StageStatus
from flows.papers import late_structures as paper
from flows.papers.source import Source, day, listed
from flows.papers.structures import Word


def legality_opinion(source: Source) -> paper.LegalityOpinionPaper:
    """The opinion as it was issued."""
    row = source.row(table_of(LegalityOpinion), id=source.changed("legality_opinion")["id"])
    of_round = {"round": row.round}
    files = source.by_then(table_of(LegalitySubmission), "submitted_at", **of_round)
    entrusted = source.by_then(table_of(EntrustedReview), "entrusted_at", **of_round)
    advice = source.by_then(table_of(LegalAdvice), "advised_at", **of_round)
    help_given = source.by_then(table_of(OutsideHelp), "helped_at", **of_round)
    return paper.LegalityOpinionPaper(
        **source.head(),
        opinion_no=row.opinion_no,
        conclusion=Conclusion(row.conclusion),
        limbs=tuple(
            paper.LimbLine(
                Limb(one["limb"]),
                one["answer"],
                one["has_fault"],
                Stage(one["stage_at_fault"]) if one["stage_at_fault"] else None,
                tuple(
                    paper.QuestionLine(
                        Word("LimbQuestion", asked["question"]),
                        Word("Flag", str(asked["is_satisfied"]).lower()),
                        asked["note"],
                    )
                    for asked in one["questions"]
                ),
            )
            for one in listed(row.limbs)
        ),
        text=row.text,
        legal_risk=row.legal_risk,
        reviewer=entrusted[-1].entrusted_to if entrusted else "",
        advisers=tuple(dict.fromkeys(one.name for one in advice)),
        helpers=tuple(dict.fromkeys(one.helper for one in help_given)),
        same_unit=bool(row.same_unit),
        drafted_by=row.drafted_name,
        issued_by=row.issued_name,
        issued_post=row.issued_post or "",
        draft_sha256=row.draft_sha256,
        submitted_on=day(files[-1].submitted_on) if files else None,
    )


def publication_notice(source: Source) -> paper.PublicationNoticePaper:
    """The formal document under the number that was entered, what it stands on, and who carries the decision out."""
    row = source.made(table_of(FormalDocument).name)
    meeting = source.by_then(table_of(Meeting), "decided_at")[-1]
    execution = last(source.by_then(table_of(ExecutionNamed), "named_at"))
    congress = last([one for one in source.by_then(table_of(CongressMatter), "recorded_at") if one.resolution_no])
    registered = last(source.by_then(table_of(NormativeDocument), "recorded_at"))
    explained = source.by_then(table_of(PolicyInterpretation), "recorded_at")
    return paper.PublicationNoticePaper(
        **source.head(),
        document_no=row["document_no"],
        forum=meeting.forum,
        held_on=day(meeting.held_on),
        congress_body=congress.congress_body if congress else None,
        resolution_no=row.get("congress_resolution_no"),
        registration_no=registered.unified_registration_no if registered else None,
        registered_by=registered.registered_by if registered else None,
        valid_until=day(registered.valid_until) if registered else None,
        interpretations=tuple(f"{one.form}（{one.address}）" for one in explained),
        executing_unit=execution.executing_unit if execution else None,
        time_limit=execution.time_limit if execution else None,
        feedback=execution.feedback if execution else None,
    )


def summary(source: Source) -> paper.SummaryPaper:
    """办理情况一页纸: where the matter stands, on one page."""
    matter, session = source.matter(), source.session
    c, e = table_of(Comment).c, table_of(ExpertOpinion).c
    risks = source.rows(table_of(RiskReport), "round", "number")
    opinions = [one for one in source.rows(table_of(LegalityOpinion), "round", "number") if one.opinion_no]
    decided = [one for one in source.rows(table_of(Meeting), "round", "number") if one.outcome]
    formal = source.rows(table_of(FormalDocument), "entered_at")
    level = risks[-1].level_after_measures if risks else None
    comments = select(func.count()).where(c.decision_id == source.subject_id)
    experts = select(func.count(e.person_id.distinct())).where(e.decision_id == source.subject_id)
    draft = source.row(table_of(DecisionDraft), version=matter.draft_version)
    return paper.SummaryPaper(
        **source.head(),
        matter_class=MatterClass(matter.matter_class),
        started_on=day(matter.started_on),
        draft_version=draft.version,
        draft_sha256=draft.sha256,
        stages=stage_lines(source),
        comments=session.execute(comments).scalar_one(),
        experts=session.execute(experts).scalar_one(),
        risk_level=RiskLevel(level) if level else None,
        legality=Conclusion(opinions[-1].conclusion) if opinions else None,
        opinion_no=opinions[-1].opinion_no if opinions else None,
        outcome=Outcome(decided[-1].outcome) if decided else None,
        document_no=formal[-1].document_no if formal else None,
    )


def stage_lines(source: Source) -> tuple[paper.StageLine, ...]:
    """The board in its present rounds, with who signed."""
    rows = {row.stage: row for row in source.rows(table_of(StageState))}
    signed = {
        (row.stage, row.round): row for model in (StageDetermination, SignOff) for row in source.rows(table_of(model))
    }
    lines = []
    for stage in Stage:
        row = rows[stage.value]
        by = signed.get((row.stage, row.round)) if row.closed_at else None
        opened, closed = day_of(row.opened_at), day_of(row.closed_at)
        lines.append(
            paper.StageLine(stage, StageStatus(row.status), row.round or None, opened, closed, by.name if by else "")
        )
    return tuple(lines)


def last(rows: Sequence[Row[Any]]) -> Row[Any] | None:
    """The last of them, if there is any."""
    return rows[-1] if rows else None
