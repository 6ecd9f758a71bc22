"""Questions: an answer, or what a search finds."""

from __future__ import annotations

from fastapi import APIRouter

from api.asking import Asked, Finds, ask
from api.errors import Unavailable
from api.i18n import Localizer
from api.texts import pick_text
from api.v1 import schemas
from api.v1.convert import article_brief, offer_briefs, quote_out, safety_out, where_out
from api.v1.parameters import LangParam, PlaceParam, QuestionParam, ServicesParam

router = APIRouter(tags=["questions"])


@router.get("/answer")
def answer(
    services: ServicesParam, localizer: LangParam, q: QuestionParam, place: PlaceParam
) -> schemas.AnswerOut:
    """Answer a question with quotations from checked articles.

    `none` is an honest answer: then `ask_here` names people to ask.
    """
    asked = ask(services, q, localizer.tag, place.typed)
    finds = _finds(asked)
    return schemas.AnswerOut(
        status=finds.answer.status.value,
        detected_lang=finds.answer.detected_lang,
        safety=safety_out(asked.safety, localizer.tag),
        quotes=[quote_out(quotation, localizer.tag) for quotation in finds.quotations],
        offer_kinds=list(asked.kinds),
        where=where_out(asked.where),
        ask_here=offer_briefs(services, asked.counselling, localizer),
    )


@router.get("/search")
def search(
    services: ServicesParam, localizer: LangParam, q: QuestionParam, place: PlaceParam
) -> schemas.SearchOut:
    """Find articles and offers in any language, best first; with a place, offers near it."""
    asked = ask(services, q, localizer.tag, place.typed)
    finds = _finds(asked)
    return schemas.SearchOut(
        detected_lang=finds.answer.detected_lang,
        safety=safety_out(asked.safety, localizer.tag),
        articles=_articles(finds, localizer),
        offers=offer_briefs(services, asked.offers, localizer),
        where=where_out(asked.where),
    )


def _finds(asked: Asked) -> Finds:
    if asked.finds is None:
        raise Unavailable
    return asked.finds


def _articles(finds: Finds, localizer: Localizer) -> list[schemas.ArticleBrief]:
    quoted = [article_brief(each.article, each.text, localizer.tag) for each in finds.quotations]
    lang = localizer.tag
    return quoted + [
        article_brief(each.article, pick_text(each.article, each.lang, lang), lang) for each in finds.articles
    ]
