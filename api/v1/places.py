"""Places."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.errors import PlaceUnknown
from api.v1 import schemas
from api.v1.convert import place_out
from api.v1.parameters import ServicesParam, checked, localizer_of
from api.whereabouts import Finding, from_field

router = APIRouter(tags=["places"])


@router.get("/places", dependencies=[Depends(localizer_of)])
def places(
    services: ServicesParam,
    q: Annotated[str, Query(description="Postcode, or name of a municipality in any of the languages")] = "",
) -> schemas.PlaceList:
    """Look up a place of North Rhine-Westphalia; several municipalities of one name are all returned."""
    where = from_field(services.gazetteer, q)
    if where.finding is Finding.NONE:
        raise PlaceUnknown(field="q")
    if where.finding is Finding.AMBIGUOUS:
        return schemas.PlaceList(finding="ambiguous", places=[place_out(place) for place in where.choices])
    found = checked(where)
    return schemas.PlaceList(finding="found", places=[place_out(place) for place in found.places])
