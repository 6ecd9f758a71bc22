"""In which language a text is written.

The answer chooses analysis, weights and the language of the reply; it never hides a result.

1. Script. A text of one script is in a language of that script. In a mixed text the script other
   than Latin wins, because somebody who writes Arabic reads Arabic, while office words
   (Jobcenter, Duldung) stand in Latin letters in every language. The one exception: the interface
   is in a language of Latin script and most words of the text are Latin; then somebody quotes a
   word or a name in another script.
2. Letters that only one of our languages writes: ї is Ukrainian, ы Russian, ټ Pashto, ێ Sorani.
3. Statistics (py3langid, only our languages of that script) for texts of three words and more,
   with the language of the interface as prior. Shorter texts are in the language of the interface
   wherever the script allows it.

Dari cannot be told from Persian, nor easy German from German: there the interface decides.
"""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from content.languages import LANGUAGES, SOURCE
from search.analysis.scripts import Script, script_of_language, script_of_word
from search.analysis.stems import analysis_language
from search.analysis.words import words

_EXCLUSIVE: Final = {
    Script.ARABIC: {"ps": "ټډړښږۍېځڅ", "ckb": "ڕڵێۆە", "ur": "ٹڈڑےںھ"},
    Script.CYRILLIC: {"uk": "іїєґ", "ru": "ыэъё"},
}
_PERSIAN_LETTERS: Final = "پچژگ"
_ENOUGH_WORDS: Final = 3
_LONGEST_TEXT: Final = 2000
"""Characters looked at; more say nothing new."""
_PRIOR_ODDS: Final = 20.0
_SOURCE_ODDS: Final = 4.0
"""Office words make German likelier than any language that is neither interface nor source."""
_CONFIDENT: Final = 0.8
_USUAL: Final = {Script.LATIN: "de", Script.ARABIC: "ar", Script.CYRILLIC: "uk", Script.ETHIOPIC: "ti"}


@dataclass(frozen=True, slots=True)
class Detection:
    """A language of `content.languages`, and whether the text itself says so."""

    lang: str
    confident: bool


def detect(text: str, prior: str) -> Detection:
    """The language of `text`, given the language of the interface; see the module for the rule."""
    found = words(text[:_LONGEST_TEXT], prior)
    script = _script(found, script_of_language(prior))
    if script is None:
        return Detection(prior, confident=False)
    letters = "".join(word for word in found if script_of_word(word) is script)
    by_letters = _by_letters(letters, script)
    if by_letters is not None:
        return Detection(_as_interface(by_letters, prior), confident=True)
    candidates = _candidates(letters, script)
    if len(candidates) == 1:
        return Detection(_as_interface(candidates[0], prior), confident=True)
    if len(found) < _ENOUGH_WORDS:
        contradicted = script_of_language(prior) is not script
        lang = candidates[0] if contradicted else prior
        return Detection(lang, confident=contradicted and script is not Script.LATIN)
    return _by_statistics(" ".join(found), candidates, prior)


def _script(found: list[str], prior: Script) -> Script | None:
    counts = Counter(script_of_word(word) for word in found)
    counts.pop(Script.OTHER, None)
    if not counts:
        return None
    latin = counts.pop(Script.LATIN, 0)
    others = sum(counts.values())
    if not others or (prior is Script.LATIN and latin > others):
        return Script.LATIN
    return counts.most_common(1)[0][0]


def _by_letters(letters: str, script: Script) -> str | None:
    marks = _EXCLUSIVE.get(script, {})
    counts = {lang: sum(letters.count(letter) for letter in own) for lang, own in marks.items()}
    best = max(counts, key=lambda lang: counts[lang], default=None)
    return best if best is not None and counts[best] else None


def _candidates(letters: str, script: Script) -> tuple[str, ...]:
    """Our languages of this script that the statistics know, the usual one first."""
    if script is Script.ARABIC and any(letter in letters for letter in _PERSIAN_LETTERS):
        return ("fa", "ps", "ur")
    ours = dict.fromkeys(analysis_language(tag) for tag in LANGUAGES if script_of_language(tag) is script)
    usual = _USUAL[script]
    return (usual, *(tag for tag in ours if tag != usual and tag in _identifier().labels))


def _by_statistics(text: str, candidates: tuple[str, ...], prior: str) -> Detection:
    scores = dict(_identifier_for(candidates).rank(text))
    base = analysis_language(prior)
    weighted = {lang: score * _odds(lang, base) for lang, score in scores.items()}
    best = max(weighted, key=lambda lang: weighted[lang])
    confident = weighted[best] / sum(weighted.values()) > _CONFIDENT
    return Detection(_as_interface(best, prior), confident)


def _odds(lang: str, prior: str) -> float:
    if lang == prior:
        return _PRIOR_ODDS
    return _SOURCE_ODDS if lang == SOURCE else 1.0


def _as_interface(lang: str, prior: str) -> str:
    """Dari or easy German where the interface is, since their texts look like Persian and German."""
    return prior if analysis_language(prior) == lang else lang


@lru_cache(maxsize=32)
def _identifier_for(candidates: tuple[str, ...]) -> LanguageIdentifier:
    """An identifier of these languages alone; it is never changed again, so threads may share it."""
    identifier = copy.copy(_identifier())
    identifier.set_languages(candidates)
    return identifier


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
