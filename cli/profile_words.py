"""A value of a profile in the words of the office, and as JSON."""

from collections.abc import Mapping
from typing import Any

from decision_flow.audit.canonical import plain
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.profiles import Lawbook, Profile, Value
from decision_flow.terms import BodyKind, Knowledge, Stage

WORDS, UNITS = "ProfileWord", "Unit"
COUNTED = ("calendar_days", "working_days", "months", "years", "persons")


def in_words(value: Value, messages: Messages) -> str:
    """30日, 是, 政府常务会议、政府全体会议; what nobody has read and what the text leaves open, said as such."""
    if value.knowledge is Knowledge.UNREAD:
        return "原文未读到，须填写取值和依据"
    if value.value is None:
        return "未作规定"
    if value.unit == "by_body_kind":
        return "\n".join(f"{messages.word(kind)}：{said}" for kind, said in kinds(value, messages).items())
    if value.unit == "month_day":
        month, day = value.value.split("-")
        return f"{int(month)}月{int(day)}日"
    if value.value == ():
        return "无"
    unit = messages.told(value.unit, UNITS) if value.unit in COUNTED else ""
    return f"{messages.told(value.value, WORDS)}{unit}"


def with_force(value: Value, messages: Messages) -> str:
    """The value with how strongly the law speaks: 应当；一般：30日；不要求."""
    if value.knowledge is Knowledge.UNREAD or value.value is None:
        return in_words(value, messages)
    force = messages.word(value.modality)
    if value.unit == "flag":
        return force if value.value else "不要求"
    below = "\n" if value.unit == "by_body_kind" else ""
    return f"{force}：{below}{in_words(value, messages)}"


def kinds(value: Value, messages: Messages) -> Mapping[BodyKind, str]:
    """What the value says of each kind of body that it names."""
    said = value.value or {}
    return {kind: messages.told(said[kind], WORDS) for kind in BodyKind if kind in said}


def knowledge(value: Value, messages: Messages) -> str:
    """How we know it, where the text was not read."""
    return "" if value.knowledge is Knowledge.READ else f"（{messages.word(value.knowledge)}）"


def cited(value: Value, messages: Messages) -> str:
    """Where it comes from, in the text's own words where they are short, and how we know it."""
    quote = f"：“{value.citation.quote}”" if value.citation.quote else ""
    return f"{value.citation.text}{knowledge(value, messages)}{quote}"


def section(name: str, messages: Messages) -> str:
    """The title of a section of a profile."""
    return messages.word(Stage(name)) if name in tuple(Stage) else messages.told(name, "Section")


def written(value: Value, lawbook: Lawbook) -> dict[str, Any]:
    """A value for machines."""
    body: dict[str, Any] = plain(value)
    citation = {name: said for name, said in body["citation"].items() if said not in (None, "")}
    return body | {"citation": {**citation, "text": value.citation.text}, "level_title": lawbook.title(value.level)}


def written_all(profile: Profile, lawbook: Lawbook) -> list[dict[str, Any]]:
    """All values of a profile for machines."""
    return [written(value, lawbook) for value in profile.values.values()]
