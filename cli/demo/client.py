"""A client of the API as anybody could write one: tokens, keys, documents, acts, reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import quote

import httpx


class Answered(Exception):
    """The API did not do it: status and problem document."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('title', '')} {problem.get('detail', '')} {problem}")
        self.status, self.problem = status, problem


@dataclass
class Client:
    """One person at the API. `act` gives each act its own key; a retry under the same key is the same act."""

    address: str
    token: str | None = None
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30))
    keys: Any = field(default_factory=count)
    prefix: str = ""

    @classmethod
    def login(cls, address: str, login: str, password: str) -> "Client":
        """Log in with a local account."""
        made = cls(address, prefix=login)
        made.token = made._json("POST", "/tokens", {"login": login, "password": password})["token"]
        return made

    def act(self, path: str, body: Mapping[str, Any], key: str | None = None) -> dict[str, Any]:
        """Do an act; its receipt. Raises Answered with the problem where it is refused."""
        return self._json("POST", path, body, {"Idempotency-Key": key or f"{self.prefix}-{next(self.keys)}"})

    def get(self, path: str, **query: Any) -> Any:
        """Read."""
        asked = {name: value for name, value in query.items() if value is not None}
        return self._json("GET", path, None, query=asked)

    def upload(self, text: str, name: str = "示例.txt") -> str:
        """Upload a document; its digest."""
        answer = self.http.post(
            f"{self.address}/api/v1/documents",
            content=text.encode(),
            headers={**self._headers(), "Content-Type": "text/plain", "X-Filename": quote(name)},
        )
        return str(self._read(answer)["sha256"])

    def _json(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Any:
        answer = self.http.request(
            method,
            f"{self.address}/api/v1{path}",
            json=body,
            params=query,
            headers={**self._headers(), **(headers or {})},
        )
        return self._read(answer)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def _read(self, answer: httpx.Response) -> Any:
        if answer.status_code >= 400:
            raise Answered(answer.status_code, answer.json())
        return answer.json()
