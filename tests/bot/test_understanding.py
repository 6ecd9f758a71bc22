"""Intents of messages nobody trained on: held-out utterances, and messages real people wrote."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot.conftest import ROOT
from tests.bot.talk import Rasa

pytestmark = [pytest.mark.rasa, pytest.mark.slow]

HELD_OUT = Path(__file__).parent / "nlu"
TRAINING = ROOT / "bot" / "data" / "nlu"
LANGUAGES = sorted(path.stem for path in TRAINING.glob("*.yml"))
FLOOR = 0.85

WRITTEN_BY_PEOPLE = [
    ("أين أجد حضانة لطفلي؟ عمره سنتان ونحن في دورتموند", {"ask", "find_offer"}),
    ("Wer erkennt mein Krankenpfleger-Diplom aus Syrien an?", {"ask"}),
    ("kita köln kosten", {"ask"}),
    ("اريد ان اتكلم مع شخص", {"talk_to_person"}),
    ("Куди звернутися з дитиною, якщо немає місця в садочку?", {"ask", "find_offer"}),
    ("I have a Duldung, can I join a German course? 50667", {"ask", "find_offer"}),
    ("Mein Mann schlägt mich", {"emergency"}),
]


@pytest.fixture(scope="module")
def judged(bot_python: Path, trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    out = tmp_path_factory.mktemp("report") / "judged.json"
    command: list[str | Path] = [bot_python, "-m", "bot.report", "--model", trained_model, "--json", out]
    subprocess.run(command, cwd=ROOT, check=True, timeout=240)
    return json.loads(out.read_text())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_held_out_utterances_are_understood(judged: list[dict[str, Any]], lang: str) -> None:
    mine = [each for each in judged if each["lang"] == lang]

    right = sum(each["predicted"] == each["intent"] for each in mine)
    assert right / len(mine) >= FLOOR


def test_nobody_who_asks_is_sent_away(judged: list[dict[str, Any]]) -> None:
    """A question, or a call for help, must not be taken for a goodbye, a no or a stop too often."""
    matters = [each for each in judged if each["intent"] in {"ask", "find_offer", "emergency"}]
    sent_away = [each for each in matters if each["predicted"] in {"goodbye", "deny", "stop", "out_of_scope"}]

    assert len(sent_away) <= 0.03 * len(matters), sent_away


def test_calls_for_help_are_rarely_seen_where_there_are_none(judged: list[dict[str, Any]]) -> None:
    others = [each for each in judged if each["intent"] != "emergency"]
    false_alarms = [each for each in others if each["predicted"] == "emergency"]

    assert len(false_alarms) <= 0.02 * len(others), false_alarms


@pytest.mark.parametrize(("message", "intents"), WRITTEN_BY_PEOPLE)
def test_messages_written_by_people(rasa: Rasa, message: str, intents: set[str]) -> None:
    assert rasa.parse(message)["intent"]["name"] in intents


@pytest.mark.parametrize("message", ["?", "🙂", "\u200f", "1 2 3", "x" * 10_000, "<script>alert(1)</script>"])
def test_any_message_gets_an_intent(rasa: Rasa, message: str) -> None:
    assert "name" in rasa.parse(message)["intent"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_enough_examples_of_every_intent(lang: str) -> None:
    domain = yaml.safe_load((ROOT / "bot" / "domain.yml").read_text())
    intents = {next(iter(intent)) for intent in domain["intents"]} - {"nlu_fallback"}

    training, held_out = counts(TRAINING / f"{lang}.yml"), counts(HELD_OUT / f"{lang}.yml")

    assert training.keys() == held_out.keys() == intents
    assert min(training.values()) >= 25
    assert min(held_out.values()) >= 6


def test_nothing_held_out_is_in_the_training_data() -> None:
    training = {text for lang in LANGUAGES for text, _ in examples(TRAINING / f"{lang}.yml")}
    held_out = {text for lang in LANGUAGES for text, _ in examples(HELD_OUT / f"{lang}.yml")}
    held_out |= {message.lower() for message, _ in WRITTEN_BY_PEOPLE}

    assert training & held_out == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_example_stands_under_two_intents(lang: str) -> None:
    times = Counter(text for text, _ in examples(TRAINING / f"{lang}.yml"))

    assert [text for text, count in times.items() if count > 1] == []


def examples(path: Path) -> list[tuple[str, str]]:
    """Every (text in lower case, intent) of a file."""
    blocks = yaml.safe_load(path.read_text())["nlu"]
    return [
        (line.removeprefix("- ").strip().lower(), block["intent"])
        for block in blocks
        for line in block["examples"].splitlines()
    ]


def counts(path: Path) -> Counter[str]:
    return Counter(intent for _, intent in examples(path))
