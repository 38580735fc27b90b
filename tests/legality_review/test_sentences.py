"""Every answer of the rules beside `rules.py` has its sentence in both languages, and every word of a list its name."""

import pytest

from decision_flow.settings import CHECKOUT
from tests.late_stages import JISHOU
from tests.procedure.test_sentences import ANSWERS, MESSAGES, answers

ROOM = CHECKOUT / "decision_flow" / "legality_review"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("module", ["submission", "fair_competition"])
def test_every_answer_has_its_sentence_and_its_values(lang, module):
    keys = MESSAGES.keys(lang)
    for name, code, kind, values in answers(ROOM / f"{module}.py"):
        for key in (f"{name}.what", *(f"{name}.{code}.{part}" for part in ANSWERS[kind])):
            assert key in keys
            if values is not None and not key.endswith(".what"):
                assert MESSAGES.placeholders(key, lang) <= values, key


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_of_the_profiles_lists_has_its_name(lang):
    by_limb = JISHOU.value("legality_review.limb_questions")
    by_matter = JISHOU.value("legality_review.submission_materials_by_matter")
    reviewers = JISHOU.value("bodies.legality_reviewers")
    lists = {
        "LimbQuestion": [word for words in by_limb.values() for word in words],
        "SubmissionMaterial": [
            "fair_competition_first_review",
            *JISHOU.value("legality_review.submission_materials"),
            *(word for words in by_matter.values() for word in words),
        ],
        "ReviewPaper": JISHOU.value("legality_review.no_substitutes"),
        "OutsideHelper": JISHOU.value("legality_review.outside_helpers"),
        "LegalityReviewBody": [word for words in reviewers.values() for word in words],
    }
    for name, words in lists.items():
        assert set(words) <= set(MESSAGES.terms(name, lang)), name
