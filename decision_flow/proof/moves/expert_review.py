"""Expert review: who is chosen, what they say, the answers, the sign-off. Each domain is a few values."""

from decision_flow.expert_review import commands as expert
from decision_flow.proof.matter import CLERK, DECISION, PAPER, an_expert
from decision_flow.proof.move import Asked, Moment, move
from decision_flow.terms import Disposition, ReviewForm, Role, View


def _experts(moment: Moment) -> tuple[str, ...]:
    """As many experts as the law wants, one where it wants none: they are alike, and act together."""
    least = "expert_review.min_experts"
    wanted = None if moment.law.is_unread(least) else moment.law.value_or_none(least)
    return tuple(f"expert{number}" for number in range(wanted or 1))


def _chosen(person_id: str) -> expert.AppointExpert:
    return expert.AppointExpert(
        decision_id=DECISION,
        person_id=person_id,
        expert=person_id,
        field="示例",
        workplace="示例大学",
        form=ReviewForm.WRITTEN,
        is_institution=False,
        is_subordinate=False,
        expertise="示例",
        representativeness="示例",
        neutrality="示例",
        dissent_sought=True,
        dissent_reason=None,
    )


@move("choose experts", expert.AppointExpert)
def choose(moment: Moment) -> Asked:
    if moment.case.expert_review.experts:
        return ()
    return [(Role.UNDERTAKING_HEAD, _chosen(one)) for one in _experts(moment)]


@move("choose who drafted", expert.AppointExpert, is_excluded=True)
def choose_drafter(moment: Moment) -> Asked:
    return [(Role.UNDERTAKING_HEAD, _chosen(CLERK.id))]


@move("declare interest", expert.DeclareInterest)
def declare(moment: Moment) -> Asked:
    silent = [one for one in moment.case.expert_review.experts if one.has_direct_interest is None]
    said = expert.DeclareInterest(decision_id=DECISION, has_direct_interest=False, text="示例")
    return [(an_expert(one.person_id), said) for one in silent]


@move("give expert opinion", expert.SubmitExpertOpinion)
def give_opinion(moment: Moment) -> Asked:
    given = expert.SubmitExpertOpinion(
        decision_id=DECISION,
        draft_sha256=moment.sha256,
        necessity="示例",
        feasibility="示例",
        scientific_merit="示例",
        conclusion="示例",
        view=View.AGREE,
        opinion_sha256=PAPER,
    )
    return [(an_expert(one.person_id), given) for one in moment.case.expert_review.awaited]


@move("open expert opinions", expert.OpenExpertOpinions)
def open_opinions(moment: Moment) -> Asked:
    if not moment.case.expert_review.closed:
        return ()
    return [(Role.UNDERTAKING_HEAD, expert.OpenExpertOpinions(decision_id=DECISION))]


@move("answer experts", expert.AnswerExpert)
def answer_experts(moment: Moment) -> Asked:
    opinions = (one for each in moment.case.expert_review.heard for one in each.opinions if one.disposition is None)
    delivery = expert.Delivery(delivered_on=moment.on, how="示例", proof_sha256=PAPER)
    return [
        (
            Role.UNDERTAKING_HEAD,
            expert.AnswerExpert(
                decision_id=DECISION,
                opinion_id=one.id,
                disposition=Disposition.ADOPTED,
                reason="示例",
                delivery=delivery,
            ),
        )
        for one in opinions
    ]


@move("sign expert_review", expert.SignOffExpertReview)
def sign_experts(moment: Moment) -> Asked:
    unread = moment.law.is_unread("expert_review.min_experts")
    stated = (1, "示例") if unread and moment.case.is_technical else (None, None)
    signed = expert.SignOffExpertReview(
        decision_id=DECISION, draft_sha256=moment.sha256, min_experts=stated[0], min_experts_basis=stated[1]
    )
    return [(Role.UNDERTAKING_HEAD, signed)]
