"""Where Rasa keeps conversations: in memory, and no longer than needed.

Rasa's own store in memory never forgets. This one drops a conversation an hour after its last message
and at once when it is restarted; nothing is ever written to disk.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Restarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class ForgettingTrackerStore(InMemoryTrackerStore):
    """Keeps conversations until they are old, restarted, or too many."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        forget_after_s: float = 3600,
        max_conversations: int = 20_000,
        now: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._forget_after_s = forget_after_s
        self._max_conversations = max_conversations
        self._now = now
        self._last_message: OrderedDict[str, float] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation, without anything said before it was restarted."""
        if any(isinstance(event, Restarted) for event in tracker.events):
            rest = tracker.events_after_latest_restart()
            if not any(isinstance(event, UserUttered) for event in rest):
                self._forget(tracker.sender_id)
                return
            tracker = DialogueStateTracker.from_events(
                tracker.sender_id, rest, slots=self.domain.slots, domain=self.domain
            )
        await super().save(tracker)
        self._last_message[tracker.sender_id] = self._now()
        self._last_message.move_to_end(tracker.sender_id)
        self._forget_old()

    def _forget(self, sender_id: str) -> None:
        self.store.pop(sender_id, None)
        self._last_message.pop(sender_id, None)

    def _forget_old(self) -> None:
        """Drop what is old or too much; come back when the oldest of the rest will be."""
        while self._last_message:
            sender_id, last = next(iter(self._last_message.items()))
            left_s = last + self._forget_after_s - self._now()
            if left_s > 0 and len(self._last_message) <= self._max_conversations:
                self._come_back_in(left_s)
                return
            self._forget(sender_id)

    def _come_back_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._forget_old)
