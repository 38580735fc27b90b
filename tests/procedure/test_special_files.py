"""Files of special procedures: what ships, and what is refused with file and place."""

from pathlib import Path

import pytest

from decision_flow.procedure.special_files import StatuteError, special_statutes
from decision_flow.settings import CHECKOUT
from decision_flow.terms import InstrumentRank, Knowledge, ProcedureStep, StepEffect

GOOD = """title: 《示例法》
rank: law
knowledge: unverified
steps:
  open_comment: {effect: stricter, comment_days: 45, cite: {article: 3}}
  hearing: {effect: silent}
  expert_review: {effect: silent}
  risk_assessment: {effect: replaced, cite: {article: 4, paragraph: 2}}
"""


def folder(tmp_path: Path, **files: str) -> Path:
    """A config folder with these files of special procedures."""
    (tmp_path / "statutes" / "special").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / "statutes" / "special" / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_all_four_that_ship_were_read_and_cite_their_paragraph():
    shipped = special_statutes(CHECKOUT / "config")
    order = shipped["《国有土地上房屋征收与补偿条例》"]
    comment = order.steps[ProcedureStep.OPEN_COMMENT]
    assert (order.rank, comment.comment_days) == (InstrumentRank.ADMINISTRATIVE_REGULATION, 30)
    assert {one.knowledge for one in order.steps.values()} == {Knowledge.READ}
    assert order.steps[ProcedureStep.RISK_ASSESSMENT].effect is StepEffect.STRICTER
    assert order.steps[ProcedureStep.HEARING].condition and order.steps[ProcedureStep.HEARING].citation
    planning, prices, land = (shipped[title] for title in ("《城乡规划法》", "《价格法》", "《土地管理法》"))
    assert {step.knowledge for one in shipped.values() for step in one.steps.values()} == {Knowledge.READ}
    assert planning.steps[ProcedureStep.OPEN_COMMENT].comment_days == 30
    assert planning.steps[ProcedureStep.HEARING].effect is StepEffect.SILENT
    hearing = prices.steps[ProcedureStep.HEARING]
    assert hearing.citation and hearing.citation.text == "《价格法》第二十三条" and hearing.condition is None
    cited = {step: one.citation.text[-6:] for step, one in land.steps.items() if one.citation}
    assert cited == {
        ProcedureStep.OPEN_COMMENT: "十七条第二款",
        ProcedureStep.HEARING: "十七条第三款",
        ProcedureStep.RISK_ASSESSMENT: "十七条第二款",
    }
    assert len(shipped) == 4


def test_a_good_file_is_read(tmp_path: Path):
    made = special_statutes(folder(tmp_path, good=GOOD))["《示例法》"]
    risk = made.steps[ProcedureStep.RISK_ASSESSMENT]
    assert risk.effect is StepEffect.REPLACED and risk.citation
    assert risk.citation.text == "《示例法》第四条第二款"


@pytest.mark.parametrize(
    ("old", "new", "says", "line"),
    [
        ("rank: law", "rank: custom", "rank", 2),
        ("rank: law", "rank: law\nrang: law", "rang", 3),
        ("rank: law", "rank: law\nrank: law", "written twice", 3),
        ("  hearing: {effect: silent}\n", "", "`hearing` is missing", 5),
        ("effect: replaced", "effect: weaker", "weaker", 8),
        ("{effect: stricter, comment_days: 45,", "{effect: stricter,", "has its days", 5),
        ("hearing: {effect: silent}", "hearing: {effect: silent, note: x}", "says nothing more", 6),
        ("cite: {article: 4, paragraph: 2}", "cite: {artikel: 4}", "`article` is missing", 8),
        ("effect: replaced, cite: {article: 4, paragraph: 2}", "effect: replaced", "`cite` is missing", 8),
        ("effect: replaced,", "effect: replaced, condition: x,", "Only a hearing", 8),
    ],
)
def test_a_defect_is_refused_with_file_and_line(tmp_path: Path, old: str, new: str, says: str, line: int):
    with pytest.raises(StatuteError, match=says) as caught:
        special_statutes(folder(tmp_path, bad=GOOD.replace(old, new)))
    assert caught.value.file.endswith("bad.yaml") and abs(caught.value.line - line) <= 1


def test_an_instrument_has_one_file(tmp_path: Path):
    with pytest.raises(StatuteError, match="already"):
        special_statutes(folder(tmp_path, one=GOOD, two=GOOD))
