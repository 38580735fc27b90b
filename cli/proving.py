"""`decision-flow prove`: explore every order of acts, under every profile, and say what holds."""

from argparse import Namespace, _SubParsersAction
from collections.abc import Iterable
from typing import Any

from rich.status import Status

import decision_flow.proof  # noqa: F401  (its moves register)
from cli.output import for_people, print_json
from cli.tables import console, print_table
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.speech import Speech
from decision_flow.proof.invariants import EVERY, Invariant
from decision_flow.proof.matter import MATTERS
from decision_flow.proof.proving import Proved, prove_profiles
from decision_flow.settings import Settings


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    command = commands.add_parser(
        "prove", help="逐一走遍办理次序，核对没有绕过、没有办不下去 / explore every order of acts"
    )
    command.add_argument("--profile", metavar="PROFILE", help="只查一个适用规定 / one profile; default: all")
    command.add_argument(
        "--matter",
        choices=[matter.name for matter in MATTERS],
        help="只查一类事项 / one kind of matter; default: all",
    )
    for_people(command)
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """0 everything holds, 1 an invariant is violated."""
    config = Settings.from_environment().config
    lawbook, speech = Lawbook(config), Speech(Messages(config), asked.lang)
    names = (asked.profile,) if asked.profile else lawbook.names()
    lawbook.chain(names[0])
    matters = [matter for matter in MATTERS if asked.matter in (None, matter.name)]
    with console.status("") as status:
        proved = prove_profiles(lawbook, Calendars(config), names, matters, lambda states: _tell(status, states))
    if asked.json:
        print_json(as_json(proved))
    else:
        show(proved, speech)
    return 1 if any(proof.violation for proof in proved.proofs) else 0


def _tell(status: Status, states: int) -> None:
    status.update(f"{states:,}")


def as_json(proved: Proved) -> dict[str, Any]:
    """What machines read: states, steps, seconds of the processor, whether each invariant holds, and what breaks it."""
    broken = {proof.violation.invariant.name: proof for proof in proved.proofs if proof.violation}
    return {
        "states": sum(proof.states for proof in proved.proofs),
        "steps": sum(proof.steps for proof in proved.proofs),
        "seconds": round(sum(proof.seconds for proof in proved.proofs), 2),
        "invariants": {one.name: one.name not in broken for one in EVERY},
        "explored": [
            {"profile": one.profile, "matter": one.matter, "states": one.states, "steps": one.steps}
            for one in proved.proofs
        ],
        "same_as": dict(proved.same_as),
        "violations": [
            {
                "invariant": name,
                "profile": proof.profile,
                "matter": proof.matter,
                "path": [{"on": day, "act": act} for day, act in (proof.violation.path if proof.violation else ())],
            }
            for name, proof in broken.items()
        ],
    }


def show(proved: Proved, speech: Speech) -> None:
    """The invariants, what was explored, and the shortest way to what does not hold."""
    broken = {proof.violation.invariant: proof for proof in proved.proofs if proof.violation}
    print_table(
        speech("prove_invariants"),
        speech.columns("article", "prove_invariant", "prove_holds"),
        [(one.article, speech.either(one.zh, one.en), _mark(one, broken)) for one in EVERY],
    )
    print_table(
        speech("prove_explored"),
        speech.columns("prove_profile", "prove_matter", "prove_states", "prove_steps", "prove_seconds"),
        [(one.profile, one.matter, f"{one.states:,}", f"{one.steps:,}", f"{one.seconds:.1f}") for one in proved.proofs],
    )
    for like, names in _by_law(proved).items():
        console.print(speech("prove_same", profile=like, profiles=speech.listed(names)))
    states, seconds = sum(one.states for one in proved.proofs), sum(one.seconds for one in proved.proofs)
    console.print(speech("prove_total", states=f"{states:,}", seconds=f"{seconds:.1f}"))
    for invariant, proof in broken.items():
        steps = proof.violation.path if proof.violation else ()
        print_table(
            speech("prove_path", invariant=invariant.name, profile=proof.profile, matter=proof.matter),
            speech.columns("prove_day", "prove_act"),
            list(steps),
        )


def _mark(one: Invariant, broken: Iterable[Invariant]) -> str:
    return "✗" if one in broken else "✓"


def _by_law(proved: Proved) -> dict[str, list[str]]:
    like: dict[str, list[str]] = {}
    for name, same in proved.same_as.items():
        like.setdefault(same, []).append(name)
    return like
