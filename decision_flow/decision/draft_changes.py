"""草案修改: a declared change, what it makes stale, and the reviewer's word on it (design 12.3, ruling 11)."""

from collections.abc import Iterable, Iterator

from decision_flow.board import signed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Command, Insert, Update, handles
from decision_flow.decision import commands as asked
from decision_flow.decision import rules
from decision_flow.decision.handlers import filed
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.terms import ChangeClass, Role, Stage, StageStatus

REVIEWERS = {Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD}


@handles(
    asked.DeclareDraftChange,
    by={Role.UNDERTAKING_HEAD},
    slices=("decision", "collective_discussion", "publication"),
    rules=(
        rules.decision_is_started,
        rules.change_is_new,
        rules.carried_out_opinions_are_cited,
        rules.only_early_stages_are_ticked,
        rules.after_adoption_only_ordered_changes,
        rules.decision_is_not_in_force,
    ),
)
def declare_draft_change(act: Act, case: CaseFile) -> Iterator[Change]:
    """The new version stands at once; what it makes stale is the table of design 12.3."""
    asks: asked.DeclareDraftChange = act.command
    assert_draft = case.draft
    anew = assert_draft is not None and assert_draft.sha256 == asks.draft_sha256
    version = (assert_draft.version if assert_draft else 0) + (0 if anew else 1)
    if not anew:
        yield filed(act, case, version)
    yield Insert(
        "draft_change",
        {
            "decision_id": case.decision_id,
            "version": version,
            "declaration": case.decision.declarations + 1 if anew else 1,
            "change_class": asks.change_class,
            "carries_out": asks.carries_out,
            "summary": asks.summary,
            "reopens": asks.reopens,
            "carries_legality_opinion": asks.carries_legality_opinion,
            "declared_by": act.actor.id,
            "declared_at": act.occurred_at,
        },
    )
    yield Update(
        "decision",
        {},
        {
            "draft_version": version,
            "change_pending": asks.change_class,
            "change_refused": False,
            "change_carries_legality_opinion": asks.carries_legality_opinion,
        },
    )
    left = tuple(_left_standing(case, asks))
    yield from stand(case, left, asks.draft_sha256)
    for stage in EARLY:  # what a former declaration of this text left standing, and this one does not
        if stage not in left and case.row(stage).stands_on == asks.draft_sha256:
            yield Update("stage", {"stage": stage}, {"stands_on": None})


def _left_standing(case: CaseFile, asks: asked.DeclareDraftChange) -> Iterator[Stage]:
    """The early stages whose result and facts stay good for the new text (ruling 11)."""
    for stage in EARLY:
        not_required = case.row(stage).status is StageStatus.NOT_REQUIRED
        always_again = stage is Stage.PUBLIC_PARTICIPATION and not not_required
        if asks.change_class is not ChangeClass.SUBSTANTIVE or not (always_again or stage in asks.reopens):
            yield stage


def stand(case: CaseFile, stages: Iterable[Stage], sha256: str) -> Iterator[Change]:
    """Move what the results of these stages are good for, where they have one or are working on it."""
    for stage in stages:
        if case.row(stage).stands_on is not None:
            yield Update("stage", {"stage": stage}, {"stands_on": sha256})


def carries_the_opinion(command: Command, case: CaseFile) -> bool:
    """Confirming the change that carries out 修改后合法 is the pass of the new digest (design 13)."""
    return (
        bool(case.stages)
        and case.is_open(Stage.LEGALITY_REVIEW)
        and bool(
            case.draft
            and case.draft.carries_legality_opinion
            and case.draft.pending is ChangeClass.CARRIES_OUT_OPINIONS
        )
    )


@handles(
    asked.ConfirmDraftChange,
    by=REVIEWERS,
    slices=("decision",),
    rules=(rules.change_awaits_the_reviewer, rules.reviewer_did_not_draft),
    signs=Stage.LEGALITY_REVIEW,
    when=carries_the_opinion,
)
def confirm_draft_change(act: Act, case: CaseFile) -> Iterator[Change]:
    """What stood on the former text stands on this one; a substantive change was already sent back."""
    draft = case.draft
    if draft is None:
        return
    yield _answer(act, case, "confirmed", None)
    yield Update("decision", {}, {"change_pending": None, "change_refused": False})
    if draft.pending is not ChangeClass.SUBSTANTIVE:
        yield from stand(case, [stage for stage in Stage if stage not in EARLY], draft.sha256)
    if carries_the_opinion(act.command, case):
        yield signed(act, case, Stage.LEGALITY_REVIEW)


@handles(
    asked.RefuseDraftChange,
    by=REVIEWERS,
    slices=("decision",),
    rules=(rules.change_awaits_the_reviewer, rules.reviewer_did_not_draft),
)
def refuse_draft_change(act: Act, case: CaseFile) -> Iterator[Change]:
    """Nothing closes on this text until the unit declares the change anew."""
    yield _answer(act, case, "not_confirmed", act.command.reason)
    yield Update("decision", {}, {"change_refused": True})


def _answer(act: Act, case: CaseFile, answer: str, reason: str | None) -> Update:
    return Update(
        "draft_change",
        {"version": act.command.version, "declaration": case.decision.declarations},
        {
            "answer": answer,
            "answer_reason": reason,
            "answered_by": act.actor.id,
            "answered_at": act.occurred_at,
            "diff_sha256": getattr(act.command, "diff_sha256", None),
        },
    )
