"""Rasa says keys; the words of every language live elsewhere."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig


class KeyNLG(NaturalLanguageGenerator):
    """Turns `utter_x` with its arguments into `{"custom": {"key": "utter_x", "args": {...}}}`."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        """Take what Rasa hands to every generator; neither is needed."""

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,  # noqa: ARG002  Rasa hands arguments over by these names
        output_channel: str,  # noqa: ARG002
        **kwargs: Any,
    ) -> dict[str, Any]:
        """The key and what the action gave beside it; nothing of the conversation goes in."""
        kwargs.pop("domain_responses", None)  # handed over with the domain's own utterances
        return {"custom": {"key": utter_action, "args": kwargs}}
