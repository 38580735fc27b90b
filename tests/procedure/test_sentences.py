"""Every answer that a rule may give has its sentence, in both languages, with the values it names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import UniqueConstraint

import decision_flow.rooms  # noqa: F401
from decision_flow.procedure.messages import Messages
from decision_flow.settings import CHECKOUT
from decision_flow.store.triggers import domain_tables

SOURCES = sorted((CHECKOUT / "decision_flow").glob("*/*rules.py")) + [
    CHECKOUT / "decision_flow" / name for name in ("board.py", "engine.py")
]
MESSAGES = Messages(CHECKOUT / "config")
ANSWERS = {"lacking": ("missing", "cure"), "satisfied": ("missing",), "not_applicable": ("missing",)}


def rule_id(function: ast.FunctionDef) -> str | None:
    """The id under which a function is registered as a rule."""
    return next(
        (
            str(ast.literal_eval(one.args[0]))
            for one in function.decorator_list
            if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "rule"
        ),
        None,
    )


def answers(source: Path) -> Iterator[tuple[str, str, str, frozenset[str] | None]]:
    """Rule, code, kind of answer, and the names of its values (None where they are computed)."""
    for function in ast.walk(ast.parse(source.read_text("utf-8"))):
        name = rule_id(function) if isinstance(function, ast.FunctionDef) else None
        for call in ast.walk(function) if name else ():
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ANSWERS and call.args:
                codes = [
                    part.value
                    for part in ast.walk(call.args[0])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
                values = frozenset(word.arg for word in call.keywords if word.arg)
                computed = any(word.arg is None for word in call.keywords)
                for code in codes:
                    yield str(name), code, call.func.id, None if computed else values  # type: ignore[attr-defined]


CASES = [
    (path.parent.name if path.name == "rules.py" else path.stem, *answer)
    for path in SOURCES
    for answer in answers(path)
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_answer_of_every_rule_has_its_sentence_and_its_values(lang):
    keys, wrong = MESSAGES.keys(lang), []
    for room, name, code, kind, values in CASES:
        for key in (f"{name}.what", *(f"{name}.{code}.{part}" for part in ANSWERS[kind])):
            if key not in keys:
                wrong.append(f"{room}: {key}: no sentence")
            elif values is not None and not key.endswith(".what") and MESSAGES.placeholders(key, lang) - values:
                wrong.append(f"{room}: {key}: no value for {set(MESSAGES.placeholders(key, lang) - values)}")
    assert not sorted(set(wrong))


def test_every_unique_constraint_has_its_sentence():
    names = {
        str(constraint.name)
        for table in domain_tables()
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint) and table.name != "audit_entry"
    }
    assert not {name for name in names if f"DEC-10-ONCE.{name}.cure" not in MESSAGES.keys("zh")}
