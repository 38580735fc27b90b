"""决策启动、草案、程序适用认定: Art. 3, 10–12 and the declared changes of Art. 18, 24, 28."""

from datetime import date
from typing import Any

from decision_flow.casefile import CaseFile, SpecialProcedure
from decision_flow.command import Act
from decision_flow.organ.facts import OrganFile
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.procedure.stage_graph import EARLY, MAY_BE_NOT_REQUIRED
from decision_flow.terms import (
    ChangeClass,
    Outcome,
    ProcedureStep,
    Role,
    Stage,
    StageStatus,
    StartGround,
    StepEffect,
)


@rule("DEC-11-UNIT", article="11")
def undertaking_unit_is_of_the_organ(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """The undertaking unit is a unit of the body that decides."""
    if act.command.undertaking_unit_id not in organ.units:
        return lacking("unknown_unit", cure_by=Role.ADMINISTRATOR)
    return satisfied()


@rule("DEC-3-ITEM", article="3(3)")
def item_is_of_the_bodys_catalog(act: Act, file: OrganFile | CaseFile, law: Law, on: date) -> Finding:
    """The item that a matter names stands in a catalog of the body that decides, never in another's."""
    if not act.command.named:
        return not_applicable("no_item")
    item = file.named_item
    if item is None:
        return lacking("unknown_item", cure_by=(Role.CATALOG_OFFICER, Role.DRAFTER))
    if item.organ_id != file.organ_id:
        return lacking("other_body", cure_by=(Role.CATALOG_OFFICER, Role.DRAFTER), title=item.title)
    return satisfied()


@rule("DEC-10-PROPOSED", article="10")
def matter_is_not_started_yet(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What belongs before the start is done before the start."""
    if case.status != "proposed":
        return lacking("started", cure_by=Role.UNDERTAKING_HEAD, status=case.status)
    return satisfied()


@rule("DEC-10-KEPT", article="10")
def proposal_was_not_declined(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A declined proposal is kept as it was; what comes up again is proposed anew."""
    return lacking("declined", cure_by=act.post.role) if case.status == "declined" else satisfied()


@rule("DEC-12-DRAFT", article="12")
def first_draft_with_explanation_is_filed(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The matter starts with a first draft and its explanation."""
    if case.draft is None:
        return lacking("no_draft", cure_by=Role.DRAFTER)
    return satisfied()


@rule("DEC-12-FIRST", article="12")
def draft_is_the_first(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """After the first draft every further version is a declared change."""
    if case.draft is not None and case.status != "proposed":
        return lacking("declare", cure_by=Role.UNDERTAKING_HEAD, version=case.draft.version)
    return satisfied()


@rule("DEC-10-REQUEST", article="10")
def start_was_requested(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The head of the undertaking unit has signed the start request."""
    if not case.decision.start_requested:
        return lacking("no_request", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("DEC-11-LEAD", article="11")
def one_lead_undertaking_unit(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The start names exactly one lead undertaking unit, the one that asked for it."""
    if act.command.lead_unit_id != case.lead_unit_id:
        return lacking("other_unit", cure_by=Role.ADMINISTRATIVE_HEAD)
    return satisfied()


@rule("DEC-3-GROUND", article="3(3)")
def start_ground_is_lawful(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The item stands in this year's published catalog, or the start names another lawful case (ruling 1)."""
    ground = act.command.start_ground
    if ground not in law.value("catalog.start_grounds"):
        return lacking("unknown_ground", cure_by=Role.ADMINISTRATIVE_HEAD, ground=ground)
    if ground is StartGround.LISTED and not _stands_in_published_catalog(case, on.year):
        return lacking("not_listed", cure_by=(Role.CATALOG_OFFICER, Role.ADMINISTRATIVE_HEAD), year=on.year)
    if ground is StartGround.SUBMITTED and not _stands_in_catalog(case, on.year):
        return lacking("not_submitted", cure_by=Role.DRAFTER, year=on.year)
    if ground is StartGround.CARRIED_OVER and not _stands_in_published_catalog(case, on.year - 1):
        return lacking("not_carried_over", cure_by=Role.CATALOG_OFFICER, year=on.year - 1)
    if ground is StartGround.UNPUBLISHED and not case.lawfully_unpublished:
        return lacking("public", cure_by=(Role.DRAFTER, Role.ADMINISTRATIVE_HEAD), ground=ground)
    if ground is not StartGround.LISTED and not act.command.start_ground_text:
        return lacking("no_text", cure_by=Role.ADMINISTRATIVE_HEAD, ground=ground)
    return satisfied("other_ground", ground=ground) if ground is not StartGround.LISTED else satisfied()


def _stands_in_catalog(case: CaseFile, year: int) -> bool:
    """Whether the item stands in the body's own catalog of that year, published or not."""
    item = case.decision.item
    return item is not None and item.organ_id == case.organ_id and item.year == year and item.item_status != "dropped"


def _stands_in_published_catalog(case: CaseFile, year: int) -> bool:
    item = case.decision.item
    published = item is not None and (item.catalog_status, item.item_status) == ("published", "published")
    return published and _stands_in_catalog(case, year)


@rule("DEC-11-STARTED", article="10")
def decision_is_started(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A stage's act belongs to a started decision."""
    if not case.stages:
        return lacking("not_started", cure_by=Role.ADMINISTRATIVE_HEAD)
    return satisfied()


@rule("DEC-25-DIGEST", article="25(1)")
def act_names_the_current_draft(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who signs says on which draft, and it is the present one."""
    if case.draft is None or act.command.draft_sha256 != case.draft.sha256:
        return lacking("other_draft", cure_by=act.post.role, version=case.draft.version if case.draft else 0)
    return satisfied()


def what_is_signed(signs: type, asks: Any) -> str:
    """What a prepared paper is for: the act that signs it, and the stage where the act is on one."""
    stage = getattr(asks, "stage", None)
    return signs.__name__ if stage is None else f"{signs.__name__}:{stage}"


@rule("SOD-PREPARED", article="39")
def prepared_by_another_person(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What leaves the unit is prepared by one person and signed by another (经办 → 审签)."""
    prepared_by = case.decision.papers.get((what_is_signed(type(act.command), act.command), act.command.paper_sha256))
    if prepared_by is None:
        return lacking("not_prepared", cure_by=Role.DRAFTER)
    if prepared_by == act.actor.id:
        return lacking("same_person", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("DEC-28-NEW", article="28")
def change_is_new(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A change leads to another text, or declares anew what the reviewer did not confirm; one at a time."""
    draft = case.draft
    if draft is None:
        return lacking("no_draft", cure_by=Role.DRAFTER)
    same = act.command.draft_sha256 == draft.sha256
    if draft.pending is not None and not (draft.not_confirmed and same):
        return lacking("pending", cure_by=(Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD), version=draft.version)
    if same and draft.pending is None:
        return lacking("same_text", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("DEC-18-CITES", article="18")
def carried_out_opinions_are_cited(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A change that carries out opinions cites each of them."""
    if act.command.change_class is ChangeClass.CARRIES_OUT_OPINIONS and not act.command.carries_out:
        return lacking("none_cited", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("DEC-24-REOPENS", article="24")
def only_early_stages_are_ticked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Ticked are early stages, and only by a substantive change."""
    ticked = [stage for stage in act.command.reopens if stage not in EARLY]
    if ticked or (act.command.reopens and act.command.change_class is not ChangeClass.SUBSTANTIVE):
        return lacking("not_early", cure_by=Role.UNDERTAKING_HEAD, stages=list(act.command.reopens))
    return satisfied()


@rule("CD-30-AMENDMENTS", article="30")
def after_adoption_only_ordered_changes(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """After adoption the text changes only editorially, as the meeting ordered (原则通过), or as the Party committee or
    the people's congress asked in its answer; anything more goes back to the meeting (rulings 44, 47, 48)."""
    if not case.stages or case.row(Stage.COLLECTIVE_DISCUSSION).status is not StageStatus.PASSED:
        return not_applicable("not_adopted_yet")
    declared = act.command.change_class
    ordered = case.collective_discussion.outcome is Outcome.ADOPTED_IN_PRINCIPLE
    if declared is ChangeClass.CARRIES_OUT_OPINIONS and not (ordered or case.publication.changes_asked):
        return lacking("not_ordered", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied("back_to_the_meeting") if declared is ChangeClass.SUBSTANTIVE else satisfied()


@rule("DEC-37-IN-FORCE", article="37")
def decision_is_not_in_force(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A decision that was made is not altered by changing its draft: an adjustment takes its own procedure."""
    if case.stages and case.row(Stage.PUBLICATION).status is StageStatus.PASSED:
        return lacking("in_force", cure_by=(Role.UNDERTAKING_HEAD, Role.ADMINISTRATIVE_HEAD))
    return satisfied()


@rule("DEC-28-PENDING", article="28")
def change_awaits_the_reviewer(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """There is a declared change of this version, and the reviewer has not answered it."""
    draft = case.draft
    if draft is None or draft.pending is None or draft.not_confirmed or draft.version != act.command.version:
        return lacking("nothing_declared", cure_by=Role.UNDERTAKING_HEAD, version=act.command.version)
    return satisfied()


@rule("SOD-REVIEWER", article="28")
def reviewer_did_not_draft(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Nobody reviews the legality of a draft they drafted."""
    if case.draft is not None and act.actor.id in case.draft.drafters:
        return lacking("own_draft", cure_by=(Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD))
    return satisfied()


@rule("DEC-27-DETERMINATION", article="J27")
def stage_can_be_determined_not_required(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A step is closed as not required only while it is open, and never the legality review or the discussion."""
    stage = act.command.stage
    if stage not in MAY_BE_NOT_REQUIRED:
        return lacking("always_required", cure_by=Role.UNDERTAKING_HEAD, stage=stage)
    if not case.is_open(stage):
        return lacking("not_open", cure_by=Role.UNDERTAKING_HEAD, stage=stage)
    return satisfied()


@rule("DEC-19-ANSWERS", article="19(1)")
def determination_agrees_with_triage(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What triage answered is not contradicted: technical asks for experts, harm for an assessment, and only
    what is lawfully unpublished need not hear the public."""
    if case.special is not None and _is_replaced(case.special, act.command.stage):
        return satisfied("replaced", instrument=case.special.instrument)
    if asked_for(case).get(act.command.stage, False):
        return lacking("required", cure_by=Role.UNDERTAKING_HEAD, stage=act.command.stage)
    return satisfied()


STEP_OF = {
    Stage.PUBLIC_PARTICIPATION: ProcedureStep.OPEN_COMMENT,
    Stage.EXPERT_REVIEW: ProcedureStep.EXPERT_REVIEW,
    Stage.RISK_ASSESSMENT: ProcedureStep.RISK_ASSESSMENT,
}


def _is_replaced(special: SpecialProcedure, stage: Stage) -> bool:
    """Whether another law has its own step in the place of this stage."""
    return stage in STEP_OF and special.steps[STEP_OF[stage]] is StepEffect.REPLACED


def asked_for(answers: Any) -> dict[Stage, bool]:
    """Which early stages the answers of triage ask for."""
    return {
        Stage.EXPERT_REVIEW: answers.is_technical,
        Stage.RISK_ASSESSMENT: answers.may_harm,
        Stage.PUBLIC_PARTICIPATION: not answers.lawfully_unpublished,
    }
