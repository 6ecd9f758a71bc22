"""A person at a browser, who notices what went wrong behind the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
)

PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}
LANGUAGES = ("de", "en", "ar", "uk")
DIRECTIONS = {"de": "ltr", "en": "ltr", "ar": "rtl", "uk": "ltr"}


@dataclass
class Reader:
    """Opens pages of the product and writes down what must not happen."""

    address: str
    browser: Browser
    leaves_for: Collection[str] = ()
    """Hosts this reader may be led to; they are answered by the test itself."""
    expects: Collection[int] = (200,)
    """Statuses that are no surprise."""
    surprises: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, path: str, *, size: ViewportSize = PHONE, script: bool = True, **options: Any) -> Page:
        """A fresh browser, without any memory, on `path`."""
        context = self.browser.new_context(
            base_url=self.address, viewport=size, java_script_enabled=script, **options
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        context.on("request", self._see_request)
        context.on("response", self._see_response)
        context.on("console", self._see_console)
        context.on("weberror", lambda error: self.surprises.append(f"script: {error.error}"))
        for host in self.leaves_for:
            context.route(f"https://{host}/**", lambda route: route.fulfill(body="elsewhere"))
        page = context.new_page()
        page.on("dialog", lambda dialog: self._see_dialog(dialog.message))
        page.goto(path)
        return page

    def close(self) -> None:
        """Close every browser window this reader opened."""
        for context in self.contexts:
            context.close()

    def _see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        own = f"{parts.scheme}://{parts.netloc}" == self.address
        if not own and parts.hostname not in self.leaves_for:
            self.surprises.append(f"left the product: {request.url}")

    def _see_response(self, response: Response) -> None:
        ours = response.url.startswith(self.address)
        moved = 300 <= response.status < 400
        if ours and not moved and response.status not in self.expects:
            self.surprises.append(f"{response.status}: {response.url}")

    def _see_console(self, message: ConsoleMessage) -> None:
        refused = message.text.startswith("Failed to load resource")  # a status, judged above
        if message.type in ("error", "warning") and not refused:
            self.surprises.append(f"console: {message.text}")

    def _see_dialog(self, text: str) -> None:
        self.surprises.append(f"a dialog opened: {text}")


def search_path(lang: str, question: str, place: str = "") -> str:
    """Where the answer to a question stands."""
    asked = {"q": question} | ({"place": place} if place else {})
    return f"/{lang}/search?{urlencode(asked, quote_via=quote)}"


def overflow(page: Page) -> int:
    """Pixels the page is wider than its window."""
    width = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
    return int(width)


def order(page: Page, first: str, second: str) -> bool:
    """Whether the first element named comes before the second one."""
    return bool(
        page.evaluate(
            """([a, b]) => Boolean(
                document.querySelector(a).compareDocumentPosition(document.querySelector(b))
                & Node.DOCUMENT_POSITION_FOLLOWING)""",
            [first, second],
        )
    )
