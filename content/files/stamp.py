"""The stamp of a translation: which German text it translates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from content.errors import ArticleNotFound, LibraryError
from content.files.articles import format_text, read_article
from content.files.library import article_folders
from content.languages import SOURCE


def stamp(library_folder: Path, slug: str, langs: Sequence[str] = ()) -> list[Path]:
    """Record the present German text in the translations of an article; all of them unless `langs` are named.

    Returns the files that changed. Raises `ArticleNotFound`, and `LibraryError` for a translation
    that is missing or has other blocks than the German text.
    """
    folder = next((path for path in article_folders(library_folder) if path.name == slug), None)
    if folder is None:
        raise ArticleNotFound(slug)
    article = read_article(folder)
    source = article.source
    shape = [(block.kind, block.level) for block in source.blocks]
    changed: list[Path] = []
    for lang in langs or [lang for lang in article.texts if lang != SOURCE]:
        path = folder / f"{lang}.md"
        if lang not in article.texts or lang == SOURCE:
            raise LibraryError(path, "file", "There is no such translation.", "Write it before you stamp it.")
        text = article.texts[lang]
        if [(block.kind, block.level) for block in text.blocks] != shape:
            problem = "The blocks are not those of the German text."
            raise LibraryError(
                path, "body", problem, "Give it the same blocks in the same order, then stamp it."
            )
        stamped = format_text(replace(text, source_hashes=source.hashes()))
        if path.read_text("utf-8") != stamped:
            path.write_bytes(stamped.encode())
            changed.append(path)
    return changed
