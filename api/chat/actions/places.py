"""Where somebody is, as far as the message says."""

from __future__ import annotations

from dataclasses import dataclass

from api.chat.cleaning import has_words
from api.chat.knowledge import Knowledge
from api.chat.models import Utterance
from api.whereabouts import Finding, Whereabouts, from_question


@dataclass(frozen=True, slots=True)
class Located:
    """The place a message names."""

    postcode: str | None = None
    trouble: Utterance | None = None
    """What to say when the place named is unknown, outside the Land or ambiguous."""
    alone: bool = False
    """Whether the message says nothing but the place."""


def locate(knowledge: Knowledge, text: str) -> Located:
    """Look for a postcode or municipality in a message."""
    where = from_question(knowledge.services.gazetteer, text)
    if where.finding is Finding.NONE:
        return Located()
    alone = _is_alone(knowledge, text, where)
    match where.finding:
        case Finding.AMBIGUOUS:
            return Located(trouble=_ambiguous(where), alone=alone)
        case Finding.UNKNOWN:
            return Located(trouble=Utterance("utter_place_unknown"), alone=alone)
        case Finding.OUTSIDE:
            return Located(trouble=Utterance("utter_place_outside"), alone=alone)
    return Located(postcode=where.key, alone=alone)


def _ambiguous(where: Whereabouts) -> Utterance:
    names = {f"{place.name} ({place.district})": place.postcode for place in where.choices}
    return Utterance("utter_place_ambiguous", {"names": list(names), "postcodes": list(names.values())})


def _is_alone(knowledge: Knowledge, text: str, where: Whereabouts) -> bool:
    span = knowledge.services.gazetteer.find(text).span
    if span is None:
        return False
    rest = text[: span[0]] + text[span[1] :]
    for place in where.places:  # `50667 Köln` names the place twice
        rest = rest.replace(place.name, "")
    return not has_words(rest)
