"""In which language a turn is answered."""

from __future__ import annotations

from typing import Final

from api.i18n import Catalogs
from content.text import words
from search.analysis.language import detect
from search.analysis.scripts import script_of_language

ENOUGH_WORDS: Final = 5
"""A shorter text in the script of the interface never changes the language: `kita köln kosten`
may come from anybody."""


def choose_language(text: str, lang: str, catalogs: Catalogs) -> str:
    """The language on screen, unless the text is surely in another one that is switched on.

    A text in a language that is not switched on keeps the language on screen: the person has read
    that one so far.
    """
    found = detect(text, lang)
    if not found.confident or found.lang == lang or found.lang not in catalogs:
        return lang
    if script_of_language(found.lang) is not script_of_language(lang):
        return found.lang
    return found.lang if sum(1 for _ in words(text)) >= ENOUGH_WORDS else lang
