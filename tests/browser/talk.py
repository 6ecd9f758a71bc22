"""Talking to Lotse on the page of the chat or in the widget."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

IDLE = ".chat:not([aria-busy])"


def say(page: Page, text: str) -> None:
    """Write and send with the Enter key, then wait for the answer."""
    before = page.locator(".chat-log > .lotse").count()
    field = page.locator("#chat-text")
    field.fill(text)
    field.press("Enter")
    answered(page, before)


def press(page: Page, button: Locator) -> None:
    """Press a button Lotse has offered, then wait for the answer."""
    before = page.locator(".chat-log > .lotse").count()
    button.click()
    answered(page, before)


def answered(page: Page, before: int) -> None:
    """Wait until something new was said and nothing is on its way."""
    page.locator(f"{IDLE} .chat-log > .lotse:not(.waiting) >> nth={before}").wait_for(state="attached")
    expect(page.locator(".chat-log > .waiting")).to_have_count(0)


def since_last(page: Page) -> Locator:
    """The messages after the last thing the person said."""
    return page.locator(".chat-log > .lotse:not(:has(~ .said))")


def heard(page: Page, text: str) -> bool:
    """Whether Lotse has just said this."""
    return any(text in each for each in since_last(page).all_inner_texts())
