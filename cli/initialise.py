"""`decision-flow init`: tables, triggers, roles, and the first administrator."""

import os
from argparse import Namespace, _SubParsersAction
from datetime import datetime
from getpass import getpass
from typing import Any

from cli.output import CommandProblem
from cli.tables import console
from decision_flow.accounts import AccountProblem, add_account
from decision_flow.actor import system
from decision_flow.organ.commands import FoundInstallation
from decision_flow.organ.queries import installation
from decision_flow.settings import Installation, Settings
from decision_flow.store.identifiers import uuid7
from decision_flow.store.migrate import migrate


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    command = commands.add_parser(
        "init", help="建库并设立首位系统管理员 / make the database and the first administrator"
    )
    command.add_argument("--login", default="admin", help="login of the first administrator (default: admin)")
    command.add_argument("--name", default="系统管理员", help="name of the first administrator")
    command.add_argument("--organisation", default="决策程序系统", help="what this installation is called")
    command.add_argument(
        "--simulated-from",
        type=datetime.fromisoformat,
        metavar="INSTANT",
        help="a demo database: its clock starts here and is advanced by command",
    )
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """Migrate; found the installation if it was not. A second run upgrades and changes nothing else."""
    settings = Settings.from_environment()
    migrate(settings.database_url)
    served = Installation.open(settings)
    with served.store.reading() as session:
        found = installation(session)
    if found is not None:
        console.print("数据库已是最新，系统已设立 / The database is up to date; the installation stands.")
        return 0
    password = password_for(asked.login)
    found_installation(served, asked.login, asked.name, password, asked.organisation, asked.simulated_from)
    console.print(f"已设立。系统管理员账号：{asked.login} / Founded. First administrator: {asked.login}")
    return 0


def found_installation(
    served: Installation,
    login: str,
    name: str,
    password: str,
    organisation: str,
    simulated_from: datetime | None = None,
) -> str:
    """The account, then the act; a cut run is finished by running it again. The administrator's person id."""
    person = str(uuid7())
    try:
        add_account(served.store, login, name, password, person)
    except AccountProblem as problem:
        raise CommandProblem(str(problem)) from problem
    served.engine.execute(
        FoundInstallation(
            name=organisation,
            administrator_id=person,
            administrator=name,
            simulated_from=simulated_from,
            label="示例" if simulated_from else "",
        ),
        by=system("init"),
        key="found",
    )
    return person


def password_for(login: str) -> str:
    """Typed twice, or `DECISION_FLOW_PASSWORD` where nobody sits at a terminal."""
    given = os.environ.get("DECISION_FLOW_PASSWORD")
    if given:
        return given
    try:
        password = getpass(f"{login} 的密码 / password of {login}: ")
        if getpass("再输一次 / again: ") != password:
            raise CommandProblem("两次密码不一致 / the two passwords differ")
    except EOFError:
        raise CommandProblem(
            "没有终端可输入密码：设置 DECISION_FLOW_PASSWORD / "
            "no terminal to ask for the password: set DECISION_FLOW_PASSWORD"
        ) from None
    return password
