"""Legality review: fair competition, submission, return, advice, opinions. Each domain is a few values."""

from decision_flow.legality_review import commands as legality
from decision_flow.legality_review.facts import MARKET_REGULATOR, UNDERTAKING_UNIT
from decision_flow.proof.matter import CLERK, DECISION, PAPER, wearing_every_hat
from decision_flow.proof.move import Asked, Moment, move, never_by
from decision_flow.terms import Conclusion, FairCompetition, Limb, Role, Stage

REVIEWER = wearing_every_hat(Role.LEGALITY_REVIEWER)


def _fair(role: Role, word: str) -> None:
    @move(f"review fair competition as {role}", legality.FileFairCompetitionReview)
    def review(moment: Moment) -> Asked:
        done = word in moment.case.legality_review.fair_competition
        if done or not moment.case.touches_market or not moment.is_open(Stage.LEGALITY_REVIEW):
            return ()
        heard = legality.OperatorHeard(who="示例", heard_on=moment.on, how="座谈", opinion="示例")
        found = legality.FileFairCompetitionReview(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            conclusion=FairCompetition.COMPLIES,
            operators_heard=(heard,),
            exception_ground=None,
            no_milder_alternative=None,
            exception_term=None,
            document_sha256=PAPER,
        )
        return [(role, found)]


_fair(Role.UNDERTAKING_HEAD, UNDERTAKING_UNIT)
_fair(Role.MARKET_REGULATOR, MARKET_REGULATOR)


@move("submit for review", legality.PrepareReviewSubmission, legality.SubmitForLegalityReview)
def submit(moment: Moment) -> Asked:
    if not moment.is_open(Stage.LEGALITY_REVIEW):
        return ()
    kinds = (kind for kind in moment.law.value("legality_review.submission_materials") if kind != "draft")
    materials = tuple(legality.Material(kind=kind, document_sha256=PAPER) for kind in kinds)
    submitted = legality.SubmitForLegalityReview(
        decision_id=DECISION,
        paper_sha256=PAPER,
        draft_sha256=moment.sha256,
        materials=(legality.Material(kind="draft", document_sha256=moment.sha256), *materials),
    )
    return [
        (Role.DRAFTER, legality.PrepareReviewSubmission(decision_id=DECISION, paper_sha256=PAPER)),
        (Role.UNDERTAKING_HEAD, submitted),
    ]


def _returned(name: str, stage: Stage | None) -> None:
    @move(f"send the file back{name}", legality.ReturnSubmission)
    def send_back(moment: Moment) -> Asked:
        file = moment.case.legality_review.submission
        if file is None or file.returns or not moment.may_go_wrong:
            return ()
        items = (
            *(legality.ReturnItem(item=one, cure="示例") for one in ("示例附件", "draft")),
            legality.ReturnItem(item="fair_competition_first_review", cure="示例"),
        )
        return [
            (
                Role.LEGALITY_REVIEWER,
                legality.ReturnSubmission(decision_id=DECISION, items=items, due_on=moment.on, stage_at_fault=stage),
            )
        ]


_returned("", None)
_returned(", the risk assessment at fault", Stage.RISK_ASSESSMENT)


@move("advise", legality.AdviseOnLegality)
def advise(moment: Moment) -> Asked:
    if moment.case.legality_review.advisers:
        return ()
    return [
        (Role.LEGAL_ADVISER, legality.AdviseOnLegality(decision_id=DECISION, draft_sha256=moment.sha256, text="示例"))
    ]


@move("advise as who drafted the opinion", legality.AdviseOnLegality, is_excluded=True)
def advise_oneself(moment: Moment) -> Asked:
    if moment.case.legality_review.drafted is None:
        return ()
    return [(REVIEWER, legality.AdviseOnLegality(decision_id=DECISION, draft_sha256=moment.sha256, text="示例"))]


def _found(name: str, conclusion: Conclusion, fault: Limb | None = None, stage: Stage | None = None) -> None:
    @move(f"draft opinion: {name}", legality.DraftLegalityOpinion)
    def draft_opinion(moment: Moment) -> Asked:
        drafted = moment.case.legality_review.drafted
        waits = drafted is not None and drafted.issued_on is None and drafted.draft_sha256 == moment.sha256
        goes_wrong = fault is not None
        if waits or (goes_wrong and (drafted is not None or not moment.may_go_wrong)):
            return ()
        limbs = tuple(
            legality.LimbAnswer(
                limb=limb, answer="示例", has_fault=limb is fault, stage_at_fault=stage if limb is fault else None
            )
            for limb in Limb
        )
        said = legality.DraftLegalityOpinion(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            limbs=limbs,
            conclusion=conclusion,
            text="示例",
            legal_risk=None,
        )
        return [(Role.LEGALITY_REVIEWER, said)]

    never_by(draft_opinion, CLERK)


_found("lawful", Conclusion.LAWFUL)
_found("unlawful", Conclusion.UNLAWFUL, Limb.CONTENT)
_found("lawful after changes", Conclusion.LAWFUL_AFTER_CHANGES, Limb.CONTENT)
_found("participation at fault", Conclusion.UNLAWFUL, Limb.PROCEDURE, Stage.PUBLIC_PARTICIPATION)


@move("issue opinion", legality.IssueLegalityOpinion)
def issue_opinion(moment: Moment) -> Asked:
    drafted = moment.case.legality_review.drafted
    if drafted is None:
        return ()
    issued = legality.IssueLegalityOpinion(
        decision_id=DECISION,
        opinion_id=drafted.id,
        draft_sha256=moment.sha256,
        conclusion=drafted.conclusion,
        opinion_no=None,
        count_under="示例审",
    )
    return [(Role.LEGALITY_HEAD, issued)]


@move("declare finished early", legality.DeclareFinishedEarly)
def finished_early(moment: Moment) -> Asked:
    if not moment.is_open(Stage.COLLECTIVE_DISCUSSION):
        return ()
    free = legality.DeclareFinishedEarly(decision_id=DECISION, time_was_enough=True, not_imposed=True, statement="示例")
    return [(Role.LEGALITY_REVIEWER, free)]


never_by(submit, CLERK)
never_by(issue_opinion, REVIEWER)
never_by(issue_opinion, CLERK)
