from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Page, expect

from api.i18n import Catalogs
from tests.browser.questions import ANSWERED, HONEST, LONG, SCRIPT, VIOLENCE, WHERE, Question
from tests.browser.reader import DESK, DIRECTIONS, LANGUAGES, Reader, order
from tests.browser.talk import heard, press, say, since_last

NAMES_OF_QUESTIONS = [f"{each.lang}-{each.articles[0]}" for each in ANSWERED]
PERSON = "اريد ان اتكلم مع شخص"


def articles_quoted(page: Page) -> set[str]:
    links = since_last(page).locator("a[href*='/articles/']").all()
    return {(link.get_attribute("href") or "").split("?")[0] for link in links}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rasa_takes_the_conversation(address: str, lang: str) -> None:
    hello = {"de": "Hallo", "en": "Hello", "ar": "مرحبا", "uk": "Привіт"}[lang]
    answer = httpx.post(f"{address}/api/v1/chat/turns", json={"text": hello, "lang": lang}, timeout=20)

    assert answer.json()["handled_by"] == "rasa"
    assert answer.json()["messages"][0]["key"] == "utter_greet"


@pytest.mark.parametrize("question", ANSWERED, ids=NAMES_OF_QUESTIONS)
def test_a_question_gets_the_right_article_and_offices(
    reader: Reader, catalogs: Catalogs, question: Question
) -> None:
    page = reader.open(f"/{question.lang}/chat")
    say(page, question.text)

    lang = question.lang
    assert page.locator(".chat").get_attribute("lang") == lang
    assert page.locator(f".chat-log > .lotse[lang]:not([lang={lang}])").count() == 0
    assert articles_quoted(page) & {f"/{lang}/articles/{slug}" for slug in question.articles}
    if question.text == PERSON:
        assert heard(page, catalogs[lang].gettext("person_anywhere"))
    else:
        quoted = since_last(page).locator("blockquote").first
        assert (quoted.get_attribute("lang"), quoted.get_attribute("dir")) == (lang, DIRECTIONS[lang])
    if question.town:
        offices = page.locator(".lotse.offer")
        assert offices.count() > 0
        assert offices.locator(question.offices).count() > 0
        assert offices.locator(".chat-note").count() == offices.count()  # all are marked as examples


@pytest.mark.parametrize(("text", "lang"), HONEST.items())
def test_whatever_is_written_gets_words_in_the_right_language(reader: Reader, text: str, lang: str) -> None:
    page = reader.open(f"/{lang}/chat")
    say(page, text)

    allowed = {lang, "ar"} if "لطفلي" in text else {lang}
    assert since_last(page).count() > 0
    assert {each.get_attribute("lang") for each in since_last(page).all()} <= allowed
    assert page.locator(".chat-log .said").inner_text().endswith(text)


def test_restart_is_words_like_any_other(reader: Reader, catalogs: Catalogs) -> None:
    page = reader.open("/de/chat")
    say(page, "/restart")

    t = catalogs["de"]
    keys = ("utter_restarted", "utter_ask_rephrase", "answer_none")
    assert any(heard(page, t.gettext(key)) for key in keys)


def test_a_postcode_that_does_not_exist(reader: Reader, catalogs: Catalogs) -> None:
    page = reader.open("/de/chat")
    say(page, "Kita in 00000")

    assert heard(page, catalogs["de"].gettext("utter_place_unknown"))
    assert page.locator(".lotse.offer").count() == 0


def test_a_postcode_outside(reader: Reader, catalogs: Catalogs) -> None:
    page = reader.open("/ar/chat")
    say(page, "حضانة في 10115")

    assert heard(page, catalogs["ar"].gettext("utter_place_outside"))
    assert page.locator(".lotse.offer").count() == 0


def test_german_and_arabic_in_one_sentence(reader: Reader) -> None:
    page = reader.open("/de/chat")
    say(page, "Wo finde ich eine Kita لطفلي الصغير في Dortmund؟")

    assert {each.get_attribute("lang") for each in since_last(page).all()} <= {"de", "ar"}
    assert since_last(page).locator("a[href*='/articles/kita-'], a[href*='/offers/demo-05913-']").count() > 0


def test_an_empty_message_is_asked_back(reader: Reader, catalogs: Catalogs) -> None:
    page = reader.open("/uk/chat")
    page.locator(".chat-send").click()

    page.get_by_text(catalogs["uk"].gettext("text_empty")).wait_for()
    assert page.locator(".chat-buttons button").count() > 0
    assert page.locator(".chat-log .said").count() == 0


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_ten_thousand_characters_are_kept_in_the_field(
    reader: Reader, catalogs: Catalogs, script: bool
) -> None:
    page = reader.open("/de/chat", script=script)
    page.locator("#chat-text").fill(LONG)
    page.locator(".chat-send").click()

    t = catalogs["de"]
    words = t.gettext("text_too_long", length=t.number(len(LONG.strip())), limit=t.number(1000))
    page.get_by_text(words).wait_for()
    assert page.locator("#chat-text").input_value().strip() == LONG.strip()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_markup_is_shown_and_not_run(reader: Reader, script: bool) -> None:
    page = reader.open("/en/chat", script=script)
    page.locator("#chat-text").fill(SCRIPT)
    page.locator(".chat-send").click()
    page.locator(".said ~ .lotse:not(.waiting)").first.wait_for()

    assert page.locator(".said").inner_text().endswith(SCRIPT)
    assert page.locator(".chat img, .chat script").count() == 0
    if script:
        assert page.evaluate("window.hit === undefined")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_danger_gets_the_safety_line(reader: Reader, script: bool) -> None:
    page = reader.open("/de/chat", script=script)
    page.locator("#chat-text").fill(VIOLENCE)
    page.locator(".chat-send").click()

    line = page.locator(".lotse.safety")
    line.wait_for()
    assert line.get_attribute("role") == "alert"
    expect(line.locator('a[href="tel:116016"]')).to_be_visible()
    expect(line.locator("a.exit")).to_be_visible()
    assert order(page, ".said", ".safety") if script else True
    assert since_last(page).first.get_attribute("class") == "lotse safety"


def test_leaving_from_the_chat_takes_the_conversation_along(reader: Reader) -> None:
    reader.leaves_for = ("www.dwd.de",)
    page = reader.open("/de/")
    page.goto("/de/chat")
    say(page, VIOLENCE)
    page.locator("a.exit").click()
    page.wait_for_url("https://www.dwd.de/")

    page.go_back()

    assert page.url == f"{reader.address}/de/"
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_without_script_it_is_a_form_that_leads_to_an_office(
    reader: Reader, catalogs: Catalogs, lang: str
) -> None:
    page = reader.open(f"/{lang}/chat", script=False, size=DESK)
    question = {"de": "Was kostet ein Kita-Platz?", "ar": "كم تكلفة الحضانة؟"}[lang]
    page.locator("#chat-text").fill(question)
    page.locator(".chat-send").click()
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator(".said").inner_text().endswith(question)
    assert any("/articles/kita-" in each for each in articles_quoted(page))

    page.locator(".chat-buttons button").first.click()
    assert heard(page, catalogs[lang].gettext(WHERE))
    page.locator("#chat-text").fill("44137")
    page.locator(".chat-send").click()
    assert page.locator(".lotse.offer").filter(has_text="Dortmund").count() > 0

    page.locator(".chat-forget button").click()
    assert page.locator(".lotse.offer").count() == 0
    assert page.locator(".chat-form [name=conversation_id]").input_value() == ""


def test_no_leads_on_without_offices(reader: Reader, catalogs: Catalogs) -> None:
    page = reader.open("/uk/chat")
    say(page, "Скільки коштує садочок?")
    press(page, page.locator(".chat-buttons button").nth(1))

    assert heard(page, catalogs["uk"].gettext("utter_anything_else"))
    assert page.locator(".lotse.offer").count() == 0


def test_another_language_is_answered_in_it_with_a_way_back(reader: Reader, catalogs: Catalogs) -> None:
    page = reader.open("/de/chat")
    say(page, "أين أجد حضانة لطفلي؟")
    expect(page.locator(".chat")).to_have_attribute("lang", "ar")
    assert page.locator(".chat").get_attribute("dir") == "rtl"
    expect(page.locator(".chat-send")).to_have_text(catalogs["ar"].gettext("chat_send"))

    press(page, page.locator(".chat-buttons button[lang=de]"))

    expect(page.locator(".chat")).to_have_attribute("lang", "de")
    assert since_last(page).first.get_attribute("lang") == "de"
