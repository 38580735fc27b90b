"""办理时间表 as a picture: an SVG that a reader without colour, and one without sight, can read as well."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from html import escape

from decision_flow.procedure.timetable import Line
from decision_flow.terms import Stage

DAY = timedelta(days=1)
LEFT, WIDE, RIGHT, ROW, TOP, BOTTOM = 130, 640, 150, 34, 56, 44
STYLE = """text{font:13px "Noto Sans CJK SC","Microsoft YaHei","SimSun",sans-serif;fill:#1a1a1a}
.small{font-size:11px;fill:#444}.grid{stroke:#d5d5d5}.today{stroke:#8a1c1c;stroke-width:2;stroke-dasharray:2 3}
.closed{fill:#5b6770}.open{fill:#9fc0dd;stroke:#1f4e79}.critical{fill:#1f4e79;stroke:#0d2b45;stroke-width:2}
.provisional{fill:url(#unsure);stroke:#1f4e79;stroke-dasharray:4 2}
.earliest{fill:#fff;stroke:#1a1a1a;stroke-width:1.5}"""
HATCH = (
    '<pattern id="unsure" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><line x1="0" y1="0" x2="0" y2="6" stroke="#1f4e79" stroke-width="2"/>'
    "</pattern>"
)
KINDS = (("closed", "已办结"), ("open", "计划"), ("critical", "关键路径"), ("provisional", "暂定"))


def gantt(title: str, lines: Sequence[Line], on: date, word: Callable[[Stage], str]) -> str:
    """The picture of a timetable: a bar a stage from when it may begin to its planned end, a diamond where it may
    lawfully end at the earliest, and the same told in words. `word` names a stage."""
    starts = _starts(lines, on)
    first = min([on, *starts.values()])
    last = max([on, *(line.planned for line in lines)]) + DAY
    height = TOP + ROW * len(lines) + BOTTOM

    def x(day: date) -> float:
        return round(LEFT + WIDE * (day - first).days / max((last - first).days, 1), 1)

    told = "；".join(_told(line, word) for line in lines)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDE + RIGHT} {height}" role="img" '
        f'aria-labelledby="gantt-title gantt-desc" lang="zh-CN">',
        f'<title id="gantt-title">{escape(title)}：办理时间表</title>',
        f'<desc id="gantt-desc">{on}的情况。{escape(told)}。</desc>',
        f"<style>{STYLE}</style><defs>{HATCH}</defs>",
        f'<text x="10" y="22" font-weight="bold">{escape(title)}</text>',
        *_months(first, last, x, height),
        *(_bar(number, line, starts[line.stage], x, word) for number, line in enumerate(lines)),
        f'<line class="today" x1="{x(on)}" x2="{x(on)}" y1="{TOP - 6}" y2="{height - BOTTOM}"/>',
        f'<text class="small" x="{x(on) + 3}" y="{height - BOTTOM + 12}">{on:%m-%d} 今日</text>',
        *_legend(height - 12),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _starts(lines: Sequence[Line], on: date) -> dict[Stage, date]:
    """A stage begins on the day it opened, or when the last of those it waits for is planned to end."""
    ends = {line.stage: line.planned for line in lines}
    return {
        line.stage: line.opened_on
        if line.opened_on and not line.waits_for
        else max((ends[before] for before in line.waits_for if before in ends), default=on)
        for line in lines
    }


def _kind(line: Line) -> str:
    if line.closed_on:
        return "closed"
    return "provisional" if line.provisional else "critical" if line.critical else "open"


def _told(line: Line, word: Callable[[Stage], str]) -> str:
    if line.closed_on:
        return f"{word(line.stage)}已于{line.closed_on}办结"
    sure = "（暂定）" if line.provisional else ""
    slack = "，在关键路径上" if line.critical else f"，可以推迟{line.slack_days}日" if line.slack_days else ""
    return f"{word(line.stage)}计划{line.planned}{sure}办结，依法最早{line.earliest_lawful}{slack}"


def _bar(number: int, line: Line, start: date, x: Callable[[date], float], word: Callable[[Stage], str]) -> str:
    y, begin, end = TOP + ROW * number, x(min(start, line.planned)), x(line.planned + DAY)
    middle, at = y + ROW / 2 - 3, x(line.earliest_lawful)
    label = f"{line.planned:%m-%d}{'？' if line.provisional else ''}"
    label += "" if line.closed_on or line.earliest_lawful == line.planned else f"（最早{line.earliest_lawful:%m-%d}）"
    diamond = (
        ""
        if line.closed_on
        else f'<path class="earliest" d="M{at} {middle - 6} l6 6 l-6 6 l-6 -6 z"><title>'
        f"依法最早 {line.earliest_lawful}</title></path>"
    )
    return (
        f"<g><title>{escape(_told(line, word))}</title>"
        f'<text x="10" y="{middle + 4}">{escape(word(line.stage))}</text>'
        f'<rect class="{_kind(line)}" x="{begin}" y="{y + 4}" width="{max(end - begin, 4):.1f}" height="{ROW - 14}"/>'
        f'{diamond}<text class="small" x="{LEFT + WIDE + 10}" y="{middle + 4}">{label}</text></g>'
    )


def _months(first: date, last: date, x: Callable[[date], float], height: int) -> Iterator[str]:
    day = first
    while day <= last:
        if day == first or day.day == 1:
            yield f'<line class="grid" x1="{x(day)}" x2="{x(day)}" y1="{TOP - 4}" y2="{height - BOTTOM}"/>'
            if day == first or (day - first).days > 6:
                yield f'<text class="small" x="{x(day)}" y="{TOP - 10}">{day:%Y-%m-%d}</text>'
        day += DAY


def _legend(y: int) -> Iterator[str]:
    for number, (kind, said) in enumerate(KINDS):
        left = LEFT + number * 95
        yield f'<rect class="{kind}" x="{left}" y="{y - 10}" width="18" height="11"/>'
        yield f'<text class="small" x="{left + 24}" y="{y}">{said}</text>'
    left = LEFT + len(KINDS) * 95 + 6
    yield f'<path class="earliest" d="M{left} {y - 11} l6 6 l-6 6 l-6 -6 z"/>'
    yield f'<text class="small" x="{left + 12}" y="{y}">依法最早</text>'
