"""Matters for the specification tests: say what matters, the rest is lawful. Every text and name is synthetic.

A matter stands in a body of its own and on days of its own: `on` says when what follows happened, and it is recorded
as such. `hunan` is the short way (no open comment is demanded there); `jishou` has the duties of its plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import select

from decision_flow.actor import PUBLIC, Actor, Post
from decision_flow.audit.model import Subject
from decision_flow.board import gate
from decision_flow.casefile import CaseFile, StageRow
from decision_flow.collective_discussion import commands as meeting
from decision_flow.command import Command
from decision_flow.decision import commands as decision
from decision_flow.engine import Receipt, Refused
from decision_flow.legality_review import commands as legality
from decision_flow.organ.commands import RegisterOrgan
from decision_flow.papers.acts import CALLS_FOR
from decision_flow.procedure.rules import Finding
from decision_flow.procedure.stage_graph import EARLY, READS
from decision_flow.public_participation import commands as public
from decision_flow.reading import file_of
from decision_flow.store.tables import table_of
from decision_flow.terms import (
    BodyKind,
    ChangeClass,
    Conclusion,
    Disposition,
    FairCompetition,
    HearingGround,
    Kind,
    Limb,
    Outcome,
    ParticipationForm,
    Role,
    Stage,
    StageStatus,
    StartGround,
    View,
)
from tests import lawful
from tests.world import START, World

__all__ = ["DAY", "MONDAY", "Matter", "a_body", "a_matter", "findings"]

DAY = lawful.DAY
MONDAY = START.date()  # 2026-03-02
NUMBER = count(1)
RECORDED_LATER = frozenset({Kind.DECISION, Kind.COMMENT, Kind.CATALOG})
CODES = {
    StageStatus.NOT_STARTED: "-",
    StageStatus.OPEN: "O",
    StageStatus.RETURNED: "R",
    StageStatus.PASSED: "P",
    StageStatus.NOT_REQUIRED: "N",
}


@dataclass
class Matter(World):
    """One decision (`id`) of a body, with the digest of its present `draft`."""

    id: str = ""
    draft: str = ""

    def on(self, day: date) -> "Matter":
        """What follows happens on this day, at nine."""
        self.when = lawful.morning(day)
        return self

    @property
    def today(self) -> date:
        """The day of what happens now."""
        return (self.when or START).date()

    def as_recorded(self, command: Command) -> Command:
        """On its own day, recorded later with the reason."""
        if self.when is None or command.kind not in RECORDED_LATER or command.occurred_at is not None:
            return command
        return replace(command, occurred_at=self.when, late_reason="示例：补录")

    def do(self, command: Command, by: Role | Actor, key: str | None = None) -> Receipt:
        """An act, and the papers that it calls for, recorded at once as the flows do."""
        receipt = super().do(command, by, key)
        if type(command).__name__ in CALLS_FOR:
            self.steps(lawful.papers_rendered(self, receipt.subject_id))
        return receipt

    def lacks(self, command: Command, by: Role | Actor) -> dict[str, Finding]:
        """What an act is refused for, by rule; nothing of the record has moved."""
        before = self.stands_at(command.subject_id or self.id)
        refusal: Refused = self.refused(command, by)
        assert self.stands_at(command.subject_id or self.id) == before
        return {finding.rule: finding for finding in refusal.findings}

    def stands_at(self, subject_id: str) -> tuple[int, str]:
        """How many entries a subject has, and its head."""
        s = table_of(Subject).c
        with self.installation.store.reading() as session:
            row = session.execute(select(s.seq, s.head).where(s.id == subject_id)).one()
        return row.seq, row.head

    def steps(self, steps: lawful.Steps) -> Any:
        """Carry out what lawful.py describes."""
        return lawful.run(self, steps)

    def case(self, *slices: str) -> CaseFile:
        """The file as rules see it."""
        with self.installation.store.reading() as session:
            made: CaseFile = file_of(session, Kind.DECISION, self.id, slices)
        return made

    def gate_case(self, stage: Stage) -> CaseFile:
        """The file as the stage's gate reads it."""
        return self.case(*READS[stage])

    def explained(self, stage: Stage = Stage.PUBLICATION) -> tuple[Finding, ...]:
        """Every finding of a stage's gate today, also those that only flag."""
        case = self.gate_case(stage)
        return gate(stage, case, self.installation.engine.law_of(case, self.today), self.today)

    def row(self, stage: Stage) -> StageRow:
        """A row of the board."""
        return self.case().row(stage)

    def board(self, stages: Iterable[Stage] = tuple(Stage)[:6]) -> str:
        """The board in short, six rows: status and round (`P1 O1 R2 -1`)."""
        rows = self.case().stages
        return " ".join(f"{CODES[rows[stage].status]}{rows[stage].round}" for stage in stages)

    def person(self, person_id: str, role: Role) -> Actor:
        """Somebody in a role of this body: the same person may hold several."""
        unit = self.unit_id if role in (Role.DRAFTER, Role.UNDERTAKING_HEAD) else None
        return Actor(person_id, "示例人", (Post(role, self.organ_id, unit, role.value),))

    # what is done, stage by stage

    def heard(self, form: ParticipationForm = ParticipationForm.SEMINAR, group: str | None = None) -> None:
        """The public was heard in another form than open comment."""
        self.answered_triggers()
        self.do(lawful.seminar(self, self.id, self.today, form), Role.DRAFTER)
        if group is not None:
            self.do(lawful.group_consulted(self, self.id, self.today, group), Role.DRAFTER)

    def answered_triggers(self, *grounds: HearingGround) -> None:
        """Whether a hearing is a must, answered unless it was in this round."""
        if self.case("public_participation").public_participation.grounds is None or grounds:
            self.steps(lawful.triggers(self, self.id, *grounds))

    def a_notice(self, opens: date, closes: date, **given: Any) -> public.PrepareCommentNotice:
        """A notice of open comment to prepare."""
        base: dict[str, Any] = {
            "decision_id": self.id,
            "draft_sha256": self.draft,
            "explanation_sha256": self.document("示例说明"),
            "opens_on": opens,
            "closes_on": closes,
            "shortening_reason": None,
            "how_to_comment": "示例：网上、电话、书面",
            "text": "示例公告",
        }
        return public.PrepareCommentNotice(**(base | given))

    def notified(self, opens: date, closes: date, published: date | None = None, **given: Any) -> str:
        """A notice prepared and signed today, and published on the website; its id."""
        self.answered_triggers()
        prepared = self.a_notice(opens, closes, **given)
        notice_id = self.do(prepared, Role.DRAFTER).made["comment_notice"]
        signed = public.SignCommentNotice(
            decision_id=self.id, notice_id=notice_id, notice_sha256=prepared.notice_sha256
        )
        self.do(signed, Role.UNDERTAKING_HEAD)
        self.on(published or opens).do(self.publication_of(notice_id), Role.SYSTEM)
        return notice_id

    def publication_of(self, notice_id: str) -> public.RecordNoticePublished:
        """The notice on the website, today."""
        return public.RecordNoticePublished(
            decision_id=self.id,
            notice_id=notice_id,
            channel="website",
            address="https://example.org/notice",
            snapshot_sha256=self.document("公告网页"),
            published_at=self.when or START,
        )

    def commented(self, notice_id: str, text: str = "示例意见") -> str:
        """An opinion of the public; its id."""
        said = public.SubmitComment(decision_id=self.id, notice_id=notice_id, text=text, channel="online")
        return self.do(said, PUBLIC).subject_id

    def answered(
        self, *comment_ids: str, disposition: Disposition = Disposition.NOT_ADOPTED, reason: str = "示例理由"
    ) -> public.DisposeOpinions:
        """One answer to these opinions."""
        return public.DisposeOpinions(
            decision_id=self.id, comment_ids=comment_ids, disposition=disposition, reason=reason
        )

    def fed_back(self) -> None:
        """What became of the opinions is published; that nobody had one is stated first."""
        self.steps(lawful.early_answers(self, self.id, self.when))

    def sign_off(self, stage: Stage) -> Command:
        """The sign-off of an early stage on the present draft."""
        return lawful.sign_off(self.id, stage, self.draft)

    def signed(self, *stages: Stage) -> "Matter":
        """Early stages signed off by the head of the unit."""
        for stage in stages:
            self.do(self.sign_off(stage), Role.UNDERTAKING_HEAD)
        return self

    def early_filed(self) -> "Matter":
        """What the three early stages need, where no open comment is demanded."""
        if self.row(Stage.PUBLIC_PARTICIPATION).is_open:
            self.heard()
        if self.row(Stage.EXPERT_REVIEW).is_open:
            self.steps(lawful.expert_facts(self, self.id, self.draft))
        if self.row(Stage.RISK_ASSESSMENT).is_open:
            self.steps(lawful.risk_report(self, self.id, self.draft))
        return self

    def early_passed(self) -> "Matter":
        """The three early stages, carried out and signed off."""
        return self.early_filed().signed(*(stage for stage in EARLY if self.row(stage).is_open))

    def determined(self, stage: Stage) -> None:
        """A stage determined not required by two persons."""
        self.steps(lawful.determined(self, self.id, stage))

    def submitted(self) -> "Matter":
        """The complete file with the legality reviewer."""
        paper = self.document(f"送审函{next(NUMBER)}")
        self.do(legality.PrepareReviewSubmission(decision_id=self.id, paper_sha256=paper), Role.DRAFTER)
        self.do(self.submission(paper), Role.UNDERTAKING_HEAD)
        return self

    def submission(self, paper: str, without: str = "") -> legality.SubmitForLegalityReview:
        """The submission of the file, perhaps without one of its materials."""
        kinds = ("explanatory_note", "legal_basis", "account_of_procedure", "policy_consistency")
        papers = {"draft": self.draft, **{kind: self.document(kind) for kind in kinds}}
        return legality.SubmitForLegalityReview(
            decision_id=self.id,
            paper_sha256=paper,
            draft_sha256=self.draft,
            materials=tuple(
                legality.Material(kind=kind, document_sha256=sha) for kind, sha in papers.items() if kind != without
            ),
        )

    def advised(self, by: Role | Actor = Role.LEGAL_ADVISER) -> "Matter":
        """A legal adviser or government lawyer is heard."""
        self.do(legality.AdviseOnLegality(decision_id=self.id, draft_sha256=self.draft, text="示例"), by)
        return self

    def an_opinion(
        self,
        conclusion: Conclusion = Conclusion.LAWFUL,
        fault: Limb | None = None,
        at: Stage | None = None,
        risk: str | None = None,
    ) -> legality.DraftLegalityOpinion:
        """A reviewer's opinion with its three answers, one perhaps at fault."""
        answers = tuple(
            legality.LimbAnswer(
                limb=limb, answer="示例", has_fault=limb is fault, stage_at_fault=at if limb is fault else None
            )
            for limb in Limb
        )
        return legality.DraftLegalityOpinion(
            decision_id=self.id,
            draft_sha256=self.draft,
            limbs=answers,
            conclusion=conclusion,
            text="示例",
            legal_risk=risk,
        )

    def issue(self, opinion_id: str, conclusion: Conclusion = Conclusion.LAWFUL) -> legality.IssueLegalityOpinion:
        """The issue of a drafted opinion on the present draft."""
        return legality.IssueLegalityOpinion(
            decision_id=self.id,
            opinion_id=opinion_id,
            draft_sha256=self.draft,
            conclusion=conclusion,
            opinion_no=f"示例审〔2026〕{next(NUMBER)}号",
        )

    def drafted(self, opinion: legality.DraftLegalityOpinion | None = None) -> str:
        """An opinion drafted; its id."""
        return self.do(opinion or self.an_opinion(), Role.LEGALITY_REVIEWER).made["legality_opinion"]

    def opined(self, opinion: legality.DraftLegalityOpinion | None = None) -> "Matter":
        """An opinion drafted and issued."""
        opinion = opinion or self.an_opinion()
        self.do(self.issue(self.drafted(opinion), opinion.conclusion), Role.LEGALITY_HEAD)
        return self

    def reviewed(self) -> "Matter":
        """The legality review passed on the present draft."""
        return self.submitted().advised().opined()

    def fair(
        self, conclusion: FairCompetition = FairCompetition.COMPLIES, **given: Any
    ) -> legality.FileFairCompetitionReview:
        """A fair competition review."""
        base: dict[str, Any] = {"operators_heard": (lawful.an_operator(self.today),), "exception_ground": None}
        return legality.FileFairCompetitionReview(
            decision_id=self.id,
            draft_sha256=self.draft,
            conclusion=conclusion,
            document_sha256=self.document("公平竞争审查"),
            **(base | {"no_milder_alternative": None, "exception_term": None} | given),
        )

    def agenda(self, held_on: date | None = None, without: str = "", **given: Any) -> meeting.PlaceOnAgenda:
        """The draft on the agenda of the first lawful day, perhaps without one paper of its pack."""
        step = next(lawful.on_agenda(self, self.id, self.draft, held_on or self.agenda_day))
        placed: meeting.PlaceOnAgenda = step.command  # type: ignore[assignment]
        return replace(placed, pack=tuple(paper for paper in placed.pack if paper.kind != without), **given)

    def met(self, day: date | None = None, view: View = View.AGREE) -> "Matter":
        """The draft discussed at the executive meeting, ready for the head's decision; all are of one view."""
        held_on = day or self.agenda_day
        self.steps(lawful.on_agenda(self, self.id, self.draft, held_on))
        self.on(held_on).steps(lawful.discussed(self, self.id, held_on, view))
        return self

    @property
    def agenda_day(self) -> date:
        """The first day after the reviewer's working days, for a file submitted on the first Monday."""
        return date(2026, 3, 12)

    def decided(self, outcome: Outcome = Outcome.ADOPTED) -> "Matter":
        """The head's decision, and the record with its two signatures."""
        self.steps(lawful.decided(self, self.id, self.draft, outcome))
        return self

    def declare(self, change_class: ChangeClass, text: str | None = None, **given: Any) -> decision.DeclareDraftChange:
        """A declared change, to a new text or to one that is given."""
        cited = ("示例意见",) if change_class is ChangeClass.CARRIES_OUT_OPINIONS else ()
        base: dict[str, Any] = {
            "decision_id": self.id,
            "draft_sha256": self.document(text or f"示例草案之{next(NUMBER)}"),
            "explanation_sha256": self.document("示例说明"),
            "change_class": change_class,
            "summary": "示例修改",
            "carries_out": cited,
        }
        return decision.DeclareDraftChange(**(base | given))

    def changed(self, change_class: ChangeClass, text: str | None = None, **given: Any) -> "Matter":
        """A change declared by the head of the unit; the new text is the present draft."""
        declared = self.declare(change_class, text, **given)
        self.do(declared, Role.UNDERTAKING_HEAD)
        self.draft = declared.draft_sha256
        return self

    @property
    def version(self) -> int:
        """The number of the present version."""
        draft = self.case().draft
        return draft.version if draft else 0

    def confirm(self) -> decision.ConfirmDraftChange:
        """The reviewer's confirmation of the present version."""
        return decision.ConfirmDraftChange(decision_id=self.id, version=self.version)

    def refuse(self) -> decision.RefuseDraftChange:
        """The reviewer's refusal of the declared class."""
        return decision.RefuseDraftChange(decision_id=self.id, version=self.version, reason="示例")

    def confirmed(self, by: Role = Role.LEGALITY_REVIEWER) -> "Matter":
        """The declared change is what it was declared to be."""
        self.do(self.confirm(), by)
        return self


def a_body(house: World, profile: str = "hunan", kind: BodyKind = BodyKind.GOVERNMENT) -> Matter:
    """A body of its own with one undertaking unit; what happens there happens on the first Monday of March."""
    body = house.do(
        RegisterOrgan(name=f"示例机关{next(NUMBER)}", body_kind=kind, profile=profile, units=("示例局",), label="示例"),
        Role.ADMINISTRATOR,
    )
    made = Matter(house.installation, body.subject_id, body.made["unit"], keys=house.keys, when=START)
    made.with_members()
    return made


def a_matter(
    house: World, profile: str = "hunan", *, ground: StartGround = StartGround.ADJUSTMENT, **triage: Any
) -> Matter:
    """A started matter on which nothing is filed yet."""
    made = a_body(house, profile)
    asked: Mapping[str, Any] = {"touches_market": False, **triage}
    made.id = str(made.steps(lawful.started(made, ground, **asked)))
    made.draft = lawful.draft_of(made)
    return made


def findings(of: Mapping[str, Finding]) -> dict[str, str]:
    """What stands in the way, by rule and code."""
    return {rule: finding.code for rule, finding in of.items()}
