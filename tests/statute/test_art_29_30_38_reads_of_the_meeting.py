"""Art. 29, 30, 38: which matters are ripe for which day, the pack from the file, dissent certified."""

from decision_flow.collective_discussion.candidates import Candidate, for_the_agenda
from decision_flow.collective_discussion.dissent import certificates
from decision_flow.terms import ChangeClass, Outcome, Role, Stage, View
from tests.failure_modes.test_d_meeting import DISSENT, dissented, minuted
from tests.statute.matters import DAY, Matter, a_matter
from tests.statute.test_art_29_to_37_meeting_and_issue import DEPUTIES, before_the_meeting
from tests.world import World


def candidates(matter: Matter, held_on, actor=None) -> dict[str, Candidate]:
    """What the secretary sees for a meeting on that day, by decision."""
    reader = actor or matter.actor(Role.MEETING_SECRETARY)
    with matter.installation.store.reading() as session:
        found, cursor = for_the_agenda(
            session, matter.organ_id, held_on, matter.today, reader, matter.installation.engine.law_of
        )
    assert cursor is None
    return {one.decision_id: one for one in found}


def lacks(matter: Matter, held_on) -> dict[str, str]:
    """What keeps the matter off the agenda of that day."""
    return {finding.rule: finding.code for finding in candidates(matter, held_on)[matter.id].lacks}


def test_art_26_2_a_reviewed_matter_is_ripe_from_the_first_lawful_day_on(house: World):
    matter = before_the_meeting(house)
    assert lacks(matter, matter.agenda_day - DAY) == {"CD-26-AGENDA": "too_early"}
    (finding,) = candidates(matter, matter.agenda_day - DAY)[matter.id].lacks
    assert finding.earliest == matter.agenda_day and Role.LEGALITY_REVIEWER in finding.cure_by
    assert lacks(matter, matter.agenda_day) == {}
    assert matter.do(matter.agenda(matter.agenda_day), Role.MEETING_SECRETARY).seq


def test_art_25_2_others_are_named_with_what_they_lack(house: World):
    early = a_matter(house)
    assert lacks(early, early.agenda_day) == {
        "DEC-27-ACTS": "not_open",
        "CD-25-REVIEWED": "not_passed",
        "LR-25-DIGEST": "other_draft",
        "CD-26-AGENDA": "not_submitted",
    }
    changed = before_the_meeting(house).changed(ChangeClass.EDITORIAL)
    assert lacks(changed, changed.agenda_day)["DEC-28-CONFIRMED"] == "unconfirmed"


def test_art_30_a_matter_that_was_decided_is_no_candidate_and_a_deferred_one_is(house: World):
    adopted = before_the_meeting(house).met().decided()
    assert adopted.id not in candidates(adopted, adopted.today)
    deferred = before_the_meeting(house).met().decided(Outcome.DEFERRED)
    assert lacks(deferred, deferred.today + DAY) == {}


def test_a_stranger_sees_no_candidates(house: World):
    matter, other = before_the_meeting(house), before_the_meeting(house)
    assert candidates(matter, matter.agenda_day, other.actor(Role.MEETING_SECRETARY)) == {}


def test_art_29_the_pack_is_built_from_what_was_carried_out(house: World):
    """The fair competition review belongs to what touches the market; the risk report is the one on file."""
    matter = before_the_meeting(house)
    pack = {paper.kind: paper.document_sha256 for paper in candidates(matter, matter.agenda_day)[matter.id].pack}
    assert set(pack) == {
        "draft",
        "public_opinion_adoption",
        "expert_opinion_adoption",
        "risk_report",
        "legality_opinion",
    }
    assert pack["draft"] == matter.draft and pack["risk_report"] is not None
    assert pack["legality_opinion"] is None
    spared = a_matter(house, may_harm=False)
    spared.determined(Stage.RISK_ASSESSMENT)
    spared.early_passed().reviewed()
    assert "risk_report" not in {paper.kind for paper in candidates(spared, spared.agenda_day)[spared.id].pack}


def certified(matter: Matter, person: str):
    """The certificates of a member."""
    with matter.installation.store.reading() as session:
        return certificates(session, matter.id, person, matter.actor(Role.AUDITOR))


def test_art_38_2_dissent_is_certified_with_its_entries_and_the_head_of_the_chain(house: World):
    matter, record = dissented(house)
    (one,) = certified(matter, DEPUTIES[2])
    assert (one.view, one.words, one.outcome) == (View.DISAGREE, "示例发言", Outcome.ADOPTED)
    assert (one.record_sha256, one.draft_sha256, one.is_confirmed) == (record, matter.draft, False)
    assert [entry.command for entry in one.entries] == ["RecordView", "DecideAtMeeting", "FileMeetingRecord"]
    assert (one.length, one.head) == matter.stands_at(matter.id)
    assert certified(matter, DEPUTIES[0]) == ()


def test_art_38_2_the_certificate_outlives_the_minutes_and_says_who_signed(house: World):
    matter, _ = minuted(house, views=DISSENT)
    (one,) = certified(matter, DEPUTIES[2])
    assert one.entries[-1].command == "SignMeetingRecord"
    assert all(entry.seq <= one.length for entry in one.entries)
