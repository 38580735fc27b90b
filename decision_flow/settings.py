"""Where things are: the database, the documents, `config/`. Read once from the environment, then passed on."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from decision_flow.engine import Engine
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.profiles import Lawbook
from decision_flow.store.database import Store
from decision_flow.tries import Tries

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """`DECISION_FLOW_DATABASE_URL`, `DECISION_FLOW_VAR`, `DECISION_FLOW_CONFIG`, with embedded defaults.

    `DECISION_FLOW_SITE` is the folder from which the body's website takes its pages, `DECISION_FLOW_SITE_ADDRESS` the
    address at which they are then seen. Without them clerks record by hand what they have published.
    `DECISION_FLOW_PROBE=no`: published notices are not looked at, where the machine has no way to the website.
    """

    database_url: str
    var: Path
    config: Path
    durable: bool = True
    site: Path | None = None
    site_address: str = ""
    probes: bool = True

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """The settings of this process."""
        var = Path(environ.get("DECISION_FLOW_VAR", CHECKOUT / "var"))
        return cls(
            database_url=environ.get("DECISION_FLOW_DATABASE_URL", f"sqlite:///{var / 'decision-flow.db'}"),
            var=var,
            config=Path(environ.get("DECISION_FLOW_CONFIG", CHECKOUT / "config")),
            durable=environ.get("DECISION_FLOW_DURABLE", "full") != "normal",
            site=Path(environ["DECISION_FLOW_SITE"]) if environ.get("DECISION_FLOW_SITE") else None,
            site_address=environ.get("DECISION_FLOW_SITE_ADDRESS", ""),
            probes=environ.get("DECISION_FLOW_PROBE", "yes") != "no",
        )


@dataclass(frozen=True, slots=True)
class Installation:
    """What a process works with: the engine, its store for reading, the law with its messages, and who failed to sign
    in."""

    settings: Settings
    store: Store
    engine: Engine
    lawbook: Lawbook
    messages: Messages
    tries: Tries = field(default_factory=Tries)

    @classmethod
    def open(cls, settings: Settings) -> "Installation":
        """Open the database and check the whole of `config/`."""
        import decision_flow.rooms  # noqa: F401  (registers commands, rules and tables)

        store = Store(settings.database_url, settings.var / "documents", settings.durable)
        lawbook, calendars = Lawbook(settings.config), Calendars(settings.config)
        return cls(settings, store, Engine(store, lawbook, calendars), lawbook, Messages(settings.config))
