"""Three kinds of connection to one PostgreSQL database, each a login role of its own (design 12.6).

The passwords of the reading and the operational role are derived from the main one's, so that every host that
knows the database's address can make them and nothing else has to be kept.
"""

import hashlib
import hmac

from sqlalchemy import URL, make_url

from decision_flow.store.operational import OPERATIONAL

READ, OPERATE = "read", "operate"


def role_name(url: URL, kind: str) -> str:
    """The login of a kind of connection: decision_flow_read of the database `decision_flow`."""
    return f"{url.database}_{kind}"


def url_as(main: str, kind: str) -> URL:
    """The address of the database as another role."""
    url = make_url(main)
    password = hmac.new(
        (url.password or "").encode(), f"decision-flow:{role_name(url, kind)}".encode(), hashlib.sha256
    ).hexdigest()
    return url.set(username=role_name(url, kind), password=password)


def grants(main: str, tables: list[str]) -> list[str]:
    """The statements that make both roles and give them what they need, safe to run again."""
    statements: list[str] = []
    for kind in (READ, OPERATE):
        url = url_as(main, kind)
        name = f'"{url.username}"'
        statements += [
            f"DO $$ BEGIN CREATE ROLE {name} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            f"ALTER ROLE {name} WITH LOGIN PASSWORD '{url.password}'",
            f'GRANT CONNECT ON DATABASE "{url.database}" TO {name}',
            f"GRANT USAGE ON SCHEMA public TO {name}",
            *(f'GRANT SELECT ON "{table}" TO {name}' for table in tables),
        ]
    operator = f'"{role_name(make_url(main), OPERATE)}"'
    for table in sorted(OPERATIONAL & set(tables)):
        statements.append(f'GRANT INSERT, UPDATE, DELETE ON "{table}" TO {operator}')
    statements.append(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {operator}")
    return statements
