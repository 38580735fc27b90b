"""What the collective discussion issues (Art. 29, 30): pack, record, decision, minutes, each read from its act."""

from typing import Any

from sqlalchemy import Row

from decision_flow.board import day_of
from decision_flow.collective_discussion.model import (
    DissentConfirmation,
    Meeting,
    MeetingMember,
    MeetingMinutes,
    MeetingView,
    Recusal,
    WrittenView,
)
from decision_flow.decision.model import DecisionDraft
from decision_flow.legality_review.model import FairCompetitionReview
from decision_flow.store.tables import table_of
from decision_flow.terms import FairCompetition, MatterClass, Outcome, Presence, Presides, View
from flows.papers import late_structures as paper
from flows.papers.source import Source, day, listed
from flows.papers.structures import Word

PACK_CONTENTS = "collective_discussion.pack_contents"
ADOPTS = (Outcome.ADOPTED, Outcome.ADOPTED_IN_PRINCIPLE)
DISSENTS = (View.DISAGREE.value, View.RESERVE.value)


def meeting_pack(source: Source) -> paper.MeetingPackPaper:
    """What the law wants in the pack, what lies in it, each with its digest; what the fair competition review found."""
    row, matter = source.made("meeting"), source.matter()
    pack = {one["kind"]: one["document_sha256"] for one in listed(row["pack"])}
    demanded = source.law.value(PACK_CONTENTS) if source.law else []
    reviews = {one.reviewer: one for one in source.by_then(table_of(FairCompetitionReview), "reviewed_at")}
    return paper.MeetingPackPaper(
        **source.head(),
        forum=row["forum"],
        held_on=day(row["held_on"]) or source.on,
        matter_class=MatterClass(matter.matter_class),
        draft_version=version_of(source, row["draft_sha256"]),
        draft_sha256=row["draft_sha256"],
        lines=tuple(
            paper.PackLine(Word("PackPaper", kind), kind in demanded, kind in pack, pack.get(kind, ""))
            for kind in dict.fromkeys((*demanded, *pack))
        ),
        fair_competition=tuple(
            paper.FairCompetitionLine(
                Word("FairCompetitionReviewer", one.reviewer),
                FairCompetition(one.conclusion),
                tuple(dict.fromkeys(heard["who"] for heard in listed(one.operators_heard))),
                one.exception_ground,
            )
            for one in reviews.values()
        ),
    )


def meeting_record(source: Source) -> paper.MeetingRecordPaper:
    """Who was there, what each said word for word in the order of speaking, what was decided, who signs."""
    row, of_it = of_meeting(source)
    members, withdrew = members_of(source, of_it), recusals(source, of_it)
    views = source.rows(table_of(MeetingView), "sequence", **of_it)
    written = source.by_then(table_of(WrittenView), "read_at", **of_it)
    signed = source.entry["command"] == "SignMeetingRecord"  # the chair signs what was filed, and who dissented answers
    dissenters = [v.person_id for v in views if v.view in DISSENTS and v.person_id not in withdrew]
    was_there = bool(row.decided_at) and row.decided_at <= source.entry["occurred_at"]
    decided = was_there and (signed or not row.in_writing)  # to it; the head decides in writing on what was filed
    return paper.MeetingRecordPaper(
        **source.head(),
        forum=row.forum,
        held_on=day(row.held_on) or source.on,
        chair=chair(row, members, withdrew),
        presiding_ground=Presides(row.presiding_ground) if row.presiding_ground else None,
        presiding_rule=row.presiding_rule_stated,
        quorum=f"{row.quorum_stated}（{row.quorum_basis}）" if row.quorum_stated else None,
        members=tuple(_line(m, withdrew.get(person)) for person, m in members.items()),
        attendees=attendees(row),
        opening_remark=row.opening_remark,
        studied_on=day(row.studied_on),
        study_texts=tuple(listed(row.study_texts)),
        study_attendance=row.study_attendance,
        legality_speaker=row.legality_body_speaker,
        legality_gist=row.legality_body_gist,
        legality_read=row.legality_body_spoke is not None and not row.legality_body_spoke,
        views=tuple(_said(v, members[v.person_id], v.person_id in withdrew) for v in views),
        written_views=tuple(
            paper.WrittenViewLine(members[v.person_id].name, members[v.person_id].title, v.words) for v in written
        ),
        outcome=Outcome(row.outcome) if decided else None,
        in_writing=decided and bool(row.in_writing),
        reason=row.reason if decided else None,
        departure_reason=row.departure_reason if decided else None,
        awaited=row.awaited if decided else None,
        amendments=tuple(listed(row.ordered_amendments)) if decided else (),
        decided_by=row.decided_name if decided else "",
        decided_post=row.decided_post if decided else "",
        dissent=tuple(dissent(source, row, of_it, members, dissenters)) if signed else (),
        recorder=row.recorder_name or "",
        signed_by=row.record_signed_name if signed else None,
        signed_on=day_of(row.record_signed_at) if signed else None,
        unsigned=not signed,
    )


def recusals(source: Source, of_it: dict[str, Any]) -> dict[str, str]:
    """The reason of each who withdrew by then, after attendance had been recorded."""
    return {one.person_id: one.recusal_reason for one in source.by_then(table_of(Recusal), "recused_at", **of_it)}


def _line(member: Row[Any], withdrew: str | None) -> paper.MemberLine:
    seat = Presence(member.presence) if withdrew is None else Presence.RECUSED
    return paper.MemberLine(member.name, member.title, seat, withdrew or member.note)


def _said(view: Row[Any], member: Row[Any], withdrew: bool) -> paper.ViewLine:
    return paper.ViewLine(member.name, member.title, View(view.view), view.words, withdrew)


def dissent(source: Source, row: Row[Any], of_it: dict[str, Any], members: dict[str, Row[Any]], who: list[str]) -> Any:
    """What each who did not agree has answered to this record by now; nothing yet is said as such."""
    said = [
        one
        for one in source.by_then(table_of(DissentConfirmation), "stated_at", **of_it)
        if one.record_sha256 == row.record_sha256
    ]
    for person in who:
        himself = next((one for one in said if one.person_id == person and one.by_himself), None)
        noted = next((one for one in said if one.person_id == person and not one.by_himself), None)
        yield paper.DissentLine(
            members[person].name,
            himself is not None,
            himself.correction if himself else None,
            noted.reason if noted else None,
        )


def decision_sheet(source: Source) -> paper.DecisionSheetPaper:
    """What was decided and by whom, at the meeting or in writing on its record, on which version."""
    row, of_it = of_meeting(source)
    outcome, asked = Outcome(row.outcome), source.entry["arguments"]
    return paper.DecisionSheetPaper(
        **source.head(),
        forum=row.forum,
        held_on=day(row.held_on) or source.on,
        outcome=outcome,
        adopts=outcome in ADOPTS,
        in_principle=outcome is Outcome.ADOPTED_IN_PRINCIPLE,
        in_writing=bool(row.in_writing),
        chair=chair(row, members_of(source, of_it), recusals(source, of_it)),
        presiding_ground=Presides(row.presiding_ground) if row.presiding_ground else None,
        reason=row.reason,
        departure_reason=row.departure_reason,
        awaited=row.awaited,
        amendments=tuple(listed(row.ordered_amendments)),
        decided_by=row.decided_name,
        decided_post=row.decided_post,
        draft_version=version_of(source, asked["draft_sha256"]),
        draft_sha256=asked["draft_sha256"],
    )


def meeting_minutes(source: Source) -> paper.MeetingMinutesPaper:
    """What the issued minutes state of this item, beside who was present."""
    at = source.changed("meeting_minutes")
    row = source.row(table_of(MeetingMinutes), **{name: at[name] for name in ("round", "meeting", "number")})
    of_it = {"round": at["round"], "meeting": at["meeting"]}
    meeting = source.row(table_of(Meeting), round=at["round"], number=at["meeting"])
    members, withdrew = members_of(source, of_it), recusals(source, of_it)
    return paper.MeetingMinutesPaper(
        **source.head(),
        forum=row.forum,
        held_on=day(row.held_on) or source.on,
        chair=chair(meeting, members, withdrew),
        present=tuple(m.name for m in members.values() if _is_here(m, withdrew)),
        attendees=attendees(meeting),
        views=tuple(paper.StatedView(members[one["person_id"]].name, View(one["view"])) for one in listed(row.views)),
        outcome=Outcome(row.outcome),
        amendments=tuple(listed(row.ordered_amendments)),
        issued_by=row.issued_name,
        issued_post=row.issued_post,
        minutes_sha256=row.minutes_sha256,
    )


def of_meeting(source: Source) -> tuple[Row[Any], dict[str, Any]]:
    """The meeting that the act changed, and how its parts find it."""
    at = source.changed("meeting")
    row = source.row(table_of(Meeting), round=at["round"], number=at["number"])
    return row, {"round": row.round, "meeting": row.number}


def members_of(source: Source, of_it: dict[str, Any]) -> dict[str, Row[Any]]:
    """The members by person, in the order given."""
    return {one.person_id: one for one in source.rows(table_of(MeetingMember), "position", **of_it)}


def chair(row: Row[Any], members: dict[str, Row[Any]], withdrew: dict[str, str]) -> str:
    """Who presided: the one named for it, else the head where he takes part."""
    return row.presided_name or next((m.name for m in members.values() if m.is_head and _is_here(m, withdrew)), "")


def _is_here(member: Row[Any], withdrew: dict[str, str]) -> bool:
    return member.presence == Presence.PRESENT.value and member.person_id not in withdrew


def attendees(row: Row[Any]) -> tuple[str, ...]:
    """列席: each with his unit."""
    return tuple(f"{one['name']}（{one['unit']}）" for one in listed(row.attendees))


def version_of(source: Source, sha256: str) -> int:
    """The last version of the draft with this digest."""
    return int(source.rows(table_of(DecisionDraft), "version", sha256=sha256)[-1].version)
