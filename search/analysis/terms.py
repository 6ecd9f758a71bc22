"""Text as the engine gets it: folded words, stems and 3-grams, separated by spaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from search.analysis import lemmas
from search.analysis.scripts import Script, script_of_language, script_of_word
from search.analysis.stems import analysis_language, part_stems, stems
from search.analysis.words import spellings, words

_LANGUAGE_OF_SCRIPT: Final = {
    Script.LATIN: "de",
    Script.ARABIC: "ar",
    Script.CYRILLIC: "uk",
    Script.ETHIOPIC: "ti",
}
"""How a word is analysed that stands in a text of another script: Latin letters in an Arabic
message are German office words."""
_OFFICE_WORD: Final = 5
"""From this length a German word is recognised inside another language of Latin script."""
_GRAM: Final = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """Three fields of one text. Every engine splits them at spaces and does nothing else."""

    words: str
    stems: str
    grams: str


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text with everything it may match by."""

    spellings: tuple[str, ...]
    stems: tuple[str, ...]
    parts: tuple[str, ...]
    """Stems of the words inside a German compound."""


def analyse(text: str, lang: str) -> Terms:
    """Terms of `text`, read as `lang`; words of another script are read as that script's language."""
    found = list(tokens(text, lang))
    return Terms(
        words=" ".join(form for token in found for form in token.spellings),
        stems=" ".join(stem for token in found for stem in (*token.stems, *token.parts)),
        grams=" ".join(gram for token in found for gram in grams(token.spellings[0])),
    )


def tokens(text: str, lang: str) -> Iterator[Token]:
    """The words of `text` one by one."""
    for word in words(text, lang):
        forms = spellings(word)
        if forms:
            yield _token(word, forms, _language_of_word(word, lang))


def grams(word: str) -> Iterator[str]:
    """Runs of three letters of a folded word, its edges marked: `_ki kit ita ta_`."""
    marked = f"_{word}_"
    return (marked[at : at + _GRAM] for at in range(len(marked) - _GRAM + 1))


def _token(word: str, forms: tuple[str, ...], lang: str) -> Token:
    base = analysis_language(lang)
    own = stems(word, base)
    parts = part_stems(word, base)
    if base != "de" and _is_office_word(word):
        own = tuple(dict.fromkeys((*own, *stems(word, "de"))))
        parts = part_stems(word, "de")
    return Token(forms, own, parts)


def _language_of_word(word: str, lang: str) -> str:
    script = script_of_word(word)
    if script is Script.OTHER or script is script_of_language(lang):
        return lang
    return _LANGUAGE_OF_SCRIPT[script]


def _is_office_word(word: str) -> bool:
    return len(word) >= _OFFICE_WORD and script_of_word(word) is Script.LATIN and lemmas.is_german(word)
