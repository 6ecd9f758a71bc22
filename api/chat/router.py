"""The chat over HTTP: a page that works without script, the parts the widget asks for, and JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any, Final

from fastapi import APIRouter, FastAPI, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from api.chat.desk import close_desk, desk_of
from api.chat.errors import BodyTooLarge, ConversationUnknown
from api.chat.limits import body_within_limit
from api.chat.models import TurnRequest
from api.chat.schemas import TurnBody, TurnResponse
from api.pages import links
from api.pages.language import PageLanguage, switched_on
from api.pages.render import render_page
from api.v1.schemas import ErrorBody

PANEL: Final = "panel"
"""The chat without the page around it, for the widget."""
TURN: Final = "turn"
"""The answer to one message alone, for the widget."""


class LimitedRoute(APIRoute):
    """A route that reads no more of a body than any message needs."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Refuse long bodies before they are parsed."""
        handle = super().get_route_handler()

        async def limited(request: Request) -> Response:
            if not await body_within_limit(request):
                raise BodyTooLarge
            return await handle(request)

        return limited


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await close_desk(app)


router = APIRouter(route_class=LimitedRoute, lifespan=_lifespan)
pages = APIRouter(prefix="/{lang}/chat", route_class=LimitedRoute, include_in_schema=False)


@pages.get("")
async def show_chat(request: Request, page: PageLanguage, part: Annotated[str, Query()] = "") -> Response:
    """The page of the chat, or its panel for the widget."""
    return _rendered(request, page.tag, part, None, "")


@pages.post("")
async def take_form(
    request: Request,
    page: PageLanguage,
    form: Annotated[TurnBody, Form()],
    part: Annotated[str, Query()] = "",
) -> Response:
    """One turn from the form of the page."""
    turn = await desk_of(request).turns.handle(_turn_request(form, page.tag))
    return _rendered(request, turn.lang, part, turn, form.text or "")


@pages.post("/forget")
async def forget_form(
    request: Request, page: PageLanguage, conversation_id: Annotated[str, Form(max_length=64)] = ""
) -> Response:
    """Forget the conversation; without one there is nothing to forget."""
    with suppress(ConversationUnknown):
        await desk_of(request).turns.forget(conversation_id)
    return RedirectResponse(links.page(page.tag, "chat"), status_code=303)


@router.post(
    "/api/v1/chat/turns",
    tags=["chat"],
    responses={
        status: {"model": ErrorBody, "description": description}
        for status, description in {
            400: "A button payload that was not signed here",
            404: "The language is not switched on",
            410: "A button older than a day",
            413: "A body far beyond any message",
            422: "A field has a value it cannot have",
            429: "More than 30 turns in a minute",
        }.items()
    },
)
async def take_turn(request: Request, body: TurnBody) -> TurnResponse:
    """Say something to Lotse.

    Every text is answered: quotations from articles, local offers, a question back, or whom to ask.
    Show messages of the kind `safety` first and unchanged.
    """
    lang = switched_on(request, body.lang).tag
    return await desk_of(request).turns.handle(_turn_request(body, lang))


@router.delete(
    "/api/v1/chat/conversations/{conversation_id}",
    tags=["chat"],
    status_code=204,
    responses={
        404: {"model": ErrorBody, "description": "No such conversation"},
        503: {"model": ErrorBody, "description": "Not forgotten yet; try again"},
    },
)
async def forget(request: Request, conversation_id: str) -> None:
    """Forget everything of a conversation at once."""
    await desk_of(request).turns.forget(conversation_id)


def _turn_request(body: TurnBody, lang: str) -> TurnRequest:
    return TurnRequest(body.conversation_id, body.text, body.payload, lang, body.place)


def _rendered(request: Request, lang: str, part: str, turn: TurnResponse | None, said: str) -> Response:
    template = {PANEL: "chat_panel.html", TURN: "chat_turn.html"}.get(part, "chat.html")
    return render_page(request, template, lang, turn=turn, said=said, part=part)


router.include_router(pages)
