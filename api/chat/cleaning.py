"""Makes text of a message: what people type, paste and send by accident."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_LENGTH: Final = 1_000
"""Characters Lotse reads in one message."""
QUESTION_MARKS: Final = "?؟"

# Joiners carry meaning in Persian spelling and in emoji; every other invisible character goes.
_KEPT_INVISIBLE: Final = frozenset("\u200c\u200d")
_WHITESPACE: Final = re.compile(r"[^\S\n]+")
_LINE_END: Final = re.compile(r" *\n *")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Text in NFC without control, invisible and unpaired characters; typed commands lose their slash.

    Rasa takes a message that begins with `/` for a command; only verified buttons may send one.
    """
    visible = "".join(_seen(character) for character in unicodedata.normalize("NFC", text))
    lines = _LINE_END.sub("\n", _WHITESPACE.sub(" ", visible))
    return _BLANK_LINES.sub("\n\n", lines).strip().lstrip("/ \n")


def _seen(character: str) -> str:
    if character in _KEPT_INVISIBLE or character == "\n":
        return character
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case _:
            return character


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit to read, not just emoji or marks."""
    return any(character.isalnum() for character in text)
