"""The first page, where one chooses a language, and the home page in each language."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.i18n import Localizer
from api.pages.language import PageLanguage
from api.pages.render import render_page
from api.pages.views import shelves
from api.services import services_of

start = APIRouter()
router = APIRouter(prefix="/{lang}")


@start.get("/")
def choose_language(request: Request) -> Response:
    """All languages by their own names; what the browser asks for only comes first."""
    catalogs = services_of(request).catalogs
    accepted = request.headers.get("accept-language")
    suggested = catalogs.negotiate(accepted)
    first = [suggested.language] if suggested else []
    ordered = first + [language for language in catalogs.languages if language not in first]
    return render_page(
        request,
        "choose.html",
        catalogs.fallback(accepted).tag,
        choices=[(language, _invitation(catalogs[language.tag])) for language in ordered],
        suggested=suggested.tag if suggested else None,
    )


@router.get("/")
def home(request: Request, localizer: PageLanguage) -> Response:
    """Search box, topics, the way to a person."""
    store = services_of(request).store
    shelved = shelves(store.topics(), store.articles(), localizer.tag)
    return render_page(request, "home.html", localizer.tag, shelves=shelved)


@router.get("")
def home_without_slash(localizer: PageLanguage) -> Response:
    """The address people type by hand."""
    return RedirectResponse(f"/{localizer.tag}/", status_code=308)


def _invitation(localizer: Localizer) -> str:
    return localizer.gettext("Answers for your first steps in North Rhine-Westphalia")
