"""Local offers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.directory import Wanted, find_offers, listed
from api.errors import ParameterInvalid
from api.v1 import schemas
from api.v1.convert import offer_briefs, offer_out, where_out
from api.v1.parameters import LangParam, LimitParam, OffsetParam, PlaceParam, ServicesParam

router = APIRouter(tags=["offers"])


def _wanted(
    services: ServicesParam,
    place: PlaceParam,
    kind: Annotated[list[str] | None, Query(description="Slug of a kind of office; may be repeated")] = None,
    language: Annotated[str, Query(max_length=20, description="Language spoken there, BCP 47")] = "",
) -> Wanted:
    kinds = tuple(kind or ())
    if not {each.slug for each in services.store.offer_kinds()}.issuperset(kinds):
        raise ParameterInvalid(field="kind", name="kind")
    return Wanted(kinds, language, place)


@router.get("/offers")
def offers(
    services: ServicesParam,
    localizer: LangParam,
    wanted: Annotated[Wanted, Depends(_wanted)],
    limit: LimitParam = 20,
    offset: OffsetParam = 0,
) -> schemas.OfferList:
    """List offers; with a place, those that serve it first and then the nearest."""
    found = find_offers(services.store, wanted, services.clock())
    shown = found[offset : offset + limit]
    return schemas.OfferList(
        count=len(found), where=where_out(wanted.where), offers=offer_briefs(services, shown, localizer)
    )


@router.get("/offers/{offer_id}")
def offer(
    services: ServicesParam, localizer: LangParam, place: PlaceParam, offer_id: str
) -> schemas.OfferOut:
    """One offer with its hours of the next seven days; with a place, the distance from there."""
    listing = listed(services.store.offer(offer_id), place, services.clock())
    return offer_out(services, listing, localizer)
