"""Checks of translations against the German source, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from content.articles.models import Article, ArticleText, Block, BlockKind
from content.languages import SOURCE
from content.lint.articles import article_path
from content.lint.findings import Finding, Report
from content.lint.inline import read_inline
from content.lint.scripts import foreign_letters, untranslated
from content.text import fold

_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[.,:'\u00a0\u202f\u066b\u066c ](?=\d)")
_NUMBER: Final = re.compile(r"\d+")
# "One year" and "two years" are words without a digit in many languages (Arabic has a dual).
_WORDS: Final = {"1", "2"}
_MARKS: Final = ("article:", "offer-kind:")


def lint_translations(article: Article) -> Iterator[Finding]:
    """Every language of `article` against German."""
    for text in article.texts.values():
        report = Report(article_path(article, f"{text.lang}.md"))
        yield from _letters(text, report)
        if text.lang != SOURCE:
            yield from _stamp(article, text, report)
            yield from _blocks(article.source, text, report)


def numbers(text: str) -> set[str]:
    """All numbers of a text, digits of any script, without separators: `1.000,50` is `100050`."""
    return set(_NUMBER.findall(_BETWEEN_DIGITS.sub("", fold(text))))


def _stamp(article: Article, text: ArticleText, report: Report) -> Iterator[Finding]:
    command = f"python -m content stamp {article.slug} {text.lang}"
    if text.source_hashes is None:
        problem = "Nobody has recorded which German text this translates."
        yield report.error("source_hashes", problem, f"Compare it with German, then run '{command}'.")
        return
    now = article.source.hashes()
    if text.source_hashes == now:
        return
    stale = [f"block {number + 1}" for number in article.stale_blocks(text.lang)]
    stale += [
        part for part in ("title", "summary") if getattr(text.source_hashes, part) != getattr(now, part)
    ]
    parts = ", ".join(stale) or "number of blocks"
    problem = f"The German text has changed since this translation: {parts}."
    yield report.warning("source_hashes", problem, f"Bring the translation up to date, then run '{command}'.")


def _blocks(source: ArticleText, text: ArticleText, report: Report) -> Iterator[Finding]:
    yield from _numbers("summary", source.summary, text.summary, report)
    for number, (german, block) in enumerate(zip(source.blocks, text.blocks, strict=False), start=1):
        where = f"block {number}"
        if (german.kind, german.level) != (block.kind, block.level):
            problem = f"This is a {_describe(block)}, in German a {_describe(german)}: {german.text[:60]!r}."
            yield report.error(where, problem, "Give every language the same blocks in the same order.")
            return
        yield from _same_links(where, german, block, report)
        yield from _numbers(where, read_inline(german.text).text, read_inline(block.text).text, report)
    if len(source.blocks) != len(text.blocks):
        problem = f"There are {len(text.blocks)} blocks, in German {len(source.blocks)}."
        yield report.error("body", problem, "Give every language the same blocks in the same order.")


def _describe(block: Block) -> str:
    return f"heading of level {block.level}" if block.kind is BlockKind.HEADING else block.kind.value


def _same_links(where: str, german: Block, block: Block, report: Report) -> Iterator[Finding]:
    wanted = {link for link in read_inline(german.text).links if link.startswith(_MARKS)}
    found = {link for link in read_inline(block.text).links if link.startswith(_MARKS)}
    if wanted != found:
        problem = f"The links differ from German: {', '.join(sorted(wanted ^ found))}."
        yield report.error(where, problem, "Link to the same articles and kinds of office.")


def _numbers(where: str, german: str, text: str, report: Report) -> Iterator[Finding]:
    missing = numbers(german) - numbers(text) - _WORDS
    added = numbers(text) - numbers(german) - _WORDS
    if missing or added:
        parts = [f"missing {', '.join(sorted(missing))}"] if missing else []
        parts += [f"added {', '.join(sorted(added))}"] if added else []
        problem = f"The numbers differ from German: {'; '.join(parts)}."
        yield report.error(where, problem, "Write the same numbers, in digits where German has digits.")


def _letters(text: ArticleText, report: Report) -> Iterator[Finding]:
    lines = [("title", text.title), ("summary", text.summary)]
    lines += [(f"question {number}", question) for number, question in enumerate(text.questions, start=1)]
    lines += [
        (f"block {number}", read_inline(block.text).text) for number, block in enumerate(text.blocks, start=1)
    ]
    for where, line in lines:
        foreign = foreign_letters(text.lang, line)
        if foreign:
            remedy = "Write the language of the file; German office words may stay in Latin letters."
            yield report.error(where, f"{foreign}: {line[:60]!r}.", remedy)
        elif untranslated(text.lang, line):
            yield report.error(where, f"This is not translated: {line[:60]!r}.", "Translate it.")
