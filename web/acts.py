"""An act as a page: its form, the page on which a signature is confirmed, its refusal, and its receipt.

The form carries the key of the act and the length of the record that it was shown with. So a double click and the back
button find the receipt of the first, and who comes second is shown what changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask import abort, current_app, flash, redirect, render_template, request
from flask_security import current_user
from flask_wtf.csrf import CSRFError
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, NotFound

from decision_flow.actor import PUBLIC
from decision_flow.command import REGISTRY, Command, documents_of
from decision_flow.decision import listing
from decision_flow.engine import KeyReused, Refused, Stale, UnknownDocument
from decision_flow.entry import requested
from decision_flow.terms import Stage
from decision_flow.tries import TooManyTries
from schemas.table import ActRoute
from schemas.wording import in_chinese
from web.choices import choices_for
from web.documents import typed_with_files
from web.doors import current_actor, installation, language, reading, said
from web.errors import refusal, sign_in_first, status_of
from web.forms import Choices, Input, Typed, body, inputs
from web.numbers import whole
from web.pages import Pages
from web.permitted import ADDRESS, is_confirmed, may, routes, signs
from web.sessions import is_fresh, known
from web.subjects import Subject, address_of, subject_of

blueprint = Pages("acts", anybody=True)
KEY, SEEN, CONFIRMED, EDIT, ADD = "_key", "_seen", "_confirmed", "_edit", "add"
MOST_NEWS = 20
API = "/api/v1/"


@dataclass
class Form:
    """One act as it is filled in, and what came of sending it."""

    act: ActRoute
    path: Mapping[str, str]
    subject: Subject
    typed: Typed
    fields: list[Input] = field(default_factory=list)
    key: str = ""
    seen: int | None = None
    refusal: dict[str, Any] | None = None
    news: list[dict[str, Any]] = field(default_factory=list)
    notice: str = ""
    wrong_password: int = 0
    choices: Choices = field(default_factory=dict)

    @property
    def command(self) -> type[Command]:
        """Which act it is."""
        return self.act.command

    @property
    def signs(self) -> bool:
        """Whether it is a signature."""
        return signs(self.command)

    @property
    def confirms(self) -> bool:
        """Whether what it will mean is shown before it is done."""
        return is_confirmed(self.command)

    @property
    def stage(self) -> Stage | None:
        """The stage that it signs off, if it does."""
        return REGISTRY[self.command].signs

    @property
    def asks_password(self) -> bool:
        """Whether the password is asked for again."""
        return self.signs and not is_fresh()

    @property
    def of_a_stranger(self) -> bool:
        """Whether somebody without an account fills it in."""
        return current_actor() is PUBLIC

    def wrong(self) -> list[Input]:
        """The fields with errors, in the order of the page."""
        return [one for top in self.fields for one in top.wrong()]


def act_at(address: str) -> tuple[str, dict[str, str]]:
    """The act at an address under ADDRESS, and the parameters of its path: an act stands there where it stands in the
    interface, whose routes know it. Raises NotFound."""
    try:
        endpoint, path = current_app.url_map.bind("").match(f"{API}{address}", method="POST")
    except HTTPException as error:
        raise NotFound from error
    name = endpoint.rpartition(".")[2]
    return (name, dict(path)) if name in routes() else abort(404)


@blueprint.get(f"{ADDRESS}/<path:address>")
def show(address: str) -> Any:
    """The form, filled in as far as the address says."""
    name, path = act_at(address)
    form = opened(name, path, MultiDict(request.args), fresh=True)
    return form if not isinstance(form, Form) else page(form)


@blueprint.post(f"{ADDRESS}/<path:address>")
def send(address: str) -> Any:
    """What was filled in: shown again where something is wrong or a row is wanted, confirmed, then done."""
    (name, path), actor = act_at(address), current_actor()
    if actor is PUBLIC and not routes()[name].is_public:
        return sign_in_first()
    form = opened(name, path, typed_with_files(actor), fresh=False)
    if not isinstance(form, Form):
        return form
    if ADD in form.typed or EDIT in form.typed:
        return page(form)
    try:
        command = form.command(**form.act.body.load(body(form.act.body, form.typed)) | path)
    except ValidationError as error:
        return wrong(form, error.messages)
    if form.confirms and not confirmed(form):
        return render_template("confirm.html", form=form), form.wrong_password or 200
    return done(form, command)


def opened(name: str, path: Mapping[str, str], typed: Typed, *, fresh: bool) -> Any:
    """The form of an act on its subject, for who may do it; else what is answered instead."""
    act, actor = routes()[name], current_actor()
    if actor is PUBLIC and not act.is_public:
        return sign_in_first()
    with reading() as session:
        subject = subject_of(session, act.command, path, actor)
        if not may(actor, act.command, subject.file):
            abort(403)
        choices = choices_for(session, act.body, actor, subject)
    form = Form(act, path, subject, typed, key=typed.get(KEY) or uuid4().hex, choices=choices)
    seen = whole(typed.get(SEEN))
    form.seen = subject.seq if seen is None else seen
    form.fields = inputs(act.body, typed, {}, choices, fresh=fresh)
    return form


def confirmed(form: Form) -> bool:
    """Whether who signs has seen what it means, and has given the password where it is asked for."""
    if CONFIRMED not in form.typed:
        return False
    if not form.asks_password:
        return True
    given = form.typed.get("password", "")
    try:
        form.wrong_password = 0 if known(current_user.login, given) else 401
    except TooManyTries:
        form.wrong_password = 429
    return not form.wrong_password


def done(form: Form, command: Command) -> Any:
    """Through the engine; to the page of the subject with the receipt, or the form with what stands in the way."""
    actor, key = current_actor(), form.key
    if actor is PUBLIC:  # strangers share no keys: a retry is the same key and the same words
        key = f"{key}:{requested(command).digest}"
    with reading() as session:
        unknown = listing.not_readable(session, documents_of(command), actor)
    try:
        if unknown:
            raise UnknownDocument(unknown[0])
        receipt = installation().engine.execute(command, by=actor, key=key, expect=form.seen)
    except Refused as error:
        form.refusal = refusal(error)
        return page(form, status_of(error))
    except Stale as error:
        return moved_on(form, error.seq)
    except KeyReused:
        form.key, form.notice = uuid4().hex, said("done_before_go_on")
        return page(form, 409)
    except UnknownDocument:
        form.notice = said("error_no_document")
        return page(form, 422)
    told: Any = {"act": form.command.__name__, "seq": receipt.seq, "head": receipt.head, "again": receipt.replayed}
    flash(told)
    return redirect(address_of(receipt.kind, receipt.subject_id), 303)


def moved_on(form: Form, seq: int) -> Any:
    """Somebody was first: what changed is shown, and what was typed is kept."""
    with reading() as session:
        rows = listing.history(session, str(form.subject.id), current_actor(), limit=MOST_NEWS)
    form.news = [listing.shown(row) for row in rows if row.seq > (form.seen or 0)]
    form.seen = seq
    return page(form, 409)


def wrong(form: Form, messages: Any) -> Any:
    """The errors at their fields."""
    told = messages if language() == "en" else in_chinese(messages)
    form.fields = inputs(form.act.body, form.typed, told, form.choices, fresh=False)
    return page(form, 422)


def page(form: Form, status: int = 200) -> Any:
    """The form as a page."""
    return render_template("act.html", form=form), status


def again(kept: Mapping[str, Any], path: Mapping[str, str], name: str) -> Any:
    """A form that was sent after its session had ended, shown to who has signed in since."""
    typed: Typed = MultiDict([(str(key), str(value)) for key, value in kept["sent"]])
    form = opened(name, path, typed, fresh=False)
    if isinstance(form, Form):
        form.notice = said("kept_form")
        return page(form)
    return form


@blueprint.errorhandler(CSRFError)
def form_expired(_: CSRFError) -> Any:
    """The form is old or came from elsewhere: nothing is done, and what was typed is kept."""
    name, path = act_at((request.view_args or {})["address"])
    form = opened(name, path, MultiDict(request.form), fresh=False)
    if isinstance(form, Form):
        form.notice = said("form_expired_again")
        return page(form, 400)
    return form
