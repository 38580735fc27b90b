"""Acts: room by room, path and command. From this table come the routes of the API and of the pages, schemas and
OpenAPI (design 12.17)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from marshmallow import Schema

from decision_flow.catalog import commands as catalog
from decision_flow.collective_discussion import commands as discussion
from decision_flow.command import REGISTRY, Command
from decision_flow.decision import commands as decision
from decision_flow.decision import preparation_commands as preparation
from decision_flow.expert_pool import commands as pool
from decision_flow.expert_review import commands as expert
from decision_flow.expert_review import draw_commands as draw
from decision_flow.joint_decision import commands as joint
from decision_flow.legality_review import commands as legality
from decision_flow.organ import commands as organ
from decision_flow.public_participation import commands as public
from decision_flow.public_participation import hearing_commands as hearing
from decision_flow.public_participation import hearing_draw_commands as hearing_draw
from decision_flow.publication import commands as publication
from decision_flow.risk_assessment import commands as risk
from decision_flow.terms import Role, Stage
from schemas.act import body_of

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

ORGAN = "/organs/<id:organ_id>"
CATALOG = "/catalogs/<id:catalog_id>"
ITEM = f"{CATALOG}/items/<id:item_id>"
DECISION = "/decisions/<id:decision_id>"
PUBLIC = f"{DECISION}/public-participation"
NOTICE = f"{PUBLIC}/notices/<id:notice_id>"
HEARING = f"{PUBLIC}/hearings/<id:hearing_id>"
POOL = "/expert-pools/<id:pool_id>"
EXPERT = f"{DECISION}/expert-review"
RISK = f"{DECISION}/risk-assessment"
LEGALITY = f"{DECISION}/legality-review"
DISCUSSION = f"{DECISION}/collective-discussion"
JOINT = f"{DECISION}/joint-decision"
BODY = f"{JOINT}/bodies/<id:organ_id>"
PUBLICATION = f"{DECISION}/publication"

TITLES: Mapping[str, str] = {
    "organ": "机构与任职 / Bodies and posts",
    "catalog": "决策事项目录 / Decision catalogs",
    "decision": "决策事项 / Decisions",
    "public_participation": "公众参与 / Public participation",
    "expert_pool": "专家库 / Expert pools",
    "expert_review": "专家论证 / Expert review",
    "risk_assessment": "风险评估 / Risk assessment",
    "legality_review": "合法性审查 / Legality review",
    "collective_discussion": "集体讨论决定 / Collective discussion",
    "joint_decision": "联合决策 / Joint decisions",
    "publication": "决策公布 / Publication",
}
"""Each room in the words of the procedure, as the documentation shows it."""

TABLE: Mapping[str, Mapping[str, type[Command]]] = {
    "organ": {
        "/organs": organ.RegisterOrgan,
        f"{ORGAN}/confirmation": organ.ConfirmOrgan,
        f"{ORGAN}/units": organ.RegisterUnits,
        f"{ORGAN}/appointments": organ.AppointPerson,
        f"{ORGAN}/appointments/<id:appointment_id>/end": organ.EndAppointment,
        "/installations/<id:installation_id>/administrators": organ.AppointAdministrator,
        "/installations/<id:installation_id>/clock": organ.AdvanceClock,
    },
    "catalog": {
        "/catalogs": catalog.OpenCatalog,
        f"{ORGAN}/decision-criteria": catalog.AdoptDecisionCriteria,
        f"{CATALOG}/items": catalog.RegisterCatalogItem,
        f"{ITEM}/amendments": catalog.AmendCatalogItem,
        f"{ITEM}/gaps": catalog.FillItemGap,
        f"{ITEM}/drop": catalog.DropCatalogItem,
        f"{CATALOG}/year": catalog.DetermineCatalogYear,
        f"{CATALOG}/party-consents": catalog.RecordPartyConsent,
        f"{CATALOG}/publications": catalog.PublishCatalog,
    },
    "decision": {
        "/decisions": decision.ProposeDecision,
        f"{DECISION}/declined": decision.DeclineProposal,
        f"{DECISION}/legal-basis": preparation.FileLegalBasisInventory,
        f"{DECISION}/cost-benefit-analyses": preparation.FileCostBenefitAnalysis,
        f"{DECISION}/cost-benefit-analyses/declined": preparation.DeclineCostBenefitAnalysis,
        f"{DECISION}/figures": preparation.RecordFigures,
        f"{DECISION}/profile-repins": decision.RepinProfile,
        f"{DECISION}/options": preparation.FileDecisionOptions,
        f"{DECISION}/consultations": preparation.RecordAgencyConsultation,
        f"{DECISION}/disputes": preparation.StateDispute,
        f"{DECISION}/preliminary-studies": decision.RecordPreliminaryStudy,
        f"{DECISION}/triage": decision.AnswerTriage,
        f"{DECISION}/special-procedure": decision.DeclareSpecialProcedure,
        f"{DECISION}/special-procedure/hearing-condition": decision.AnswerHearingCondition,
        f"{DECISION}/drafts": decision.FileDraft,
        f"{DECISION}/start-requests/prepared": decision.PrepareStartRequest,
        f"{DECISION}/start-requests": decision.SubmitStartRequest,
        f"{DECISION}/start": decision.StartDecision,
        f"{DECISION}/draft-changes": decision.DeclareDraftChange,
        f"{DECISION}/draft-changes/confirmations": decision.ConfirmDraftChange,
        f"{DECISION}/draft-changes/refusals": decision.RefuseDraftChange,
        f"{DECISION}/determinations/prepared": decision.PrepareDetermination,
        f"{DECISION}/determinations": decision.SignDetermination,
    },
    "public_participation": {
        f"{PUBLIC}/notices": public.PrepareCommentNotice,
        f"{NOTICE}/signature": public.SignCommentNotice,
        f"{NOTICE}/publications": public.RecordNoticePublished,
        f"{NOTICE}/interruptions": public.RecordNoticeInterrupted,
        f"{PUBLIC}/interruptions/<id:interruption_id>/end": public.RecordNoticeRestored,
        f"{NOTICE}/explanations": public.PublishExplanation,
        f"{PUBLIC}/open-comment-declined": public.DeclineOpenComment,
        f"{NOTICE}/comments": public.SubmitComment,
        f"{NOTICE}/transcribed-comments": public.TranscribeComment,
        f"{PUBLIC}/dispositions": public.DisposeOpinions,
        f"{NOTICE}/none-received": public.StateNoneReceived,
        f"{PUBLIC}/participations": public.RecordParticipation,
        f"{PUBLIC}/group-consultations": public.ConsultGroup,
        f"{PUBLIC}/public-sentiment": public.RecordPublicSentiment,
        f"{PUBLIC}/hearing-triggers": hearing.AnswerHearingTriggers,
        f"{PUBLIC}/hearing-set-aside": hearing.SetHearingAside,
        f"{PUBLIC}/hearings": hearing.AnnounceHearing,
        f"{HEARING}/sign-ups": hearing.RecordHearingSignUps,
        f"{HEARING}/extension": hearing.ExtendHearing,
        f"{HEARING}/draws": hearing_draw.AnnounceHearingDraw,
        f"{PUBLIC}/hearing-draws/<id:draw_id>/held": hearing_draw.HoldHearingDraw,
        f"{HEARING}/list": hearing.PublishHearingList,
        f"{HEARING}/deliveries": hearing.RecordMaterialsDelivered,
        f"{HEARING}/record": hearing.RecordHearing,
        f"{HEARING}/called-off": hearing.CallOffHearing,
        f"{PUBLIC}/feedback": public.PublishFeedback,
        f"{PUBLIC}/sign-offs": public.SignOffPublicParticipation,
    },
    "expert_pool": {
        "/expert-pools": pool.OpenExpertPool,
        f"{POOL}/experts": pool.ListExperts,
        f"{POOL}/experts/<id:expert_id>/integrity-reviews": pool.ReviewIntegrity,
        f"{POOL}/experts/<id:expert_id>/sanctions": pool.SanctionExpert,
        f"{POOL}/sanctions/<id:sanction_id>/lifted": pool.LiftSanction,
    },
    "expert_review": {
        f"{EXPERT}/parties": expert.NameMatterParties,
        f"{EXPERT}/draws": draw.AnnounceDraw,
        f"{EXPERT}/draws/<id:draw_id>/held": draw.HoldDraw,
        f"{EXPERT}/experts": expert.AppointExpert,
        f"{EXPERT}/experts/<id:person_id>/release": expert.ReleaseExpert,
        f"{EXPERT}/experts/<id:person_id>/relation": expert.RecordRelation,
        f"{EXPERT}/experts/<id:person_id>/declaration": expert.RecordDeclaration,
        f"{EXPERT}/interests": expert.DeclareInterest,
        f"{EXPERT}/opinions": expert.SubmitExpertOpinion,
        f"{EXPERT}/sealed-opinions": expert.ReceiveSealedOpinion,
        f"{EXPERT}/opening": expert.OpenExpertOpinions,
        f"{EXPERT}/opinions/<id:opinion_id>/paper": expert.RecordPaperOpinion,
        f"{EXPERT}/meetings": expert.RecordExpertMeeting,
        f"{EXPERT}/answers": expert.AnswerExpert,
        f"{EXPERT}/publications": expert.PublishExpertOpinions,
        f"{EXPERT}/sign-offs": expert.SignOffExpertReview,
    },
    "risk_assessment": {
        f"{RISK}/reports": risk.FileRiskAssessment,
        f"{RISK}/downrating-confirmations": risk.ConfirmDownrating,
        f"{RISK}/measures-carried-out": risk.RecordMeasureCarriedOut,
        f"{RISK}/filings": risk.FileStability,
        f"{RISK}/contests": risk.ContestRiskLevel,
        f"{RISK}/contests/answers": risk.AnswerContest,
        f"{RISK}/sentiments": risk.RecordRiskSentiment,
        f"{RISK}/sign-offs": risk.SignOffRiskAssessment,
    },
    "legality_review": {
        f"{LEGALITY}/submissions/prepared": legality.PrepareReviewSubmission,
        f"{LEGALITY}/submissions": legality.SubmitForLegalityReview,
        f"{LEGALITY}/returns": legality.ReturnSubmission,
        f"{LEGALITY}/advice": legality.AdviseOnLegality,
        f"{LEGALITY}/entrusted-reviews": legality.RecordEntrustedReview,
        f"{LEGALITY}/outside-help": legality.RecordOutsideHelp,
        f"{LEGALITY}/opinions": legality.DraftLegalityOpinion,
        f"{LEGALITY}/opinions/<id:opinion_id>/issue": legality.IssueLegalityOpinion,
        f"{LEGALITY}/finished-early": legality.DeclareFinishedEarly,
        f"{LEGALITY}/shortening-reasons": legality.FileShorteningReason,
        f"{LEGALITY}/fair-competition-reviews": legality.FileFairCompetitionReview,
        f"{LEGALITY}/legal-basis-changes": legality.RecordLegalBasisChange,
        f"{LEGALITY}/opinion-confirmations": legality.ConfirmLegalityOpinion,
    },
    "collective_discussion": {
        f"{DISCUSSION}/catalog-item": discussion.NameCatalogItem,
        f"{DISCUSSION}/meetings": discussion.PlaceOnAgenda,
        f"{DISCUSSION}/attendance": discussion.RecordAttendance,
        f"{DISCUSSION}/recusals": discussion.RecordRecusal,
        f"{DISCUSSION}/opening-remarks": discussion.RecordOpeningRemark,
        f"{DISCUSSION}/views": discussion.RecordView,
        f"{DISCUSSION}/written-views": discussion.ReadOutWrittenView,
        f"{DISCUSSION}/legality-body-heard": discussion.RecordLegalityBodyHeard,
        f"{DISCUSSION}/law-studied": discussion.RecordLawStudied,
        f"{DISCUSSION}/decision": discussion.DecideAtMeeting,
        f"{DISCUSSION}/decision-in-writing": discussion.DecideInWriting,
        f"{DISCUSSION}/carried-over": discussion.CarryOverDeferredItem,
        f"{DISCUSSION}/records": discussion.FileMeetingRecord,
        f"{DISCUSSION}/records/signature": discussion.SignMeetingRecord,
        f"{DISCUSSION}/dissent-confirmations": discussion.ConfirmDissent,
        f"{DISCUSSION}/dissent-notes": discussion.NoteUnconfirmedDissent,
        f"{DISCUSSION}/minutes": discussion.DraftMeetingMinutes,
        f"{DISCUSSION}/minutes/issue": discussion.IssueMeetingMinutes,
    },
    "joint_decision": {
        f"{JOINT}/bodies": joint.AddJointBody,
        f"{BODY}/reviews": joint.RecordJointReview,
        f"{BODY}/reliances": joint.RelyOnLeadReview,
        f"{BODY}/discussions": joint.RecordJointDiscussion,
        f"{BODY}/discussions/signature": joint.SignJointDiscussion,
        f"{BODY}/withdrawal": joint.WithdrawJointBody,
        f"{BODY}/narrowed": joint.NarrowJointDecision,
        f"{BODY}/ended": joint.EndJointDecision,
    },
    "publication": {
        f"{PUBLICATION}/party-reports": publication.SendPartyReport,
        f"{PUBLICATION}/party-answers": publication.RecordPartyAnswer,
        f"{PUBLICATION}/congress-motions": publication.SubmitCongressMotion,
        f"{PUBLICATION}/congress-outcomes": publication.RecordCongressOutcome,
        f"{PUBLICATION}/congress-reports": publication.ReportToCongress,
        f"{PUBLICATION}/normative-registrations": publication.RegisterNormativeDocument,
        f"{PUBLICATION}/normative-filings": publication.RecordNormativeFiling,
        f"{PUBLICATION}/interpretations": publication.RecordInterpretation,
        f"{PUBLICATION}/execution": publication.NameExecution,
        f"{PUBLICATION}/final-text": publication.SignFinalText,
        f"{PUBLICATION}/document-numbers": publication.EnterDocumentNumber,
        f"{PUBLICATION}/publications": publication.RecordDecisionPublished,
        f"{PUBLICATION}/issues": publication.RecordDecisionIssued,
        f"{PUBLICATION}/sign-offs": publication.SignOffPublication,
    },
}


def segment(stage: str) -> str:
    """A stage as it stands in an address: public_participation → public-participation."""
    return stage.replace("_", "-")


STAGES: Mapping[str, Stage] = {segment(stage): stage for stage in Stage}
"""Each stage by its segment of an address."""


@dataclass(frozen=True)
class ActRoute:
    """An act at a path. The parameters of the path are fields of the command."""

    path: str
    command: type[Command]

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in the path."""
        return tuple(PARAMETER.findall(self.path))

    @property
    def is_public(self) -> bool:
        """Whether anybody may send it, without a token."""
        return Role.CITIZEN in REGISTRY[self.command].by

    @cached_property
    def body(self) -> Schema:
        """The schema of its body, made when it is first sent or described."""
        return body_of(self.command, self.parameters)()  # type: ignore[arg-type]
