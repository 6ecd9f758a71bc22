"""All checks over all files of a library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from content.errors import LibraryError
from content.files import articles, kinds, offers, places, safety, topics
from content.files.library import (
    Library,
    article_folders,
    check_unique,
    library_files,
    note_paths,
    offer_paths,
    trigger_paths,
)
from content.lint.articles import lint_article
from content.lint.findings import Finding, Severity
from content.lint.offers import lint_offers
from content.lint.shared import lint_kinds, lint_place_names, lint_safety, lint_topics
from content.lint.translations import lint_translations
from content.places.districts import District
from content.places.models import Place
from content.safety.triggers import Trigger

Read = TypeVar("Read")


def lint(library_folder: Path, today: date | None = None) -> list[Finding]:
    """Everything that is wrong with the library in `library_folder`, by file.

    `today` is the day against which dates are held; the present day unless given.
    """
    day = today or date.today()  # noqa: DTZ011 - the editor's own day is meant
    collector = _Collector(library_folder)
    library = collector.read()
    findings = [*collector.findings, *_layout(library_folder, library)]
    for article in library.articles:
        findings += lint_article(article, library, day)
        findings += lint_translations(article)
    findings += lint_topics(library)
    findings += lint_kinds(library)
    findings += lint_offers(library, day)
    findings += lint_place_names(library)
    findings += lint_safety(library)
    return sorted(findings, key=lambda f: (f.path.as_posix(), f.severity is not Severity.ERROR))


class _Collector:
    """Reads file by file, so that one mistake does not hide the others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.findings: list[Finding] = []

    def read(self) -> Library:
        """The library without the files that cannot be read."""
        folder = self._folder
        nowhere: tuple[list[Place], list[District]] = ([], [])
        found, districts = self._file(places.TABLE, places.read_places, nowhere)
        library = Library(
            articles=tuple(self._each(article_folders(folder), articles.read_article)),
            topics=tuple(self._file(topics.FILE, topics.read_topics, [])),
            offer_kinds=tuple(self._file(kinds.FILE, kinds.read_offer_kinds, [])),
            offers=tuple(
                offer for read in self._each(offer_paths(folder), offers.read_offers) for offer in read
            ),
            places=tuple(found),
            districts=tuple(districts),
            place_names=self._file(places.NAMES, places.read_place_names, {}),
            safety_lines=tuple(self._file(safety.LINES, safety.read_safety_lines, [])),
            safety_triggers=dict(self._each(trigger_paths(folder), _triggers)),
        )
        return self._unique(library)

    def _file(self, name: str, read: Callable[[Path], Read], missing: Read) -> Read:
        found = list(self._each([self._folder / name], read))
        return found[0] if found else missing

    def _each(self, paths: Iterable[Path], read: Callable[[Path], Read]) -> Iterator[Read]:
        for path in paths:
            try:
                yield read(path)
            except LibraryError as error:
                self.findings.append(Finding.of(error, self._folder))

    def _unique(self, library: Library) -> Library:
        try:
            check_unique(self._folder, library)
        except LibraryError as error:
            self.findings.append(Finding.of(error, self._folder))
        return library


def _triggers(path: Path) -> tuple[str, tuple[Trigger, ...]]:
    return path.stem, tuple(safety.read_triggers(path))


def _layout(folder: Path, library: Library) -> Iterator[Finding]:
    """Files in another than the canonical form, and files nobody reads."""
    notes = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in note_paths(folder)}
    known = {*notes, topics.FILE, kinds.FILE, places.TABLE, places.NAMES, safety.LINES}
    known |= {path.relative_to(folder).as_posix() for path in offer_paths(folder)}
    known |= {path.relative_to(folder).as_posix() for path in trigger_paths(folder)}
    for path in article_folders(folder):
        known |= {file.relative_to(folder).as_posix() for file in path.glob("*.md")}
        known.add((path / articles.FACTS).relative_to(folder).as_posix())
    for name, text in library_files(replace(library, notes=notes)):
        path = folder / name
        if not path.exists() or path.read_bytes() != text.encode():
            problem = "The file is not in the canonical form."
            yield Finding(Path(name), "file", problem, "Run 'python -m content format'.")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in known:
            yield Finding(
                Path(name), "file", "Nobody reads this file.", "Move or remove it.", Severity.WARNING
            )
