"""Rules that stand beside a room's `rules.py` have their sentences too."""

import pytest

from decision_flow.settings import CHECKOUT
from tests.procedure.test_sentences import ANSWERS, MESSAGES, answers

BESIDE = (
    "collective_discussion/agenda.py",
    "collective_discussion/attendance.py",
    "collective_discussion/pack.py",
    "collective_discussion/papers.py",
    "publication/further_rules.py",
)
CASES = [answer for path in BESIDE for answer in answers(CHECKOUT / "decision_flow" / path)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_answer_has_its_sentence_and_its_values(lang):
    keys, wrong = MESSAGES.keys(lang), []
    assert len(CASES) > 60
    for name, code, kind, values in CASES:
        for key in (f"{name}.what", *(f"{name}.{code}.{part}" for part in ANSWERS[kind])):
            if key not in keys:
                wrong.append(f"{key}: no sentence")
            elif values is not None and not key.endswith(".what") and MESSAGES.placeholders(key, lang) - values:
                wrong.append(f"{key}: {MESSAGES.placeholders(key, lang) - values}")
    assert not wrong
