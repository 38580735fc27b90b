"""The words of pages in templates: sentences, labels, words of enumerations, days, moments, numbers, articles."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request
from flask_babel import Babel, format_date, format_datetime, format_decimal
from markupsafe import Markup

from decision_flow.actor import PUBLIC
from decision_flow.board import day_of
from decision_flow.terms import Role
from schemas.table import segment
from web.doors import current_actor, installation, language, said

LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
TAGS = {"zh": "zh-CN", "en": "en"}
PLACES = (
    ("web_desk.front", "desk"),
    ("web_decisions.decisions", "decisions"),
    ("web_overview.overview", "overview"),
    ("web_meetings.agenda", "meetings"),
    ("web_catalogs.catalogs", "catalogs"),
    ("web_organs.organs", "organs"),
    ("web_profiles.profiles", "profiles"),
)
PUBLIC_PLACES = (
    ("web_portal.consultations", "consultations"),
    ("web_public.decisions", "public_decisions"),
    ("web_catalogs.catalogs", "catalogs"),
)


def add_texts(app: Flask) -> None:
    """Everything that a template may call."""
    Babel(app, default_timezone="Asia/Shanghai", locale_selector=lambda: LOCALES[language()])
    app.jinja_env.globals.update(
        said=said,
        word=word,
        act_name=act_name,
        label=label,
        lang=language,
        lang_tag=lang_tag,
        here_with=here_with,
        actor=current_actor,
        places=places,
    )
    filters = (day, iso_day, moment, number, rfc3339, role, segment)
    app.jinja_env.filters.update({one.__name__: one for one in filters})


def places() -> Sequence[tuple[str, str]]:
    """The main pages: endpoint and the key of its name."""
    return PLACES if current_actor() is not PUBLIC else PUBLIC_PLACES


def lang_tag() -> str:
    """The language of the page, for browsers and screen readers."""
    return TAGS[language()]


def word(value: Any, enumeration: str = "") -> str:
    """The word of a value of an enumeration, which is named where the value is plain text."""
    if isinstance(value, Enum):
        return installation().messages.word(value, language())
    return installation().messages.term(enumeration, str(value), language()) if value else ""


def role(value: str) -> str:
    """承办单位负责人."""
    return installation().messages.word(Role(value), language())


def act_name(command: Any) -> str:
    """What an act is called, by its command or the command's name."""
    return installation().messages.act(command if isinstance(command, str) else command.__name__, language())


def label(name: str, of: str = "") -> str:
    """What a field is called."""
    return installation().messages.label(name, of, language())


def day(value: str | date | None) -> str:
    """2026年3月2日, 2 March 2026; nothing for nothing."""
    return str(format_date(beijing_day(value), "long")) if value else ""


def iso_day(value: str) -> str:
    """2026-03-02, of an instant in Beijing."""
    return beijing_day(value).isoformat()


def beijing_day(value: str | date) -> date:
    """A day as it is written, and of an instant its day in Beijing."""
    if not isinstance(value, str):
        return value
    return date.fromisoformat(value) if len(value) == len("2026-03-02") else day_of(value)


def rfc3339(value: str) -> str:
    """An instant as feeds write it; of a day its beginning in Beijing."""
    return value if "T" in value else f"{value}T00:00:00+08:00"


def moment(value: str | datetime | None) -> Markup:
    """An instant in Beijing, to the minute, readable by machines too."""
    if not value:
        return Markup("")
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    shown = f"{format_date(at, 'long')} {format_datetime(at, 'HH:mm')}"
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), shown)


def number(value: int) -> str:
    """12,345."""
    return str(format_decimal(value))


def here_with(**changes: Any) -> str:
    """This address with some of its parameters changed: filters and places of a list are kept in it."""
    kept: Mapping[str, Any] = {**request.args.to_dict(flat=False), **changes}
    sent = [(name, value) for name, value in kept.items() if value not in (None, "", [])]
    return f"{request.path}?{urlencode(sent, doseq=True)}" if sent else request.path
