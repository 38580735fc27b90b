"""Art. 29–34 and 37, plan 24 and 32: the meeting, its outcomes, and what may be issued."""

from dataclasses import replace
from datetime import date

import pytest

from decision_flow.collective_discussion import commands as meeting
from decision_flow.publication import commands as publication
from decision_flow.terms import ChangeClass, Outcome, PartyAnswer, Presence, Role, Stage, StageStatus, View
from tests import lawful
from tests.statute.matters import DAY, MONDAY, Matter, a_matter, findings
from tests.world import DEPUTY, World
from tests.world import HEAD as CHAIR

SECRETARY, MAYOR, OFFICE, UNIT = (
    Role.MEETING_SECRETARY,
    Role.ADMINISTRATIVE_HEAD,
    Role.OFFICE_HEAD,
    Role.UNDERTAKING_HEAD,
)
HERE, ISSUE = Stage.COLLECTIVE_DISCUSSION, Stage.PUBLICATION
EARLY = (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT)
DEPUTIES = (DEPUTY, *(f"0190a000-0000-7000-8000-0000000000b{number}" for number in range(1, 4)))


def before_the_meeting(house: World, profile: str = "hunan", **triage) -> Matter:
    """A matter whose legality review has passed."""
    return a_matter(house, profile, **triage).early_passed().reviewed()


def placed(house: World) -> Matter:
    """On the agenda, and its day has come."""
    matter = before_the_meeting(house)
    matter.do(matter.agenda(), SECRETARY)
    return matter.on(matter.agenda_day)


def attendance(matter: Matter, *deputies: Presence, head: Presence = Presence.PRESENT) -> meeting.RecordAttendance:
    """The head and so many deputies, those beyond the first appointed now."""
    for person in DEPUTIES[1 : len(deputies)]:
        matter.appointed(person, Role.MEETING_MEMBER, "副市长")
    return attendance_again(matter, *deputies, head=head)


def attendance_again(
    matter: Matter, *deputies: Presence, head: Presence = Presence.PRESENT
) -> meeting.RecordAttendance:
    """The same people at another meeting."""
    people = [(CHAIR, head, True), *zip(DEPUTIES, deputies, (False,) * len(deputies), strict=False)]
    members = tuple(
        meeting.MemberPresence(
            person_id=person, name=f"示例{person[-2:]}", title="示例", is_head=is_head, presence=presence, note="示例"
        )
        for person, presence, is_head in people
    )
    return meeting.RecordAttendance(decision_id=matter.id, members=members)


def view(matter: Matter, person: str, said: View = View.AGREE) -> meeting.RecordView:
    """What a member said."""
    return meeting.RecordView(decision_id=matter.id, person_id=person, view=said, words="示例发言")


def decide(matter: Matter, outcome: Outcome = Outcome.ADOPTED, **given) -> meeting.DecideAtMeeting:
    """The head's decision."""
    base = {"departure_reason": None, "reason": None, "ordered_amendments": ()}
    return meeting.DecideAtMeeting(decision_id=matter.id, draft_sha256=matter.draft, outcome=outcome, **(base | given))


def discussed(house: World, *views: View, head: View = View.AGREE) -> Matter:
    """A meeting at which so many deputies spoke, and then the head."""
    matter = placed(house)
    matter.do(attendance(matter, *[Presence.PRESENT] * len(views)), SECRETARY)
    for person, said in zip((*DEPUTIES[: len(views)], CHAIR), (*views, head), strict=True):
        matter.do(view(matter, person, said), SECRETARY)
    return matter


# Art. 29


@pytest.mark.parametrize(
    "paper",
    [
        "draft",
        "fair_competition",
        "public_opinion_adoption",
        "expert_opinion_adoption",
        "risk_report",
        "legality_opinion",
    ],
)
def test_art_29_the_pack_holds_every_paper_that_the_procedure_has_brought_about(house: World, paper):
    matter = a_matter(house, touches_market=True).early_passed()
    for role in (UNIT, Role.MARKET_REGULATOR):
        matter.do(matter.fair(), role)
    matter.reviewed()
    refused = matter.lacks(matter.agenda(without=paper), SECRETARY)
    assert findings(refused) == {"CD-29-PACK": "missing"}
    assert refused["CD-29-PACK"].values["papers"] == [paper]
    assert matter.do(matter.agenda(), SECRETARY).seq


@pytest.mark.parametrize(
    ("paper", "stage", "triage"),
    [
        ("expert_opinion_adoption", Stage.EXPERT_REVIEW, {"is_technical": False}),
        ("risk_report", Stage.RISK_ASSESSMENT, {"may_harm": False}),
    ],
)
def test_art_29_a_step_that_was_not_required_brings_no_paper(house: World, paper, stage, triage):
    matter = a_matter(house, **triage)
    matter.determined(stage)
    matter.early_passed().reviewed()
    assert matter.do(matter.agenda(without=paper), SECRETARY).seq


def test_art_29_the_draft_in_the_pack_is_the_present_one(house: World):
    matter = placed(house).changed(ChangeClass.EDITORIAL).confirmed()
    matter.do(attendance(matter, Presence.PRESENT), SECRETARY)
    for person in (DEPUTIES[0], CHAIR):
        matter.do(view(matter, person), SECRETARY)
    assert findings(matter.lacks(decide(matter), MAYOR)) == {"CD-29-PACK": "other_draft"}
    matter.do(matter.agenda(matter.today), SECRETARY)
    matter.do(attendance(matter, Presence.PRESENT), SECRETARY)
    for person in (DEPUTIES[0], CHAIR):
        matter.do(view(matter, person), SECRETARY)
    assert matter.do(decide(matter), MAYOR).seq


# Art. 30


@pytest.mark.parametrize(("forum", "code"), [("党委常委会", "party_meeting"), ("市长办公会", "other_forum")])
def test_art_30_1_the_forum_is_the_executive_meeting_or_the_plenary(house: World, forum, code):
    matter = before_the_meeting(house)
    assert findings(matter.lacks(matter.agenda(forum=forum), SECRETARY)) == {"CD-30-FORUM": code}
    assert matter.do(matter.agenda(forum="政府全体会议"), SECRETARY).seq


def test_art_30_1_nothing_is_decided_before_the_day_of_the_meeting(house: World):
    matter = before_the_meeting(house)
    matter.do(matter.agenda(), SECRETARY)
    matter.on(matter.agenda_day - DAY)
    assert findings(matter.lacks(attendance(matter, Presence.PRESENT), SECRETARY)) == {"CD-30-SESSION": "not_yet"}
    matter.on(matter.agenda_day)
    assert matter.do(attendance(matter, Presence.PRESENT), SECRETARY).seq


def test_art_30_2_the_head_speaks_last(house: World):
    matter = placed(house)
    matter.do(attendance(matter, Presence.PRESENT, Presence.PRESENT), SECRETARY)
    matter.do(view(matter, DEPUTIES[0]), SECRETARY)
    assert findings(matter.lacks(view(matter, CHAIR), SECRETARY)) == {"CD-30-HEAD-WAITS": "others_first"}
    matter.do(view(matter, DEPUTIES[1], View.NO_VIEW), SECRETARY)
    assert matter.do(view(matter, CHAIR), SECRETARY).seq


def test_art_30_2_every_member_present_is_heard_before_the_head_decides(house: World):
    matter = placed(house)
    matter.do(attendance(matter, Presence.PRESENT, Presence.PRESENT), SECRETARY)
    matter.do(view(matter, DEPUTIES[0]), SECRETARY)
    assert findings(matter.lacks(decide(matter), MAYOR)) == {"CD-30-VIEWS": "silent", "CD-30-HEAD-LAST": "head_silent"}
    for person in (DEPUTIES[1], CHAIR):
        matter.do(view(matter, person), SECRETARY)
    assert matter.do(decide(matter), MAYOR).seq


@pytest.mark.parametrize(
    ("presence", "code"), [(Presence.ON_LEAVE, "absent"), (Presence.ABSENT, "absent"), (Presence.RECUSED, "recused")]
)
def test_art_30_2_who_is_absent_or_recused_is_neither_heard_nor_waited_for(house: World, presence, code):
    matter = placed(house)
    matter.do(attendance(matter, Presence.PRESENT, presence), SECRETARY)
    assert findings(matter.lacks(view(matter, DEPUTIES[1]), SECRETARY)) == {"CD-30-SPEAKER": code}
    for person in (DEPUTIES[0], CHAIR):
        matter.do(view(matter, person), SECRETARY)
    assert matter.do(decide(matter), MAYOR).seq


def test_art_30_1_the_head_who_took_part_decides(house: World):
    matter = placed(house)
    matter.do(attendance(matter, Presence.PRESENT, head=Presence.ON_LEAVE), SECRETARY)
    matter.do(view(matter, DEPUTIES[0]), SECRETARY)
    assert findings(matter.lacks(decide(matter), MAYOR))["CD-30-DECIDES"] == "head_takes_no_part"
    assert matter.do(decide(matter, Outcome.DEFERRED, reason="示例：待市长出席", awaited="示例"), MAYOR).seq


AGREE, DISAGREE, RESERVE, SILENT = View.AGREE, View.DISAGREE, View.RESERVE, View.NO_VIEW


@pytest.mark.parametrize(
    ("views", "outcome", "departs"),
    [
        ((AGREE, AGREE, DISAGREE), Outcome.ADOPTED, False),
        ((DISAGREE, DISAGREE, AGREE), Outcome.ADOPTED, True),
        ((DISAGREE, DISAGREE, AGREE), Outcome.REJECTED, False),
        ((AGREE, AGREE, DISAGREE), Outcome.REJECTED, True),
        ((AGREE, DISAGREE), Outcome.ADOPTED, False),
        ((DISAGREE, RESERVE, SILENT), Outcome.ADOPTED, True),
        ((AGREE, RESERVE, SILENT), Outcome.ADOPTED, False),
    ],
)
def test_art_30_2_a_departure_from_the_majority_has_its_reason_stated_at_the_meeting(
    house: World, views, outcome, departs
):
    """The head is not counted, nor who reserves or has no view; a tie is no majority; it is not a vote."""
    matter = discussed(house, *views)
    asked = decide(matter, outcome, reason="示例" if outcome is Outcome.REJECTED else None)
    if departs:
        assert findings(matter.lacks(asked, MAYOR))["CD-30-DEPARTURE"] == "no_reason"
        asked = replace(asked, departure_reason="示例理由")
    assert matter.do(asked, MAYOR).seq


@pytest.mark.parametrize(
    ("outcome", "board"),
    [
        (Outcome.ADOPTED, "P1 P1 P1 P1 P1 O1"),
        (Outcome.ADOPTED_IN_PRINCIPLE, "P1 P1 P1 P1 P1 O1"),
        (Outcome.REDISCUSS, "P1 P1 P1 P1 O1 -0"),
        (Outcome.DEFERRED, "P1 P1 P1 P1 O1 -0"),
        (Outcome.REJECTED, "P1 P1 P1 P1 O1 -0"),
    ],
)
def test_art_30_five_outcomes_and_only_adoption_closes_the_discussion(house: World, outcome, board):
    view = View.DISAGREE if outcome is Outcome.REJECTED else View.AGREE
    matter = before_the_meeting(house).met(view=view).decided(outcome)
    assert matter.board() == board


@pytest.mark.parametrize("outcome", [Outcome.REDISCUSS, Outcome.DEFERRED, Outcome.REJECTED])
def test_art_30_what_is_not_adopted_says_why(house: World, outcome):
    matter = before_the_meeting(house).met()
    assert findings(matter.lacks(decide(matter, outcome), MAYOR))["CD-30-OUTCOME"] == "no_reason"
    assert matter.do(decide(matter, outcome, reason="示例", departure_reason="示例", awaited="示例"), MAYOR).seq


@pytest.mark.parametrize("outcome", [Outcome.REDISCUSS, Outcome.DEFERRED])
def test_art_30_what_was_sent_back_or_deferred_is_discussed_again_at_another_meeting(house: World, outcome):
    matter = before_the_meeting(house).met().decided(outcome)
    matter.met(matter.today + DAY).decided()
    assert matter.row(HERE).status is StageStatus.PASSED


def test_art_30_3_a_former_meeting_is_on_record_before_another_discusses_the_draft(house: World):
    matter = before_the_meeting(house).met()
    matter.do(decide(matter, Outcome.DEFERRED, reason="示例", awaited="示例"), MAYOR)
    again = matter.agenda(matter.today + DAY)
    assert findings(matter.lacks(again, SECRETARY)) == {"CD-30-FORMER": "no_record"}
    record = matter.document("会议记录")
    matter.do(meeting.FileMeetingRecord(decision_id=matter.id, record_sha256=record), SECRETARY)
    assert matter.do(again, SECRETARY).seq


def test_art_30_a_rejected_matter_goes_no_further(house: World):
    matter = before_the_meeting(house).met(view=View.DISAGREE).decided(Outcome.REJECTED)
    assert findings(matter.lacks(matter.agenda(matter.today + DAY), SECRETARY)) == {"CD-30-FORMER": "rejected"}


def test_art_30_3_the_record_is_signed_by_recorder_and_chair_two_persons_before_issue(house: World):
    matter = before_the_meeting(house).met()
    matter.do(decide(matter), MAYOR)
    record = matter.document("会议记录")
    chair = matter.person(CHAIR, SECRETARY)
    signing = meeting.SignMeetingRecord(decision_id=matter.id, record_sha256=record)
    assert findings(matter.lacks(signing, MAYOR)) == {"CD-30-SIGNS": "not_filed"}
    matter.do(meeting.FileMeetingRecord(decision_id=matter.id, record_sha256=record), chair)
    assert findings(matter.lacks(signing, MAYOR)) == {"SOD-RECORD": "same_person"}
    matter.do(meeting.FileMeetingRecord(decision_id=matter.id, record_sha256=record), SECRETARY)
    ready_to_issue(matter)
    assert lacking_for_issue(matter) == {"CD-30-RECORD": "unsigned"}
    matter.do(signing, MAYOR)
    assert in_force(matter)


# Plan 24


def test_plan_24_the_legality_body_is_heard_and_the_law_is_studied_before_the_decision(house: World):
    matter = a_matter(house, "jishou", lawfully_unpublished=True, is_technical=False, may_harm=False)
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        matter.determined(stage)
    matter.reviewed().do(matter.agenda(), SECRETARY)
    matter.on(matter.agenda_day).do(attendance(matter, Presence.PRESENT), SECRETARY)
    for person in (DEPUTIES[0], CHAIR):
        matter.do(view(matter, person), SECRETARY)
    both = {"CD-J24-HEARD": "not_heard", "CD-J24-STUDIED": "not_studied"}
    assert findings(matter.lacks(decide(matter), MAYOR)) == both
    heard = meeting.RecordLegalityBodyHeard(decision_id=matter.id, spoke=False, speaker="示例", gist="书面意见已宣读")
    matter.do(heard, SECRETARY)
    study = meeting.RecordLawStudied(
        decision_id=matter.id, studied_on=matter.today + DAY, attendance="示例", texts=("示例",)
    )
    assert findings(matter.lacks(study, SECRETARY)) == {"CD-J24-DAY": "ahead"}
    matter.do(replace(study, studied_on=MONDAY), SECRETARY)
    assert matter.do(decide(matter), MAYOR).seq


def test_plan_24_is_no_national_duty(house: World):
    matter = discussed(house, View.AGREE)
    assert matter.do(decide(matter), MAYOR).seq


# 原则通过


def in_principle(house: World) -> Matter:
    """Adopted in principle, with the record signed."""
    return before_the_meeting(house).met().decided(Outcome.ADOPTED_IN_PRINCIPLE)


def final_text(matter: Matter) -> publication.SignFinalText:
    """The head's signature under the final text."""
    return publication.SignFinalText(decision_id=matter.id, draft_sha256=matter.draft)


def test_art_30_adoption_in_principle_lists_each_amendment_ordered(house: World):
    matter = before_the_meeting(house).met()
    unlisted = decide(matter, Outcome.ADOPTED_IN_PRINCIPLE)
    assert findings(matter.lacks(unlisted, MAYOR)) == {"CD-30-OUTCOME": "no_amendments"}
    listed_with_plain_adoption = decide(matter, ordered_amendments=("示例",))
    assert findings(matter.lacks(listed_with_plain_adoption, MAYOR)) == {"CD-30-OUTCOME": "amendments"}
    assert matter.do(replace(unlisted, ordered_amendments=("示例",)), MAYOR).seq


def test_art_30_amendments_ordered_are_confirmed_before_the_head_signs_the_final_text(house: World):
    matter = in_principle(house)
    assert findings(matter.lacks(final_text(matter), MAYOR)) == {"PUB-30-ORDERED": "not_carried_out"}
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS)
    assert findings(matter.lacks(final_text(matter), MAYOR))["DEC-28-CONFIRMED"] == "unconfirmed"
    matter.confirmed()
    assert matter.do(final_text(matter), MAYOR).seq


def test_art_30_only_the_final_text_that_the_head_signed_is_issued(house: World):
    matter = in_principle(house)
    decided = matter.draft
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS).confirmed()
    agreed_and_named(matter)
    issued = published(matter)
    assert findings(matter.lacks(issued, OFFICE)) == {"PUB-30-FINAL-TEXT": "unsigned"}
    matter.do(final_text(matter), MAYOR)
    former = publication.SignOffPublication(decision_id=matter.id, draft_sha256=decided)
    assert matter.lacks(former, OFFICE)["DEC-25-DIGEST"].code == "other_draft"
    matter.do(issued, OFFICE)
    assert in_force(matter)


def test_art_30_a_further_amendment_needs_the_heads_signature_again_and_proof_reading_does_not(house: World):
    matter = in_principle(house).changed(ChangeClass.CARRIES_OUT_OPINIONS).confirmed()
    matter.do(final_text(matter), MAYOR)
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS).confirmed()
    agreed_and_named(matter)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-30-FINAL-TEXT": "changed_since"}
    matter.do(final_text(matter), MAYOR)
    matter.changed(ChangeClass.EDITORIAL)
    assert findings(matter.lacks(published(matter), OFFICE))["DEC-28-CONFIRMED"] == "unconfirmed"
    matter.confirmed()
    assert matter.do(published(matter), OFFICE).seq


def test_art_30_after_plain_adoption_only_proof_reading_changes_the_text(house: World):
    matter = before_the_meeting(house).met().decided()
    ordered = matter.declare(ChangeClass.CARRIES_OUT_OPINIONS)
    assert findings(matter.lacks(ordered, UNIT)) == {"CD-30-AMENDMENTS": "not_ordered"}
    matter.changed(ChangeClass.EDITORIAL).confirmed()
    ready_to_issue(matter)
    assert in_force(matter)


def test_art_30_a_substantive_change_after_adoption_returns_to_the_meeting(house: World):
    matter = before_the_meeting(house).met().decided().changed(ChangeClass.SUBSTANTIVE).confirmed()
    assert matter.board() == "R2 P1 P1 -1 -1 -1"
    matter.early_passed().reviewed()
    assert matter.board() == "P2 P1 P1 P2 R2 -1"
    assert "PUB-32-LATER" in matter.lacks(published(matter), OFFICE)
    matter.met(date(2026, 3, 24)).decided()
    assert matter.board() == "P2 P1 P1 P2 P2 R2"


# Art. 31, 32, 34, 37


def published(matter: Matter, number: str = "示例政发〔2026〕1号") -> publication.RecordDecisionPublished:
    """The formal document on the website."""
    return publication.RecordDecisionPublished(
        decision_id=matter.id,
        document_no=number,
        document_sha256=matter.draft,
        channel="website",
        address="https://example.org/decision",
        snapshot_sha256=matter.document("公布网页"),
        published_at=matter.when,
    )


def agreed_and_named(matter: Matter) -> None:
    """The Party's answer, and the executing unit."""
    matter.steps(lawful.party_and_execution(matter, matter.id, matter.today))


def ready_to_issue(matter: Matter) -> None:
    """The Party's answer, the executing unit, and the formal document on the website."""
    agreed_and_named(matter)
    matter.do(published(matter), OFFICE)


def sign_off(matter: Matter) -> publication.SignOffPublication:
    """The publication signed off."""
    return publication.SignOffPublication(decision_id=matter.id, draft_sha256=matter.draft)


def lacking_for_issue(matter: Matter) -> dict[str, str]:
    """What the sign-off of the publication is refused for."""
    return findings(matter.lacks(sign_off(matter), OFFICE))


def in_force(matter: Matter) -> bool:
    """Whether the publication is signed off and the decision in force."""
    matter.do(sign_off(matter), OFFICE)
    return matter.case().status == "in_force" and matter.row(ISSUE).status is StageStatus.PASSED


def adopted(house: World, profile: str = "hunan") -> Matter:
    """Adopted, with the record signed."""
    return before_the_meeting(house, profile).met().decided()


def report(matter: Matter) -> publication.SendPartyReport:
    """The report to the Party committee."""
    return publication.SendPartyReport(
        decision_id=matter.id, party_organ="示例市委", document_sha256=matter.document("请示"), sent_on=matter.today
    )


def answer(matter: Matter, said: PartyAnswer) -> publication.RecordPartyAnswer:
    """What the Party committee answered."""
    return publication.RecordPartyAnswer(
        decision_id=matter.id, answer=said, document_sha256=matter.document("批复"), answered_on=matter.today
    )


def test_art_31_nothing_is_issued_before_the_party_committee_was_asked_and_has_answered(house: World):
    matter = adopted(house)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-31-ANSWERED": "not_reported"}
    assert findings(matter.lacks(answer(matter, PartyAnswer.AGREED), OFFICE)) == {"PUB-31-REPORTED": "not_reported"}
    matter.do(report(matter), OFFICE)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-31-ANSWERED": "no_answer"}
    matter.do(answer(matter, PartyAnswer.AGREED), OFFICE)
    assert matter.do(published(matter), OFFICE).seq


@pytest.mark.parametrize(("said", "code"), [(PartyAnswer.CHANGES, "changes"), (PartyAnswer.DEFERRED, "deferred")])
def test_art_31_an_answer_that_is_not_yes_holds_the_issue_until_another_is_given(house: World, said, code):
    matter = adopted(house)
    matter.do(report(matter), OFFICE)
    matter.do(answer(matter, said), OFFICE)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-31-ANSWERED": code}
    matter.do(report(matter), OFFICE)
    matter.do(answer(matter, PartyAnswer.AGREED), OFFICE)
    assert matter.do(published(matter), OFFICE).seq


def test_art_32_the_formal_document_is_public_in_its_first_channel_before_the_decision_is_in_force(house: World):
    matter = adopted(house)
    agreed_and_named(matter)
    assert lacking_for_issue(matter) == {"PUB-32-DOCUMENT": "no_document", "PUB-32-CHANNEL": "not_published"}
    in_another_channel = replace(published(matter), channel="media_account")
    matter.do(in_another_channel, OFFICE)
    assert lacking_for_issue(matter) == {"PUB-32-CHANNEL": "not_published"}
    matter.do(published(matter), Role.SYSTEM)
    assert in_force(matter)
    assert matter.row(Stage.EXECUTION).status is StageStatus.OPEN


def test_art_32_every_channel_carries_one_document_under_one_number(house: World):
    matter = adopted(house)
    ready_to_issue(matter)
    other = replace(published(matter, "示例政发〔2026〕9号"), channel="media_account")
    assert findings(matter.lacks(other, OFFICE)) == {"PUB-32-ONE": "other_document"}
    assert matter.do(replace(other, document_no="示例政发〔2026〕1号"), OFFICE).seq


def test_art_32_a_late_publication_is_recorded_and_flagged_and_never_refused(house: World):
    matter = adopted(house).on(date(2026, 4, 30))
    ready_to_issue(matter)
    assert in_force(matter)


def test_art_32_what_is_lawfully_unpublished_is_issued_without_a_public_channel(house: World):
    matter = before_the_meeting(house, lawfully_unpublished=True).met().decided()
    agreed_and_named(matter)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-32-OPEN": "unpublished"}
    issued = publication.RecordDecisionIssued(
        decision_id=matter.id, document_no="示例1号", document_sha256=matter.draft, issued_on=matter.today
    )
    matter.do(issued, OFFICE)
    assert in_force(matter)
    public = adopted(house)
    agreed_and_named(public)
    assert findings(public.lacks(replace(issued, decision_id=public.id), OFFICE)) == {"PUB-32-UNPUBLISHED": "public"}


def test_art_34_the_executing_unit_is_named_before_issue(house: World):
    matter = adopted(house)
    for asked in (report(matter), answer(matter, PartyAnswer.AGREED), published(matter)):
        matter.do(asked, OFFICE)
    assert lacking_for_issue(matter) == {"PUB-34-EXECUTION": "no_unit"}
    named = publication.NameExecution(
        decision_id=matter.id, executing_unit_id=None, executing_unit="示例局", time_limit=None, feedback=None
    )
    matter.do(named, OFFICE)
    assert in_force(matter)


def test_plan_32_the_decision_states_time_limit_and_feedback(house: World):
    matter = a_matter(house, "jishou", lawfully_unpublished=True, is_technical=False, may_harm=False)
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        matter.determined(stage)
    matter.reviewed().met().decided()
    agreed_and_named(matter)
    issued = publication.RecordDecisionIssued(
        decision_id=matter.id, document_no="示例1号", document_sha256=matter.draft, issued_on=matter.today
    )
    matter.do(issued, OFFICE)
    named = publication.NameExecution(
        decision_id=matter.id, executing_unit_id=None, executing_unit="示例局", time_limit="2027年底前", feedback=None
    )
    matter.do(named, OFFICE)
    assert lacking_for_issue(matter) == {"PUB-J32-EXECUTION": "incomplete"}
    matter.do(replace(named, feedback="每半年书面反馈"), OFFICE)
    assert in_force(matter)


@pytest.mark.parametrize("change_class", [ChangeClass.EDITORIAL, ChangeClass.SUBSTANTIVE])
def test_art_37_a_decision_in_force_is_not_altered_by_changing_its_draft(house: World, change_class):
    matter = adopted(house)
    before = matter.declare(change_class)
    ready_to_issue(matter)
    assert in_force(matter)
    assert findings(matter.lacks(before, UNIT)) == {"DEC-37-IN-FORCE": "in_force"}
    assert matter.board() == "P1 P1 P1 P1 P1 P1"
