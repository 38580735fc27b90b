"""What the flows record of the papers that they rendered (Art. 33)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from decision_flow.command import Command, DecisionCommand, Digest, Document, Id, Name, Shape
from decision_flow.terms import Kind, PaperKind

Number = Annotated[int, Shape(1, 2**31)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaper(DecisionCommand):
    """Record a paper that a flow rendered from an act on the decision: PDF/A and .docx by digest (Art. 33).

    `renders` is the number of the act's entry, `dated` the act's day, `round` that of the act's stage.
    """

    paper: PaperKind
    round: Number
    renders: Number
    title: Name
    dated: date
    pdf_sha256: Document
    docx_sha256: Document
    template_sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCatalogPaper(Command):
    """Record the announcement that a flow rendered from the publication of a catalog (Art. 3, 33)."""

    kind = Kind.CATALOG
    catalog_id: Id
    edition: Number
    renders: Number
    title: Name
    dated: date
    pdf_sha256: Document
    docx_sha256: Document
    template_sha256: Digest

    @property
    def subject_id(self) -> str:
        return self.catalog_id
