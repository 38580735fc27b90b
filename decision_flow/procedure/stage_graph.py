"""The order of the stages (Art. 14–37): what each waits for, who is responsible for it, and what its gate reads."""

from decision_flow.terms import Role, Stage, StageStatus

EARLY = (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT)

AFTER: dict[Stage, tuple[Stage, ...]] = {
    Stage.PUBLIC_PARTICIPATION: (),
    Stage.EXPERT_REVIEW: (),
    Stage.RISK_ASSESSMENT: (),
    Stage.LEGALITY_REVIEW: EARLY,
    Stage.COLLECTIVE_DISCUSSION: (Stage.LEGALITY_REVIEW,),
    Stage.PUBLICATION: (Stage.COLLECTIVE_DISCUSSION,),
    Stage.EXECUTION: (Stage.PUBLICATION,),
    Stage.EVALUATION: (Stage.EXECUTION,),
    Stage.ARCHIVE: (Stage.EXECUTION, Stage.EVALUATION),
}

RESPONSIBLE: dict[Stage, Role] = {
    Stage.PUBLIC_PARTICIPATION: Role.UNDERTAKING_HEAD,
    Stage.EXPERT_REVIEW: Role.UNDERTAKING_HEAD,
    Stage.RISK_ASSESSMENT: Role.UNDERTAKING_HEAD,
    Stage.LEGALITY_REVIEW: Role.LEGALITY_HEAD,
    Stage.COLLECTIVE_DISCUSSION: Role.ADMINISTRATIVE_HEAD,
    Stage.PUBLICATION: Role.OFFICE_HEAD,
    Stage.EXECUTION: Role.EXECUTING_UNIT,
    Stage.EVALUATION: Role.EVALUATOR,
    Stage.ARCHIVE: Role.ARCHIVIST,
}

MAY_BE_NOT_REQUIRED = frozenset({*EARLY, Stage.EVALUATION})
"""Stages that a reasoned determination may close. Legality and discussion never (Art. 25, 30)."""

OPEN = frozenset({StageStatus.OPEN, StageStatus.RETURNED})
CLOSED = frozenset({StageStatus.PASSED, StageStatus.NOT_REQUIRED})

READS: dict[Stage, tuple[str, ...]] = {
    Stage.PUBLIC_PARTICIPATION: ("public_participation",),
    Stage.EXPERT_REVIEW: ("expert_review",),
    Stage.RISK_ASSESSMENT: ("risk_assessment",),
    Stage.LEGALITY_REVIEW: ("legality_review", "papers"),
    Stage.COLLECTIVE_DISCUSSION: ("legality_review", "collective_discussion", "papers"),
    Stage.PUBLICATION: ("collective_discussion", "publication", "papers"),
    Stage.EXECUTION: (),
    Stage.EVALUATION: (),
    Stage.ARCHIVE: (),
}
