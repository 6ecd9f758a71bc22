"""Articles as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.articles.models import Article, ArticleText
from content.errors import LibraryError
from content.files.articles import article_files, format_text, parse_text, read_article
from tests.content.generate import article_texts, articles

FRONT = """---
title: Kita
summary: Ja. Nein.
questions:
- Was ist das?
origin: machine
reviewed_by: null
reviewed_on: null
---
"""


@given(st.sampled_from(["de", "ar", "uk", "ti", "de-simple"]).flatmap(article_texts))
def test_a_text_survives_its_file(text: ArticleText) -> None:
    written = format_text(text)
    read = parse_text(Path(f"{text.lang}.md"), written)
    assert read == text
    assert format_text(read) == written


@given(article=articles())
def test_an_article_survives_its_folder(article: Article, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("library")
    for name, text in article_files(article):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    assert read_article(folder / "articles" / article.topic / article.slug) == article


def parse(text: str) -> ArticleText:
    return parse_text(Path("articles/childcare/kita/de.md"), text)


def test_the_contract_form_is_the_canonical_one() -> None:
    text = f"{FRONT}\n## Heading\n\nA [link](article:other).\n"
    assert format_text(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("## Ohne Kopf\n", "line 1", "front matter is missing"),
        (f"{FRONT}Text\n", "line 10", "No blank line"),
        (f"{FRONT}\nText\nText\n", "line 12", "wrapped"),
        (FRONT.replace("Kita", "a: b") + "\nText\n", "line 2", "not YAML"),
        (FRONT.replace("title: Kita\n", "") + "\nText\n", "title", "missing"),
        (FRONT.replace("title: Kita", "title: 12") + "\nText\n", "title", "no text"),
        (FRONT.replace("title: Kita", "title: Kita\ntitle: Kita") + "\nText\n", "line 3", "twice"),
        (FRONT.replace("machine", "robot") + "\nText\n", "origin", "not one of the words"),
        (FRONT.replace("reviewed_on: null", "reviewed_on: soon") + "\nText\n", "reviewed_on", "no date"),
        (FRONT.replace("reviewed_on: null", "colour: red") + "\nText\n", "colour", "no meaning"),
    ],
)
def test_mistakes_are_named_with_file_place_and_remedy(text: str, where: str, says: str) -> None:
    with pytest.raises(LibraryError) as caught:
        parse(text)
    error = caught.value
    assert (error.path.name, error.where) == ("de.md", where)
    assert says in error.problem
    assert error.remedy
    assert str(error.path) in str(error)


def test_an_article_in_the_wrong_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "childcare" / "kita"
    folder.mkdir(parents=True)
    (folder / "article.yaml").write_text("slug: other\ntopic: childcare\n")
    with pytest.raises(LibraryError, match="do not name the folder"):
        read_article(folder)


def test_an_article_without_german_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "childcare" / "kita"
    folder.mkdir(parents=True)
    (folder / "article.yaml").write_text(
        "slug: kita\ntopic: childcare\nowner: x\nreviewed_on: 2026-01-01\nreview_due: 2026-02-01\n"
    )
    with pytest.raises(LibraryError, match="German text is missing"):
        read_article(folder)
