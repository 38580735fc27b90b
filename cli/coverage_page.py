"""The page of the docs that shows the matrix (docs/coverage.md): Chinese, then English, then rules and tests."""

from collections import Counter
from collections.abc import Iterator

from cli.coverage_matrix import Matrix
from cli.output import LANGUAGES
from decision_flow.procedure.coverage import Standing
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.rules import RULES
from decision_flow.procedure.speech import Speech
from decision_flow.procedure.statutes import Duty, Statute
from decision_flow.terms import Knowledge, Role


def page(matrix: Matrix, messages: Messages) -> str:
    """The page as Markdown; the same matrix gives the same text."""
    speeches = [Speech(messages, lang) for lang in LANGUAGES]
    lines = ["# 条款落实情况 · Statute coverage", ""]
    for speech in speeches:
        lines += [*_duties(matrix, speech)]
    if matrix.witnesses:
        lines += [*_rules(matrix, messages)]
    return "\n".join(lines).rstrip() + "\n"


def _duties(matrix: Matrix, speech: Speech) -> Iterator[str]:
    counted = Counter(matrix.standings.values())
    told = speech.listed(f"{speech(one)} {counted[one]}" for one in Standing)
    yield from (f"## {speech('page')}", "", speech("page_says"), "")
    yield from (speech("duties", count=len(matrix.standings), counted=told), "")
    for statute in matrix.statutes:
        title = f"{speech.messages.instrument(statute.name, speech.lang)} ({statute.number})"
        yield from (f"### {title}", "")
        yield from _table(speech.columns("article", "id", "bearer", "duty", "met", "how"))
        yield from (_row(_cells(matrix, statute, duty, speech)) for duty in statute.duties)
        yield ""


def _cells(matrix: Matrix, statute: Statute, duty: Duty, speech: Speech) -> tuple[str, ...]:
    return (
        speech.messages.place(statute.cited(duty), speech.lang),
        duty.id,
        duty.who.told(speech.lang),
        speech("force", modality=duty.modality, duty=duty.duty.told(speech.lang)),
        speech(matrix.standings[duty.id]),
        "<br>".join(how(statute, duty, speech, mark="`")),
    )


def how(statute: Statute, duty: Duty, speech: Speech, mark: str = "") -> list[str]:
    """What meets the duty, a line each; `mark` stands around the names of rules and acts."""
    rules, awaited = statute.enforced_by(duty, RULES.values()), duty.awaits
    said = [
        " ".join(f"{mark}{name}{mark}" for name in rules),
        " ".join(f"{mark}{name}{mark}" for name in duty.records),
        speech("deadline", parameter=duty.deadline) if duty.deadline else "",
        speech("role", role=Role(duty.role)) if duty.role else "",
        duty.report.told(speech.lang),
        duty.outside.told(speech.lang),
        speech("awaits", issue=awaited.issue, wanted=" ".join(awaited.everything)) if awaited else "",
        speech("not_verified") if duty.knowledge is Knowledge.UNVERIFIED else "",
    ]
    return [one for one in said if one]


def _rules(matrix: Matrix, messages: Messages) -> Iterator[str]:
    zh, en = (Speech(messages, lang) for lang in LANGUAGES)
    yield from (f"## {zh('rules')} · {en('rules')}", "", zh("rules_say"), "", en("rules_say"), "")
    yield from _table(tuple(f"{zh(key)} · {en(key)}" for key in ("rule", "article", "requirement", "tests")))
    for rule in sorted(RULES.values(), key=lambda one: one.id):
        yield _row(
            (
                f"`{rule.id}`",
                messages.article(rule.article),
                f"{messages.what(rule.id)}<br>{messages.what(rule.id, 'en')}",
                "<br>".join(_tests(matrix, rule.id, zh, en)),
            )
        )


def _tests(matrix: Matrix, rule_id: str, zh: Speech, en: Speech) -> Iterator[str]:
    witnesses = matrix.witnesses[rule_id]
    for answer, test in witnesses.tests.items():
        yield f"{zh(answer)} · {en(answer)}: `{test.removeprefix('tests/')}`"
    if witnesses.only_refuses:
        yield f"{zh('only_refuses')} · {en('only_refuses')}"


def _table(columns: tuple[str, ...]) -> Iterator[str]:
    yield _row(columns)
    yield _row(("---",) * len(columns))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
