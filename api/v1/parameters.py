"""Parameters that several endpoints share, checked in one place."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from api.asking import MAX_QUESTION
from api.errors import (
    LanguageUnknown,
    PlaceAmbiguous,
    PlaceOutside,
    PlaceUnknown,
    QuestionEmpty,
    QuestionTooLong,
)
from api.i18n import Localizer
from api.services import Services, services_of
from api.whereabouts import Finding, Whereabouts, from_field


def _services(request: Request) -> Services:
    return services_of(request)


ServicesParam = Annotated[Services, Depends(_services)]


def localizer_of(
    services: ServicesParam,
    lang: Annotated[
        str, Query(description="Language of texts, names and errors (BCP 47), such as `de`, `en`, `ar`, `uk`")
    ] = "de",
) -> Localizer:
    """The language of texts, names and errors; raises LanguageUnknown."""
    if lang not in services.catalogs:
        tags = ", ".join(language.tag for language in services.catalogs.languages)
        raise LanguageUnknown(languages=tags)
    return services.catalogs[lang]


LangParam = Annotated[Localizer, Depends(localizer_of)]


def _question(
    q: Annotated[
        str, Query(description=f"The question, in any language, up to {MAX_QUESTION} characters")
    ] = "",
) -> str:
    if not q.strip():
        raise QuestionEmpty
    if len(q) > MAX_QUESTION:
        raise QuestionTooLong(length=len(q), limit=MAX_QUESTION)
    return q


QuestionParam = Annotated[str, Depends(_question)]


def _place(
    services: ServicesParam,
    place: Annotated[str, Query(description="Postcode or municipality in North Rhine-Westphalia")] = "",
) -> Whereabouts:
    return checked(from_field(services.gazetteer, place))


def checked(where: Whereabouts) -> Whereabouts:
    """The place as it is; raises when it was given and cannot be made out."""
    if where.finding is Finding.UNKNOWN:
        raise PlaceUnknown
    if where.finding is Finding.OUTSIDE:
        raise PlaceOutside
    if where.finding is Finding.AMBIGUOUS:
        names = "; ".join(f"{place.postcode} {place.name} ({place.district})" for place in where.choices)
        raise PlaceAmbiguous(places=names)
    return where


PlaceParam = Annotated[Whereabouts, Depends(_place)]
LimitParam = Annotated[int, Query(ge=1, le=100, description="How many to return at most")]
OffsetParam = Annotated[int, Query(ge=0, le=100_000, description="How many to leave out first")]
