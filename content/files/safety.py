"""Safety lines as files: the lines, and a file of triggers for each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from content.files.canonical import Row, by_language, dump
from content.files.entries import Entry, load_entries, load_entry
from content.safety.models import HelpNumber, SafetyLine
from content.safety.triggers import Trigger

LINES: Final = "safety/lines.yaml"
TRIGGERS: Final = "safety/triggers"


def read_safety_lines(path: Path) -> list[SafetyLine]:
    """All lines, in the order of the file."""
    return list(_read_lines(path))


def _read_lines(path: Path) -> Iterator[SafetyLine]:
    for entry in load_entries(path):
        yield SafetyLine(
            slug=entry.slug("slug"),
            rank=entry.integer("rank", 1, 1000),
            title=entry.by_language("title"),
            text=entry.by_language("text"),
            numbers=tuple(_read_number(item) for item in entry.entries("numbers")),
            offer_kinds=entry.texts("offer_kinds"),
            private=entry.flag("private"),
        )
        entry.finish()


def _read_number(entry: Entry) -> HelpNumber:
    number = HelpNumber(entry.text("number"), entry.by_language("label"))
    entry.finish()
    return number


def read_triggers(path: Path) -> list[Trigger]:
    """The triggers of one language, in the order of the file."""
    entry = load_entry(path)
    lang = entry.text("lang")
    if lang != path.stem:
        raise entry.error("lang", f"{lang!r} is not the name of the file.", f"Write '{path.stem}'.")
    lines = entry.entry("lines")
    triggers = [_read_trigger(slug, lines.entry(slug)) for slug in lines.data_keys()]
    if not triggers:
        raise entry.error("lines", "The file holds no triggers.", "Add some, or remove the file.")
    entry.finish()
    return triggers


def _read_trigger(slug: str, entry: Entry) -> Trigger:
    trigger = Trigger(slug, entry.word_lists("any"), entry.texts("unless"))
    if not trigger.any:
        raise entry.error("any", "Nothing calls for this line.", "Add '- [word, word]' or remove the entry.")
    entry.finish()
    return trigger


def safety_files(
    lines: Iterable[SafetyLine], triggers: Mapping[str, Iterable[Trigger]]
) -> Iterator[tuple[str, str]]:
    """Path below the library and text of each file of safety lines."""
    data = [_line(line) for line in lines]
    if data:
        yield LINES, dump(data)
    for lang, found in by_language(triggers).items():
        by_line = {trigger.line: _trigger(trigger) for trigger in found}
        yield f"{TRIGGERS}/{lang}.yaml", dump({"lang": lang, "lines": by_line})


def _line(line: SafetyLine) -> dict[str, object]:
    return {
        "slug": line.slug,
        "rank": line.rank,
        "private": line.private,
        "offer_kinds": Row(line.offer_kinds),
        "title": by_language(line.title),
        "text": by_language(line.text),
        "numbers": [{"number": item.number, "label": by_language(item.label)} for item in line.numbers],
    }


def _trigger(trigger: Trigger) -> dict[str, object]:
    return {"any": [Row(words) for words in trigger.any], "unless": list(trigger.unless)}
