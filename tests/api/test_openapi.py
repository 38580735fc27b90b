"""The OpenAPI document: valid, complete, made only when asked for; and schemathesis against the app."""

import json
import os
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.rooms import Described
from cli.main import main
from schemas.table import TABLE, TITLES
from tests.api.house import V1, Served, is_problem

EXAMPLES = int(os.environ.get("DECISION_FLOW_TEST_EXAMPLES", "80"))
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def test_the_document_is_valid_and_knows_every_route(shared: Served) -> None:
    document = shared.client.get(f"{V1}/openapi.json").json
    schemathesis.openapi.from_dict(document).validate()
    assert document["openapi"] == "3.1.0"
    described = {(path, method) for path, operations in document["paths"].items() for method in operations}
    served = {
        (rule.rule.replace("<id:", "{").replace("<sha256:", "{").replace(">", "}"), method.lower())
        for rule in shared.app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(V1) and "<any" not in rule.rule and not rule.rule.endswith("openapi.json")
    }
    assert served <= described and len(served) > sum(map(len, TABLE.values()))


def test_every_act_says_who_may_do_it_and_asks_for_a_key(shared: Served) -> None:
    document = shared.client.get(f"{V1}/openapi.json").json
    acts = [
        operation
        for operations in document["paths"].values()
        for method, operation in operations.items()
        if method == "post" and "Idempotency-Key" in str(operation.get("parameters"))
    ]
    assert len(acts) == sum(map(len, TABLE.values()))
    for operation in acts:
        assert "By: " in operation["description"] and operation["summary"] and operation["operationId"]
        assert {one["name"] for one in operation["parameters"]} >= {"Idempotency-Key", "If-Match"}
        assert {"201", "409", "422"} <= set(operation["responses"])
    public = [operation["operationId"] for operation in acts if {} in operation["security"]]
    assert public == ["submitComment"]


def test_every_room_has_its_title_in_both_languages(shared: Served) -> None:
    """No name of a module is shown to a reader: acts and reads of a room stand under one title."""
    document = shared.client.get(f"{V1}/openapi.json").json
    titles = [tag["name"] for tag in document["tags"]]
    operations = [one for path in document["paths"].values() for key, one in path.items() if key != "parameters"]
    used = {title for one in operations for title in one["tags"]}
    assert set(TABLE) == set(TITLES) and set(TITLES.values()) <= set(titles) == used
    assert len(titles) == len(set(titles)) and all(" / " in title and not title.isascii() for title in titles)


def test_the_console_prints_the_document_without_a_database(
    shared: Served, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("DECISION_FLOW_DATABASE_URL", f"sqlite:///{tmp_path / 'nothing.db'}")
    monkeypatch.setenv("DECISION_FLOW_VAR", str(tmp_path))
    assert main(["openapi"]) == 0
    assert json.loads(capsys.readouterr().out) == shared.client.get(f"{V1}/openapi.json").json
    assert list(tmp_path.iterdir()) == []


def test_the_document_is_made_when_it_is_asked_for(served: Served) -> None:
    api: Described = served.app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    assert "document" not in vars(api)
    served.client.get(f"{V1}/openapi.json")
    assert "document" in vars(api)


def test_swagger_ui_is_local_and_runs_no_inline_script(shared: Served) -> None:
    page = shared.client.get("/api/docs/")
    assert page.status_code == 200 and "://" not in page.text and "<script>" not in page.text
    assert "script-src" not in page.headers["Content-Security-Policy"].replace("default-src 'self'", "")
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "start.js", "favicon-32x32.png"):
        assert shared.client.get(f"/api/docs/{name}").status_code == 200
    is_problem(shared.client.get("/api/docs/../../pyproject.toml"), 404)


def test_schemathesis_finds_no_answer_that_is_not_described(battered: Served) -> None:
    """Any operation, by the administrative head, the drafter, the auditor or nobody."""
    schema = schemathesis.openapi.from_wsgi(f"{V1}/openapi.json", battered.app)
    operations = [found.ok() for found in schema.get_all_operations()]

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def asked(data: st.DataObject) -> None:
        operation = data.draw(st.sampled_from(operations))
        mode = data.draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        by = data.draw(st.sampled_from(["administrative_head", "drafter", "auditor", None]))
        case.call_and_validate(headers=battered.headers(by), checks=CHECKS)

    asked()
