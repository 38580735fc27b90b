"""What an onlooker remembers of the acts, apart from everything that rules read: the invariants are asked of this."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.commands import DecideAtMeeting
from decision_flow.command import Command
from decision_flow.decision.commands import ConfirmDraftChange, DeclareDraftChange
from decision_flow.legality_review.commands import IssueLegalityOpinion
from decision_flow.public_participation.commands import (
    PrepareCommentNotice,
    RecordNoticePublished,
    RecordParticipation,
    SignOffPublicParticipation,
)
from decision_flow.terms import ChangeClass, Conclusion, Outcome

FREES = (Conclusion.LAWFUL, Conclusion.EXPLORATORY)
ADOPTS = (Outcome.ADOPTED, Outcome.ADOPTED_IN_PRINCIPLE)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """How a version of the draft came about from the one before it; the first has no class."""

    change: ChangeClass | None = None
    carries_legality_opinion: bool = False
    confirmed: bool = False

    @property
    def joins(self) -> bool:
        """Whether the change was declared as none of substance, and confirmed."""
        return self.confirmed and self.change in (ChangeClass.EDITORIAL, ChangeClass.CARRIES_OUT_OPINIONS)


@dataclass(frozen=True, slots=True)
class Notice:
    """The last notice: on which version, how long, with a reason for less; and from which day it could be read."""

    version: int
    closes_on: date
    has_reason: bool
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The versions with their links; on which of them the public was heard; opinions and decisions by version."""

    links: tuple[Link, ...] = (Link(),)
    seen: tuple[int, ...] = ()
    found: tuple[tuple[int, Conclusion], ...] = ()
    decided: tuple[int, Outcome] | None = None
    notice: Notice | None = None

    def after(self, command: Command, before: CaseFile) -> "History":
        """The memory once an act was done."""
        version = len(self.links)
        match command:
            case DeclareDraftChange():
                link = Link(command.change_class, command.carries_legality_opinion)
                same = before.draft is not None and before.draft.sha256 == command.draft_sha256
                return replace(self, links=(*(self.links[:-1] if same else self.links), link))
            case ConfirmDraftChange() if self.links[-1].change is ChangeClass.SUBSTANTIVE:
                return self.on_this_version()
            case ConfirmDraftChange():
                return replace(self, links=(*self.links[:-1], replace(self.links[-1], confirmed=True)))
            case PrepareCommentNotice():
                return replace(self, notice=Notice(version, command.closes_on, command.shortening_reason is not None))
            case RecordNoticePublished() if self.notice is not None:
                notice = replace(self.notice, published_on=command.published_at.date())
                return replace(self, notice=notice, seen=_with(self.seen, notice.version))
            case RecordParticipation():
                return replace(self, seen=_with(self.seen, version))
            case SignOffPublicParticipation():
                return replace(self, notice=None)
            case IssueLegalityOpinion():
                return replace(self, found=_with(self.found, (version, command.conclusion)))
            case DecideAtMeeting() if command.outcome in ADOPTS:
                return replace(self, decided=(version, command.outcome))
        return self

    def on_this_version(self) -> "History":
        """What is remembered of the present text, now that a change of substance made it another matter."""
        version = len(self.links)
        return History(
            seen=(1,) if version in self.seen else (),
            found=tuple((1, conclusion) for on, conclusion in self.found if on == version),
            notice=replace(self.notice, version=1) if self.notice and self.notice.version == version else None,
        )

    def joined(self, since: int) -> bool:
        """Whether only declared and confirmed changes, none of substance, lead from a version to the present one."""
        return all(link.joins for link in self.links[since:])

    @property
    def is_reviewed(self) -> bool:
        """Whether a legality review passed on the present text: found lawful as it is, or as changes made it."""
        return any(
            self.joined(version)
            and (
                conclusion in FREES
                or (
                    conclusion is Conclusion.LAWFUL_AFTER_CHANGES
                    and any(link.carries_legality_opinion for link in self.links[version:])
                )
            )
            for version, conclusion in self.found
        )


def _with(seen: tuple[T, ...], one: T) -> tuple[T, ...]:
    return seen if one in seen else (*seen, one)
