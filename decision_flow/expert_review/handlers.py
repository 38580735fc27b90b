"""Acts of the expert review as row changes."""

from collections.abc import Iterator

from decision_flow.board import acts_on_open_stage, signed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Event, Insert, Update, handles
from decision_flow.decision.rules import act_names_the_current_draft
from decision_flow.expert_review import commands as asked
from decision_flow.expert_review import rules
from decision_flow.terms import Role, Stage

HERE = Stage.EXPERT_REVIEW
SLICE = (HERE.value,)
HEAD = {Role.UNDERTAKING_HEAD}
stage_is_open = acts_on_open_stage(HERE)


@handles(
    asked.AppointExpert,
    by=HEAD,
    slices=SLICE,
    rules=(
        stage_is_open,
        rules.expert_is_independent,
        rules.expert_is_not_chosen_yet,
        rules.dissenting_experts_were_sought,
    ),
)
def appoint_expert(act: Act, case: CaseFile) -> Iterator[Change]:
    """The choice with its reasons; the flow invites the expert."""
    asks: asked.AppointExpert = act.command
    yield Insert(
        "appointed_expert",
        {
            "decision_id": case.decision_id,
            "person_id": asks.person_id,
            "round": case.row(HERE).round,
            "expert": asks.expert,
            "field": asks.field,
            "workplace": asks.workplace,
            "expertise": asks.expertise,
            "representativeness": asks.representativeness,
            "neutrality": asks.neutrality,
            "dissent_sought": asks.dissent_sought,
            "dissent_reason": asks.dissent_reason,
            "appointed_at": act.occurred_at,
            **act.signature,
        },
    )
    yield _moved(case)


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
        rules.expert_is_independent,
        rules.expert_has_no_direct_interest,
    ),
)
def submit_expert_opinion(act: Act, case: CaseFile) -> Iterator[Change]:
    """One opinion more of this expert; each is answered."""
    asks: asked.SubmitExpertOpinion = act.command
    expert = case.expert_review.expert(act.actor.id)
    yield Insert(
        "expert_opinion",
        {
            "id": act.new_id(),
            "decision_id": case.decision_id,
            "round": case.row(HERE).round,
            "person_id": act.actor.id,
            "number": len(expert.opinions) + 1 if expert else 1,
            "draft_sha256": asks.draft_sha256,
            "necessity": asks.necessity,
            "feasibility": asks.feasibility,
            "scientific_merit": asks.scientific_merit,
            "conclusion": asks.conclusion,
            "opinion_sha256": asks.opinion_sha256,
            "signed_at": act.occurred_at,
            **act.signature,
        },
    )
    yield _moved(case)


@handles(
    asked.AnswerExpert,
    by=HEAD,
    slices=SLICE,
    rules=(
        stage_is_open,
        rules.answer_is_to_an_opinion_of_this_round,
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
    if asks.min_experts is not None:
        yield Insert(
            "expert_number",
            {
                "decision_id": case.decision_id,
                "round": case.row(HERE).round,
                "min_experts": asks.min_experts,
                "basis": asks.min_experts_basis,
                "stated_at": act.occurred_at,
                **act.signature,
            },
        )
    yield signed(act, case, HERE)


def _moved(case: CaseFile) -> Event:
    return Event("StageMoved", {"stage": HERE.value, "round": case.row(HERE).round})
