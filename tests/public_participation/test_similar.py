"""Art. 18, ruling 17: opinions nearly alike are put together as a suggestion; a person lists what one answer covers."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from decision_flow.public_participation.facts import likeness
from decision_flow.public_participation.similar import MOST_LISTED, grouped

LETTER = (
    "我们小区的居民一致认为，规划方案把垃圾转运站设在学校旁边很不合适，请重新选址，"
    "并且公布环境影响评价的结论，听取附近家长和居民的意见以后再作决定。"
)
WORDS = st.sampled_from(["请重新选址", "支持这个方案", "停车位太少", "公交站太远", "！", " ", "希望保留老树", "A", "a"])
OPINIONS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map("".join), max_size=25)


def numbered(texts: list[str]) -> list[tuple[str, str]]:
    return [(f"{number:04}", text) for number, text in enumerate(texts)]


@settings(deadline=None)
@given(OPINIONS)
def test_ruling_17_every_opinion_stands_in_one_group_and_equal_texts_together(texts: list[str]):
    opinions = numbered(texts)
    groups = grouped(opinions)
    assert Counter(one for group in groups for one in group.comment_ids) == Counter(one for one, _ in opinions)
    of = {one: group.id for group in groups for one in group.comment_ids}
    for one, text in opinions:
        for other, same in opinions:
            assert likeness(text) != likeness(same) or of[one] == of[other]
    assert grouped(opinions) == groups
    assert [group.id for group in groups] == sorted(group.comment_ids[0] for group in groups)


@settings(deadline=None)
@given(st.integers(0, len(LETTER) - 1), st.sampled_from("甲乙丙丁"))
def test_ruling_17_a_letter_with_one_sign_changed_is_nearly_the_same_letter(at: int, sign: str):
    (group,) = grouped(numbered([LETTER, LETTER[:at] + sign + LETTER[at + 1 :]]))
    assert group.comments == 2 and group.least >= 90


def test_ruling_17_signed_copies_of_a_letter_are_one_group_and_another_opinion_is_not():
    copies = [f"{LETTER}{name}" for name in ("张三", "李四，三单元", "王五（家长）")]
    first, other = grouped(numbered([copies[0], "建议增加公交班次，延长末班车的时间。", *copies[1:]]))
    assert (first.comment_ids, first.texts) == (["0000", "0002", "0003"], 3)
    assert (other.comment_ids, other.texts, other.least) == (["0001"], 1, 100)


def test_ruling_17_a_flood_is_grouped_whole_and_lists_as_many_as_one_answer_takes():
    (group,) = grouped(numbered([f"{LETTER}第{number}户" for number in range(MOST_LISTED + 100)]))
    assert group.comments == MOST_LISTED + 100 and len(group.listed_ids) == MOST_LISTED


def test_ruling_17_texts_without_a_letter_are_opinions_too():
    assert [group.comments for group in grouped(numbered(["！！", "？", "好"]))] == [2, 1]
