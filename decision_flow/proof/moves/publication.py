"""Publication: the report to the Party, execution, final text, issue, the sign-off. Each domain is a few values."""

from decision_flow.casefile import CaseFile
from decision_flow.proof.matter import DECISION, PAPER, UNIT, morning
from decision_flow.proof.move import Asked, Moment, move
from decision_flow.publication import commands as publication
from decision_flow.terms import PartyAnswer, Role

DOCUMENT_NO = "示例政发〔2026〕1号"


@move("report to the Party committee", publication.SendPartyReport)
def report(moment: Moment) -> Asked:
    former = moment.case.publication.report
    if former is not None and former.answer not in (PartyAnswer.DEFERRED,):
        return ()
    sent = publication.SendPartyReport(
        decision_id=DECISION, party_organ="示例市委", document_sha256=PAPER, sent_on=moment.on
    )
    return [(Role.OFFICE_HEAD, sent)]


def _answers(answer: PartyAnswer) -> None:
    @move(f"the Party committee answers: {answer}", publication.RecordPartyAnswer)
    def record_answer(moment: Moment) -> Asked:
        sent = moment.case.publication.report
        if answer is not PartyAnswer.AGREED and (not moment.may_go_wrong or sent is None or sent.number > 1):
            return ()
        said = publication.RecordPartyAnswer(
            decision_id=DECISION, answer=answer, document_sha256=PAPER, answered_on=moment.on
        )
        return [(Role.OFFICE_HEAD, said)]


for _answer in PartyAnswer:
    _answers(_answer)


@move("name the executing unit", publication.NameExecution)
def name_execution(moment: Moment) -> Asked:
    if moment.case.publication.execution is not None:
        return ()
    named = publication.NameExecution(
        decision_id=DECISION,
        executing_unit_id=UNIT,
        executing_unit="示例局",
        time_limit="2027年底前",
        feedback="每半年",
    )
    return [(Role.OFFICE_HEAD, named)]


@move("sign the final text", publication.SignFinalText)
def sign_final(moment: Moment) -> Asked:
    final = moment.case.publication.final_text
    if final is not None and final.draft_version == moment.version:
        return ()
    return [
        (
            Role.ADMINISTRATIVE_HEAD,
            publication.SignFinalText(decision_id=DECISION, draft_sha256=moment.sha256),
        )
    ]


@move("publish the decision", publication.EnterDocumentNumber, publication.RecordDecisionPublished)
def publish(moment: Moment) -> Asked:
    if _is_issued(moment.case):
        return ()
    number = publication.EnterDocumentNumber(
        decision_id=DECISION, document_no=DOCUMENT_NO, document_sha256=moment.sha256, congress_resolution_no=None
    )
    published = publication.RecordDecisionPublished(
        decision_id=DECISION,
        document_no=DOCUMENT_NO,
        document_sha256=moment.sha256,
        channel=moment.law.value("publication.first_channel"),
        address="https://example.org",
        snapshot_sha256=PAPER,
        published_at=morning(moment.on),
        congress_resolution_no=None,
    )
    return [(Role.OFFICE_HEAD, number), (Role.SYSTEM, published)]


@move("issue what is unpublished", publication.RecordDecisionIssued)
def issue(moment: Moment) -> Asked:
    if _is_issued(moment.case):
        return ()
    issued = publication.RecordDecisionIssued(
        decision_id=DECISION,
        document_no=DOCUMENT_NO,
        document_sha256=moment.sha256,
        issued_on=moment.on,
        congress_resolution_no=None,
    )
    return [(Role.OFFICE_HEAD, issued)]


def _is_issued(case: CaseFile) -> bool:
    draft = case.draft.sha256 if case.draft else ""
    return any(one.draft_sha256 == draft for one in case.publication.issued)


@move("sign publication", publication.SignOffPublication)
def sign_publication(moment: Moment) -> Asked:
    signed = publication.SignOffPublication(decision_id=DECISION, draft_sha256=moment.sha256)
    return [(Role.OFFICE_HEAD, signed)]
