"""Facts, acts and laws of public participation: say what matters, the rest is a notice that ran its full period."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from decision_flow.actor import Actor, Post
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.law import Law
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.rules import Finding, Status
from decision_flow.public_participation.facts import HearingFacts, NoticeFacts, PublicParticipationFacts
from decision_flow.settings import CHECKOUT
from decision_flow.terms import Modality, Role
from tests.casefiles import DRAFT, a_case, a_law

CONFIG = CHECKOUT / "config"
DAY = timedelta(days=1)
OPENS, CLOSES = date(2026, 3, 2), date(2026, 4, 1)  # 30 days, the first not counted
NOTICE, FORMER = ("0190a000-0000-7000-8000-00000000001" + n for n in "12")
MESSAGES = Messages(CONFIG)


@cache
def law_of(profile: str = "jishou", on: date = OPENS) -> Law:
    """The law as it stands in config/."""
    return Law(Lawbook(CONFIG).resolve(profile, on), Calendars(CONFIG))


def law_with(profile: str = "jishou", modality: Modality | None = None, **values: Any) -> Law:
    """That law with other values in this room's section, as a stricter place would have them."""
    law = law_of(profile)
    changed = {
        f"public_participation.{key}": replace(
            entry := law.entry(f"public_participation.{key}"), value=value, modality=modality or entry.modality
        )
        for key, value in values.items()
    }
    return Law(replace(law.profile, values={**law.profile.values, **changed}), Calendars(CONFIG))


def a_notice(**given: Any) -> NoticeFacts:
    """A signed notice, published on the website on the day it opens."""
    base = NoticeFacts(
        id=NOTICE,
        round=1,
        draft_sha256=DRAFT,
        notice_sha256="n" * 64,
        shortening_reason=None,
        shortening_approved_by=None,
        continues=None,
        prepared_by="drafter",
        opens_on=OPENS,
        closes_on=CLOSES,
        signed=True,
        closed=False,
        channels={"website": OPENS},
    )
    return replace(base, **given)


def a_hearing(**given: Any) -> HearingFacts:
    """A hearing on the last day of the period, listed and recorded, with its materials eight days before."""
    base = HearingFacts(
        id="h",
        held_on=CLOSES,
        published_on=OPENS,
        recorded=True,
        participants=2,
        undelivered=0,
        last_delivered_on=CLOSES - 8 * DAY,
        selects=True,
        sides=("居民", "企业"),
        sides_present=frozenset({"居民", "企业"}),
        listed=2,
        unlisted=0,
        listed_on=CLOSES - 10 * DAY,
        sign_ups=None,
        extended=False,
        stated_list_days=None,
        stated_participants_min=None,
    )
    return replace(base, **given)


def heard(*notices: NoticeFacts, **given: Any) -> CaseFile:
    """A case in its first round with these notices; kernel fields and facts by name."""
    facts: dict[str, Any] = {
        "round": 1,
        "in_time": 0,
        "unanswered": 0,
        "open_ids": (),
        "forms": frozenset(),
        "affects_specific_group": False,
        "group_consulted": False,
        "open_comment_declined": False,
        "none_stated": False,
        "hearing": None,
        "grounds": frozenset(),
        "hearing_set_aside": False,
        "replaced_by": None,
        "rejected": 0,
        "one_reason": False,
        "feedback_on": None,
    }
    kernel = {name: value for name, value in given.items() if name not in facts}
    facts |= {name: value for name, value in given.items() if name in facts}
    room = PublicParticipationFacts(notices={notice.id: notice for notice in notices}, **facts)
    return a_case(public_participation=room, **kernel)


def act(command: Any, on: date, role: Role = Role.DRAFTER, actor_id: str = "drafter") -> Act:
    """A command being carried out at noon of a day, Beijing."""
    at = f"{on.isoformat()}T04:00:00.000000Z"
    ids = iter(f"0190a000-0000-7000-8000-0000000001{number:02d}" for number in range(99))
    actor = Actor(actor_id, "示例", (Post(role),))
    return Act(
        command, "s", actor, actor.posts[0], 1, at, at, on, "k", a_law({}), None, lambda: a_law({}), lambda: next(ids)
    )


def said(finding: Finding) -> tuple[Status, str]:
    """Status and code, once its sentence was read in both languages: no answer is without one."""
    for lang in MESSAGES.languages:
        assert MESSAGES.what(finding.rule, lang)
        if finding.code:
            assert MESSAGES.text(finding.rule, finding.code, finding.values, lang)
        if finding.status is Status.LACKING:
            assert MESSAGES.cure(finding.rule, finding.code, finding.values, lang) and finding.cure_by
    return finding.status, finding.code
