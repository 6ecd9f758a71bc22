"""The search page: safety first, then the answer, articles and offers, or an honest nothing."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.asking import MAX_QUESTION, Asked, Finds, ask, who_helps
from api.i18n import Localizer
from api.pages.language import PageLanguage
from api.pages.offer_views import cards, kind_links
from api.pages.offers import kinds_of
from api.pages.render import render_page
from api.pages.views import ArticleCard, card, quote_view, safety_views
from api.services import Services, services_of
from search.models import AnswerStatus

router = APIRouter(prefix="/{lang}")

_ARTICLES_SHOWN = 5


@router.get("/search")
def search(request: Request, localizer: PageLanguage, q: str = "", place: str = "") -> Response:
    """Everything said to a question; without one, the field again with a word on what to do."""
    lang = localizer.tag
    if not q.strip():
        return render_page(request, "ask.html", lang, q="", place=place, empty="q" in request.query_params)
    services = services_of(request)
    asked = ask(services, q, lang, place)
    other = _other_language(services, asked.finds, localizer)
    return render_page(
        request,
        "search.html",
        lang,
        q=q,
        place=place,
        asked=asked,
        limit=MAX_QUESTION,
        other=other.language if other else None,
        invitation=other.gettext("Show this page in %(language)s", language=other.language.own_name)
        if other
        else "",
        **_found(services, asked, localizer),
    )


def _found(services: Services, asked: Asked, localizer: Localizer) -> dict[str, Any]:
    """What was found, ready for the page."""
    lang, where, finds = localizer.tag, asked.where, asked.finds
    kinds, now = kinds_of(services), services.clock()
    guide = who_helps(services)
    return {
        "safety": safety_views(asked.safety, lang),
        "private": any(line.private for line in asked.safety),
        "extent": finds.answer.status if finds else AnswerStatus.NONE,
        "quotes": [quote_view(each, lang, where.key) for each in finds.quotations] if finds else [],
        "articles": _cards(finds, lang, where.key),
        "kinds": kind_links(asked.kinds, kinds, lang, where.key),
        "offers": cards(asked.offers, kinds, localizer, now, where.key),
        "people": cards(asked.counselling, kinds, localizer, now, where.key),
        "guide": card(guide, lang, place=where.key) if guide else None,
    }


def _cards(finds: Finds | None, lang: str, place: str | None) -> list[ArticleCard]:
    """Further articles, each in the language search chose for the reader."""
    found = finds.articles[:_ARTICLES_SHOWN] if finds else ()
    return [card(each.article, lang, each.lang, place=place) for each in found]


def _other_language(services: Services, finds: Finds | None, localizer: Localizer) -> Localizer | None:
    """The language the question is written in, when it is another one that is switched on."""
    spoken = finds.answer.detected_lang if finds else localizer.tag
    if spoken == localizer.tag or spoken not in services.catalogs:
        return None
    return services.catalogs[spoken]
