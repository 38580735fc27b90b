"""The web side starts light: what it imports, what it weighs, and that nothing is made before it is needed."""

import json
import os
import subprocess
import sys

import pytest

from decision_flow.settings import CHECKOUT
from tests.databases import Databases
from tests.world import a_world

MEASURE = """
import json, re, sys
from pathlib import Path
from cli.services import web_side
client = web_side().test_client()
answer = client.get("/api/v1/catalogs")
statuses = [answer.status_code, client.get("/api/v1/openapi.json").status_code]
login = {"login": "nobody", "password": "nothing"}
statuses.append(client.post("/api/v1/tokens", json=login).status_code)
status = Path("/proc/self/status").read_text()
weight = int(re.search(r"VmRSS:\\s+(\\d+)", status)[1]) // 1024
print(json.dumps({"mib": weight, "statuses": statuses, "modules": sorted(sys.modules)}))
"""
TOO_HEAVY = ("prefect", "fastapi", "alembic", "flows", "schemathesis", "hypothesis", "pytest", "waitress")


@pytest.fixture(scope="module")
def measured(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """A process of its own, from its first import to three answers."""
    folder = tmp_path_factory.mktemp("light")
    url = databases.sqlite("light")
    a_world(url, folder).installation.store.close()
    environment = os.environ | {"DECISION_FLOW_DATABASE_URL": url, "DECISION_FLOW_VAR": str(folder)}
    told = subprocess.run(
        [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True, cwd=CHECKOUT, env=environment
    )
    answer: dict[str, object] = json.loads(told.stdout)
    return answer


def test_the_web_side_imports_no_orchestrator_and_nothing_else_that_is_heavy(measured: dict[str, object]) -> None:
    assert measured["statuses"] == [200, 200, 401]
    assert not {name.partition(".")[0] for name in measured["modules"]} & set(TOO_HEAVY)  # type: ignore[attr-defined]


def test_the_web_side_is_light(measured: dict[str, object]) -> None:
    """150 MB, which are 143 MiB, resident once the OpenAPI document is made; checking a password borrows 32 more."""
    assert int(str(measured["mib"])) <= 143
