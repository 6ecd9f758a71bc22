"""Finding names of municipalities in a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.places.forms import Care, Form, fold_all
from content.text import words

# Words that, right before a name, say that it is a place.
_BEFORE: Final = fold_all(
    [
        *("in", "nach", "aus", "bei", "nahe", "stadt", "raum", "gemeinde", "wohnort", "ort", "kreis"),
        *("near", "at", "from", "city", "à", "près", "ville", "şehri"),
        *("в", "у", "во", "до", "з", "із", "зі", "из", "біля", "возле", "около", "місто", "місті", "м", "г"),
        *("город", "городе", "під", "под", "коло", "поблизу"),
        *("في", "من", "إلى", "مدينة", "بمدينة", "قرب", "ب", "در", "از", "شهر", "به"),
    ]
)
_NEAR: Final = fold_all(["Nähe", "Umgebung", "Stadt", "Raum", "Umkreis"])
# Words of sentences about something else: with one of them, a short message is no mere place name.
_TALK: Final = fold_all(
    [
        *(
            "ich",
            "du",
            "er",
            "es",
            "wir",
            "ihr",
            "sie",
            "man",
            "möchte",
            "moechte",
            "möchten",
            "will",
            "wollen",
        ),
        *("kann", "können", "muss", "müssen", "darf", "was", "wo", "wie", "wer", "wann", "das", "der", "die"),
        *("den", "dem", "des", "ein", "eine", "einen", "kein", "keine", "kein", "mein", "meine", "meiner"),
        *("unser", "unsere", "zu", "zum", "zur", "beim", "im", "am", "nicht", "und", "oder", "gutes", "mit"),
        *("ohne", "gibt", "ist", "sind", "haben", "habe", "für", "viel", "etwas", "gern", "bitte", "danke"),
        *("i", "you", "we", "how", "so", "too", "very", "this", "it", "not", "thanks", "thank", "want"),
        *("need", "is", "are", "have", "as", "that"),
        *("я", "ми", "мы", "хочу", "як", "как", "що", "что", "дуже", "очень"),
        *("انا", "هل", "ما", "شيء", "جدا", "امر", "اريد", "هو", "هذا"),
    ]
)
# Everyday words one letter away from a name.
_REAL: Final = fold_all(
    [
        *(
            "Karten",
            "Kursen",
            "Kurden",
            "Kurzen",
            "Kosten",
            "Muster",
            "Monster",
            "melden",
            "Rahmen",
            "Mutter",
        ),
        *("harten", "Herden", "Herzen", "helden", "linden", "werden", "worden", "Kernen", "Kerker", "Hinden"),
        *(
            "Schwester",
            "schwerer",
            "schwere",
            "Schwerter",
            "Oberhauser",
            "Steinhäger",
            "Bergnamen",
            "mindern",
        ),
        *("Mengen", "Menschen", "Bornen", "Horsten", "meiden", "mieden", "Bremen", "Wittwen", "Würfel"),
    ]
)
_LETTERS_BETWEEN: Final = re.compile(r"[\s\-–.(]{1,3}")
_ARABIC_PARTICLES: Final = re.compile(r"[وف]?(?:[بلك]|لل)?(?:ال)?")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_SHORT_MESSAGE: Final = 4
_FUZZY: Final = 6
_FUZZY_ALONE: Final = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A municipality named in a message."""

    name: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int


class NameFinder:
    """Looks names up by their first word, longest first, then by one wrong letter."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._by_first: dict[str, list[Form]] = {}
        self._similar: dict[tuple[str, int], dict[str, Form]] = {}
        # A municipality's own name comes before parts of the names of others (Bedburg, Bedburg-Hau).
        for form in sorted(forms, key=lambda form: (not form.whole, not form.base, form.care)):
            known = self._by_first.setdefault(form.words[0], [])
            if all(other.words != form.words for other in known):
                known.append(form)
            if len(form.words) == 1 and form.care is not Care.EVIDENCE and len(form.words[0]) >= _FUZZY:
                self._similar.setdefault(_bucket(form.words[0]), {}).setdefault(form.words[0], form)
        for known in self._by_first.values():
            known.sort(key=lambda form: -len(form.words))

    def find(self, text: str) -> list[Mention]:
        """The municipalities `text` names, in its order."""
        message = [_Word(*word) for word in words(text)]
        mentions: list[Mention] = []
        position = 0
        while position < len(message):
            form, length = self._at(text, message, position)
            if form is None:
                position += 1
                continue
            last = message[position + length - 1]
            if not (mentions and _is_district_part(text, mentions[-1].span[1], message[position].start)):
                mentions.append(Mention(form.name, (message[position].start, last.end)))
            position += length
        return mentions

    def _at(self, text: str, message: Sequence[_Word], position: int) -> tuple[Form | None, int]:
        """The form that begins at `position`, with the number of its words."""
        for word, attached in _readings(message[position].folded):
            for form in self._by_first.get(word, ()):
                length = len(form.words)
                if not _continues(text, message, position, form):
                    continue
                if _believed(form, text, message, position, attached=attached):
                    return form, length
        return self._similar_at(text, message, position), 1

    def _similar_at(self, text: str, message: Sequence[_Word], position: int) -> Form | None:
        """The one name that differs from the word by one letter, where that is no other word."""
        for word, attached in _readings(message[position].folded):
            if len(word) < _FUZZY - 1 or word in _REAL:
                continue
            found = {form.name: form for form in self._one_letter_away(word)}
            if len(found) != 1:
                continue
            form = next(iter(found.values()))
            alone = len(form.words[0]) >= _FUZZY_ALONE
            if alone or attached or _evidence(text, message, position, 1):
                return form
        return None

    def _one_letter_away(self, word: str) -> Iterator[Form]:
        for length in (len(word) - 1, len(word), len(word) + 1):
            choices = self._similar.get((word[0], length))
            if not choices:
                continue
            hits = process.extract(word, choices.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
            yield from (choices[hit] for hit, _, _ in hits)


def _bucket(word: str) -> tuple[str, int]:
    return word[0], len(word)


def _readings(word: str) -> list[tuple[str, bool]]:
    """The word as it stands, and without the particles that Arabic writes on to it.

    The flag says whether one of them means "in" or "to".
    """
    readings = [(word, False)]
    if _ARABIC.match(word):
        match = _ARABIC_PARTICLES.match(word)
        longest = match.group() if match else ""
        for length in range(1, len(longest) + 1):
            rest = word[length:]
            if len(rest) >= 3:
                readings.append((rest, any(letter in longest[:length] for letter in "بل")))
    return readings


def _continues(text: str, message: Sequence[_Word], position: int, form: Form) -> bool:
    """Whether all further words of `form` follow, with nothing but blanks or hyphens between."""
    following = message[position + 1 : position + len(form.words)]
    if tuple(word.folded for word in following) != form.words[1:]:
        return False
    chain = message[position : position + len(form.words)]
    gaps = (text[a.end : b.start] for a, b in pairwise(chain))
    return all(_LETTERS_BETWEEN.fullmatch(gap) for gap in gaps)


def _is_district_part(text: str, end: int, start: int) -> bool:
    """`Köln-Mülheim` is a part of Köln, not a second municipality."""
    return text[end:start] in {"-", "–"}


def _believed(form: Form, text: str, message: Sequence[_Word], position: int, *, attached: bool) -> bool:
    if form.care is Care.NONE:
        return True
    capital = text[message[position].start].isupper()
    if form.care is Care.CAPITAL and (capital or attached or _is_short(message)):
        return True
    if form.words == ("much",) and not capital and len(message) > 1:
        return False
    return _evidence(text, message, position, len(form.words)) or attached


def _is_short(message: Sequence[_Word]) -> bool:
    return len(message) <= _SHORT_MESSAGE and not any(word.folded in _TALK for word in message)


def _evidence(text: str, message: Sequence[_Word], position: int, length: int) -> bool:
    """Whether the words around a name speak of a place."""
    last = position + length == len(message)
    if last and _is_short(message):
        return True
    if text[message[position + length - 1].end :][:2] in {"'d", "'t", "’d", "’t", "'y", "'n", "’y", "’n"}:
        return True  # Turkish writes its cases behind an apostrophe: Essen'de
    if position == 0:
        return False
    before = message[position - 1]
    if before.folded in _BEFORE or before.folded.isdigit():
        return True
    if before.folded in {"von", "of", "de", "від", "от"} and position > 1:
        return message[position - 2].folded in _NEAR
    return _is_noun(text, before) and text[message[position].start].isupper()


def _is_noun(text: str, word: _Word) -> bool:
    """German nouns have a capital letter, as in `Jobcenter Essen`; words of talk do at most by chance."""
    return text[word.start].isupper() and word.folded not in _TALK
