"""German compounds: Kinderbetreuungskosten is also found by Betreuung."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from search.analysis.lemmas import is_german, is_german_noun

_SHORTEST_COMPOUND: Final = 8
_SHORTEST_PART: Final = 4
_SHORT_TAILS: Final = frozenset({"amt"})
_LINKS: Final = ("", "s", "n", "en", "es", "er", "e")
_DROPPED: Final = ("e", "en")
"""Endings the first part loses: Sprach(e)kurs, Wohn(en)geld."""


@lru_cache(maxsize=50_000)
def compound_parts(word: str) -> tuple[str, ...]:
    """The words inside the German `word` (lower case), at every depth; none when it is no compound.

    Of several ways to cut, the one whose shorter part is longest is taken, without linking letters.
    """
    cuts = [(head, word[at:]) for at in _places(word) for head in _heads(word[:at])]
    if not cuts:
        return ()
    head, tail = max(cuts, key=lambda cut: (min(len(cut[0]), len(cut[1])), -len(cut[0])))
    return tuple(dict.fromkeys((head, tail, *compound_parts(head), *compound_parts(tail))))


def _places(word: str) -> Iterator[int]:
    if len(word) < _SHORTEST_COMPOUND:
        return
    for at in range(_SHORTEST_PART, len(word) - 2):
        tail = word[at:]
        if tail in _SHORT_TAILS or (len(tail) >= _SHORTEST_PART and is_german_noun(tail)):
            yield at


def _heads(head: str) -> Iterator[str]:
    """Dictionary words that `head` may stand for in front of another word."""
    for link in _LINKS:
        stem = head.removesuffix(link)
        if head.endswith(link) and len(stem) >= _SHORTEST_PART and is_german_noun(stem):
            yield stem
    for ending in _DROPPED:
        if is_german(head + ending):
            yield head + ending
