"""Experts chosen and drawn, their opinions opened together, the answers to them."""

from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import select

from decision_flow.actor import Actor, Post
from decision_flow.expert_pool.model import PoolExpert
from decision_flow.expert_review import commands as expert
from decision_flow.expert_review import draw_commands as draw
from decision_flow.expert_review.model import ExpertDraw
from decision_flow.store.tables import table_of
from decision_flow.terms import Disposition, ReviewForm, Role, SealKind, View
from tests.lawful.expert_pool import FIELD
from tests.lawful.steps import Steps, act, at
from tests.world import START, World

EXPERT = "0190a000-0000-7000-8000-0000000000e1"
HOUR = timedelta(hours=1)
SAID = {"necessity": "示例", "feasibility": "示例", "scientific_merit": "示例", "conclusion": "示例"}


def the_expert(world: World) -> Actor:
    """The appointed expert."""
    return Actor(EXPERT, "示例专家", (Post(Role.EXPERT, world.organ_id, None, "专家"),))


def chosen(case: str, person_id: str = EXPERT, **given: Any) -> expert.AppointExpert:
    """The choice of an expert of no party, with its reasons."""
    base: dict[str, Any] = {
        "decision_id": case,
        "person_id": person_id,
        "expert": "示例专家",
        "field": FIELD,
        "workplace": "示例大学",
        "form": ReviewForm.WRITTEN,
        "is_institution": False,
        "is_subordinate": False,
        "expertise": "示例",
        "representativeness": "示例",
        "neutrality": "示例",
        "dissent_sought": True,
        "dissent_reason": None,
    }
    return expert.AppointExpert(**(base | given))


def expert_facts(world: World, case: str, draft: str) -> Steps:
    """An appointed expert without an interest, his opinion, the opening, and the answer to it."""
    yield from act(world, chosen(case), Role.UNDERTAKING_HEAD)
    declared = expert.DeclareInterest(decision_id=case, has_direct_interest=False, text="无直接利害关系")
    yield from act(world, declared, the_expert(world))
    given = expert.SubmitExpertOpinion(
        decision_id=case,
        draft_sha256=draft,
        **SAID,
        view=View.AGREE_WITH_CHANGES,
        opinion_sha256=world.document("论证意见书"),
    )
    done = yield from act(world, given, the_expert(world))
    yield from act(world, expert.OpenExpertOpinions(decision_id=case), Role.UNDERTAKING_HEAD)
    yield from answered(world, case, done.made["expert_opinion"])


def answered(world: World, case: str, opinion_id: str) -> Steps:
    """The answer to an opinion, delivered."""
    delivery = expert.Delivery(delivered_on=START.date(), how="当面送达", proof_sha256=world.document("回证"))
    answer = expert.AnswerExpert(
        decision_id=case, opinion_id=opinion_id, disposition=Disposition.ADOPTED, reason="示例", delivery=delivery
    )
    yield from act(world, answer, Role.UNDERTAKING_HEAD)


def announcement(case: str, pool_id: str, now: datetime, **given: Any) -> draw.AnnounceDraw:
    """A draw of one expert from a value that is known in an hour."""
    base: dict[str, Any] = {
        "decision_id": case,
        "pool_id": pool_id,
        "field": FIELD,
        "wanted": 1,
        "seed_source": "示例：福利彩票3D下一期开奖号码",
        "seed_known_from": now + HOUR,
        "excluded": (),
    }
    return draw.AnnounceDraw(**(base | given))


def holding(world: World, case: str, draw_id: str, published_at: datetime, value: str = "3 7 9") -> draw.HoldDraw:
    """The draw held with the published value."""
    return draw.HoldDraw(
        decision_id=case,
        draw_id=draw_id,
        seed_value=value,
        published_at=published_at,
        address="https://example.org/3d",
        snapshot_sha256=world.document("开奖公告网页"),
    )


def row_of(world: World, table: Any, row_id: str) -> Any:
    """A row by its id."""
    of = table_of(table)
    with world.installation.store.reading() as session:
        return session.execute(select(of).where(of.c.id == row_id)).one()


def order_of(world: World, draw_id: str) -> list[str]:
    """The order of a draw that was held."""
    drawn: list[str] = orjson.loads(row_of(world, ExpertDraw, draw_id).drawn)
    return drawn


def chosen_from(world: World, case: str, draw_id: str, entry_id: str, **given: Any) -> expert.AppointExpert:
    """The choice of an expert who was drawn; he acts on paper, under the id of his entry."""
    entry = row_of(world, PoolExpert, entry_id)
    of_the_pool = {"expert": entry.name, "workplace": entry.workplace, "pool_expert_id": entry_id, "draw_id": draw_id}
    return chosen(case, entry_id, **(of_the_pool | given))


def drawn_and_on_paper(world: World, case: str, draft: str, pool_id: str) -> Steps:
    """Parties named; a draw whose first cannot come; the next declares and gives his opinion on paper, closed."""
    party = expert.MatterParty(name="示例建设公司", relation="示例：投标人")
    yield from act(world, expert.NameMatterParties(decision_id=case, parties=(party,)), Role.DRAFTER)
    done = yield from act(world, announcement(case, pool_id, START), Role.UNDERTAKING_HEAD)
    draw_id = done.made["expert_draw"]
    yield from at(world, START + 2 * HOUR)
    yield from act(world, holding(world, case, draw_id, START + HOUR), Role.DRAFTER)
    first, second = order_of(world, draw_id)[:2]
    yield from act(world, chosen_from(world, case, draw_id, first), Role.UNDERTAKING_HEAD)
    cannot = expert.ReleaseExpert(decision_id=case, person_id=first, reason="示例：出差")
    yield from act(world, cannot, Role.UNDERTAKING_HEAD)
    meeting = chosen_from(world, case, draw_id, second, form=ReviewForm.MEETING)
    yield from act(world, meeting, Role.UNDERTAKING_HEAD)
    declared = expert.RecordDeclaration(
        decision_id=case,
        person_id=second,
        has_direct_interest=False,
        text="无直接利害关系",
        paper_sha256=world.document("书面声明"),
    )
    yield from act(world, declared, Role.DRAFTER)
    relation = expert.RecordRelation(
        decision_id=case, person_id=second, relation="示例：无经济往来", is_direct_interest=False
    )
    yield from act(world, relation, Role.LEGALITY_REVIEWER)
    held = expert.RecordExpertMeeting(
        decision_id=case, held_on=START.date(), present=(second,), record_sha256=world.document("论证会记录")
    )
    yield from act(world, held, Role.DRAFTER)
    envelope = expert.ReceiveSealedOpinion(
        decision_id=case, draft_sha256=draft, person_id=second, received_on=START.date(), kept_at="示例：档案柜"
    )
    done = yield from act(world, envelope, Role.DRAFTER)
    return done.made["expert_opinion"]


def paper_on_file(world: World, case: str, opinion_id: str) -> Steps:
    """An opened envelope put on file and answered; then all is published."""
    original = expert.Original(
        kind=SealKind.PAPER_ORIGINAL,
        document_sha256=world.document("书面论证意见扫描件"),
        signed_on=START.date(),
        pages=3,
        kept_at="示例：档案柜",
        compared_by="示例经办人",
        verification=None,
    )
    recorded = expert.RecordPaperOpinion(
        decision_id=case, opinion_id=opinion_id, **SAID, view=View.AGREE, original=original
    )
    yield from act(world, recorded, Role.DRAFTER)
    yield from answered(world, case, opinion_id)
    published = expert.PublishExpertOpinions(
        decision_id=case,
        channel="website",
        address="https://example.org/experts",
        snapshot_sha256=world.document("专家意见网页"),
        published_at=START + HOUR,
    )
    yield from act(world, published, Role.DRAFTER)
