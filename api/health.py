"""Whether Lotse is alive, and whether each part is ready."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from api.services import services_of
from content.errors import ContentError

router = APIRouter(tags=["health"], include_in_schema=False)

State = Literal["ready", "missing", "off", "on"]


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Readiness(BaseModel):
    """State of each part."""

    status: Literal["ready", "not_ready"]
    parts: dict[str, State]


@router.get("/health")
def health() -> Alive:
    """Say that the process answers."""
    return Alive()


@router.get("/ready")
def ready(request: Request, response: Response) -> Readiness:
    """Say which parts are ready; 503 while one that people need is missing. Rasa is never needed."""
    services = services_of(request)
    parts: dict[str, State] = {
        "store": _store_state(request),
        "search": "ready" if services.search else "missing",
        "rasa": "on" if services.settings.rasa_url else "off",
    }
    if "missing" in parts.values():
        response.status_code = 503
        return Readiness(status="not_ready", parts=parts)
    return Readiness(status="ready", parts=parts)


def _store_state(request: Request) -> State:
    try:
        return "ready" if services_of(request).store.library_hash() else "missing"
    except ContentError:
        return "missing"
