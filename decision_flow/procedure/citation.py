"""A place in an instrument, structured in code, 《…》第十五条第一款 on the wire (design 13)."""

from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Citation:
    """Instrument and place: article, paragraph and point of a statute, or the item of a plan. `quote` is its text."""

    instrument: str
    number: str = ""
    article: int | None = None
    paragraph: int | None = None
    point: int | None = None
    item: int | None = None
    quote: str = ""

    @property
    def text(self) -> str:
        """As it stands on paper: 《…》第十五条第一款, 《…》第30项."""
        return f"{self.instrument}{place(self.article, self.paragraph, self.point, self.item)}"


def place(article: int | None, paragraph: int | None = None, point: int | None = None, item: int | None = None) -> str:
    """第十五条第一款第（二）项; 第30项 for the item of a plan."""
    if item is not None:
        return f"第{item}项"
    written = ((article, "第{}条"), (paragraph, "第{}款"), (point, "第（{}）项"))
    return "".join(form.format(numeral(number)) for number, form in written if number is not None)


def numeral(number: int) -> str:
    """A number of 1 to 9999 as statutes write it: 十五, 二十, 一百零五, 一千零三十二."""
    if not 0 < number < 10_000:
        raise ValueError(f"{number} is no number of an article")
    written, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + unit
        gap = not digit
    return written.removeprefix("一") if 10 <= number < 20 else written
