"""Where somebody is: what they typed, made out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from content.places.gazetteer import Gazetteer, PlaceState
from content.places.models import Place

MAX_PLACE = 100
"""Longest text looked at as a place; the longest municipality name with postcode is far shorter."""


class Finding(StrEnum):
    """How far a place could be made out."""

    NONE = "none"
    FOUND = "found"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place as far as it is known."""

    finding: Finding
    typed: str
    """What stands in the field; nothing typed is ever lost."""
    places: tuple[Place, ...] = ()
    point: tuple[float, float] | None = None
    """(latitude, longitude) in degrees; only when found."""
    from_question: bool = False

    @property
    def found(self) -> bool:
        """Whether offers can be ranked by distance."""
        return self.finding is Finding.FOUND

    @property
    def key(self) -> str | None:
        """The postcode that stands for this place in addresses of pages."""
        return self.places[0].postcode if self.found and self.places else None

    @property
    def name(self) -> str:
        """The municipality."""
        return self.places[0].name if self.places else self.typed

    @property
    def district_ags(self) -> frozenset[str]:
        """Districts the place lies in."""
        return frozenset(place.district_ags for place in self.places) if self.found else frozenset()

    @property
    def choices(self) -> tuple[Place, ...]:
        """One place for each municipality that may be meant."""
        return tuple({(place.name, place.district): place for place in reversed(self.places)}.values())[::-1]


NOWHERE = Whereabouts(Finding.NONE, "")


def from_field(gazetteer: Gazetteer, typed: str) -> Whereabouts:
    """A place from a field meant for it: what cannot be made out is `UNKNOWN`."""
    text = " ".join(typed.split())
    if not text:
        return NOWHERE
    if len(text) > MAX_PLACE:
        return Whereabouts(Finding.UNKNOWN, text)
    found = _look_up(gazetteer, text)
    return Whereabouts(Finding.UNKNOWN, text) if found.finding is Finding.NONE else found


def from_question(gazetteer: Gazetteer, question: str) -> Whereabouts:
    """A place that a question happens to name; `NONE` when it names none."""
    found = _look_up(gazetteer, question)
    return Whereabouts(found.finding, "", found.places, found.point, from_question=True)


def _look_up(gazetteer: Gazetteer, text: str) -> Whereabouts:
    match = gazetteer.find(text)
    states = {
        PlaceState.UNKNOWN_POSTCODE: Finding.UNKNOWN,
        PlaceState.OUTSIDE: Finding.OUTSIDE,
        PlaceState.NONE: Finding.NONE,
    }
    if match.state in states:
        return Whereabouts(states[match.state], text, match.places)
    if match.state is PlaceState.AMBIGUOUS and not _one_postcode(match.places):
        return Whereabouts(Finding.AMBIGUOUS, text, match.places)
    return Whereabouts(Finding.FOUND, text, match.places, gazetteer.point(match.places))


def _one_postcode(places: Sequence[Place]) -> bool:
    """A postcode that several small municipalities share is near enough to all of them."""
    return len({place.postcode for place in places}) == 1
