"""A client of the API as anybody could write one: tokens, keys, documents, acts, reads."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx

SECONDS = 60.0


class Answered(Exception):
    """The API did not do it: status and problem document."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(
            f"{status} {problem.get('title', '')} {problem.get('detail', '')} {problem.get('findings', '')}"
        )
        self.status, self.problem = status, problem


@dataclass
class Client:
    """One person at the API, or the public where there is no token. Each act gets a key of its own."""

    address: str
    http: httpx.Client
    token: str | None = None

    @classmethod
    def login(cls, address: str, http: httpx.Client, login: str, password: str) -> "Client":
        """Log in with a local account."""
        made = cls(address, http)
        made.token = str(made._json("POST", "/tokens", {"login": login, "password": password})["token"])
        return made

    def act(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Do an act; its receipt. Raises Answered with the problem where it is refused."""
        receipt: dict[str, Any] = self._json("POST", path, body, {"Idempotency-Key": str(uuid4())})
        return receipt

    def get(self, path: str, **query: Any) -> Any:
        """Read."""
        return self._read(self.http.get(self._url(path), params=query, headers=self._headers(), timeout=SECONDS))

    def upload(self, text: str, name: str) -> str:
        """Upload a text as a document; its digest."""
        told = {"Content-Type": "text/plain; charset=utf-8", "X-Filename": quote(name)}
        answer = self.http.post(
            self._url("/documents"), content=text.encode(), headers={**self._headers(), **told}, timeout=SECONDS
        )
        return str(self._read(answer)["sha256"])

    def _json(self, method: str, path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
        answer = self.http.request(
            method,
            self._url(path),
            content=json.dumps(body, ensure_ascii=False, default=lambda value: value.isoformat()),
            headers={"Content-Type": "application/json", **self._headers(), **(headers or {})},
            timeout=SECONDS,
        )
        return self._read(answer)

    def _url(self, path: str) -> str:
        return f"{self.address}/api/v1{path}"

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def _read(self, answer: httpx.Response) -> Any:
        if answer.status_code >= 400:
            raise Answered(answer.status_code, answer.json())
        return answer.json()
