"""Local offers: the list with its filters, and one offer with all that is known of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.directory import Wanted, find_offers, languages_spoken, listed
from api.i18n import Localizer
from api.labels import STATUSES, target_groups
from api.opening import day_lines, opening_text
from api.pages.language import PageLanguage
from api.pages.offer_views import cards, kind_name
from api.pages.render import render_page
from api.services import Services, services_of
from api.texts import Words, pick
from api.whereabouts import from_field
from content.offers.hours import week
from content.offers.models import OfferKind, Service

router = APIRouter(prefix="/{lang}")

_SHOWN = 30


@router.get("/offers")
def offers(
    request: Request, localizer: PageLanguage, kind: str = "", place: str = "", language: str = ""
) -> Response:
    """Offers by kind, language spoken and place; a filter that fits nothing says so."""
    services = services_of(request)
    kinds = kinds_of(services)
    where = from_field(services.gazetteer, place)
    wanted = Wanted((kind,) if kind else (), language, where)
    found = find_offers(services.store, wanted, services.clock())
    spoken = {tag: localizer.language_name(tag) for tag in languages_spoken(services.store.offers())}
    return render_page(
        request,
        "offers.html",
        localizer.tag,
        kind=kind,
        place=place,
        language=language,
        where=where,
        chosen=kinds.get(kind),
        what_it_does=pick(kinds[kind].what_it_does, localizer.tag) if kind in kinds else None,
        kind_names=_sorted_names(kinds, localizer.tag),
        language_names=sorted(spoken.items(), key=lambda item: item[1].casefold()),
        count=len(found),
        offers=cards(found[:_SHOWN], kinds, localizer, services.clock(), where.key),
    )


@router.get("/offers/{offer_id}")
def offer(request: Request, localizer: PageLanguage, offer_id: str, place: str = "") -> Response:
    """One offer."""
    services = services_of(request)
    found = services.store.offer(offer_id)
    now = services.clock()
    listing = listed(found, from_field(services.gazetteer, place), now)
    service, lang = found.service, localizer.tag
    return render_page(
        request,
        "offer.html",
        lang,
        offer=found,
        listing=listing,
        kind=kind_name(kinds_of(services), service.kind, lang),
        description=pick(service.description, lang),
        application=pick(service.application_process, lang),
        cost=pick(service.cost.description, lang),
        inactive=localizer.gettext(STATUSES[service.status]) if service.status in STATUSES else None,
        opening=opening_text(localizer, listing.opening, now),
        days=[(hours, day_lines(localizer, hours)) for hours in week(found.schedule, now.date())],
        languages=localizer.list([localizer.language_name(tag) for tag in service.languages]),
        groups=target_groups(localizer, service.target_groups),
        ages=_ages(localizer, service),
    )


def _ages(localizer: Localizer, service: Service) -> str:
    """Between which ages, in words; empty where nothing is said."""
    youngest, oldest = service.minimum_age, service.maximum_age
    if youngest is not None and oldest is not None:
        return localizer.gettext("from %(youngest)s to %(oldest)s years", youngest=youngest, oldest=oldest)
    if youngest is not None:
        return localizer.gettext("from %(youngest)s years on", youngest=youngest)
    return localizer.gettext("up to %(oldest)s years", oldest=oldest) if oldest is not None else ""


def kinds_of(services: Services) -> dict[str, OfferKind]:
    """Kinds of offers by slug."""
    return {kind.slug: kind for kind in services.store.offer_kinds()}


def _sorted_names(kinds: dict[str, OfferKind], lang: str) -> list[tuple[str, Words]]:
    names = [(slug, pick(kind.names, lang)) for slug, kind in kinds.items()]
    return sorted(((slug, name) for slug, name in names if name), key=lambda item: item[1].text.casefold())
