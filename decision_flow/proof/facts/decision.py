"""The papers prepared for a signature, and declared changes of the draft."""

from dataclasses import replace

from decision_flow.casefile import CaseFile
from decision_flow.decision.facts import DecisionFacts
from decision_flow.proof.fold import Row, fold
from decision_flow.proof.table import Table


@fold("decision", "prepared_paper")
def _paper_prepared(facts: DecisionFacts, row: Row, kernel: CaseFile) -> DecisionFacts:
    return replace(facts, papers=Table({**facts.papers, (row["act"], row["paper_sha256"]): row["prepared_by"]}))


@fold("decision", "draft_change")
def _change_declared(facts: DecisionFacts, row: Row, kernel: CaseFile) -> DecisionFacts:
    return facts if "answer" in row else replace(facts, declarations=row["declaration"])
