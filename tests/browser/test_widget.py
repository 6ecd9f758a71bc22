from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from api.i18n import Catalogs
from tests.browser.questions import VIOLENCE, WHERE
from tests.browser.reader import DESK, DIRECTIONS, PHONE, Reader
from tests.browser.talk import heard, press, say, since_last

COSTS = {"de": "Was kostet ein Kita-Platz?", "ar": "كم تكلفة الحضانة؟"}


def open_by_keyboard(page: Page) -> None:
    """Walk to the button of the chat, the last stop of the page, and press it."""
    page.locator(".bottom a").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('button.chat-open')")
    page.keyboard.press("Enter")
    expect(page.locator("#chat-text")).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("lang", COSTS)
def test_by_keyboard_from_a_question_to_an_office(
    reader: Reader, catalogs: Catalogs, lang: str, size: ViewportSize
) -> None:
    page = reader.open(f"/{lang}/articles/kita-entitlement", size=size)
    open_by_keyboard(page)
    panel = page.locator(".chat-floating")
    expect(panel).to_be_visible()
    assert (panel.get_attribute("role"), panel.get_attribute("dir")) == ("dialog", DIRECTIONS[lang])

    say(page, COSTS[lang])
    log = panel.locator(".chat-log")
    assert log.get_attribute("aria-live") == "polite"
    quoted = log.locator(".lotse.quote blockquote").first
    assert quoted.get_attribute("lang") == lang
    expect(page.locator("#chat-text")).to_be_focused()

    yes = page.locator(".chat-buttons button").first
    yes.focus()
    press(page, yes)
    assert heard(page, catalogs[lang].gettext(WHERE))
    say(page, "44137")
    offices = since_last(page).and_(page.locator(".offer"))
    assert offices.count() > 0
    assert "Dortmund" in offices.first.inner_text()
    assert page.url.endswith(f"/{lang}/articles/kita-entitlement")


def test_escape_closes_it_and_focus_returns(reader: Reader) -> None:
    page = reader.open("/uk/articles/kita-entitlement")
    open_by_keyboard(page)
    say(page, "Привіт")

    page.keyboard.press("Escape")

    expect(page.locator(".chat-floating")).to_be_hidden()
    expect(page.locator("button.chat-open")).to_be_focused()
    assert page.locator("button.chat-open").get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert page.locator(".chat-log .said").count() == 1  # what was said is still there


def test_the_conversation_goes_on_from_page_to_page(reader: Reader, catalogs: Catalogs) -> None:
    page = reader.open("/de/articles/kita-entitlement")
    page.locator(".chat-open").click()
    say(page, COSTS["de"])
    first = page.locator(".chat-form [name=conversation_id]").input_value()
    page.locator(".chat-close").click()
    page.locator('.text a[href^="/de/articles/kita-registration"]').first.click()
    page.wait_for_url("**/kita-registration")

    page.locator(".chat-open").click()
    say(page, "ja")

    assert heard(page, catalogs["de"].gettext(WHERE))  # "yes" is understood: the offer was made before
    assert page.locator(".chat-form [name=conversation_id]").input_value() == first


def test_forget_me_forgets(reader: Reader, catalogs: Catalogs) -> None:
    page = reader.open("/de/articles/kita-entitlement")
    page.locator(".chat-open").click()
    say(page, COSTS["de"])
    page.locator(".chat-forget button").click()

    page.get_by_text(catalogs["de"].gettext("chat_forgotten")).wait_for()
    assert page.locator(".chat-log > *").count() == 1
    assert page.locator(".chat-buttons button").count() == 0
    assert page.evaluate("sessionStorage.length") == 0
    say(page, "ja")
    assert not heard(page, catalogs["de"].gettext(WHERE))  # there is no offer it could mean any more


def test_nothing_of_a_conversation_is_kept_on_the_device_but_its_number(reader: Reader) -> None:
    page = reader.open("/de/articles/kita-entitlement")
    page.locator(".chat-open").click()
    say(page, COSTS["de"])

    kept = page.evaluate("[Object.values(sessionStorage), Object.values(localStorage), document.cookie]")
    number = page.locator(".chat-form [name=conversation_id]").input_value()
    assert kept == [[number], [], ""]


def test_danger_in_the_widget(reader: Reader) -> None:
    page = reader.open("/ar/articles/kita-entitlement")
    page.locator(".chat-open").click()
    say(page, "زوجي يضربني")

    line = page.locator(".lotse.safety")
    assert line.get_attribute("lang") == "ar"
    expect(line.locator('a[href="tel:116016"]')).to_be_visible()
    expect(line.locator("a.exit")).to_be_in_viewport()


def test_danger_is_heard_in_the_middle_of_another_talk(reader: Reader, catalogs: Catalogs) -> None:
    page = reader.open("/de/articles/kita-entitlement")
    page.locator(".chat-open").click()
    say(page, COSTS["de"])
    press(page, page.locator(".chat-buttons button").first)
    assert heard(page, catalogs["de"].gettext(WHERE))
    say(page, VIOLENCE)

    assert since_last(page).first.get_attribute("class") == "lotse safety"


def test_without_script_the_button_is_a_link_to_the_chat(reader: Reader) -> None:
    page = reader.open("/ar/articles/kita-entitlement", script=False)
    page.locator("a.chat-link").click()

    assert page.url == f"{reader.address}/ar/chat"
    expect(page.locator("#chat-text")).to_be_visible()
