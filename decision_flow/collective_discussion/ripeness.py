"""哪些事项可以上会: what stands between a matter and a meeting of a day, beside what the meeting itself brings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from decision_flow.board import declared_changes_are_confirmed, lacks, stage_is_open
from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion import agenda
from decision_flow.collective_discussion.commands import PackDocument, PlaceOnAgenda
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding
from decision_flow.terms import Stage

HERE = Stage.COLLECTIVE_DISCUSSION
NO_PAPER = "0" * 64
ASKED = (
    agenda.draft_passed_the_legality_review,
    agenda.asked_of_the_agenda(agenda.reviewed_draft_is_the_current_one),
    agenda.asked_of_the_agenda(agenda.reviewer_had_his_working_days),
    agenda.matter_is_listed_before_discussion,
    agenda.former_meeting_is_on_record,
    agenda.deferral_has_not_lapsed,
)


@dataclass(frozen=True, slots=True)
class _Placing:
    """An agenda as it might be made: rules of an act read its command."""

    command: Any


def what_it_lacks(case: CaseFile, law: Law, held_on: date, on: date) -> tuple[Finding, ...]:
    """The findings that keep a matter off the agenda of a meeting on a day; none: it is ripe.

    The pack, the members, their views and the decision are what the meeting brings, and are not asked here.
    """
    forum = law.value_for("collective_discussion.forums", case.organ_kind)[0]
    draft = case.draft.sha256 if case.draft else NO_PAPER
    papers = (PackDocument(kind="draft", document_sha256=draft),)
    placing: Any = _Placing(PlaceOnAgenda(decision_id=case.decision_id, forum=forum, held_on=held_on, pack=papers))
    open_on = stage_is_open(HERE, case, on)
    changes = declared_changes_are_confirmed(HERE, case, law, on)
    return lacks((open_on, changes, *(one(placing, case, law, on) for one in ASKED)))
