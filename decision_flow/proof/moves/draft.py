"""Changes of the draft: declared, confirmed, refused. Each domain is a few values."""

from decision_flow.decision import commands as decision
from decision_flow.proof.matter import CLERK, DECISION, digest
from decision_flow.proof.move import Asked, Moment, move, never_by
from decision_flow.terms import ChangeClass, Outcome, PartyAnswer, Role, Stage

TEXTS = tuple(digest(one) for one in "一二三四五六")
EXPLANATION = digest("说明")
EXPERTS, RISK = Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT


def _change(name: str, change_class: ChangeClass, *, carries: bool = False, reopens: tuple[Stage, ...] = ()) -> None:
    @move(f"change {name}", decision.DeclareDraftChange)
    def declare_change(moment: Moment) -> Asked:
        draft = moment.case.draft
        if draft is None or not moment.case.stages:
            return ()
        anew = draft.not_confirmed
        carries_out = change_class is ChangeClass.CARRIES_OUT_OPINIONS
        if anew and carries:
            return ()
        if not anew and draft.version > moment.changes and not (is_owed(moment, carries) and carries_out):
            return ()
        text = draft.sha256 if anew else TEXTS[draft.version]
        declared = decision.DeclareDraftChange(
            decision_id=DECISION,
            draft_sha256=text,
            explanation_sha256=EXPLANATION,
            change_class=change_class,
            summary="示例",
            carries_out=() if change_class is ChangeClass.EDITORIAL else ("示例意见",),
            carries_legality_opinion=carries,
            reopens=reopens,
        )
        return [(Role.UNDERTAKING_HEAD, declared)]


def is_owed(moment: Moment, carries: bool) -> bool:
    """Whether a change may be owed that was not made yet: to the legality opinion, the meeting, the Party committee."""
    if carries:
        return moment.is_open(Stage.LEGALITY_REVIEW) and moment.version <= moment.changes + 1
    issue, report = moment.case.publication, moment.case.publication.report
    by_party = report is not None and report.answer is PartyAnswer.CHANGES
    in_principle = moment.case.collective_discussion.outcome is Outcome.ADOPTED_IN_PRINCIPLE
    return (by_party or in_principle) and moment.version <= moment.changes + 1 and issue.final_text is None


_change("editorially", ChangeClass.EDITORIAL)
_change("to carry out opinions", ChangeClass.CARRIES_OUT_OPINIONS)
_change("to carry out the legality opinion", ChangeClass.CARRIES_OUT_OPINIONS, carries=True)
_change("in substance", ChangeClass.SUBSTANTIVE)
_change("in substance, everything again", ChangeClass.SUBSTANTIVE, reopens=(EXPERTS, RISK))


@move("confirm the change", decision.ConfirmDraftChange)
def confirm(moment: Moment) -> Asked:
    confirmed = decision.ConfirmDraftChange(decision_id=DECISION, version=moment.version)
    return [(Role.LEGALITY_REVIEWER, confirmed)]


def _refused(name: str, *, carries: bool) -> None:
    @move(name, decision.RefuseDraftChange)
    def refuse(moment: Moment) -> Asked:
        draft = moment.case.draft
        if draft is None or draft.carries_legality_opinion is not carries or moment.case.decision.declarations > 1:
            return ()
        refused = decision.RefuseDraftChange(decision_id=DECISION, version=moment.version, reason="示例")
        return [(Role.LEGALITY_REVIEWER, refused)]

    never_by(refuse, CLERK)


_refused("do not confirm the change", carries=False)
_refused("find the legality opinion not carried out", carries=True)
never_by(confirm, CLERK)
