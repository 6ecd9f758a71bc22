"""Cutting text into words, and the spellings under which one word is looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from content.text import fold
from search.analysis.scripts import Script, script_of_word

_ZERO_WIDTH_NON_JOINER: Final = "\u200c"
_APOSTROPHES: Final = "'’ʼ‘`´ʹ"
_WORD: Final = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}{_ZERO_WIDTH_NON_JOINER}][^\W_]+)*")
_APOSTROPHE: Final = re.compile(f"[{_APOSTROPHES}]")
_TATWEEL: Final = "\u0640"
_LONGEST_WORD: Final = 64
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_TURKISH_I: Final = str.maketrans({"İ": "i", "I": "ı"})


def words(text: str, lang: str) -> list[str]:
    """The words of `text` in lower case, with the letters and accents their language writes.

    Vowel signs that are not letters (harakat) and the tatweel are gone, so that they neither cut
    words nor hide them from a stemmer. An apostrophe parts Latin words (l’école) and joins
    Cyrillic ones (п’ять).
    """
    found: list[str] = []
    for match in _WORD.finditer(_without_marks(text)):
        word = match.group()
        if script_of_word(word) is Script.LATIN:
            parts = [part for part in _APOSTROPHE.split(word) if len(part) > 1 or part == word]
        else:
            parts = [_APOSTROPHE.sub("'", word)]
        found.extend(_lower(part, lang)[:_LONGEST_WORD] for part in parts)
    return found


@lru_cache(maxsize=100_000)
def spellings(word: str) -> tuple[str, ...]:
    """Folded forms of a word as `words` gives it; the first one is the plain fold.

    A word with umlauts is also found under ae, oe, ue; a Persian word with a zero-width
    non-joiner is found joined and in its parts.
    """
    pieces = word.split(_ZERO_WIDTH_NON_JOINER)
    forms = [fold("".join(pieces)).replace("'", "")]
    if len(pieces) > 1:
        forms.extend(fold(piece) for piece in pieces)
    if script_of_word(word) is Script.LATIN:
        forms[0] = forms[0].replace("ı", "i")
        forms.append(fold(word.translate(_UMLAUTS)))
    return tuple(dict.fromkeys(form for form in forms if form))


def _without_marks(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text)
    return "".join(c for c in composed if c != _TATWEEL and unicodedata.category(c) != "Mn")


def _lower(word: str, lang: str) -> str:
    if lang == "tr":
        word = word.translate(_TURKISH_I)
    return word.lower()
