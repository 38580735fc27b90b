"""Papers that the flows rendered, as row changes. Only a flow records one (design 12.7)."""

from collections.abc import Iterator
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.catalog.facts import CatalogFile
from decision_flow.command import Act, Change, Insert, handles
from decision_flow.papers import commands as asked
from decision_flow.papers import rules
from decision_flow.terms import PaperKind, Role

FLOW = {Role.SYSTEM}


@handles(
    asked.RecordPaper,
    by=FLOW,
    slices=("papers",),
    rules=(rules.paper_renders_an_act_that_calls_for_it, rules.act_is_rendered_once),
)
def record_paper(act: Act, case: CaseFile) -> Iterator[Change]:
    """The rendering of one act of the decision."""
    asks: asked.RecordPaper = act.command
    yield Insert("paper", _rendered(act, asks.paper, asks.round))


@handles(asked.RecordCatalogPaper, by=FLOW, rules=(rules.announcement_is_of_a_published_edition,))
def record_catalog_paper(act: Act, catalog: CatalogFile) -> Iterator[Change]:
    """The announcement of one edition."""
    asks: asked.RecordCatalogPaper = act.command
    yield Insert("paper", _rendered(act, PaperKind.CATALOG_ANNOUNCEMENT, asks.edition))


def _rendered(act: Act, kind: PaperKind, number: int) -> dict[str, Any]:
    columns = ("renders", "title", "dated", "pdf_sha256", "docx_sha256", "template_sha256")
    return {
        "subject_id": act.subject_id,
        "kind": kind,
        "round": number,
        **{name: getattr(act.command, name) for name in columns},
        "recorded_at": act.recorded_at,
        "recorded_by": act.actor.id,
    }
