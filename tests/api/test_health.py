from __future__ import annotations

from dataclasses import replace

from fastapi.testclient import TestClient

from api.main import create_app
from api.services import Services
from tests.api.library import MemoryStore


class EmptyStore(MemoryStore):
    def library_hash(self) -> None:  # type: ignore[override]
        return None


def test_alive_and_ready(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "alive"}
    ready = client.get("/ready")
    assert ready.status_code == 200
    assert ready.json() == {"status": "ready", "parts": {"store": "ready", "search": "ready", "rasa": "off"}}


def test_not_ready_names_the_part(services: Services) -> None:
    broken = replace(services, store=EmptyStore(), search=None)  # type: ignore[arg-type]
    with TestClient(create_app(services=broken)) as client:
        assert client.get("/health").status_code == 200
        ready = client.get("/ready")
    assert ready.status_code == 503
    assert ready.json()["parts"] == {"store": "missing", "search": "missing", "rasa": "off"}
