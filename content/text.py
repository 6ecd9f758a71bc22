"""Folding: one spelling for all the ways people write the same word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_VARIANTS: Final = str.maketrans(
    {
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ۍ": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ة": "ه",
        "ۃ": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ۀ": "ه",
        "ۂ": "ه",
        "ٱ": "ا",
        "ـ": "",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ґ": "г",
        "’": "'",
        "ʼ": "'",
    }
)
_IGNORED: Final = frozenset({"Mn", "Me", "Cf"})
# A letter or digit, then letters, digits and the marks that belong to them (vowel signs, joiners).
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c\u200d])*")


def fold(text: str) -> str:
    """One spelling of `text` for comparison: case, marks and letter variants are levelled.

    NFKC, case folding (`ß` becomes `ss`), marks and invisible characters dropped (`ä` becomes `a`,
    `أ` becomes `ا`, `й` becomes `и`), variants of Arabic and Persian letters unified, decimal
    digits of any script written 0-9. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    levelled = unicodedata.normalize("NFKD", decomposed.translate(_VARIANTS).casefold())
    kept = (_digit(char) for char in levelled if unicodedata.category(char) not in _IGNORED)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_VARIANTS)


def _digit(char: str) -> str:
    """`char`, or its value when it is a decimal digit of another script."""
    if char.isascii():
        return char
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of `text`, folded, with the start and end of its place in `text`."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield folded, match.start(), match.end()
