"""What papers share: a word of a list that is no enumeration, and what heads every paper of a decision."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a list of terms that is no enumeration of ours: papers of a pack, channels."""

    terms: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """What every paper of a decision names: the matter, the body, the unit, and the day of the act."""

    title: str
    organ: str
    unit: str
    dated: date
