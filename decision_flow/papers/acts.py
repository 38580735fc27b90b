"""Which act calls for which paper, and whom to tell that it is due. Pure: words only."""

from collections.abc import Mapping

from decision_flow.casefile import CaseFile
from decision_flow.command import Event
from decision_flow.terms import PaperKind, Stage

STAGE_OF: Mapping[str, Stage] = {
    "SignCommentNotice": Stage.PUBLIC_PARTICIPATION,
    "AnnounceHearing": Stage.PUBLIC_PARTICIPATION,
    "ExtendHearing": Stage.PUBLIC_PARTICIPATION,
    "PublishFeedback": Stage.PUBLIC_PARTICIPATION,
    "OpenExpertOpinions": Stage.EXPERT_REVIEW,
    "RecordPaperOpinion": Stage.EXPERT_REVIEW,
    "FileRiskAssessment": Stage.RISK_ASSESSMENT,
    "FileStability": Stage.RISK_ASSESSMENT,
    "IssueLegalityOpinion": Stage.LEGALITY_REVIEW,
    "PlaceOnAgenda": Stage.COLLECTIVE_DISCUSSION,
    "DecideAtMeeting": Stage.COLLECTIVE_DISCUSSION,
    "DecideInWriting": Stage.COLLECTIVE_DISCUSSION,
    "FileMeetingRecord": Stage.COLLECTIVE_DISCUSSION,
    "SignMeetingRecord": Stage.COLLECTIVE_DISCUSSION,
    "IssueMeetingMinutes": Stage.COLLECTIVE_DISCUSSION,
    "EnterDocumentNumber": Stage.PUBLICATION,
    "SignOffPublication": Stage.PUBLICATION,
}
"""The stage in which an act that calls for a paper is done."""

CALLS_FOR: Mapping[str, tuple[PaperKind, ...]] = {
    "SignCommentNotice": (PaperKind.COMMENT_NOTICE,),
    "AnnounceHearing": (PaperKind.HEARING_NOTICE,),
    "ExtendHearing": (PaperKind.HEARING_NOTICE,),
    "PublishFeedback": (PaperKind.FEEDBACK,),
    "OpenExpertOpinions": (PaperKind.EXPERT_OPINION_SHEET,),
    "RecordPaperOpinion": (PaperKind.EXPERT_OPINION_SHEET,),
    "FileRiskAssessment": (PaperKind.RISK_REPORT,),
    "FileStability": (PaperKind.RISK_REPORT,),
    "IssueLegalityOpinion": (PaperKind.LEGALITY_OPINION,),
    "PlaceOnAgenda": (PaperKind.MEETING_PACK, PaperKind.SUMMARY),
    "DecideAtMeeting": (PaperKind.DECISION_SHEET,),
    "DecideInWriting": (PaperKind.DECISION_SHEET,),
    "FileMeetingRecord": (PaperKind.MEETING_RECORD,),
    "SignMeetingRecord": (PaperKind.MEETING_RECORD,),
    "IssueMeetingMinutes": (PaperKind.MEETING_MINUTES,),
    "EnterDocumentNumber": (PaperKind.PUBLICATION_NOTICE,),
    "SignOffPublication": (PaperKind.SUMMARY,),
}
"""The papers of a decision, by the act that each renders.

An expert's opinion is printed when all are opened, never when it is given: until then only he reads it (F19). The
meeting record is printed to be signed, and once more as signed.
"""

CATALOG_ACT = "PublishCatalog"
"""The act on a catalog that calls for its announcement."""


def paper_is_due(act: str, case: CaseFile) -> tuple[Event, ...]:
    """Tell the flow that stands open that the act calls for a paper: that of the act's stage, else the next one."""
    stage = STAGE_OF.get(act)
    if stage is None or not case.stages:
        return ()
    order = tuple(Stage)
    waiting = [one for one in (stage, *order[order.index(stage) :]) if case.row(one).is_open]
    return tuple(Event("StageMoved", {"stage": one.value, "round": case.row(one).round}) for one in waiting[:1])
