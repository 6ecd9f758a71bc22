"""The stems under which a word is found: Snowball, lemmas, compound parts, homophone letters."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Final

import Stemmer

from content.text import fold
from search.analysis import lemmas
from search.analysis.compounds import compound_parts
from search.analysis.words import spellings

_SNOWBALL: Final = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "fr": "french",
    "it": "italian",
    "pl": "polish",
    "ro": "romanian",
    "ru": "russian",
    "tr": "turkish",
}
_SAME_ANALYSIS: Final = {"de-simple": "de", "prs": "fa"}
_HOMOPHONES: Final = {0x1210: 0x1200, 0x1280: 0x1200, 0x1220: 0x1230, 0x12D0: 0x12A0, 0x1340: 0x1338}
"""First letters of the Ethiopic rows that sound alike: ሐ ኀ → ሀ, ሠ → ሰ, ዐ → አ, ፀ → ጸ."""
_ROW: Final = 8
_ETHIOPIC: Final = {
    row + vowel: target + vowel for row, target in _HOMOPHONES.items() for vowel in range(_ROW)
}

_per_thread: Final = threading.local()


def analysis_language(lang: str) -> str:
    """The language whose analysis `lang` shares: Dari is analysed as Persian."""
    return _SAME_ANALYSIS.get(lang, lang)


@lru_cache(maxsize=200_000)
def stems(word: str, lang: str) -> tuple[str, ...]:
    """Folded stems of a word as `words` gives it, without the parts of a compound."""
    lang = analysis_language(lang)
    forms = [word]
    if lang in lemmas.LANGUAGES:
        forms.append(lemmas.lemma(word, lang))
    if lang in _SNOWBALL:
        stemmed = [_stemmer(lang).stemWord(form) for form in forms]
        forms = [*stemmed, forms[-1]] if lang == "ar" else stemmed
    elif len(forms) > 1:
        forms = forms[1:]
    return tuple(dict.fromkeys(_folded(form) for form in forms if form))


@lru_cache(maxsize=50_000)
def part_stems(word: str, lang: str) -> tuple[str, ...]:
    """Stems of the words inside a German compound; none in other languages."""
    if analysis_language(lang) != "de":
        return ()
    whole = stems(word, lang)
    inside = (stem for part in compound_parts(word) for stem in stems(part, lang))
    return tuple(dict.fromkeys(stem for stem in inside if stem not in whole))


def _folded(form: str) -> str:
    return (spellings(form) or (fold(form),))[0].translate(_ETHIOPIC)


def _stemmer(lang: str) -> Stemmer.Stemmer:
    """One stemmer a thread: a Snowball stemmer keeps the word it works on."""
    stemmers: dict[str, Stemmer.Stemmer] | None = getattr(_per_thread, "stemmers", None)
    if stemmers is None:
        stemmers = _per_thread.stemmers = {}
    if lang not in stemmers:
        stemmers[lang] = Stemmer.Stemmer(_SNOWBALL[lang])
    return stemmers[lang]
