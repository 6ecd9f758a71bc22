"""What a running conversation remembers: references, for an hour, in this process alone.

No text is kept. Behind Rasa it holds the place; without Rasa also what was asked for last.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LIFETIME_S: Final = 3600
CAPACITY: Final = 50_000


@dataclass(frozen=True, slots=True)
class Remembered:
    """The state of a talk between two turns."""

    place: str | None = None
    what: str | None = None
    offered: bool = False
    awaiting: str | None = None


_NOTHING: Final = Remembered()


class Memory:
    """Forgets by itself: after an hour of silence, or the longest silent ones when it is full."""

    def __init__(self, now: Callable[[], float] = time.monotonic, capacity: int = CAPACITY) -> None:
        self._now = now
        self._capacity = capacity
        self._talks: OrderedDict[str, tuple[float, Remembered]] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, conversation_id: str) -> Remembered:
        """What is remembered of a conversation; an empty state for one that is new or forgotten."""
        with self._lock:
            self._forget_silent()
            return self._talks.get(conversation_id, (0.0, _NOTHING))[1]

    def keep(self, conversation_id: str, state: Remembered) -> None:
        """Remember the state after a turn."""
        with self._lock:
            self._talks[conversation_id] = (self._now(), state)
            self._talks.move_to_end(conversation_id)
            while len(self._talks) > self._capacity:
                self._talks.popitem(last=False)

    def forget(self, conversation_id: str) -> None:
        """Remember nothing of a conversation any more."""
        with self._lock:
            self._talks.pop(conversation_id, None)

    def _forget_silent(self) -> None:
        limit = self._now() - LIFETIME_S
        while self._talks and next(iter(self._talks.values()))[0] < limit:
            self._talks.popitem(last=False)
