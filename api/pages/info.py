"""Pages that say who answers: emergency numbers, people to talk to, about, privacy."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.asking import counselling, who_helps
from api.pages.language import PageLanguage
from api.pages.offer_views import cards, kind_links
from api.pages.offers import kinds_of
from api.pages.render import render_page
from api.pages.views import card, safety_views
from api.services import services_of
from api.whereabouts import from_field

router = APIRouter(prefix="/{lang}")

_PEOPLE_SHOWN = 12


@router.get("/emergency")
def emergency(request: Request, localizer: PageLanguage) -> Response:
    """All safety lines."""
    lines = services_of(request).store.safety_lines()
    return render_page(request, "emergency.html", localizer.tag, safety=safety_views(lines, localizer.tag))


@router.get("/person")
def person(request: Request, localizer: PageLanguage, place: str = "") -> Response:
    """Where a person listens, near a place."""
    services = services_of(request)
    lang = localizer.tag
    where = from_field(services.gazetteer, place)
    kinds, guide = kinds_of(services), who_helps(services)
    people = counselling(services, lang, where, _PEOPLE_SHOWN) if where.found else ()
    return render_page(
        request,
        "person.html",
        lang,
        place=place,
        where=where,
        guide=card(guide, lang, place=where.key) if guide else None,
        kinds=kind_links(guide.offer_kinds if guide else (), kinds, lang, where.key),
        offers=cards(people, kinds, localizer, services.clock(), where.key),
    )


@router.get("/about")
def about(request: Request, localizer: PageLanguage) -> Response:
    """What Lotse is, and whose data it uses."""
    return render_page(request, "about.html", localizer.tag)


@router.get("/privacy")
def privacy(request: Request, localizer: PageLanguage) -> Response:
    """What is kept of a visit, and for how long."""
    return render_page(request, "privacy.html", localizer.tag)
