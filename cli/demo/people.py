"""The people of the demo: one in every post, all synthetic, each with an account and an appointment."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import httpx

from cli.demo.client import Client
from decision_flow.accounts import add_account
from decision_flow.settings import Installation
from decision_flow.store.identifiers import uuid7
from decision_flow.terms import Role

EDUCATION, HEALTH, CITY = "区教育局", "区卫生健康局", "区城管和综合执法局"
ADMINISTRATOR = "admin"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody synthetic: login, name, the posts held, and the unit where the post is a unit's."""

    login: str
    name: str
    title: str
    roles: tuple[Role, ...]
    unit: str | None = None
    has_account: bool = True

    @property
    def shown(self) -> str:
        """Name and office, as the demo prints them."""
        return f"{self.name}（{self.unit or ''}{self.title}）"


CAST = (
    Person("catalog", "示例目录员", "区政府办公室目录管理员", (Role.CATALOG_OFFICER,)),
    Person("education-drafter", "示例经办甲", "经办人", (Role.DRAFTER,), EDUCATION),
    Person("education-head", "示例局长甲", "局长", (Role.UNDERTAKING_HEAD,), EDUCATION),
    Person("health-drafter", "示例经办乙", "经办人", (Role.DRAFTER,), HEALTH),
    Person("health-head", "示例局长乙", "局长", (Role.UNDERTAKING_HEAD,), HEALTH),
    Person("city-drafter", "示例经办丙", "经办人", (Role.DRAFTER,), CITY),
    Person("city-head", "示例局长丙", "局长", (Role.UNDERTAKING_HEAD,), CITY),
    Person("expert-a", "示例专家甲", "大学教授", (Role.EXPERT,)),
    Person("expert-b", "示例专家乙", "大学教授", (Role.EXPERT,)),
    Person("expert-c", "示例专家丙", "研究员", (Role.EXPERT,)),
    Person("expert-d", "示例专家丁", "设计院工程师", (Role.EXPERT,)),
    Person("risk", "示例评估员", "风险评估单位", (Role.RISK_ASSESSOR,)),
    Person("stability", "示例备案员", "区委政法委备案人员", (Role.STABILITY_REGISTRAR,)),
    Person("reviewer", "示例审查员", "区司法局审查人员", (Role.LEGALITY_REVIEWER,)),
    Person("legality-head", "示例司法局长", "区司法局局长", (Role.LEGALITY_HEAD,)),
    Person("adviser", "示例律师", "法律顾问", (Role.LEGAL_ADVISER,)),
    Person("market", "示例市场监管员", "区市场监管部门", (Role.MARKET_REGULATOR,)),
    Person("secretary", "示例会议秘书", "区政府办公室", (Role.MEETING_SECRETARY,)),
    Person("mayor", "示例区长", "区长", (Role.ADMINISTRATIVE_HEAD,)),
    Person("office", "示例办公室主任", "区政府办公室主任", (Role.OFFICE_HEAD,)),
    Person("deputy-a", "示例副区长甲", "副区长", (Role.MEETING_MEMBER,), has_account=False),
    Person("deputy-b", "示例副区长乙", "副区长", (Role.MEETING_MEMBER,), has_account=False),
    Person("deputy-c", "示例副区长丙", "副区长", (Role.MEETING_MEMBER,)),
)
MEMBERS = ("mayor", "deputy-a", "deputy-b", "deputy-c")
BORROWED = Person("health-drafter", "示例经办乙", "借调区司法局审查人员", (Role.LEGALITY_REVIEWER,))
"""A second post of a drafter: allowed, and the reason why he may not review his own draft must be the draft."""


@dataclass
class People:
    """Accounts and clients by login. Somebody logs in when first asked to act."""

    address: str
    http: httpx.Client
    password: str
    ids: dict[str, str] = field(default_factory=dict)
    _clients: dict[str, Client] = field(default_factory=dict)

    @staticmethod
    def new_password() -> str:
        """One for all accounts of one demo; the demo prints it."""
        return secrets.token_urlsafe(12)

    def __getitem__(self, login: str) -> Client:
        if login not in self._clients:
            self._clients[login] = Client.login(self.address, self.http, login, self.password)
        return self._clients[login]

    @property
    def public(self) -> Client:
        """Anybody, without a token."""
        return Client(self.address, self.http)

    def open_accounts(self, served: Installation) -> Iterator[Person]:
        """An account for each; who only sits in the meeting needs none."""
        for person in CAST:
            self.ids[person.login] = (
                add_account(served.store, person.login, person.name, self.password)
                if person.has_account
                else str(uuid7())
            )
            yield person

    def appoint(self, people: Iterable[Person], organ_id: str, units: Mapping[str, str], starts_on: date) -> None:
        """The administrator's appointments, over the API."""
        for person in people:
            for role in person.roles:
                self[ADMINISTRATOR].act(
                    f"/organs/{organ_id}/appointments",
                    {
                        "person_id": self.ids[person.login],
                        "name": person.name,
                        "role": role,
                        "title": person.title,
                        "unit_id": units[person.unit] if person.unit else None,
                        "starts_on": starts_on,
                        "document": "示例：任职文件",
                    },
                )


def shown(login: str) -> str:
    """Somebody by login, with the office, as the demo prints people."""
    return next((one.shown for one in CAST if one.login == login), "示例管理员（系统管理员）")
