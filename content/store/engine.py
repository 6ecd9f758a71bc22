"""Opening the database, and bringing its schema up to date."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from content.errors import StoreError

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_BUSY_MS: Final = 30_000
_LOCK: Final = 0x10C5E  # any number, the same in every process that migrates

logger = logging.getLogger(__name__)


def open_engine(url: str) -> Engine:
    """An engine for a SQLAlchemy URL; the folder of a SQLite file is made."""
    try:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() != "sqlite":
            return create_engine(parsed, pool_pre_ping=True)
        if parsed.database in {None, "", ":memory:"}:
            engine = create_engine(parsed, poolclass=StaticPool, connect_args={"check_same_thread": False})
        else:
            Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(parsed)
    except (ArgumentError, ImportError, OSError) as error:
        raise StoreError(f"The database {_harmless(url)} cannot be opened: {error}") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _harmless(url: str) -> str:
    """The URL without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "given"


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL, so that readers never wait for the writer; and transactions that hold DDL too.

    Python's driver begins transactions of its own before some statements only; it is switched off
    and `_begin_sqlite` begins them instead.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("lotse_immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision`, in one transaction; processes that do so at once take turns."""
    with reported(engine), engine.connect() as plain:
        connection = plain.execution_options(lotse_immediate=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            _run_alembic(connection, revision)


def _run_alembic(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        if revision == "head":
            command.upgrade(config, revision)
        else:
            command.downgrade(config, revision)
    except CommandError as error:
        problem = "The database was made by another version of Lotse"
        raise StoreError(f"{problem}: {error}. Use that version, or a new database.") from error


@contextmanager
def reported(engine: Engine) -> Iterator[None]:
    """Turn errors of the database into `StoreError`, without the data that were at hand."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        logger.debug("database error", exc_info=True)
        raise StoreError(f"The database {_harmless(str(engine.url))} answers: {cause}") from error
