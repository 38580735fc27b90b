"""Art. 30(3), 38(2): record and minutes compared, and what a certificate of dissent is made of."""

from datetime import date
from types import SimpleNamespace

import orjson
import pytest

from decision_flow.collective_discussion import papers
from decision_flow.collective_discussion.dissent import CitedEntry, proving
from decision_flow.collective_discussion.facts import MeetingFacts, MinutesFacts
from decision_flow.collective_discussion.papers import Difference, differences, unexplained
from decision_flow.terms import Outcome, View
from tests.casefiles import DRAFT
from tests.late_stages import FORUM, JISHOU, MEETING_DAY, a_member, an_act, decided, in_discussion, members

AGREE, DISAGREE, RESERVE = View.AGREE, View.DISAGREE, View.RESERVE


def minutes(**given: object) -> MinutesFacts:
    """Minutes that say what the record says."""
    base: dict[str, object] = {
        "number": 1,
        "minutes_sha256": "9" * 64,
        "forum": FORUM,
        "held_on": MEETING_DAY,
        "draft_sha256": DRAFT,
        "views": {"m2": DISAGREE},
        "outcome": Outcome.ADOPTED_IN_PRINCIPLE,
        "ordered_amendments": ("一",),
    }
    return MinutesFacts(**(base | given))  # type: ignore[arg-type]


def meeting(drafted: MinutesFacts | None = None) -> MeetingFacts:
    """Adopted in principle with one amendment, one member against."""
    return decided(
        Outcome.ADOPTED_IN_PRINCIPLE,
        draft_sha256=DRAFT,
        members=members(AGREE, DISAGREE),
        ordered_amendments=("一",),
        minutes=drafted,
    )


def test_minutes_that_say_what_the_record_says_do_not_differ():
    assert differences(meeting(), minutes()) == ()
    assert differences(meeting(), minutes(views={"m1": AGREE, "m2": DISAGREE, "head": AGREE})) == ()


@pytest.mark.parametrize(
    ("stated", "differs"),
    [
        ({"forum": "政府全体会议"}, Difference("forum", "forum", FORUM, "政府全体会议")),
        ({"held_on": date(2026, 3, 13)}, Difference("held_on", "held_on", "2026-03-12", "2026-03-13")),
        ({"draft_sha256": "0" * 64}, Difference("draft_sha256", "draft_sha256", DRAFT, "0" * 64)),
        ({"outcome": Outcome.ADOPTED}, Difference("outcome", "outcome", "adopted_in_principle", "adopted")),
        ({"views": {}}, Difference("view:m2", "m2", "disagree", "")),
        ({"views": {"m2": AGREE}}, Difference("view:m2", "m2", "disagree", "agree")),
        ({"views": {"m2": DISAGREE, "x": AGREE}}, Difference("view:x", "x", "", "agree")),
        ({"ordered_amendments": ()}, Difference("amendment:1", "一", "一", "")),
        ({"ordered_amendments": ("一", "二")}, Difference("minutes_amendment:2", "二", "", "二")),
    ],
)
def test_each_place_in_which_they_differ_is_reported_until_it_is_explained(stated, differs):
    assert differences(meeting(), minutes(**stated)) == (differs,)
    assert unexplained(meeting(minutes(**stated))) == (differs,)
    assert unexplained(meeting(minutes(**stated, explanations={differs.place: "示例"}))) == ()


def test_without_minutes_nothing_is_unexplained():
    assert unexplained(meeting()) == ()


def an_entry(seq: int, command: str, at: str, actor: str = "s", **arguments: str) -> SimpleNamespace:
    """An entry as stored."""
    body = orjson.dumps({"arguments": arguments})
    return SimpleNamespace(seq=seq, command=command, occurred_at=at, recorded_at=at, actor_id=actor, body=body)


def test_a_certificate_cites_the_entries_of_this_view_and_of_no_other():
    said = SimpleNamespace(person_id="m", spoken_at="t2", decided_at="t5", record_sha256="r")
    entries = [
        an_entry(1, "RecordView", "t1", person_id="other"),
        an_entry(2, "RecordView", "t2", person_id="m"),
        an_entry(3, "RecordView", "t3", person_id="m"),
        an_entry(4, "DecideAtMeeting", "t4"),
        an_entry(5, "DecideAtMeeting", "t5"),
        an_entry(6, "FileMeetingRecord", "t6", record_sha256="former"),
        an_entry(7, "FileMeetingRecord", "t7", record_sha256="r"),
        an_entry(8, "ConfirmDissent", "t8", actor="m", record_sha256="r"),
        an_entry(9, "ConfirmDissent", "t9", actor="other", record_sha256="r"),
        an_entry(10, "NoteUnconfirmedDissent", "t10", person_id="other", record_sha256="r"),
        an_entry(11, "SignMeetingRecord", "t11", record_sha256="r"),
    ]
    assert proving(entries, said) == (
        CitedEntry(2, "RecordView", "t2"),
        CitedEntry(5, "DecideAtMeeting", "t5"),
        CitedEntry(7, "FileMeetingRecord", "t7"),
        CitedEntry(8, "ConfirmDissent", "t8"),
        CitedEntry(11, "SignMeetingRecord", "t11"),
    )


def test_art_30_3_minutes_are_drafted_from_the_record_that_the_chair_signed_until_they_are_issued():
    ask = papers.minutes_are_drawn_from_the_signed_record
    given = (None, decided(record_signed=False), decided(), meeting(minutes()), meeting(minutes(is_issued=True)))
    codes = [ask(an_act(), in_discussion(one), JISHOU, MEETING_DAY).code for one in given]
    assert codes == ["no_record", "no_record", "", "", "issued"]


def test_art_30_3_the_recorder_notes_the_silence_of_one_who_dissented_and_has_not_answered():
    def ask(held: MeetingFacts, person: str = "m2", sha256: str = "c" * 64) -> str:
        noted = an_act(person_id=person, record_sha256=sha256)
        return str(papers.recorder_notes_a_silent_dissenter(noted, in_discussion(held), JISHOU, MEETING_DAY).code)

    answered = (*members(AGREE), a_member("m2", DISAGREE, words_answered=True))
    assert ask(meeting()) == ""
    assert ask(decided(record_sha256=None)) == "not_filed"
    assert ask(meeting(), sha256="0" * 64) == "other_record"
    assert ask(meeting(), person="m1") == "no_dissent"
    assert ask(decided(members=answered)) == "answered"
