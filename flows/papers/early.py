"""Papers of the catalog and of the three stages side by side (Art. 3, 14–24), each read from its act."""

from typing import Any

import orjson
from sqlalchemy import Row, func, select

from decision_flow.board import day_of
from decision_flow.catalog.model import CatalogItem, CatalogPublication, DecisionCatalog
from decision_flow.expert_review.model import AppointedExpert, ExpertOpinion
from decision_flow.organ.model import Organ, Unit
from decision_flow.public_participation.hearing_model import Hearing
from decision_flow.public_participation.model import Comment, CommentNotice, DisposedComment, OpinionDisposition
from decision_flow.risk_assessment.levels import computed, rated, score
from decision_flow.risk_assessment.model import RiskPoint, RiskReport, StabilityFiling
from decision_flow.store.tables import table_of
from decision_flow.terms import AnsweredAs, Disposition, MatterClass, RiskLevel, SealKind, View
from flows.papers import early_structures as paper
from flows.papers.source import Source, day, listed
from flows.papers.structures import Word

MOST = 300
"""Answers that the feedback lists one by one; what is beyond is counted."""
LONGEST = 400
C, I, P, U, B = (table_of(model) for model in (DecisionCatalog, CatalogItem, CatalogPublication, Unit, Organ))  # noqa: E741
COMMENT, ANSWERED, ANSWER = (table_of(model) for model in (Comment, DisposedComment, OpinionDisposition))
M, G, A = COMMENT.c, ANSWERED.c, ANSWER.c


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
    """Day, place, sides, materials, and how participants are chosen; or the later day, and why."""
    asked = source.entry["arguments"]
    extended = "hearing_id" in asked
    row = source.row(table_of(Hearing), id=asked["hearing_id"] if extended else source.made("hearing")["id"])
    return paper.HearingNoticePaper(
        **source.head(),
        held_on=day(asked["held_on"]) or source.on,
        place=row.place,
        selection_method=row.selection_method,
        sides=tuple(listed(row.sides)),
        materials=tuple(listed(row.materials)),
        postponed="延期" if extended else "",
        extended_from=day(row.extended_from) if extended else None,
        extended_reason=asked["reason"] if extended else None,
    )


def feedback(source: Source) -> paper.FeedbackPaper:
    """The answers of the round, those with one reason together; names are not shown."""
    number = source.made("participation_feedback")["round"]
    of_round = (M.decision_id == source.subject_id, M.round == number)
    received = {
        bool(late): many
        for late, many in source.session.execute(select(M.late, func.count()).where(*of_round).group_by(M.late))
    }
    answers = answers_in_time(source, number)
    counts: dict[Disposition, int] = dict.fromkeys(Disposition, 0)
    for one in answers:
        counts[Disposition(one.disposition)] += one.many
    shown = [one for one in answers if not one.answered_as]
    return paper.FeedbackPaper(
        **source.head(),
        in_time=received.get(False, 0),
        nobody=not received.get(False),
        late=received.get(True) or None,
        adopted=counts[Disposition.ADOPTED],
        partly_adopted=counts[Disposition.PARTLY_ADOPTED],
        not_adopted=counts[Disposition.NOT_ADOPTED],
        answers=tuple(
            paper.AnsweredOpinions(shortened(one.text), one.many, Disposition(one.disposition), one.reason)
            for one in shown[:MOST]
        ),
        not_shown=max(0, len(shown) - MOST) or None,
        as_such=tuple(
            paper.AnsweredAsSuch(AnsweredAs(one.answered_as), one.many, one.reason)
            for one in answers
            if one.answered_as
        ),
    )


def answers_in_time(source: Source, number: int) -> list[Row[Any]]:
    """Each answer to opinions that came in time: its first opinion, how many have it, and its reason."""
    same = (A.disposition, A.answered_as, A.likeness)
    alike = (
        select(func.min(G.comment_id).label("first"), func.min(A.id).label("answer"), func.count().label("many"))
        .join(ANSWER, A.id == G.disposition_id)
        .where(G.decision_id == source.subject_id, G.round == number, G.late.is_(False))
        .group_by(*same)
        .subquery()
    )
    rows = (
        select(M.text, alike.c.many, A.disposition, A.answered_as, A.reason)
        .join(alike, alike.c.first == M.id)
        .join(ANSWER, A.id == alike.c.answer)
    )
    return list(source.session.execute(rows.order_by(M.id)))


def expert_opinion_sheet(source: Source) -> paper.ExpertOpinionPaper:
    """What was opened together; or one opinion, once what its envelope held is recorded."""
    table = table_of(ExpertOpinion)
    ids = [one["where"]["id"] for one in source.entry["effects"] if one.get("update") == table.name]
    opinions = [source.row(table, id=one) for one in ids]
    together = "opinion_id" not in source.entry["arguments"]
    return paper.ExpertOpinionPaper(
        **source.head(),
        experts=tuple(opinion_line(source, one, together) for one in opinions),
        together=together,
        draft_sha256=opinions[0].draft_sha256,
    )


def opinion_line(source: Source, row: Row[Any], together: bool) -> paper.ExpertOpinionLine:
    """One opinion, with what was declared of his interest. An envelope is empty paper until its content is recorded."""
    expert = source.row(table_of(AppointedExpert), person_id=row.person_id)
    closed = together and row.on_paper
    original = orjson.loads(row.original) if row.original and not closed else None
    text = {
        name: None if closed else getattr(row, name)
        for name in ("necessity", "feasibility", "scientific_merit", "conclusion", "opinion_sha256")
    }
    return paper.ExpertOpinionLine(
        expert=expert.expert,
        institution=bool(expert.is_institution),
        person=not expert.is_institution,
        field=expert.field,
        workplace=expert.workplace,
        interest=expert.interest,
        view=View(row.view) if row.view and not closed else None,
        signed_on=day(original["signed_on"]) if original else None if row.on_paper else day_of(row.signed_at),
        seal=SealKind(original["kind"]) if original else None,
        **{name: (original or {}).get(name) for name in ("pages", "kept_at", "compared_by", "verification")},
        envelope=row.envelope_kept_at if closed else None,
        **text,
    )


def risk_report(source: Source) -> paper.RiskReportPaper:
    """One report with its points, how its level follows from them, and its filing where it has one."""
    filed = next((one for one in source.entry["effects"] if one.get("insert") == "stability_filing"), None)
    place = filed["row"] if filed else source.made("risk_report")
    number, of_report = place["report"] if filed else place["number"], {"round": place["round"]}
    row = source.row(table_of(RiskReport), number=number, **of_report)
    points = source.rows(table_of(RiskPoint), "position", report=number, **of_report)
    filing = source.row(table_of(StabilityFiling), report=number, **of_report) if filed else None
    reused = orjson.loads(row.linked_assessment) if row.linked_assessment else None
    return paper.RiskReportPaper(
        **source.head(),
        number=number,
        **scored(source, points, bool(row.initial_level)),
        contingency_plan=row.contingency_plan,
        departments_heard=tuple(listed(row.departments_heard)),
        groups_heard=tuple(listed(row.groups_heard)),
        initial_level=RiskLevel(row.initial_level) if row.initial_level else None,
        level_after_measures=RiskLevel(row.level_after_measures) if row.level_after_measures else None,
        downrating_reason=row.downrating_reason,
        reused=reused["title"] if reused else None,
        reused_by=reused["assessed_by"] if reused else None,
        reused_on=day(reused["assessed_on"]) if reused else None,
        reused_risk=reused["same_risk"] if reused else None,
        filing=filing.record_no if filing else None,
        filed_on=day(filing.recorded_on) if filing else None,
        controllable=bool(row.is_controllable),
        reassessment=bool(row.is_reassessment),
        measures_taken=row.measures_taken,
        assessor=row.name,
        post=row.post,
        draft_sha256=row.draft_sha256,
        report_sha256=row.report_sha256,
    )


def scored(source: Source, points: Any, has_levels: bool) -> dict[str, Any]:
    """The points with their scores, and the levels that these yield by the weights of the pinned law."""
    assert source.law is not None
    weights, scale = (source.law.value(f"risk_assessment.{name}") for name in ("kind_weights", "rating_scale"))
    begins = source.law.value("risk_assessment.level_scores")
    before, after = rated(points, after=False), rated(points, after=True)
    levels = [computed(one, weights, begins) if has_levels else None for one in (before, after)]
    lines = tuple(
        paper.RiskPointLine(
            Word("RiskKind", p.kind),
            p.description,
            p.likelihood,
            p.impact,
            f"{weights[p.kind]}%",
            f"{score(first, weights) / 100:g}",
            p.measure,
            p.owner,
            day(p.due),
            then.likelihood,
            then.impact,
            f"{score(then, weights) / 100:g}",
        )
        for p, first, then in zip(points, before, after, strict=True)
    )
    return {
        "points": lines,
        "computed_level": levels[0],
        "computed_after": levels[1],
        "scale": f"{scale[0]}至{scale[-1]}",
        "high_from": begins.get(RiskLevel.HIGH) if has_levels else None,
        "medium_from": begins.get(RiskLevel.MEDIUM) if has_levels else None,
    }


def shortened(text: str) -> str:
    """An opinion as the feedback repeats it."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"
