"""Art. 39, plan 86 and rulings 8, 32, 71: each act has its role; nobody signs alone, and no machine signs."""

from dataclasses import replace

import pytest

from decision_flow.actor import OF_NO_BODY, Actor, Post
from decision_flow.collective_discussion.commands import RecordView
from decision_flow.command import REGISTRY
from decision_flow.decision.commands import SignDetermination
from decision_flow.engine import NoSubject, NotAuthorised
from decision_flow.organ.commands import FoundInstallation
from decision_flow.procedure.adoption import AdoptProfile
from decision_flow.store.identifiers import uuid7
from decision_flow.terms import Kind, Role
from tests.lawful import Step, the_whole_procedure
from tests.statute.matters import DAY, MONDAY, a_matter
from tests.world import World, digest

BY_MACHINES = {
    "AdoptProfile",
    "AdvanceClock",
    "CloseCommentPeriod",
    "FoundInstallation",
    "ImportCatalog",
    "ImportCatalogItems",
    "RecordCatalogPaper",
    "RecordDecisionPublished",
    "RecordHearingSignUps",
    "RecordMaterialsDelivered",
    "RecordNoticeInterrupted",
    "RecordNoticePublished",
    "RecordNoticeRestored",
    "RecordPaper",
    "RegisterOrgan",
    "RegisterUnits",
    "SubmitComment",
}
"""What a flow's own actor may do: found and import, close a window, record deliveries, publications and papers."""


def somebody(world: World, *roles: Role) -> Actor:
    """Somebody of the body and its unit who holds all these roles, and no other."""
    posts = []
    for role in roles:
        post = world.actor(role).posts[0]
        posts.append(replace(post, organ_id=None if role in OF_NO_BODY else post.organ_id))
    return Actor("somebody", "示例人", tuple(posts))


def is_turned_away(world: World, step: Step, by: Actor) -> bool:
    """Whether the engine answers 403, or 404 to who may not see the file."""
    try:
        world.installation.engine.execute(step.command, by=by, key=f"tried-{uuid7()}")
    except (NotAuthorised, NoSubject) as refusal:
        return not isinstance(refusal, NotAuthorised) or set(refusal.rule_ids) == {"SOD-ROLE"}
    return False


def test_art_39_every_act_is_refused_to_every_role_that_the_table_does_not_permit(world: World):
    """Each command of the whole procedure, at the moment when its own role may do it, tried with all other roles,
    with none, and with the right one in another body."""
    seen: set[type] = set()
    for step in the_whole_procedure(world):
        command = type(step.command)
        if command not in seen:
            seen.add(command)
            permitted = REGISTRY[command].by
            others = [role for role in Role if role not in permitted]
            assert is_turned_away(world, step, somebody(world, *others)), f"{command.__name__}: {permitted}"
            assert is_turned_away(world, step, Actor("nobody", "无岗位", ()))
            if command.kind is Kind.DECISION and not command.opens:
                assert is_turned_away(world, step, of_another_body(step.by)) or Role.SYSTEM in permitted
        world.do(step.command, step.by, key=step.key)
    assert {command.__name__ for command in set(REGISTRY) - seen} == {"FoundInstallation"}


def of_another_body(actor: Actor) -> Actor:
    """The same role, held elsewhere."""
    elsewhere = "0190a000-0000-7000-8000-0000000000ff"
    return replace(actor, posts=tuple(replace(post, organ_id=elsewhere) for post in actor.posts))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_art_39_an_installation_is_founded_and_a_profile_adopted_by_no_person(house: World, role):
    founding = FoundInstallation(name="示例", administrator_id=str(uuid7()), administrator="示例")
    adopting = AdoptProfile(name="示例", digest=digest("示例"), text="{}")
    for command in (founding, adopting):
        assert is_turned_away(house, Step(command, house.actor(role), ""), somebody(house, role))


def test_art_39_a_unit_acts_only_on_its_own_matters(house: World):
    matter = a_matter(house)
    other = Actor("p", "示例", (Post(Role.UNDERTAKING_HEAD, matter.organ_id, "another unit", "负责人"),))
    declared = matter.declare("editorial")
    assert set(matter.lacks(declared, other)) == {"SOD-ROLE"}
    assert matter.do(declared, Role.UNDERTAKING_HEAD).seq


def test_plan_86_a_machine_holds_no_signing_command():
    held = {command for command, asked in REGISTRY.items() if Role.SYSTEM in asked.by}
    assert {command.__name__ for command in held} == BY_MACHINES
    assert not [command for command in held if REGISTRY[command].signs is not None]


def test_plan_86_no_machine_signs_determines_answers_an_opinion_or_records_a_view(house: World):
    """Tried at the door, not read from the table."""
    matter = a_matter(house, "jishou")
    comment = matter.commented(matter.notified(MONDAY, MONDAY + 30 * DAY))
    paper = matter.document("认定")
    tried = [
        *(matter.sign_off(stage) for stage in ("public_participation", "expert_review", "risk_assessment")),
        SignDetermination(
            decision_id=matter.id, stage="expert_review", reason="x", legal_ground="x", paper_sha256=paper
        ),
        matter.answered(comment),
        RecordView(decision_id=matter.id, person_id=comment, view="agree", words="示例"),
        matter.issue(comment),
        matter.confirm(),
    ]
    for command in tried:
        assert set(matter.lacks(command, Role.SYSTEM)) == {"SOD-ROLE"}
