"""What a newcomer may type on the first day, over the library that ships, with and without Rasa."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from api.main import create_app
from api.services import Services, open_services
from api.settings import Settings
from content.files.library import LIBRARY_FOLDER, read_library
from content.store import Store
from search.service import build

ROOT = Path(__file__).resolve().parents[3]
BOT_PYTHON = ROOT / ".venv-bot" / "bin" / "python"
TOKEN = "required-inputs"

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]

Turn = dict[str, Any]


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Database and index of the library that ships."""
    folder = tmp_path_factory.mktemp("data")
    settings = Settings(data_folder=folder)
    store = Store(settings.store_url)
    store.migrate()
    store.import_library(read_library(LIBRARY_FOLDER))
    build(store, settings.index_folder, None)
    store.close()
    return folder


@pytest.fixture(scope="module")
def without_rasa(data_folder: Path) -> Iterator[httpx.Client]:
    with served(Settings(data_folder=data_folder), free_port()) as client:
        yield client


@pytest.fixture(scope="module")
def with_rasa(data_folder: Path) -> Iterator[httpx.Client]:
    if not BOT_PYTHON.exists():
        pytest.skip("Rasa's environment .venv-bot is missing; `make test` sets it up.")
    model = ROOT / os.environ.get("LOTSE_DATA_FOLDER", "var") / "rasa" / "lotse.tar.gz"
    subprocess.run([BOT_PYTHON, "-m", "bot.train", "--out", model], cwd=ROOT, check=True, timeout=280)
    port, rasa_port = free_port(), free_port()
    action_url = f"http://127.0.0.1:{port}/internal/rasa/webhook"
    command = [BOT_PYTHON, "-m", "bot.run", "--port", str(rasa_port), "--model", model]
    environment = os.environ | {"LOTSE_ACTION_URL": action_url, "LOTSE_RASA_TOKEN": TOKEN}
    settings = Settings(
        data_folder=data_folder,
        rasa_url=f"http://127.0.0.1:{rasa_port}",
        rasa_token=TOKEN,
        rasa_budget_s=10,
    )
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{rasa_port}/")
            with served(settings, port) as client:
                yield client
        finally:
            process.terminate()


@pytest.fixture(params=["without_rasa", pytest.param("with_rasa", marks=pytest.mark.rasa)])
def lotse(request: pytest.FixtureRequest) -> httpx.Client:
    client: httpx.Client = request.getfixturevalue(request.param)
    return client


class served:  # noqa: N801 - reads as a verb
    """The application on a port of its own, for as long as the block runs."""

    def __init__(self, settings: Settings, port: int) -> None:
        self.services: Services = open_services(settings)
        config = uvicorn.Config(create_app(services=self.services), port=port, log_level="warning", ws="none")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

    def __enter__(self) -> httpx.Client:
        self.thread.start()
        wait_for(f"{self.client.base_url}/health")
        return self.client

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self.server.should_exit = True
        self.thread.join(10)
        self.services.close()


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            httpx.get(address, timeout=2)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{address} does not answer")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def say(lotse: httpx.Client, text: str, lang: str, earlier: Turn | None = None) -> Turn:
    known = {name: earlier[name] for name in ("conversation_id", "place")} if earlier else {}
    answer = lotse.post("/api/v1/chat/turns", json={"text": text, "lang": lang, **known})
    assert answer.status_code == 200
    said: Turn = answer.json()
    return said


def kinds(turn: Turn) -> list[str]:
    return [message["key"] if message["kind"] == "text" else message["kind"] for message in turn["messages"]]


def articles(turn: Turn) -> list[str]:
    return [message["article"] for message in turn["messages"] if message["kind"] == "quote"]


def cities(turn: Turn) -> set[str]:
    return {message["address"].split()[-1] for message in turn["messages"] if message.get("address")}


def test_an_arabic_question_gets_an_answer_and_offers_of_the_city(lotse: httpx.Client) -> None:
    said = say(lotse, "أين أجد حضانة لطفلي؟ عمره سنتان ونحن في دورتموند", "ar")
    assert said["lang"] == "ar"
    assert articles(said)[0].startswith("kita-")
    assert {message["lang"] for message in said["messages"] if message["kind"] == "quote"} == {"ar"}
    assert cities(said) == {"Dortmund"}


def test_recognition_of_a_nurse(lotse: httpx.Client) -> None:
    said = say(lotse, "Wer erkennt mein Krankenpfleger-Diplom aus Syrien an?", "de")
    assert "recognition-health-professions" in str(said["messages"])


def test_a_german_course_with_a_duldung_in_cologne(lotse: httpx.Client) -> None:
    said = say(lotse, "I have a Duldung, can I join a German course? 50667", "en")
    assert set(articles(said)) & {"course-without-entitlement", "integration-course"}
    assert cities(said) <= {"Köln"}
    assert "offer" in kinds(said)


def test_no_place_in_the_kita(lotse: httpx.Client) -> None:
    said = say(lotse, "Куди звернутися з дитиною, якщо немає місця в садочку?", "uk")
    assert said["lang"] == "uk"
    assert articles(said)[0].startswith("kita-")


def test_violence_comes_before_everything(lotse: httpx.Client) -> None:
    said = say(lotse, "Mein Mann schlägt mich", "de")
    assert said["handled_by"] == "safety"
    assert "116 016" in [number["number"] for number in said["messages"][0]["numbers"]]


def test_three_words(lotse: httpx.Client) -> None:
    said = say(lotse, "kita köln kosten", "de")
    assert "kita-" in str(said["messages"])
    assert cities(said) == {"Köln"}


@pytest.mark.parametrize("lang", ["ar", "de"])
def test_a_person_is_wanted_in_arabic(lotse: httpx.Client, lang: str) -> None:
    said = say(lotse, "اريد ان اتكلم مع شخص", lang)
    assert said["lang"] == "ar"
    assert kinds(said)[:2] == ["person_anywhere", "utter_ask_find_offer_form_where"]
    there = say(lotse, "دورتموند", "ar", said)
    assert kinds(there)[0] == "person_near"
    assert "Dortmund" in cities(there)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "text_empty"),
        ("a" * 10_000, "text_too_long"),
        ("/restart", "utter_restarted"),
        ("00000", "utter_place_unknown"),
        ("10115", "utter_place_outside"),
    ],
)
def test_what_nobody_can_answer_is_met_with_a_sentence(lotse: httpx.Client, text: str, key: str) -> None:
    assert kinds(say(lotse, text, "de"))[0] == key


@pytest.mark.parametrize("text", ["<script>", "Ich brauche einen Deutschkurs أين أجد دورة لغة ألمانية", "😀"])
def test_strange_input_is_answered_in_a_language_of_the_person(lotse: httpx.Client, text: str) -> None:
    said = say(lotse, text, "de")
    assert said["lang"] in {"de", "ar"}
    assert said["messages"]


def test_offers_after_a_question_and_a_yes(lotse: httpx.Client) -> None:
    first = say(lotse, "Wo bekomme ich einen Kita-Platz?", "de")
    assert "utter_offer_nearby" in kinds(first) or "utter_ask_find_offer_form_where" in kinds(first)
    if "utter_offer_nearby" in kinds(first):
        first = say(lotse, "ja", "de", first)
    assert cities(say(lotse, "44137", "de", first)) == {"Dortmund"}


def test_who_decided_is_told(without_rasa: httpx.Client) -> None:
    assert say(without_rasa, "Hallo", "de")["handled_by"] == "search"


@pytest.mark.rasa
def test_rasa_decides_when_it_is_there(with_rasa: httpx.Client) -> None:
    assert say(with_rasa, "Hallo", "de")["handled_by"] == "rasa"
