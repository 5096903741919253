"""The door to the database: opening it, and translating its faults."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from rag.errors import CatalogError, ConfigurationError

_MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 7_301_994  # any number; names the advisory lock of upgrades on PostgreSQL

_FREE_PAGES = 256
_FREE_SHARE = 0.2
"""Free pages worth giving back: a megabyte at least, and a fifth of the file."""

# WAL lets readers go on beside the one writer. FULL keeps an acknowledged document
# through a power cut. secure_delete overwrites what was deleted.
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=10000",
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the database's exceptions into ``CatalogError``."""
    try:
        yield
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        raise CatalogError(str(reason), reason=str(reason)) from error


def open_engine(url: str) -> Engine:
    """Return an engine for ``url``; nothing is connected yet.

    Raises:
        ConfigurationError: The URL is malformed, or its driver is not installed.
    """
    try:
        parsed = make_url(url)
        engine = create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise ConfigurationError(
            f"TIAOWEN_DATABASE_URL: {error}", faults=f"TIAOWEN_DATABASE_URL: {error}"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver would otherwise begin transactions of its own, and only before some
    # statements: reads would not be consistent, and migrations not atomic.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the write lock at once: a reader that turns writer later can
    # only fail when another has written meanwhile.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def migrate(connection: Connection) -> None:
    """Bring the tables to the newest shape, within the transaction of ``connection``.

    Raises:
        CatalogError: A newer version of the product made the catalog.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise CatalogError(str(error), reason=str(error)) from error


def truncate_log(engine: Engine) -> None:
    """Drop SQLite's write-ahead log, which may still hold the words of a deleted document."""
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def give_back(engine: Engine) -> None:
    """Shrink SQLite's file where a good part of it is free; other databases see to it."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        pages, free = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0)
            for name in ("page_count", "freelist_count")
        )
        if free > _FREE_PAGES and free > pages * _FREE_SHARE:
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def snapshot(engine: Engine, target: Path) -> None:
    """Copy a SQLite database as it stands at one moment; others read and write meanwhile.

    Raises:
        ConfigurationError: The database is not SQLite.
        CatalogError: It cannot be read, or the copy not be written.
    """
    if engine.dialect.name != "sqlite":
        raise ConfigurationError(reason="not_sqlite")
    connection = engine.raw_connection()
    try:
        with closing(sqlite3.connect(target)) as copy:
            source = connection.driver_connection
            if not isinstance(source, sqlite3.Connection):
                raise ConfigurationError(reason="not_sqlite")
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it
    except sqlite3.Error as error:
        raise CatalogError(str(error), reason=str(error)) from error
    finally:
        connection.close()


def shape(path: Path) -> frozenset[tuple[str, ...]]:
    """Return all that a SQLite file is made of: tables, indexes, triggers, views.

    Nothing of it is run by asking.

    Raises:
        CatalogError: It is no SQLite file.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            rows = opened.execute("SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_master")
            return frozenset(tuple(map(str, row)) for row in rows)
    except sqlite3.Error as error:
        raise CatalogError(str(error), reason=str(error)) from error


def quick_check(connection: Connection) -> tuple[str, ...]:
    """Return what SQLite finds damaged in its file; nothing on other databases."""
    if connection.dialect.name != "sqlite":
        return ()
    found = connection.exec_driver_sql("PRAGMA quick_check(20)").scalars().all()
    return tuple(str(line) for line in found if line != "ok")
