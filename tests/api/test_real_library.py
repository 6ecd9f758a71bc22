"""The pages on the library that ships, with the model that ships."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import Settings
from content.files.library import LIBRARY_FOLDER, read_library
from content.store import Store
from search.service import build

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data_folder=tmp_path_factory.mktemp("var"))
    store = Store(settings.store_url)
    store.migrate()
    store.import_library(read_library(LIBRARY_FOLDER))
    build(store, settings.index_folder, None)
    store.close()
    with TestClient(create_app(settings)) as opened:
        yield opened


def main(html: str) -> str:
    return html.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize(
    ("lang", "question", "parts"),
    [
        (
            "ar",
            "أين أجد حضانة لطفلي؟ عمره سنتان ونحن في دورتموند",
            ["/ar/articles/kita-", "/ar/offers/demo-05913"],
        ),
        ("de", "Wer erkennt mein Krankenpfleger-Diplom aus Syrien an?", ["/de/articles/recognition-"]),
        ("en", "I have a Duldung, can I join a German course? 50667", ["course", "/en/offers/demo-05315"]),
        ("uk", "Куди звернутися з дитиною, якщо немає місця в садочку?", ["/uk/articles/kita-"]),
        ("de", "Mein Mann schlägt mich", ["116 016", "exit"]),
        ("de", "kita köln kosten", ["/de/articles/kita-", "/de/offers/demo-05315"]),
        ("ar", "اريد ان اتكلم مع شخص", ["/ar/articles/who-helps", "/ar/person"]),
        ("de", "Wie hoch ist der Mount Everest?", ["keine geprüfte Antwort", "/de/articles/who-helps"]),
    ],
)
def test_what_people_ask(client: TestClient, lang: str, question: str, parts: list[str]) -> None:
    response = client.get(f"/{lang}/search?q={quote(question)}")
    assert response.status_code == 200
    html = main(response.text)
    for part in parts:
        assert part in html, part


@pytest.mark.parametrize("question", ["", "a" * 10_000, "/restart", "<script>", "kita 00000", "kita 10115"])
def test_whatever_is_typed_is_a_page_and_a_clear_answer(client: TestClient, question: str) -> None:
    for lang in ("de", "ar"):
        assert client.get(f"/{lang}/search?q={quote(question)}").status_code == 200
    assert client.get(f"/api/v1/answer?q={quote(question)}").status_code in (200, 422)


def test_every_article_and_every_offer_has_its_page_in_every_language(client: TestClient) -> None:
    articles = client.get("/api/v1/articles?limit=100").json()["articles"]
    offers = client.get("/api/v1/offers?limit=100").json()["offers"]
    assert articles
    assert offers
    for lang in ("de", "en", "ar", "uk"):
        for article in articles:
            assert client.get(f"/{lang}/articles/{article['slug']}").status_code == 200
        for offer in offers[::10]:
            page = client.get(f"/{lang}/offers/{offer['id']}")
            assert page.status_code == 200
            assert "notice demonstration" in page.text


def test_links_inside_articles_lead_somewhere(client: TestClient) -> None:
    dead = set()
    for article in client.get("/api/v1/articles?limit=100").json()["articles"]:
        blocks = client.get(f"/api/v1/articles/{article['slug']}").json()["blocks"]
        for address in {
            part.split('"')[0] for block in blocks for part in block["html"].split('href="/')[1:]
        }:
            if client.get(f"/{address}").status_code != 200:
                dead.add((article["slug"], address))
    assert dead == set()
