"""Public participation: notices, opinions and their answers, other ways of hearing."""

from dataclasses import replace
from typing import Any

from decision_flow.board import day_of
from decision_flow.casefile import CaseFile
from decision_flow.proof.fold import Row, begins, fold
from decision_flow.proof.table import Table
from decision_flow.public_participation.facts import NoticeFacts, PublicParticipationFacts
from decision_flow.terms import Stage


@fold("public_participation", "stage")
def _participation_begins(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    if not begins(Stage.PUBLIC_PARTICIPATION, row, kernel):
        return facts
    return replace(NOBODY_HEARD, round=row["round"])


@fold("public_participation", "hearing_triggers")
def _triggers_answered(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, grounds=frozenset(row["grounds"]))


@fold("public_participation", "comment_notice")
def _notice(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    """Prepared; or signed, or closed."""
    if "opens_on" in row:
        names = ("id", "round", "draft_sha256", "notice_sha256", "shortening_reason", "shortening_approved_by")
        named: dict[str, Any] = {name: row[name] for name in (*names, "prepared_by", "opens_on", "closes_on")}
        continues = row["continues_notice_id"]
        made = NoticeFacts(**named, continues=continues, signed=False, closed=False, channels=Table())
    elif "signed_at" in row:
        made = replace(facts.notices[row["id"]], signed=True, signed_on=day_of(row["signed_at"]))
    else:
        made = replace(facts.notices[row["id"]], closed=True)
    return replace(facts, notices=Table({**facts.notices, made.id: made}))


@fold("public_participation", "comment_notice_publication")
def _notice_published(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    notice = facts.notices[row["notice_id"]]
    seen = Table({**notice.channels, row["channel"]: day_of(row["published_at"].isoformat())})
    return replace(facts, notices=Table({**facts.notices, notice.id: replace(notice, channels=seen)}))


@fold("public_participation", "comment")
def _opinion_came(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    if row["late"]:
        return facts
    count, waiting = facts.in_time + 1, (*facts.open_ids, row["id"])
    return replace(facts, in_time=count, unanswered=facts.unanswered + 1, open_ids=waiting)


@fold("public_participation", "disposed_comment")
def _opinion_answered(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    waiting = tuple(one for one in facts.open_ids if one != row["comment_id"])
    return replace(facts, unanswered=len(waiting), open_ids=waiting)


@fold("public_participation", "none_received")
def _none_received(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, none_stated=True)


@fold("public_participation", "participation_feedback")
def _fed_back(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, feedback_on=day_of(row["published_at"].isoformat()))


@fold("public_participation", "participation")
def _heard_otherwise(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, forms=facts.forms | {row["form"]})


@fold("public_participation", "open_comment_declined")
def _declined(facts: PublicParticipationFacts, row: Row, kernel: CaseFile) -> PublicParticipationFacts:
    return replace(facts, open_comment_declined=True)


NOBODY_HEARD = PublicParticipationFacts(
    round=0,
    notices=Table(),
    in_time=0,
    unanswered=0,
    open_ids=(),
    forms=frozenset(),
    affects_specific_group=False,
    group_consulted=False,
    open_comment_declined=False,
    none_stated=False,
    hearing=None,
    grounds=None,
    hearing_set_aside=False,
    replaced_by=None,
    rejected=0,
    one_reason=False,
    feedback_on=None,
)
"""The slice of a round in which nothing was done yet."""
