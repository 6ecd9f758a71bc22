"""Checks of an article: what must be there, dates, sources, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from content.articles.models import Article, ArticleText, BlockKind
from content.files.articles import FACTS
from content.files.library import Library
from content.languages import SOURCE
from content.lint.findings import Finding, Report
from content.lint.inline import link_problem, read_inline

AUDIENCES: Final = frozenset(
    {"families", "adults", "young-people", "women", "refugees", "workers", "everyone"}
)
QUESTIONS: Final = 5
_LONGEST_REVIEW: Final = timedelta(days=186)
_SERVES: Final = re.compile(r"(state|federal)-\w+")


def article_path(article: Article, name: str) -> Path:
    """Path of a file of `article` below the library."""
    return Path("articles") / article.topic / article.slug / name


def lint_article(article: Article, library: Library, today: date) -> Iterator[Finding]:
    """Everything about one article that can be told without comparing languages."""
    report = Report(article_path(article, FACTS))
    yield from _facts(article, library, report)
    yield from _sources(article, report)
    yield from _dates(article, report, today)
    for text in article.texts.values():
        text_report = Report(article_path(article, f"{text.lang}.md"))
        yield from _text(text, text_report, today)
        yield from _marks(article, text, library, text_report)


def _facts(article: Article, library: Library, report: Report) -> Iterator[Finding]:
    if article.topic not in {topic.slug for topic in library.topics}:
        yield report.error("topic", f"There is no topic {article.topic!r}.", "Use one of topics.yaml.")
    known_kinds = {kind.slug for kind in library.offer_kinds}
    for kind in (kind for kind in article.offer_kinds if kind not in known_kinds):
        yield report.error("offer_kinds", f"There is no kind {kind!r}.", "Use one of offer-kinds.yaml.")
    if not article.audience or not AUDIENCES.issuperset(article.audience):
        problem = f"{', '.join(article.audience) or 'Nobody'} is not among the groups known."
        yield report.error("audience", problem, f"Use: {', '.join(sorted(AUDIENCES))}.")
    for row in (row for row in article.serves if not _SERVES.fullmatch(row)):
        yield report.error("serves", f"{row!r} is no row of the facts.", "Write state-35 or federal-S03.")


def _sources(article: Article, report: Report) -> Iterator[Finding]:
    if not article.sources:
        yield report.error("sources", "No source is named.", "Name the authority, title, address and day.")
    urls = [*(source.url for source in article.sources), *(law.url for law in article.legal_basis)]
    for url in (url for url in urls if not url.startswith("https://")):
        yield report.error("sources", f"{url!r} is no web address.", "Begin with https://.")


def _dates(article: Article, report: Report, today: date) -> Iterator[Finding]:
    yield from report.past("reviewed_on", article.reviewed_on, today)
    for source in article.sources:
        yield from report.past(f"sources, {source.title}", source.as_of, today)
    for law in article.legal_basis:
        yield from report.past(f"legal_basis, {law.name}", law.as_of, today)
    if article.review_due <= article.reviewed_on:
        yield report.error(
            "review_due", "It lies before reviewed_on.", "Add six months, or one for what changes."
        )
    elif article.review_due - article.reviewed_on > _LONGEST_REVIEW:
        yield report.error("review_due", "It is more than six months ahead.", "Set it to six months or less.")
    if article.review_due < today:
        problem = f"The review was due on {article.review_due}."
        yield report.warning(
            "review_due", problem, "Check the article against its sources and set both dates."
        )


def _text(text: ArticleText, report: Report, today: date) -> Iterator[Finding]:
    if len(text.questions) < QUESTIONS:
        problem = f"There are {len(text.questions)} questions."
        yield report.error("questions", problem, f"Write {QUESTIONS} or more, as people ask.")
    if len(set(text.questions)) < len(text.questions):
        yield report.error("questions", "A question stands twice.", "Remove or reword one.")
    if not text.blocks:
        yield report.error("body", "The text is empty.", "Write it.")
    if (text.reviewed_by is None) != (text.reviewed_on is None):
        problem = "Only one of reviewed_by and reviewed_on is given."
        yield report.error("reviewed_on", problem, "Give both, or null for both.")
    if text.reviewed_on:
        yield from report.past("reviewed_on", text.reviewed_on, today)
    if text.lang == SOURCE and text.source_hashes:
        yield report.error("source_hashes", "The German text bears a stamp.", "Remove it: it is the source.")
    level = 1
    for number, block in enumerate(text.blocks, start=1):
        if block.kind is BlockKind.HEADING:
            if block.level > level + 1:
                yield report.error(
                    f"block {number}", "The heading skips a level.", "Put a heading '## ' before it."
                )
            level = block.level


def _marks(article: Article, text: ArticleText, library: Library, report: Report) -> Iterator[Finding]:
    """Links that lead nowhere, and marks that show as signs."""
    articles = {other.slug for other in library.articles}
    kinds = {kind.slug for kind in library.offer_kinds}
    for number, block in enumerate(text.blocks, start=1):
        where = f"block {number}"
        inline = read_inline(block.text)
        for problem in inline.problems:
            yield report.error(where, *problem)
        for target in inline.links:
            found = link_problem(target, articles, kinds)
            if found:
                yield report.error(where, *found)
            elif target == f"article:{article.slug}":
                yield report.warning(where, "The article links to itself.", "Remove the link.")
    for where, line in (("title", text.title), ("summary", text.summary)):
        if "**" in line or "](" in line:
            yield report.error(where, "There are marks of Markdown.", "Write plain text.")
