"""Where a paper is read from: one act of the record, with the rows that it changed, in one reading session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Row, Table, and_, select
from sqlmodel import Session

from decision_flow.decision.model import Decision
from decision_flow.organ.model import Organ, Unit
from decision_flow.procedure.law import Law
from decision_flow.store.tables import table_of
from decision_flow.terms import PaperKind

D, B, U = (table_of(model) for model in (Decision, Organ, Unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One act that calls for one paper. `entry` is the act as it is stored; `law` what its decision pinned."""

    session: Session
    kind: PaperKind
    subject_id: str
    seq: int
    on: date
    entry: dict[str, Any]
    law: Law | None

    def made(self, name: str) -> dict[str, Any]:
        """The first row that the act put into a table."""
        return next(dict(one["row"]) for one in self.entry["effects"] if one.get("insert") == name)

    def changed(self, name: str) -> dict[str, Any]:
        """Which row of a table the act changed: what found it."""
        return next(dict(one["where"]) for one in self.entry["effects"] if one.get("update") == name)

    def row(self, of: Table, **where: Any) -> Row[Any]:
        """One row of the subject."""
        return self.rows(of, **where)[0]

    def rows(self, of: Table, *order: str, **where: Any) -> Sequence[Row[Any]]:
        """Rows of the decision, in this order."""
        asked = select(of).where(of.c.decision_id == self.subject_id, *(of.c[name] == at for name, at in where.items()))
        return self.session.execute(asked.order_by(*(of.c[name] for name in order))).all()

    def by_then(self, of: Table, at: str, **where: Any) -> Sequence[Row[Any]]:
        """Rows of the decision that were there when the act was done, by their instant `at`: what came later is not in
        the paper, whenever it is rendered."""
        rows = self.rows(of, at, **where)
        return [row for row in rows if (then := getattr(row, at)) and then <= self.entry["occurred_at"]]

    def head(self) -> dict[str, Any]:
        """The matter, its body, its unit, and the day of the act."""
        row = self.matter()
        return {"title": row.title, "organ": row.organ, "unit": row.unit or row.organ, "dated": self.on}

    def matter(self) -> Row[Any]:
        """The decision with the names of its body and its lead unit."""
        asked = select(D, B.c.name.label("organ"), U.c.name.label("unit"))
        joined = asked.join(B, B.c.id == D.c.organ_id).outerjoin(U, U.c.id == D.c.lead_unit_id)
        return self.session.execute(joined.where(and_(D.c.id == self.subject_id))).one()


def listed(text: str | None) -> list[Any]:
    """A column that keeps a list."""
    found: list[Any] = orjson.loads(text) if text else []
    return found


def day(text: str | None) -> date | None:
    """A column that keeps a day."""
    return date.fromisoformat(text) if text else None
