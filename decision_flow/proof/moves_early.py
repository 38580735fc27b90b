"""Moves from the start through the early stages, and changes of the draft. Each domain is a few values."""

from datetime import timedelta

from decision_flow.decision import commands as decision
from decision_flow.expert_review import commands as expert
from decision_flow.proof.matter import DECISION, UNIT, an_expert, digest, morning, wearing_every_hat
from decision_flow.proof.moves import Asked, Moment, move, never_by
from decision_flow.public_participation import commands as public
from decision_flow.public_participation import hearing_commands as hearings
from decision_flow.risk_assessment import commands as risk
from decision_flow.terms import (
    ChangeClass,
    Disposition,
    HeardKind,
    Outcome,
    ParticipationForm,
    PartyAnswer,
    ReviewForm,
    RiskLevel,
    Role,
    Stage,
    StartGround,
    View,
)

DAY = timedelta(days=1)
TEXTS = tuple(digest(one) for one in "一二三四五六")
PAPER, EXPLANATION = digest("文书"), digest("说明")
CLERK = wearing_every_hat(Role.DRAFTER)
EARLY = (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT)
HERE, EXPERTS, RISK = EARLY


@move("start", decision.StartDecision)
def start(moment: Moment) -> Asked:
    if moment.case.stages:
        return ()
    command = decision.StartDecision(
        decision_id=DECISION, lead_unit_id=UNIT, start_ground=StartGround.LISTED, approval_sha256=PAPER
    )
    return [(Role.ADMINISTRATIVE_HEAD, command)]


# Determinations


def _determination(stage: Stage) -> None:
    @move(f"determine {stage}", decision.PrepareDetermination, decision.SignDetermination)
    def determine(moment: Moment) -> Asked:
        if not moment.is_open(stage):
            return ()
        prepared = decision.PrepareDetermination(decision_id=DECISION, stage=stage, paper_sha256=PAPER)
        signed = decision.SignDetermination(
            decision_id=DECISION, stage=stage, reason="示例", legal_ground="示例", paper_sha256=PAPER
        )
        return [(Role.DRAFTER, prepared), (Role.UNDERTAKING_HEAD, signed)]

    never_by(determine, CLERK)


for _stage in (*EARLY, Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION):
    _determination(_stage)


# Public participation


@move("answer triggers", hearings.AnswerHearingTriggers)
def answer_triggers(moment: Moment) -> Asked:
    if moment.case.public_participation.grounds is not None:
        return ()
    none = hearings.AnswerHearingTriggers(decision_id=DECISION, grounds=(), explanation="示例", statute=None)
    return [(Role.UNDERTAKING_HEAD, none)]


def _notice(name: str, days_less: int, reason: str | None) -> None:
    @move(f"prepare notice, {name}", public.PrepareCommentNotice)
    def prepare(moment: Moment) -> Asked:
        heard = moment.case.public_participation
        present = (one for one in heard.notices.values() if one.round == heard.round)
        if heard.forms or any(one.signed or one.draft_sha256 == moment.sha256 for one in present):
            return ()
        days = moment.law.value("public_participation.comment_days_min")
        closes_on = moment.law.comment_closes(moment.on, days).worst - days_less * DAY
        command = public.PrepareCommentNotice(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            explanation_sha256=moment.case.draft.explanation_sha256 if moment.case.draft else "",
            opens_on=moment.on,
            closes_on=closes_on,
            shortening_reason=reason,
            shortening_approved_by="示例" if reason else None,
            how_to_comment="网上、书面",
            text="示例公告",
        )
        return [(Role.DRAFTER, command)]


_notice("in full", 0, None)
_notice("a day short", 1, None)
_notice("short with a reason", 10, "示例：确有紧急情形")


@move("sign notice", public.SignCommentNotice)
def sign_notice(moment: Moment) -> Asked:
    waiting = (one for one in moment.case.public_participation.notices.values() if not one.signed)
    return [
        (
            Role.UNDERTAKING_HEAD,
            public.SignCommentNotice(decision_id=DECISION, notice_id=one.id, notice_sha256=one.notice_sha256),
        )
        for one in waiting
    ]


@move("publish notice", public.RecordNoticePublished)
def publish_notice(moment: Moment) -> Asked:
    notice = moment.case.public_participation.notice
    if notice is None or notice.channels:
        return ()
    channels = moment.law.value_for("public_participation.mandatory_channels", moment.case.organ_kind)
    return [
        (
            Role.SYSTEM,
            public.RecordNoticePublished(
                decision_id=DECISION,
                notice_id=notice.id,
                channel=channel,
                address="https://example.org",
                snapshot_sha256=PAPER,
                published_at=morning(moment.on),
            ),
        )
        for channel in channels
    ]


@move("comment", public.SubmitComment)
def comment(moment: Moment) -> Asked:
    notice = moment.case.public_participation.notice
    if notice is None or moment.case.public_participation.in_time:
        return ()
    said = public.SubmitComment(decision_id=DECISION, notice_id=notice.id, text="示例意见", channel="online")
    return [(Role.CITIZEN, said)]


@move("close the period", public.CloseCommentPeriod)
def close_period(moment: Moment) -> Asked:
    notice = moment.case.public_participation.notice
    if notice is None or notice.closed:
        return ()
    return [(Role.SYSTEM, public.CloseCommentPeriod(decision_id=DECISION, notice_id=notice.id))]


@move("answer opinions", public.DisposeOpinions)
def dispose(moment: Moment) -> Asked:
    open_ids = moment.case.public_participation.open_ids
    if not open_ids:
        return ()
    answer = public.DisposeOpinions(
        decision_id=DECISION, comment_ids=open_ids, disposition=Disposition.ADOPTED, reason="示例"
    )
    return [(Role.UNDERTAKING_HEAD, answer)]


@move("state that nobody had an opinion", public.StateNoneReceived)
def none_received(moment: Moment) -> Asked:
    heard = moment.case.public_participation
    if heard.notice is None or heard.none_stated:
        return ()
    channels = tuple(public.ChannelProof(channel=one, evidence_sha256=PAPER) for one in heard.notice.channels)
    stated = public.StateNoneReceived(
        decision_id=DECISION, notice_id=heard.notice.id, statement="示例", channels=channels
    )
    return [(Role.UNDERTAKING_HEAD, stated)]


@move("feed back", public.PublishFeedback)
def feed_back(moment: Moment) -> Asked:
    heard = moment.case.public_participation
    if heard.notice is None or heard.feedback_on is not None:
        return ()
    told = public.PublishFeedback(
        decision_id=DECISION, address="https://example.org", snapshot_sha256=PAPER, published_at=morning(moment.on)
    )
    return [(Role.UNDERTAKING_HEAD, told)]


@move("hear the public otherwise", public.DeclineOpenComment, public.RecordParticipation)
def otherwise(moment: Moment) -> Asked:
    heard = moment.case.public_participation
    if heard.forms or heard.notice is not None:
        return ()
    seminar = public.RecordParticipation(
        decision_id=DECISION,
        form=ParticipationForm.SEMINAR,
        held_on=moment.on,
        heard=(public.Heard(name="示例", kind=HeardKind.MASSES_REPRESENTATIVE),),
        summary="示例",
        record_sha256=PAPER,
    )
    declined = public.DeclineOpenComment(decision_id=DECISION, reason="示例")
    return [(Role.UNDERTAKING_HEAD, declined), (Role.DRAFTER, seminar)]


@move("sign public_participation", public.SignOffPublicParticipation)
def sign_participation(moment: Moment) -> Asked:
    signed = public.SignOffPublicParticipation(decision_id=DECISION, draft_sha256=moment.sha256)
    return [(Role.UNDERTAKING_HEAD, signed)]


# Expert review


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


# Risk assessment


def _report(name: str, level: RiskLevel, *, again: bool) -> None:
    @move(f"report {name}", risk.FileRiskAssessment)
    def report(moment: Moment) -> Asked:
        former = moment.case.risk_assessment.report
        if again != (former is not None) or (former and (former.is_reassessment or former.is_controllable)):
            return ()
        levels = moment.law.value("risk_assessment.levels")
        point = risk.RiskPoint(
            kind=next(iter(moment.law.value("risk_assessment.kind_weights"))),
            description="示例",
            likelihood=1,
            impact=1,
            measure="示例",
            owner="示例局",
            due=moment.on,
        )
        found = risk.FileRiskAssessment(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            report_sha256=PAPER,
            risk_points=(point,),
            contingency_plan="示例",
            departments_heard=("示例局",),
            groups_heard=("示例群体",),
            initial_level=level if levels else None,
            level_after_measures=level if levels else None,
            is_controllable=level is RiskLevel.LOW,
            is_reassessment=again,
            measures_taken="示例" if again else None,
        )
        return [(Role.RISK_ASSESSOR, found)]


_report("low risk", RiskLevel.LOW, again=False)
_report("high risk", RiskLevel.HIGH, again=False)
_report("the risk lowered", RiskLevel.LOW, again=True)


@move("file the report", risk.FileStability)
def file_stability(moment: Moment) -> Asked:
    report = moment.case.risk_assessment.report
    if report is None or report.is_filed:
        return ()
    filed = risk.FileStability(
        decision_id=DECISION, report=report.number, record_no="示例", recorded_on=moment.on, document_sha256=None
    )
    return [(Role.STABILITY_REGISTRAR, filed)]


@move("sign risk_assessment", risk.SignOffRiskAssessment)
def sign_risk(moment: Moment) -> Asked:
    signed = risk.SignOffRiskAssessment(decision_id=DECISION, draft_sha256=moment.sha256)
    return [(Role.UNDERTAKING_HEAD, signed)]


# The draft


def _change(name: str, change_class: ChangeClass, *, carries: bool = False, reopens: tuple[Stage, ...] = ()) -> None:
    @move(f"change {name}", decision.DeclareDraftChange)
    def declare_change(moment: Moment) -> Asked:
        draft = moment.case.draft
        if draft is None or not moment.case.stages:
            return ()
        anew = draft.not_confirmed
        carries_out = change_class is ChangeClass.CARRIES_OUT_OPINIONS
        if anew and carries:
            return ()
        if not anew and draft.version > moment.changes and not (is_owed(moment, carries) and carries_out):
            return ()
        text = draft.sha256 if anew else TEXTS[draft.version]
        declared = decision.DeclareDraftChange(
            decision_id=DECISION,
            draft_sha256=text,
            explanation_sha256=EXPLANATION,
            change_class=change_class,
            summary="示例",
            carries_out=() if change_class is ChangeClass.EDITORIAL else ("示例意见",),
            carries_legality_opinion=carries,
            reopens=reopens,
        )
        return [(Role.UNDERTAKING_HEAD, declared)]


def is_owed(moment: Moment, carries: bool) -> bool:
    """Whether a change may be owed that was not made yet: to the legality opinion, the meeting, the Party committee."""
    if carries:
        return moment.is_open(Stage.LEGALITY_REVIEW) and moment.version <= moment.changes + 1
    issue, report = moment.case.publication, moment.case.publication.report
    by_party = report is not None and report.answer is PartyAnswer.CHANGES
    in_principle = moment.case.collective_discussion.outcome is Outcome.ADOPTED_IN_PRINCIPLE
    return (by_party or in_principle) and moment.version <= moment.changes + 1 and issue.final_text is None


_change("editorially", ChangeClass.EDITORIAL)
_change("to carry out opinions", ChangeClass.CARRIES_OUT_OPINIONS)
_change("to carry out the legality opinion", ChangeClass.CARRIES_OUT_OPINIONS, carries=True)
_change("in substance", ChangeClass.SUBSTANTIVE)
_change("in substance, everything again", ChangeClass.SUBSTANTIVE, reopens=(EXPERTS, RISK))


@move("confirm the change", decision.ConfirmDraftChange)
def confirm(moment: Moment) -> Asked:
    confirmed = decision.ConfirmDraftChange(decision_id=DECISION, version=moment.version)
    return [(Role.LEGALITY_REVIEWER, confirmed)]


def _refused(name: str, *, carries: bool) -> None:
    @move(name, decision.RefuseDraftChange)
    def refuse(moment: Moment) -> Asked:
        draft = moment.case.draft
        if draft is None or draft.carries_legality_opinion is not carries or moment.case.decision.declarations > 1:
            return ()
        refused = decision.RefuseDraftChange(decision_id=DECISION, version=moment.version, reason="示例")
        return [(Role.LEGALITY_REVIEWER, refused)]

    never_by(refuse, CLERK)


_refused("do not confirm the change", carries=False)
_refused("find the legality opinion not carried out", carries=True)
never_by(confirm, CLERK)
never_by(sign_notice, CLERK)
never_by(sign_risk, wearing_every_hat(Role.RISK_ASSESSOR))
