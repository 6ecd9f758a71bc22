"""Finds the kind of office a message names, in any language and inflection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from content.offers.models import OfferKind
from content.text import words

# Arabic writes the article and short prepositions onto the word.
_ARABIC_PROCLITIC: Final = re.compile(r"^(?:[وف]?(?:ال|بال|كال|لل))(?=\w{3})")
_PARTS: Final = re.compile(r"[(),]")
_SHORTEST_STEM: Final = 4
_SHARED: Final = 0.7
"""Part of the longer word that two inflected forms of one word share at their beginning."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    slug: str


class KindFinder:
    """Matches names and synonyms of all languages at once: people mix German office words into theirs."""

    def __init__(self, kinds: Iterable[OfferKind]) -> None:
        self.kinds = {kind.slug: kind for kind in kinds}
        self._phrases = [
            _Phrase(tuple(bare_words(name)), kind.slug)
            for kind in self.kinds.values()
            for name in _names(kind)
        ]

    def find(self, text: str) -> str | None:
        """Slug of the kind with the longest matching name; None when none is named."""
        said = bare_words(text)
        matching = [phrase for phrase in self._phrases if _occurs(phrase, said)]
        if not matching:
            return None
        return max(matching, key=lambda phrase: sum(map(len, phrase.words))).slug


def bare_words(text: str) -> list[str]:
    """Folded words without the Arabic article."""
    return [_ARABIC_PROCLITIC.sub("", word) for word, _, _ in words(text)]


def _names(kind: OfferKind) -> Iterator[str]:
    for name in kind.names.values():
        yield from _PARTS.split(name)  # `Kommunales Integrationszentrum (KI)` has two names
    for synonyms in kind.synonyms.values():
        yield from synonyms


def _occurs(phrase: _Phrase, said: list[str]) -> bool:
    return bool(phrase.words) and all(any(_same(wanted, word) for word in said) for wanted in phrase.words)


def _same(wanted: str, word: str) -> bool:
    """Equal, a compound that begins with the name, or two forms of one word."""
    if wanted == word:
        return True
    shortest, longest = sorted((len(wanted), len(word)))
    if shortest < _SHORTEST_STEM:
        return False
    if word.startswith(wanted):
        return True
    shared = next((i for i, (a, b) in enumerate(zip(wanted, word, strict=False)) if a != b), shortest)
    return shared >= max(_SHORTEST_STEM, _SHARED * longest)
