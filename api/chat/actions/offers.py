"""Offers near a place: responsible ones first, then by what it takes to get there and be understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from api.chat.knowledge import Knowledge
from api.chat.models import Reply, Turn, Utterance
from api.directory import Listing, Wanted, find_offers

SHOWN: Final = 3
PERSON: Final = "person"
"""Stands in for a kind of office while somebody looks for a person to talk to, whoever that is."""
# What speaking the language and being open is worth, in kilometres somebody would go for it.
_LANGUAGE_KM: Final = 5.0
_OPEN_KM: Final = 1.0
_NEIGHBOUR_KM: Final = 20.0
"""Where no office is responsible for the place, one of the neighbourhood may at least know who is."""


def nearest(knowledge: Knowledge, kind: str, postcode: str, lang: str, limit: int = SHOWN) -> list[Listing]:
    """Offers of a kind for a place, best first; empty when there is none near or the place is unknown."""
    where = knowledge.where(postcode)
    if not where.found:
        return []
    services = knowledge.services
    found = find_offers(services.store, Wanted((kind,), where=where), services.clock())
    responsible = [listing for listing in found if listing.serves_place]
    near = responsible or [each for each in found if (each.distance_km or 0.0) <= _NEIGHBOUR_KM]
    return sorted(near, key=lambda listing: _effort(listing, lang))[:limit]


def _effort(listing: Listing, lang: str) -> float:
    spoken = lang in listing.offer.service.languages
    return (listing.distance_km or 0.0) - _LANGUAGE_KM * spoken - _OPEN_KM * listing.opening.open_now


def nearest_of_each(knowledge: Knowledge, kinds: Sequence[str], postcode: str, lang: str) -> list[Listing]:
    """The best offer of each kind, kinds in the order given."""
    best = (nearest(knowledge, kind, postcode, lang, limit=1) for kind in kinds)
    return [listing for found in best for listing in found][:SHOWN]


def offers_utterance(key: str, found: Iterable[Listing], postcode: str, kind: str | None = None) -> Utterance:
    """References to offers, with their distances in kilometres."""
    shown = tuple(found)
    distances = [None if each.distance_km is None else round(each.distance_km, 1) for each in shown]
    ids = [each.offer.id for each in shown]
    return Utterance(key, {"kind": kind, "place": postcode, "offers": ids, "distances": distances})


def action_offers(knowledge: Knowledge, turn: Turn) -> Reply:
    """Show who helps: the form knows what and where."""
    kind, postcode = turn.what, turn.place
    if kind is None:
        return Reply((Utterance("utter_ask_find_offer_form_what"),), {"where": postcode, "awaiting": "what"})
    if postcode is None:
        return Reply((Utterance("utter_ask_find_offer_form_where"),), {"awaiting": "where"})
    done = {"what": None, "where": postcode, "offered": False, "awaiting": None}
    if kind == PERSON:
        return Reply((person_near(knowledge, postcode, turn.lang),), done)
    found = nearest(knowledge, kind, postcode, turn.lang)
    if found:
        return Reply((offers_utterance("offers", found, postcode, kind),), done)
    nothing = Utterance("offers_none", {"kind": kind, "place": postcode})
    return Reply((nothing, person_near(knowledge, postcode, turn.lang)), done)


def person_near(knowledge: Knowledge, postcode: str, lang: str) -> Utterance:
    """Counselling near a place; without any offer it still points to the nationwide way."""
    found = nearest_of_each(knowledge, knowledge.person_kinds(), postcode, lang)
    return offers_utterance("person", found, postcode)
