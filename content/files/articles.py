"""Articles as files: a folder with `article.yaml` and one Markdown file a language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from content.articles.models import Article, ArticleText, LegalBasis, Origin, Source, SourceHashes
from content.errors import LibraryError
from content.files.blocks import BlockProblem, format_blocks, parse_blocks
from content.files.canonical import Line, Row, by_language, dump
from content.files.entries import Entry, load_entry, load_yaml, read_text
from content.languages import LANGUAGES, SOURCE

FACTS: Final = "article.yaml"
_FENCE: Final = "---\n"
_HASH: Final = re.compile(r"[0-9a-f]{8}")


def read_article(folder: Path) -> Article:
    """The article in `folder`, whose name is its slug and whose parent's name is its topic."""
    path = folder / FACTS
    entry = load_entry(path)
    slug, topic = entry.slug("slug"), entry.slug("topic")
    if slug != folder.name or topic != folder.parent.name:
        problem = f"Slug {slug!r} and topic {topic!r} do not name the folder the file lies in."
        raise entry.error("slug", problem, f"The file belongs in articles/{topic}/{slug}/.")
    article = Article(
        slug=slug,
        topic=topic,
        audience=entry.texts("audience"),
        offer_kinds=entry.texts("offer_kinds"),
        checks=entry.texts("checks"),
        terms=entry.texts("terms"),
        legal_basis=tuple(_read_legal_basis(item) for item in entry.entries("legal_basis")),
        sources=tuple(_read_source(item) for item in entry.entries("sources")),
        owner=entry.text("owner"),
        reviewed_on=entry.day("reviewed_on"),
        review_due=entry.day("review_due"),
        serves=entry.texts("serves"),
        texts=dict(_read_texts(folder)),
    )
    entry.finish()
    return article


def _read_texts(folder: Path) -> Iterator[tuple[str, ArticleText]]:
    if not (folder / f"{SOURCE}.md").is_file():
        problem = "The German text is missing."
        raise LibraryError(
            folder / f"{SOURCE}.md", "file", problem, "Write it: every other language translates it."
        )
    for path in sorted(folder.glob("*.md"), key=lambda path: _order(path.stem)):
        if path.stem not in LANGUAGES:
            problem = f"{path.stem!r} is no language of Lotse."
            raise LibraryError(path, "file", problem, f"Name the file after one of: {', '.join(LANGUAGES)}.")
        yield path.stem, parse_text(path, read_text(path))


def _order(lang: str) -> int:
    return list(LANGUAGES).index(lang) if lang in LANGUAGES else len(LANGUAGES)


def _read_legal_basis(entry: Entry) -> LegalBasis:
    basis = LegalBasis(entry.text("name"), entry.text("url"), entry.day("as_of"))
    entry.finish()
    return basis


def _read_source(entry: Entry) -> Source:
    source = Source(entry.text("authority"), entry.text("title"), entry.text("url"), entry.day("as_of"))
    entry.finish()
    return source


def parse_text(path: Path, text: str) -> ArticleText:
    """The text of one language; `path` names the language and stands in errors."""
    end = text.find(f"\n{_FENCE}", len(_FENCE) - 1)
    if not text.startswith(_FENCE) or end < 0:
        problem = "The front matter is missing."
        raise LibraryError(path, "line 1", problem, "Begin with '---', the keys, '---', a blank line.")
    front = text[len(_FENCE) : end + 1]
    body = text[end + 1 + len(_FENCE) :]
    body_line = text.count("\n", 0, end + 1) + 2
    if not body.startswith("\n"):
        problem = "No blank line follows the front matter."
        raise LibraryError(path, f"line {body_line}", problem, "Leave one line blank below '---'.")
    try:
        blocks = parse_blocks(body[1:])
    except BlockProblem as error:
        line = body_line + error.line
        raise LibraryError(path, f"line {line}", error.problem, error.remedy) from None
    entry = Entry(path, "", load_yaml(path, front, line_offset=1))
    found = ArticleText(
        lang=path.stem,
        title=entry.text("title"),
        summary=entry.text("summary"),
        questions=entry.texts("questions"),
        origin=entry.choice("origin", Origin),
        reviewed_by=entry.optional_text("reviewed_by"),
        reviewed_on=entry.optional_day("reviewed_on"),
        blocks=blocks,
        source_hashes=_read_hashes(entry.optional_entry("source_hashes")),
    )
    entry.finish()
    return found


def _read_hashes(entry: Entry | None) -> SourceHashes | None:
    if entry is None:
        return None
    hashes = SourceHashes(entry.text("title"), entry.text("summary"), entry.texts("blocks"))
    for value in (hashes.title, hashes.summary, *hashes.blocks):
        if not _HASH.fullmatch(value):
            problem = f"{value!r} is no stamp."
            raise entry.error("", problem, "Write the stamp with 'python -m content stamp', never by hand.")
    entry.finish()
    return hashes


def format_text(text: ArticleText) -> str:
    """The canonical Markdown file of one language."""
    front: dict[str, object] = {
        "title": text.title,
        "summary": text.summary,
        "questions": list(text.questions),
        "origin": str(text.origin),
        "reviewed_by": text.reviewed_by,
        "reviewed_on": text.reviewed_on,
    }
    if text.source_hashes:
        stamp = text.source_hashes
        front["source_hashes"] = Line(title=stamp.title, summary=stamp.summary, blocks=Row(stamp.blocks))
    return f"{_FENCE}{dump(front)}{_FENCE}\n{format_blocks(text.blocks)}"


def format_facts(article: Article) -> str:
    """The canonical `article.yaml`."""
    return dump(
        {
            "slug": article.slug,
            "topic": article.topic,
            "audience": Row(article.audience),
            "offer_kinds": Row(article.offer_kinds),
            "checks": Row(article.checks),
            "terms": Row(article.terms),
            "legal_basis": [
                {"name": basis.name, "url": basis.url, "as_of": basis.as_of} for basis in article.legal_basis
            ],
            "sources": [
                {
                    "authority": source.authority,
                    "title": source.title,
                    "url": source.url,
                    "as_of": source.as_of,
                }
                for source in article.sources
            ],
            "owner": article.owner,
            "reviewed_on": article.reviewed_on,
            "review_due": article.review_due,
            "serves": Row(article.serves),
        }
    )


def article_files(article: Article) -> Iterator[tuple[str, str]]:
    """Path below the library and text of each file of `article`."""
    folder = f"articles/{article.topic}/{article.slug}"
    yield f"{folder}/{FACTS}", format_facts(article)
    for lang, text in by_language(article.texts).items():
        yield f"{folder}/{lang}.md", format_text(text)
