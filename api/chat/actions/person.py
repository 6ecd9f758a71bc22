"""A person to talk to: never a dead end."""

from __future__ import annotations

from api.chat.actions.offers import PERSON, person_near
from api.chat.actions.places import locate
from api.chat.knowledge import Knowledge
from api.chat.models import Reply, Turn, Utterance


def action_person(knowledge: Knowledge, turn: Turn) -> Reply:
    """Counselling near the person; where the place is unknown, the nationwide way and a question."""
    located = locate(knowledge, turn.text)
    postcode = located.postcode or turn.place
    if postcode is not None:
        found = person_near(knowledge, postcode, turn.lang)
        return Reply((found,), {"where": postcode, "offered": False, "what": None, "awaiting": None})
    anywhere = Utterance("person", {"offers": [], "distances": [], "place": None})
    ask = located.trouble or Utterance("utter_ask_find_offer_form_where")
    said = (anywhere,) if turn.in_form else (anywhere, ask)
    return Reply(said, {"what": PERSON, "offered": True, "awaiting": "where"})
