"""A value of a profile in the words of the office, and as JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from decision_flow.audit.canonical import plain
from decision_flow.procedure.profiles import Lawbook, Profile, Value
from decision_flow.procedure.speech import Speech
from decision_flow.terms import BodyKind, Knowledge, Stage

WORDS, UNITS = "ProfileWord", "Unit"
CONFIRMED_LOCALLY = (Knowledge.OUR_CHOICE, Knowledge.PRACTICE, Knowledge.UNVERIFIED)
"""What a county's legal office confirms or changes (ruling 79)."""
COUNTED = ("calendar_days", "working_days", "months", "years", "persons")


def label(value: Value, speech: Speech) -> str:
    """What the value is of: its label, in English the words of its key."""
    return speech.either(value.label, value.key.partition(".")[2].replace("_", " "))


def in_words(value: Value, speech: Speech) -> str:
    """30日, 是, 政府常务会议、政府全体会议; what nobody has read and what the text leaves open, said as such."""
    if value.knowledge is Knowledge.UNREAD:
        return speech("unread")
    if value.value is None:
        return speech("silent")
    if value.unit == "by_body_kind":
        said = kinds(value, speech).items()
        return "\n".join(speech("of_kind", kind=kind, said=each) for kind, each in said)
    if value.unit == "month_day":
        month, day = value.value.split("-")
        return speech("month_day", month=int(month), day=int(day), iso=value.value)
    if value.value == ():
        return speech("none")
    number = speech.told(value.value, WORDS)
    return speech("amount", number=number, unit=speech.told(value.unit, UNITS)) if value.unit in COUNTED else number


def with_force(value: Value, speech: Speech) -> str:
    """The value with how strongly the law speaks: 应当；一般：30日；不要求."""
    if value.knowledge is Knowledge.UNREAD or value.value is None:
        return in_words(value, speech)
    force = speech.word(value.modality)
    if value.unit == "flag":
        return force if value.value else speech("not_required")
    below = "\n" if value.unit == "by_body_kind" else ""
    return speech("stated", force=force, said=f"{below}{in_words(value, speech)}")


def kinds(value: Value, speech: Speech) -> Mapping[BodyKind, str]:
    """What the value says of each kind of body that it names."""
    said = value.value or {}
    return {kind: speech.told(said[kind], WORDS) for kind in BodyKind if kind in said}


def knowledge(value: Value, speech: Speech) -> str:
    """How we know it, where the text was not read."""
    return "" if value.knowledge is Knowledge.READ else speech("known", how=speech.word(value.knowledge))


def cited(value: Value, speech: Speech) -> str:
    """Where it comes from, in the text's own words where they are short, and how we know it."""
    quote = speech("quoted", quote=value.citation.quote) if value.citation.quote else ""
    return f"{value.citation.text}{knowledge(value, speech)}{quote}"


def section(name: str, speech: Speech) -> str:
    """The title of a section of a profile."""
    return speech.word(Stage(name)) if name in tuple(Stage) else speech.told(name, "Section")


def written(value: Value, lawbook: Lawbook) -> dict[str, Any]:
    """A value for machines."""
    body: dict[str, Any] = plain(value)
    citation = {name: said for name, said in body["citation"].items() if said not in (None, "")}
    told = {"level_title": lawbook.title(value.level), "shown_only": shown_only(value, lawbook)}
    return body | {"citation": {**citation, "text": value.citation.text}} | told


def shown_only(value: Value, lawbook: Lawbook) -> bool:
    """Whether no rule of this version asks the value."""
    return lawbook.chain(value.level)[-1].parameters[value.key].shown_only


def written_all(profile: Profile, lawbook: Lawbook) -> list[dict[str, Any]]:
    """All values of a profile for machines."""
    return [written(value, lawbook) for value in profile.values.values()]


def by_section(values: Iterable[Value]) -> list[tuple[str, list[Value]]]:
    """The values under the section of their key, in the order of the floor's file."""
    sections: dict[str, list[Value]] = {}
    for value in values:
        sections.setdefault(value.key.partition(".")[0], []).append(value)
    return list(sections.items())
