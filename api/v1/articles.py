"""Articles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.texts import pick_text
from api.v1 import schemas
from api.v1.convert import article_brief, article_out
from api.v1.parameters import LangParam, LimitParam, OffsetParam, ServicesParam

router = APIRouter(tags=["articles"])


@router.get("/articles")
def articles(
    services: ServicesParam,
    localizer: LangParam,
    topic: Annotated[str, Query(description="Slug of a topic, such as `childcare`; empty means all")] = "",
    limit: LimitParam = 50,
    offset: OffsetParam = 0,
) -> schemas.ArticleList:
    """List articles, in German where `lang` has no translation."""
    found = [article for article in services.store.articles() if topic in ("", article.topic)]
    shown = found[offset : offset + limit]
    lang = localizer.tag
    return schemas.ArticleList(
        count=len(found),
        articles=[article_brief(article, pick_text(article, lang), lang) for article in shown],
    )


@router.get("/articles/{slug}")
def article(services: ServicesParam, localizer: LangParam, slug: str) -> schemas.ArticleOut:
    """One article with its blocks, its sources and how far it has been checked."""
    return article_out(services.store.article(slug), localizer.tag)
