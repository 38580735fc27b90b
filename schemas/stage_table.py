"""What the rooms keep of their stages: one table gives path, rows and schema; the API and the pages read by it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from decision_flow.collective_discussion import queries as discussion
from decision_flow.decision.repinning import profile_repins
from decision_flow.expert_review import queries as expert
from decision_flow.joint_decision import queries as joint
from decision_flow.legality_review import queries as legality
from decision_flow.publication import queries as publication
from decision_flow.risk_assessment import queries as risk
from schemas import stages as wire

Rows = Callable[..., Sequence[Any]]

TABLE: Mapping[str, tuple[Rows, type[Any]]] = {
    "profile-repins": (profile_repins, wire.ProfileRepinSchema),
    "expert-review/experts": (expert.experts, wire.ExpertSchema),
    "expert-review/opinions": (expert.opinions, wire.ExpertOpinionSchema),
    "expert-review/opinion-receipts": (expert.receipts, wire.OpinionReceiptSchema),
    "expert-review/draws": (expert.draws, wire.ExpertDrawSchema),
    "expert-review/parties": (expert.parties, wire.MatterPartySchema),
    "expert-review/meetings": (expert.meetings, wire.ExpertMeetingSchema),
    "expert-review/publications": (expert.publications, wire.ExpertPublicationSchema),
    "risk-assessment/reports": (risk.reports, wire.RiskReportSchema),
    "risk-assessment/points": (risk.risk_points, wire.RiskPointSchema),
    "risk-assessment/downrating-confirmations": (risk.confirmations, wire.DownratingConfirmationSchema),
    "risk-assessment/measures-carried-out": (risk.measures_carried_out, wire.MeasureCarriedOutSchema),
    "risk-assessment/filings": (risk.filings, wire.StabilityFilingSchema),
    "risk-assessment/contests": (risk.contests, wire.RiskContestSchema),
    "risk-assessment/sentiments": (risk.sentiments, wire.RiskSentimentSchema),
    "legality-review/submissions": (legality.submissions, wire.SubmissionSchema),
    "legality-review/advice": (legality.advice, wire.AdviceSchema),
    "legality-review/opinions": (legality.opinions, wire.LegalityOpinionSchema),
    "legality-review/finished-early": (legality.early_finishes, wire.EarlyFinishSchema),
    "legality-review/shortening-reasons": (legality.shortened_time, wire.ShorteningSchema),
    "legality-review/fair-competition-reviews": (legality.fair_competition_reviews, wire.FairCompetitionSchema),
    "legality-review/entrusted-reviews": (legality.entrusted_reviews, wire.EntrustedReviewSchema),
    "legality-review/outside-help": (legality.outside_help, wire.OutsideHelpSchema),
    "legality-review/legal-basis-changes": (legality.basis_changes, wire.LegalBasisChangeSchema),
    "legality-review/opinion-confirmations": (legality.opinion_confirmations, wire.OpinionConfirmationSchema),
    "collective-discussion/meetings": (discussion.meetings, wire.MeetingSchema),
    "collective-discussion/members": (discussion.members, wire.MemberSchema),
    "collective-discussion/written-views": (discussion.written_views, wire.WrittenViewSchema),
    "collective-discussion/dissent-confirmations": (discussion.dissent_confirmations, wire.DissentConfirmationSchema),
    "collective-discussion/minutes": (discussion.minutes, wire.MinutesSchema),
    "joint-decision/reviews": (joint.reviews, wire.JointReviewSchema),
    "joint-decision/discussions": (joint.discussions, wire.JointDiscussionSchema),
    "publication/congress-matters": (publication.congress_matters, wire.CongressMatterSchema),
    "publication/normative-registrations": (publication.normative_documents, wire.NormativeDocumentSchema),
    "publication/normative-filings": (publication.normative_filings, wire.NormativeFilingSchema),
    "publication/interpretations": (publication.interpretations, wire.InterpretationSchema),
    "publication/party-reports": (publication.party_reports, wire.PartyReportSchema),
    "publication/execution": (publication.executions_named, wire.ExecutionSchema),
    "publication/final-text": (publication.final_texts, wire.FinalTextSchema),
    "publication/issued": (publication.issued, wire.IssuedSchema),
}
