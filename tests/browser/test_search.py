from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.questions import ANSWERED, HONEST, LONG, SCRIPT, VIOLENCE, Question
from tests.browser.reader import DESK, DIRECTIONS, PHONE, Reader, order, search_path

NAMES_OF_QUESTIONS = [f"{each.lang}-{each.articles[0]}" for each in ANSWERED]


def ask(page: Page, question: str, place: str = "") -> None:
    page.locator("#q").fill(question)
    page.locator("#place").fill(place)
    page.locator("form.ask button").click()
    page.wait_for_url("**/search?*")


def is_page_in(page: Page, lang: str) -> None:
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (lang, DIRECTIONS[lang])
    foreign = page.locator(f"main .text[lang]:not([lang={lang}]), main h2[lang]:not([lang={lang}])")
    assert foreign.count() == 0


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("question", ANSWERED, ids=NAMES_OF_QUESTIONS)
def test_a_question_gets_the_right_article_and_offices(
    reader: Reader, question: Question, script: bool
) -> None:
    page = reader.open(f"/{question.lang}/", script=script, size=PHONE if script else DESK)
    ask(page, question.text)

    is_page_in(page, question.lang)
    quoted = page.locator(".answer .quote")
    assert quoted.count() > 0
    links = [link.get_attribute("href") or "" for link in quoted.locator("h3 a").all()]
    slugs = {link.partition("?")[0].rpartition("/")[2] for link in links}
    assert slugs & set(question.articles)
    first = quoted.first
    assert first.locator("div[lang]").first.get_attribute("lang") == question.lang
    expect(first.locator(".source a[href^=http]").first).to_be_visible()
    expect(page.locator(".chips a").first).to_be_visible()
    if question.town:
        near = page.locator(".card.offer")
        assert near.count() > 0
        assert question.town in page.locator("#offers").inner_text()
        assert near.locator(question.offices).count() > 0
        assert near.locator(".badge.demonstration").count() == near.count()


@pytest.mark.parametrize("place", ["44137", "Dortmund", "دورتموند", "Дортмунд"])
def test_the_place_may_be_written_as_one_likes(reader: Reader, place: str) -> None:
    page = reader.open("/en/")
    ask(page, "How do I find a Kita place?", place)

    assert "Dortmund" in page.locator("#offers").inner_text()
    assert page.locator("#place").input_value() == place


@pytest.mark.parametrize(("text", "lang"), HONEST.items())
def test_what_is_not_known_is_said_and_somebody_named(reader: Reader, text: str, lang: str) -> None:
    page = reader.open(f"/{lang}/")
    ask(page, text)

    is_page_in(page, lang)
    assert page.locator("#q").input_value() == text
    assert page.locator(".unknown, .answer, .notice").count() > 0
    expect(page.locator(f'main a[href^="/{lang}/person"]').last).to_be_visible()


def test_a_postcode_that_does_not_exist_is_told(reader: Reader) -> None:
    page = reader.open(search_path("de", "Kita in 00000"))

    assert "00000" in page.locator("#q").input_value()
    expect(page.locator(".notice[role=status]").first).to_be_visible()
    assert page.locator("#offers").count() == 0


def test_a_postcode_outside_is_told_with_the_way_on(reader: Reader) -> None:
    page = reader.open(search_path("ar", "حضانة في 10115"))

    expect(page.locator('.notice a[href="https://bamf-navi.bamf.de"]')).to_be_visible()
    assert page.locator("#offers").count() == 0


def test_a_question_in_another_language_offers_that_language(reader: Reader) -> None:
    question = ANSWERED[0]
    page = reader.open(search_path("de", question.text))
    is_page_in(page, "de")
    page.locator('.notice a[hreflang="ar"]').click()

    page.wait_for_url("**/ar/search?*")
    is_page_in(page, "ar")
    assert page.locator("#q").input_value() == question.text
    assert page.locator(".answer .quote [lang=ar]").count() > 0


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_danger_comes_before_everything(reader: Reader, lang: str) -> None:
    page = reader.open(search_path(lang, VIOLENCE))

    help_line = page.locator('.safety a.call[href="tel:116016"]')
    expect(help_line).to_be_visible()
    assert order(page, ".safety", "form.ask")
    assert order(page, ".safety", "main section:not(.safety)")
    assert page.locator(".safety [lang]").count() == 0  # all of it in the language of the page
    box = page.locator(".exit").bounding_box()
    assert box is not None
    assert box["y"] < 300


def test_one_can_leave_at_once_and_the_way_back_does_not_lead_here(reader: Reader) -> None:
    reader.leaves_for = ("www.dwd.de",)
    page = reader.open("/de/")
    page.goto(search_path("de", VIOLENCE))
    page.locator("#exit").click()
    page.wait_for_url("https://www.dwd.de/")

    page.go_back()

    assert page.url == f"{reader.address}/de/"


def test_no_question_is_asked_for_one(reader: Reader) -> None:
    page = reader.open("/uk/")
    ask(page, "   ")

    is_page_in(page, "uk")
    expect(page.locator(".notice[role=status]")).to_be_visible()
    expect(page.locator("#q")).to_be_editable()


def test_ten_thousand_characters_are_answered_and_kept(reader: Reader) -> None:
    assert len(LONG) >= 10_000
    page = reader.open("/de/")
    ask(page, LONG)

    is_page_in(page, "de")
    expect(page.locator(".notice[role=status]").first).to_be_visible()
    assert page.locator("#q").input_value().strip() == LONG.strip()
    assert page.locator('.quote h3 a[href*="/articles/kita-"]').count() > 0


def test_markup_is_shown_and_not_run(reader: Reader) -> None:
    page = reader.open("/en/")
    ask(page, SCRIPT)

    is_page_in(page, "en")
    assert page.locator("#q").input_value() == SCRIPT
    assert page.evaluate("window.hit === undefined")
    assert page.locator("main script:not([src]), main img").count() == 0
