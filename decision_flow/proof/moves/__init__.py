"""The moves of the explored procedure, stage by stage (decision_flow/proof/move.py)."""

from decision_flow.proof.moves import (  # noqa: F401  (each registers its moves)
    collective_discussion,
    draft,
    expert_review,
    legality_review,
    public_participation,
    publication,
    risk_assessment,
    start,
)
