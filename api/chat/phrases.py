"""Recognises the few set phrases of a talk (yes, no, thanks, hello, a person) when there is no Rasa.

The phrases lie in the catalogs, one message `phrases_<intent>` a language, separated by `|`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from api.i18n import Catalogs
from content.text import words

_INTENTS: Final = (
    "talk_to_person",
    "affirm",
    "deny",
    "greet",
    "thank",
    "goodbye",
    "help",
    "stop",
    "restart_talk",
)


class Phrasebook:
    """All languages at once: a `danke` in a Ukrainian talk is thanks too."""

    def __init__(self, texts: Catalogs) -> None:
        self._phrases = list(_read(texts))

    def intent(self, text: str) -> str | None:
        """The intent whose phrase the message is; long messages are questions, never phrases."""
        said = {word for word, _, _ in words(text)}
        for intent, phrase in self._phrases:
            spare = len(phrase) - 1
            if phrase <= said and len(said) <= len(phrase) + spare:
                return intent
        return None


def _read(texts: Catalogs) -> Iterator[tuple[str, frozenset[str]]]:
    for intent in _INTENTS:
        for language in texts.languages:
            for phrase in texts[language.tag].gettext(f"phrases_{intent}").split("|"):
                folded = frozenset(word for word, _, _ in words(phrase))
                if folded:
                    yield intent, folded
