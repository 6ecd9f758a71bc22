from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.services import Services

PAGES = [
    "/",
    "/de/",
    "/ar/",
    "/de/search",
    "/uk/search?q=Kita&place=44137",
    "/ar/articles/kita-entitlement?place=44137",
    "/en/offers",
    "/de/offers/demo-1",
    "/ar/person?place=44137",
    "/uk/emergency",
    "/en/about",
    "/de/privacy",
    "/xx/",
    "/de/no-such-page",
]


class Inspector(HTMLParser):
    """Collects what a strict page must not hold, and what it must."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.foreign: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: set[str] = set()
        self.html: dict[str, str | None] = {}
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.inline += [f"{tag} {name}" for name in values if name.startswith("on") or name == "style"]
        self.inline += [tag] if tag == "style" else []
        self._script = tag == "script" and "src" not in values
        address = values.get("src") or (values.get("href") if tag == "link" else None) or ""
        self.foreign += [address] if re.match(r"(https?:)?//", address) else []
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag == "label":
            self.labelled.add(values.get("for") or "")
        if tag in ("input", "select", "textarea") and values.get("type") != "hidden":
            self.fields.add(values.get("id") or "")
        if tag == "html":
            self.html = values

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.inline.append("script")
        self._script = False


def inspect(html: str) -> Inspector:
    found = Inspector()
    found.feed(html)
    return found


@pytest.mark.parametrize("address", PAGES)
def test_pages_hold_nothing_inline_and_nothing_foreign(client: TestClient, address: str) -> None:
    response = client.get(address)
    found = inspect(response.text)
    assert found.inline == []
    assert found.foreign == []
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("address", PAGES)
def test_pages_name_their_language_and_label_their_fields(client: TestClient, address: str) -> None:
    response = client.get(address)
    found = inspect(response.text)
    assert found.html["dir"] == ("rtl" if found.html["lang"] == "ar" else "ltr")
    assert response.headers["content-language"] == found.html["lang"]
    assert found.fields <= found.labelled
    assert len(found.ids) == len(set(found.ids))
    assert response.text.count("<h1") == 1
    assert response.text.count("<main") == 1


def test_what_people_ask_is_kept_in_no_cache(client: TestClient) -> None:
    assert client.get("/de/search?q=Kita").headers["cache-control"] == "no-store"
    assert client.get("/api/v1/answer?q=Kita").headers["cache-control"] == "no-store"


def test_static_files_are_kept_under_their_hash_alone(client: TestClient) -> None:
    address = re.search(r"/static/site\.css\?v=[0-9a-f]{8}", client.get("/de/").text)
    assert address
    assert "immutable" in client.get(address[0]).headers["cache-control"]
    assert client.get("/static/site.css").headers["cache-control"] == "no-cache"


def test_a_fault_is_an_answer_and_its_text_stays_here(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    app = create_app(services=services)

    @app.get("/api/v1/broken")
    def broken() -> None:
        raise RuntimeError("the words of a person")

    with TestClient(app) as client:
        response = client.get("/api/v1/broken", headers={"accept-language": "uk"})
        page = client.get("/api/v1/broken".replace("/api/v1", "/de"))
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "internal"
    assert response.headers["content-language"] == "uk"
    assert page.status_code == 404
    printed = capsys.readouterr()
    assert "the words of a person" not in printed.out + printed.err
    assert "RuntimeError" in printed.out + printed.err
