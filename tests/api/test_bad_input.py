"""What cannot be read: the client is told what is wrong and where, and nothing is written. Both databases."""

import json
from typing import Any

import pytest

from tests.api.house import V1, Served, a_decision, is_problem

PATH = "/organs"
BODY = {"name": "示例机关", "body_kind": "department", "profile": "jishou"}


@pytest.fixture(autouse=True)
def nothing_is_written(shared: Served) -> Any:
    """The record is as long after each test as before."""
    before = shared.entries()
    yield
    assert shared.entries() == before


def raw(served: Served, data: bytes, content_type: str = "application/json", **headers: str) -> Any:
    """Bytes as they are."""
    given = served.headers("administrator", Idempotency_Key=f"raw-{next(served.keys)}", **headers)
    return served.client.post(V1 + PATH, data=data, content_type=content_type, headers=given)


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (b"", "Line 1, column 1"),
        (b"{", "Line 1, column 2"),
        (b'{"name":\n "x",,}', "Line 2, column"),
        (b'{"name": "\xff"}', "Byte 11 is not UTF-8"),
        ("\ufeff{}".encode(), "Line 1, column 1"),
        (b'{"name": NaN}', "NaN is not JSON"),
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b'{"units": [{"b": 1, "b": 1}]}', "'b' stands twice"),
        (b"[" * 100_000 + b"]" * 100_000, "Nested too deeply"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "Nested too deeply"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "A number is too long"),
    ],
    ids=lambda one: str(one)[:24],
)
def test_what_is_no_json_is_refused_with_its_place(shared: Served, data: bytes, detail: str) -> None:
    assert detail in is_problem(raw(shared, data, Accept_Language="en"), 400)["detail"]
    assert detail not in is_problem(raw(shared, data), 400)["detail"]


@pytest.mark.parametrize("data", [b"null", b"[]", b"1", b'"x"', b"true"])
def test_what_is_no_object_is_refused(shared: Served, data: bytes) -> None:
    assert is_problem(raw(shared, data), 422)["errors"]["json"]


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_another_media_type_is_refused(shared: Served, content_type: str) -> None:
    is_problem(raw(shared, b"{}", content_type), 415)


def test_a_body_of_more_than_a_mebibyte_is_refused(shared: Served) -> None:
    is_problem(raw(shared, b'"' + b"x" * (1 << 20) + b'"'), 413)
    shared.client.post(V1 + PATH, data=b" " * (1 << 20), content_type="application/json")


def test_every_fault_is_named_at_once_with_its_place_and_in_the_language(shared: Served) -> None:
    body = {"name": "", "body_kind": "kingdom", "units": ["x", 1, None], "proposed": 1, "colour": "red"}
    errors = is_problem(shared.post(PATH, body, "administrator"), 422)["errors"]["json"]
    assert set(errors) == {"name", "body_kind", "units", "proposed", "colour", "profile"}
    assert errors["units"] == {"1": ["应为文字"], "2": ["不能为 null"]} and errors["profile"] == ["必须填写"]
    assert errors["proposed"] == ["应为 true 或者 false"] and errors["name"] == ["长度应为1至300"]
    english = is_problem(shared.post(PATH, body, "administrator", Accept_Language="en"), 422)["errors"]["json"]
    assert english["colour"] == ["Unknown field."] and english["proposed"] == ["Not a valid boolean."]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((field, value) for field in ("name", "label") for value in ("\0", "示\0例", "\ud800", "x\udfff")),
        *(("name", value) for value in (1, 1.0, True, None, [], {}, "x" * 301)),
        *(("proposed", value) for value in (1, 0, 1.0, "true", [], {}, None)),
        *(("body_kind", value) for value in ([], {}, 1, None, "", "DEPARTMENT")),
        *(("units", value) for value in ("示例局", {}, None, [["x"]], [{}], ["示例局"] * 1_001)),
        *(("occurred_at", value) for value in ("2026-03-02", "2026-03-02T01:00:00", 0, "9999-12-31T23:59:59Z")),
    ],
)
def test_a_value_of_another_type_or_out_of_bounds_is_refused_at_its_place(
    shared: Served, field: str, value: Any
) -> None:
    errors = is_problem(raw(shared, json.dumps(BODY | {field: value}).encode()), 422)["errors"]
    assert set(errors["json"]) == {field}


@pytest.mark.parametrize("value", [2**31, -(2**31), 2**63, 10**400, 1.0, 1.5, "1", True, [], {}])
def test_a_whole_number_is_a_json_integer_that_both_databases_hold(shared: Served, value: Any) -> None:
    body = {"organ_id": shared.world.organ_id, "year": value, "title": "示例目录"}
    answer = shared.post("/catalogs", body, "catalog_officer")
    assert set(is_problem(answer, 422)["errors"]["json"]) == {"year"}


@pytest.mark.parametrize("value", ["", "x", "1900-01-01T00:00:00+00:00", "0001-01-01", "9999-12-31", 20260302, None])
def test_a_day_is_a_date_in_our_centuries(shared: Served, value: Any) -> None:
    person = {"person_id": shared.persons["drafter"], "name": "示例", "role": "auditor", "title": "示例"}
    body = person | {"document": "示例", "starts_on": value}
    errors = is_problem(shared.post(f"/organs/{shared.world.organ_id}/appointments", body, "administrator"), 422)
    assert set(errors["errors"]["json"]) == {"starts_on"}


@pytest.mark.parametrize("value", ["x", "", "0" * 36, "0190A000-0000-7000-8000-0000000000A1", " ", "\0", 1])
def test_an_id_in_a_body_has_the_form_of_an_id(shared: Served, value: Any) -> None:
    body = {"organ_id": value, "year": 2030, "title": "示例目录"}
    errors = is_problem(shared.post("/catalogs", body, "catalog_officer"), 422)["errors"]
    assert set(errors["json"]) == {"organ_id"}
    line_end = {"organ_id": shared.world.organ_id + "\n", "year": 2030, "title": "示例目录"}
    is_problem(shared.post("/catalogs", line_end, "catalog_officer"), 422)


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=201", "limit=x", "limit=-1", "limit=1e3", "limit=" + "9" * 5_000, "cursor=x", "cursor=%00",
        "cursor=%F0%9F%98%80", "status=%00", "status=x'--", "organ_id=1", "unit_id=%FF", "unknown=1", "limit=",
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_read_is_refused(shared: Served, query: str) -> None:
    assert is_problem(shared.get(f"/decisions?{query}", "auditor"), 422)["errors"]["query"]


def test_numbers_of_a_query_stay_in_the_database(shared: Served) -> None:
    for query in ("year=99999999999999999999", "year=-1", "year=2147483648", "matter_class=x"):
        is_problem(shared.get(f"/catalog-items?{query}"), 422)
    assert shared.get("/catalogs?year=2147483647").json["items"] == []


@pytest.mark.parametrize("path", ["/organs/%00", "/organs/../x", "/organs/%2e%2e%2f", "/organs/\u2028", "/%ff", "//"])
def test_a_path_that_is_no_path_is_not_there(shared: Served, path: str) -> None:
    answer = shared.get(path, "auditor")
    assert answer.status_code in (404, 308) and (answer.status_code == 308 or is_problem(answer, 404))


def test_a_document_that_was_not_uploaded_is_named_where_it_stands(shared: Served) -> None:
    case = "0190a000-0000-7000-8000-00000000dead"
    there = shared.upload("示例".encode(), "meeting_secretary")
    pack = [{"kind": "draft", "document_sha256": there}, {"kind": "x", "document_sha256": "0" * 64}]
    body = {"forum": "示例", "held_on": "2026-04-15", "pack": pack}
    answer = shared.post(f"/decisions/{case}/collective-discussion/meetings", body, "meeting_secretary")
    errors = is_problem(answer, 422)["errors"]["json"]
    assert list(errors["pack"]) == ["1"] and "0" * 64 in errors["pack"]["1"]["document_sha256"][0]


def test_a_document_of_another_is_as_unknown_as_one_that_is_not_there(served: Served) -> None:
    """Who only knows a digest can neither name the document nor find out that it exists."""
    case, secret = a_decision(served), served.upload("示例：他人的文件".encode(), "auditor")
    body = {"draft_sha256": secret, "explanation_sha256": secret}
    theirs = is_problem(served.post(f"/decisions/{case}/drafts", body, "drafter"), 422)
    nobodys = {"draft_sha256": "0" * 64, "explanation_sha256": "0" * 64}
    unknown = is_problem(served.post(f"/decisions/{case}/drafts", nobodys, "drafter"), 422)
    assert json.dumps(theirs).replace(secret, "0" * 64) == json.dumps(unknown)
