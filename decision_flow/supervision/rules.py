"""督办: what nobody can move, and what moves no longer (Art. 26, 38). Nothing here stands in anybody's way."""

from datetime import date, timedelta
from typing import Any

from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.supervision.facts import FailingStep, HeldStage, PlannedMeeting
from decision_flow.terms import Modality, Role, Stage

DAY = timedelta(days=1)
SIGNATURE = "DEC-39-SIGNED"
BY_THE_OPINION = frozenset({"LR-25-LAWFUL", "LR-27-LIMBS"})
WHO_PLANS = (Role.MEETING_SECRETARY, Role.LEGALITY_REVIEWER, Role.UNDERTAKING_HEAD)
ATTEMPTS = 5
"""So often a step fails before anybody is told (design 12.13)."""
SENTENCES = {"publish-signed-notice": "notice", "publish-formal-document": "document", "read-notice-page": "page"}
"""Steps whose failure has a sentence of its own; the others share one."""
CURED_BY = {"page": (Role.DRAFTER, Role.UNDERTAKING_HEAD)}
"""Who cures a step that the administrator cannot."""


@rule("SUP-38-HOLDER", article="system")
def somebody_can_act(held: HeldStage, law: Law, on: date) -> Finding:
    """For everything that is missing somebody holds the post that can supply it, and no separation of duties keeps
    all of them from it."""
    nobody = [finding for finding in held.lacks if not any(held.able(role) for role in finding.cure_by)]
    roles = tuple(dict.fromkeys(role for finding in nobody for role in finding.cure_by))
    if not roles:
        return satisfied()
    code = "excluded" if any(held.holders.get(role) for role in roles) else "vacant"
    return lacking(code, cure_by=Role.ADMINISTRATOR, stage=held.stage, roles=list(roles))


@rule("SUP-38-SIGNATURE", article="system")
def what_is_ready_is_signed(held: HeldStage, law: Law, on: date) -> Finding:
    """A stage that lacks nothing but its signature is signed within days."""
    undecided = held.stage is not Stage.COLLECTIVE_DISCUSSION or held.meeting_on is not None
    if not held.lacks or not undecided or not all(_comes_with_the_signature(one, held) for one in held.lacks):
        return not_applicable("not_ready")
    if not law.period("supervision.signature_days", held.moved_on).is_over(on):
        return satisfied()
    told: dict[str, Any] = {"since": held.moved_on, "days": (on - held.moved_on).days}
    return lacking("unsigned", cure_by=held.responsible, stage=held.stage, role=held.responsible, **told)


def _comes_with_the_signature(finding: Finding, held: HeldStage) -> bool:
    """The signature itself, a value that the signer gives with it, and what the issue of a drafted opinion brings."""
    if finding.rule == SIGNATURE:
        return finding.code == "unsigned"
    if finding.rule in BY_THE_OPINION and held.stage is Stage.LEGALITY_REVIEW:
        return finding.code == "no_opinion" and held.opinion_drafted
    return finding.code == "unread" and finding.cure_by == (held.responsible,)


@rule("SUP-38-DELAY", article="38", modality=Modality.NORMALLY)
def matter_is_not_left_lying(held: HeldStage, law: Law, on: date) -> Finding:
    """久拖不决: what waits for no day and no lapse is not left without an act for longer than the profile allows."""
    if held.waits_for_a_day(on):
        return not_applicable("waits_for_a_day")
    months = law.value_or_none("collective_discussion.deferral_lapse_months") if held.deferred_on else None
    if held.deferred_on is not None and months is not None and on <= _months_after(held.deferred_on, months):
        return not_applicable("deferred", deferred_on=held.deferred_on, months=months)
    if not law.period("supervision.idle_days", held.moved_on).is_over(on):
        return satisfied()
    waited_for = tuple(dict.fromkeys(role for one in held.lacks for role in one.cure_by)) or (held.responsible,)
    return lacking("no_act", cure_by=waited_for, since=held.moved_on, days=(on - held.moved_on).days)


@rule("SUP-38-AUTOMATION", article="system")
def automated_step_gets_through(failing: FailingStep, law: Law, on: date) -> Finding:
    """An automated step that fails is tried again, and when it keeps failing somebody is told."""
    if failing.attempts < ATTEMPTS:
        return satisfied()
    code = SENTENCES.get(failing.step, "failing")
    told: dict[str, Any] = {
        "since": failing.since,
        "attempts": failing.attempts,
        "stage": failing.stage,
        "step": failing.step,
    }
    return lacking(code, cure_by=CURED_BY.get(code, Role.ADMINISTRATOR), **told)


@rule("SUP-26-MEETING", article="26(2)", modality=Modality.NORMALLY)
def meeting_keeps_the_review_clock(planned: PlannedMeeting, law: Law, on: date) -> Finding:
    """No meeting stands on an agenda for a day on which the reviewer's working days cannot be over."""
    if planned.is_freed:
        return not_applicable("freed")
    days = law.value("legality_review.working_days_guaranteed")
    ends = law.calendar.nth_working_day_after(planned.submitted_on or on, days)
    if ends.is_over(planned.held_on):
        return satisfied()
    code = "too_early" if planned.submitted_on else "not_submitted"
    return lacking(
        code, cure_by=WHO_PLANS, earliest=ends.worst + DAY, held_on=planned.held_on, ends_on=ends.worst, days=days
    )


def _months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + DAY * (day.day - 1), first_of_next - DAY)
