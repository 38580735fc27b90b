"""Whatever is sent to whichever act: an answer of our form, never a 500, nothing half-written."""

import json
import os
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from decision_flow.audit.verify import verify
from decision_flow.command import REGISTRY
from decision_flow.store.tables import table
from decision_flow.terms import Role
from schemas.table import PARAMETER, TABLE, ActRoute
from tests.api.bodies import UNKNOWN, plausible, spoiled
from tests.api.house import V1, Served, is_problem

EXAMPLES = int(os.environ.get("DECISION_FLOW_TEST_EXAMPLES", "6"))
ACTS = [ActRoute(path, command) for routes in TABLE.values() for path, command in routes.items()]
IDS = {
    "organ_id": "organ", "catalog_id": "catalog", "item_id": "catalog_item", "decision_id": "decision",
    "notice_id": "comment_notice", "hearing_id": "hearing", "comment_id": "comment", "appointment_id": "appointment",
    "opinion_id": "legality_opinion", "installation_id": "installation", "undertaking_unit_id": "unit",
    "interruption_id": "notice_interruption",
    "catalog_item_id": "catalog_item", "lead_unit_id": "unit", "unit_id": "unit", "executing_unit_id": "unit",
    "continues_notice_id": "comment_notice", "pool_id": "expert_pool", "expert_id": "pool_expert",
    "pool_expert_id": "pool_expert", "draw_id": "expert_draw", "sanction_id": "expert_sanction",
}  # fmt: skip


def known(served: Served) -> Mapping[str, Sequence[str]]:
    """Ids and digests that are there, by the name of the field that takes them."""
    with served.world.installation.store.reading() as session:
        ids = {
            name: list(session.execute(select(table(of).c.id).order_by(table(of).c.id).limit(8)).scalars())
            for name, of in IDS.items()
        }
        drafts = list(session.execute(select(table("draft").c.sha256).limit(4)).scalars())
        cited = list(session.execute(select(table("cited_document").c.sha256).limit(4)).scalars())
    persons = [served.persons[role] for role in ("expert", "drafter", "administrative_head")]
    return {**ids, "person_id": persons, "id": ids["decision_id"], "sha256": [*drafts, *cited]}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.command.__name__)
def test_no_body_brings_an_act_down_or_leaves_anything_half_written(battered: Served, act: ActRoute) -> None:
    there = known(battered)
    by = sorted(REGISTRY[act.command].by - {Role.SYSTEM, Role.CITIZEN}) or [Role.DRAFTER]

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(st.data())
    def sent(data: st.DataObject) -> None:
        path = act.path
        for name in PARAMETER.findall(path):
            chosen = data.draw(st.sampled_from([*there[name], UNKNOWN]))
            path = path.replace(f"<id:{name}>", chosen)
        body = data.draw(st.one_of(plausible(act.body, there), spoiled(act.body, there)))
        headers = battered.headers(data.draw(st.sampled_from(by)), Idempotency_Key=f"fuzz-{next(battered.keys)}")
        before = battered.entries()
        answer = battered.client.post(
            V1 + path, data=json.dumps(body), content_type="application/json", headers=headers
        )
        if answer.status_code == 201:
            assert battered.entries() > before
            return
        assert answer.status_code in (403, 404, 409, 422), answer.text
        is_problem(answer, answer.status_code)
        assert battered.entries() == before

    sent()


def test_the_record_is_whole_after_all_that(battered: Served) -> None:
    with battered.world.installation.store.reading() as session:
        assert verify(session, deep=True).faults == []
