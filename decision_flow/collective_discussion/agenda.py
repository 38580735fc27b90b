"""提请讨论: what may be put on which agenda, when, with which papers. Art. 25(2), 26(2), 29, 30(1); plan 26."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts, MeetingFacts
from decision_flow.command import Act
from decision_flow.legality_review.clock import counted_from
from decision_flow.legality_review.facts import LegalityReviewFacts
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, Rule, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Modality, Outcome, Role, Stage, StageStatus, StartGround

DAY = timedelta(days=1)
OF_STAGE = {
    "public_opinion_adoption": Stage.PUBLIC_PARTICIPATION,
    "expert_opinion_adoption": Stage.EXPERT_REVIEW,
    "risk_report": Stage.RISK_ASSESSMENT,
}
SECRETARY = Role.MEETING_SECRETARY
WHO_MAY_FREE = (SECRETARY, Role.LEGALITY_REVIEWER, Role.UNDERTAKING_HEAD)


@rule("CD-25-REVIEWED", article="25(2)")
def draft_passed_the_legality_review(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A draft that was not reviewed, or was found unlawful, is not submitted to the meeting."""
    if not case.stages or case.row(Stage.LEGALITY_REVIEW).status is not StageStatus.PASSED:
        return lacking("not_passed", cure_by=(Role.UNDERTAKING_HEAD, Role.LEGALITY_HEAD))
    return satisfied()


@rule("LR-25-DIGEST", article="25(2)", gate=Stage.COLLECTIVE_DISCUSSION)
def reviewed_draft_is_the_current_one(case: CaseFile, law: Law, on: date) -> Finding:
    """The meeting discusses the draft that the legality review stands on, and no other text."""
    draft = case.draft
    if draft is None or not case.stages or case.row(Stage.LEGALITY_REVIEW).stands_on != draft.sha256:
        return lacking(
            "other_draft", cure_by=(Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD), version=draft.version if draft else 0
        )
    return satisfied()


@rule("CD-26-AGENDA", article="26(2)", modality=Modality.NORMALLY, gate=Stage.COLLECTIVE_DISCUSSION)
def reviewer_had_his_working_days(case: CaseFile, law: Law, on: date) -> Finding:
    """No meeting before the end of the reviewer's working days, unless he had finished of his own accord or the
    shorter time was reasoned and approved (ruling 33)."""
    meeting, review = case.collective_discussion.meeting, case.legality_review
    if meeting is None:
        return lacking("no_meeting", cure_by=SECRETARY)
    if (since := counted_from(review, law)) is None:
        return lacking("not_submitted", cure_by=Role.UNDERTAKING_HEAD)
    days = law.value("legality_review.working_days_guaranteed")
    left = law.calendar.nth_working_day_after(since, days)
    if left.is_over(meeting.held_on):
        return satisfied()
    if (freed := _agenda_is_freed(meeting, review, law)) is not None:
        return freed
    told: dict[str, Any] = {
        "days": days,
        "submitted_on": review.submitted_on,
        "ends_on": left.worst,
        "held_on": meeting.held_on,
    }
    code = "provisional" if left.provisional else "too_early"
    return lacking(code, cure_by=WHO_MAY_FREE, earliest=left.worst + DAY, **told)


def _agenda_is_freed(meeting: MeetingFacts, review: LegalityReviewFacts, law: Law) -> Finding | None:
    """The reviewer's own declaration after the opinion, or the reason with its approver; both feed a red flag."""
    if review.issued and (review.finished_early or not law.value("legality_review.early_finish_declared")):
        return satisfied("finished_early", submitted_on=review.submitted_on, held_on=meeting.held_on)
    if review.shortened_by:
        return satisfied("shortened", approver=review.shortened_by, held_on=meeting.held_on)
    return None


@rule("CD-29-PACK", article="29", gate=Stage.COLLECTIVE_DISCUSSION)
def pack_is_complete(case: CaseFile, law: Law, on: date) -> Finding:
    """The pack holds the draft and every paper that the steps carried out have brought about."""
    meeting = case.collective_discussion.meeting
    if meeting is None:
        return lacking("no_meeting", cure_by=SECRETARY)
    demanded = [kind for kind in law.value("collective_discussion.pack_contents") if is_demanded(kind, case)]
    missing = [kind for kind in demanded if kind not in meeting.pack]
    if missing:
        return lacking("missing", cure_by=(Role.UNDERTAKING_HEAD, SECRETARY), papers=missing)
    if case.draft is None or meeting.pack.get("draft", case.draft.sha256) != case.draft.sha256:
        return lacking("other_draft", cure_by=SECRETARY, version=case.draft.version if case.draft else 0)
    return satisfied()


def is_demanded(kind: str, case: CaseFile) -> bool:
    """A step that was not required brings no paper; the market's review is for what touches the market."""
    if kind == "fair_competition":
        return case.touches_market
    stage = OF_STAGE.get(kind)
    return stage is None or not case.stages or case.row(stage).status is not StageStatus.NOT_REQUIRED


@rule("CD-30-FORUM", article="30(1)", gate=Stage.COLLECTIVE_DISCUSSION)
def forum_is_a_meeting_of_the_body(case: CaseFile, law: Law, on: date) -> Finding:
    """The draft is discussed by the executive meeting or plenary of the deciding body, by the body's kind."""
    meeting = case.collective_discussion.meeting
    if meeting is None:
        return lacking("no_meeting", cure_by=SECRETARY)
    forums = law.value_for("collective_discussion.forums", case.organ_kind)
    if meeting.forum in forums:
        return satisfied()
    code = "party_meeting" if meeting.forum in law.value("collective_discussion.refused_forums") else "other_forum"
    return lacking(code, cure_by=SECRETARY, forum=meeting.forum, forums=list(forums))


@rule("CD-J26-LISTED", article="J26")
def matter_is_listed_before_discussion(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A matter that started outside the catalog stands in a published one before it is discussed (ruling 1)."""
    if not law.value("catalog.listed_before_discussion"):
        return not_applicable("not_required")
    if case.start_ground == StartGround.LISTED:
        return satisfied()
    if case.start_ground not in law.value("catalog.grounds_to_be_listed_before_discussion"):
        return not_applicable("exempt", ground=case.start_ground)
    item = case.decision.item
    if item is None or item.organ_id != case.organ_id:
        return lacking("no_item", cure_by=(Role.CATALOG_OFFICER, Role.DRAFTER), ground=case.start_ground)
    if item.item_status != "published" or item.catalog_status != "published":
        return lacking("not_published", cure_by=Role.CATALOG_OFFICER, title=item.title)
    return satisfied()


@rule("CD-J26-NAMED", article="J26")
def no_published_item_is_named(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A matter that stands in its own body's published catalog keeps its item."""
    item = case.decision.item
    own = item is not None and item.organ_id == case.organ_id
    if item is not None and own and (item.item_status, item.catalog_status) == ("published", "published"):
        return lacking("stands", cure_by=SECRETARY, title=item.title)
    return satisfied()


@rule("CD-39-AGENDA", article="39")
def meeting_is_not_in_the_past(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An agenda is made for a day that has not gone by."""
    if act.command.held_on < on:
        return lacking("past", cure_by=SECRETARY, earliest=on, held_on=act.command.held_on)
    return satisfied()


@rule("CD-30-FORMER", article="30(3)")
def former_meeting_is_on_record(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What a meeting said of the draft is on record before another one discusses it; rejected is rejected."""
    meeting = case.collective_discussion.meeting
    if case.status == "rejected":
        return lacking("rejected", cure_by=Role.UNDERTAKING_HEAD)
    if meeting is not None and meeting.outcome is not None and meeting.record_sha256 is None:
        return lacking("no_record", cure_by=SECRETARY, held_on=meeting.held_on)
    return satisfied()


@rule("CD-30-LAPSED", article="30(1)")
def deferral_has_not_lapsed(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A deferred matter is taken up within the time of the local rule, or was carried over explicitly (ruling 45)."""
    meeting = case.collective_discussion.meeting
    if meeting is None or meeting.outcome is not Outcome.DEFERRED:
        return not_applicable("not_deferred")
    months = law.value_or_none("collective_discussion.deferral_lapse_months")
    if months is None:
        return not_applicable("none_set")
    ends_on = months_after(meeting.carried_over_on or meeting.held_on, months)
    if act.command.held_on <= ends_on:
        return satisfied()
    return lacking("lapsed", cure_by=Role.CATALOG_OFFICER, held_on=meeting.held_on, months=months, ends_on=ends_on)


@rule("CD-30-CARRIED", article="3(3)")
def matter_carried_over_is_deferred(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is carried over was deferred by its latest meeting, and goes into another item than its own."""
    meeting, item = case.collective_discussion.meeting, case.decision.item
    if meeting is None or meeting.outcome is not Outcome.DEFERRED:
        return lacking("not_deferred", cure_by=SECRETARY)
    if item is not None and item.id == act.command.catalog_item_id:
        return lacking("same_item", cure_by=Role.CATALOG_OFFICER, title=item.title)
    return satisfied()


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - DAY).day
    return date(year, month + 1, min(day.day, last))


def asked_of_the_agenda(gate_rule: Rule) -> Callable[..., Finding]:
    """The act rule of placing on the agenda: what the gate will ask of that meeting."""

    def asked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
        return gate_rule(as_placed(act, case), law, on)

    return asked


def as_placed(act: Act, case: CaseFile) -> CaseFile:
    """The case with the meeting that the act would make."""
    asks, former = act.command, case.collective_discussion.meeting
    pack = {paper.kind: paper.document_sha256 for paper in asks.pack}
    meeting = MeetingFacts(number=former.number + 1 if former else 1, forum=asks.forum, held_on=asks.held_on, pack=pack)
    return replace(case, collective_discussion=CollectiveDiscussionFacts(meeting=meeting))
