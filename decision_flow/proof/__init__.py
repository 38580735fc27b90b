"""Proof by exhaustion that no path goes around the procedure, and that none gets stuck (docs/proof.md)."""

import decision_flow.proof.facts
import decision_flow.proof.moves
import decision_flow.rooms  # noqa: F401  (rooms, folds and moves register)
