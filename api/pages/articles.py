"""The article page: the answer first, then the whole text, who helps nearby, and where it comes from."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.directory import Listing, Wanted, find_offers
from api.markup import inline_html
from api.pages.language import PageLanguage
from api.pages.offer_views import cards, kind_links
from api.pages.offers import kinds_of
from api.pages.render import render_page
from api.pages.views import article_parts, direction, resolver
from api.services import Services, services_of
from api.texts import pick_text
from api.whereabouts import Whereabouts, from_field
from content.articles.models import Article

router = APIRouter(prefix="/{lang}")

_OFFERS_SHOWN = 5


@router.get("/articles/{slug}")
def article(request: Request, localizer: PageLanguage, slug: str, place: str = "") -> Response:
    """One article; in German, marked as such, where the reader's language has no text."""
    services = services_of(request)
    lang = localizer.tag
    found = services.store.article(slug)
    text = pick_text(found, lang)
    where = from_field(services.gazetteer, place)
    kinds = kinds_of(services)
    return render_page(
        request,
        "article.html",
        lang,
        article=found,
        text=text,
        direction=direction(text.lang),
        summary=inline_html(text.summary, resolver(lang, where.key)),
        body=article_parts(found, text, lang, where.key),
        place=place,
        where=where,
        kinds=kind_links(found.offer_kinds, kinds, lang, where.key),
        offers=cards(_near(services, found, where), kinds, localizer, services.clock(), where.key),
    )


def _near(services: Services, article: Article, where: Whereabouts) -> list[Listing]:
    if not where.found or not article.offer_kinds:
        return []
    wanted = Wanted(article.offer_kinds, where=where)
    return find_offers(services.store, wanted, services.clock(), limit=_OFFERS_SHOWN)
