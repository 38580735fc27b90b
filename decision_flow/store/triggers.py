"""The second layer of the guard: the database itself keeps the record append-only (design 12.6).

All triggers are installed here, by one function, after every migration; a test lists them. On SQLite REPLACE passes
the delete trigger, so a row that meets any unique key of the table is refused before it is inserted.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, UniqueConstraint
from sqlmodel import SQLModel

from decision_flow.store.operational import OPERATIONAL


def domain_tables() -> list[Table]:
    """Every table but the operational ones."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name not in OPERATIONAL]


def unique_keys(table: Table) -> Iterator[tuple[str, ...]]:
    """The columns of every key that no two rows share."""
    yield tuple(column.name for column in table.primary_key.columns)
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield tuple(column.name for column in constraint.columns)
    for index in table.indexes:
        if index.unique:
            yield tuple(column.name for column in index.columns)


def sqlite_triggers(table: Table) -> Iterator[tuple[str, str]]:
    """Name and text of a table's triggers on SQLite."""
    name = table.name
    never = f"SELECT RAISE(ABORT, 'the record is append-only: {name}')"
    yield f"{name}_no_delete", f'CREATE TRIGGER {name}_no_delete BEFORE DELETE ON "{name}" BEGIN {never}; END'
    if table.info.get("append_only"):
        yield f"{name}_no_update", f'CREATE TRIGGER {name}_no_update BEFORE UPDATE ON "{name}" BEGIN {never}; END'
    yield (
        f"{name}_no_replace",
        (f'CREATE TRIGGER {name}_no_replace BEFORE INSERT ON "{name}" BEGIN {" ".join(_met_keys(table))} END'),
    )


def _met_keys(table: Table) -> Iterator[str]:
    """One statement a unique key: a row that meets it ends the insertion, with the words of SQLite's own refusal."""
    name = table.name
    for key in unique_keys(table):
        same = " AND ".join(f'"{column}" = NEW."{column}"' for column in key)
        failed = "UNIQUE constraint failed: " + ", ".join(f"{name}.{column}" for column in key)
        yield f"SELECT RAISE(ABORT, '{failed}') WHERE EXISTS (SELECT 1 FROM \"{name}\" WHERE {same});"


POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the record is append-only: %%', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$
"""


def postgresql_triggers(table: Table) -> Iterator[tuple[str, str]]:
    """Name and text of a table's triggers on PostgreSQL."""
    name = table.name
    acts = "DELETE OR UPDATE" if table.info.get("append_only") else "DELETE"
    yield (
        f"{name}_no_change",
        (
            f'CREATE TRIGGER {name}_no_change BEFORE {acts} ON "{name}" '
            "FOR EACH ROW EXECUTE FUNCTION record_is_append_only()"
        ),
    )
    yield (
        f"{name}_no_truncate",
        (
            f'CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON "{name}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION record_is_append_only()"
        ),
    )


SEARCHED = "catalog_item"
NOTE_SQLITE = """CREATE TRIGGER catalog_item_searched_{act} AFTER {event} ON catalog_item
BEGIN INSERT OR IGNORE INTO search_queue (item_id) VALUES (NEW.id); END"""
NOTE_POSTGRESQL = """CREATE TRIGGER catalog_item_searched_{act} AFTER {event} ON catalog_item
FOR EACH ROW EXECUTE FUNCTION catalog_item_is_searched()"""
POSTGRESQL_QUEUE = """
CREATE OR REPLACE FUNCTION catalog_item_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO search_queue (item_id) VALUES (NEW.id) ON CONFLICT DO NOTHING; RETURN NEW; END $$
"""


def searched(on_sqlite: bool) -> Iterator[tuple[str, str]]:
    """Name and text of the triggers that note new and renamed items for the search."""
    for act, event in (("new", "INSERT"), ("renamed", "UPDATE OF title")):
        text = (NOTE_SQLITE if on_sqlite else NOTE_POSTGRESQL).format(act=act, event=event)
        yield f"catalog_item_searched_{act}", text


def install(connection: Connection) -> list[str]:
    """Install every trigger anew; their names."""
    on_sqlite = connection.dialect.name == "sqlite"
    if not on_sqlite:
        connection.exec_driver_sql(POSTGRESQL_FUNCTION)
        connection.exec_driver_sql(POSTGRESQL_QUEUE)
    names: list[str] = []
    for table in domain_tables():
        triggers = (sqlite_triggers if on_sqlite else postgresql_triggers)(table)
        for name, text in (*triggers, *(searched(on_sqlite) if table.name == SEARCHED else ())):
            at = "" if on_sqlite else f' ON "{table.name}"'
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{at}")
            connection.exec_driver_sql(text)
            names.append(name)
    return names
