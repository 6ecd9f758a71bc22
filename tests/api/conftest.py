"""The application on top of a small library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.i18n import Catalogs, load_catalogs
from api.main import create_app
from api.services import Services
from api.settings import Settings
from content.places.gazetteer import Gazetteer
from content.safety.service import SafetyNet
from tests.api.library import MONDAY_MORNING, PLACES, SAFETY, TRIGGERS, MemoryStore, ScriptedSearch


@pytest.fixture(scope="session")
def catalogs() -> Catalogs:
    return load_catalogs()


@pytest.fixture
def searching() -> ScriptedSearch:
    return ScriptedSearch()


@pytest.fixture
def services(catalogs: Catalogs, searching: ScriptedSearch) -> Services:
    names = {"Dortmund": {"ar": ("دورتموند",), "uk": ("Дортмунд",)}}
    return Services(
        store=MemoryStore(),  # type: ignore[arg-type]
        search=searching,  # type: ignore[arg-type]
        gazetteer=Gazetteer(PLACES, names),
        safety=SafetyNet(SAFETY, TRIGGERS),
        settings=Settings(),
        catalogs=catalogs,
        clock=lambda: MONDAY_MORNING,
    )


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services=services)) as opened:
        yield opened
