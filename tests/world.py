"""A founded installation with a city government, one undertaking unit and a person in every post; all synthetic."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import decision_flow.rooms  # noqa: F401
from decision_flow.actor import Actor, Post, system
from decision_flow.audit.canonical import sha256
from decision_flow.command import Command
from decision_flow.decision.commands import (
    FileDraft,
    PrepareStartRequest,
    ProposeDecision,
    StartDecision,
    SubmitStartRequest,
)
from decision_flow.engine import NotAuthorised, Receipt, Refused
from decision_flow.organ.commands import AdvanceClock, AppointPerson, FoundInstallation, RegisterOrgan
from decision_flow.settings import CHECKOUT, Installation, Settings
from decision_flow.store.identifiers import uuid7
from decision_flow.terms import BodyKind, Kind, MatterClass, Role, StartGround
from tests.triage import ARGUED, triaged

HEAD = "0190a000-0000-7000-8000-0000000000a1"
DEPUTY = "0190a000-0000-7000-8000-0000000000a2"
START = datetime(2026, 3, 2, 1, tzinfo=UTC)  # a Monday, 9:00 in Beijing


@dataclass
class World:
    """An installation to act in. `do` gives each act its own key; `refused` returns what was refused."""

    installation: Installation
    organ_id: str = ""
    unit_id: str = ""
    installation_id: str = ""
    keys: Any = field(default_factory=count)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    prefix: str = ""
    when: datetime | None = None
    late_reason: str | None = None
    held: dict[Role, str] = field(default_factory=dict)

    @classmethod
    def opened(cls, url: str, folder: Path, ids: tuple[str, str], *, durable: bool, prefix: str) -> "World":
        """A world that another process founded, by the ids of its body and unit; keys begin with the prefix."""
        settings = Settings(url, folder, CHECKOUT / "config", durable=durable)
        return cls(Installation.open(settings), *ids, prefix=prefix)

    def actor(self, role: Role, name: str | None = None) -> Actor:
        """A person who holds one role of the government or its unit."""
        of_nobody = role in (Role.ADMINISTRATOR, Role.CITIZEN)
        unit = self.unit_id if role in (Role.DRAFTER, Role.UNDERTAKING_HEAD) else None
        person = HEAD if role is Role.ADMINISTRATIVE_HEAD else f"p-{role.value}"
        return Actor(
            name or person,
            f"示例{role.value}",
            (Post(role, None if of_nobody else self.organ_id, unit, role.value),),
        )

    def do(self, command: Command, by: Role | Actor, key: str | None = None) -> Receipt:
        """Carry out an act."""
        actor = by if isinstance(by, Actor) else system("test") if by is Role.SYSTEM else self.actor(by)
        key = f"{self.prefix}{key or next(self.keys)}"
        self.receipts[key.removeprefix(self.prefix)] = self.installation.engine.execute(
            self.as_recorded(command), by=actor, key=key
        )
        return self.receipts[key.removeprefix(self.prefix)]

    def as_recorded(self, command: Command) -> Command:
        """On the real clock acts of a past day are late records (`when`, with a reason); else as they are."""
        if self.when is None or command.kind is not Kind.DECISION:
            return command
        return replace(command, occurred_at=self.when, late_reason=self.late_reason)

    def refused(self, command: Command, by: Role | Actor) -> Refused:
        """What an act was refused for; an act that is carried out is an error of the test."""
        try:
            self.do(command, by)
        except (Refused, NotAuthorised) as refusal:
            return refusal
        raise AssertionError(f"{type(command).__name__} was not refused")

    def appointed(self, person_id: str, role: Role, title: str, starts_on: date | None = None, **given: Any) -> Receipt:
        """A head or member of the body from a day on, by a document."""
        post = AppointPerson(
            organ_id=self.organ_id,
            person_id=person_id,
            name=f"示例{title}",
            role=role,
            title=title,
            unit_id=None,
            starts_on=starts_on or date(2026, 1, 1),
            **({"ends_on": None, "document": "示例任〔2026〕1号"} | given),
        )
        return self.do(post, Role.ADMINISTRATOR)

    def with_members(self) -> "World":
        """The mayor and one deputy, as the meetings of the tests have them; `held` has their appointments by role."""
        members = ((HEAD, Role.ADMINISTRATIVE_HEAD, "市长"), (DEPUTY, Role.MEETING_MEMBER, "副市长"))
        self.held = {role: self.appointed(person, role, title).made["appointment"] for person, role, title in members}
        return self

    def document(self, text: str) -> str:
        """A stored document; its digest."""
        return self.installation.store.documents.put(text.encode())

    def advance(self, now: datetime) -> None:
        """Move the simulated clock."""
        self.do(AdvanceClock(installation_id=self.installation_id, now=now), Role.SYSTEM)

    def proposed(self, **given: Any) -> str:
        """A proposed decision with its first draft and signed start request; its id."""
        answers: dict[str, Any] = {
            "organ_id": self.organ_id,
            "undertaking_unit_id": self.unit_id,
            "title": "示例：义务教育规划",
            "matter_class": MatterClass.PLAN,
            **ARGUED,
            "reason": "示例",
            "is_technical": True,
            "may_harm": True,
            "touches_market": False,
            "affects_specific_group": False,
            "is_normative_document": False,
        }
        decision_id = self.do(ProposeDecision(**triaged(answers | given)), Role.DRAFTER).subject_id
        paper = self.document("示例：启动请示")
        self.do(
            FileDraft(
                decision_id=decision_id,
                draft_sha256=self.document("示例：草案第1稿"),
                explanation_sha256=self.document("示例：说明"),
            ),
            self.actor(Role.DRAFTER),
        )
        self.do(PrepareStartRequest(decision_id=decision_id, paper_sha256=paper), Role.DRAFTER)
        self.do(SubmitStartRequest(decision_id=decision_id, paper_sha256=paper), Role.UNDERTAKING_HEAD)
        return decision_id

    def start(self, decision_id: str) -> Receipt:
        """Start a proposed decision as assigned by a higher organ."""
        return self.do(
            StartDecision(
                decision_id=decision_id,
                lead_unit_id=self.unit_id,
                start_ground=StartGround.ASSIGNED,
                start_ground_text="示例：上级交办",
                approval_sha256=self.document("示例：启动批件"),
            ),
            Role.ADMINISTRATIVE_HEAD,
        )

    def started(self, **given: Any) -> str:
        """A started decision; its id."""
        decision_id = self.proposed(**given)
        self.start(decision_id)
        return decision_id


def a_world(
    database_url: str, folder: Path, *, simulated: bool = True, profile: str = "jishou", durable: bool = False
) -> World:
    """Found an installation on a migrated database."""
    settings = Settings(database_url, folder, CHECKOUT / "config", durable=durable)
    founding = Installation.open(settings)
    made = founding.engine.execute(
        FoundInstallation(
            name="示例",
            administrator_id=str(uuid7()),
            administrator="示例管理员",
            simulated_from=START if simulated else None,
            label="示例",
        ),
        by=system("init"),
        key="found",
    )
    founding.store.close()
    world = World(Installation.open(settings), installation_id=made.subject_id)
    body = world.do(
        RegisterOrgan(
            name="示例市人民政府", body_kind=BodyKind.GOVERNMENT, profile=profile, units=("示例局",), label="示例"
        ),
        Role.ADMINISTRATOR,
    )
    world.organ_id, world.unit_id = body.subject_id, body.made["unit"]
    world.with_members()
    return world


def digest(text: str) -> str:
    """The digest of a text."""
    return sha256(text.encode())
