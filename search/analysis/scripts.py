"""Which script a word is written in, and which script a language is written in."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Final


class Script(StrEnum):
    """The scripts Lotse tells apart; everything else is OTHER."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    ETHIOPIC = "ethiopic"
    OTHER = "other"


_RANGES: Final = (
    (0x0041, 0x024F, Script.LATIN),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0600, 0x06FF, Script.ARABIC),
    (0x0750, 0x077F, Script.ARABIC),
    (0x08A0, 0x08FF, Script.ARABIC),
    (0xFB50, 0xFDFF, Script.ARABIC),
    (0xFE70, 0xFEFF, Script.ARABIC),
    (0x1200, 0x139F, Script.ETHIOPIC),
    (0x2D80, 0x2DDF, Script.ETHIOPIC),
)

_NOT_LATIN: Final[dict[str, Script]] = {
    **dict.fromkeys(("uk", "ru", "bg", "be", "mk", "sr"), Script.CYRILLIC),
    **dict.fromkeys(("ar", "fa", "prs", "ps", "ckb", "ur"), Script.ARABIC),
    **dict.fromkeys(("ti", "am"), Script.ETHIOPIC),
}


def script_of_word(word: str) -> Script:
    """Script of the first letter of `word`; OTHER when it has none (a number)."""
    return next((_script_of_letter(char) for char in word if char.isalpha()), Script.OTHER)


def script_of_language(lang: str) -> Script:
    """The script texts of `lang` stand in; Latin for every language not known to differ."""
    return _NOT_LATIN.get(lang, Script.LATIN)


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> Script:
    code = ord(letter)
    return next((script for first, last, script in _RANGES if first <= code <= last), Script.OTHER)
