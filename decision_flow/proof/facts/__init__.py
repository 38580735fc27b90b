"""How each slice sees the rows that acts write, room by room (decision_flow/proof/fold.py)."""

from decision_flow.proof.facts import (  # noqa: F401  (each registers its folds)
    collective_discussion,
    decision,
    expert_review,
    legality_review,
    public_participation,
    publication,
    risk_assessment,
)
