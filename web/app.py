"""The pages on the application that serves the API: one process, one installation, two doors."""

from flask import Flask

from web import (
    acts,
    catalogs,
    decisions,
    desk,
    documents,
    meetings,
    opinions,
    organs,
    overview,
    portal,
    profiles,
    public_decision,
    sign_in,
    tour,
)
from web.assets import add_assets
from web.doors import EXTENSION
from web.errors import answer_elsewhere
from web.sessions import add_sessions
from web.texts import add_texts

PAGES = (
    desk,
    portal,
    public_decision,
    decisions,
    opinions,
    meetings,
    overview,
    catalogs,
    organs,
    profiles,
    acts,
    documents,
    tour,
    sign_in,
)
"""Each module with pages and its `blueprint`: docs/pages.md says how to add one."""


def add_pages(app: Flask) -> Flask:
    """The pages of the installation that the app serves."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    add_sessions(app, app.extensions[EXTENSION].settings.var)
    add_texts(app)
    add_assets(app)
    for module in PAGES:
        app.register_blueprint(module.blueprint)
    answer_elsewhere(app)
    return app
