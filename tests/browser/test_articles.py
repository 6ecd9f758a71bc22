from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import ViewportSize, expect

from api.i18n import Catalogs
from content.files.library import LIBRARY_FOLDER
from tests.browser.reader import DESK, DIRECTIONS, LANGUAGES, PHONE, Reader, order

ARTICLE = yaml.safe_load((LIBRARY_FOLDER / "articles/childcare/kita-entitlement/article.yaml").read_text())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_an_article_answers_first_and_says_where_it_comes_from(
    reader: Reader, catalogs: Catalogs, lang: str, size: ViewportSize
) -> None:
    page = reader.open(f"/{lang}/articles/kita-entitlement?place=44137", size=size)
    t = catalogs[lang]

    text = page.locator("article > .text")
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == (lang, DIRECTIONS[lang])
    assert order(page, ".text h1", ".text > .summary")
    assert order(page, ".text > .summary", ".text > h2")
    assert order(page, ".text > h2", ".near")
    assert order(page, ".near", ".provenance")
    provenance = page.locator(".provenance")
    assert t.date(ARTICLE["reviewed_on"]) in provenance.inner_text()
    for source in ARTICLE["sources"] + ARTICLE["legal_basis"]:
        line = provenance.locator("li").filter(has=page.locator(f'a[href="{source["url"]}"]'))
        assert t.date(source["as_of"]) in line.first.inner_text()
    expect(page.locator(".badge.machine").first).to_be_visible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_offices_near_the_postcode_are_marked_as_examples(reader: Reader, lang: str) -> None:
    page = reader.open(f"/{lang}/articles/kita-entitlement")
    assert page.locator(".near .offer").count() == 0

    page.locator("#near").fill("44137")
    page.locator("form.place button").click()
    page.wait_for_url("**place=44137")

    offers = page.locator(".near .offer")
    assert offers.count() > 0
    assert "Dortmund" in offers.first.inner_text()
    for offer in offers.all():
        expect(offer.locator(".badge.demonstration")).to_be_visible()
        assert "place=44137" in (offer.locator("a").first.get_attribute("href") or "")


def test_links_between_articles_stay_in_the_language(reader: Reader) -> None:
    page = reader.open("/uk/articles/kita-entitlement")
    page.locator('.text a[href^="/uk/articles/kita-registration"]').first.click()

    assert page.locator("article > .text").get_attribute("lang") == "uk"
