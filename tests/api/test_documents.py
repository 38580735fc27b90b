"""Documents over HTTP: what is taken, who may read it, under which name."""

import hashlib

import pytest

from decision_flow.store.documents import LARGEST
from tests.api.house import V1, Served, is_problem


def test_a_document_comes_back_as_it_was_sent(shared: Served) -> None:
    data = bytes(range(256)) * 700
    sha = shared.upload(data, "drafter", X_Filename="%E8%8D%89%E6%A1%88%20%22%3B1.docx", Content_Type="x/y")
    assert sha == hashlib.sha256(data).hexdigest()
    answer = shared.get(f"/documents/{sha}", "drafter")
    assert answer.data == data and answer.content_type == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == ("attachment; filename*=UTF-8''%E8%8D%89%E6%A1%88%20%22%3B1.docx")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    is_problem(shared.get(f"/documents/{sha}", "undertaking_head"), 404)
    assert shared.upload(data, "undertaking_head") == sha
    assert shared.get(f"/documents/{sha}", "undertaking_head").data == data


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("C%3A%5Ctemp%5Ca.txt", "a.txt"),
        ("a%0D%0AX-Evil%3A%201", None),
        ("%00", None),
        ("%FF%FE", None),
        ("草案".encode().decode("latin-1"), None),
        ("x" * 301, None),
        ("%E2%80%AEfdp.exe", None),
        ("", ""),
    ],
)
def test_a_name_is_a_name(shared: Served, sent: str, kept: str | None) -> None:
    headers = shared.headers("drafter", X_Filename=sent)
    answer = shared.client.post(f"{V1}/documents", data=sent.encode() + b"x", headers=headers)
    if kept is None:
        assert is_problem(answer, 422)["errors"]["headers"]["X-Filename"]
        return
    sha = answer.json["sha256"]
    named = shared.get(f"/documents/{sha}", "drafter").headers["Content-Disposition"]
    assert named == f"attachment; filename*=UTF-8''{kept or sha}"


def test_nothing_and_too_much_are_refused(shared: Served) -> None:
    is_problem(shared.client.post(f"{V1}/documents", data=b"", headers=shared.headers("drafter")), 422)
    is_problem(shared.client.post(f"{V1}/documents", data=b"x"), 401)
    answer = shared.client.post(
        f"{V1}/documents",
        data=b"x",
        headers=shared.headers("drafter"),
        environ_overrides={"CONTENT_LENGTH": str(LARGEST + 1)},
    )
    is_problem(answer, 413)


def test_more_than_a_body_of_json_may_hold_is_taken(shared: Served) -> None:
    assert shared.upload(b"x" * (3 << 20), "drafter")


def test_bytes_that_changed_on_the_disk_are_not_given_out(shared: Served) -> None:
    sha = shared.upload("示例：原件".encode(), "drafter")
    file = shared.world.installation.settings.var / "documents" / sha[:2] / sha
    file.write_bytes("示例：换件".encode())
    assert "换件" not in is_problem(shared.get(f"/documents/{sha}", "drafter"), 500)["title"]


@pytest.mark.parametrize("sha", ["x", "0" * 63, "0" * 64, "A" * 64, "..%2f" * 3, "%00"])
def test_what_is_no_digest_is_not_there(shared: Served, sha: str) -> None:
    is_problem(shared.get(f"/documents/{sha}", "drafter"), 404)
