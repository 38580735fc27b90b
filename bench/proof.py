"""How fast the proof explores: every matter under one profile, to the last state, on one core.

Run: `python -m bench.proof [profile]`; JSON goes to results/proof.json. Seconds are the processor's.
"""

import json
import platform
import sys
from pathlib import Path

import decision_flow.proof  # noqa: F401  (its moves register)
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.profiles import Lawbook
from decision_flow.proof.proving import prove_profiles
from decision_flow.settings import CHECKOUT

RESULT = Path(__file__).parent / "results" / "proof.json"


def main() -> None:
    """Explore, and write what it took."""
    profile = sys.argv[1] if len(sys.argv) > 1 else "jishou"
    proved = prove_profiles(Lawbook(CHECKOUT / "config"), Calendars(CHECKOUT / "config"), [profile])
    states, seconds = sum(one.states for one in proved.proofs), sum(one.seconds for one in proved.proofs)
    result = {
        "profile": profile,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "states": states,
        "seconds": round(seconds, 1),
        "states_per_s": round(states / seconds),
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
