"""Checks that need Rasa's own Python; `test_inside_rasa.py` runs this file there.

Prints one JSON object: name of the check → None, or the traceback of what failed.
"""

from __future__ import annotations

import asyncio
import json
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.featurizer import StaticModelFeaturizer
from bot.memory import ForgettingTrackerStore
from bot.nlg import KeyNLG

DOMAIN = Domain.from_dict({"slots": {"what": {"type": "any", "mappings": [{"type": "custom"}]}}})


def nlg_says_key_and_arguments() -> None:
    said = generate("utter_place_ambiguous", names=["Hamm", "Hamminkeln"])

    assert said == {"custom": {"key": "utter_place_ambiguous", "args": {"names": ["Hamm", "Hamminkeln"]}}}


def nlg_leaves_the_domain_out() -> None:
    assert generate("utter_greet", domain_responses={"utter_greet": [{"text": "x"}]}) == {
        "custom": {"key": "utter_greet", "args": {}}
    }


def generate(key: str, **arguments: Any) -> dict[str, Any]:
    nlg = KeyNLG(None, DOMAIN)
    tracker = DialogueStateTracker("a", [])
    return asyncio.run(nlg.generate(key, tracker, "rest", **arguments))


def store_keeps_a_conversation_for_its_time() -> None:
    clock = Clock()
    store = ForgettingTrackerStore(DOMAIN, forget_after_s=60, now=clock)

    asyncio.run(store.save(tracker("a", UserUttered("hallo"))))
    clock.time = 59
    asyncio.run(store.save(tracker("b", UserUttered("hallo"))))
    assert set(store.store) == {"a", "b"}

    clock.time = 61
    asyncio.run(store.save(tracker("c", UserUttered("hallo"))))
    assert set(store.store) == {"b", "c"}


def store_forgets_without_a_further_message() -> None:
    async def talk_and_wait() -> dict[str, str]:
        store = ForgettingTrackerStore(DOMAIN, forget_after_s=0.05)
        await store.save(tracker("a", UserUttered("hallo")))
        assert "a" in store.store
        await asyncio.sleep(0.2)
        return dict(store.store)

    assert asyncio.run(talk_and_wait()) == {}


def store_drops_the_oldest_when_there_are_too_many() -> None:
    store = ForgettingTrackerStore(DOMAIN, max_conversations=2)

    for name in "abc":
        asyncio.run(store.save(tracker(name, UserUttered("hallo"))))

    assert set(store.store) == {"b", "c"}


def store_forgets_a_restarted_conversation() -> None:
    store = ForgettingTrackerStore(DOMAIN)

    asyncio.run(store.save(tracker("a", UserUttered("ich bin krank"))))
    asyncio.run(store.save(tracker("a", UserUttered("ich bin krank"), Restarted())))

    assert store.store == {}


def store_keeps_only_what_came_after_a_restart() -> None:
    store = ForgettingTrackerStore(DOMAIN)
    events = (UserUttered("ich bin krank"), SlotSet("what", "kita"), Restarted(), UserUttered("hallo"))

    asyncio.run(store.save(tracker("a", *events)))

    assert "krank" not in store.store["a"]
    kept = asyncio.run(store.retrieve("a"))
    assert kept.get_slot("what") is None
    assert kept.latest_message.text == "hallo"


def featurizer_gives_one_vector_of_the_scale_a_message() -> None:
    messages = [Message({TEXT: "Wo ist das Jugendamt?"}), Message({TEXT: "أين مكتب الشباب؟"})]

    featurizer(scale=6).process(messages)

    for message in messages:
        sequence, sentence = message.get_dense_features(TEXT)
        assert sequence is None
        assert sentence.features.shape == (1, 256)
        assert abs(float((sentence.features**2).sum()) ** 0.5 - 6) < 0.001


def featurizer_refuses_a_scale_that_is_none() -> None:
    with suppress(InvalidConfigException):
        featurizer(scale=0)
        raise AssertionError("a scale of 0 was taken")


def featurizer_takes_the_model_into_the_training_fingerprint() -> None:
    addon = StaticModelFeaturizer.fingerprint_addon({})

    assert addon is not None
    assert len(addon) == 64


def featurizer(scale: float) -> StaticModelFeaturizer:
    config = {**StaticModelFeaturizer.get_default_config(), "scale": scale}
    return StaticModelFeaturizer.create(config, None, None, ExecutionContext(GraphSchema({}), node_name="x"))


class Clock:
    """A clock that stands still until it is set."""

    time = 0.0

    def __call__(self) -> float:
        return self.time


def tracker(sender: str, *events: object) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, list(events), slots=DOMAIN.slots, domain=DOMAIN)


CHECKS: list[Callable[[], None]] = [
    nlg_says_key_and_arguments,
    nlg_leaves_the_domain_out,
    store_keeps_a_conversation_for_its_time,
    store_forgets_without_a_further_message,
    store_drops_the_oldest_when_there_are_too_many,
    store_forgets_a_restarted_conversation,
    store_keeps_only_what_came_after_a_restart,
    featurizer_gives_one_vector_of_the_scale_a_message,
    featurizer_refuses_a_scale_that_is_none,
    featurizer_takes_the_model_into_the_training_fingerprint,
]


def outcome(check: Callable[[], None]) -> str | None:
    """None when the check holds, else its traceback."""
    try:
        check()
    except Exception:  # noqa: BLE001  whatever fails is what the check found
        return traceback.format_exc()
    return None


if __name__ == "__main__":
    sys.stdout.write(json.dumps({check.__name__: outcome(check) for check in CHECKS}))
