"""`verify`: recompute the record."""

from argparse import Namespace, _SubParsersAction
from typing import Any

from cli.output import CommandProblem, opened, print_json, with_json
from cli.reads import decision_named
from cli.tables import console, print_table
from decision_flow.audit.verify import verify


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    command = commands.add_parser("verify", help="核验记录是否完整 / recompute the record")
    command.add_argument("decision", nargs="?", metavar="DECISION", help="only this decision")
    command.add_argument("--expect", metavar="LENGTH:HEAD", help="the length and head that a receipt shows")
    command.add_argument("--deep", action="store_true", help="also compare every table with what the entries say")
    with_json(command)
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """0 intact, 1 not."""
    served = opened()
    if asked.expect and not asked.decision:
        raise CommandProblem("--expect 须指明事项 / --expect needs a DECISION")
    with served.store.reading() as session:
        subject = decision_named(session, asked.decision) if asked.decision else None
        done = verify(session, subject_id=subject, expected=expectation(asked.expect), deep=asked.deep)
    if asked.json:
        print_json(
            {
                "subjects": done.subjects,
                "entries": done.entries,
                "rows": done.rows,
                "intact": done.intact,
                "faults": [{"subject": f.subject_id, "seq": f.seq, "what": f.what} for f in done.faults],
            }
        )
    elif done.intact:
        console.print(
            f"记录完整：{done.subjects}条链，{done.entries}条记录 / intact: {done.subjects} chains, "
            f"{done.entries} entries"
        )
    else:
        print_table("记录不一致", ("主体", "序号", "问题"), [(f.subject_id, f.seq, f.what) for f in done.faults])
    return 0 if done.intact else 1


def expectation(given: str | None) -> tuple[int, str] | None:
    """41:9f3c… → (41, "9f3c…")."""
    if not given:
        return None
    length, _, head = given.partition(":")
    if not length.isdecimal() or len(head) != 64:
        raise CommandProblem("--expect 的写法是 长度:链头（64位） / --expect is LENGTH:HEAD with 64 digits")
    return int(length), head
