"""Proof by exhaustion that no path goes around the procedure, and that none gets stuck (docs/proof.md)."""

import decision_flow.proof.moves_early
import decision_flow.proof.moves_late
import decision_flow.rooms  # noqa: F401  (rooms and moves register)
