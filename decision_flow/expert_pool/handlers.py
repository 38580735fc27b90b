"""Acts on expert pools as row changes."""

from collections.abc import Iterator

from decision_flow.command import Act, Change, Insert, Update, handles
from decision_flow.expert_pool import commands as asked
from decision_flow.expert_pool import rules
from decision_flow.expert_pool.facts import PoolFile, bar_of, same_name
from decision_flow.organ.facts import OrganFile
from decision_flow.terms import Role

KEEPER = {Role.OFFICE_HEAD}


@handles(asked.OpenExpertPool, by=KEEPER)
def open_expert_pool(act: Act, organ: OrganFile) -> Iterator[Change]:
    """An empty pool."""
    asks: asked.OpenExpertPool = act.command
    yield Insert(
        "expert_pool",
        {
            "id": act.subject_id,
            "organ_id": organ.id,
            "name": asks.name,
            "level": asks.level,
            "source": asks.source,
            "opened_at": act.occurred_at,
        },
    )


@handles(asked.ListExperts, by=KEEPER, rules=(rules.borrowed_list_comes_with_its_document, rules.expert_is_listed_once))
def list_experts(act: Act, pool: PoolFile) -> Iterator[Change]:
    """Experts of the pool from now on."""
    asks: asked.ListExperts = act.command
    for one in asks.experts:
        yield Insert(
            "pool_expert",
            {
                "id": act.new_id(),
                "pool_id": pool.id,
                "person_id": one.person_id,
                "name": one.name,
                "fields": list(one.fields),
                "workplace": one.workplace,
                "workplace_key": same_name(one.workplace),
                "subordinate_to": one.subordinate_to,
                "is_institution": one.is_institution,
                "list_sha256": asks.list_sha256,
                "listed_at": act.occurred_at,
            },
        )


@handles(asked.ReviewIntegrity, by=KEEPER, rules=(rules.expert_is_in_the_pool,))
def review_integrity(act: Act, pool: PoolFile) -> Iterator[Change]:
    """What was found; who is found unqualified is not chosen until a later review finds otherwise."""
    asks: asked.ReviewIntegrity = act.command
    yield Insert(
        "expert_integrity_review",
        {
            "id": act.new_id(),
            "pool_id": pool.id,
            "expert_id": asks.expert_id,
            "year": asks.year,
            "qualified": asks.qualified,
            "text": asks.text,
            "document_sha256": asks.document_sha256,
            "reviewed_at": act.occurred_at,
            **act.signature,
        },
    )
    yield _barred(pool, asks.expert_id, qualified=asks.qualified)


@handles(
    asked.SanctionExpert,
    by=KEEPER,
    rules=(rules.expert_is_in_the_pool, rules.rectification_has_its_day),
)
def sanction_expert(act: Act, pool: PoolFile) -> Iterator[Change]:
    """The sanction, and whether it bars him."""
    asks: asked.SanctionExpert = act.command
    yield Insert(
        "expert_sanction",
        {
            "id": act.new_id(),
            "pool_id": pool.id,
            "expert_id": asks.expert_id,
            "sanction": asks.sanction,
            "document_no": asks.document_no,
            "document_sha256": asks.document_sha256,
            "reason": asks.reason,
            "until": asks.until,
            "sanctioned_at": act.occurred_at,
            **act.signature,
        },
    )
    standing = [one.sanction for one in pool.sanctions.values() if one.expert_id == asks.expert_id]
    bar = bar_of([*standing, asks.sanction], _qualified(pool, asks.expert_id))
    yield Update("pool_expert", {"id": asks.expert_id}, {"barred_by": bar})


@handles(asked.LiftSanction, by=KEEPER, rules=(rules.sanction_stands,))
def lift_sanction(act: Act, pool: PoolFile) -> Iterator[Change]:
    """How the sanction ended; what else stands still bars him."""
    asks: asked.LiftSanction = act.command
    yield Update(
        "expert_sanction",
        {"id": asks.sanction_id},
        {
            "lifted_at": act.occurred_at,
            "lifted_by": act.actor.name,
            "lifted_document_no": asks.document_no,
            "lifted_document_sha256": asks.document_sha256,
            "lifted_reason": asks.reason,
        },
    )
    expert_id = pool.sanctions[asks.sanction_id].expert_id
    others = [
        one.sanction for one in pool.sanctions.values() if one.expert_id == expert_id and one.id != asks.sanction_id
    ]
    yield Update("pool_expert", {"id": expert_id}, {"barred_by": bar_of(others, _qualified(pool, expert_id))})


def _barred(pool: PoolFile, expert_id: str, *, qualified: bool) -> Update:
    standing = [one.sanction for one in pool.sanctions.values() if one.expert_id == expert_id]
    return Update("pool_expert", {"id": expert_id}, {"barred_by": bar_of(standing, qualified)})


def _qualified(pool: PoolFile, expert_id: str) -> bool:
    """Whether the latest review left him qualified; one who was never reviewed is."""
    return expert_id not in pool.unqualified
