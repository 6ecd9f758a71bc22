"""All pages."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import articles, home, info, offers, search

router = APIRouter(include_in_schema=False)
router.include_router(home.start)
for part in (home, search, articles, offers, info):
    router.include_router(part.router)
