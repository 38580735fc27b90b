"""Art. 14–18: what each act of public participation asks before it is done, and what it writes."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

import decision_flow.public_participation.handlers  # noqa: F401
from decision_flow.command import REGISTRY, Event, Insert, Update
from decision_flow.procedure.rules import Status
from decision_flow.public_participation import act_rules as rules
from decision_flow.public_participation import commands as asked
from decision_flow.public_participation import hearing_commands, hearing_rules
from decision_flow.public_participation.facts import NOTICE as IN_THE_NOTICE
from decision_flow.public_participation.facts import Break, NamedComment, notice_sha256
from decision_flow.terms import AnsweredAs, CommentSource, Disposition, HeardKind, ParticipationForm, Role
from tests.casefiles import DECISION, DRAFT
from tests.public_participation.builders import (
    CLOSES,
    DAY,
    FORMER,
    NOTICE,
    OPENS,
    a_hearing,
    a_notice,
    act,
    heard,
    law_of,
    law_with,
    said,
)

LACKING, SATISFIED, NOT_APPLICABLE = Status.LACKING, Status.SATISFIED, Status.NOT_APPLICABLE
AFTER = CLOSES + DAY
PREPARED = asked.PrepareCommentNotice(
    decision_id=DECISION,
    draft_sha256=DRAFT,
    explanation_sha256="e" * 64,
    opens_on=OPENS,
    closes_on=CLOSES,
    shortening_reason=None,
    how_to_comment="示例：网上、来信、来访",
    text="示例：公告",
)
SIGNED = asked.SignCommentNotice(decision_id=DECISION, notice_id=NOTICE, notice_sha256="n" * 64)
PUBLISHED = asked.RecordNoticePublished(
    decision_id=DECISION,
    notice_id=NOTICE,
    channel="website",
    address="https://example.invalid/1",
    snapshot_sha256="a" * 64,
    published_at=datetime(2026, 3, 2, 3, tzinfo=UTC),
)
CLOSED = asked.CloseCommentPeriod(decision_id=DECISION, notice_id=NOTICE)
COMMENT = asked.SubmitComment(decision_id=DECISION, notice_id=NOTICE, text="示例：意见", channel="online")
SEMINAR = asked.RecordParticipation(
    decision_id=DECISION,
    form=ParticipationForm.SEMINAR,
    held_on=OPENS,
    heard=(asked.Heard(name="示例社区", kind=HeardKind.CITIZEN),),
    summary="示例",
    record_sha256="a" * 64,
)
ANNOUNCED = hearing_commands.AnnounceHearing(
    decision_id=DECISION,
    held_on=CLOSES,
    place="示例会议室",
    selection_method="示例：报名抽签",
    sides=("示例一方", "示例另一方"),
    materials=(DRAFT,),
    address="https://example.invalid/2",
    snapshot_sha256="a" * 64,
    published_at=datetime(2026, 3, 2, 3, tzinfo=UTC),
)
RECORD = hearing_commands.RecordHearing(
    decision_id=DECISION,
    hearing_id="h",
    chaired_by="示例主持人",
    record_sha256="a" * 64,
    paper_original=hearing_commands.PaperOriginal(
        scan_sha256="a" * 64, pages=1, kept_at="示例", compared_by="示例", signed_on=CLOSES
    ),
    participants=(
        hearing_commands.HearingAttendance(name="示例甲", side="示例一方", signed=True),
        hearing_commands.HearingAttendance(name="示例乙", side="示例另一方", signed=False, refusal="示例：中途离场"),
    ),
)


def answer(rule, command, case, on=OPENS, law=None, **by):
    """What an act rule says."""
    return said(rule(act(command, on, **by), case, law or law_of(), on))


def changes(command, case, on=OPENS, **by):
    """What an act writes."""
    return list(REGISTRY[type(command)].handle(act(command, on, **by), case))


# The notice


def test_art_15_the_digest_of_the_notice_covers_the_reason_and_everything_the_public_is_told():
    told = {field.name for field in fields(PREPARED)} - {"decision_id", "occurred_at", "late_reason"}
    assert set(IN_THE_NOTICE) == told
    with_reason = replace(PREPARED, shortening_reason="示例：事后补写")
    assert PREPARED.notice_sha256 != with_reason.notice_sha256
    assert PREPARED.notice_sha256 == notice_sha256(replace(PREPARED, decision_id=NOTICE))


def test_art_15_the_digest_can_be_computed_again_from_the_stored_row():
    (notice,) = changes(PREPARED, heard())
    assert isinstance(notice, Insert) and notice.row["round"] == 1
    row = type("Row", (), {**notice.row, "opens_on": "2026-03-02", "closes_on": "2026-04-01"})
    assert notice_sha256(row) == notice.row["notice_sha256"] == PREPARED.notice_sha256


def test_art_15_a_short_notice_without_its_reason_is_not_prepared():
    short = replace(PREPARED, closes_on=OPENS + 20 * DAY)
    check = rules.short_period_has_its_reason_in_the_notice
    assert answer(check, PREPARED, heard()) == (SATISFIED, "")
    assert answer(check, replace(PREPARED, closes_on=CLOSES - DAY), heard()) == (LACKING, "short")
    reasoned = replace(short, shortening_reason="示例：防汛紧急")
    assert answer(check, reasoned, heard()) == (LACKING, "no_approver")
    assert answer(check, replace(reasoned, shortening_approved_by="示例"), heard()) == (SATISFIED, "shortened")
    assert answer(check, reasoned, heard(), law=law_with(comment_days_shortened_min=21)) == (LACKING, "below_least")
    assert answer(check, replace(reasoned, closes_on=OPENS), heard()) == (LACKING, "no_days")


def test_art_15_a_notice_does_not_end_on_a_day_of_rest():
    command = replace(PREPARED, opens_on=date(2026, 3, 6), closes_on=date(2026, 4, 5))
    check = rules.short_period_has_its_reason_in_the_notice
    assert answer(check, command, heard()) == (LACKING, "rest_day")
    assert answer(check, replace(command, closes_on=date(2026, 4, 7)), heard()) == (SATISFIED, "")


def test_art_15_a_notice_completes_a_running_one_or_one_that_was_broken_off():
    first = a_notice(id=FORMER, closes_on=OPENS + 20 * DAY)
    more = replace(PREPARED, continues_notice_id=FORMER, opens_on=first.closes_on)
    check = rules.completed_notice_is_a_published_one
    assert answer(check, more, heard(first), first.closes_on) == (SATISFIED, "missing_days")
    afresh = replace(more, opens_on=first.closes_on + DAY)
    assert answer(check, afresh, heard(first), first.closes_on) == (SATISFIED, "afresh")
    assert answer(check, more, heard(replace(first, channels={})), OPENS) == (LACKING, "not_published")
    assert answer(check, more, heard(first, round=2), OPENS) == (LACKING, "not_published")
    assert answer(check, PREPARED, heard(), OPENS) == (NOT_APPLICABLE, "first")
    counted = rules.short_period_has_its_reason_in_the_notice
    assert answer(counted, more, heard(first), OPENS) == (SATISFIED, "")
    assert answer(counted, afresh, heard(first), OPENS) == (LACKING, "short")


def test_art_15_the_explanation_is_that_of_the_present_draft():
    check = rules.notice_names_the_current_explanation
    assert answer(check, PREPARED, heard()) == (SATISFIED, "")
    assert answer(check, replace(PREPARED, explanation_sha256="f" * 64), heard()) == (LACKING, "other_explanation")


def test_art_14_what_is_lawfully_unpublished_is_not_put_to_the_public():
    assert answer(rules.matter_is_public, PREPARED, heard(lawfully_unpublished=True)) == (LACKING, "unpublished")
    assert answer(rules.matter_is_public, PREPARED, heard()) == (SATISFIED, "")


def test_art_15_the_head_signs_the_notice_as_it_was_prepared():
    check, fresh = rules.head_signs_the_prepared_notice, a_notice(signed=False, channels={})
    assert answer(check, SIGNED, heard(fresh)) == (SATISFIED, "")
    assert answer(check, SIGNED, heard()) == (LACKING, "other_notice")
    assert answer(check, replace(SIGNED, notice_sha256="m" * 64), heard(fresh)) == (LACKING, "other_notice")
    assert answer(check, SIGNED, heard(a_notice())) == (LACKING, "signed")
    assert answer(check, SIGNED, heard(replace(fresh, draft_sha256="c" * 64))) == (LACKING, "other_draft")
    assert answer(check, SIGNED, heard(fresh, round=2)) == (LACKING, "other_draft")


def test_art_39_who_prepared_the_notice_does_not_sign_it():
    check, fresh = rules.notice_is_signed_by_another_person, a_notice(signed=False, channels={})
    assert answer(check, SIGNED, heard(fresh), actor_id="drafter") == (LACKING, "same_person")
    assert answer(check, SIGNED, heard(fresh), actor_id="head") == (SATISFIED, "")


def test_art_15_the_signed_notice_is_handed_to_the_flow():
    signed, moved = changes(SIGNED, heard(a_notice(signed=False, channels={})), role=Role.UNDERTAKING_HEAD)
    assert isinstance(signed, Update) and signed.where == {"id": NOTICE} and signed.set["signed_at"]
    assert moved == Event("StageMoved", {"stage": "public_participation", "round": 1})


def test_art_15_a_channel_is_recorded_once_and_only_for_a_signed_notice():
    check = rules.signed_notice_is_published_once_a_channel
    assert answer(check, PUBLISHED, heard(a_notice(channels={}))) == (SATISFIED, "")
    assert answer(check, PUBLISHED, heard(a_notice())) == (LACKING, "recorded")
    assert answer(check, PUBLISHED, heard(a_notice(signed=False, channels={}))) == (LACKING, "not_signed")
    assert answer(check, PUBLISHED, heard(a_notice(channels={}), round=2)) == (LACKING, "not_signed")


def test_art_15_what_is_published_was_signed_before():
    check = rules.signed_notice_is_published_once_a_channel
    for signed_on, expected in ((OPENS, (SATISFIED, "")), (OPENS + DAY, (LACKING, "before_signature"))):
        assert answer(check, PUBLISHED, heard(a_notice(channels={}, signed_on=signed_on))) == expected


def test_art_39_a_publication_is_not_recorded_before_it_has_happened():
    check = rules.publication_has_happened
    assert answer(check, PUBLISHED, heard()) == (SATISFIED, "")
    ahead = replace(PUBLISHED, published_at=datetime(2026, 3, 2, 5, tzinfo=UTC))
    assert answer(check, ahead, heard()) == (LACKING, "ahead")


def test_art_15_publication_sets_the_day_on_which_the_period_is_closed():
    _, due = changes(PUBLISHED, heard(a_notice(channels={})))
    assert due == Update("decision", {}, {"next_due_on": AFTER})
    _, due = changes(replace(PUBLISHED, channel="newspaper"), heard(a_notice(closed=True)), AFTER)
    assert due == Update("decision", {}, {"next_due_on": None})


def test_art_15_the_period_is_not_closed_on_its_last_day_but_on_the_day_after():
    check = rules.last_day_has_ended
    assert answer(check, CLOSED, heard(a_notice()), CLOSES, role=Role.SYSTEM) == (LACKING, "running")
    assert answer(check, CLOSED, heard(a_notice()), AFTER, role=Role.SYSTEM) == (SATISFIED, "")
    assert answer(check, CLOSED, heard(a_notice(closed=True)), AFTER) == (LACKING, "nothing_to_close")
    assert answer(check, CLOSED, heard(a_notice(channels={})), AFTER) == (LACKING, "nothing_to_close")


def test_art_15_closing_clears_the_date_and_keeps_that_of_another_running_notice():
    closed, due, moved = changes(CLOSED, heard(a_notice()), AFTER, role=Role.SYSTEM)
    assert closed.set.keys() == {"closed_at"} and due.set == {"next_due_on": None} and isinstance(moved, Event)
    former = a_notice(closes_on=OPENS + 20 * DAY)
    more = a_notice(id=FORMER, continues=NOTICE)
    _, due, _ = changes(CLOSED, heard(former, more), AFTER, role=Role.SYSTEM)
    assert due.set == {"next_due_on": AFTER}
    assert not [one for one in changes(CLOSED, heard(a_notice(), round=2), AFTER) if isinstance(one, Event)]


# Comments and their answers


def test_art_15_an_opinion_of_the_last_day_is_in_time_and_of_the_day_after_is_late_and_kept():
    check, case = rules.comment_is_on_a_published_notice, heard(a_notice())
    for on, code, late in ((CLOSES, "", False), (AFTER, "late", True)):
        assert answer(check, COMMENT, case, on, role=Role.CITIZEN) == (SATISFIED, code)
        (comment,) = changes(COMMENT, case, on, role=Role.CITIZEN)
        assert (comment.row["late"], comment.row["round"]) == (late, 1)


def test_art_15_an_opinion_on_the_former_notice_is_in_time_while_a_later_one_runs():
    case = heard(a_notice(closes_on=OPENS + 20 * DAY), a_notice(id=FORMER, continues=NOTICE))
    (comment,) = changes(COMMENT, case, CLOSES, role=Role.CITIZEN)
    assert not comment.row["late"]


def test_art_18_an_opinion_on_the_notice_of_a_former_round_is_kept_with_that_round():
    (comment,) = changes(COMMENT, heard(a_notice(), round=2), role=Role.CITIZEN)
    assert (comment.row["late"], comment.row["round"]) == (True, 1)


def test_art_15_no_opinion_is_given_on_what_was_not_published():
    check = rules.comment_is_on_a_published_notice
    assert answer(check, COMMENT, heard(), role=Role.CITIZEN) == (LACKING, "no_notice")
    assert answer(check, COMMENT, heard(a_notice(channels={}))) == (LACKING, "no_notice")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (None, (SATISFIED, "")),
        ("张**", (SATISFIED, "")),
        ("欧阳*", (SATISFIED, "")),
        ("张三", (LACKING, "not_masked")),
        ("示例某某", (LACKING, "not_masked")),
        ("张**\n", (LACKING, "not_masked")),
    ],
)
def test_a_commenter_s_name_enters_the_record_only_masked(name, expected):
    assert answer(rules.name_is_masked, replace(COMMENT, masked_name=name), heard()) == expected


ANSWER = asked.DisposeOpinions(
    decision_id=DECISION, comment_ids=("c", "d"), disposition=Disposition.NOT_ADOPTED, reason="示例 理由。"
)


def named(case, **given):
    """The case with the opinions that an act names."""
    return replace(case, named_comments=given)


def test_art_18_an_answer_is_changed_only_while_its_round_stands_open():
    check, case, new = rules.answer_is_changed_in_its_round, heard(a_notice()), NamedComment(1, False, False)
    given = replace(new, answered=True)
    assert answer(check, ANSWER, named(case, c=new, d=new)) == (SATISFIED, "")
    assert answer(check, ANSWER, named(case, c=given, d=new)) == (SATISFIED, "")
    assert answer(check, ANSWER, named(heard(a_notice(), round=2), c=given, d=new)) == (LACKING, "closed")
    assert answer(check, ANSWER, named(heard(a_notice(), round=2), c=new, d=new)) == (SATISFIED, "")


def test_art_18_an_answer_names_opinions_on_this_matter_each_once():
    check, case, new = rules.named_opinions_are_of_this_matter, heard(a_notice()), NamedComment(1, False, False)
    assert answer(check, ANSWER, named(case, c=new, d=new)) == (SATISFIED, "")
    assert answer(check, ANSWER, named(case, c=new)) == (LACKING, "unknown")
    assert answer(check, replace(ANSWER, comment_ids=("c", "c")), named(case, c=new)) == (LACKING, "twice")


def test_art_18_one_answer_stands_for_each_opinion_of_its_list_and_takes_the_place_of_a_former_one():
    case = named(heard(a_notice()), c=NamedComment(1, False, False), d=NamedComment(1, True, True))
    said_once, first, second = changes(ANSWER, case)
    assert said_once.table == "opinion_disposition" and said_once.row["comments"] == 2
    assert first.row["comment_id"] == "c" and first.row["late"] is False
    assert second == Update("disposed_comment", {"comment_id": "d"}, {"disposition_id": said_once.row["id"]})


def test_art_18_what_is_unrelated_or_abusive_is_answered_as_such_and_never_adopted():
    check = rules.answered_as_such_is_not_adopted
    assert answer(check, replace(ANSWER, answered_as=AnsweredAs.ABUSIVE), heard()) == (SATISFIED, "")
    adopted = replace(ANSWER, answered_as=AnsweredAs.OUT_OF_SCOPE, disposition=Disposition.ADOPTED)
    assert answer(check, adopted, heard()) == (LACKING, "adopted")
    assert answer(check, replace(adopted, answered_as=None), heard()) == (SATISFIED, "")


def test_art_18_a_typed_opinion_is_in_time_by_the_day_on_which_it_was_given():
    typed = asked.TranscribeComment(
        decision_id=DECISION,
        notice_id=NOTICE,
        text="示例：来电意见",
        source=CommentSource.TELEPHONE,
        given_on=CLOSES,
        paper_sha256="a" * 64,
    )
    (comment,) = changes(typed, heard(a_notice()), AFTER)
    assert (comment.row["late"], comment.row["channel"], comment.row["given_on"]) == (False, "telephone", CLOSES)
    (comment,) = changes(replace(typed, given_on=AFTER), heard(a_notice()), AFTER)
    assert comment.row["late"]
    check = rules.transcribed_comment_was_given_on_the_notice
    assert answer(check, typed, heard(a_notice()), AFTER) == (SATISFIED, "")
    assert answer(check, replace(typed, given_on=OPENS - DAY), heard(a_notice())) == (LACKING, "before_notice")
    assert answer(rules.day_has_come, typed, heard(a_notice()), OPENS) == (LACKING, "ahead")


# Other forms, hearings, feedback


def test_art_14_2_a_lawful_form_is_recorded_with_those_who_were_heard():
    check = rules.form_and_those_heard_are_named
    assert answer(check, SEMINAR, heard()) == (SATISFIED, "")
    assert answer(check, replace(SEMINAR, heard=()), heard()) == (LACKING, "nobody_named")
    assert answer(check, replace(SEMINAR, form=ParticipationForm.HEARING), heard()) == (LACKING, "own_act")
    assert answer(check, SEMINAR, heard(), law=law_with(forms=("survey",))) == (LACKING, "unknown_form")


def test_art_39_a_seminar_is_recorded_on_its_day_and_not_on_the_day_before():
    assert answer(rules.day_has_come, SEMINAR, heard(), OPENS - DAY) == (LACKING, "ahead")
    assert answer(rules.day_has_come, SEMINAR, heard(), OPENS) == (SATISFIED, "")


def test_art_16_a_hearing_is_announced_before_its_day_and_one_at_a_time():
    check = hearing_rules.hearing_is_announced_beforehand
    assert answer(check, ANNOUNCED, heard(), CLOSES - DAY) == (SATISFIED, "")
    assert answer(check, ANNOUNCED, heard(), CLOSES) == (LACKING, "not_beforehand")
    assert answer(check, ANNOUNCED, heard(hearing=a_hearing(recorded=False))) == (LACKING, "another")
    assert answer(check, ANNOUNCED, heard(hearing=a_hearing())) == (SATISFIED, "")


def test_art_16_an_act_on_a_hearing_is_on_the_one_that_was_announced():
    check = hearing_rules.hearing_is_the_present_one
    assert answer(check, RECORD, heard(hearing=a_hearing())) == (SATISFIED, "")
    assert answer(check, RECORD, heard()) == (LACKING, "not_announced")
    assert answer(check, RECORD, heard(hearing=a_hearing(id="other"))) == (LACKING, "not_announced")


def test_art_17_a_hearing_is_recorded_once():
    check = hearing_rules.hearing_has_no_record_yet
    assert answer(check, RECORD, heard(hearing=a_hearing(recorded=False))) == (SATISFIED, "")
    assert answer(check, RECORD, heard(hearing=a_hearing())) == (LACKING, "recorded")


def test_art_17_every_participant_signs_the_record_or_it_says_why_not():
    check, case = hearing_rules.participants_signed_the_record, heard(hearing=a_hearing(recorded=False))
    assert answer(check, RECORD, case, CLOSES - DAY) == (LACKING, "not_held_yet")
    assert answer(check, RECORD, case, CLOSES) == (SATISFIED, "")
    assert answer(check, replace(RECORD, participants=()), case, CLOSES) == (LACKING, "nobody")
    unsigned = replace(RECORD, participants=(replace(RECORD.participants[1], refusal=None),))
    assert answer(check, unsigned, case, CLOSES) == (LACKING, "unsigned")


def test_art_16_materials_are_recorded_participant_by_participant():
    command = hearing_commands.RecordMaterialsDelivered(
        decision_id=DECISION,
        hearing_id="h",
        delivered_on=OPENS,
        participants=("示例甲", "示例乙"),
        receipt_sha256="a" * 64,
    )
    rows = changes(command, heard(hearing=a_hearing(recorded=False)))
    assert [row.row["participant"] for row in rows] == ["示例甲", "示例乙"]
    assert len({row.row["id"] for row in rows}) == 2


def test_plan_28_feedback_waits_for_the_last_day_and_for_every_answer():
    command = asked.PublishFeedback(
        decision_id=DECISION,
        address="https://example.invalid/3",
        snapshot_sha256="a" * 64,
        published_at=datetime(2026, 4, 2, 3, tzinfo=UTC),
    )
    check = rules.feedback_covers_every_opinion
    assert answer(check, command, heard(a_notice()), CLOSES) == (LACKING, "running")
    assert answer(check, command, heard(a_notice()), AFTER) == (SATISFIED, "")
    assert answer(check, command, heard(a_notice(), in_time=1, unanswered=1), AFTER) == (LACKING, "unanswered")
    assert answer(check, command, heard(), OPENS) == (SATISFIED, "")


def test_plan_86_no_machine_signs_answers_an_opinion_or_publishes_feedback():
    signing = (
        asked.SignCommentNotice,
        asked.DeclineOpenComment,
        asked.DisposeOpinions,
        hearing_commands.AnnounceHearing,
        hearing_commands.CallOffHearing,
        hearing_commands.RecordHearing,
        asked.PublishFeedback,
        asked.SignOffPublicParticipation,
    )
    assert not [one.__name__ for one in signing if Role.SYSTEM in REGISTRY[one].by]


# Breaks, explanations, groups, and that nothing came


BROKEN = asked.RecordNoticeInterrupted(
    decision_id=DECISION,
    notice_id=NOTICE,
    channel="website",
    broken_off_at=datetime(2026, 3, 3, 1, tzinfo=UTC),
    restored_at=datetime(2026, 3, 3, 5, tzinfo=UTC),
    reason="示例",
    evidence_sha256="a" * 64,
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, (SATISFIED, "")),
        ({"restored_at": None}, (SATISFIED, "")),
        ({"channel": "newspaper"}, (LACKING, "not_published")),
        ({"broken_off_at": datetime(2026, 3, 1, 1, tzinfo=UTC)}, (LACKING, "before_publication")),
        ({"restored_at": datetime(2026, 3, 3, 1, tzinfo=UTC)}, (LACKING, "ends_before_it_begins")),
        ({"restored_at": datetime(2026, 3, 5, tzinfo=UTC)}, (LACKING, "ahead")),
    ],
)
def test_art_15_a_break_lies_within_the_publication_and_ends_after_it_began(change, expected):
    check = rules.break_lies_within_the_publication
    assert answer(check, replace(BROKEN, **change), heard(a_notice()), OPENS + 2 * DAY) == expected


def test_art_15_an_open_break_is_recorded_once_and_ended_once():
    still = Break("b", "website", BROKEN.broken_off_at, None)
    case = heard(a_notice(breaks=(still,)))
    check, on = rules.break_lies_within_the_publication, OPENS + 2 * DAY
    assert answer(check, BROKEN, case, on) == (LACKING, "recorded")
    back = asked.RecordNoticeRestored(
        decision_id=DECISION, interruption_id="b", restored_at=datetime(2026, 3, 3, 5, tzinfo=UTC)
    )
    check = rules.break_is_an_open_one
    assert answer(check, back, case, on) == (SATISFIED, "")
    assert answer(check, replace(back, interruption_id="other"), case, on) == (LACKING, "not_broken")
    assert answer(check, replace(back, restored_at=BROKEN.broken_off_at), case, on) == (
        LACKING,
        "ends_before_it_begins",
    )
    assert answer(check, replace(back, restored_at=datetime(2026, 3, 9, tzinfo=UTC)), case, on) == (LACKING, "ahead")
    over = heard(a_notice(breaks=(replace(still, until=back.restored_at),)))
    assert answer(check, back, over, on) == (LACKING, "not_broken")


def test_art_15_2_explanations_are_published_while_the_period_runs_and_may_be_afterwards():
    command = asked.PublishExplanation(
        decision_id=DECISION,
        notice_id=NOTICE,
        explained_by="示例专家",
        text="示例",
        address="https://example.invalid/4",
        snapshot_sha256="a" * 64,
        published_at=datetime(2026, 3, 2, 3, tzinfo=UTC),
    )
    check = rules.explanation_is_beside_a_published_notice
    assert answer(check, command, heard(a_notice())) == (SATISFIED, "")
    assert answer(check, command, heard(a_notice()), AFTER) == (SATISFIED, "afterwards")
    assert answer(check, command, heard()) == (LACKING, "no_notice")


def test_art_14_3_a_group_is_represented_by_name_and_organisation():
    def consulted(*those):
        return asked.ConsultGroup(
            decision_id=DECISION,
            specific_group="示例群体",
            held_on=OPENS,
            representatives=those,
            summary="示例",
            record_sha256="a" * 64,
        )

    check, one = rules.group_is_represented_by_name, asked.GroupRepresentative
    mass = one(name="示例甲", kind=HeardKind.MASS_ORGANISATION, organisation="示例团体")
    social = one(name="示例乙", kind=HeardKind.SOCIAL_ORGANISATION, organisation="示例组织")
    people = one(name="示例丙", kind=HeardKind.MASSES_REPRESENTATIVE, organisation=None)
    organ = one(name="示例丁", kind=HeardKind.STATE_ORGAN, organisation="示例局")
    assert answer(check, consulted(mass, social, people), heard()) == (SATISFIED, "")
    assert answer(check, consulted(people), heard()) == (SATISFIED, "one_sided")
    assert answer(check, consulted(organ), heard()) == (LACKING, "nobody")
    assert answer(check, consulted(people, replace(mass, organisation=None)), heard()) == (LACKING, "no_organisation")


def test_art_18_that_nothing_came_is_stated_after_the_close_with_the_proof_of_every_channel():
    proof = asked.ChannelProof(channel="website", evidence_sha256="a" * 64)
    command = asked.StateNoneReceived(decision_id=DECISION, notice_id=NOTICE, statement="示例", channels=(proof,))
    check, both = rules.no_opinion_came_on_any_channel, a_notice(channels={"website": OPENS, "newspaper": OPENS})
    assert answer(check, command, heard(a_notice()), AFTER) == (SATISFIED, "")
    assert answer(check, command, heard(a_notice()), CLOSES) == (LACKING, "running")
    assert answer(check, command, heard(a_notice(), in_time=1), AFTER) == (LACKING, "received")
    assert answer(check, command, heard(both), AFTER) == (LACKING, "no_proof")
    assert answer(check, command, heard(), AFTER) == (LACKING, "no_notice")
