"""Which letters belong into a text of a language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final

from content.languages import LANGUAGES

LATIN: Final = "LATIN"
_LETTER_NAME: Final = re.compile(r"^(\w+) (?:SMALL |CAPITAL )?(?:LETTER|SYLLABLE|LIGATURE)")
# Letters of a neighbour's alphabet, with the language they give away.
_NEIGHBOURS: Final = {"uk": ("ыэъё", "Russian"), "ru": ("іїєґ", "Ukrainian"), "ar": ("گچپژ", "Persian")}
_MIXED: Final = re.compile(r"[a-zA-Zäöüß][а-яґєіїёА-ЯҐЄІЇЁ]|[а-яґєіїёА-ЯҐЄІЇЁ][a-zA-Zäöüß]")


@lru_cache(maxsize=4096)
def script(char: str) -> str | None:
    """First word of the Unicode name of a letter: `LATIN`, `ARABIC`; None for what is no letter."""
    if not char.isalpha():
        return None
    match = _LETTER_NAME.match(unicodedata.name(char, ""))
    return match[1] if match else None


def own_script(lang: str) -> str:
    """The script of a language, read off its own name."""
    return next(found for char in LANGUAGES[lang].own_name if (found := script(char)))


def scripts(text: str) -> Counter[str]:
    """How many letters of each script `text` holds."""
    return Counter(found for char in text if (found := script(char)))


def foreign_letters(lang: str, text: str) -> str | None:
    """What is foreign in a text, in words; None when nothing is. Latin letters are at home everywhere."""
    own = own_script(lang)
    for name in scripts(text):
        if name not in {own, LATIN}:
            return f"There are {name.capitalize()} letters"
    letters, neighbour = _NEIGHBOURS.get(lang, ("", ""))
    if any(letter in text.lower() for letter in letters):
        return f"There are {neighbour} letters"
    if match := _MIXED.search(text):
        return f"Latin and Cyrillic letters meet in one word ({match.group()})"
    return None


def untranslated(lang: str, text: str) -> bool:
    """Whether a text of several words holds no letter of the script of its language."""
    found = scripts(text)
    return own_script(lang) != LATIN and not found[own_script(lang)] and len(text.split()) > 3
