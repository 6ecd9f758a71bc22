"""The recorded requests in tests/contracts/rasa are what Rasa really sends.

The API is tested against these files without Rasa. `LOTSE_RECORD=1` writes them anew.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from tests.bot.conftest import ROOT
from tests.bot.standin import StandIn
from tests.bot.talk import Rasa

pytestmark = [pytest.mark.rasa, pytest.mark.slow]

RECORDINGS = ROOT / "tests" / "contracts" / "rasa"
RECORD = os.environ.get("LOTSE_RECORD") == "1"
SENDER = "recorded"
TIME = 1790000000.0

TALK = [
    ("question", "كم تكلفة الحضانة", "ar"),
    ("yes", "نعم", "ar"),
    ("question_in_form", "ما هي الاوراق المطلوبة للحضانة في المانيا؟", "ar"),
    ("unknown_place", "99999", "ar"),
    ("place", "دورتموند", "ar"),
    ("search", "ich suche einen deutschkurs", "de"),
    ("search_without_kind", "ich suche hilfe in meiner nähe", "de"),
    ("stop", "abbrechen", "de"),
    ("button", "/talk_to_person", "de"),
    ("languages", "sprache ändern", "de"),
    ("emergency", "mein mann schlägt mich", "de"),
    ("greeting", "hallo", "de"),
    ("restart", "bitte alles löschen", "de"),
]


@pytest.fixture(scope="module")
def recorded(rasa: Rasa, standin: StandIn) -> dict[str, Any]:
    """Every turn of the talk: what went to Rasa, what Rasa called, what came back."""
    turns = {}
    for name, message, lang in TALK:
        before = len(standin.calls.all)
        said = rasa.send(SENDER, message, lang)
        turns[name] = steady(
            {
                "message": {
                    "sender": SENDER,
                    "message": message,
                    "metadata": {"lang": lang, "place": None},
                },
                "calls": [
                    {"request": call.request, "answer": call.answer} for call in standin.calls.all[before:]
                ],
                "said": said,
            }
        )
    return turns


@pytest.mark.parametrize("name", [name for name, _, _ in TALK])
def test_recording_has_the_shape_of_what_rasa_sends(recorded: dict[str, Any], name: str) -> None:
    path = RECORDINGS / f"{name}.json"
    if RECORD:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(recorded[name], ensure_ascii=False, indent=1) + "\n")
    kept = json.loads(path.read_text())

    assert [call["request"]["next_action"] for call in recorded[name]["calls"]] == [
        call["request"]["next_action"] for call in kept["calls"]
    ]
    assert shape(recorded[name]["calls"]) == shape(kept["calls"])
    assert recorded[name]["said"] == kept["said"]


def test_no_recording_is_left_over() -> None:
    assert {path.stem for path in RECORDINGS.glob("*.json")} == {name for name, _, _ in TALK}


def steady(value: Any, key: str = "") -> Any:
    """The same value without what differs from run to run."""
    if isinstance(value, dict):
        return {name: steady(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [steady(each, key) for each in value]
    if key in {"timestamp", "latest_event_time"} and value is not None:
        return TIME
    if key in {"message_id", "model_id"} and value is not None:
        return "0" * 32
    if key == "confidence" and value is not None:
        return round(float(value), 1)
    return value


def shape(value: Any) -> Any:
    """Names and kinds of what is in there; a ranking counts by its first entry."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in sorted(value.items())}
    if isinstance(value, list):
        if value and isinstance(value[0], dict) and {"name", "confidence"} == value[0].keys():
            return [shape(value[0])]
        return [shape(each) for each in value]
    return (
        "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__
    )
