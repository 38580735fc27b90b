"""适用规定: every value with its text, level and how we know it; what a county confirms; two places compared."""

from dataclasses import dataclass

from flask import abort, render_template, request

from decision_flow.procedure.profile_diff import differences
from decision_flow.procedure.profile_words import CONFIRMED_LOCALLY, by_section, cited, label, section, with_force
from decision_flow.procedure.profiles import Profile, UnknownProfile, Value
from decision_flow.procedure.speech import Speech
from web.doors import installation, language, today
from web.pages import Pages

blueprint = Pages("profiles", anybody=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in words: what it is of, what it says, where that stands."""

    label: str
    said: str
    cited: str
    level: str
    since: str
    note: str


@blueprint.get("/profiles")
def profiles() -> str:
    """The places whose rules are entered, each with the levels above it."""
    lawbook, words = installation().lawbook, speech()
    chains = {name: [words.either(one.title, one.name) for one in lawbook.chain(name)] for name in lawbook.names()}
    return render_template("profiles.html", chains=chains)


@blueprint.get("/profiles/<name>")
def profile(name: str) -> str:
    """One place, section by section; `choices=true`: only what its legal office confirms or changes."""
    found, words, only = resolved(name), speech(), request.args.get("choices") == "true"
    values = [value for value in found.values.values() if not only or value.knowledge in CONFIRMED_LOCALLY]
    sections = [(section(of, words), [shown(value, words) for value in each]) for of, each in by_section(values)]
    return render_template("profile.html", found=found, title=title(name), sections=sections, only=only)


@blueprint.get("/profiles/<one>/<other>")
def compared(one: str, other: str) -> str:
    """In what two places differ, each side with its own text, and which is the stricter."""
    mine, theirs, words = resolved(one), resolved(other), speech()
    floor = installation().lawbook.chain(one)[-1].parameters
    rows = [
        (shown(each.one, words), shown(each.other, words), title(each.stricter) if each.stricter else "")
        for each in differences(mine, theirs, floor)
    ]
    return render_template("profiles_compared.html", one=title(one), other=title(other), rows=rows)


def resolved(name: str) -> Profile:
    """The values of a place today, or 404."""
    try:
        return installation().lawbook.resolve(name, today())
    except UnknownProfile:
        abort(404)


def shown(value: Value, words: Speech) -> Shown:
    """A value as a row of a table."""
    level = words.either(installation().lawbook.title(value.level), value.level)
    return Shown(
        label(value, words), with_force(value, words), cited(value, words), level, str(value.in_force_from), value.note
    )


def title(name: str) -> str:
    """What a place is called."""
    return speech().either(installation().lawbook.title(name), name)


def speech() -> Speech:
    """The words of tables in the reader's language."""
    return Speech(installation().messages, language())
