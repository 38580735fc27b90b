"""Laws, acts and facts for the rules from the legality review to the publication; say what matters."""

from dataclasses import replace
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from decision_flow.actor import Actor, Post
from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts, MeetingFacts, MemberFacts
from decision_flow.legality_review.facts import LegalityReviewFacts, LimbFacts, Opinion, Submission
from decision_flow.papers.facts import PapersFacts
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.law import Law
from decision_flow.procedure.profiles import Lawbook, Profile
from decision_flow.settings import CHECKOUT
from decision_flow.terms import Conclusion, Limb, Outcome, Presence, Role, Stage, StageStatus, View
from tests.casefiles import DRAFT, ORGAN, UNIT, a_board, a_case

CONFIG = CHECKOUT / "config"
MONDAY = date(2026, 3, 2)  # submitted: the 7th working day after it is 11 March
SEVENTH = date(2026, 3, 11)
MEETING_DAY = date(2026, 3, 12)
LAWBOOK, CALENDARS = Lawbook(CONFIG), Calendars(CONFIG)
FORUM = "政府常务会议"


@cache
def _profile(name: str) -> Profile:
    return LAWBOOK.resolve(name, MONDAY)


def law(name: str = "jishou", **values: Any) -> Law:
    """The law of a profile in March 2026, with other values where a test says so (`section__name`)."""
    profile = _profile(name)
    told = {key.replace("__", ".", 1): value for key, value in values.items()}
    changed = {key: replace(profile.values[key], value=value) for key, value in told.items()}
    return Law(Profile.of(name, profile.as_of, {**profile.values, **changed}) if changed else profile, CALENDARS)


NATION, JISHOU = law("cn-713"), law("jishou")


def an_act(role: Role = Role.LEGALITY_REVIEWER, by: str = "p", **command: Any) -> Any:
    """An act as rules see it."""
    post = Post(role, ORGAN, UNIT)
    return SimpleNamespace(command=SimpleNamespace(**command), post=post, actor=Actor(by, "示例", (post,)))


def limbs(fault: Limb | None = None, stage: Stage | None = None) -> tuple[LimbFacts, ...]:
    """All three answered, one perhaps at fault."""
    return tuple(LimbFacts(limb, limb is fault, stage if limb is fault else None) for limb in Limb)


def an_opinion(conclusion: Conclusion = Conclusion.LAWFUL, **given: Any) -> Opinion:
    """An issued opinion on the current draft."""
    base = Opinion(
        id="o",
        number=1,
        draft_sha256=DRAFT,
        conclusion=conclusion,
        limbs=limbs(),
        states_risk=False,
        drafted_by="reviewer",
        issued_on=MONDAY,
    )
    return replace(base, **given)


def a_review(**given: Any) -> LegalityReviewFacts:
    """A complete file with a lawful opinion and an adviser."""
    base = LegalityReviewFacts(
        submission=Submission(1, MONDAY, DRAFT),
        drafted=an_opinion(),
        issued=an_opinion(),
        advisers=1,
        other_advisers=1,
    )
    return replace(base, **given)


def in_review(review: LegalityReviewFacts | None = None, **kernel: Any) -> CaseFile:
    """A case in its legality review."""
    return a_case(legality_review=review or a_review(), **kernel)


def a_member(name: str, view: View | None = View.AGREE, sequence: int | None = 1, **given: Any) -> MemberFacts:
    """A member present who has spoken."""
    base = MemberFacts(name, name, False, Presence.PRESENT, view, sequence if view else None)
    return replace(base, **given)


def members(*views: View | None, head: View | None = View.AGREE) -> tuple[MemberFacts, ...]:
    """Members in the order of speaking, the head last."""
    others = tuple(a_member(f"m{number}", view, number) for number, view in enumerate(views, start=1))
    return (*others, a_member("head", head, len(views) + 1, is_head=True))


def a_pack(*, without: str = "", draft: str = DRAFT) -> dict[str, str]:
    """Every paper of Art. 29."""
    kinds = JISHOU.value("collective_discussion.pack_contents")
    return {kind: draft if kind == "draft" else "a" * 64 for kind in kinds if kind != without}


def a_meeting(**given: Any) -> MeetingFacts:
    """A meeting at which all agreed; nothing is decided yet."""
    base = MeetingFacts(
        number=1,
        forum=FORUM,
        held_on=MEETING_DAY,
        pack=a_pack(),
        members=members(View.AGREE, View.AGREE),
        legality_body_heard=True,
        studied_on=MONDAY,
    )
    return replace(base, **given)


def decided(outcome: Outcome = Outcome.ADOPTED, **given: Any) -> MeetingFacts:
    """A meeting with its outcome and its signed record."""
    record = {"record_sha256": "c" * 64, "recorded_by": "secretary", "record_signed": True}
    return a_meeting(outcome=outcome, **(record | given))


def in_discussion(
    meeting: MeetingFacts | None, review: LegalityReviewFacts | None = None, statuses: Any = None, **kernel: Any
) -> CaseFile:
    """A case before the meeting: early stages and legality review have passed."""
    passed = ("public_participation", "expert_review", "risk_assessment", "legality_review")
    board = a_board(**(dict.fromkeys(passed, StageStatus.PASSED) | (statuses or {})))
    given = {
        "stages": board,
        "legality_review": review or a_review(),
        "collective_discussion": CollectiveDiscussionFacts(meeting=meeting),
        "papers": PapersFacts(),
    }
    return a_case(**(given | kernel))
