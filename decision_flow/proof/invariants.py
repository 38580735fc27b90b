"""What must hold whatever is done in whatever order; each with its article. Asked of what an onlooker remembers."""

from collections.abc import Callable
from dataclasses import dataclass

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion import commands as meeting
from decision_flow.command import Command
from decision_flow.procedure.law import Law
from decision_flow.procedure.stage_graph import AFTER, EARLY, RESPONSIBLE
from decision_flow.proof.history import ADOPTS, History
from decision_flow.proof.move import Done
from decision_flow.public_participation.commands import SignOffPublicParticipation
from decision_flow.publication import commands as publication
from decision_flow.terms import Stage, StageStatus

ISSUES = (
    publication.EnterDocumentNumber,
    publication.RecordDecisionPublished,
    publication.RecordDecisionIssued,
    publication.SignOffPublication,
)


@dataclass(frozen=True, slots=True)
class Step:
    """An act that was carried out: what an onlooker knew before it, the kernel before and after."""

    done: Done
    before: CaseFile
    after: CaseFile
    history: History
    law: Law
    is_excluded: bool

    def is_a(self, *commands: type[Command]) -> bool:
        """Whether the act is one of these."""
        return isinstance(self.done.command, commands)

    @property
    def adopts(self) -> bool:
        """Whether the act is the decision that the draft is adopted."""
        return isinstance(self.done.command, meeting.DecideAtMeeting) and self.done.command.outcome in ADOPTS


@dataclass(frozen=True, slots=True)
class Invariant:
    """A name, the article, what it says in either language, and whether a step keeps it."""

    name: str
    article: str
    zh: str
    en: str
    holds: Callable[[Step], bool]


def _reviewed_before_discussion(step: Step) -> bool:
    """Views are given on the text that was placed on the agenda; the decision is taken on the present one."""
    return not (step.is_a(meeting.PlaceOnAgenda) or step.adopts) or step.history.is_reviewed


def _discussed_before_issue(step: Step) -> bool:
    decided = step.history.decided
    return not step.is_a(*ISSUES) or (decided is not None and step.history.joined(decided[0]))


def _nothing_left_out(step: Step) -> bool:
    """Each stage that has begun stands behind closed ones; each that is closed was signed, or determined on a paper."""
    rows = step.after.stages
    for stage, row in rows.items():
        if row.status is not StageStatus.NOT_STARTED and not all(rows[one].is_closed for one in AFTER[stage]):
            return False
        if row.status is StageStatus.PASSED and (row.signature is None or row.signature.role is not RESPONSIBLE[stage]):
            return False
        if row.status is StageStatus.NOT_REQUIRED and (row.determination is None or _is_owed(stage, step.after)):
            return False
    return True


def _is_owed(stage: Stage, case: CaseFile) -> bool:
    """Whether triage asks for the stage, or every matter has it."""
    asked = {
        Stage.PUBLIC_PARTICIPATION: not case.lawfully_unpublished,
        Stage.EXPERT_REVIEW: case.is_technical,
        Stage.RISK_ASSESSMENT: case.may_harm,
    }
    return stage not in EARLY or asked[stage]


def _not_excluded(step: Step) -> bool:
    return not step.is_excluded


def _joined_to_what_the_public_saw(step: Step) -> bool:
    """A decision is taken, and issued, on a text to which only declared and confirmed changes, none of substance, lead
    from one on which the public was heard, where that is a stage of the matter."""
    if not (step.adopts or step.is_a(*ISSUES)):
        return True
    was_heard = step.before.row(Stage.PUBLIC_PARTICIPATION).status is StageStatus.PASSED
    history = step.history
    return history.joined(1) and (not was_heard or any(history.joined(version) for version in history.seen))


def _public_had_its_days(step: Step) -> bool:
    notice, law = step.history.notice, step.law
    if not step.is_a(SignOffPublicParticipation) or notice is None or notice.published_on is None:
        return True
    full = law.comment_closes(notice.published_on, law.value("public_participation.comment_days_min"))
    return step.done.on > notice.closes_on and (notice.has_reason or notice.closes_on >= full.on)


INVARIANTS = (
    Invariant(
        "legality_before_discussion",
        "25(2)",
        "未经合法性审查或者审查不通过的草案，不提交集体讨论：讨论的就是通过审查的那一稿",
        "No draft is discussed that did not pass the legality review on that very text",
        _reviewed_before_discussion,
    ),
    Invariant(
        "discussion_before_publication",
        "30(1)",
        "未经集体讨论决定的，不公布；公布的就是决定的那一稿",
        "Nothing is published that the meeting did not decide on that text",
        _discussed_before_issue,
    ),
    Invariant(
        "no_stage_without_determination",
        "14–31",
        "各环节依次办结，缺少的有签署的程序适用认定",
        "No stage is missing without a signed determination, none begins before those it waits for",
        _nothing_left_out,
    ),
    Invariant(
        "nobody_excluded_acts",
        "20, 28, 30, 39",
        "应当回避、不得兼任的人不办理该事项",
        "Nobody acts who is excluded from the act",
        _not_excluded,
    ),
    Invariant(
        "changes_join_the_drafts",
        "18, 24, 28",
        "公众看到的草案与决定的草案之间，每处修改均已声明并经审核",
        "Declared and confirmed changes join the draft that the public saw with the one decided",
        _joined_to_what_the_public_saw,
    ),
    Invariant(
        "public_had_its_days",
        "15(1)",
        "征求意见的期限届满，缩短的在公告中说明理由",
        "Public comment ran its days, or the notice itself says why not",
        _public_had_its_days,
    ),
)
END = Invariant(
    "an_end_is_always_in_reach",
    "10, 30, 32",
    "从任何状态出发都能办结：公布施行，或者不予通过",
    "From every state an end can be reached: in force, or rejected",
    lambda step: True,
)
EVERY = (*INVARIANTS, END)
ENDS = frozenset({"in_force", "rejected", "declined"})
