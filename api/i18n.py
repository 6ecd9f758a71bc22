"""Catalogs, and everything that is written differently from language to language.

The `.po` files are the truth: they are compiled in memory once at start, so no stale `.mo` can
speak for them. A language is switched on when every catalog it needs is complete.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from babel.units import format_unit

from content.languages import LANGUAGES, Language

LOCALES_FOLDER: Final = Path(__file__).resolve().parent.parent / "locales"
FALLBACK: Final = "en"
"""Language of last resort for a reader of whom nothing is known."""

# What CLDR calls languages that stand under another code here.
_CLDR_CODES: Final = {"prs": "fa_AF", "kmr": "ku", "de-simple": "de"}


class CatalogError(Exception):
    """The catalogs cannot be read; the message says which file and what to do."""


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for extraction where it is defined; it is translated where it is shown."""
    return message


@dataclass(frozen=True, eq=False)
class Localizer:
    """One language of the interface: its messages and its way of writing dates, numbers, lists."""

    language: Language
    translations: Translations

    @property
    def tag(self) -> str:
        """BCP 47 tag, as in URLs and `lang` attributes."""
        return self.language.tag

    def gettext(self, message: str, /, **variables: object) -> str:
        """Translate; `variables` fill the named placeholders."""
        translated: str = self.translations.ugettext(message)
        return translated % variables if variables else translated

    def ngettext(self, singular: str, plural: str, number: int, /, **variables: object) -> str:
        """Translate in the plural form this language has for `number`."""
        translated: str = self.translations.ungettext(singular, plural, number)
        return translated % {"num": number, **variables}

    def language_name(self, tag: str) -> str:
        """Name of a language in this one; its own name, else its tag, where CLDR has none."""
        names: Mapping[str, str] = self.language.locale.languages
        code = _CLDR_CODES.get(tag, tag)
        if tag == "de-simple":
            return LANGUAGES[tag].own_name
        known = names.get(code) or (LANGUAGES[tag].own_name if tag in LANGUAGES else None)
        return known or names.get(code.split("-")[0], tag)

    def date(self, day: dt.date) -> str:
        """Day, month and year in words."""
        return format_date(day, "long", locale=self.language.locale)

    def short_day(self, day: dt.date) -> str:
        """Day and month without the year."""
        pattern = "d. MMMM" if self.language.locale.language == "de" else "d MMMM"
        return format_date(day, pattern, locale=self.language.locale)

    def weekday(self, number: int) -> str:
        """Name of a day, Monday = 0, as it stands alone."""
        name: str = get_day_names("wide", "stand-alone", self.language.locale)[number]
        return name

    def time(self, moment: dt.time | dt.datetime) -> str:
        """Hours and minutes, in 24 hours as on every German door and letter."""
        return format_time(moment, "HH:mm", locale=self.language.locale)

    def number(self, value: float) -> str:
        """A number with the separators of this language, in the digits phones show."""
        formatted: str = format_decimal(value, locale=self.language.locale)
        return formatted

    def distance(self, km: float) -> str:
        """`3,4 km`; below ten kilometres with one decimal."""
        rounded = round(km, 1) if km < 10 else round(km)
        return format_unit(rounded, "kilometer", length="short", locale=self.language.locale)

    def list(self, items: Sequence[str]) -> str:
        """`a, b und c`."""
        return format_list(list(items), locale=self.language.locale) if items else ""


@dataclass(frozen=True, slots=True)
class Catalogs:
    """All languages that are switched on, in the order of the registry."""

    localizers: Mapping[str, Localizer]

    def __contains__(self, tag: object) -> bool:
        return tag in self.localizers

    def __getitem__(self, tag: str) -> Localizer:
        return self.localizers[tag]

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages switched on."""
        return tuple(localizer.language for localizer in self.localizers.values())

    def negotiate(self, accept_language: str | None) -> Localizer | None:
        """The best language on switch for an `Accept-Language` header; None when it asks for none of them."""
        for wanted in preferred_tags(accept_language or ""):
            for tag in self.localizers:
                if wanted == tag or wanted.split("-")[0] == tag:
                    return self.localizers[tag]
        return None

    def fallback(self, accept_language: str | None = None) -> Localizer:
        """A language for a reader whose address names none."""
        return (
            self.negotiate(accept_language)
            or self.localizers.get(FALLBACK)
            or next(iter(self.localizers.values()))
        )


def preferred_tags(header: str) -> list[str]:
    """Language tags of an `Accept-Language` header in lower case, most wanted first (RFC 9110, 12.5.4)."""
    weighted: list[tuple[float, int, str]] = []
    for order, part in enumerate(header[:1000].split(",")):
        tag, _, parameter = part.strip().partition(";")
        if not tag or tag == "*":
            continue
        weighted.append((-_quality(parameter), order, tag.strip().lower()))
    return [tag for quality, _, tag in sorted(weighted) if quality < 0]


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def domains(folder: Path = LOCALES_FOLDER) -> tuple[str, ...]:
    """Names of the message templates in `folder`: `messages`, `bot`."""
    return tuple(sorted(path.stem for path in folder.glob("*.pot")))


def untranslated(template: Catalog, catalog: Catalog) -> list[str]:
    """Messages of the template that the catalog lacks, leaves empty, or marks as fuzzy."""
    return [
        _first(message.id) for message in template if message.id and not _is_translated(catalog, message.id)
    ]


def _first(message_id: str | Sequence[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _is_translated(catalog: Catalog, message_id: str | Sequence[str]) -> bool:
    found = catalog.get(_first(message_id))
    if found is None or found.fuzzy:
        return False
    forms = (found.string,) if isinstance(found.string, str) else tuple(found.string or ())
    return bool(forms) and all(forms)


@lru_cache(maxsize=64)
def read_catalog(path: Path) -> Catalog:
    """Read a `.po` or `.pot` file; raises CatalogError."""
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except FileNotFoundError as error:
        raise CatalogError(f"{path} is missing; restore it from version control.") from error
    except (ValueError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path} cannot be read ({error}); mend the file.") from error


def load_catalogs(
    folder: Path = LOCALES_FOLDER, languages: Iterable[Language] = LANGUAGES.values()
) -> Catalogs:
    """The messages of all domains, for every language whose catalogs are complete.

    Raises CatalogError when not one language is complete.
    """
    templates = {name: read_catalog(folder / f"{name}.pot") for name in domains(folder)}
    if not templates:
        raise CatalogError(f"{folder} holds no message template; restore it from version control.")
    localizers = {
        language.tag: Localizer(language, _merge([_po(folder, language, name) for name in templates]))
        for language in languages
        if all(_is_complete(template, _po(folder, language, name)) for name, template in templates.items())
    }
    if not localizers:
        raise CatalogError(
            f"no catalog in {folder} is complete; run `make check-translations` to see what is missing."
        )
    return Catalogs(localizers)


def _po(folder: Path, language: Language, domain: str) -> Path:
    return folder / language.catalog / "LC_MESSAGES" / f"{domain}.po"


def _is_complete(template: Catalog, path: Path) -> bool:
    return path.is_file() and not untranslated(template, read_catalog(path))


def _merge(paths: Sequence[Path]) -> Translations:
    """One object for all domains: what the first lacks is looked up in the next."""
    first, *others = (_compile(path) for path in paths)
    for other in others:
        first.add_fallback(other)
    return first


def _compile(path: Path) -> Translations:
    compiled = io.BytesIO()
    write_mo(compiled, read_catalog(path))
    compiled.seek(0)
    return Translations(compiled)
