"""The write door. Every change of the record is `Engine.execute(command, by=actor, key=…, expect=…)`."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from decision_flow.actor import Actor, Belongs, Post, acting_post, sees, system
from decision_flow.audit.canonical import instant
from decision_flow.board import gate, lacks, settle
from decision_flow.casefile import DOSSIERS, SLICES, CaseFile
from decision_flow.command import REGISTRY, Act, Command, Registration
from decision_flow.entry import Request, entry, requested
from decision_flow.papers.acts import paper_is_due
from decision_flow.procedure.adoption import AdoptProfile
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.law import Law
from decision_flow.procedure.profiles import Lawbook, Profile
from decision_flow.procedure.rules import Finding, lacking, rule, satisfied
from decision_flow.procedure.stage_graph import READS
from decision_flow.store.database import Duplicate, Store, simulated_now
from decision_flow.store.identifiers import uuid7
from decision_flow.store.writing import NoSubject, Receipt, Stale, Subjected, Writing
from decision_flow.terms import Kind, Role, Stage

__all__ = ["Engine", "KeyReused", "NoSubject", "NotAuthorised", "Receipt", "Refused", "Stale", "UnknownDocument"]

FLOOR = "cn-713"
WITH_A_SENTENCE = frozenset(
    {
        "uq_catalog_organ_id_year_or_unknown",
        "uq_decision_catalog_item_id",
        "uq_expert_pool_organ_id_name",
        "uq_organ_name",
        "uq_unit_organ_id_name",
        "uq_legality_opinion_decision_id_round_number",
        "uq_legality_opinion_organ_id_opinion_no",
        "uq_legality_opinion_organ_id_number_year_number_serial",
        "uq_installation_only",
        "uq_adopted_profile_digest",
        "pk_start_request",
        "pk_prepared_paper",
        "pk_sign_off",
        "pk_determination",
    }
)
"""The constraints whose violation has a sentence of its own (DEC-10-ONCE); the others share one."""
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


class Refused(Exception):
    """暂不能办理: nothing was done. All findings at once, each with rule, article, what is missing, who cures it."""

    def __init__(self, command: Command, findings: Iterable[Finding], profile: str = "") -> None:
        self.command, self.findings, self.profile = command, tuple(findings), profile
        super().__init__(f"{type(command).__name__}: {', '.join(self.rule_ids)}")

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The rules that stand in the way."""
        return tuple(finding.rule for finding in self.findings)

    @property
    def cure_by(self) -> frozenset[Role]:
        """The roles that can supply what is missing."""
        return frozenset(role for finding in self.findings for role in finding.cure_by)


class NotAuthorised(Refused):
    """The act is another role's or another person's."""


class KeyReused(Exception):
    """The actor used this key for another act."""


class UnknownDocument(LookupError):
    """The command names a document that was never uploaded."""


class NotAdopted(Exception):
    """The profile of today is not in the record yet; it is adopted, then the act is done."""


class Engine:
    """Carries out commands on one store, under the profiles of a lawbook and the calendars of today."""

    def __init__(self, store: Store, lawbook: Lawbook, calendars: Calendars) -> None:
        self._store, self._lawbook, self._calendars = store, lawbook, calendars
        self._laws: dict[str, Law] = {}

    def execute(self, command: Command, *, by: Actor, key: str, expect: int | None = None) -> Receipt:
        """Lock, load, authorise, check, apply, sign, settle, append. There is no other way in.

        An act that was done under this key is answered with its receipt, whatever has become of the case (ADR 0008).
        Raises Refused or NotAuthorised with findings, NoSubject, Stale (`expect` does not hold), KeyReused,
        UnknownDocument, UnknownProfile.
        """
        request = requested(command)
        if (profile := request.arguments.get("profile")) is not None:
            self._lawbook.chain(profile)  # a body never stands on a profile that no file has
        for sha in request.documents:
            if not self._store.documents.holds(sha):
                raise UnknownDocument(sha)
        try:
            return self._adopting(command, request, by, key, expect)
        except (Refused, Stale, LookupError) as refusal:
            receipt = self._store.receipt(by.id, key)
            if receipt is not None:
                return answering(receipt, request)
            if isinstance(refusal, Refused):
                self._store.note_refusal(command.subject_id, by.id, type(command).__name__, refusal.rule_ids)
            raise

    def _adopting(self, command: Command, request: Request, by: Actor, key: str, expect: int | None) -> Receipt:
        """The act; where its profile is not in the record yet, that first."""
        try:
            return self._execute(command, request, by, key, expect)
        except NotAdopted as lacking_profile:
            self._adopt(str(lacking_profile))
            return self._execute(command, request, by, key, expect)
        except Duplicate as duplicate:
            raise Refused(command, [not_twice(duplicate.constraint)]) from duplicate

    def _execute(self, command: Command, request: Request, by: Actor, key: str, expect: int | None) -> Receipt:
        asked = REGISTRY[type(command)]
        with self._store.writing(subject_of(command, asked)) as tx:
            case = tx.open(expect)  # one batch: BEGIN, lock, kernel, the slices
            post = authorise(command, asked, by, case)
            act, law = self._act(tx, command, by, post, key, case)
            findings = check(act, asked, case, law)
            stage = asked.signed_stage(command, case)
            tx.write(asked.handle(act, case))
            case = tx.load()  # one batch: the row changes, then what they touched, read again
            if stage is not None:
                findings += sign(command, stage, case, law, act.on)
            elif command.kind is Kind.DECISION and not command.opens:
                tx.write(paper_is_due(type(command).__name__, case))
            if command.kind is Kind.DECISION and not command.opens:
                tx.write(settle(case, stage, act.occurred_at))
            return tx.append(*entry(act, findings, case, request), request.documents)  # board, head, entry, COMMIT

    def now(self) -> datetime:
        """The installation's time: the real one, or the simulated one of a demo (design 12.14)."""
        if not self._store.simulated:
            return datetime.now(UTC)
        with self._store.reading() as session:
            return datetime.fromisoformat(simulated_now(session))

    def today(self) -> date:
        """The installation's day, in Beijing."""
        return self.now().astimezone(BEIJING).date()

    def _act(self, tx: Writing, command: Command, by: Actor, post: Post, key: str, case: Any) -> tuple[Act, Law]:
        now = datetime.fromisoformat(tx.clock) if tx.clock else datetime.now(UTC)
        happened = command.occurred_at or now
        on = happened.astimezone(BEIJING).date()
        law = self.law_of(case, on)
        act = Act(
            command,
            tx.subject_id,
            by,
            post,
            tx.seq + 1,
            instant(now),
            instant(happened),
            on,
            key,
            law,
            law.profile.digest if case is not None else None,
            lambda: self.corrected_law(case),
            lambda: str(uuid7()),
        )
        if act.profile_digest is not None and act.profile_digest not in self._laws:
            raise NotAdopted(act.profile_digest)
        if command.adopts is not None and self.corrected_law(case).profile.digest == command.adopts:
            self._pinned(command.adopts)
        return act, law

    def corrected_law(self, case: CaseFile) -> Law:
        """What the profile of a case says of the day of its start, as its file is now (design 12.9); of a case that
        is not started, what it pinned: nothing."""
        if case.started_on is None:
            return self.law_of(case, self.today())
        profile = self._lawbook.resolve(case.profile, date.fromisoformat(case.started_on))
        return self._laws.get(profile.digest) or Law(profile, self._calendars, self._lawbook.special)

    def law_of(self, case: Any, on: date) -> Law:
        """The law of a file: what it pinned, else what its body's profile says on that day (design 12.9)."""
        if case is not None and case.profile_digest is not None:
            return self._pinned(case.profile_digest)
        profile = self._lawbook.resolve(case.profile if case is not None else FLOOR, on)
        return self._laws.get(profile.digest) or Law(profile, self._calendars, self._lawbook.special)

    def _pinned(self, digest: str) -> Law:
        if digest not in self._laws:
            text = self._store.profile(digest)
            if text is None:
                raise NotAdopted(digest)
            self._laws[digest] = Law(Profile.from_canonical(text), self._calendars, self._lawbook.special)
        return self._laws[digest]

    def _adopt(self, digest: str) -> None:
        """Store the profile by its digest, once (AdoptProfile), so that every digest an entry names can be read."""
        profile = self._lawbook.by_digest(digest)
        self.execute(
            AdoptProfile(name=profile.name, digest=digest, text=profile.canonical.decode()),
            by=system("profiles"),
            key=f"adopt:{digest}",
        )
        self._pinned(digest)


def subject_of(command: Command, asked: Registration) -> Subjected:
    """The subject with the file and the slices that the act's rules and its stage's gate read."""
    read_kind = command.within if command.opens else command.kind
    names = dict.fromkeys((*asked.slices, *(READS[asked.signs] if asked.signs else ())))
    new_id = str(uuid7()) if command.opens else str(command.subject_id)
    return Subjected(
        command.kind.value,
        new_id,
        command.opens,
        command.subject_id,
        DOSSIERS[read_kind] if read_kind else None,
        tuple(SLICES[name] for name in names),
        command.named,
    )


def answering(receipt: Receipt, request: Request) -> Receipt:
    """The old receipt for the same act; another act under the same key is refused."""
    if receipt.request_sha256 != request.digest:
        raise KeyReused(f"the key was used for entry {receipt.seq} of {receipt.subject_id}")
    return receipt


def authorise(command: Command, asked: Registration, by: Actor, case: Belongs) -> Post:
    """The post that permits the act: role first, then its relation to the file. A stranger is told nothing."""
    post = acting_post(by, asked.by, case, command.acts_for)
    if post is not None:
        return post
    if case is not None and Role.CITIZEN not in asked.by and not sees(by, case):
        raise NoSubject(str(command.subject_id))
    raise NotAuthorised(command, [role_is_permitted(asked.by)])


@rule("SOD-ROLE", article="system")
def role_is_permitted(permitted: frozenset[Role]) -> Finding:
    """An act is done by a role that the permission table names for it, in its relation to the case."""
    return lacking("role", cure_by=tuple(sorted(permitted)), roles=sorted(permitted))


@rule("DEC-39-BACKDATED", article="39")
def event_time_is_honest(act: Act) -> Finding:
    """Nothing is dated ahead, and what is recorded on a later day says why."""
    if act.occurred_at > act.recorded_at:
        return lacking("ahead", cure_by=act.post.role)
    recorded_on = datetime.fromisoformat(act.recorded_at).astimezone(BEIJING).date()
    if act.on != recorded_on and not act.command.late_reason:
        return lacking("no_reason", cure_by=act.post.role, occurred_on=act.on, recorded_on=recorded_on)
    return satisfied()


def check(act: Act, asked: Registration, case: Any, law: Law) -> tuple[Finding, ...]:
    """The act's own rules, all of them; what is lacking refuses. Separation of duties is 403, the rest 409."""
    findings = (event_time_is_honest(act), *(one(act, case, law, act.on) for one in asked.rules))
    lacked = lacks(findings)
    if lacked:
        apart = any(finding.rule.startswith("SOD-") for finding in lacked)
        raise (NotAuthorised if apart else Refused)(act.command, lacked, law.profile.name)
    return findings


def sign(command: Command, stage: Stage, case: CaseFile, law: Law, on: date) -> tuple[Finding, ...]:
    """The whole gate of the stage, asked once, after the signature is written."""
    findings = gate(stage, case, law, on)
    lacked = lacks(findings)
    if lacked:
        raise Refused(command, lacked, law.profile.name)
    return findings


@rule("DEC-10-ONCE", article="10")
def not_twice(constraint: str) -> Finding:
    """One matter has one record: what the database keeps unique is not made a second time."""
    code = constraint if constraint in WITH_A_SENTENCE else "twice"
    return lacking(code, cure_by=(Role.CATALOG_OFFICER, Role.DRAFTER))
