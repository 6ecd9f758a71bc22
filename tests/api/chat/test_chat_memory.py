from __future__ import annotations

from api.chat.memory import LIFETIME_S, Memory, Remembered


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_talk_is_forgotten_after_an_hour_of_silence() -> None:
    clock = Clock()
    memory = Memory(clock)
    memory.keep("a", Remembered(place="44137"))
    clock.now = LIFETIME_S / 2
    memory.keep("b", Remembered(place="50667"))
    clock.now = LIFETIME_S + 1
    assert memory.recall("a") == Remembered()
    assert memory.recall("b") == Remembered(place="50667")


def test_the_longest_silent_talk_makes_room() -> None:
    memory = Memory(Clock(), capacity=2)
    for name in ("a", "b"):
        memory.keep(name, Remembered(place="44137"))
    memory.keep("a", Remembered(place="50667"))
    memory.keep("c", Remembered(place="44137"))
    assert memory.recall("b") == Remembered()
    assert memory.recall("a") == Remembered(place="50667")


def test_a_talk_is_forgotten_on_request() -> None:
    memory = Memory(Clock())
    memory.keep("a", Remembered(place="44137"))
    memory.forget("a")
    memory.forget("never heard of")
    assert memory.recall("a") == Remembered()
