"""Actions about the talk itself."""

from __future__ import annotations

from api.chat.knowledge import Knowledge
from api.chat.models import Reply, Turn, Utterance


def action_languages(_knowledge: Knowledge, _turn: Turn) -> Reply:
    """Let the person choose a language."""
    return Reply((Utterance("languages"),))


def action_emergency(knowledge: Knowledge, _turn: Turn) -> Reply:
    """All safety lines, danger to life first."""
    lines = sorted(knowledge.services.store.safety_lines(), key=lambda line: line.rank)
    return Reply((Utterance("safety", {"lines": [line.slug for line in lines]}),))


def action_restart_talk(_knowledge: Knowledge, _turn: Turn) -> Reply:
    """Begin anew and forget what was said."""
    return Reply((Utterance("utter_restarted"),), restart=True)
