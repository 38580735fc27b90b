"""征求意见公告 as a page: HTML ready to paste into the body's own website, with what is attached (Art. 15(1))."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from html import escape
from typing import Any

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def of(row: Any) -> dict[str, Any]:
    """Title, HTML, the instant of closing with its zone, and the attachments of a notice with its matter's title."""
    return {
        "title": title_of(row),
        "html": section(parts_of(row)),
        "closes_at": closes_at(row.closes_on).isoformat(),
        "attachments": [
            {"title": f"《{row.title}》决策草案", "sha256": row.draft_sha256},
            {"title": f"《{row.title}》草案说明", "sha256": row.explanation_sha256},
        ],
    }


def title_of(row: Any) -> str:
    """The page's title."""
    return f"关于《{row.title}》公开征求意见的公告"


def parts_of(row: Any) -> dict[str, str | None]:
    """What the public is told, heading by heading: the reason of a shortened period is part of it."""
    ends = closes_at(row.closes_on).isoformat()
    return {
        "公告": row.text,
        "征求意见期限": f"{row.opens_on}至{row.closes_on}（北京时间当日24时截止，即{ends}）",
        "缩短期限的说明": row.shortening_reason,
        "缩短期限的批准人": row.shortening_approved_by,
        "提出意见的方式": row.how_to_comment,
        "决策草案（SHA-256）": row.draft_sha256,
        "草案说明（SHA-256）": row.explanation_sha256,
    }


def section(parts: Mapping[str, str | None]) -> str:
    """Headings and paragraphs; what people wrote is text, never markup."""
    return "\n".join(f"<h2>{escape(head)}</h2>\n<p>{escape(text)}</p>" for head, text in parts.items() if text)


def closes_at(last_day: str) -> datetime:
    """The instant at which the last day ends, in Beijing."""
    day = date.fromisoformat(last_day) + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)
