"""Art. 30 where the head is absent, acting or recused; deferral; rulings 41 and 45."""

from dataclasses import replace
from datetime import date

import pytest

from decision_flow.collective_discussion import commands as meeting
from decision_flow.collective_discussion.agenda import months_after
from decision_flow.collective_discussion.dissent import certificates
from decision_flow.collective_discussion.queries import members
from decision_flow.terms import Outcome, Presence, Presides, Role, StageStatus, View
from tests.lawful.organ import SOMEBODY
from tests.statute.matters import Matter, a_matter, findings
from tests.statute.test_art_29_to_37_meeting_and_issue import (
    CHAIR,
    DEPUTIES,
    EARLY,
    HERE,
    MAYOR,
    SECRETARY,
    attendance,
    attendance_again,
    before_the_meeting,
    decide,
    discussed,
    placed,
    view,
)
from tests.world import World

DEPUTY = DEPUTIES[0]
PRESENT, ON_LEAVE, RECUSED = Presence.PRESENT, Presence.ON_LEAVE, Presence.RECUSED


def presiding(
    matter: Matter, ground: Presides = Presides.MANDATED_DEPUTY, rule: str | None = None
) -> meeting.Presiding:
    """The deputy presides by a document."""
    return meeting.Presiding(
        person_id=DEPUTY, ground=ground, document_sha256=matter.document("委托书"), rule_stated=rule
    )


def without_the_head(house: World, *views: View, head: Presence = ON_LEAVE, **of_the_chair) -> Matter:
    """The head away or recused, the first deputy presiding; each deputy has spoken, the first one last."""
    matter = placed(house)
    listed = attendance(matter, *[PRESENT] * len(views), head=head)
    if of_the_chair.get("ground") not in (None, Presides.MANDATED_DEPUTY):
        matter.appointed(DEPUTY, MAYOR, "受委托代行市长职务", matter.today, ends_on=matter.today)
    matter.do(replace(listed, presiding=presiding(matter, **of_the_chair)), SECRETARY)
    for person, said in (*zip(DEPUTIES[1 : len(views)], views[1:], strict=True), (DEPUTY, views[0])):
        matter.do(view(matter, person, said), SECRETARY)
    return matter


def on_record(matter: Matter) -> str:
    """The record put to the head; its digest."""
    record = matter.document("会议记录")
    matter.do(meeting.FileMeetingRecord(decision_id=matter.id, record_sha256=record), SECRETARY)
    return record


def in_writing(matter: Matter, record: str, outcome: Outcome = Outcome.ADOPTED) -> meeting.DecideInWriting:
    """The head's decision on the record."""
    return meeting.DecideInWriting(
        decision_id=matter.id,
        draft_sha256=matter.draft,
        record_sha256=record,
        outcome=outcome,
        reason=None if outcome is Outcome.ADOPTED else "示例",
        ordered_amendments=(),
    )


def test_art_30_a_mandated_deputy_presides_and_the_absent_head_decides_in_writing(house: World):
    matter = without_the_head(house, View.AGREE, View.AGREE, View.DISAGREE)
    assert findings(matter.lacks(decide(matter), MAYOR))["CD-30-DECIDES"] == "in_writing"
    unread = in_writing(matter, matter.document("没有提交的记录"))
    assert findings(matter.lacks(unread, MAYOR)) == {"CD-30-WRITING": "not_filed"}
    record = on_record(matter)
    assert findings(matter.lacks(unread, MAYOR)) == {"CD-30-WRITING": "other_record"}
    matter.do(in_writing(matter, record), MAYOR)
    assert matter.row(HERE).status is StageStatus.PASSED
    signing = meeting.SignMeetingRecord(decision_id=matter.id, record_sha256=record)
    assert findings(matter.lacks(signing, MAYOR)) == {"CD-30-SIGNS": "not_the_chair"}
    assert matter.do(signing, matter.person(DEPUTY, Role.MEETING_MEMBER)).seq


def test_art_30_2_in_writing_the_head_does_not_depart_from_the_majority(house: World):
    """A reason is stated at a meeting: it takes a second discussion, which the head attends."""
    matter = without_the_head(house, View.DISAGREE, View.DISAGREE, View.AGREE)
    record = on_record(matter)
    assert findings(matter.lacks(in_writing(matter, record), MAYOR)) == {"CD-30-DEPARTURE": "at_a_meeting"}
    matter.do(in_writing(matter, record, Outcome.REDISCUSS), MAYOR)
    matter.do(matter.agenda(matter.today), SECRETARY)
    matter.do(attendance_again(matter, PRESENT, PRESENT, PRESENT), SECRETARY)
    for person, said in ((DEPUTY, View.DISAGREE), (DEPUTIES[1], View.DISAGREE), (DEPUTIES[2], View.AGREE)):
        matter.do(view(matter, person, said), SECRETARY)
    matter.do(view(matter, CHAIR), SECRETARY)
    assert matter.do(decide(matter, departure_reason="示例理由"), MAYOR).seq


def test_art_30_who_attended_decides_at_the_meeting_and_not_in_writing(house: World):
    matter = placed(house)
    matter.do(attendance(matter, PRESENT), SECRETARY)
    refused = findings(matter.lacks(in_writing(matter, matter.document("会议记录")), MAYOR))
    assert refused["CD-30-WRITING"] == "head_was_present"


def test_art_30_an_acting_head_decides_where_the_rule_of_the_body_says_so(house: World):
    """`hunan` keeps the default: the head decides; another ground is refused, and under an unread rule it is typed."""
    matter = placed(house)
    listed = attendance(matter, PRESENT, head=ON_LEAVE)
    acting = replace(listed, presiding=presiding(matter, Presides.ACTING_HEAD))
    assert findings(matter.lacks(acting, SECRETARY)) == {"CD-30-PRESIDES": "not_appointed"}
    matter.appointed(DEPUTY, MAYOR, "主持工作的副市长", matter.today, ends_on=matter.today)
    assert findings(matter.lacks(acting, SECRETARY)) == {"CD-30-PRESIDES": "another_ground"}
    assert matter.do(replace(listed, presiding=presiding(matter)), SECRETARY).seq


def test_art_30_a_rule_that_nobody_read_asks_and_is_typed_with_its_basis(house: World):
    matter = unpublished_in_jishou(house)
    listed = attendance(matter, PRESENT, PRESENT, head=ON_LEAVE)
    matter.appointed(DEPUTY, MAYOR, "主持工作的副市长", matter.today, ends_on=matter.today)
    silent = replace(listed, presiding=presiding(matter, Presides.ACTING_HEAD))
    assert findings(matter.lacks(silent, SECRETARY)) == {"CD-30-PRESIDES": "unread"}
    stated = replace(listed, presiding=presiding(matter, Presides.ACTING_HEAD, "示例：《市政府工作规则》第×条"))
    matter.do(stated, SECRETARY)
    assert findings(matter.lacks(view(matter, DEPUTY), SECRETARY)) == {"CD-30-HEAD-WAITS": "others_first"}
    for person in (DEPUTIES[1], DEPUTY):
        matter.do(view(matter, person), SECRETARY)
    for said in (
        meeting.RecordLawStudied(decision_id=matter.id, studied_on=matter.today, attendance="示例", texts=("示例",)),
        meeting.RecordLegalityBodyHeard(decision_id=matter.id, spoke=True, speaker="示例", gist="示例"),
    ):
        matter.do(said, SECRETARY)
    assert findings(matter.lacks(decide(matter), MAYOR)) == {"CD-30-DECIDES": "another_head"}
    assert matter.do(decide(matter), matter.person(DEPUTY, MAYOR)).seq


@pytest.mark.parametrize("ground", [Presides.BY_MANDATE, Presides.HIGHER_ORGAN])
def test_art_30_a_recused_head_neither_speaks_nor_decides_nor_signs(house: World, ground):
    matter = without_the_head(house, View.DISAGREE, View.AGREE, View.AGREE, head=RECUSED, ground=ground)
    assert findings(matter.lacks(view(matter, CHAIR), SECRETARY)) == {"CD-30-SPEAKER": "recused"}
    assert findings(matter.lacks(decide(matter), MAYOR)) == {"CD-30-DECIDES": "another_head"}
    instead = matter.person(DEPUTY, MAYOR)
    matter.do(decide(matter), instead)
    record = on_record(matter)
    signing = meeting.SignMeetingRecord(decision_id=matter.id, record_sha256=record)
    assert findings(matter.lacks(signing, MAYOR)) == {"CD-30-SIGNS": "recused"}
    assert matter.do(signing, instead).seq


def test_art_30_who_decides_in_the_place_of_the_head_is_not_counted(house: World):
    """Two of the other members disagree and he alone agrees: it departs from the majority."""
    matter = without_the_head(
        house, View.AGREE, View.DISAGREE, View.DISAGREE, head=RECUSED, ground=Presides.HIGHER_ORGAN
    )
    refused = matter.lacks(decide(matter), matter.person(DEPUTY, MAYOR))
    assert findings(refused) == {"CD-30-DEPARTURE": "no_reason"}
    assert (refused["CD-30-DEPARTURE"].values["agree"], refused["CD-30-DEPARTURE"].values["disagree"]) == (0, 2)


def test_art_30_a_recusal_has_its_reason(house: World):
    matter = placed(house)
    listed = attendance(matter, PRESENT, RECUSED)
    silent = tuple(replace(one, note=None) if one.presence is RECUSED else one for one in listed.members)
    assert findings(matter.lacks(replace(listed, members=silent), SECRETARY)) == {"CD-30-RECUSAL": "no_reason"}
    assert matter.do(listed, SECRETARY).seq


def test_art_30_a_written_view_is_of_who_is_absent_and_not_recused(house: World):
    matter = placed(house)
    matter.do(attendance(matter, PRESENT, ON_LEAVE, RECUSED), SECRETARY)
    read = [
        meeting.ReadOutWrittenView(
            decision_id=matter.id, person_id=person, words="示例", document_sha256=matter.document("书面意见")
        )
        for person in DEPUTIES[:3]
    ]
    assert findings(matter.lacks(read[0], SECRETARY)) == {"CD-30-READ-OUT": "present"}
    assert findings(matter.lacks(read[2], SECRETARY)) == {"CD-30-READ-OUT": "recused"}
    assert matter.do(read[1], SECRETARY).seq


def test_art_30_a_deferral_says_what_it_awaits(house: World):
    matter = before_the_meeting(house).met()
    deferred = decide(matter, Outcome.DEFERRED, reason="示例")
    assert findings(matter.lacks(deferred, MAYOR)) == {"CD-30-OUTCOME": "nothing_awaited"}
    assert matter.do(replace(deferred, awaited="示例：上级批复"), MAYOR).seq


def deferred(house: World) -> Matter:
    """Deferred on 12 March, the record filed."""
    return before_the_meeting(house).met().decided(Outcome.DEFERRED)


def test_hunan_a_deferral_lapses_after_a_year_unless_it_is_carried_over(house: World):
    """The clock of the house stands at the end of 2026: the agenda is made for a day of 2027."""
    matter = deferred(house).on(date(2026, 12, 30))
    last = months_after(date(2026, 3, 12), 12)
    assert findings(matter.lacks(matter.agenda(last.replace(day=13)), SECRETARY)) == {"CD-30-LAPSED": "lapsed"}
    item = "0190a000-0000-7000-8000-0000000000fe"
    carried = meeting.CarryOverDeferredItem(decision_id=matter.id, catalog_item_id=item, reason="示例")
    matter.do(carried, Role.CATALOG_OFFICER)
    assert matter.do(matter.agenda(last.replace(day=13)), SECRETARY).seq


def test_hunan_on_the_last_day_of_the_year_a_deferred_matter_is_still_taken_up(house: World):
    matter = deferred(house).on(date(2026, 12, 30))
    assert matter.do(matter.agenda(date(2027, 3, 12)), SECRETARY).seq


def test_art_30_only_a_deferred_matter_is_carried_over(house: World):
    matter = before_the_meeting(house).met()
    carried = meeting.CarryOverDeferredItem(
        decision_id=matter.id, catalog_item_id="0190a000-0000-7000-8000-0000000000fd", reason="示例"
    )
    assert findings(matter.lacks(carried, Role.CATALOG_OFFICER)) == {"CD-30-CARRIED": "not_deferred"}


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_a_month_that_has_no_such_day_ends_on_its_last(day, months, last):
    assert months_after(day, months) == last


def unpublished_in_jishou(house: World) -> Matter:
    """A matter of the county city whose early stages are determined not required, on the agenda today."""
    matter = a_matter(house, "jishou", lawfully_unpublished=True, is_technical=False, may_harm=False)
    for stage in EARLY:
        matter.determined(stage)
    matter.reviewed().do(matter.agenda(), SECRETARY)
    return matter.on(matter.agenda_day)


# Recusal after attendance was recorded


def withdraws(matter: Matter, person: str, by: meeting.Presiding | None = None) -> meeting.RecordRecusal:
    """Somebody found during the item that he has an interest in it."""
    return meeting.RecordRecusal(
        decision_id=matter.id, person_id=person, reason="示例：近亲属在相关企业任职", presiding=by
    )


def seats(matter: Matter) -> dict[str, tuple[str, str | None]]:
    """Each member's presence and the reason of his recusal, as the API lists them."""
    with matter.installation.store.reading() as session:
        return {
            one.person_id: (one.presence, one.recusal_reason)
            for one in members(session, matter.id, matter.actor(Role.AUDITOR))
        }


def test_art_30_who_withdraws_before_he_spoke_is_neither_heard_nor_waited_for(house: World):
    matter = placed(house)
    assert findings(matter.lacks(withdraws(matter, DEPUTY), SECRETARY))["CD-30-WITHDRAWS"] == "no_attendance"
    matter.do(attendance(matter, PRESENT, PRESENT), SECRETARY)
    assert findings(matter.lacks(withdraws(matter, SOMEBODY), SECRETARY)) == {"CD-30-WITHDRAWS": "no_member"}
    matter.do(withdraws(matter, DEPUTY), SECRETARY)
    assert findings(matter.lacks(withdraws(matter, DEPUTY), SECRETARY)) == {"CD-30-WITHDRAWS": "recused"}
    assert findings(matter.lacks(view(matter, DEPUTY), SECRETARY)) == {"CD-30-SPEAKER": "recused"}
    assert seats(matter)[DEPUTY] == ("recused", "示例：近亲属在相关企业任职")
    assert seats(matter)[DEPUTIES[1]] == ("present", None)
    for person in (DEPUTIES[1], CHAIR):
        matter.do(view(matter, person), SECRETARY)
    assert matter.do(decide(matter), MAYOR).seq


def test_art_30_the_view_of_who_withdraws_after_speaking_does_not_count(house: World):
    """Two against one departs from the majority; without one of the two it is a tie, and needs no reason."""
    matter = discussed(house, View.DISAGREE, View.DISAGREE, View.AGREE)
    assert findings(matter.lacks(decide(matter), MAYOR)) == {"CD-30-DEPARTURE": "no_reason"}
    matter.do(withdraws(matter, DEPUTY), SECRETARY)
    matter.do(decide(matter), MAYOR)
    on_record(matter)
    (facts,) = [matter.case("collective_discussion").collective_discussion.meeting]
    assert [one.person_id for one in facts.dissenters] == [DEPUTIES[1]]
    confirming = meeting.ConfirmDissent(decision_id=matter.id, record_sha256=facts.record_sha256, correction=None)
    recused = matter.person(DEPUTY, Role.MEETING_MEMBER)
    assert findings(matter.lacks(confirming, recused)) == {"CD-30-OWN-WORDS": "no_dissent"}
    assert matter.do(confirming, matter.person(DEPUTIES[1], Role.MEETING_MEMBER)).seq
    with matter.installation.store.reading() as session:
        assert certificates(session, matter.id, DEPUTY, matter.actor(Role.AUDITOR)) == ()
        assert len(certificates(session, matter.id, DEPUTIES[1], matter.actor(Role.AUDITOR))) == 1


def test_art_30_nobody_withdraws_once_the_item_is_decided(house: World):
    matter = discussed(house, View.AGREE)
    matter.do(decide(matter), MAYOR)
    refused = findings(matter.lacks(withdraws(matter, DEPUTY), SECRETARY))
    assert refused["CD-30-SESSION"] == "decided"


def test_art_30_a_head_who_withdraws_says_who_decides_instead_or_the_item_waits(house: World):
    matter = placed(house)
    matter.do(attendance(matter, PRESENT, PRESENT), SECRETARY)
    mandated, higher = presiding(matter), presiding(matter, Presides.HIGHER_ORGAN)
    assert findings(matter.lacks(withdraws(matter, CHAIR, higher), SECRETARY)) == {"CD-30-PRESIDES": "not_appointed"}
    matter.appointed(DEPUTY, MAYOR, "由上级机关指定代行市长职务", matter.today, ends_on=matter.today)
    assert findings(matter.lacks(withdraws(matter, CHAIR, mandated), SECRETARY)) == {"CD-30-PRESIDES": "recused"}
    matter.do(withdraws(matter, CHAIR, higher), SECRETARY)
    for person in (DEPUTIES[1], DEPUTY):
        matter.do(view(matter, person), SECRETARY)
    assert findings(matter.lacks(decide(matter), MAYOR)) == {"CD-30-DECIDES": "another_head"}
    assert matter.do(decide(matter), matter.person(DEPUTY, MAYOR)).seq


def test_art_30_a_head_who_withdraws_and_names_nobody_leaves_only_deferral(house: World):
    """He had spoken already: his view does not count, and nobody has to speak after him."""
    matter = discussed(house, View.AGREE, View.AGREE)
    matter.do(withdraws(matter, CHAIR), SECRETARY)
    assert findings(matter.lacks(decide(matter), MAYOR))["CD-30-DECIDES"] == "head_takes_no_part"
    deferral = decide(matter, Outcome.DEFERRED, reason="示例", awaited="示例：上级机关指定代为决定的人")
    assert matter.do(deferral, MAYOR).seq


def test_art_30_who_decides_for_the_recused_head_has_still_spoken_last(house: World):
    """He spoke before another deputy, and the head withdrew afterwards: it takes the agenda again."""
    matter = discussed(house, View.AGREE, View.AGREE)
    matter.appointed(DEPUTY, MAYOR, "受委托代行市长职务", matter.today, ends_on=matter.today)
    matter.do(withdraws(matter, CHAIR, presiding(matter, Presides.BY_MANDATE)), SECRETARY)
    acting = matter.person(DEPUTY, MAYOR)
    assert findings(matter.lacks(decide(matter), acting)) == {"CD-30-HEAD-LAST": "not_last"}
    matter.do(withdraws(matter, DEPUTIES[1]), SECRETARY)
    assert matter.do(decide(matter), acting).seq


def test_art_30_who_presides_for_an_absent_head_and_withdraws_is_replaced(house: World):
    matter = placed(house)
    listed = attendance(matter, PRESENT, PRESENT, head=ON_LEAVE)
    matter.do(replace(listed, presiding=presiding(matter)), SECRETARY)
    another = replace(presiding(matter), person_id=DEPUTIES[1])
    assert findings(matter.lacks(withdraws(matter, DEPUTY, presiding(matter)), SECRETARY)) == {
        "CD-30-PRESIDES": "takes_no_part"
    }
    matter.do(withdraws(matter, DEPUTY, another), SECRETARY)
    matter.do(view(matter, DEPUTIES[1]), SECRETARY)
    matter.do(in_writing(matter, on_record(matter)), MAYOR)
    assert matter.row(HERE).status is StageStatus.PASSED


def test_art_30_a_recusal_does_not_change_who_presides_without_need(house: World):
    matter = placed(house)
    matter.do(attendance(matter, PRESENT, PRESENT), SECRETARY)
    refused = matter.lacks(withdraws(matter, DEPUTIES[1], presiding(matter)), SECRETARY)
    assert findings(refused) == {"CD-30-PRESIDES-ANEW": "stands"}
    assert matter.do(withdraws(matter, DEPUTIES[1]), SECRETARY).seq


def test_art_30_an_absent_head_who_withdraws_does_not_decide_in_writing(house: World):
    matter = without_the_head(house, View.AGREE, View.AGREE)
    record = on_record(matter)
    matter.do(withdraws(matter, CHAIR), SECRETARY)
    assert findings(matter.lacks(in_writing(matter, record), MAYOR))["CD-30-WRITING"] == "no_mandate"
