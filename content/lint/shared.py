"""Checks of topics, kinds of offers, names of places and safety lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from content.files import kinds, places, safety, topics
from content.files.library import Library
from content.languages import LANGUAGES, SOURCE
from content.lint.findings import Finding, Report
from content.lint.scripts import foreign_letters
from content.lint.translations import numbers
from content.text import words

_DIALLED: Final = re.compile(r"\d[\d ]*\d")


def library_languages(library: Library) -> list[str]:
    """The languages that any article is written in; everything around the articles must have them."""
    found = {lang for article in library.articles for lang in article.texts}
    return [lang for lang in LANGUAGES if lang in found]


def _complete(
    report: Report, where: str, texts: Mapping[str, str], langs: Iterable[str]
) -> Iterator[Finding]:
    missing = [lang for lang in langs if lang not in texts]
    if missing:
        yield report.error(where, f"Languages are missing: {', '.join(missing)}.", "Add them.")
    for lang, text in texts.items():
        if lang not in LANGUAGES:
            yield report.error(where, f"{lang!r} is no language of Lotse.", "Correct the tag.")
        elif foreign := foreign_letters(lang, text):
            yield report.error(
                f"{where}.{lang}", f"{foreign}: {text[:60]!r}.", "Write the language of the tag."
            )


def lint_topics(library: Library) -> Iterator[Finding]:
    """Every topic has a name in every language of the library."""
    report = Report(Path(topics.FILE))
    for topic in library.topics:
        yield from _complete(report, f"{topic.slug}.names", topic.names, library_languages(library))


def lint_kinds(library: Library) -> Iterator[Finding]:
    """Every kind of offer says in every language of the library what it is and does."""
    report = Report(Path(kinds.FILE))
    langs = library_languages(library)
    for kind in library.offer_kinds:
        yield from _complete(report, f"{kind.slug}.names", kind.names, langs)
        yield from _complete(report, f"{kind.slug}.what_it_does", kind.what_it_does, langs)


def lint_place_names(library: Library) -> Iterator[Finding]:
    """Names belong to municipalities of the table and are written in the script of their language."""
    report = Report(Path(places.NAMES))
    known = {place.name for place in library.places}
    for name, by_language in library.place_names.items():
        if name not in known:
            yield report.error(
                name, "No municipality of the table has this name.", "Write it as postcodes.csv."
            )
        for lang, written in by_language.items():
            for other in written:
                foreign = foreign_letters(lang, other) if lang in LANGUAGES else f"{lang!r} is no language"
                if foreign:
                    yield report.error(f"{name}.{lang}", f"{foreign}: {other!r}.", "Correct or remove it.")


def lint_safety(library: Library) -> Iterator[Finding]:
    """Every line speaks and is called for in every language that has triggers."""
    report = Report(Path(safety.LINES))
    langs = list(dict.fromkeys((SOURCE, *library.safety_triggers, *library_languages(library))))
    kind_slugs = {kind.slug for kind in library.offer_kinds}
    for line in library.safety_lines:
        yield from _complete(report, f"{line.slug}.title", line.title, langs)
        yield from _complete(report, f"{line.slug}.text", line.text, langs)
        for lang, text in line.text.items():
            if numbers(text) != numbers(line.text[SOURCE]):
                yield report.error(
                    f"{line.slug}.text.{lang}", "The numbers differ from German.", "Correct them."
                )
        for number in line.numbers:
            yield from _complete(report, f"{line.slug}.numbers.{number.number}", number.label, langs)
            if not _DIALLED.fullmatch(number.number):
                problem = f"{number.number!r} is no telephone number."
                yield report.error(f"{line.slug}.numbers", problem, "Write digits and blanks.")
        for kind in line.offer_kinds:
            if kind not in kind_slugs:
                yield report.error(
                    f"{line.slug}.offer_kinds", f"There is no kind {kind!r}.", "Correct the slug."
                )
    for lang in library.safety_triggers:
        yield from _triggers(library, lang)


def _triggers(library: Library, lang: str) -> Iterator[Finding]:
    report = Report(Path(safety.TRIGGERS) / f"{lang}.yaml")
    slugs = {line.slug for line in library.safety_lines}
    called = {trigger.line for trigger in library.safety_triggers[lang]}
    for slug in sorted(slugs - called):
        yield report.error(slug, "No words of this language call for this line.", "Add an entry with 'any'.")
    for slug in sorted(called - slugs):
        yield report.error(slug, "There is no such safety line.", "Use a slug of lines.yaml.")
    for trigger in library.safety_triggers[lang]:
        for entry in trigger.any:
            if any(not list(words(word)) for word in entry):
                yield report.error(
                    trigger.line, f"{entry} holds a word without letters.", "Write the word out."
                )
