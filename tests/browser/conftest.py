"""One running product and one Chromium for all tests here.

Their scope is the package: Playwright keeps an event loop in the main thread, which tests elsewhere
must not find there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from api.i18n import Catalogs, load_catalogs
from api.launch.chromium import NAMES
from api.launch.errors import LaunchError
from tests.browser.product import running
from tests.browser.reader import Reader

HERE = Path(__file__).parent
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.rasa)


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    try:
        with running() as product:
            yield product
    except LaunchError as problem:
        pytest.fail(f"The product does not run: {problem} `make test` sets up what it needs.", pytrace=False)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        executable = chromium or playwright.chromium.executable_path
        if not Path(executable).exists():
            pytest.fail("There is no Chromium; `make test` installs it.", pytrace=False)
        opened = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def reader(address: str, browser: Browser) -> Iterator[Reader]:
    """A reader; whatever surprised it fails the test."""
    person = Reader(address, browser)
    yield person
    person.close()
    assert person.surprises == []


@pytest.fixture(scope="package")
def catalogs(address: str) -> Catalogs:
    """The words of the product, compiled by the time it runs."""
    return load_catalogs()
