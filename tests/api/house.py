"""A world served over HTTP: accounts and tokens as people get them, and acts as a client sends them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, field, fields
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, func, select
from werkzeug.test import TestResponse

from api.app import create_app
from decision_flow.accounts import add_account
from decision_flow.actor import Actor
from decision_flow.audit.canonical import plain
from decision_flow.audit.model import AuditEntry
from decision_flow.command import Command, documents_of
from decision_flow.engine import Receipt
from decision_flow.organ.commands import AppointAdministrator
from decision_flow.settings import Installation
from decision_flow.store.tables import table_of
from decision_flow.terms import Role
from schemas.table import PARAMETER, TABLE
from tests.lawful import EXPERT, Step, Steps
from tests.triage import ARGUED, triaged
from tests.world import DEPUTY, HEAD, START, World, a_world

PASSWORD = "示例：一个足够长的密码"
PATHS = {command: path for routes in TABLE.values() for path, command in routes.items()}
POSTS = tuple(role for role in Role if role not in (Role.CITIZEN, Role.SYSTEM, Role.ADMINISTRATOR))
FIXED = {Role.ADMINISTRATIVE_HEAD: HEAD, Role.EXPERT: EXPERT, Role.MEETING_MEMBER: DEPUTY}
V1 = "/api/v1"


@dataclass
class Served:
    """A client of one installation, with a token for every role."""

    world: World
    app: Flask
    client: FlaskClient
    tokens: dict[str, str] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    uploaded: dict[str, set[str]] = field(default_factory=dict)
    keys: Any = field(default_factory=count)

    def headers(self, who: Role | str | None, **more: str) -> dict[str, str]:
        """The headers of a request by somebody, or by nobody."""
        token = {"Authorization": f"Bearer {self.tokens[str(who)]}"} if who else {}
        return token | {name.replace("_", "-"): value for name, value in more.items()}

    def get(self, path: str, by: Role | str | None = None, **more: str) -> TestResponse:
        """Read."""
        return self.client.get(V1 + path, headers=self.headers(by, **more))

    def post(self, path: str, body: Any, by: Role | str | None = None, key: str = "", **more: str) -> TestResponse:
        """Send an act under a key of its own."""
        key = key or f"http-{next(self.keys)}"
        return self.client.post(V1 + path, json=body, headers=self.headers(by, Idempotency_Key=key, **more))

    def upload(self, data: bytes, by: Role | str, **more: str) -> str:
        """A document; its digest."""
        sent = self.client.post(f"{V1}/documents", data=data, headers=self.headers(by, **more))
        assert sent.status_code == 201, sent.text
        return str(sent.json["sha256"])

    def person(self, login: str, name: str, person_id: str | None = None) -> str:
        """An account with its token; the person's id."""
        self.persons[login] = add_account(self.world.installation.store, login, name, PASSWORD, person_id)
        answer = self.client.post(f"{V1}/tokens", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        self.tokens[login] = answer.json["token"]
        return self.persons[login]

    def appointed(
        self, login: str, role: Role, organ_id: str, unit_id: str | None, person_id: str | None = None
    ) -> str:
        """An account whose holder the administrator gives a post."""
        person = self.person(login, f"示例{login}", person_id)
        body = {
            "person_id": person,
            "name": f"示例{login}",
            "role": role.value,
            "title": role.value,
            "unit_id": unit_id,
            "starts_on": START.date().isoformat(),
            "document": "示例〔2026〕1号",
        }
        answer = self.post(f"/organs/{organ_id}/appointments", body, Role.ADMINISTRATOR)
        assert answer.status_code == 201, answer.text
        return person

    def step(self, step: Step) -> TestResponse:
        """An act of the lawful procedure as its actor's client sends it: documents first, then the act."""
        by = None if step.by.id == "public" else self.login_of(step.by)
        if by is not None:
            for sha256 in {*documents_of(step.command)} - self.uploaded.setdefault(by, set()):
                self.upload(self.world.installation.store.documents.read(sha256), by)
                self.uploaded[by].add(sha256)
        path, body = path_and_body(step.command)
        return self.post(path, body, by, key=step.key)

    def login_of(self, actor: Actor) -> str:
        """The role of who is of the world's own body; another body's person gets an account when it is first needed."""
        (post,) = actor.posts
        if post.organ_id in (None, self.world.organ_id):
            return str(post.role)
        login = f"{post.organ_id}-{post.role}"
        if login not in self.tokens:
            self.person(login, actor.name, actor.id)
        return login

    def run(self, steps: Steps) -> Any:
        """Carry out steps over HTTP; a flow's act goes through the engine, as a flow sends it."""
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                return end.value
            if Role.SYSTEM in {post.role for post in step.by.posts} or type(step.command) not in PATHS:
                self.world.do(step.command, step.by, key=step.key)
                continue
            answer = self.step(step)
            assert answer.status_code == 201, f"{type(step.command).__name__}: {answer.status_code} {answer.text}"
            self.world.receipts[step.key] = Receipt(**answer.json, request_sha256="")

    def entries(self) -> int:
        """How many entries the record has."""
        with self.world.installation.store.reading() as session:
            return int(session.execute(select(func.count()).select_from(table_of(AuditEntry))).scalar_one())

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """The statements that reads send."""
        engine: Engine = self.world.installation.store._reading
        sent: list[str] = []

        def count_it(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith("BEGIN"):
                sent.append(statement)

        event.listen(engine, "before_cursor_execute", count_it)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", count_it)


def path_and_body(command: Command) -> tuple[str, dict[str, Any]]:
    """Where a command is sent, and what its body says."""
    path, given = PATHS[type(command)], {name: value for name, value in plain(command).items() if value is not None}
    in_path = PARAMETER.findall(path)
    filled = PARAMETER.sub(lambda found: str(given[found[1]]), path)
    required = {name: value for name, value in plain(command).items() if name not in in_path}
    return filled, {
        name: value for name, value in required.items() if value is not None or _has_no_default(command, name)
    }


def _has_no_default(command: Command, name: str) -> bool:
    return next(one for one in fields(command) if one.name == name).default is MISSING


def serve(database_url: str, folder: Path, made: Callable[[Installation], Flask] = create_app) -> Served:
    """A founded world with an account for every role, made as the administrator makes them; `made`: what serves it."""
    world = a_world(database_url, folder)
    app = made(world.installation)
    served = Served(world, app, app.test_client())
    administrator = served.person(Role.ADMINISTRATOR.value, "示例管理员")
    world.do(
        AppointAdministrator(
            installation_id=world.installation_id, person_id=administrator, name="示例管理员", document="示例"
        ),
        Role.ADMINISTRATOR,
    )
    for role in world.held:
        served.person(role.value, f"示例{role.value}", FIXED[role])
    for role in POSTS:
        if role in world.held:
            continue
        unit = world.unit_id if role in (Role.DRAFTER, Role.UNDERTAKING_HEAD) else None
        served.appointed(role.value, role, world.organ_id, unit, FIXED.get(role))
    return served


def a_stranger(served: Served) -> str:
    """Somebody with a post in another body; the login."""
    answer = served.post(
        "/organs",
        {"name": "示例县人民政府", "body_kind": "government", "profile": "jishou", "units": ["示例县局"]},
        Role.ADMINISTRATOR,
    )
    other, unit = answer.json["subject_id"], answer.json["made"]["unit"]
    served.appointed("stranger", Role.UNDERTAKING_HEAD, other, unit)
    return "stranger"


def a_decision(served: Served, **given: Any) -> str:
    """A proposal without a draft; its id."""
    body = {
        "organ_id": served.world.organ_id,
        "undertaking_unit_id": served.world.unit_id,
        "title": "示例事项",
        "matter_class": "plan",
        **plain(ARGUED),
        "reason": "示例",
        "is_technical": True,
        "may_harm": True,
        "touches_market": False,
        "affects_specific_group": False,
        "is_normative_document": False,
    }
    answer = served.post("/decisions", plain(triaged(body | given)), "drafter")
    assert answer.status_code == 201, answer.text
    return str(answer.json["subject_id"])


def is_problem(answer: TestResponse, status: int) -> dict[str, Any]:
    """The problem document of an answer, whose form is checked."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text[:2000]
    body: dict[str, Any] = answer.json
    assert body["status"] == status and body["title"] and body["type"] and body["instance"].startswith("/")
    return body
