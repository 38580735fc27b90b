"""Acts on expert opinions as row changes: declared, given, opened, answered, published, signed off."""

from collections.abc import Iterator
from typing import Any

from decision_flow.audit.canonical import canonical, plain
from decision_flow.board import acts_on_open_stage, signed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Event, Insert, Update, handles
from decision_flow.decision.rules import act_names_the_current_draft, decision_is_started
from decision_flow.expert_review import commands as asked
from decision_flow.expert_review import opinion_rules as rules
from decision_flow.expert_review.choice_rules import expert_is_independent, person_is_an_expert_of_the_decision
from decision_flow.terms import Role, Stage

HERE = Stage.EXPERT_REVIEW
SLICE = (HERE.value,)
HEAD = {Role.UNDERTAKING_HEAD}
stage_is_open = acts_on_open_stage(HERE)


@handles(
    asked.DeclareInterest,
    by={Role.EXPERT},
    slices=SLICE,
    rules=(stage_is_open, rules.expert_acts_in_person),
)
def declare_interest(act: Act, case: CaseFile) -> Iterator[Change]:
    """What he declares now counts from now on; an opinion he gave before may cease to."""
    asks: asked.DeclareInterest = act.command
    yield Update(
        "appointed_expert",
        {"person_id": act.actor.id},
        {
            "has_direct_interest": asks.has_direct_interest,
            "interest": asks.text,
            "interest_declared_at": act.occurred_at,
        },
    )


@handles(
    asked.SubmitExpertOpinion,
    by={Role.EXPERT},
    slices=SLICE,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        rules.expert_acts_in_person,
        expert_is_independent,
        rules.expert_has_no_direct_interest,
        rules.expert_is_still_asked,
        rules.institution_sealed_its_opinion,
    ),
)
def submit_expert_opinion(act: Act, case: CaseFile) -> Iterator[Change]:
    """One opinion more of this expert; each is answered."""
    asks: asked.SubmitExpertOpinion = act.command
    yield _given(
        act,
        case,
        act.actor.id,
        {
            "on_paper": False,
            "necessity": asks.necessity,
            "feasibility": asks.feasibility,
            "scientific_merit": asks.scientific_merit,
            "conclusion": asks.conclusion,
            "view": asks.view,
            "opinion_sha256": asks.opinion_sha256,
            "original": canonical(plain(asks.seal)).decode() if asks.seal else None,
        },
    )
    yield _moved(case)


@handles(
    asked.RecordDeclaration,
    by={Role.DRAFTER},
    slices=SLICE,
    rules=(stage_is_open, person_is_an_expert_of_the_decision),
)
def record_declaration(act: Act, case: CaseFile) -> Iterator[Change]:
    """What he declared on paper, by whom it was put on file."""
    asks: asked.RecordDeclaration = act.command
    yield Update(
        "appointed_expert",
        {"person_id": asks.person_id},
        {
            "has_direct_interest": asks.has_direct_interest,
            "interest": asks.text,
            "interest_declared_at": act.occurred_at,
            "interest_recorded_by": act.actor.name,
            "interest_sha256": asks.paper_sha256,
        },
    )


@handles(
    asked.ReceiveSealedOpinion,
    by={Role.DRAFTER},
    slices=SLICE,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        rules.expert_on_paper_is_asked,
        expert_is_independent,
        rules.envelope_has_come,
    ),
)
def receive_sealed_opinion(act: Act, case: CaseFile) -> Iterator[Change]:
    """An opinion that is in, and closed."""
    asks: asked.ReceiveSealedOpinion = act.command
    yield _given(act, case, asks.person_id, {"on_paper": True, "envelope_kept_at": asks.kept_at})


@handles(asked.OpenExpertOpinions, by=HEAD, slices=SLICE, rules=(stage_is_open, rules.all_opinions_are_in))
def open_expert_opinions(act: Act, case: CaseFile) -> Iterator[Change]:
    """All that were closed, at one instant."""
    for opinion in case.expert_review.closed:
        yield Update("expert_opinion", {"id": opinion.id}, {"opened_at": act.occurred_at, "opened_by": act.actor.name})
    yield _moved(case)


@handles(
    asked.RecordPaperOpinion,
    by={Role.DRAFTER},
    slices=SLICE,
    rules=(stage_is_open, rules.envelope_was_opened, rules.paper_original_is_whole),
)
def record_paper_opinion(act: Act, case: CaseFile) -> Iterator[Change]:
    """What the paper says, and the paper itself."""
    asks: asked.RecordPaperOpinion = act.command
    yield Update(
        "expert_opinion",
        {"id": asks.opinion_id},
        {
            "necessity": asks.necessity,
            "feasibility": asks.feasibility,
            "scientific_merit": asks.scientific_merit,
            "conclusion": asks.conclusion,
            "view": asks.view,
            "opinion_sha256": asks.original.document_sha256,
            "original": canonical(plain(asks.original)).decode(),
            "recorded_at": act.occurred_at,
            "recorded_by": act.actor.name,
        },
    )
    yield _moved(case)


@handles(asked.RecordExpertMeeting, by={Role.DRAFTER}, slices=SLICE, rules=(stage_is_open, rules.meeting_has_been_held))
def record_expert_meeting(act: Act, case: CaseFile) -> Iterator[Change]:
    """A meeting with its record."""
    asks: asked.RecordExpertMeeting = act.command
    yield Insert(
        "expert_meeting",
        {
            "id": act.new_id(),
            "decision_id": case.decision_id,
            "round": case.row(HERE).round,
            "held_on": asks.held_on,
            "present": list(asks.present),
            "record_sha256": asks.record_sha256,
            "recorded_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.PublishExpertOpinions,
    by={Role.DRAFTER, Role.UNDERTAKING_HEAD},
    slices=SLICE,
    rules=(decision_is_started, rules.opinions_can_be_published),
)
def publish_expert_opinions(act: Act, case: CaseFile) -> Iterator[Change]:
    """One channel."""
    asks: asked.PublishExpertOpinions = act.command
    yield Insert(
        "expert_publication",
        {
            "id": act.new_id(),
            "decision_id": case.decision_id,
            "round": case.row(HERE).round,
            "channel": asks.channel,
            "address": asks.address,
            "snapshot_sha256": asks.snapshot_sha256,
            "published_at": asks.published_at,
            "recorded_by": act.actor.id,
        },
    )


@handles(
    asked.AnswerExpert,
    by=HEAD,
    slices=SLICE,
    rules=(
        stage_is_open,
        rules.answer_is_to_an_opinion_of_this_round,
        rules.opinion_was_opened,
        rules.refusal_is_reasoned,
        rules.delivery_has_happened,
    ),
)
def answer_expert(act: Act, case: CaseFile) -> Iterator[Change]:
    """What became of the opinion, and how the expert was told."""
    asks: asked.AnswerExpert = act.command
    yield Update(
        "expert_opinion",
        {"id": asks.opinion_id},
        {
            "disposition": asks.disposition,
            "reason": asks.reason,
            "answered_at": act.occurred_at,
            "answered_by": act.actor.id,
            "answered_name": act.actor.name,
            "answered_post": act.post.title,
            "delivered_on": asks.delivery.delivered_on if asks.delivery else None,
            "delivery": asks.delivery.how if asks.delivery else None,
            "delivery_sha256": asks.delivery.proof_sha256 if asks.delivery else None,
        },
    )
    yield _moved(case)


@handles(
    asked.SignOffExpertReview,
    by=HEAD,
    slices=SLICE,
    signs=HERE,
    rules=(stage_is_open, act_names_the_current_draft, rules.number_is_stated_only_where_the_text_is_unread),
)
def sign_off_expert_review(act: Act, case: CaseFile) -> Iterator[Change]:
    """The signature, and the number of experts as the head read it where the law in force has not."""
    asks: asked.SignOffExpertReview = act.command
    if asks.min_experts is not None or asks.share_reason is not None:
        yield Insert(
            "expert_number",
            {
                "decision_id": case.decision_id,
                "round": case.row(HERE).round,
                "min_experts": asks.min_experts,
                "basis": asks.min_experts_basis,
                "share_reason": asks.share_reason,
                "stated_at": act.occurred_at,
                **act.signature,
            },
        )
    yield signed(act, case, HERE)


def _given(act: Act, case: CaseFile, person_id: str, said: dict[str, Any]) -> Insert:
    """An opinion that is in; closed until all are opened."""
    expert = case.expert_review.expert(person_id)
    return Insert(
        "expert_opinion",
        {
            "id": act.new_id(),
            "decision_id": case.decision_id,
            "round": case.row(HERE).round,
            "person_id": person_id,
            "number": len(expert.opinions) + 1 if expert else 1,
            "entry_seq": act.seq,
            "draft_sha256": act.command.draft_sha256,
            "signed_at": act.occurred_at,
            **act.signature,
            **said,
        },
    )


def _moved(case: CaseFile) -> Event:
    return Event("StageMoved", {"stage": HERE.value, "round": case.row(HERE).round})
