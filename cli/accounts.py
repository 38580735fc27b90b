"""`decision-flow account add`: credentials of a person, and optionally a first post."""

from argparse import Namespace, _SubParsersAction
from typing import Any

from sqlalchemy import select

from cli.initialise import password_for
from cli.output import CommandProblem, opened
from cli.tables import console
from decision_flow.accounts import AccountProblem, add_account
from decision_flow.actor import Actor, Post
from decision_flow.engine import Refused
from decision_flow.organ.commands import AppointPerson
from decision_flow.organ.model import Appointment, Organ, Unit
from decision_flow.settings import Installation
from decision_flow.store.identifiers import uuid7
from decision_flow.store.operational import Account
from decision_flow.store.tables import table_of
from decision_flow.terms import Role


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    accounts = commands.add_parser("account", help="账号 / accounts").add_subparsers(required=True, metavar="ACTION")
    add = accounts.add_parser("add", help="新增账号，可同时任职 / a new account, with a first post if wanted")
    add.add_argument("login")
    add.add_argument("--name", required=True, help="姓名 / the person's name")
    add.add_argument("--organ", help="任职机关全称 / name of the body of the post")
    add.add_argument("--unit", help="任职单位 / unit of that body, where the role is a unit's")
    add.add_argument("--role", choices=sorted(role.value for role in Role), help="岗位角色 / role of the post")
    add.add_argument("--title", default="", help="职务名称 / title of the post")
    add.add_argument("--document", default="", help="任职文件 / the document of the appointment")
    add.add_argument("--as", dest="administrator", default="admin", help="login of the appointing administrator")
    add.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """Credentials first; the post is an act of the administrator."""
    served = opened()
    if bool(asked.role) != bool(asked.organ):
        raise CommandProblem("任职须同时给出 --organ 和 --role / a post needs both --organ and --role")
    post = the_post(served, asked) if asked.role else None
    person = str(uuid7())
    try:
        add_account(served.store, asked.login, asked.name, password_for(asked.login), person)
    except AccountProblem as problem:
        raise CommandProblem(str(problem)) from problem
    if post is not None:
        organ_id, unit_id = post
        command = AppointPerson(
            organ_id=organ_id,
            person_id=person,
            name=asked.name,
            role=Role(asked.role),
            title=asked.title or asked.role,
            unit_id=unit_id,
            starts_on=served.engine.today(),
            document=asked.document or "未注明",
        )
        try:
            served.engine.execute(command, by=administrator(served, asked.administrator), key=f"account:{asked.login}")
        except Refused as refusal:
            reasons = "；".join(served.messages.text(f.rule, f.code, f.values, "zh") for f in refusal.findings)
            raise CommandProblem(f"账号已建，但暂不能任职：{reasons}", 1) from refusal
    console.print(f"已建账号 {asked.login}（{asked.name}） / account {asked.login} added, person {person}")
    return 0


def the_post(served: Installation, asked: Namespace) -> tuple[str, str | None]:
    """The ids of the body and its unit, by name."""
    o, u = table_of(Organ).c, table_of(Unit).c
    with served.store.reading() as session:
        organ = session.execute(select(o.id).where(o.name == asked.organ)).scalar()
        if organ is None:
            raise CommandProblem(f"没有机关“{asked.organ}” / there is no body of this name")
        if not asked.unit:
            return organ, None
        unit = session.execute(select(u.id).where(u.organ_id == organ, u.name == asked.unit)).scalar()
    if unit is None:
        raise CommandProblem(f"{asked.organ}没有单位“{asked.unit}” / the body has no unit of this name")
    return organ, unit


def administrator(served: Installation, login: str) -> Actor:
    """Whoever runs the console acts as an administrator of the installation, by name."""
    a, p = table_of(Account).c, table_of(Appointment).c
    with served.store.reading() as session:
        row = session.execute(
            select(a.person_id, a.name)
            .join(p.organ_id.table, p.person_id == a.person_id)
            .where(a.login == login, p.role == Role.ADMINISTRATOR.value)
        ).first()
    if row is None:
        raise CommandProblem(f"“{login}”不是系统管理员 / {login} is no administrator")
    return Actor(row[0], row[1], (Post(Role.ADMINISTRATOR, title="系统管理员"),))
