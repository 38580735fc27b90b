"""Failure modes are tried on the installation of the specification tests: each matter in a body of its own."""

from tests.statute.conftest import house

__all__ = ["house"]
