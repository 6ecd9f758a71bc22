"""Where a person is: a postcode or the name of a municipality in a message of any script.

Names are found in every case and with umlauts written out, in inflected Cyrillic forms, with the
particles that Arabic writes on to a word, and with one letter wrong. Names that are also everyday
words (`Essen`, `Lage`, `Wetter`) count only where the words around them speak of a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from content.errors import PlaceNotFound
from content.places.forms import name_forms
from content.places.matching import Mention, NameFinder
from content.places.models import Place
from content.places.postcodes import lies_outside, written_postcodes


class PlaceState(StrEnum):
    """What a message says about a place."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    """Several municipalities: a postcode that they share, or several names."""
    UNKNOWN_POSTCODE = "unknown-postcode"
    """Five digits that are no postcode of North Rhine-Westphalia and cannot be one elsewhere."""
    OUTSIDE = "outside"
    """A postcode of another Land."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """What was found. `places` are all areas of the municipality, or the one the postcode names."""

    state: PlaceState
    places: tuple[Place, ...] = ()
    postcode: str | None = None
    span: tuple[int, int] | None = None
    """Where in the message it stands."""
    name: str | None = None
    """The municipality, where there is one only."""


class Gazetteer:
    """All places, with everything that can be computed before a message comes."""

    def __init__(self, places: Iterable[Place], names: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._by_postcode: dict[str, list[Place]] = {}
        self._by_name: dict[str, list[Place]] = {}
        for place in places:
            self._by_postcode.setdefault(place.postcode, []).append(place)
            self._by_name.setdefault(place.name, []).append(place)
        self._names = NameFinder(
            form for name in self._by_name for form in name_forms(name, names.get(name, {}))
        )

    def find(self, text: str) -> PlaceMatch:
        """The place a message speaks of.

        A postcode counts before a name; a name decides between the municipalities of a postcode,
        and stands in for a postcode that is none of the Land.
        """
        mentions = self._names.find(text)
        if by_postcode := self._best_postcode(text, mentions):
            return by_postcode
        return self._by_mention(mentions)

    def _best_postcode(self, text: str, mentions: Sequence[Mention]) -> PlaceMatch | None:
        found = [self._of_postcode(postcode, span, mentions) for postcode, span in written_postcodes(text)]
        known = next((match for match in found if match.places), None)
        if known or mentions:
            return known
        return next(iter(found), None)

    def _of_postcode(self, postcode: str, span: tuple[int, int], mentions: Sequence[Mention]) -> PlaceMatch:
        places = tuple(self._by_postcode.get(postcode, ()))
        if not places:
            state = PlaceState.OUTSIDE if lies_outside(postcode) else PlaceState.UNKNOWN_POSTCODE
            return PlaceMatch(state, postcode=postcode, span=span)
        named = {mention.name for mention in mentions}
        if len(places) > 1:
            places = tuple(place for place in places if place.name in named) or places
        if len(places) > 1:
            return PlaceMatch(PlaceState.AMBIGUOUS, places, postcode, span)
        return PlaceMatch(PlaceState.FOUND, places, postcode, span, places[0].name)

    def _by_mention(self, mentions: Sequence[Mention]) -> PlaceMatch:
        names = list(dict.fromkeys(mention.name for mention in mentions))
        if not names:
            return PlaceMatch(PlaceState.NONE)
        places = tuple(place for name in names for place in self._by_name[name])
        span = mentions[0].span
        if len(names) > 1:
            return PlaceMatch(PlaceState.AMBIGUOUS, places, span=span)
        return PlaceMatch(PlaceState.FOUND, places, span=span, name=names[0])

    def point(self, places: Iterable[Place]) -> tuple[float, float]:
        """The middle of `places` in degrees (latitude, longitude); raises `PlaceNotFound` for none."""
        points = [(place.latitude, place.longitude) for place in places]
        if not points:
            raise PlaceNotFound("")
        latitudes, longitudes = zip(*points, strict=True)
        return sum(latitudes) / len(points), sum(longitudes) / len(points)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)
