"""The chat, put together once an application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import httpx
from fastapi import FastAPI
from starlette.requests import HTTPConnection

from api.chat.buttons import Buttons
from api.chat.conversation import Conversation, SearchConversation
from api.chat.knowledge import Knowledge
from api.chat.limits import TurnLimiter
from api.chat.memory import Memory
from api.chat.phrases import Phrasebook
from api.chat.rasa import RasaConversation
from api.chat.renderer import Renderer
from api.chat.service import TurnService
from api.chat.signing import Signer, read_or_make_key
from api.services import Services
from api.settings import Settings


@dataclass(frozen=True, slots=True)
class ChatDesk:
    """What the routes of the chat work with."""

    turns: TurnService
    knowledge: Knowledge
    client: httpx.AsyncClient | None
    """Kept open towards Rasa; None without Rasa."""

    async def close(self) -> None:
        """Give back the connection to Rasa."""
        if self.client is not None:
            await self.client.aclose()


def open_desk(services: Services, client: httpx.AsyncClient | None = None) -> ChatDesk:
    """The chat over these services; `client` is for tests that stand in for Rasa."""
    settings = services.settings
    knowledge = Knowledge.of(services)
    signer = Signer(read_or_make_key(settings.secret_file))
    conversations: list[Conversation] = [SearchConversation(knowledge, Phrasebook(services.catalogs))]
    if settings.rasa_url:
        client = client or _client(settings)
        conversations.insert(0, RasaConversation(client, settings.rasa_url, settings.rasa_budget_s))
    turns = TurnService(
        knowledge=knowledge,
        signer=signer,
        renderer=Renderer(services, Buttons(signer)),
        conversations=conversations,
        memory=Memory(),
        limiter=TurnLimiter(),
    )
    return ChatDesk(turns, knowledge, client)


def _client(settings: Settings) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        timeout=settings.rasa_budget_s, limits=httpx.Limits(max_keepalive_connections=20)
    )


def desk_of(connection: HTTPConnection) -> ChatDesk:
    """The chat of the application a request came to; opened by the first request."""
    state = cast("FastAPI", connection.app).state
    desk: ChatDesk | None = getattr(state, "chat", None)
    if desk is None:
        desk = open_desk(state.services)
        state.chat = desk
    return desk


async def close_desk(app: FastAPI) -> None:
    """Close the chat of an application, if it was ever opened."""
    desk: ChatDesk | None = getattr(app.state, "chat", None)
    if desk is not None:
        await desk.close()
        app.state.chat = None
