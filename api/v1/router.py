"""All endpoints of the JSON API."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter

from api.v1 import articles, asking, offers, places
from api.v1.schemas import ErrorBody

DESCRIPTION: Final = """\
Answers for newcomers from checked articles, and local offers near a postcode.

* Every text has a language; where a translation is missing, `lang` says what came instead.
* `demonstration: true` marks offers that are examples and not real.
* Safety lines come with every question that calls for one: show them first.
* Every error has one shape: `{"error": {"code", "message", "remedy", "field"}}`; `code` is never renamed.
"""

RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": ErrorBody, "description": "Nothing lies here, or the language is not switched on"},
    422: {"model": ErrorBody, "description": "A parameter has a value it cannot have"},
    503: {"model": ErrorBody, "description": "The search is not available at the moment"},
}

router = APIRouter(prefix="/api/v1", responses=RESPONSES)
for part in (asking, articles, offers, places):
    router.include_router(part.router)
