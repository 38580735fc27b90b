"""Proof by exhaustion that no path goes around the procedure, and that none gets stuck (docs/proof.md)."""
