"""What rules may see of public participation: notices with their channels, counts, forms, the hearing, feedback."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from decision_flow.audit.canonical import canonical, plain, sha256
from decision_flow.public_participation.similar import letters
from decision_flow.terms import HearingGround, ParticipationForm

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


def masked(name: str) -> str:
    """How a name is kept: 张三 → 张*. Of a name that is masked already nothing more is taken away."""
    return name if re.fullmatch(MASKED, name) else name[:1] + "*" * min(max(len(name) - 1, 1), 2)


def likeness(text: str) -> str:
    """A digest that texts share which differ only in spaces, punctuation and case."""
    return sha256(letters(text).encode())


def day_of(instant: str) -> date:
    """The day in Beijing of a stored instant."""
    return (datetime.fromisoformat(instant) + BEIJING).date()


@dataclass(frozen=True, slots=True)
class Break:
    """A notice could not be read on a channel from one instant to another; None: not there again yet."""

    id: str
    channel: str
    since: datetime
    until: datetime | None

    @property
    def broken_on(self) -> date:
        """The day in Beijing on which it could be read no more."""
        return (self.since + BEIJING).date()

    @property
    def restored_on(self) -> date | None:
        """The day in Beijing from which it could be read again."""
        return (self.until + BEIJING).date() if self.until else None


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """征求意见公告. `channels`: the day of its publication on each; `continues`: the notice that it completes."""

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
    breaks: tuple[Break, ...] = ()

    def is_open_on(self, on: date) -> bool:
        """Whether an opinion of that day is in time: the last day ends at 24:00."""
        return bool(self.channels) and on <= self.closes_on

    @property
    def published_on(self) -> date | None:
        """The day on which anybody could first read it."""
        return min(self.channels.values(), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingFacts:
    """听证会, the last one that was not called off. `undelivered` counts participants of the record without materials;
    `last_delivered_on` is the day on which the last of those served got them first. `listed` counts the
    published list and `listed_on` is its day; `unlisted` counts who took part without standing on it. `sign_ups`: how
    many signed up, None while nobody has told. The `stated` numbers are those of a text that the law in force has not
    read."""

    id: str
    held_on: date
    published_on: date
    recorded: bool
    participants: int
    undelivered: int
    last_delivered_on: date | None
    selects: bool
    sides: tuple[str, ...]
    sides_present: frozenset[str]
    listed: int
    unlisted: int
    listed_on: date | None
    sign_ups: int | None
    extended: bool
    stated_list_days: int | None
    stated_participants_min: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicParticipationFacts:
    """The slice, of the stage's present round; only `notices` hold those of former rounds too, in their order.

    `in_time` counts the opinions that came in time; `unanswered` those of them that have no answer, and `open_ids`
    names the first of them. `rejected` counts what was not adopted, as far as it matters; `one_reason`: all of it for
    one and the same reason. `grounds`: which grounds of a hearing there are, None while nobody has said.
    `replaced_by`: the form that a hearing which was called off last was replaced by.
    """

    round: int
    notices: Mapping[str, NoticeFacts]
    in_time: int
    unanswered: int
    open_ids: tuple[str, ...]
    forms: frozenset[ParticipationForm]
    affects_specific_group: bool
    group_consulted: bool
    open_comment_declined: bool
    none_stated: bool
    hearing: HearingFacts | None
    grounds: frozenset[HearingGround] | None
    hearing_set_aside: bool
    replaced_by: ParticipationForm | None
    rejected: int
    one_reason: bool
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

    def break_of(self, interruption_id: str) -> Break | None:
        """One interruption among those of the notices."""
        every = (one for notice in self.notices.values() for one in notice.breaks)
        return next((one for one in every if one.id == interruption_id), None)


def next_due_on(notices: Iterable[NoticeFacts]) -> date | None:
    """The day after the first last day among the published notices that are not closed yet."""
    days = [notice.closes_on + DAY for notice in notices if notice.channels and not notice.closed]
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class NamedComment:
    """An opinion that an act names: the round in which it came, whether late, whether it has an answer already."""

    round: int
    late: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class CommentFile:
    """公众意见, with the bodies, the unit and the law of the decision that it is about."""

    id: str
    decision_id: str
    organ_id: str
    lead_unit_id: str | None
    profile: str
    profile_digest: str | None
    joint_bodies: tuple[str, ...]
