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
from api.app import create_app
app = create_app()
client = app.test_client()
answer = client.get("/api/v1/catalogs")
statuses = [answer.status_code, client.get("/api/v1/openapi.json").status_code]
login = {"login": "nobody", "password": "nothing"}
statuses.append(client.post("/api/v1/tokens", json=login).status_code)
status = Path("/proc/self/status").read_text()  # getrusage would count what the test was before it became this process
weight = int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024
print(json.dumps({"mib": weight, "statuses": statuses, "modules": sorted(sys.modules)}))
"""
TOO_HEAVY = ("prefect", "fastapi", "alembic", "flows", "cli", "schemathesis", "hypothesis", "pytest", "waitress")


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
    """150 MB, which are 143 MiB, with the OpenAPI document made and a password checked, which alone takes 32."""
    assert int(str(measured["mib"])) <= 143
