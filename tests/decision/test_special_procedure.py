"""Art. 3(2): what was read in another law is declared as it stands there; what was not may turn out otherwise."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from decision_flow.decision.special_procedure import declaration_agrees_with_the_statute
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Status
from decision_flow.procedure.special_files import special_statutes
from decision_flow.terms import InstrumentRank, ProcedureStep
from tests.casefiles import DECISION, a_case
from tests.late_stages import CALENDARS, JISHOU, MONDAY
from tests.lawful.decision import special

FILE = """title: 《示例法》
rank: law
knowledge: {knowledge}
steps:
  open_comment: {{effect: stricter, comment_days: 45, cite: {{article: 3}}}}
  hearing: {{effect: silent}}
  expert_review: {{effect: silent}}
  risk_assessment: {{effect: silent}}
"""


@pytest.mark.parametrize(
    ("knowledge", "days", "status", "code"),
    [
        ("read", 45, Status.SATISFIED, ""),
        ("read", 40, Status.LACKING, "differs"),
        ("unverified", 45, Status.SATISFIED, ""),
        ("unverified", 40, Status.SATISFIED, "differs_from_unverified"),
    ],
)
def test_art_3_2_what_differs_from_an_unread_file_is_declared_and_flagged(
    tmp_path: Path, knowledge: str, days: int, status: Status, code: str
):
    (tmp_path / "statutes" / "special").mkdir(parents=True)
    (tmp_path / "statutes" / "special" / "one.yaml").write_text(FILE.format(knowledge=knowledge), "utf-8")
    law = Law(JISHOU.profile, CALENDARS, special_statutes(tmp_path))
    declared = {ProcedureStep.OPEN_COMMENT: {"comment_days": days}}
    command = special(DECISION, declared, instrument="《示例法》", rank=InstrumentRank.LAW)
    found = declaration_agrees_with_the_statute(SimpleNamespace(command=command), a_case(), law, MONDAY)
    assert (found.status, found.code) == (status, code)
