from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from api.i18n import Catalogs
from tests.browser.reader import DESK, DIRECTIONS, LANGUAGES, PHONE, Reader, search_path

OWN_NAMES = {"de": "Deutsch", "en": "English", "ar": "العربية", "uk": "Українська"}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_start_page_names_every_language_in_its_own_script(
    reader: Reader, catalogs: Catalogs, size: ViewportSize
) -> None:
    page = reader.open("/", size=size, locale="uk-UA")

    links = page.locator(".choose a")
    assert links.count() == len(catalogs.languages)
    for lang, name in OWN_NAMES.items():
        link = page.locator(f'.choose a[href="/{lang}/"]')
        expect(link).to_be_visible()
        assert link.get_attribute("lang") == lang
        assert link.get_attribute("dir") == DIRECTIONS[lang]
        assert link.locator(".own-name").inner_text() == name
    assert links.first.get_attribute("lang") == "uk"  # what the browser asks for comes first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_choosing_a_language_leads_to_pages_in_it(reader: Reader, lang: str) -> None:
    page = reader.open("/")
    page.locator(f'.choose a[href="/{lang}/"]').click()

    page.wait_for_url(f"**/{lang}/")
    page.locator(".shelf .card a").first.click()
    page.wait_for_url(f"**/{lang}/articles/*")
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (lang, DIRECTIONS[lang])
    assert page.locator("article > .text").get_attribute("lang") == lang


def test_arabic_begins_on_the_right(reader: Reader) -> None:
    arabic, german = (reader.open(f"/{lang}/articles/kita-entitlement") for lang in ("ar", "de"))

    name, languages = (arabic.locator(each).bounding_box() for each in (".name", ".languages"))
    assert name is not None
    assert languages is not None
    assert name["x"] > languages["x"]
    heading = german.locator("h1").bounding_box()
    assert heading is not None
    assert heading["x"] < 30


@pytest.mark.parametrize(
    "path",
    [
        "articles/kita-entitlement?place=44137",
        search_path("de", "kita köln kosten", "50667").removeprefix("/de/"),
        "offers?kind=kita&place=44137",
        "emergency",
    ],
)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_switching_the_language_keeps_the_page(reader: Reader, path: str, script: bool) -> None:
    page = reader.open(f"/de/{path}", script=script)
    before = page.url

    page.locator(".languages summary").click()
    page.locator('.languages a[hreflang="ar"]').click()

    page.wait_for_url("**/ar/**")
    assert _parts(page.url) == _parts(before.replace("/de/", "/ar/"))
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator(".languages summary").inner_text().strip().endswith("العربية")


def _parts(url: str) -> tuple[str, set[str]]:
    path, _, asked = url.partition("?")
    return path, set(asked.replace("%20", "+").split("&"))
