"""Papers of the catalog and of the three stages side by side (Art. 3, 14–24), each read from its act."""

from typing import Any

from sqlalchemy import Row, func, select

from decision_flow.catalog.model import CatalogItem, CatalogPublication, DecisionCatalog
from decision_flow.expert_review.model import AppointedExpert
from decision_flow.organ.model import Organ, Unit
from decision_flow.public_participation.hearing_model import Hearing
from decision_flow.public_participation.model import Comment, CommentNotice, DisposedComment, OpinionDisposition
from decision_flow.risk_assessment.model import RiskPoint
from decision_flow.store.tables import table_of
from decision_flow.terms import Disposition, MatterClass, RiskLevel
from flows.papers import structures as paper
from flows.papers.source import Source, day, listed

MOST = 300
"""Answers that the feedback lists one by one; what is beyond is counted."""
LONGEST = 400
C, I, P, U, B = (table_of(model) for model in (DecisionCatalog, CatalogItem, CatalogPublication, Unit, Organ))  # noqa: E741
COMMENT, ANSWER, DISPOSED = (table_of(model) for model in (Comment, OpinionDisposition, DisposedComment))
M, A, S = COMMENT.c, ANSWER.c, DISPOSED.c


def catalog_announcement(source: Source) -> paper.CatalogAnnouncementPaper:
    """The edition as published: its items in their order."""
    published = source.made(P.name)
    catalog = source.session.execute(
        select(C.c.title, B.c.name).join(B, B.c.id == C.c.organ_id).where(C.c.id == source.subject_id)
    ).one()
    items = source.session.execute(
        select(I.c.title, U.c.name, I.c.matter_class, I.c.planned_time)
        .outerjoin(U, U.c.id == I.c.undertaking_unit_id)
        .where(I.c.catalog_id == source.subject_id, I.c.status == "published")
        .order_by(I.c.id)
    ).all()
    return paper.CatalogAnnouncementPaper(
        title=catalog.title,
        organ=catalog.name,
        dated=source.on,
        document_no=published["document_no"],
        edition=published["edition"],
        adjusted=published["edition"] > 1,
        items=tuple(
            paper.ItemLine(title, unit or "", MatterClass(of) if of else None, planned)
            for title, unit, of, planned in items
        ),
    )


def comment_notice(source: Source) -> paper.CommentNoticePaper:
    """What the head of the unit signed."""
    row = source.row(table_of(CommentNotice), id=source.changed("comment_notice")["id"])
    opens_on, closes_on = day(row.opens_on) or source.on, day(row.closes_on) or source.on
    return paper.CommentNoticePaper(
        **source.head(),
        text=row.text,
        opens_on=opens_on,
        closes_on=closes_on,
        how_to_comment=row.how_to_comment,
        shortening_reason=row.shortening_reason,
        draft_sha256=row.draft_sha256,
        explanation_sha256=row.explanation_sha256,
    )


def hearing_notice(source: Source) -> paper.HearingNoticePaper:
    """Day, place, materials, and how participants are chosen."""
    row = source.row(table_of(Hearing), id=source.made("hearing")["id"])
    return paper.HearingNoticePaper(
        **source.head(),
        held_on=day(row.held_on) or source.on,
        place=row.place,
        selection_method=row.selection_method,
        materials=tuple(listed(row.materials)),
    )


def feedback(source: Source) -> paper.FeedbackPaper:
    """The answers of the round, alike ones together; names are not shown."""
    number = source.made("participation_feedback")["round"]
    of_round = (M.decision_id == source.subject_id, M.round == number)
    answered = COMMENT.outerjoin(DISPOSED, S.comment_id == M.id).outerjoin(ANSWER, A.id == S.disposition_id)
    counted = select(M.late, A.disposition, func.count()).select_from(answered).where(*of_round)
    grouped = source.session.execute(counted.group_by(M.late, A.disposition))
    counts = [(bool(late), said, many) for late, said, many in grouped]
    answer = (A.disposition, A.reason)
    first = select(func.min(M.id).label("id"), func.count().label("many"), *answer).select_from(answered)
    alike = first.where(*of_round, M.late.is_(False), A.disposition.is_not(None)).group_by(*answer).subquery()
    rows = source.session.execute(
        select(M.text, alike.c.many, alike.c.disposition, alike.c.reason).join(alike, alike.c.id == M.id).order_by(M.id)
    ).all()
    in_time = {said: many for late, said, many in counts if not late}
    return paper.FeedbackPaper(
        **source.head(),
        received=sum(many for _, _, many in counts),
        in_time=sum(in_time.values()),
        **{one.value: in_time.get(one.value, 0) for one in Disposition},
        answers=tuple(
            paper.AnsweredOpinions(shortened(text), many, Disposition(said), reason)
            for text, many, said, reason in rows[:MOST]
        ),
        not_shown=max(0, len(rows) - MOST) or None,
    )


def expert_opinion_sheet(source: Source) -> paper.ExpertOpinionPaper:
    """One opinion of one expert, with what was declared of his interest."""
    row = source.made("expert_opinion")
    expert = source.row(table_of(AppointedExpert), person_id=row["person_id"])
    return paper.ExpertOpinionPaper(
        **source.head(),
        expert=expert.expert,
        field=expert.field,
        workplace=expert.workplace,
        interest=expert.interest,
        **{name: row[name] for name in ("necessity", "feasibility", "scientific_merit", "conclusion")},
        draft_sha256=row["draft_sha256"],
        opinion_sha256=row.get("opinion_sha256"),
    )


def _point_line(point: Row[Any]) -> paper.RiskPointLine:
    kind, rated = paper.Word("RiskKind", point.kind), (point.likelihood, point.impact)
    return paper.RiskPointLine(kind, point.description, *rated, point.measure, point.owner, day(point.due))


def risk_report(source: Source) -> paper.RiskReportPaper:
    """One report with its points."""
    row = source.made("risk_report")
    points = source.rows(table_of(RiskPoint), "position", round=row["round"], report=row["number"])
    initial, after = row.get("initial_level"), row.get("level_after_measures")
    return paper.RiskReportPaper(
        **source.head(),
        number=row["number"],
        points=tuple(_point_line(p) for p in points),
        contingency_plan=row.get("contingency_plan"),
        departments_heard=tuple(listed(row["departments_heard"])),
        initial_level=RiskLevel(initial) if initial else None,
        level_after_measures=RiskLevel(after) if after else None,
        controllable=bool(row["is_controllable"]),
        reassessment=bool(row["is_reassessment"]),
        measures_taken=row.get("measures_taken"),
        assessor=row["name"],
        post=row["post"],
        draft_sha256=row["draft_sha256"],
        report_sha256=row["report_sha256"],
    )


def shortened(text: str) -> str:
    """An opinion as the feedback repeats it."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"
