"""German postcodes: finding one in a message, and telling which Land it can belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from content.text import fold

# Five digits that are no part of a longer number, of a decimal number, of a date or of a
# telephone number (which begins with 0 or + and may be written in groups).
_FIVE: Final = re.compile(r"(?<!\d)(?<!\d[.,/:\-])(?<!\d \d)(\d{5})(?!\d)(?![.,/:\-]\d)")
_DIALLED: Final = re.compile(r"(\+|00|\b0)[\d ()/\-]{1,12}[ ()/\-]$")
_DIALLED_ON: Final = re.compile(r"[ /\-]\d{2,}")
_CURRENCY: Final = re.compile(r"\s*(€|eur|يورو|євро|евро)", re.IGNORECASE)

# Leading digits that Deutsche Post gives to no region.
_UNUSED: Final = frozenset({"00", "05", "43", "62"})
_OWN: Final = frozenset(
    {"32", "33", *map(str, range(40, 49)), *map(str, range(50, 54)), "57", "58", "59"},
)
# Parts of those regions that lie in Lower Saxony or Rhineland-Palatinate.
_FOREIGN: Final = (
    range(48455, 48466),
    range(48527, 48532),
    range(51598, 51599),
    range(53424, 53580),
    range(53614, 53620),
    range(57518, 57649),
)


def written_postcodes(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each five-digit number that may be meant as a postcode, as ASCII digits, with its span in `text`."""
    digits = "".join(fold(char) if char.isdecimal() else char for char in text)
    for match in _FIVE.finditer(digits):
        before, after = digits[max(0, match.start() - 20) : match.start()], digits[match.end() :]
        dialled = _DIALLED.search(before) or (match[1].startswith("0") and _DIALLED_ON.match(after))
        if not dialled and not _CURRENCY.match(after):
            yield match[1], match.span(1)


def lies_outside(postcode: str) -> bool:
    """Whether `postcode` can exist and then lies in another Land than North Rhine-Westphalia."""
    region = postcode[:2]
    if region in _UNUSED:
        return False
    return region not in _OWN or any(int(postcode) in part for part in _FOREIGN)
