"""The actions Rasa may call, by the names its domain uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from api.chat.actions.answer import action_answer
from api.chat.actions.form import validate_find_offer_form
from api.chat.actions.offers import action_offers
from api.chat.actions.person import action_person
from api.chat.actions.talk import action_emergency, action_languages, action_restart_talk
from api.chat.knowledge import Knowledge
from api.chat.models import Reply, Turn

Action = Callable[[Knowledge, Turn], Reply]

ACTIONS: Final[Mapping[str, Action]] = {
    action.__name__: action
    for action in (
        action_answer,
        action_emergency,
        action_languages,
        action_offers,
        action_person,
        action_restart_talk,
        validate_find_offer_form,
    )
}
