"""Every value of every profile in words that an office reads: no identifier and no notation of a programmer."""

import re
from datetime import date
from pathlib import Path

import pytest

from decision_flow.procedure.messages import Messages
from decision_flow.procedure.profile_words import by_section, in_words, section
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.speech import Speech

CONFIG = Path("config")
LAWBOOK, CHINESE = Lawbook(CONFIG), Speech(Messages(CONFIG), "zh")
RAW = re.compile(r"[a-z_]{3,}|[{}\[\]']")


@pytest.mark.parametrize("name", LAWBOOK.names())
def test_a_profile_is_read_in_chinese_alone(name: str) -> None:
    found = LAWBOOK.resolve(name, date(2026, 12, 1)).values.values()
    said = {value.key: in_words(value, CHINESE) for value in found}
    said |= {of: section(of, CHINESE) for of, _ in by_section(found)}
    assert {key: text for key, text in said.items() if RAW.search(text)} == {}
