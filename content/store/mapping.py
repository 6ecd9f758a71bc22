"""Rows from what the library says, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.articles.models import (
    Article,
    ArticleText,
    Block,
    BlockKind,
    LegalBasis,
    Origin,
    Source,
    SourceHashes,
)
from content.safety.models import HelpNumber, SafetyLine
from content.store.tables import (
    ArticleRow,
    BlockRow,
    HelpNumberRow,
    ReferenceRow,
    SafetyLineRow,
    TextRow,
)


def article_row(article: Article, position: int) -> ArticleRow:
    """The rows of an article with all its texts."""
    return ArticleRow(
        slug=article.slug,
        position=position,
        topic=article.topic,
        audience=list(article.audience),
        offer_kinds=list(article.offer_kinds),
        checks=list(article.checks),
        terms=list(article.terms),
        owner=article.owner,
        reviewed_on=article.reviewed_on,
        review_due=article.review_due,
        serves=list(article.serves),
        references=list(_reference_rows(article.legal_basis, article.sources)),
        texts=[_text_row(text, number) for number, text in enumerate(article.texts.values())],
    )


def _reference_rows(laws: Sequence[LegalBasis], sources: Sequence[Source]) -> Iterator[ReferenceRow]:
    for position, law in enumerate(laws):
        yield ReferenceRow(position=position, is_law=True, title=law.name, url=law.url, as_of=law.as_of)
    for position, source in enumerate(sources, start=len(laws)):
        yield ReferenceRow(
            position=position,
            is_law=False,
            authority=source.authority,
            title=source.title,
            url=source.url,
            as_of=source.as_of,
        )


def _text_row(text: ArticleText, position: int) -> TextRow:
    stamp = text.source_hashes
    return TextRow(
        lang=text.lang,
        position=position,
        title=text.title,
        summary=text.summary,
        questions=list(text.questions),
        origin=str(text.origin),
        reviewed_by=text.reviewed_by,
        reviewed_on=text.reviewed_on,
        source_title=stamp.title if stamp else None,
        source_summary=stamp.summary if stamp else None,
        source_blocks=list(stamp.blocks) if stamp else None,
        blocks=[
            BlockRow(position=number, kind=str(block.kind), level=block.level, text=block.text)
            for number, block in enumerate(text.blocks)
        ],
    )


def article(row: ArticleRow) -> Article:
    """The article of a row whose references, texts and blocks are loaded."""
    laws = [reference for reference in row.references if reference.is_law]
    sources = [reference for reference in row.references if not reference.is_law]
    return Article(
        slug=row.slug,
        topic=row.topic,
        audience=tuple(row.audience),
        offer_kinds=tuple(row.offer_kinds),
        checks=tuple(row.checks),
        terms=tuple(row.terms),
        legal_basis=tuple(LegalBasis(law.title, law.url, law.as_of) for law in laws),
        sources=tuple(Source(s.authority or "", s.title, s.url, s.as_of) for s in sources),
        owner=row.owner,
        reviewed_on=row.reviewed_on,
        review_due=row.review_due,
        serves=tuple(row.serves),
        texts={text.lang: _text(text) for text in row.texts},
    )


def _text(row: TextRow) -> ArticleText:
    return ArticleText(
        lang=row.lang,
        title=row.title,
        summary=row.summary,
        questions=tuple(row.questions),
        origin=Origin(row.origin),
        reviewed_by=row.reviewed_by,
        reviewed_on=row.reviewed_on,
        blocks=tuple(Block(BlockKind(block.kind), block.text, block.level) for block in row.blocks),
        source_hashes=_stamp(row),
    )


def _stamp(row: TextRow) -> SourceHashes | None:
    if row.source_title is None or row.source_summary is None or row.source_blocks is None:
        return None
    return SourceHashes(row.source_title, row.source_summary, tuple(row.source_blocks))


def safety_line_row(line: SafetyLine, position: int) -> SafetyLineRow:
    """The rows of a safety line."""
    return SafetyLineRow(
        slug=line.slug,
        position=position,
        rank=line.rank,
        private=line.private,
        offer_kinds=list(line.offer_kinds),
        title=line.title,
        text=line.text,
        numbers=[
            HelpNumberRow(position=number, number=item.number, label=item.label)
            for number, item in enumerate(line.numbers)
        ],
    )


def safety_line(row: SafetyLineRow) -> SafetyLine:
    """The safety line of a row whose numbers are loaded."""
    return SafetyLine(
        slug=row.slug,
        rank=row.rank,
        title=row.title,
        text=row.text,
        numbers=tuple(HelpNumber(number.number, number.label) for number in row.numbers),
        offer_kinds=tuple(row.offer_kinds),
        private=row.private,
    )
