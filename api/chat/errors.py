"""The exceptions of the chat; the ones a caller can mend are problems of `api.errors`.

ConversationUnavailable           Rasa is slow, down or talks nonsense; the turn is answered from search
ChatProblem (ProblemError)        something wrong with a turn, worded by the `bot` catalog
├── PayloadForged                 a button payload that we did not sign
├── PayloadExpired                a button older than a day
├── TooManyTurns                  more turns a minute than a person types
├── ConversationUnknown           no conversation of ours has this id
├── NotForgotten                  Rasa did not hear that a conversation is to be forgotten
└── BodyTooLarge                  a request body far beyond any message
"""

from __future__ import annotations

from api.errors import ProblemError


class ConversationUnavailable(Exception):
    """The conversation gave no usable reply; `reason` is one of a few fixed words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ChatProblem(ProblemError):
    """Something wrong with a turn; `message` and `remedy` are keys of the `bot` catalog."""


class PayloadForged(ChatProblem):
    """A button payload that we did not sign."""

    code = "payload_forged"
    message = "problem_payload_forged"
    remedy = "problem_payload_remedy"
    field = "payload"


class PayloadExpired(ChatProblem):
    """A button older than a day."""

    status = 410
    code = "payload_expired"
    message = "problem_payload_expired"
    remedy = "problem_payload_remedy"
    field = "payload"


class TooManyTurns(ChatProblem):
    """More turns a minute than a person types."""

    status = 429
    code = "too_many_turns"
    message = "problem_too_many_turns"
    remedy = "problem_too_many_turns_remedy"


class ConversationUnknown(ChatProblem):
    """No conversation of ours has this id."""

    status = 404
    code = "conversation_unknown"
    message = "problem_conversation_unknown"
    remedy = "problem_conversation_unknown_remedy"
    field = "conversation_id"


class NotForgotten(ChatProblem):
    """Rasa did not hear that a conversation is to be forgotten."""

    status = 503
    code = "not_forgotten"
    message = "problem_not_forgotten"
    remedy = "problem_not_forgotten_remedy"


class BodyTooLarge(ChatProblem):
    """A request body far beyond any message."""

    status = 413
    code = "too_large"
    message = "problem_body_too_large"
    remedy = "text_too_long_remedy"
