"""Bad input across the stages, over HTTP: refused with its place and its reason, and nothing half-written."""

import hashlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import tracemalloc
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, union_all
from sqlmodel import SQLModel

from decision_flow.settings import CHECKOUT
from decision_flow.store.documents import LARGEST
from decision_flow.store.identifiers import uuid7
from decision_flow.store.operational import OPERATIONAL
from decision_flow.terms import Limb, Role, Stage, StartGround
from flows.server import until
from tests import lawful
from tests.api.conftest import WEAK
from tests.api.house import HEAD, V1, Served, is_problem, serve
from tests.databases import KINDS, Databases
from tests.lawful import DAY, EXPERT
from tests.world import START

TODAY = START.date()
MEETING_DAY = TODAY + 20 * DAY
MEGABYTE = 1 << 20
HUGE = 200 * MEGABYTE


@dataclass
class Stood(Served):
    """A case in its early stages (`early`), one that is reviewed and on the agenda of a day to come (`planned`), one
    with the reviewer (`submitted`), and one whose risk report may be filed."""

    early: str = ""
    submitted: str = ""
    planned: str = ""
    hearing: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    def rows(self) -> dict[str, int]:
        """How many rows each table of the record has, the ledger among them."""
        tables = [of for of in SQLModel.metadata.sorted_tables if of.name not in OPERATIONAL]
        counts = union_all(*(select(func.count().label("rows")).select_from(of) for of in tables))
        with self.world.installation.store.reading() as session:
            return dict(zip((of.name for of in tables), session.execute(counts).scalars(), strict=True))

    def refused(self, path: str, body: Any, by: str, status: int) -> dict[str, Any]:
        """The problem that an act is answered with; neither an entry nor a row is there that was not."""
        before = self.rows()
        problem = is_problem(self.post(path, body, by), status)
        assert self.rows() == before
        return problem


@pytest.fixture(scope="module", params=KINDS)
def stood(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stood]:
    """One world for all that is refused, since what is refused changes nothing."""
    made = serve(databases.fresh(request.param, label="stages"), tmp_path_factory.mktemp("stages"))
    world, draft = made.world, lawful.draft_of(made.world)
    stood = Stood(world, made.app, made.client, made.tokens, made.persons, keys=made.keys)
    stood.early = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))
    lawful.run(world, lawful.expert_facts(world, stood.early, draft))
    stood.hearing = str(lawful.run(world, lawful.hearing(world, stood.early, TODAY)))
    stood.submitted, stood.planned = (_early_passed(stood) for _ in range(2))
    lawful.run(world, lawful.legality_submitted(world, stood.submitted, draft))
    lawful.run(world, lawful.legality_submitted(world, stood.planned, draft))
    lawful.run(world, lawful.opinion(world, stood.planned, draft))
    lawful.run(world, lawful.on_agenda(world, stood.planned, draft, MEETING_DAY))
    for by in Role:
        for name, text in (("draft", "示例草案一稿"), ("note", "示例说明"), ("old", "示例旧稿"), ("paper", "示例文件")):
            if str(by) in stood.tokens and by is not Role.ADMINISTRATOR:
                stood.texts[name] = stood.upload(text.encode(), by)
    yield stood
    world.installation.store.close()


def _early_passed(stood: Stood) -> str:
    case = lawful.ready_for_last_sign_offs(stood.world)
    for stage in (Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        step = lawful.last_sign_off_of(stood.world, case, stage)
        stood.world.do(step.command, step.by, key=step.key)
    return case


# bodies of acts that would pass, but for the one thing that a test spoils


def a_notice(stood: Stood, **given: Any) -> dict[str, Any]:
    body = {
        "draft_sha256": stood.texts["draft"],
        "explanation_sha256": stood.texts["note"],
        "opens_on": "2026-03-02",
        "closes_on": "2026-04-01",
        "shortening_reason": None,
        "how_to_comment": "示例",
        "text": "示例",
    }
    return body | given


def a_point(**given: Any) -> dict[str, Any]:
    point = {
        "kind": "social_stability",
        "description": "示例",
        "likelihood": 1,
        "impact": 2,
        "measure": "示例",
        "owner": "示例",
    }
    return point | {"due": "2026-12-31"} | given


def a_report(stood: Stood, **given: Any) -> dict[str, Any]:
    body = {
        "draft_sha256": stood.texts["draft"],
        "report_sha256": stood.texts["paper"],
        "risk_points": [a_point()],
        "contingency_plan": "示例",
        "departments_heard": ["示例局"],
        "initial_level": "low",
        "level_after_measures": "low",
        "is_controllable": True,
        "is_reassessment": False,
    }
    return body | given


def an_appointment(**given: Any) -> dict[str, Any]:
    body = {
        "person_id": str(uuid7()),
        "name": "示例",
        "role": "legal_adviser",
        "title": "示例",
        "unit_id": None,
        "starts_on": "2026-03-02",
        "ends_on": None,
        "document": "示例〔2026〕9号",
    }
    return body | given


# dates that do not exist, periods that end before they begin


@pytest.mark.parametrize(
    "day", ["2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-3-2", "0000-01-01", "明天"]
)
def test_a_date_that_does_not_exist_is_refused_at_its_field(stood: Stood, day: str):
    path = f"/decisions/{stood.early}/public-participation/notices"
    for name in ("opens_on", "closes_on"):
        assert set(stood.refused(path, a_notice(stood, **{name: day}), "drafter", 422)["errors"]["json"]) == {name}
    point = a_report(stood, risk_points=[a_point(), a_point(due=day)])
    problem = stood.refused(f"/decisions/{stood.early}/risk-assessment/reports", point, "risk_assessor", 422)
    assert problem["errors"]["json"]["risk_points"]["1"]["due"]
    body = an_appointment(starts_on=day)
    assert "starts_on" in stood.refused(_posts(stood), body, "administrator", 422)["errors"]["json"]


def test_a_comment_period_that_ends_before_it_begins_is_refused(stood: Stood):
    path = f"/decisions/{stood.early}/public-participation/notices"
    body = a_notice(stood, opens_on="2026-04-01", closes_on="2026-03-02")
    assert _found(stood.refused(path, body, "drafter", 409)) == {"PP-15-REASON": "no_days"}


def test_a_post_that_ends_before_it_begins_is_refused_and_one_of_a_single_day_is_not(stood: Stood):
    body = an_appointment(starts_on="2026-05-02", ends_on="2026-05-01")
    assert _found(stood.refused(_posts(stood), body, "administrator", 409)) == {"ORG-39-PERIOD": "ends_before"}
    assert stood.post(_posts(stood), body | {"ends_on": "2026-05-02"}, "administrator").status_code == 201


# overlapping appointments


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        ("2026-06-01", "2026-08-31", True),
        ("2026-05-01", "2026-06-01", True),
        ("2026-08-31", None, True),
        ("2026-05-01", None, True),
        ("2026-07-01", "2026-07-02", True),
        ("2026-05-01", "2026-05-31", False),
        ("2026-09-01", None, False),
    ],
)
def test_a_person_holds_a_post_once_at_a_time(stood: Stood, starts_on: str, ends_on: str | None, overlaps: bool):
    somebody = {"person_id": str(uuid7())}
    first = an_appointment(**somebody, starts_on="2026-06-01", ends_on="2026-08-31")
    assert stood.post(_posts(stood), first, "administrator").status_code == 201
    again = an_appointment(**somebody, starts_on=starts_on, ends_on=ends_on)
    if overlaps:
        problem = stood.refused(_posts(stood), again, "administrator", 409)
        assert _found(problem) == {"ORG-39-OVERLAP": "held"} and "2026年8月31日" in problem["findings"][0]["missing"]
    else:
        assert stood.post(_posts(stood), again, "administrator").status_code == 201


def test_another_person_in_the_same_post_and_the_same_person_in_another_are_lawful(stood: Stood):
    """Several reviewers, and one person with two duties: neither is an overlap."""
    one, another = {"person_id": str(uuid7())}, {"person_id": str(uuid7())}
    for given in (
        one,
        another,
        one | {"role": "legality_reviewer"},
        one | {"role": "drafter", "unit_id": stood.world.unit_id},
    ):
        assert stood.post(_posts(stood), an_appointment(**given), "administrator").status_code == 201


def test_a_post_that_was_ended_is_not_held_on_by_ending_it_later(stood: Stood):
    body = an_appointment(person_id=str(uuid7()), ends_on="2026-08-31")
    made = stood.post(_posts(stood), body, "administrator").json["made"]
    path = f"{_posts(stood)}/{made['appointment']}/end"
    later = {"ends_on": "2026-09-30", "document": "示例〔2026〕10号"}
    assert _found(stood.refused(path, later, "administrator", 409)) == {"ORG-39-POST": "ended"}
    assert stood.post(path, later | {"ends_on": "2026-07-31"}, "administrator").status_code == 201


# what is still to come, recorded as if it had been


def test_a_meeting_of_a_day_to_come_is_not_recorded_as_held(stood: Stood):
    path = f"/decisions/{stood.planned}/collective-discussion"
    member = {"person_id": HEAD, "name": "示例", "title": "市长", "is_head": True, "presence": "present", "note": None}
    decided = {
        "draft_sha256": stood.texts["draft"],
        "outcome": "adopted",
        "departure_reason": None,
        "reason": None,
        "ordered_amendments": [],
    }
    for act, body, by in (
        ("attendance", {"members": [member]}, "meeting_secretary"),
        ("views", {"person_id": HEAD, "view": "agree", "words": "示例"}, "meeting_secretary"),
        ("decision", decided, "administrative_head"),
    ):
        problem = stood.refused(f"{path}/{act}", body, by, 409)
        (finding,) = [one for one in problem["findings"] if one["rule"] == "CD-30-SESSION"]
        assert (finding["code"], finding["earliest"]) == ("not_yet", MEETING_DAY.isoformat())


def test_nothing_else_that_is_still_to_come_is_recorded_as_done(stood: Stood):
    public, day = f"/decisions/{stood.early}/public-participation", (TODAY + 30 * DAY).isoformat()
    paper = stood.texts["paper"]
    seminar = {
        "form": "seminar",
        "held_on": day,
        "heard": [{"name": "示例", "kind": "citizen"}],
        "summary": "示例",
        "record_sha256": paper,
    }
    delivered = {"delivered_on": day, "participants": ["示例甲"], "receipt_sha256": paper}
    original = {"scan_sha256": paper, "pages": 1, "kept_at": "示例", "compared_by": "示例", "signed_on": day}
    attended = [{"name": "示例甲", "side": "居民", "signed": True}]
    held = {"record_sha256": paper, "chaired_by": "示例", "participants": attended, "paper_original": original}
    studied = {"studied_on": day, "attendance": "示例", "texts": ["示例"]}
    hearing = f"{public}/hearings/{stood.hearing}"
    meeting = f"/decisions/{stood.planned}/collective-discussion"
    for path, body, by in (
        (f"{public}/participations", seminar, "drafter"),
        (f"{hearing}/deliveries", delivered, "drafter"),
        (f"{hearing}/record", held, "drafter"),
        (f"{meeting}/law-studied", studied, "meeting_secretary"),
    ):
        assert stood.refused(path, body, by, 409)["findings"]
    ahead = a_report(stood, occurred_at="2026-03-10T01:00:00Z")
    path = f"/decisions/{stood.early}/risk-assessment/reports"
    assert _found(stood.refused(path, ahead, "risk_assessor", 409)) == {"DEC-39-BACKDATED": "ahead"}


# another draft than the present one


def test_an_opinion_on_another_draft_than_the_present_one_is_refused(stood: Stood):
    old, paper = stood.texts["old"], stood.texts["paper"]
    views = dict.fromkeys(("necessity", "feasibility", "scientific_merit", "conclusion"), "示例")
    limbs = [{"limb": limb, "answer": "示例", "has_fault": False, "stage_at_fault": None} for limb in Limb]
    drafted = {"limbs": limbs, "conclusion": "lawful", "text": "示例", "legal_risk": None}
    early, submitted = f"/decisions/{stood.early}", f"/decisions/{stood.submitted}/legality-review"
    for path, body, by in (
        (f"{early}/expert-review/opinions", views | {"opinion_sha256": paper, "view": "agree"}, "expert"),
        (f"{early}/risk-assessment/reports", a_report(stood), "risk_assessor"),
        (f"{submitted}/advice", {"text": "示例"}, "legal_adviser"),
        (f"{submitted}/opinions", drafted, "legality_reviewer"),
    ):
        problem = stood.refused(path, body | {"draft_sha256": old}, by, 409)
        assert "DEC-25-DIGEST" in _found(problem) and "第1版" in problem["findings"][0]["missing"]
    assert stood.persons["expert"] == EXPERT


# levels and scales


@pytest.mark.parametrize("level", ["tiny", "HIGH", "低", "", 1, ["low"]])
def test_a_level_outside_the_scale_is_refused_at_its_field(stood: Stood, level: Any):
    path = f"/decisions/{stood.early}/risk-assessment/reports"
    for name in ("initial_level", "level_after_measures"):
        body = a_report(stood, **{name: level})
        assert set(stood.refused(path, body, "risk_assessor", 422)["errors"]["json"]) == {name}


@pytest.mark.parametrize("rating", [{"likelihood": 0}, {"likelihood": 6}, {"impact": -1}, {"impact": 99}])
def test_a_rating_outside_the_scale_of_the_profile_names_the_point(stood: Stood, rating: dict[str, int]):
    path = f"/decisions/{stood.early}/risk-assessment/reports"
    body = a_report(stood, risk_points=[a_point(), a_point(**rating)])
    problem = stood.refused(path, body, "risk_assessor", 409)
    assert _found(problem)["RA-23-RATING"] == "off_the_scale"
    assert "第2个" in problem["findings"][0]["missing"]


# a signature by somebody whose post ended


def test_a_signature_by_somebody_whose_post_ended_is_no_signature(served: Served):
    """Today he signs; from the day after his last day the file is not there for him, though his token still lives."""
    world, draft = served.world, lawful.draft_of(served.world)
    stood = Stood(world, served.app, served.client, served.tokens, served.persons, keys=served.keys)
    case = lawful.ready_for_last_sign_offs(world)
    served.appointed("leaver", Role.UNDERTAKING_HEAD, world.organ_id, world.unit_id)
    page = served.get(f"/organs/{world.organ_id}/appointments?limit=200", "administrator").json["items"]
    (post,) = [one for one in page if one["person_id"] == stood.persons["leaver"]]
    ended = {"ends_on": TODAY.isoformat(), "document": "示例〔2026〕11号"}
    path = f"/organs/{world.organ_id}/appointments/{post['id']}/end"
    assert served.post(path, ended, "administrator").status_code == 201
    risk = f"/decisions/{case}/risk-assessment/sign-offs"
    assert served.post(risk, {"draft_sha256": draft}, "leaver").status_code == 201  # his last day
    world.advance(START + timedelta(days=1))
    expert = f"/decisions/{case}/expert-review/sign-offs"
    body = {"draft_sha256": draft, "min_experts": 1, "min_experts_basis": "示例依据"}
    stood.refused(expert, body, "leaver", 404)
    assert served.get("/me", "leaver").json["posts"] == []
    assert served.post(expert, body, "undertaking_head").status_code == 201


# documents


def announced(data: bytes) -> str:
    """`Content-Digest` of bytes (RFC 9530)."""
    return f"sha-256=:{b64encode(hashlib.sha256(data).digest()).decode()}:"


def sent(served: Served, data: bytes, digest: str) -> Any:
    """An upload that announces a digest."""
    headers = served.headers("drafter", Content_Digest=digest)
    return served.client.post(f"{V1}/documents", data=data, headers=headers)


def test_bytes_that_are_not_those_of_the_announced_digest_are_not_kept(stood: Stood):
    documents = stood.world.installation.store.documents
    data, other = b"\xff" * 70_000, b"\xff" * 69_999 + b"\xfe"
    before = stored(stood)
    problem = is_problem(sent(stood, other, announced(data)), 422)
    (fault,) = problem["errors"]["headers"]["Content-Digest"]
    assert hashlib.sha256(other).hexdigest() in fault
    assert stored(stood) == before and not documents.holds(hashlib.sha256(other).hexdigest())
    assert sent(stood, data, announced(data)).status_code == 201
    both = f"sha-512=:{b64encode(hashlib.sha512(data).digest()).decode()}:, {announced(data)}"
    assert sent(stood, data, both).json["sha256"] == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("digest", ["x", "sha-256=:x:", "sha-256=::", "sha-256=:AAAA:", "md5=:AAAA:", "sha-256=AAAA"])
def test_what_is_no_digest_is_refused_and_not_passed_over(stood: Stood, digest: str):
    assert is_problem(sent(stood, b"x", digest), 422)["errors"]["headers"]["Content-Digest"]


def test_an_act_that_names_a_digest_nobody_uploaded_is_refused_at_its_field(stood: Stood):
    path = f"/decisions/{stood.early}/risk-assessment/reports"
    problem = stood.refused(path, a_report(stood, report_sha256="0" * 64), "risk_assessor", 422)
    assert set(problem["errors"]["json"]) == {"report_sha256"}


class Endless:
    """A body that would be huge: it counts what is read of it."""

    def __init__(self, size: int) -> None:
        self.left, self.taken = size, 0

    def read(self, size: int = -1) -> bytes:
        some = min(self.left, size if size >= 0 else self.left)
        self.left, self.taken = self.left - some, self.taken + some
        return b"\0" * some


@pytest.mark.parametrize("size", [LARGEST + 1, HUGE])
def test_a_huge_upload_is_refused_before_it_is_read(stood: Stood, size: int):
    before, body = stored(stood), Endless(size)
    answer, peak = _measured(stood, body, size)
    is_problem(answer, 413)
    assert body.taken == 0 and peak < 2 * MEGABYTE and stored(stood) == before


def test_the_largest_upload_is_taken_in_pieces(stood: Stood):
    body = Endless(LARGEST)
    answer, peak = _measured(stood, body, LARGEST)
    assert answer.status_code == 201 and answer.json["size"] == LARGEST == body.taken
    assert peak < 4 * MEGABYTE


def _measured(stood: Stood, body: Endless, size: int) -> tuple[Any, int]:
    """The answer to an upload, and the most memory that Python had taken for it."""
    told = {"wsgi.input": body, "CONTENT_LENGTH": str(size), "CONTENT_TYPE": "application/octet-stream"}
    tracemalloc.start()
    try:
        answer = stood.client.post(f"{V1}/documents", headers=stood.headers("drafter"), environ_overrides=told)
        return answer, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def stored(stood: Stood) -> set[str]:
    """Every file in the folder of documents, half-written ones too."""
    return {path.name for path in stood.world.installation.settings.var.rglob("*") if path.is_file()}


# the same at the real server


@dataclass
class Server:
    """`decision-flow serve` in a process of its own."""

    process: subprocess.Popen[bytes]
    port: int
    token: str

    def weight(self) -> int:
        """The most memory that the process has held, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024  # type: ignore[index]

    def upload(self, size: int, chunked: bool) -> tuple[int, bytes]:
        """Send so many bytes; the status, and what came back. The server may close the connection before the end."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}"
            head = f"POST {V1}/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.token}\r\n{length}\r\n\r\n"
            connection.sendall(head.encode())
            sender = threading.Thread(target=_send, args=(connection, size, chunked), daemon=True)
            sender.start()
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            return answer.status, answer.read()


def _send(connection: socket.socket, size: int, chunked: bool) -> None:
    piece = b"\0" * MEGABYTE
    try:
        for _ in range(size // MEGABYTE):
            connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
        if chunked:
            connection.sendall(b"0\r\n\r\n")
    except OSError:
        return  # the server has answered and closed


@pytest.fixture(scope="module")
def server(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The console's own web process on a founded installation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("decision_flow.accounts.METHOD", WEAK)
        made = serve(databases.sqlite("huge"), tmp_path_factory.mktemp("huge"))
    settings, token = made.world.installation.settings, made.tokens["drafter"]
    made.world.installation.store.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DECISION_FLOW_DATABASE_URL": settings.database_url,
        "DECISION_FLOW_VAR": str(settings.var),
        "DECISION_FLOW_DURABLE": "normal",
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT), *sys.path]),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "serve", "--port", str(port)],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert until(lambda: _answers(port), 60)
    yield Server(process, port, token)
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def _answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", f"{V1}/catalogs")
        return connection.getresponse().status == 200
    except OSError:
        return False


@pytest.mark.parametrize("chunked", [False, True], ids=["with its length", "in chunks"])
def test_200_megabytes_are_refused_by_the_server_and_never_held_in_memory(server: Server, chunked: bool):
    before = server.weight()
    status, _ = server.upload(HUGE, chunked)
    assert status == 413
    assert server.weight() - before < 16  # of two hundred
    assert _answers(server.port)


def test_a_large_document_passes_through_the_server_without_being_held(server: Server):
    before = server.weight()
    status, said = server.upload(40 * MEGABYTE, chunked=False)
    assert status == 201 and json.loads(said)["size"] == 40 * MEGABYTE
    assert server.weight() - before < 16


def _posts(stood: Served) -> str:
    return f"/organs/{stood.world.organ_id}/appointments"


def _found(problem: dict[str, Any]) -> dict[str, str]:
    return {finding["rule"]: finding["code"] for finding in problem["findings"]}
