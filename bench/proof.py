"""How fast the proof explores: every matter under one profile, to the last state, on one core.

Run: `python -m bench.proof [profile]`; JSON goes to results/proof.json. Seconds are the processor's.
"""

import json
import platform
import sys
from pathlib import Path
from time import process_time

import decision_flow.proof  # noqa: F401  (its moves register)
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.profiles import Lawbook
from decision_flow.proof.proving import prove_profiles
from decision_flow.settings import CHECKOUT

RESULT = Path(__file__).parent / "results" / "proof.json"


class Minute:
    """How many states there are when a minute of the processor is over; told of each matter as it goes."""

    def __init__(self) -> None:
        self.began, self.before, self.here, self.states = process_time(), 0, 0, 0

    def __call__(self, states: int) -> None:
        """So many states of the present matter; fewer than a moment ago: it is another one."""
        if states < self.here:
            self.before += self.here
        self.here = states
        if process_time() - self.began <= 60:
            self.states = self.before + states


def main() -> None:
    """Explore, and write what it took."""
    profile = sys.argv[1] if len(sys.argv) > 1 else "jishou"
    lawbook, calendars, minute = Lawbook(CHECKOUT / "config"), Calendars(CHECKOUT / "config"), Minute()
    proved = prove_profiles(lawbook, calendars, [profile], tick=minute)
    states, seconds = sum(one.states for one in proved.proofs), sum(one.seconds for one in proved.proofs)
    result = {
        "profile": profile,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "states": states,
        "seconds": round(seconds, 1),
        "states_per_s": round(states / seconds),
        "states_within_a_minute": minute.states,
        "matters": {
            one.matter: {"states": one.states, "steps": one.steps, "seconds": round(one.seconds, 1)}
            for one in proved.proofs
        },
        "violations": sum(one.violation is not None for one in proved.proofs),
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
