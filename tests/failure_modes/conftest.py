"""Failure modes are tried on the installation of the specification tests: a body of its own for every matter."""

from tests.statute.conftest import house

__all__ = ["house"]
