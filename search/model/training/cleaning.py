"""What a text must be before it may teach: free of markup and placeholders, in its own script, not held out."""

from __future__ import annotations

import html
import re
from typing import Final

LONGEST: Final = 600
"""Characters kept of one side of a sentence pair; longer texts are program documentation, mostly."""

_MARKUP: Final = re.compile(
    r"""
      <[^<>]{1,200}>                      # tags
    | \{\{?[^{}]{0,60}\}?\}               # {name}, {{name}}, {0}
    | %\([^()]{1,40}\)[sdifr]             # %(name)s
    | %\d*\$?[-+0-9.]*(?:[sdifuxcr@]\b|l[du]\b)  # %s, %1$s, %05.2f, %ld
    | %\d+                                # %1
    | \$\{?\w{1,40}\}?                    # $1, ${name}
    | \[\[[^\[\]|]{0,80}\|                # [[page|
    | \]\]
    | https?://\S+ | www\.\S+
    | \\[nrt"]                            # escapes left over from string files
    | \(&\w\)                             # (&F), an access key
    """,
    re.VERBOSE,
)
_ACCESS_KEY: Final = re.compile(r"(?:(?<=\s)|^)[_&](?=\w)|(?<=\w)[_&](?=\w{2,})")
_SPACE: Final = re.compile(r"\s+")
_NOT_WORD: Final = re.compile(r"[\W_]+")

_SCRIPTS: Final = {
    "arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "ethiopic": re.compile("[\u1200-\u139f\u2d80-\u2ddf]"),
    "greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
_SCRIPT_OF: Final = {
    **dict.fromkeys(("ar", "ckb", "fa", "prs", "ps", "ur"), ("arabic",)),
    **dict.fromkeys(("bg", "ru", "uk"), ("cyrillic",)),
    **dict.fromkeys(("am", "ti"), ("ethiopic",)),
    "el": ("greek",),
    "sr": ("cyrillic", "latin"),
}
_LETTER: Final = re.compile(r"[^\W\d_]")


def clean(text: str) -> str:
    """One line without markup, placeholders and access keys, at most `LONGEST` characters."""
    text = html.unescape(text)
    text = _MARKUP.sub(" ", text)
    text = _ACCESS_KEY.sub("", text)
    return _SPACE.sub(" ", text).strip()[:LONGEST]


def held_out_key(text: str) -> str:
    """Letters and digits alone, without case: two texts with the same key are the same sentence."""
    return _NOT_WORD.sub("", text.casefold())


def in_its_script(text: str, lang: str) -> bool:
    """Whether at least two letters, and half of all letters, belong to a script of the language."""
    letters = len(_LETTER.findall(text))
    own = sum(len(_SCRIPTS[script].findall(text)) for script in _SCRIPT_OF.get(lang, ("latin",)))
    return own >= 2 and own * 2 >= letters


def teaches(left: str, right: str) -> bool:
    """Whether two cleaned sides can be a translation of each other, as far as lengths can tell."""
    if left.casefold() == right.casefold():
        return False
    shorter, longer = sorted((len(left), len(right)))
    return longer < 40 or longer <= 5 * shorter
