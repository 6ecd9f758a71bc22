"""What the routes work with, opened once at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import structlog
from starlette.requests import HTTPConnection

from api.i18n import Catalogs, load_catalogs
from api.settings import Settings
from content.places.gazetteer import Gazetteer
from content.safety.service import SafetyNet
from content.store import Store
from search.errors import SearchError

if TYPE_CHECKING:
    from search.service import SearchService

log = structlog.get_logger(__name__)

LOCAL_TIME = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Services:
    """Store, search and the rest, for as long as the application runs."""

    store: Store
    search: SearchService | None
    """None when there is no index or no model; the pages then say so and show what they can."""
    gazetteer: Gazetteer
    safety: SafetyNet
    settings: Settings
    catalogs: Catalogs
    clock: Callable[[], datetime]
    """The present moment in local time."""

    def close(self) -> None:
        """Give back what was opened."""
        self.store.close()


def local_now() -> datetime:
    """The present moment where the offices are."""
    return datetime.now(LOCAL_TIME)


def open_services(settings: Settings) -> Services:
    """Open everything; raises what the parts raise, save for a search that is not built yet."""
    store = Store(settings.store_url)
    return Services(
        store=store,
        search=_search(settings),
        gazetteer=Gazetteer(store.places(), store.place_names()),
        safety=SafetyNet(store.safety_lines(), store.safety_triggers()),
        settings=settings,
        catalogs=load_catalogs(),
        clock=local_now,
    )


def _search(settings: Settings) -> SearchService | None:
    from search.service import open_search  # brings torch, which takes seconds to import

    try:
        return open_search(settings.index_folder, settings.model)
    except SearchError as error:
        log.warning("search_not_opened", reason=str(error))
        return None


def services_of(connection: HTTPConnection) -> Services:
    """The services of the application a request came to."""
    return cast("Services", connection.app.state.services)
