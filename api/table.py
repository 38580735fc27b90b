"""Acts of the API: room by room, path and command. From this table come routes, schemas and OpenAPI."""

from collections.abc import Mapping

from decision_flow.catalog import commands as catalog
from decision_flow.collective_discussion import commands as discussion
from decision_flow.command import Command
from decision_flow.decision import commands as decision
from decision_flow.expert_review import commands as expert
from decision_flow.legality_review import commands as legality
from decision_flow.organ import commands as organ
from decision_flow.public_participation import commands as public
from decision_flow.publication import commands as publication
from decision_flow.risk_assessment import commands as risk

ORGAN = "/organs/<id:organ_id>"
CATALOG = "/catalogs/<id:catalog_id>"
ITEM = f"{CATALOG}/items/<id:item_id>"
DECISION = "/decisions/<id:decision_id>"
PUBLIC = f"{DECISION}/public-participation"
NOTICE = f"{PUBLIC}/notices/<id:notice_id>"
HEARING = f"{PUBLIC}/hearings/<id:hearing_id>"
EXPERT = f"{DECISION}/expert-review"
RISK = f"{DECISION}/risk-assessment"
LEGALITY = f"{DECISION}/legality-review"
DISCUSSION = f"{DECISION}/collective-discussion"
PUBLICATION = f"{DECISION}/publication"

TITLES: Mapping[str, str] = {
    "organ": "机构与任职 / Bodies and posts",
    "catalog": "决策事项目录 / Decision catalogs",
    "decision": "决策事项 / Decisions",
    "public_participation": "公众参与 / Public participation",
    "expert_review": "专家论证 / Expert review",
    "risk_assessment": "风险评估 / Risk assessment",
    "legality_review": "合法性审查 / Legality review",
    "collective_discussion": "集体讨论决定 / Collective discussion",
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
        f"{PUBLIC}/open-comment-declined": public.DeclineOpenComment,
        f"{NOTICE}/comments": public.SubmitComment,
        "/comments/<id:comment_id>/disposition": public.DisposeOpinion,
        f"{PUBLIC}/participations": public.RecordParticipation,
        f"{PUBLIC}/hearings": public.AnnounceHearing,
        f"{HEARING}/deliveries": public.RecordMaterialsDelivered,
        f"{HEARING}/record": public.RecordHearing,
        f"{HEARING}/called-off": public.CallOffHearing,
        f"{PUBLIC}/feedback": public.PublishFeedback,
        f"{PUBLIC}/sign-offs": public.SignOffPublicParticipation,
    },
    "expert_review": {
        f"{EXPERT}/experts": expert.AppointExpert,
        f"{EXPERT}/interests": expert.DeclareInterest,
        f"{EXPERT}/opinions": expert.SubmitExpertOpinion,
        f"{EXPERT}/answers": expert.AnswerExpert,
        f"{EXPERT}/sign-offs": expert.SignOffExpertReview,
    },
    "risk_assessment": {
        f"{RISK}/reports": risk.FileRiskAssessment,
        f"{RISK}/sign-offs": risk.SignOffRiskAssessment,
    },
    "legality_review": {
        f"{LEGALITY}/submissions/prepared": legality.PrepareReviewSubmission,
        f"{LEGALITY}/submissions": legality.SubmitForLegalityReview,
        f"{LEGALITY}/returns": legality.ReturnSubmission,
        f"{LEGALITY}/advice": legality.AdviseOnLegality,
        f"{LEGALITY}/opinions": legality.DraftLegalityOpinion,
        f"{LEGALITY}/opinions/<id:opinion_id>/issue": legality.IssueLegalityOpinion,
        f"{LEGALITY}/finished-early": legality.DeclareFinishedEarly,
        f"{LEGALITY}/shortening-reasons": legality.FileShorteningReason,
        f"{LEGALITY}/fair-competition-reviews": legality.FileFairCompetitionReview,
    },
    "collective_discussion": {
        f"{DISCUSSION}/catalog-item": discussion.NameCatalogItem,
        f"{DISCUSSION}/meetings": discussion.PlaceOnAgenda,
        f"{DISCUSSION}/attendance": discussion.RecordAttendance,
        f"{DISCUSSION}/views": discussion.RecordView,
        f"{DISCUSSION}/legality-body-heard": discussion.RecordLegalityBodyHeard,
        f"{DISCUSSION}/law-studied": discussion.RecordLawStudied,
        f"{DISCUSSION}/decision": discussion.DecideAtMeeting,
        f"{DISCUSSION}/records": discussion.FileMeetingRecord,
        f"{DISCUSSION}/records/signature": discussion.SignMeetingRecord,
    },
    "publication": {
        f"{PUBLICATION}/party-reports": publication.SendPartyReport,
        f"{PUBLICATION}/party-answers": publication.RecordPartyAnswer,
        f"{PUBLICATION}/execution": publication.NameExecution,
        f"{PUBLICATION}/final-text": publication.SignFinalText,
        f"{PUBLICATION}/document-numbers": publication.EnterDocumentNumber,
        f"{PUBLICATION}/publications": publication.RecordDecisionPublished,
        f"{PUBLICATION}/issues": publication.RecordDecisionIssued,
        f"{PUBLICATION}/sign-offs": publication.SignOffPublication,
    },
}
