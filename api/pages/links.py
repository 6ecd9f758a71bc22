"""Addresses of pages."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def home(lang: str) -> str:
    """First page in a language."""
    return f"/{lang}/"


def page(lang: str, name: str, **query: str | None) -> str:
    """A page by its name: `search`, `emergency`, `about`; empty parameters are left out."""
    return f"/{lang}/{name}{_query(query)}"


def article(lang: str, slug: str, **query: str | None) -> str:
    """An article."""
    return f"/{lang}/articles/{quote(slug, safe='')}{_query(query)}"


def offer(lang: str, offer_id: str, **query: str | None) -> str:
    """An offer."""
    return f"/{lang}/offers/{quote(offer_id, safe='')}{_query(query)}"


def offers(lang: str, **query: str | None) -> str:
    """The list of offers."""
    return f"/{lang}/offers{_query(query)}"


def telephone(number: str) -> str:
    """A `tel:` address; German numbers are written for callers from anywhere, short ones as they are."""
    digits = "".join(character for character in number if character.isdigit() or character == "+")
    if digits.startswith("0"):
        return f"tel:+49{digits[1:]}"
    return f"tel:{digits}"


def map_of(latitude: float, longitude: float) -> str:
    """A map of the place on OpenStreetMap; only followed when somebody taps it."""
    point = f"{latitude:.5f}/{longitude:.5f}"
    return f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=17/{point}"


def in_language(lang: str, path: str, query: str, known: tuple[str, ...]) -> str:
    """The same page in another language; the first page when the address names no language."""
    first, _, rest = path.lstrip("/").partition("/")
    if first not in known:
        return home(lang)
    return f"/{lang}/{quote(rest)}" + (f"?{query}" if query else "")


def _query(values: dict[str, str | None]) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}" if given else ""
