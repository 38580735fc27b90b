"""送审和退回补正: Art. 26 and 27(2). What is handed in, what is sent back, and the time that it starts."""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.legality_review.clock import is_overdue, opinion_due
from decision_flow.legality_review.facts import UNDERTAKING_UNIT
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.terms import Role, Stage, StageStatus

REVIEWERS = (Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD)
UNIT = (Role.DRAFTER, Role.UNDERTAKING_HEAD)
FIRST_REVIEW = "fair_competition_first_review"


def checklist(case: CaseFile, law: Law) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items that every file holds, and those of this kind of matter, which may be not applicable."""
    by_matter = law.value("legality_review.submission_materials_by_matter")
    kinds = (case.matter_class, "normative_document" if case.legality_review.is_normative_document else "")
    return (
        law.value("legality_review.submission_materials"),
        tuple(dict.fromkeys(item for kind in kinds for item in by_matter.get(kind, ()))),
    )


def missing_items(case: CaseFile, law: Law) -> tuple[str, ...]:
    """What the file that stands lacks today: items of the checklist, the present text, the first fair competition
    review. The sheet of a return begins with these."""
    file = case.legality_review.submission
    if file is None:
        return ()
    always, of_the_matter = checklist(case, law)
    missing = [item for item in always if item not in file.kinds]
    missing += [item for item in of_the_matter if item not in file.kinds | file.not_applicable]
    if case.draft is not None and file.draft_sha256 != case.draft.sha256 and "draft" not in missing:
        missing.append("draft")
    if _first_review_is_owed(case, law):
        missing.append(FIRST_REVIEW)
    return tuple(missing)


def _first_review_is_owed(case: CaseFile, law: Law) -> bool:
    if not case.touches_market or not law.value("legality_review.fair_competition_required"):
        return False
    reviewers = law.value_for("legality_review.fair_competition_reviewers", case.organ_kind)
    return UNDERTAKING_UNIT in reviewers and UNDERTAKING_UNIT not in case.legality_review.fair_competition


@rule("LR-26-COMPLETE", article="26(1)")
def materials_are_complete(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is submitted to the review holds every item of the checklist; one of its kind of matter may be not
    applicable, with the reason."""
    always, of_the_matter = checklist(case, law)
    given = {material.kind for material in act.command.materials}
    excused = {one.item for one in act.command.not_applicable}
    missing = [item for item in always if item not in given]
    missing += [item for item in of_the_matter if item not in given | excused]
    return lacking("missing", cure_by=UNIT, materials=missing) if missing else satisfied()


@rule("LR-26-TEXT", article="26(1)")
def draft_in_the_file_is_the_current_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The draft among the materials is the present version."""
    current = case.draft.sha256 if case.draft else None
    drafts = [one.document_sha256 for one in act.command.materials if one.kind == "draft"]
    if any(sha != current for sha in drafts):
        return lacking("other_text", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("LR-26-SUBMITTED", article="26(1)", gate=Stage.LEGALITY_REVIEW)
def complete_file_is_with_the_reviewer(case: CaseFile, law: Law, on: date) -> Finding:
    """The undertaking unit has submitted a complete file in this round, and it was not sent back."""
    file = case.legality_review.submission
    if file is None:
        return lacking("not_submitted", cure_by=Role.UNDERTAKING_HEAD)
    if file.returned_on is None:
        return satisfied()
    code = "not_completed" if file.due_on is not None and on > file.due_on else "returned"
    return lacking(code, cure_by=Role.UNDERTAKING_HEAD, returned_on=file.returned_on, due_on=file.due_on)


def file_is_with_the_reviewer(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The act rule of what is done on a file: it is there, complete."""
    return complete_file_is_with_the_reviewer(case, law, on)


@rule("LR-26-TWICE", article="26(1)")
def no_complete_file_stands(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A file that the reviewer has and did not send back is not submitted again: its time would start anew."""
    if case.legality_review.submitted_on is not None:
        return lacking("stands", cure_by=Role.LEGALITY_REVIEWER, submitted_on=case.legality_review.submitted_on)
    return satisfied()


@rule("LR-26-ONCE", article="26(1)")
def everything_missing_is_told_at_once(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """一次性告知: a return lists everything that is missing; a further return is possible and shown as such."""
    told = [one.item for one in act.command.items]
    if not told:
        return lacking("nothing", cure_by=Role.LEGALITY_REVIEWER)
    left_out = [item for item in missing_items(case, law) if item not in told]
    if left_out:
        return lacking("left_out", cure_by=Role.LEGALITY_REVIEWER, items=left_out)
    file = case.legality_review.submission
    return satisfied("again", times=file.returns + 1) if file is not None and file.returns else satisfied()


@rule("LR-26-DUE", article="system")
def time_to_complete_lies_ahead(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The day until which the file is to be completed has not gone by."""
    if act.command.due_on < on:
        return lacking("past", cure_by=Role.LEGALITY_REVIEWER, earliest=on, due_on=act.command.due_on)
    return satisfied()


@rule("LR-27-RETURN", article="27")
def return_names_an_early_stage(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A return for a fault of the procedure names the early stage that goes to its next round (ruling 12)."""
    stage = act.command.stage_at_fault
    if stage is None:
        return not_applicable("no_stage")
    if stage not in EARLY:
        return lacking("not_early", cure_by=Role.LEGALITY_REVIEWER, stages=list(EARLY), stage=stage)
    return satisfied()


@rule("LR-26-EARLY", article="26(2)")
def early_finish_was_free(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who reviewed in less time declares, after the opinion, that the time was enough and was not imposed."""
    if not is_under_way(case) or case.legality_review.issued is None:
        return lacking("no_opinion", cure_by=REVIEWERS)
    if not (act.command.time_was_enough and act.command.not_imposed):
        return lacking("not_free", cure_by=(Role.MEETING_SECRETARY, Role.UNDERTAKING_HEAD))
    if case.legality_review.finished_early:
        return lacking("declared", cure_by=Role.MEETING_SECRETARY)
    return satisfied()


@rule("LR-26-SHORTENED", article="26(2)")
def shortening_belongs_to_a_submitted_file(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A reason for less time is filed once, for a file that was submitted in this round."""
    if not is_under_way(case) or case.legality_review.submitted_on is None:
        return lacking("not_submitted", cure_by=Role.UNDERTAKING_HEAD)
    if case.legality_review.shortened_by is not None:
        return lacking("on_file", cure_by=Role.MEETING_SECRETARY, approver=case.legality_review.shortened_by)
    return satisfied()


@rule("LR-28-OVERDUE", article="28", gate=Stage.LEGALITY_REVIEW)
def opinion_comes_in_time(case: CaseFile, law: Law, on: date) -> Finding:
    """The review gives its opinion in time: lateness is an alarm, and never stands in the way (ruling 34)."""
    due, file = opinion_due(case.legality_review, law), case.legality_review.submission
    if file is None or file.returned_on is not None:
        return not_applicable("not_submitted")
    if due is None:
        return not_applicable("no_time_set")
    if is_overdue(case.legality_review, law, on):
        return satisfied("overdue", submitted_on=file.submitted_on, due_on=due.on)
    return satisfied("in_time", due_on=due.on)


def is_under_way(case: CaseFile) -> bool:
    """Whether the review has begun in this round; it may have passed."""
    return bool(case.stages) and case.row(Stage.LEGALITY_REVIEW).status is not StageStatus.NOT_STARTED
