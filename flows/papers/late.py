"""Papers from legality review to publication (Art. 25–32), and the page that shows where a matter stands."""

from sqlalchemy import func, select

from decision_flow.board import day_of
from decision_flow.collective_discussion.model import Meeting, MeetingMember, MeetingView
from decision_flow.decision.model import DecisionDraft, SignOff, StageDetermination, StageState
from decision_flow.expert_review.model import ExpertOpinion
from decision_flow.legality_review.model import LegalityOpinion, LegalitySubmission
from decision_flow.public_participation.model import Comment
from decision_flow.publication.model import ExecutionNamed, FormalDocument
from decision_flow.risk_assessment.model import RiskReport
from decision_flow.store.tables import table_of
from decision_flow.terms import (
    Conclusion,
    Limb,
    MatterClass,
    Outcome,
    Presence,
    RiskLevel,
    Stage,
    StageStatus,
    View,
)
from flows.papers import structures as paper
from flows.papers.source import Source, day, listed

PACK_CONTENTS = "collective_discussion.pack_contents"


def legality_opinion(source: Source) -> paper.LegalityOpinionPaper:
    """The opinion as it was issued."""
    row = source.row(table_of(LegalityOpinion), id=source.changed("legality_opinion")["id"])
    files = source.rows(table_of(LegalitySubmission), "number", round=row.round)
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
            )
            for one in listed(row.limbs)
        ),
        text=row.text,
        legal_risk=row.legal_risk,
        drafted_by=row.drafted_name,
        issued_by=row.issued_name,
        draft_sha256=row.draft_sha256,
        submitted_on=day(files[-1].submitted_on) if files else None,
    )


def meeting_pack(source: Source) -> paper.MeetingPackPaper:
    """What the law wants in the pack, what lies in it, each with its digest."""
    row, matter = source.made("meeting"), source.matter()
    pack = {one["kind"]: one["document_sha256"] for one in listed(row["pack"])}
    demanded = source.law.value(PACK_CONTENTS) if source.law else []
    return paper.MeetingPackPaper(
        **source.head(),
        forum=row["forum"],
        held_on=day(row["held_on"]) or source.on,
        matter_class=MatterClass(matter.matter_class),
        draft_version=version_of(source, row["draft_sha256"]),
        draft_sha256=row["draft_sha256"],
        lines=tuple(
            paper.PackLine(paper.Word("PackPaper", kind), kind in demanded, kind in pack, pack.get(kind, ""))
            for kind in dict.fromkeys((*demanded, *pack))
        ),
    )


def meeting_record(source: Source) -> paper.MeetingRecordPaper:
    """Who was there, what each said word for word in the order of speaking, what was decided."""
    at = source.changed("meeting")
    row = source.row(table_of(Meeting), **at)
    of_it = {"round": at["round"], "meeting": at["number"]}
    members = {one.person_id: one for one in source.rows(table_of(MeetingMember), "position", **of_it)}
    views = source.rows(table_of(MeetingView), "sequence", **of_it)
    return paper.MeetingRecordPaper(
        **source.head(),
        forum=row.forum,
        held_on=day(row.held_on) or source.on,
        members=tuple(paper.MemberLine(m.name, m.title, Presence(m.presence), m.note) for m in members.values()),
        studied_on=day(row.studied_on),
        study_texts=tuple(listed(row.study_texts)),
        legality_speaker=row.legality_body_speaker,
        legality_gist=row.legality_body_gist,
        views=tuple(
            paper.ViewLine(members[v.person_id].name, members[v.person_id].title, View(v.view), v.words) for v in views
        ),
        outcome=Outcome(row.outcome) if row.outcome else None,
        reason=row.reason,
        departure_reason=row.departure_reason,
        amendments=tuple(listed(row.ordered_amendments)),
        decided_by=row.decided_name or "",
        decided_post=row.decided_post or "",
        recorder=source.entry["actor"]["name"],
    )


def decision_sheet(source: Source) -> paper.DecisionSheetPaper:
    """What the head decided at the meeting, on which version."""
    row = source.row(table_of(Meeting), **source.changed("meeting"))
    outcome = Outcome(row.outcome)
    return paper.DecisionSheetPaper(
        **source.head(),
        forum=row.forum,
        held_on=day(row.held_on) or source.on,
        outcome=outcome,
        adopts=outcome in (Outcome.ADOPTED, Outcome.ADOPTED_IN_PRINCIPLE),
        in_principle=outcome is Outcome.ADOPTED_IN_PRINCIPLE,
        reason=row.reason,
        departure_reason=row.departure_reason,
        amendments=tuple(listed(row.ordered_amendments)),
        decided_by=row.decided_name,
        decided_post=row.decided_post,
        draft_version=version_of(source, source.entry["arguments"]["draft_sha256"]),
        draft_sha256=source.entry["arguments"]["draft_sha256"],
    )


def publication_notice(source: Source) -> paper.PublicationNoticePaper:
    """The formal document under the number that was entered, and who carries the decision out."""
    row = source.made(table_of(FormalDocument).name)
    meeting = source.rows(table_of(Meeting), "round", "number")[-1]
    named = source.rows(table_of(ExecutionNamed), "round", "number")
    execution = named[-1] if named else None
    return paper.PublicationNoticePaper(
        **source.head(),
        document_no=row["document_no"],
        document_sha256=row["document_sha256"],
        forum=meeting.forum,
        held_on=day(meeting.held_on),
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


def version_of(source: Source, sha256: str) -> int:
    """The last version of the draft with this digest."""
    return int(source.rows(table_of(DecisionDraft), "version", sha256=sha256)[-1].version)
