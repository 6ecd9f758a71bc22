"""The chat over the small world of `chat_world`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.chat.desk import ChatDesk, open_desk
from api.main import create_app
from api.services import Services
from tests.api.chat.chat_world import world


@pytest.fixture
def small(tmp_path: Path) -> Services:
    return world(tmp_path)


@pytest.fixture
def desk(small: Services) -> ChatDesk:
    return open_desk(small)


@pytest.fixture
def web(small: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services=small), client=("127.0.0.1", 50_000)) as client:
        yield client
