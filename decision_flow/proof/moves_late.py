"""Moves from the legality review to the decision in force. Each domain is a few values."""

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion import commands as meeting
from decision_flow.legality_review import commands as legality
from decision_flow.legality_review.facts import MARKET_REGULATOR, UNDERTAKING_UNIT
from decision_flow.proof.matter import DECISION, DEPUTY, HEAD, KIN, MEMBERS, UNIT, digest, morning, wearing_every_hat
from decision_flow.proof.moves import Asked, Moment, move, never_by
from decision_flow.publication import commands as publication
from decision_flow.terms import (
    Conclusion,
    FairCompetition,
    Limb,
    Outcome,
    PartyAnswer,
    Presence,
    Role,
    Stage,
    View,
)

PAPER, DOCUMENT_NO = digest("文书"), "示例政发〔2026〕1号"
REVIEW, MEETING, ISSUE = Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION, Stage.PUBLICATION
CLERK, REVIEWER = wearing_every_hat(Role.DRAFTER), wearing_every_hat(Role.LEGALITY_REVIEWER)
SECRETARY = wearing_every_hat(Role.MEETING_SECRETARY)


# Legality review


def _fair(role: Role, word: str) -> None:
    @move(f"review fair competition as {role}", legality.FileFairCompetitionReview)
    def review(moment: Moment) -> Asked:
        done = word in moment.case.legality_review.fair_competition
        if done or not moment.case.touches_market or not moment.is_open(REVIEW):
            return ()
        heard = legality.OperatorHeard(who="示例", heard_on=moment.on, how="座谈", opinion="示例")
        found = legality.FileFairCompetitionReview(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            conclusion=FairCompetition.COMPLIES,
            operators_heard=(heard,),
            exception_ground=None,
            no_milder_alternative=None,
            exception_term=None,
            document_sha256=PAPER,
        )
        return [(role, found)]


_fair(Role.UNDERTAKING_HEAD, UNDERTAKING_UNIT)
_fair(Role.MARKET_REGULATOR, MARKET_REGULATOR)


@move("submit for review", legality.PrepareReviewSubmission, legality.SubmitForLegalityReview)
def submit(moment: Moment) -> Asked:
    if not moment.is_open(REVIEW):
        return ()
    kinds = (kind for kind in moment.law.value("legality_review.submission_materials") if kind != "draft")
    materials = tuple(legality.Material(kind=kind, document_sha256=PAPER) for kind in kinds)
    submitted = legality.SubmitForLegalityReview(
        decision_id=DECISION,
        paper_sha256=PAPER,
        draft_sha256=moment.sha256,
        materials=(legality.Material(kind="draft", document_sha256=moment.sha256), *materials),
    )
    return [
        (Role.DRAFTER, legality.PrepareReviewSubmission(decision_id=DECISION, paper_sha256=PAPER)),
        (Role.UNDERTAKING_HEAD, submitted),
    ]


def _returned(name: str, stage: Stage | None) -> None:
    @move(f"send the file back{name}", legality.ReturnSubmission)
    def send_back(moment: Moment) -> Asked:
        file = moment.case.legality_review.submission
        if file is None or file.returns or not moment.may_go_wrong:
            return ()
        items = (
            *(legality.ReturnItem(item=one, cure="示例") for one in ("示例附件", "draft")),
            legality.ReturnItem(item="fair_competition_first_review", cure="示例"),
        )
        return [
            (
                Role.LEGALITY_REVIEWER,
                legality.ReturnSubmission(decision_id=DECISION, items=items, due_on=moment.on, stage_at_fault=stage),
            )
        ]


_returned("", None)
_returned(", the risk assessment at fault", Stage.RISK_ASSESSMENT)


@move("advise", legality.AdviseOnLegality)
def advise(moment: Moment) -> Asked:
    if moment.case.legality_review.advisers:
        return ()
    return [
        (Role.LEGAL_ADVISER, legality.AdviseOnLegality(decision_id=DECISION, draft_sha256=moment.sha256, text="示例"))
    ]


@move("advise as who drafted the opinion", legality.AdviseOnLegality, is_excluded=True)
def advise_oneself(moment: Moment) -> Asked:
    if moment.case.legality_review.drafted is None:
        return ()
    return [(REVIEWER, legality.AdviseOnLegality(decision_id=DECISION, draft_sha256=moment.sha256, text="示例"))]


def _found(name: str, conclusion: Conclusion, fault: Limb | None = None, stage: Stage | None = None) -> None:
    @move(f"draft opinion: {name}", legality.DraftLegalityOpinion)
    def draft_opinion(moment: Moment) -> Asked:
        drafted = moment.case.legality_review.drafted
        waits = drafted is not None and drafted.issued_on is None and drafted.draft_sha256 == moment.sha256
        goes_wrong = fault is not None
        if waits or (goes_wrong and (drafted is not None or not moment.may_go_wrong)):
            return ()
        limbs = tuple(
            legality.LimbAnswer(
                limb=limb, answer="示例", has_fault=limb is fault, stage_at_fault=stage if limb is fault else None
            )
            for limb in Limb
        )
        said = legality.DraftLegalityOpinion(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            limbs=limbs,
            conclusion=conclusion,
            text="示例",
            legal_risk=None,
        )
        return [(Role.LEGALITY_REVIEWER, said)]

    never_by(draft_opinion, CLERK)


_found("lawful", Conclusion.LAWFUL)
_found("unlawful", Conclusion.UNLAWFUL, Limb.CONTENT)
_found("lawful after changes", Conclusion.LAWFUL_AFTER_CHANGES, Limb.CONTENT)
_found("participation at fault", Conclusion.UNLAWFUL, Limb.PROCEDURE, Stage.PUBLIC_PARTICIPATION)


@move("issue opinion", legality.IssueLegalityOpinion)
def issue_opinion(moment: Moment) -> Asked:
    drafted = moment.case.legality_review.drafted
    if drafted is None:
        return ()
    issued = legality.IssueLegalityOpinion(
        decision_id=DECISION,
        opinion_id=drafted.id,
        draft_sha256=moment.sha256,
        conclusion=drafted.conclusion,
        opinion_no=None,
        count_under="示例审",
    )
    return [(Role.LEGALITY_HEAD, issued)]


@move("declare finished early", legality.DeclareFinishedEarly)
def finished_early(moment: Moment) -> Asked:
    if not moment.is_open(MEETING):
        return ()
    free = legality.DeclareFinishedEarly(decision_id=DECISION, time_was_enough=True, not_imposed=True, statement="示例")
    return [(Role.LEGALITY_REVIEWER, free)]


# Collective discussion


@move("place on the agenda", meeting.PlaceOnAgenda)
def place(moment: Moment) -> Asked:
    former = moment.case.collective_discussion.meeting
    if former is not None and former.outcome is None and former.draft_sha256 == moment.sha256:
        return ()
    kinds = moment.law.value("collective_discussion.pack_contents")
    pack = (meeting.PackDocument(kind=one, document_sha256=PAPER) for one in kinds if one != "draft")
    (forum, *_) = moment.law.value_for("collective_discussion.forums", moment.case.organ_kind)
    placed = meeting.PlaceOnAgenda(
        decision_id=DECISION,
        forum=forum,
        held_on=moment.on,
        pack=(meeting.PackDocument(kind="draft", document_sha256=moment.sha256), *pack),
    )
    return [(Role.MEETING_SECRETARY, placed)]


@move("record attendance", meeting.RecordAttendance)
def attend(moment: Moment) -> Asked:
    seats = {HEAD: Presence.PRESENT, DEPUTY: Presence.PRESENT, KIN: Presence.RECUSED}
    members = tuple(
        meeting.MemberPresence(
            person_id=one, name=MEMBERS[one], title="示例", is_head=one == HEAD, presence=seat, note="示例"
        )
        for one, seat in seats.items()
    )
    return [(Role.MEETING_SECRETARY, meeting.RecordAttendance(decision_id=DECISION, members=members))]


@move("hear the legality body", meeting.RecordLawStudied, meeting.RecordLegalityBodyHeard)
def hear(moment: Moment) -> Asked:
    held = moment.case.collective_discussion.meeting
    if held is None or held.legality_body_heard:
        return ()
    studied = meeting.RecordLawStudied(decision_id=DECISION, studied_on=moment.on, attendance="示例", texts=("示例",))
    heard = meeting.RecordLegalityBodyHeard(decision_id=DECISION, spoke=True, speaker="示例", gist="示例")
    return [(Role.MEETING_SECRETARY, studied), (Role.MEETING_SECRETARY, heard)]


def _speaks(person_id: str, *, is_excluded: bool = False) -> None:
    @move(f"view of the {person_id}", meeting.RecordView, is_excluded=is_excluded)
    def speak(moment: Moment) -> Asked:
        held = moment.case.collective_discussion.meeting
        seated = held.member(person_id) if held else None
        if seated is None or seated.sequence is not None:
            return ()
        said = meeting.RecordView(decision_id=DECISION, person_id=person_id, view=View.AGREE, words="示例")
        return [(Role.MEETING_SECRETARY, said)]


_speaks(DEPUTY)
_speaks(HEAD)
_speaks(KIN, is_excluded=True)


def _decides(outcome: Outcome) -> None:
    goes_on = outcome is Outcome.ADOPTED

    @move(f"decide: {outcome}", meeting.DecideAtMeeting)
    def decide(moment: Moment) -> Asked:
        held = moment.case.collective_discussion.meeting
        goes_wrong = outcome in (Outcome.REDISCUSS, Outcome.DEFERRED)
        if held is None or (not goes_on and not moment.may_go_wrong) or (goes_wrong and held.number > 1):
            return ()
        said = meeting.DecideAtMeeting(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            outcome=outcome,
            departure_reason=None if goes_on else "示例",
            reason=None if goes_on or outcome is Outcome.ADOPTED_IN_PRINCIPLE else "示例",
            ordered_amendments=("示例修改",) if outcome is Outcome.ADOPTED_IN_PRINCIPLE else (),
            awaited="示例" if outcome is Outcome.DEFERRED else None,
        )
        return [(Role.ADMINISTRATIVE_HEAD, said)]


for _outcome in Outcome:
    _decides(_outcome)


@move("file the record", meeting.FileMeetingRecord)
def file_record(moment: Moment) -> Asked:
    held = moment.case.collective_discussion.meeting
    if held is None or held.record_sha256 is not None:
        return ()
    return [(Role.MEETING_SECRETARY, meeting.FileMeetingRecord(decision_id=DECISION, record_sha256=PAPER))]


@move("sign the record", meeting.SignMeetingRecord)
def sign_record(moment: Moment) -> Asked:
    held = moment.case.collective_discussion.meeting
    if held is None or held.record_signed:
        return ()
    return [(Role.ADMINISTRATIVE_HEAD, meeting.SignMeetingRecord(decision_id=DECISION, record_sha256=PAPER))]


# Publication


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


never_by(submit, CLERK)
never_by(issue_opinion, REVIEWER)
never_by(issue_opinion, CLERK)
never_by(sign_record, SECRETARY)
