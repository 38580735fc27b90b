"""Rows that the rooms keep of their stages, on the wire: column by column, as the tables name them."""

from typing import Any

from marshmallow import Schema, fields
from sqlalchemy import Boolean, Column, Integer, Table

from decision_flow.collective_discussion import model as discussion
from decision_flow.decision import model as decision
from decision_flow.expert_review import model as expert
from decision_flow.joint_decision import model as joint
from decision_flow.legality_review import model as legality
from decision_flow.publication import model as publication
from decision_flow.risk_assessment import model as risk
from decision_flow.store.tables import table_of
from schemas.fields import FromText

LISTS = frozenset(
    {
        "attendees",
        "changed_findings",
        "departments_heard",
        "drawn",
        "earlier",
        "explanations",
        "frozen",
        "grounds",
        "groups_heard",
        "heard",
        "limbs",
        "list_fallen_out",
        "linked_assessment",
        "materials",
        "members",
        "not_applicable",
        "operators_heard",
        "ordered_amendments",
        "original",
        "pack",
        "present",
        "representatives",
        "return_items",
        "sides",
        "sign_ups_by_side",
        "study_texts",
        "views",
    },
)
"""Columns that keep a list as text."""


def rows(name: str, table: Table, *more: Column[object], without: frozenset[str] = frozenset()) -> type[Schema]:
    """The schema of a table's rows, and of columns joined to them."""
    made = {column.name: _field(column) for column in (*table.columns, *more) if column.name not in without}
    return type(name, (Schema,), made)


def _field(column: Column[object]) -> fields.Field[Any]:
    if column.name in LISTS:
        return FromText(allow_none=True)
    if isinstance(column.type, Boolean):
        return fields.Boolean(allow_none=column.nullable)
    if isinstance(column.type, Integer):
        return fields.Integer(allow_none=column.nullable)
    return fields.String(allow_none=column.nullable)


VIEW = table_of(discussion.MeetingView).c
RECUSAL = table_of(discussion.Recusal).c
ProfileRepinSchema = rows("ProfileRepin", table_of(decision.ProfileRepin))
ExpertSchema = rows("AppointedExpert", table_of(expert.AppointedExpert))
ExpertOpinionSchema = rows("ExpertOpinion", table_of(expert.ExpertOpinion))
OpinionReceiptSchema = rows(
    "OpinionReceipt",
    table_of(expert.AppointedExpert),
    *(
        table_of(expert.ExpertOpinion).c[name]
        for name in ("id", "round", "number", "on_paper", "signed_at", "opened_at", "opened_by")
    ),
    without=frozenset(table_of(expert.AppointedExpert).c.keys()) - {"person_id", "expert", "round"},
)
ExpertDrawSchema = rows("ExpertDraw", table_of(expert.ExpertDraw))
MatterPartySchema = rows("MatterParty", table_of(expert.MatterParty))
ExpertMeetingSchema = rows("ExpertMeeting", table_of(expert.ExpertMeeting))
ExpertPublicationSchema = rows("ExpertPublication", table_of(expert.ExpertPublication))
RiskReportSchema = rows("RiskReport", table_of(risk.RiskReport))
RiskPointSchema = rows("RiskPointRow", table_of(risk.RiskPoint))
DownratingConfirmationSchema = rows("DownratingConfirmation", table_of(risk.DownratingConfirmation))
MeasureCarriedOutSchema = rows("MeasureCarriedOut", table_of(risk.MeasureCarriedOut))
StabilityFilingSchema = rows("StabilityFiling", table_of(risk.StabilityFiling))
RiskContestSchema = rows("RiskContest", table_of(risk.RiskContest))
RiskSentimentSchema = rows("RiskSentiment", table_of(risk.RiskSentiment))
SubmissionSchema = rows("LegalitySubmission", table_of(legality.LegalitySubmission))
AdviceSchema = rows("LegalAdvice", table_of(legality.LegalAdvice))
LegalityOpinionSchema = rows("LegalityOpinion", table_of(legality.LegalityOpinion))
EarlyFinishSchema = rows("EarlyFinish", table_of(legality.EarlyFinish))
ShorteningSchema = rows("ReviewShortening", table_of(legality.ReviewShortening))
FairCompetitionSchema = rows("FairCompetitionReview", table_of(legality.FairCompetitionReview))
EntrustedReviewSchema = rows("EntrustedReview", table_of(legality.EntrustedReview))
OutsideHelpSchema = rows("OutsideHelp", table_of(legality.OutsideHelp))
LegalBasisChangeSchema = rows("LegalBasisChange", table_of(legality.LegalBasisChange))
OpinionConfirmationSchema = rows("OpinionConfirmation", table_of(legality.OpinionConfirmation))
MeetingSchema = rows("Meeting", table_of(discussion.Meeting))
MemberSchema = rows(
    "MeetingMember",
    table_of(discussion.MeetingMember),
    *(RECUSAL[name] for name in ("recusal_reason", "recused_at")),
    *(VIEW[name] for name in ("sequence", "view", "words", "spoken_at")),
)
WrittenViewSchema = rows("WrittenView", table_of(discussion.WrittenView))
DissentConfirmationSchema = rows("DissentConfirmation", table_of(discussion.DissentConfirmation))
MinutesSchema = rows("MeetingMinutes", table_of(discussion.MeetingMinutes))
JointReviewSchema = rows("JointReview", table_of(joint.JointReview))
JointDiscussionSchema = rows("JointDiscussion", table_of(joint.JointDiscussion))
CongressMatterSchema = rows("CongressMatter", table_of(publication.CongressMatter))
NormativeDocumentSchema = rows("NormativeDocument", table_of(publication.NormativeDocument))
NormativeFilingSchema = rows("NormativeFiling", table_of(publication.NormativeFiling))
InterpretationSchema = rows("PolicyInterpretation", table_of(publication.PolicyInterpretation))
PartyReportSchema = rows("PartyReport", table_of(publication.PartyReport))
ExecutionSchema = rows("ExecutionNamed", table_of(publication.ExecutionNamed))
FinalTextSchema = rows("FinalText", table_of(publication.FinalText))
IssuedSchema = rows("IssuedDecision", table_of(publication.IssuedDecision))
