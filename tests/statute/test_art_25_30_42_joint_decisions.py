"""Art. 14, 25, 30, 42 and ruling 7: several bodies decide one matter; one lead, one draft, one participation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from decision_flow.actor import Actor
from decision_flow.decision import listing
from decision_flow.decision.tasks import tasks
from decision_flow.engine import NoSubject
from decision_flow.joint_decision import commands as joint
from decision_flow.joint_decision.queries import bodies
from decision_flow.organ.commands import RegisterOrgan
from decision_flow.terms import BodyKind, ChangeClass, Conclusion, Outcome, Presence, Role, Stage, StageStatus, View
from tests import lawful
from tests.lawful import joint_decision as given
from tests.lawful.joint_decision import JointOrgan
from tests.statute.matters import DAY, MONDAY, Matter, a_matter, findings
from tests.statute.test_art_29_to_37_meeting_and_issue import OFFICE, agreed_and_named, in_force, published
from tests.world import World

UNIT, HEAD, SECRETARY, REVIEW_HEAD = (
    Role.UNDERTAKING_HEAD,
    Role.ADMINISTRATIVE_HEAD,
    Role.MEETING_SECRETARY,
    Role.LEGALITY_HEAD,
)


@dataclass
class Jointly(Matter):
    """A matter of a lead and of another body, `other`; `opinion_id` is the lead's opinion on the present draft."""

    other: JointOrgan = None  # type: ignore[assignment]
    opinion_id: str = ""

    def by(self, role: Role) -> Actor:
        """Who holds the role in the other body."""
        return self.other.actor(role)

    def opined_upon(self) -> "Jointly":
        """The lead's opinion passes the review on the present draft."""
        self.opinion_id = self.drafted()
        self.do(self.issue(self.opinion_id), REVIEW_HEAD)
        return self

    def lead_decided(self) -> "Jointly":
        """The lead's review and its own meeting, with the Party's answer and the executing unit."""
        self.early_passed().submitted().advised()
        self.opined_upon().met().decided()
        agreed_and_named(self)
        return self

    def reliance(self) -> joint.RelyOnLeadReview:
        """The other body relies on the lead's opinion."""
        return given.reliance(self.id, self.draft, self.other, self.opinion_id)

    def own_review(self, **told: Any) -> joint.RecordJointReview:
        """The other body's own opinion."""
        return given.own_review(self, self.id, self.draft, self.other, **told)

    def meeting(self, **told: Any) -> joint.RecordJointDiscussion:
        """The other body's own meeting today."""
        return given.meeting_of(self, self.id, self.draft, self.other, **({"held_on": self.today} | told))

    def signature(self, recorded: joint.RecordJointDiscussion) -> joint.SignJointDiscussion:
        """The signature of the other body's head."""
        return joint.SignJointDiscussion(
            decision_id=self.id, organ_id=self.other.id, record_sha256=recorded.record_sha256
        )

    def other_met(self, **told: Any) -> "Jointly":
        """The other body's meeting, recorded and signed."""
        self.steps(given.discussed_and_signed(self, self.meeting(**told), self.other))
        return self

    def relied(self) -> "Jointly":
        """The other body relies on the lead's opinion."""
        self.do(self.reliance(), self.by(REVIEW_HEAD))
        return self

    def withdrawn(self) -> "Jointly":
        """The other body says that it takes no part any longer."""
        self.steps(given.withdrawn(self, self.id, self.other))
        return self


def before_it_opens(house: World, profile: str = "hunan", kind: BodyKind = BodyKind.DEPARTMENT) -> Jointly:
    """A started matter, and another body that has not joined it."""
    matter = a_matter(house, profile)
    made = Jointly(**vars(matter))
    made.other = made.steps(given.a_joint_organ(made, kind))
    return made


def jointly(house: World, profile: str = "hunan") -> Jointly:
    """A started matter that another body decides jointly."""
    matter = before_it_opens(house, profile)
    matter.do(given.joined(matter, matter.id, matter.other), UNIT)
    return matter


def lacking(matter: Matter) -> dict[str, str]:
    """What the publication lacks of the other bodies, by rule and code."""
    return {one.rule: one.code for one in matter.explained() if one.rule.startswith("JD-") and one.status == "lacking"}


def told_names(matter: Matter, rule: str) -> Iterable[Any]:
    """The values of a finding of the publication's gate."""
    return next(one for one in matter.explained() if one.rule == rule).values.items()


# Publication waits for all


def test_art_30_publication_waits_for_every_joint_body(house: World):
    matter = jointly(house).lead_decided()
    name = told(matter, bodies)[0].organ
    assert findings(matter.lacks(published(matter), OFFICE)) == {"JD-25-ALL": "not_reviewed", "JD-30-ALL": "waits"}
    assert ("bodies", [name]) in told_names(matter, "JD-25-ALL")
    matter.relied()
    assert lacking(matter) == {"JD-30-ALL": "waits"}
    assert ("undiscussed", [name]) in told_names(matter, "JD-30-ALL")
    recorded = matter.meeting()
    matter.do(recorded, matter.by(SECRETARY))
    assert dict(told_names(matter, "JD-30-ALL")) == {"undiscussed": None, "unsigned": [name], "not_adopted": None}
    assert next(one for one in matter.explained() if one.rule == "JD-30-ALL").cure_by == (HEAD,)
    matter.do(matter.signature(recorded), matter.by(HEAD))
    assert lacking(matter) == {}
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


def told(matter: Matter, query: Any) -> Any:
    """What a list of the decision tells."""
    with matter.installation.store.reading() as session:
        return query(session, matter.id)


def test_art_30_a_decision_of_one_body_waits_for_nobody(house: World):
    matter = a_matter(house).early_passed().reviewed().met().decided()
    agreed_and_named(matter)
    told = {one.rule: (one.status, one.code) for one in matter.explained() if one.rule.startswith("JD-")}
    assert told == dict.fromkeys(("JD-25-ALL", "JD-30-ALL", "JD-30-REFUSED"), ("not_applicable", "single_body"))
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


def test_art_30_neither_lead_nor_other_body_need_be_first(house: World):
    """The other body may discuss as soon as the review has passed, before the lead's own meeting."""
    matter = jointly(house)
    matter.early_passed().submitted().advised()
    matter.opined_upon().relied().other_met()
    matter.met().decided()
    agreed_and_named(matter)
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


# Who decides jointly


def test_art_14_bodies_join_before_the_notice_is_signed(house: World):
    matter = before_it_opens(house)
    adding = given.joined(matter, matter.id, matter.other)
    matter.notified(MONDAY, MONDAY + 30 * DAY)
    assert findings(matter.lacks(adding, UNIT)) == {"JD-14-ONE": "announced"}
    matter.changed(ChangeClass.SUBSTANTIVE).confirmed()
    assert matter.do(adding, UNIT).seq  # the public is heard again, and is told


def test_art_14_bodies_join_before_the_review_opens(house: World):
    matter = before_it_opens(house).early_passed()
    adding = given.joined(matter, matter.id, matter.other)
    assert findings(matter.lacks(adding, UNIT)) == {"JD-14-ONE": "in_review"}
    other = before_it_opens(house)
    assert other.do(given.joined(other, other.id, other.other), HEAD).seq


def test_art_42_a_joint_body_is_another_confirmed_body_of_a_kind_that_decides(house: World):
    matter = before_it_opens(house)
    adding = given.joined(matter, matter.id, matter.other)
    lead = replace(adding, organ_id=matter.organ_id)
    assert findings(matter.lacks(lead, UNIT)) == {"JD-42-BODY": "the_lead"}
    nobody = replace(adding, organ_id="0190a000-0000-7000-8000-00000000dead")
    assert findings(matter.lacks(nobody, UNIT)) == {"JD-42-BODY": "unknown"}
    matter.do(adding, UNIT)
    assert findings(matter.lacks(adding, UNIT)) == {"JD-42-BODY": "joined"}
    proposed = RegisterOrgan(name=f"示例导入{matter.id}", body_kind="department", profile="hunan", proposed=True)
    unconfirmed = replace(adding, organ_id=matter.do(proposed, Role.ADMINISTRATOR).subject_id)
    assert findings(matter.lacks(unconfirmed, UNIT)) == {"JD-42-BODY": "unconfirmed"}


def test_art_42_a_kind_for_which_the_law_names_no_meeting_does_not_join(house: World):
    """A sub-district office is no government: its meeting is named by the local instrument alone (Jishou plan 27)."""
    nation = before_it_opens(house, "hunan", BodyKind.SUB_DISTRICT)
    assert findings(nation.lacks(given.joined(nation, nation.id, nation.other), UNIT)) == {"JD-42-BODY": "no_forum"}
    local = before_it_opens(house, "jishou", BodyKind.SUB_DISTRICT)
    assert local.do(given.joined(local, local.id, local.other), UNIT).seq


def test_party_and_government_documents_are_told_to_need_the_governments_own_meeting(house: World):
    matter = before_it_opens(house)
    said = matter.installation.messages.cure("JD-42-BODY", "unknown", {})
    assert "党政联合发文" in said and "政府一方仍须由本机关的会议讨论决定" in said


# Who sees, and who may do what


def test_members_of_a_joint_body_see_the_case_and_do_only_its_own_acts(house: World):
    matter = before_it_opens(house).early_passed()
    stranger = matter.by(REVIEW_HEAD)
    with pytest.raises(NoSubject):
        matter.do(matter.confirm(), stranger)
    assert seen(matter, stranger) is None
    matter = jointly(house)
    matter.early_passed().submitted()
    for role in (REVIEW_HEAD, SECRETARY, HEAD, Role.MEETING_MEMBER):
        assert seen(matter, matter.by(role)) is not None
    for command, role in (
        (matter.confirm(), REVIEW_HEAD),
        (matter.agenda(), SECRETARY),
        (given.narrowed(matter, matter.id, matter.other), HEAD),
        (given.joined(matter, matter.id, matter.other), HEAD),
    ):
        assert findings(matter.lacks(command, matter.by(role))) == {"SOD-ROLE": "role"}
    assert waiting(matter, REVIEW_HEAD) == ["legality_review"] and waiting(matter, Role.MEETING_MEMBER) == []


def seen(matter: Matter, actor: Actor) -> Any:
    """The decision as this actor's page shows it."""
    return told(matter, lambda session, decision_id: listing.decision(session, decision_id, actor))


def waiting(matter: Jointly, role: Role) -> list[str]:
    """The stages in which something waits for the other body's person."""
    page = told(matter, lambda session, _: tasks(session, matter.by(role)))
    return [row.stage for row in page.rows if row.decision_id == matter.id]


def test_nobody_of_the_lead_or_of_a_third_body_acts_for_a_joint_body(house: World):
    matter = jointly(house).lead_decided()
    third = matter.steps(given.a_joint_organ(matter))
    for command, role in (
        (matter.own_review(), REVIEW_HEAD),
        (matter.reliance(), REVIEW_HEAD),
        (matter.meeting(), SECRETARY),
        (next(given.withdrawn(matter, matter.id, matter.other)).command, HEAD),
    ):
        assert findings(matter.lacks(command, role)) == {"SOD-ROLE": "role"}
        with pytest.raises(NoSubject):
            matter.do(command, third.actor(role))
        own = replace(command, organ_id=third.id)  # it has not joined: its own posts give it nothing here
        with pytest.raises(NoSubject):
            matter.do(own, third.actor(role))
    matter.relied()


# Its review


def test_art_25_a_body_discusses_nothing_that_it_has_not_had_reviewed(house: World):
    matter = jointly(house).lead_decided()
    assert findings(matter.lacks(matter.meeting(), matter.by(SECRETARY))) == {"JD-25-FIRST": "not_reviewed"}
    matter.do(matter.own_review(), matter.by(REVIEW_HEAD))
    assert findings(matter.lacks(matter.meeting(held_on=matter.today - DAY), matter.by(SECRETARY))) == {
        "JD-25-FIRST": "before"
    }
    matter.other_met()
    assert lacking(matter) == {}


def test_art_25_a_body_relies_only_on_the_opinion_that_passed_on_the_present_draft(house: World):
    matter = jointly(house)
    matter.early_passed().submitted().advised()
    matter.opinion_id = matter.drafted()
    assert findings(matter.lacks(matter.reliance(), matter.by(REVIEW_HEAD))) == {"JD-25-LEAD": "not_passed"}
    matter.do(matter.issue(matter.opinion_id), REVIEW_HEAD)
    other = replace(matter.reliance(), opinion_id=matter.organ_id)
    assert findings(matter.lacks(other, matter.by(REVIEW_HEAD))) == {"JD-25-LEAD": "other_opinion"}
    matter.relied()


@pytest.mark.parametrize("conclusion", [Conclusion.UNLAWFUL, Conclusion.LAWFUL_AFTER_CHANGES])
def test_art_25_what_its_own_review_found_unlawful_a_body_does_not_discuss(house: World, conclusion):
    matter = jointly(house).lead_decided()
    matter.do(matter.own_review(conclusion=conclusion), matter.by(REVIEW_HEAD))
    assert findings(matter.lacks(matter.meeting(), matter.by(SECRETARY))) == {"JD-25-FIRST": "unlawful"}
    assert lacking(matter)["JD-25-ALL"] == "unlawful"


def test_art_25_an_exploratory_reform_goes_on_with_its_risk_stated(house: World):
    matter = jointly(house).lead_decided()
    exploratory = matter.own_review(conclusion=Conclusion.EXPLORATORY)
    assert findings(matter.lacks(exploratory, matter.by(REVIEW_HEAD))) == {"LR-25-RISK": "no_risk"}
    matter.do(replace(exploratory, legal_risk="示例风险"), matter.by(REVIEW_HEAD))
    matter.other_met()
    assert lacking(matter) == {}


def test_art_25_the_own_review_is_of_a_review_body_of_its_kind(house: World):
    matter = jointly(house).lead_decided()
    township = matter.own_review(reviewer="judicial_office")
    assert findings(matter.lacks(township, matter.by(REVIEW_HEAD))) == {"JD-25-REVIEWER": "other_reviewer"}
    assert matter.do(matter.own_review(reviewer="government_lawyer"), matter.by(REVIEW_HEAD)).seq


def test_art_25_joint_bodies_act_from_the_review_on(house: World):
    matter = jointly(house)
    assert findings(matter.lacks(matter.own_review(), matter.by(REVIEW_HEAD))) == {"JD-30-OPEN": "not_yet"}
    matter.early_passed()
    assert matter.do(matter.own_review(), matter.by(REVIEW_HEAD)).seq


# Its meeting


def test_art_30_each_body_has_its_own_meeting_and_no_party_meeting_stands_for_it(house: World):
    matter = jointly(house).lead_decided().relied()
    for forum, code in (("党组会", "party_meeting"), ("政府常务会议", "other_forum")):
        assert findings(matter.lacks(matter.meeting(forum=forum), matter.by(SECRETARY))) == {"CD-30-FORUM": code}
    matter.other_met()


def test_art_30_members_are_those_of_that_body_on_that_day(house: World):
    matter = jointly(house).lead_decided().relied()
    member, head = given.members(matter.other)
    for listed, code in (((head,), "left_out"), ((member, head, replace(member, person_id=matter.id)), "no_members")):
        found = findings(matter.lacks(matter.meeting(members=listed), matter.by(SECRETARY)))
        assert found["CD-30-MEMBERS"] == code
    swapped = (replace(member, is_head=True), replace(head, is_head=False))
    assert findings(matter.lacks(matter.meeting(members=swapped), matter.by(SECRETARY)))["CD-30-MEMBERS"] == "no_head"
    matter.other_met()


def test_art_30_in_every_body_the_head_speaks_last_and_everybody_present_is_heard(house: World):
    matter = jointly(house).lead_decided().relied()
    member, head = given.members(matter.other)
    tried = {
        "CD-30-HEAD-LAST": (head, member),
        "CD-30-VIEWS": (replace(member, view=None, words=None), head),
        "JD-30-WORDS": (replace(member, words=None), head),
        "CD-30-RECUSAL": (replace(member, view=None, words=None, presence=Presence.RECUSED), head),
        "CD-30-ATTENDANCE": (member, replace(head, is_head=False)),
    }
    for rule, members in tried.items():
        assert rule in findings(matter.lacks(matter.meeting(members=members), matter.by(SECRETARY)))
    absent = (replace(member, presence=Presence.ABSENT), head)
    assert findings(matter.lacks(matter.meeting(members=absent), matter.by(SECRETARY))) == {
        "JD-30-WORDS": "took_no_part"
    }
    matter.other_met(members=given.members(matter.other, None, View.AGREE))


def test_art_30_a_departure_from_the_bodys_majority_has_its_reason(house: World):
    matter = jointly(house).lead_decided().relied()
    against = matter.meeting(members=given.members(matter.other, View.DISAGREE, View.AGREE))
    assert findings(matter.lacks(against, matter.by(SECRETARY))) == {"CD-30-DEPARTURE": "no_reason"}
    matter.do(replace(against, departure_reason="示例理由"), matter.by(SECRETARY))


def test_plan_24_each_body_hears_its_review_body_and_studies_the_law(house: World):
    matter = jointly(house, "jishou")
    matter.notified(MONDAY, MONDAY + 30 * DAY)
    matter.steps(lawful.expert_facts(matter, matter.id, matter.draft))
    matter.steps(lawful.risk_report(matter, matter.id, matter.draft))
    matter.on(MONDAY + 31 * DAY).fed_back()
    matter.signed(Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT)
    matter.submitted().advised()
    matter.opined_upon().relied()
    neither = matter.meeting(legality_body_gist=None, studied_on=None)
    assert findings(matter.lacks(neither, matter.by(SECRETARY))) == {
        "CD-J24-HEARD": "not_heard",
        "CD-J24-STUDIED": "not_studied",
    }
    matter.other_met()


def test_art_30_the_record_is_signed_by_the_head_who_decided_and_not_by_its_recorder(house: World):
    matter = jointly(house).lead_decided().relied()
    recorded = matter.meeting()
    early = matter.lacks(matter.signature(recorded), matter.by(HEAD))
    assert findings(early) == {"JD-30-SIGNS": "not_recorded"}
    matter.do(recorded, matter.by(SECRETARY))
    signed = matter.signature(recorded)
    another = replace(matter.by(HEAD), id="another")
    assert findings(matter.lacks(signed, another)) == {"JD-30-SIGNS": "another_head"}
    other = replace(signed, record_sha256=matter.document("别的记录"))
    assert findings(matter.lacks(other, matter.by(HEAD))) == {"JD-30-SIGNS": "other_record"}
    matter.do(signed, matter.by(HEAD))
    assert findings(matter.lacks(signed, matter.by(HEAD))) == {"JD-30-SIGNS": "signed"}


def test_art_30_who_recorded_the_meeting_does_not_sign_as_head(house: World):
    matter = jointly(house).lead_decided().relied()
    head = matter.by(HEAD)
    recorder = replace(head, posts=(*head.posts, *matter.by(SECRETARY).posts))
    recorded = matter.meeting()
    matter.do(recorded, recorder)
    assert findings(matter.lacks(matter.signature(recorded), recorder)) == {"SOD-JOINT": "same_person"}


def test_art_30_what_a_body_adopted_stands_and_a_deferred_draft_is_taken_up_again(house: World):
    matter = jointly(house).lead_decided().relied()
    ahead = matter.meeting(held_on=matter.today + DAY)
    assert findings(matter.lacks(ahead, matter.by(SECRETARY))) == {"JD-30-DAY": "ahead"}
    matter.other_met(outcome=Outcome.DEFERRED, reason="示例", awaited="示例")
    assert ("not_adopted", [told(matter, bodies)[0].organ]) in told_names(matter, "JD-30-ALL")
    matter.other_met()
    assert findings(matter.lacks(matter.meeting(), matter.by(SECRETARY))) == {"JD-30-AGAIN": "decided"}


# One draft


def test_art_30_each_body_discusses_the_same_text_and_another_text_anew(house: World):
    matter = jointly(house)
    matter.early_passed().submitted().advised()
    matter.opined_upon().relied().other_met()
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS)
    assert findings(matter.lacks(replace(matter.own_review(), draft_sha256="0" * 64), matter.by(REVIEW_HEAD))) == {
        "DEC-25-DIGEST": "other_draft"
    }
    assert findings(matter.lacks(matter.meeting(), matter.by(SECRETARY))) == {
        "DEC-28-CONFIRMED": "unconfirmed",
        "JD-25-FIRST": "not_reviewed",
    }
    matter.confirmed().met().decided()
    agreed_and_named(matter)
    assert lacking(matter) == {"JD-25-ALL": "not_reviewed", "JD-30-ALL": "waits"}
    matter.relied().other_met()
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


def test_art_28_a_confirmed_editorial_change_makes_no_body_meet_again(house: World):
    matter = jointly(house).lead_decided().relied().other_met()
    matter.changed(ChangeClass.EDITORIAL)
    assert lacking(matter) == {"JD-25-ALL": "not_reviewed", "JD-30-ALL": "waits"}
    matter.confirmed()
    assert lacking(matter) == {}
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


def test_art_28_a_record_is_not_signed_on_a_text_that_changed_since(house: World):
    matter = jointly(house)
    matter.early_passed().submitted().advised()
    matter.opined_upon().relied()
    recorded = matter.meeting()
    matter.do(recorded, matter.by(SECRETARY))
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS).confirmed()
    assert findings(matter.lacks(matter.signature(recorded), matter.by(HEAD))) == {"JD-30-SIGNS": "not_recorded"}


# A refusal


def test_art_30_one_refusing_ends_or_narrows_the_joint_case(house: World):
    matter = jointly(house).lead_decided()
    narrowing = given.narrowed(matter, matter.id, matter.other)
    assert findings(matter.lacks(narrowing, HEAD)) == {"JD-30-ANSWERS": "no_refusal"}
    matter.relied().other_met(
        members=given.members(matter.other, View.DISAGREE, View.DISAGREE), outcome=Outcome.REJECTED, reason="示例"
    )
    assert lacking(matter) == {"JD-30-REFUSED": "refused"}
    matter.do(narrowing, HEAD)
    assert lacking(matter) == {} and seen(matter, matter.by(HEAD)) is None
    assert findings(matter.lacks(narrowing, HEAD)) == {"JD-30-ANSWERS": "no_joint_body"}
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


def test_art_30_a_changed_draft_may_win_the_body_back(house: World):
    """A rejection is of a text: another one is reviewed and discussed anew."""
    matter = jointly(house)
    matter.early_passed().submitted().advised()
    matter.opined_upon().relied()
    matter.other_met(
        members=given.members(matter.other, View.DISAGREE, View.DISAGREE), outcome=Outcome.REJECTED, reason="示例"
    )
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS, carries_out=("联合机关的意见",)).confirmed()
    matter.relied().other_met()
    assert lacking(matter) == {}


def test_art_30_a_draft_that_names_the_body_that_left_is_changed(house: World):
    matter = jointly(house)
    matter.early_passed().submitted().advised()
    matter.opined_upon().withdrawn()
    assert findings(matter.lacks(matter.own_review(), matter.by(REVIEW_HEAD))) == {"JD-30-OPEN": "withdrawn"}
    matter.do(given.narrowed(matter, matter.id, matter.other, named=True), HEAD)
    assert lacking(matter) == {"JD-30-REFUSED": "still_named"}
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS, carries_out=("缩小范围的决定",)).confirmed()
    assert lacking(matter) == {}
    matter.met().decided()
    agreed_and_named(matter)
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


def test_art_30_a_joint_case_that_was_ended_is_not_issued(house: World):
    matter = jointly(house).lead_decided().withdrawn()
    again = next(given.withdrawn(matter, matter.id, matter.other)).command
    assert findings(matter.lacks(again, matter.by(HEAD))) == {"JD-30-WITHDRAWS": "withdrawn"}
    matter.do(given.ended(matter, matter.id, matter.other), HEAD)
    assert matter.case().status == "rejected"
    assert findings(matter.lacks(published(matter), OFFICE)) == {"JD-30-REFUSED": "ended"}
    assert findings(matter.lacks(given.narrowed(matter, matter.id, matter.other), HEAD)) == {"JD-30-ANSWERS": "ended"}


def test_art_30_after_the_issue_no_body_withdraws(house: World):
    matter = jointly(house).lead_decided().relied().other_met()
    matter.do(published(matter), OFFICE)
    assert in_force(matter) and matter.row(Stage.PUBLICATION).status is StageStatus.PASSED
    late = next(given.withdrawn(matter, matter.id, matter.other)).command
    assert findings(matter.lacks(late, matter.by(HEAD))) == {"JD-30-WITHDRAWS": "in_force"}
    assert findings(matter.lacks(matter.meeting(), matter.by(SECRETARY)))["JD-30-OPEN"] == "in_force"
