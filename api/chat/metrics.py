"""What is counted of the chat; never what was said."""

from __future__ import annotations

from typing import Final

from prometheus_client import Counter, Histogram

TURNS: Final = Counter("lotse_chat_turns", "Chat turns, by who decided the answer", ["handled_by", "lang"])
UNAVAILABLE: Final = Counter(
    "lotse_chat_conversation_unavailable", "Turns Rasa gave no usable reply to, by reason", ["reason"]
)
DROPPED: Final = Counter(
    "lotse_chat_messages_dropped", "Messages that could not be shown, by reason", ["reason"]
)
SECONDS: Final = Histogram("lotse_chat_turn_seconds", "Time of a chat turn", ["handled_by"])
