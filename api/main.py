"""The application: pages, chat, JSON API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from api.errors import FaultMiddleware, register_errors
from api.health import router as health_router
from api.pages.render import STATIC_FOLDER
from api.pages.router import router as pages_router
from api.security import SecurityHeadersMiddleware
from api.services import Services, open_services
from api.settings import Settings
from api.v1.router import DESCRIPTION, RESPONSES
from api.v1.router import router as api_router


def create_app(settings: Settings | None = None, services: Services | None = None) -> FastAPI:
    """Put the application together; `services` already open (tests) are used as they are."""
    chosen = settings or (services.settings if services else Settings())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if services is not None:
            yield
            return
        app.state.services = await run_in_threadpool(open_services, chosen)
        try:
            yield
        finally:
            app.state.services.close()

    app = FastAPI(
        title="Lotse",
        version="1",
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        responses={422: RESPONSES[422]},
    )
    if services is not None:
        app.state.services = services
    app.add_middleware(FaultMiddleware)
    app.add_middleware(SecurityHeadersMiddleware)
    register_errors(app)
    app.mount("/static", StaticFiles(directory=STATIC_FOLDER), name="static")
    app.include_router(health_router)
    app.include_router(api_router)
    _include_chat(app)
    app.include_router(pages_router)
    return app


def _include_chat(app: FastAPI) -> None:
    if find_spec("api.chat") is None or find_spec("api.chat.router") is None:
        return
    from api.chat.router import router as chat_router
    from api.chat.webhook import router as webhook_router

    app.include_router(chat_router)
    app.include_router(webhook_router)
