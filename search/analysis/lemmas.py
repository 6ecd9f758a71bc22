"""Dictionary forms from simplemma's word lists, which lie in its wheel."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

LANGUAGES: Final = frozenset({"ar", "de", "sq", "uk"})
"""Where lemmas are worth their memory (30 to 110 MB a language): no stemmer exists (Ukrainian,
Albanian), plurals change inside the word (Arabic), or the word list is needed (German compounds)."""

_dictionaries: Final = DefaultDictionaryFactory(cache_max_size=len(LANGUAGES))
_lemmatizer: Final = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_dictionaries))


@lru_cache(maxsize=100_000)
def lemma(word: str, lang: str) -> str:
    """The dictionary form of `word`; the word itself when it is unknown."""
    if lang == "de" and is_german_noun(word):
        word = word.capitalize()
    return _lemmatizer.lemmatize(word, lang).lower()


def is_german_noun(word: str) -> bool:
    """Whether the list of German words has `word` (lower case) with a capital letter."""
    return word.capitalize() in _dictionaries.get_dictionary("de")


def is_german(word: str) -> bool:
    """Whether the list of German words has `word` (lower case) in any case."""
    return word in _dictionaries.get_dictionary("de") or is_german_noun(word)
