from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.questions import VIOLENCE
from tests.browser.reader import DESK, PHONE, Reader, search_path

GRAVE = {"serious", "critical"}
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
PATHS = {
    "home": "/{lang}/",
    "search": search_path("{lang}", "Kita in Dortmund").replace("%7Blang%7D", "{lang}"),
    "safety": search_path("{lang}", VIOLENCE).replace("%7Blang%7D", "{lang}"),
    "article": "/{lang}/articles/kita-entitlement?place=44137",
    "offers": "/{lang}/offers?place=44137",
    "offer": "/{lang}/offers/demo-05913-jugendamt-kitaplatz-mitte?place=44137",
    "chat": "/{lang}/chat",
    "emergency": "/{lang}/emergency",
}
LOOKS: dict[str, dict[str, Any]] = {
    "de": {"size": DESK},
    "en": {"size": PHONE, "color_scheme": "dark"},
    "ar": {"size": PHONE},
    "uk": {"size": DESK, "color_scheme": "dark"},
}


def grave(page: Page) -> list[str]:
    """What axe finds that keeps people out: rule, where, how often."""
    fit(page)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{each['id']} ({len(each['nodes'])}): {node['target']} {node['html'][:160]} {node['failureSummary']}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"][:3]
    ]


def fit(page: Page) -> None:
    """Make the window as high as the page, so that nothing is judged while the window cuts it off."""
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})


def test_start(reader: Reader) -> None:
    page = reader.open("/")
    assert grave(page) == []


@pytest.mark.parametrize("lang", LOOKS)
def test_pages(reader: Reader, lang: str) -> None:
    page = reader.open("/", **LOOKS[lang])
    found = {}
    for name, path in PATHS.items():
        page.set_viewport_size(LOOKS[lang]["size"])
        page.goto(path.format(lang=lang))
        found[name] = grave(page)

    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_a_conversation_in_the_widget(reader: Reader, lang: str) -> None:
    page = reader.open(f"/{lang}/articles/kita-entitlement", **LOOKS[lang])
    page.locator(".chat-open").click()
    field = page.locator("#chat-text")
    for text in ("Kita in Dortmund", VIOLENCE):
        field.fill(text)
        field.press("Enter")
        page.locator(".chat-floating:not([aria-busy]) .lotse:not(.waiting)").last.wait_for()
    page.locator(".lotse.safety").wait_for()

    assert grave(page) == []
