"""The start, and determinations that a stage is not required. Each domain is a few values."""

from decision_flow.decision import commands as decision
from decision_flow.proof.matter import CLERK, DECISION, PAPER, UNIT
from decision_flow.proof.move import Asked, Moment, move, never_by
from decision_flow.terms import Role, Stage, StartGround

EARLY = (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT)


@move("start", decision.StartDecision)
def start(moment: Moment) -> Asked:
    if moment.case.stages:
        return ()
    command = decision.StartDecision(
        decision_id=DECISION, lead_unit_id=UNIT, start_ground=StartGround.LISTED, approval_sha256=PAPER
    )
    return [(Role.ADMINISTRATIVE_HEAD, command)]


def _determination(stage: Stage) -> None:
    @move(f"determine {stage}", decision.PrepareDetermination, decision.SignDetermination)
    def determine(moment: Moment) -> Asked:
        if not moment.is_open(stage):
            return ()
        prepared = decision.PrepareDetermination(decision_id=DECISION, stage=stage, paper_sha256=PAPER)
        signed = decision.SignDetermination(
            decision_id=DECISION, stage=stage, reason="示例", legal_ground="示例", paper_sha256=PAPER
        )
        return [(Role.DRAFTER, prepared), (Role.UNDERTAKING_HEAD, signed)]

    never_by(determine, CLERK)


for _stage in (*EARLY, Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION):
    _determination(_stage)
