from __future__ import annotations

import pytest

from tests.browser.questions import LONG, SCRIPT, VIOLENCE
from tests.browser.reader import LANGUAGES, Reader, overflow, search_path
from tests.browser.talk import say

OFFER = "offers/demo-05913-jugendamt-kitaplatz-mitte?place=44137"
PATHS = (
    "",
    "articles/kita-entitlement?place=44137",
    "articles/recognition-health-professions",
    "articles/course-without-entitlement?place=50667",
    "offers",
    "offers?kind=kita&place=44137",
    OFFER,
    "chat",
    "emergency",
    "person?place=44137",
    "about",
    "privacy",
    "search",
    "no-such-page",
)
QUESTIONS = ("Kita in Dortmund", VIOLENCE, "Kita in 10115", "Kita in Neukirchen", "W" * 300, SCRIPT)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_scrolls_sideways_on_a_narrow_phone(reader: Reader, lang: str) -> None:
    reader.expects = (200, 404)
    page = reader.open("/")
    paths = [f"/{lang}/{path}" for path in PATHS] + [search_path(lang, each) for each in QUESTIONS]

    wide = {}
    for path in ["/", *paths]:
        page.goto(path)
        wide[path] = overflow(page)

    assert {path: pixels for path, pixels in wide.items() if pixels > 0} == {}


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_long_talk_stays_inside_a_narrow_phone(reader: Reader, lang: str) -> None:
    page = reader.open(f"/{lang}/chat")
    for text in ("W" * 300, LONG[:900]):
        say(page, text)

    assert overflow(page) <= 0
    assert page.locator(".chat-log .said").count() == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_field_of_the_chat_is_wide_enough_to_write_in(reader: Reader, lang: str) -> None:
    page = reader.open(f"/{lang}/articles/kita-entitlement")
    page.locator(".chat-open").click()

    field, close = (page.locator(each).bounding_box() for each in ("#chat-text", ".chat-close"))
    assert field is not None
    assert close is not None
    assert field["width"] >= 140
    assert close["width"] <= 60
    panel = page.locator(".chat-floating").bounding_box()
    assert panel is not None
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= 320


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_the_way_to_the_chat_hides_no_words(reader: Reader, lang: str) -> None:
    page = reader.open(f"/{lang}/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")

    last, link = (page.locator(each).bounding_box() for each in (".bottom p >> nth=-1", ".chat-open"))
    assert last is not None
    assert link is not None
    assert last["y"] + last["height"] <= link["y"]


def test_what_one_taps_is_large_enough(reader: Reader) -> None:
    page = reader.open("/de/")
    for path in ("/", "/de/", search_path("de", VIOLENCE), "/de/chat", "/de/offers"):
        page.goto(path)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                 'button, summary, .call, .exit, .ways a, .chips a, .choose a, .top-links a, .name, select, input:not([type=hidden])')]
               .filter(each => each.checkVisibility())
               .map(each => [each.textContent.trim() || each.name, each.getBoundingClientRect().height])
               .filter(([name, height]) => height < 24)"""
        )
        assert small == [], path
