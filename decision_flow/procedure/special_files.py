"""专门程序: what other laws prescribe step by step, as data (Art. 3(2), 16(1); ruling 4).

One file an instrument in `config/statutes/special/`; each says of every step whether it is replaced, stricter or
silent. A matter copies what it declares into its own record, and never reads a file again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from decision_flow.procedure.citation import Citation
from decision_flow.procedure.config_file import ConfigError, Node, read
from decision_flow.terms import InstrumentRank, Knowledge, ProcedureStep, StepEffect

_PLACES = ("article", "paragraph", "point")
_VALUES = ("cite", "comment_days", "condition", "note", "knowledge")


class StatuteError(ConfigError):
    """A file of `config/statutes/` cannot be used: file, line, key and what is wrong."""


@dataclass(frozen=True, slots=True)
class StepOfStatute:
    """What the instrument says of one step. `comment_days` is absolute; `condition` is when a hearing is a must."""

    step: ProcedureStep
    effect: StepEffect
    knowledge: Knowledge
    citation: Citation | None
    comment_days: int | None = None
    condition: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpecialStatute:
    """One instrument with all its steps."""

    name: str
    title: str
    number: str
    rank: InstrumentRank
    steps: Mapping[ProcedureStep, StepOfStatute]


def special_statutes(config: Path) -> dict[str, SpecialStatute]:
    """Every file by the title of its instrument. Raises StatuteError with file and place."""
    found: dict[str, SpecialStatute] = {}
    for path in sorted((config / "statutes" / "special").glob("*.yaml")):
        top = read(path, StatuteError)
        statute = _statute(path.stem, top)
        if statute.title in found:
            top.fields["title"].refuse(
                f"{found[statute.title].name}.yaml 已有这一规范。",
                f"{found[statute.title].name}.yaml has this instrument already.",
            )
        found[statute.title] = statute
    return found


def _statute(name: str, top: Node) -> SpecialStatute:
    head = top.of(required=("title", "rank", "knowledge", "steps"), optional=("number",))
    knowledge = Knowledge(head["knowledge"].one_of(tuple(Knowledge)))
    said = head["steps"].of(required=tuple(ProcedureStep))
    title, number = head["title"].text(), head["number"].text() if "number" in head else ""
    base = Citation(title, number)
    steps = {step: _step(step, said[step], base, knowledge) for step in ProcedureStep}
    return SpecialStatute(name, title, number, InstrumentRank(head["rank"].one_of(tuple(InstrumentRank))), steps)


def _step(step: ProcedureStep, node: Node, base: Citation, known: Knowledge) -> StepOfStatute:
    said = node.of(required=("effect",), optional=_VALUES)
    effect = StepEffect(said["effect"].one_of(tuple(StepEffect)))
    if effect is StepEffect.SILENT:
        for value in (said[name] for name in _VALUES if name in said):
            value.refuse("没有规定的步骤不写其他内容。", "A step of which the instrument is silent says nothing more.")
        return StepOfStatute(step, effect, known, None)
    for problem in _misplaced(step, effect, said):
        node.refuse(*problem)
    where = node.of(required=("effect", "cite"), optional=_VALUES)["cite"].of(
        required=("article",), optional=(*_PLACES, "quote")
    )
    places = {name: where[name].whole() for name in _PLACES if name in where}
    return StepOfStatute(
        step,
        effect,
        Knowledge(said["knowledge"].one_of(tuple(Knowledge))) if "knowledge" in said else known,
        Citation(base.instrument, base.number, **places, quote=where["quote"].text() if "quote" in where else ""),
        said["comment_days"].whole() if "comment_days" in said else None,
        said["condition"].text() if "condition" in said else None,
        said["note"].text() if "note" in said else "",
    )


def _misplaced(step: ProcedureStep, effect: StepEffect, said: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """Values of one step that stand at another, or are missing where they belong."""
    if ("comment_days" in said) != (step is ProcedureStep.OPEN_COMMENT and effect is StepEffect.STRICTER):
        yield "更严的征求意见步骤写明期限，其他步骤不写。", "A stricter open comment has its days, no other step has."
    if "condition" in said and step is not ProcedureStep.HEARING:
        yield "只有听证可以附条件。", "Only a hearing has a condition."
