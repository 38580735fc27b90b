"""Declared changes of the draft: Art. 18, 24, 28. What a change makes stale does not depend on what was said first."""

from decision_flow.decision.commands import DeclareDraftChange, RefuseDraftChange
from decision_flow.decision.listing import board
from decision_flow.terms import ChangeClass, Role, Stage
from tests.world import World


def declared(world: World, case: str, change_class: ChangeClass) -> None:
    """Version 2, declared as of this class."""
    command = DeclareDraftChange(
        decision_id=case,
        draft_sha256=world.document("示例：草案第2稿，增加收费"),
        explanation_sha256=world.document("示例：说明"),
        change_class=change_class,
        summary="示例：增加收费",
    )
    world.do(command, Role.UNDERTAKING_HEAD)


def participation(world: World, case: str) -> tuple[str, int]:
    """Status and round of public participation."""
    with world.installation.store.reading() as session:
        row = next(row for row in board(session, case) if row.stage == Stage.PUBLIC_PARTICIPATION)
    return row.status, row.round


def test_art_28_a_substantive_change_first_called_editorial_hears_the_public_again(world: World):
    """A declaration that the reviewer did not confirm keeps nothing standing once it is declared as what it is."""
    case = world.started()
    declared(world, case, ChangeClass.EDITORIAL)
    assert participation(world, case) == ("open", 1)
    world.do(RefuseDraftChange(decision_id=case, version=2, reason="示例：增加收费"), Role.LEGALITY_REVIEWER)
    declared(world, case, ChangeClass.SUBSTANTIVE)
    assert participation(world, case) == ("returned", 2)
