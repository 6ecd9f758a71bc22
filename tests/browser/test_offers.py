from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from api.i18n import Catalogs
from tests.browser.reader import LANGUAGES, Reader

OFFER = "offers/demo-05913-jugendamt-kitaplatz-mitte?place=44137"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_office_shows_its_week_and_whether_it_is_open(
    reader: Reader, catalogs: Catalogs, lang: str
) -> None:
    before = datetime.now(ZoneInfo("Europe/Berlin"))
    page = reader.open(f"/{lang}/{OFFER}")
    t = catalogs[lang]

    days = page.locator(".week tbody tr")
    assert days.count() == 7
    after = datetime.now(ZoneInfo("Europe/Berlin"))
    today = page.locator(".week tr[aria-current=date] th").inner_text()
    assert any(t.weekday(each.weekday()) in today for each in (before, after))
    assert all(days.nth(i).locator("td").inner_text().strip() for i in range(7))
    expect(page.locator("#hours + p.open, #hours + p.closed")).to_be_visible()
    expect(page.locator(".notice.demonstration")).to_be_visible()
    expect(page.locator('a[href^="tel:+492214710"]').first).to_be_visible()
    assert "Dortmund" in page.locator("article.offer-page").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_offices_are_chosen_by_kind_language_and_place(reader: Reader, script: bool) -> None:
    page = reader.open("/en/offers", script=script)
    page.locator("#kind").select_option("kita")
    page.locator("#language").select_option("ar")
    page.locator("#place").fill("Dortmund")
    page.locator("form.filters button").click()
    page.wait_for_url("**kind=kita**")

    cards = page.locator(".card.offer")
    assert cards.count() > 0
    for card in cards.all():
        assert "Arabic" in card.inner_text()
        expect(card.locator(".badge.demonstration")).to_be_visible()
    cards.first.locator("a").first.click()
    expect(page.locator(".notice.demonstration")).to_be_visible()


def test_what_nobody_offers_is_said_with_a_person_to_ask(reader: Reader) -> None:
    page = reader.open("/ar/offers?kind=kita&language=uk&place=10115")

    expect(page.locator(".notice").first).to_be_visible()
    expect(
        page.locator('main a[href^="/ar/person"], main a[href="https://bamf-navi.bamf.de"]').first
    ).to_be_visible()
