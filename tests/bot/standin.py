"""A tiny action server in place of the API: it knows three kinds of offices and six places.

It speaks the action protocol and keeps every call, so that tests can assert on what Rasa asked for.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

TOKEN = "let-me-in"

KINDS = {
    "kita": "kita", "садок": "kita", "садочок": "kita", "روضة": "kita", "حضانة": "kita",
    "deutschkurs": "german-course", "german course": "german-course", "курс німецької": "german-course",
    "jugendamt": "jugendamt",
}  # fmt: skip
PLACES = {
    "44137": "44137", "dortmund": "44137", "دورتموند": "44137", "дортмунд": "44137",
    "50667": "50667", "köln": "50667", "cologne": "50667",
}  # fmt: skip
BREAK = "blau gestreifter elefant"
"""A message with these words makes `action_answer` fail."""
NONSENSE = "grün gepunkteter elefant"
"""A message with these words makes `action_answer` send an event Rasa does not know."""

Json = dict[str, Any]
Turn = tuple[list[Json], list[Json]]


@dataclass
class Call:
    """One call of the action server: what came in and what went out."""

    action: str
    token: str | None
    request: Json
    answer: Json


@dataclass
class Calls:
    """Every call so far, in order."""

    all: list[Call] = field(default_factory=list)

    def of(self, sender: str) -> list[str]:
        """Names of the actions called for a conversation."""
        return [call.action for call in self.all if call.request["sender_id"] == sender]

    def last(self, action: str) -> Call:
        """The newest call of an action."""
        return next(call for call in reversed(self.all) if call.action == action)


def slot(name: str, value: object) -> Json:
    """A slot event."""
    return {"event": "slot", "timestamp": None, "name": name, "value": value}


def say(key: str, **args: object) -> Json:
    """A message, as the API sends it."""
    return {"custom": {"key": key, "args": args}}


def found(text: str, known: dict[str, str]) -> str | None:
    """What a message names."""
    return next((value for name, value in known.items() if name in text.lower()), None)


def validate_find_offer_form(tracker: Json) -> Turn:
    """Slots the message fills; none of them when it was no answer to the form."""
    message, intent = tracker["latest_message"]["text"], tracker["latest_message"]["intent"]["name"]
    awaiting = tracker["slots"]["requested_slot"]
    if intent == "ask" and len(message.split()) > 4:
        return [], []
    read = {"what": found(message, KINDS), "where": found(message, PLACES)}
    if "99999" in message:
        return [slot("where", None)], [say("utter_place_unknown")]
    events = [slot(name, value) for name, value in read.items() if value]
    if awaiting is None and intent == "find_offer" and read["what"] is None:
        events.append(slot("what", None))
    return events, []


def action_answer(tracker: Json) -> Turn:
    """An answer that asks whether to show who helps."""
    if BREAK in tracker["latest_message"]["text"]:
        raise RuntimeError(BREAK)
    if NONSENSE in tracker["latest_message"]["text"]:
        return [{"event": "nonsense"}], []
    answer = say("answer", status="answered", quotes=[], offer_kinds=["kita"], related=[])
    if tracker["active_loop"].get("name"):
        return [], [answer]
    return [slot("what", "kita"), slot("offered", True)], [answer, say("utter_offer_nearby", kind="kita")]


def action_offers(tracker: Json) -> Turn:
    """Offers for what and where; afterwards nothing is looked for."""
    slots = tracker["slots"]
    shown = say("offers", kind=slots["what"], place=slots["where"], offers=["demo-1"], distances=[1.2])
    return [slot("what", None), slot("offered", False)], [shown]


def action_restart_talk(_tracker: Json) -> Turn:
    """Forget all."""
    return [{"event": "restart", "timestamp": None}], [say("utter_restarted")]


ACTIONS: dict[str, Callable[[Json], Turn]] = {
    "validate_find_offer_form": validate_find_offer_form,
    "action_answer": action_answer,
    "action_offers": action_offers,
    "action_restart_talk": action_restart_talk,
    "action_person": lambda _tracker: ([], [say("person", offers=[], distances=[], place=None)]),
    "action_languages": lambda _tracker: ([], [say("languages")]),
    "action_emergency": lambda _tracker: ([], [say("safety", lines=["danger-to-life"])]),
}


class StandIn:
    """The server; use it as a context manager."""

    def __init__(self) -> None:
        self.calls = Calls()
        calls = self.calls

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else every answer waits 40 ms for an acknowledgement
            wbufsize = 65536

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                token = parse_qs(urlsplit(self.path).query).get("token", [None])[0]
                try:
                    events, responses = ACTIONS[body["next_action"]](body["tracker"])
                except RuntimeError:
                    self.reply(500, {"error": "broken"})
                    return
                answer = {"events": events, "responses": responses}
                calls.all.append(Call(body["next_action"], token, body, json.loads(json.dumps(answer))))
                self.reply(200, answer)

            def reply(self, status: int, body: Json) -> None:
                raw = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: object) -> None:
                """Keep the test output clean."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Where Rasa finds the actions."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/actions"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._server.shutdown()
            self._server.server_close()
