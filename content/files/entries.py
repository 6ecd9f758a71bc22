"""Reading YAML strictly: every mistake becomes a `LibraryError` that an editor can act on."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from content.errors import LibraryError
from content.languages import SOURCE

Choice = TypeVar("Choice", bound=StrEnum)
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(-[a-zA-Z0-9]{2,8})*")
# Joiners, direction marks, soft hyphen and firm blanks belong to texts in some scripts.
_INVISIBLE: Final = "\u200c\u200d\u200e\u200f\u00ad\u00a0\u202f\u2066\u2067\u2068\u2069"
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class _Loader(yaml.CSafeLoader):
    """SafeLoader that refuses a key given twice, where YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {key!r} twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_text(path: Path) -> str:
    """The file as text: UTF-8, lines ended by LF, nothing before the first character."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise LibraryError(path, "file", "The file is missing.", "Create it.") from None
    except UnicodeDecodeError as error:
        raise LibraryError(
            path, f"byte {error.start}", "The file is not UTF-8.", "Save it as UTF-8."
        ) from error
    if "\r" in text or text.startswith("\ufeff"):
        problem = "The file has Windows line ends or a byte order mark."
        raise LibraryError(path, "file", problem, "Save it as UTF-8 with line ends LF and without BOM.")
    return text


def load_yaml(path: Path, text: str, *, line_offset: int = 0) -> Any:
    """Parse YAML; `line_offset` is added to the line numbers of errors."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 + line_offset if error.problem_mark else line_offset + 1
        remedy = "Put texts that hold ': ', '#' or begin with a sign into single quotes."
        raise LibraryError(path, f"line {line}", f"This is not YAML: {error.problem}.", remedy) from error
    except (yaml.YAMLError, ValueError) as error:
        raise LibraryError(
            path, "file", f"This is not YAML: {error}.", "Correct or remove what is named."
        ) from error


def load_entry(path: Path) -> Entry:
    """The mapping a YAML file holds."""
    return Entry(path, "", load_yaml(path, read_text(path)))


def load_entries(path: Path) -> list[Entry]:
    """The list of mappings a YAML file holds."""
    data = load_yaml(path, read_text(path))
    if not isinstance(data, list):
        raise LibraryError(path, "file", "The file holds no list.", "Begin each entry with '- '.")
    return [Entry(path, f"[{number}]", item) for number, item in enumerate(data)]


class Entry:
    """A YAML mapping that is read key by key; `finish` refuses what nobody asked for."""

    def __init__(self, path: Path, where: str, data: Any) -> None:
        self.path = path
        self.where = where
        if not isinstance(data, dict):
            raise self.error("", "Here should be keys with values.", "Write 'key: value' lines.")
        self.data = {str(key): value for key, value in data.items()}
        self._asked: set[str] = set()

    def error(self, key: str, problem: str, remedy: str) -> LibraryError:
        """An error at `key` of this entry."""
        where = ".".join(part for part in (self.where, key) if part) or "file"
        return LibraryError(self.path, where, problem, remedy)

    def has(self, key: str) -> bool:
        """Whether the key stands there with a value that is not null."""
        return self._get(key) is not None

    def _get(self, key: str) -> Any:
        self._asked.add(key)
        return self.data.get(key)

    def _need(self, key: str) -> Any:
        value = self._get(key)
        if value is None:
            raise self.error(key, "The value is missing.", f"Add '{key}: …'.")
        return value

    def text(self, key: str) -> str:
        """A text on one line, never empty."""
        return self._as_text(key, self._need(key))

    def optional_text(self, key: str) -> str | None:
        """A text on one line, or None where the key is absent or null."""
        value = self._get(key)
        return None if value is None else self._as_text(key, value)

    def _as_text(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            raise self.error(key, f"{value!r} is no text.", f"Write it in quotes: '{value}'.")
        if not value.strip() or value != value.strip():
            raise self.error(key, "The text is empty or has blanks at its ends.", "Write it without them.")
        invisible = next((char for char in value if not char.isprintable() and char not in _INVISIBLE), None)
        if invisible is not None:
            problem = f"The text holds a line break or the invisible character U+{ord(invisible):04X}."
            raise self.error(key, problem, "Write it on one line, with plain blanks.")
        return value

    def slug(self, key: str) -> str:
        """A key of small letters, digits and hyphens."""
        value = self.text(key)
        if not SLUG.fullmatch(value):
            raise self.error(key, f"{value!r} is no key.", "Use small letters a-z, digits and hyphens.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is absent."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.error(key, "Here should be a list.", f"Write '{key}: [one, two]'.")
        return tuple(self._as_text(f"{key}[{number}]", item) for number, item in enumerate(value))

    def word_lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts, none of them empty."""
        value = self._need(key)
        if not isinstance(value, list) or not all(isinstance(item, list) and item for item in value):
            raise self.error(key, "Here should be a list of lists.", "Write each as '- [word, word]'.")
        return tuple(
            tuple(self._as_text(f"{key}[{number}]", word) for word in item)
            for number, item in enumerate(value)
        )

    def by_language(self, key: str, *, required: Sequence[str] = (SOURCE,)) -> dict[str, str]:
        """Texts by language tag; the languages `required` must be there."""
        value = self._get(key)
        if value is None and not required:
            return {}
        if not isinstance(value, dict):
            raise self.error(key, "Here should be texts by language.", f"Write '{key}: {{de: …, en: …}}'.")
        for lang in required:
            if lang not in value:
                raise self.error(key, f"The language {lang!r} is missing.", f"Add '{lang}: …'.")
        return {
            self._language(key, lang): self._as_text(f"{key}.{lang}", text) for lang, text in value.items()
        }

    def _language(self, key: str, lang: Any) -> str:
        if not isinstance(lang, str) or not _LANGUAGE_TAG.fullmatch(lang):
            raise self.error(
                key, f"{lang!r} is no language tag.", "Use tags such as de, en, ar, uk, de-simple."
            )
        return lang

    def languages(self, key: str) -> tuple[str, ...]:
        """A list of language tags (BCP 47)."""
        return tuple(self._language(key, lang) for lang in self.texts(key))

    def day(self, key: str) -> date:
        """A date."""
        self._need(key)
        found = self.optional_day(key)
        assert found is not None  # noqa: S101 - _need has raised
        return found

    def optional_day(self, key: str) -> date | None:
        """A date, or None where the key is absent or null."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(key, f"{value!r} is no date.", "Write it as 2026-11-21, without quotes.")
        return value

    def clock(self, key: str, *, midnight_ends: bool = False) -> time:
        """A time of day; with `midnight_ends`, '24:00' is the end of the day, kept as 00:00."""
        value = self._need(key)
        if midnight_ends and value == "24:00":
            return time(0)
        if not isinstance(value, str) or not (match := _CLOCK.fullmatch(value)):
            raise self.error(key, f"{value!r} is no time of day.", "Write it in quotes: '08:30'.")
        return time(int(match[1]), int(match[2]))

    def flag(self, key: str) -> bool:
        """`true` or `false`."""
        self._need(key)
        return bool(self.optional_flag(key))

    def optional_flag(self, key: str) -> bool | None:
        """`true`, `false`, or None for unknown."""
        value = self._get(key)
        if value is not None and not isinstance(value, bool):
            raise self.error(key, f"{value!r} is neither true nor false.", "Write true, false or null.")
        return value

    def integer(self, key: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self._need(key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.error(key, f"{value!r} does not fit.", f"Write a whole number from {low} to {high}.")
        return value

    def optional_integer(self, key: str, low: int, high: int) -> int | None:
        """As `integer`, or None where the key is absent or null."""
        return self.integer(key, low, high) if self._get(key) is not None else None

    def optional_degrees(self, key: str, low: float, high: float) -> float | None:
        """Degrees from `low` to `high`, or None where the key is absent or null."""
        value = self._get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.error(key, f"{value!r} does not fit.", f"Write degrees from {low} to {high}.")
        return float(value) + 0.0  # minus zero, which databases do not keep apart, becomes zero

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """One of the words of `choices`; `default` where the key is absent."""
        value = self._get(key)
        if value is None and default is not None:
            return default
        try:
            return choices(self._need(key))
        except ValueError:
            words = ", ".join(choices)
            raise self.error(key, f"{value!r} is not one of the words allowed.", f"Use: {words}.") from None

    def entry(self, key: str) -> Entry:
        """The mapping under `key`."""
        return Entry(self.path, ".".join(part for part in (self.where, key) if part), self._need(key))

    def optional_entry(self, key: str) -> Entry | None:
        """The mapping under `key`, or None where the key is absent or null."""
        return self.entry(key) if self._get(key) is not None else None

    def entries(self, key: str) -> list[Entry]:
        """The list of mappings under `key`; empty where the key is absent."""
        value = self._get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.error(key, "Here should be a list.", "Begin each entry with '- '.")
        prefix = ".".join(part for part in (self.where, key) if part)
        return [Entry(self.path, f"{prefix}[{number}]", item) for number, item in enumerate(value)]

    def data_keys(self) -> list[str]:
        """All keys, for mappings whose keys are data."""
        self._asked.update(self.data)
        return list(self.data)

    def language_keys(self) -> list[str]:
        """All keys, for mappings whose keys are languages."""
        return [self._language("", lang) for lang in self.data_keys()]

    def finish(self) -> None:
        """Refuse keys that nobody has asked for."""
        for key in self.data:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked))
                raise self.error(key, "This key has no meaning here.", f"Remove it or use one of: {known}.")
