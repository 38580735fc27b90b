"""Loads the files of bodies and of the installation; who holds which posts on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, or_, select
from sqlmodel import Session

from decision_flow.actor import Actor, Post
from decision_flow.audit.model import Installation
from decision_flow.casefile import DOSSIERS, Dossier, Slice, load_as
from decision_flow.organ.facts import HeldPost, InstallationFile, OrganFile
from decision_flow.organ.model import Appointment, Organ, Unit
from decision_flow.store.tables import table_of
from decision_flow.terms import Kind, Role

B, U, A, F = (table_of(model).c for model in (Organ, Unit, Appointment, Installation))
BODY = select(B.id, B.name, B.body_kind, B.profile, B.status).where(B.id == bindparam("subject"))
UNITS = select(U.id, U.name).where(U.organ_id == bindparam("subject"))
POSTS = select(A.id, A.person_id, A.role, A.unit_id, A.starts_on, A.ends_on).where(A.holder_id == bindparam("subject"))
HELD = tuple(A[name].label(f"held_{name}") for name in ("role", "organ_id", "unit_id", "title"))
INSTALLATION = select(F.id, F.name, F.simulated, F.now).where(F.id == bindparam("subject"))


def _organ(rows: Sequence[Sequence[Any]]) -> OrganFile | None:
    body, units = rows
    if not body:
        return None
    organ_id, name, kind, profile, status = body[0]
    return OrganFile(organ_id, name, kind, profile, status, dict(units))


def _installation(rows: Sequence[Sequence[Any]]) -> InstallationFile | None:
    return InstallationFile(*rows[0][0]) if rows[0] else None


def _posts(rows: Sequence[Sequence[Any]]) -> dict[str, HeldPost]:
    return {
        appointment: HeldPost(
            person, role, unit, date.fromisoformat(starts_on), date.fromisoformat(ends_on) if ends_on else None
        )
        for appointment, person, role, unit, starts_on, ends_on in rows[0]
    }


def _with_slices(kernel: OrganFile, slices: Mapping[str, Any]) -> OrganFile:
    return replace(kernel, **slices) if slices else kernel


def _as_it_is(kernel: Any, slices: Mapping[str, Any]) -> Any:
    return kernel


DOSSIERS[Kind.ORGAN] = Dossier(Slice("organ", (BODY, UNITS), _organ, frozenset({"organ", "unit"})), _with_slices)
load_as(Slice("appointments", (POSTS,), _posts, frozenset({"appointment"})))
DOSSIERS[Kind.INSTALLATION] = Dossier(
    Slice("installation", (INSTALLATION,), _installation, frozenset({"installation"})), _as_it_is
)


def _held_on(person_id: Any, on: date) -> ColumnElement[bool]:
    day = on.isoformat()
    return and_(A.person_id == person_id, A.starts_on <= day, or_(A.ends_on.is_(None), A.ends_on >= day))


def with_posts(listed: Select[Any], person_id: ColumnElement[str], on: date) -> Select[Any]:
    """Rows of persons with the posts that each holds on a day, a row a post, and one where none is held."""
    return listed.add_columns(*HELD).outerjoin(A.person_id.table, _held_on(person_id, on))


def actor_with(person_id: str, name: str, rows: Iterable[Row[Any]]) -> Actor:
    """A person with the posts of such rows."""
    held = (row for row in rows if row.held_role is not None)
    posts = (Post(Role(row.held_role), row.held_organ_id, row.held_unit_id, row.held_title) for row in held)
    return Actor(person_id, name, tuple(posts))


def actor_on(session: Session, person_id: str, name: str, on: date) -> Actor:
    """A person with the posts held on a day."""
    return actor_with(person_id, name, session.execute(select(*HELD).where(_held_on(person_id, on))).all())


def installation(session: Session) -> InstallationFile | None:
    """The installation of this database, if it was founded."""
    row = session.execute(select(F.id, F.name, F.simulated, F.now)).first()
    return InstallationFile(*row) if row else None
