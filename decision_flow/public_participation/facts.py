"""What rules may see of public participation: notices with their channels, counts, forms, the hearing, feedback."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from decision_flow.audit.canonical import canonical, plain, sha256
from decision_flow.terms import Disposition, ParticipationForm

DAY, BEIJING = timedelta(days=1), timedelta(hours=8)
SHOWN = 20
MASKED = r"^[^\s*]{1,2}\*{1,2}$"
"""How a commenter's name may be kept: one or two signs and asterisks."""
NOTICE = (
    "draft_sha256",
    "explanation_sha256",
    "opens_on",
    "closes_on",
    "shortening_reason",
    "shortening_approved_by",
    "continues_notice_id",
    "how_to_comment",
    "text",
)


def notice_sha256(notice: Any) -> str:
    """The digest of what the public is told, by which the head of the unit signs: canonical JSON of these fields.

    Of a command and of the row that keeps it alike, so that anybody can compute it again.
    """
    return sha256(canonical({name: plain(getattr(notice, name)) for name in NOTICE}))


def day_of(instant: str) -> date:
    """The day in Beijing of a stored instant."""
    return (datetime.fromisoformat(instant) + BEIJING).date()


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """征求意见公告. `channels`: the day of its publication on each; `continues`: the notice whose days it supplies."""

    id: str
    round: int
    draft_sha256: str
    notice_sha256: str
    shortening_reason: str | None
    shortening_approved_by: str | None
    continues: str | None
    prepared_by: str
    opens_on: date
    closes_on: date
    signed: bool
    closed: bool
    channels: Mapping[str, date]
    signed_on: date | None = None

    def is_open_on(self, on: date) -> bool:
        """Whether an opinion of that day is in time: the last day ends at 24:00."""
        return bool(self.channels) and on <= self.closes_on


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """听证会, the last one that was not called off. `undelivered` counts participants of the record without materials;
    `last_delivered_on` is the day on which the last of those served got them first."""

    id: str
    held_on: date
    recorded: bool
    participants: int
    undelivered: int
    last_delivered_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicParticipationFacts:
    """The slice, of the stage's present round; only `notices` hold those of former rounds too, in their order.

    `received` counts every opinion, `late` those after the close; `unanswered` counts those in time that have no
    answer, and `open_ids` names the first of them.
    """

    round: int
    notices: Mapping[str, NoticeFacts]
    received: int
    late: int
    unanswered: int
    open_ids: tuple[str, ...]
    forms: Mapping[ParticipationForm, int]
    affects_specific_group: bool
    groups_consulted: int
    open_comment_declined: bool
    hearing: HearingFacts | None
    feedback_on: date | None

    @property
    def notice(self) -> NoticeFacts | None:
        """The notice that counts: this round's last published one, or its last signed one while none is published."""
        signed = [notice for notice in self.notices.values() if notice.round == self.round and notice.signed]
        published = [notice for notice in signed if notice.channels]
        return next(reversed(published or signed), None)

    def takes_comments_on(self, on: date) -> bool:
        """Whether a notice of this round is published and still open on that day."""
        return any(notice.round == self.round and notice.is_open_on(on) for notice in self.notices.values())


def next_due_on(notices: Iterable[NoticeFacts]) -> date | None:
    """The day after the first last day among the published notices that are not closed yet."""
    days = [notice.closes_on + DAY for notice in notices if notice.channels and not notice.closed]
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class CommentFile:
    """公众意见 as its rules see it, with the body, the unit and the law of the decision that it is about."""

    id: str
    decision_id: str
    organ_id: str
    lead_unit_id: str | None
    profile: str
    profile_digest: str | None
    round: int
    late: bool
    disposition: Disposition | None
    round_stands_open: bool
