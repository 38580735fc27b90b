"""Tokens: login and password for a bearer token."""

from flask import abort, request
from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from api.doors import bearer, current_actor, installation
from api.problems import said
from api.rooms import Room
from decision_flow.accounts import end_token, issue_token
from schemas.fields import Text

blueprint = Room("tokens", "登录 / Logging in", anybody=True)


class LoginSchema(Schema):
    """A local account's credentials."""

    class Meta:
        unknown = RAISE

    login = Text(required=True, validate=validate.Length(1, 200))
    password = Text(required=True, validate=validate.Length(1, 1000))


class TokenSchema(Schema):
    """A bearer token, and when it ends."""

    token = fields.String()
    expires_at = fields.AwareDateTime()


class PostSchema(Schema):
    """A post held today."""

    role = fields.String()
    organ_id = fields.String(allow_none=True)
    unit_id = fields.String(allow_none=True)
    title = fields.String()


class ActorSchema(Schema):
    """Who the token belongs to."""

    id = fields.String()
    name = fields.String()
    posts = fields.List(fields.Nested(PostSchema))


@blueprint.route("/tokens")
class Tokens(MethodView):
    """Logging in."""

    @blueprint.arguments(LoginSchema)
    @blueprint.response(201, TokenSchema)
    def post(self, login: dict[str, str]) -> dict[str, object]:
        """Login and password for a token; send it as `Authorization: Bearer …`."""
        issued = issue_token(installation(), login["login"], login["password"], request.remote_addr or "")
        if issued is None:
            abort(401, said("账号或者密码不正确。", "Login and password do not belong together."))
        return {"token": issued[0], "expires_at": issued[1]}

    post._apidoc["writes"] = post._apidoc["limited"] = True

    @blueprint.response(204)
    def delete(self) -> None:
        """Logging out: the token of this request is over."""
        current_actor()
        end_token(installation().store, bearer())


@blueprint.route("/me")
class Me(MethodView):
    """Oneself."""

    @blueprint.response(200, ActorSchema)
    def get(self) -> object:
        """Whose token this is, and the posts of today."""
        return current_actor()
