"""Whole numbers as they come from an address or a form: what the database can compare, or none."""

LONGEST = 18
"""Digits: below 2**63, the largest that either database takes."""


def whole(text: str | None, longest: int = LONGEST) -> int | None:
    """The number that the text is, written in the digits 0 to 9; None where it is no such number."""
    return int(text) if text and len(text) <= longest and text.isascii() and text.isdigit() else None
