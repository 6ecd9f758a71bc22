"""All spellings a municipality's name is looked for under, and how much each needs to be believed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from content.text import fold, words


class Care(IntEnum):
    """What must come to a spelling before it counts as a place."""

    NONE = 0
    CAPITAL = 1
    """A capital letter, or the evidence below: short names are also parts and slips of other words."""
    EVIDENCE = 2
    """Words around it that speak of a place: the name is an everyday word as well."""


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling, as folded words."""

    name: str
    words: tuple[str, ...]
    care: Care
    base: bool = True
    """A name as such, not an inflected form of it."""
    whole: bool = False
    """The whole German name."""


_WRITTEN_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_APPENDIX: Final = re.compile(r" \(.*\)$| (an der|am|im|in) .*$")
_CYRILLIC: Final = re.compile(r"[а-яґєіїё]", re.IGNORECASE)
_LATIN: Final = re.compile(r"[a-z]")

# Municipalities whose folded names are words of German or of another language of the users.
_EVERYDAY: Final = frozenset(
    {
        *("alpen", "borken", "bunde", "buren", "datteln", "enger", "ense", "essen", "frechen", "geldern"),
        *(
            "halle",
            "haltern",
            "halver",
            "heiden",
            "hille",
            "kall",
            "kamen",
            "laer",
            "lage",
            "lohne",
            "loehne",
        ),
        *("lotte", "much", "recke", "reken", "rees", "rheine", "schlangen", "senden", "siegen", "sundern"),
        *("velen", "wenden", "werther", "wetter"),
    }
)
_NO_FORM: Final = frozenset({"hammer", "hammers", "werner", "werners", "wernern", "gocher", "kaller"})
_ENDINGS_OF_E: Final = ("s", "r", "rs", "rn", "rin")
_ENDINGS: Final = ("s", "er", "ers", "ern", "erin")
_AFTER_CONSONANT: Final = ("а", "у", "ом", "ем", "и", "і", "ы", "е", "ові", "еві", "ю", "я")
_AFTER_SOFT_SIGN: Final = ("я", "ю", "ем", "і", "и", "е", "еві")
_AFTER_A: Final = ("и", "і", "ы", "у", "ю", "ою", "ею", "ой", "ей", "е")
_SHORT: Final = 4
_SHORT_CYRILLIC: Final = 5
_PART: Final = 6


def name_forms(name: str, elsewhere: Mapping[str, Sequence[str]]) -> Iterator[Form]:
    """All forms of a German `name` and of its names in other languages, without repetition."""
    seen: dict[tuple[str, ...], Form] = {}
    written = [*_german_spellings(name), *(other for found in elsewhere.values() for other in found)]
    for form in (form for spelling in written for form in _spelling_forms(name, spelling)):
        seen.setdefault(form.words, form)
    yield from seen.values()


def _german_spellings(name: str) -> Iterator[str]:
    """The name, its short forms and parts, each also with umlauts written out."""
    short = _APPENDIX.sub("", name)
    parts = [part for part in re.split(r"[- ]", name) if "-" in name and len(part) >= _PART]
    inner = name.replace("(", "").replace(")", "").replace(" an der ", " ")
    for spelling in dict.fromkeys((name, short, inner, name.replace("Sankt", "St"), *parts)):
        yield spelling
        yield spelling.translate(_WRITTEN_OUT)


def _spelling_forms(name: str, spelling: str) -> Iterator[Form]:
    base = tuple(word for word, _, _ in words(spelling))
    if not base:
        return
    care = _care(base)
    yield Form(name, base, care, whole=spelling == name)
    for ending in _inflections(base[-1], care):
        yield Form(name, (*base[:-1], ending), care, base=False)


def _care(base: tuple[str, ...]) -> Care:
    if len(base) > 1:
        return Care.NONE
    word = base[0]
    if word in _EVERYDAY:
        return Care.EVIDENCE
    short = _SHORT_CYRILLIC if _CYRILLIC.match(word) else _SHORT
    return Care.CAPITAL if len(word) <= short else Care.NONE


def _inflections(word: str, care: Care) -> Iterator[str]:
    """Other forms of the last word of a name: `Kölner`, `Дортмунді`."""
    if _CYRILLIC.match(word):
        yield from _cyrillic_inflections(word)
    elif _LATIN.match(word) and care is not Care.EVIDENCE and len(word) >= _SHORT:
        endings = _ENDINGS_OF_E if word.endswith("e") else _ENDINGS
        yield from (word + ending for ending in endings if word + ending not in _NO_FORM)


def _cyrillic_inflections(word: str) -> Iterator[str]:
    stem, last = word[:-1], word[-1]
    if last == "ь":
        yield from (stem + ending for ending in _AFTER_SOFT_SIGN)
    elif last in "ая":
        yield from (stem + ending for ending in _AFTER_A)
    elif last not in "еиіоуюэєы":
        yield from (word + ending for ending in _AFTER_CONSONANT)


def fold_all(written: Sequence[str]) -> frozenset[str]:
    """The folded words of a list, for comparison with folded words of a message."""
    return frozenset(fold(word) for word in written)
