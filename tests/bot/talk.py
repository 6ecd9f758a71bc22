"""Talk to a running Rasa and see what it says and keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import httpx

from tests.bot.standin import Calls

API_TOKEN = "look-inside"


class Rasa:
    """The server as its two kinds of callers see it: the API, and a test that looks inside."""

    def __init__(self, port: int, log: Path, pid: int) -> None:
        self.log = log
        self.pid = pid
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def is_ready(self) -> bool:
        try:
            return self._client.get("/").status_code == 200
        except httpx.TransportError:
            return False

    def send(self, sender: str, message: str, lang: str) -> list[dict[str, Any]]:
        metadata = {"lang": lang, "place": None}
        body = {"sender": sender, "message": message, "metadata": metadata}
        said: list[dict[str, Any]] = self._client.post("/webhooks/rest/webhook", json=body).json()
        return said

    def parse(self, message: str) -> dict[str, Any]:
        answer = self._client.post("/model/parse", params={"token": API_TOKEN}, json={"text": message})
        parsed: dict[str, Any] = answer.json()
        return parsed

    def tracker(self, sender: str) -> dict[str, Any]:
        address = f"/conversations/{sender}/tracker"
        tracker: dict[str, Any] = self._client.get(address, params={"token": API_TOKEN}).json()
        return tracker

    def status_without_token(self, sender: str) -> int:
        return self._client.get(f"/conversations/{sender}/tracker").status_code


class Talk:
    """One conversation."""

    def __init__(self, rasa: Rasa, calls: Calls, sender: str) -> None:
        self._rasa = rasa
        self._calls = calls
        self.sender = sender

    def say(self, message: str, lang: str = "de") -> list[str]:
        """Keys of what comes back, in order."""
        return [custom["key"] for custom in self.hear(message, lang)]

    def hear(self, message: str, lang: str = "de") -> list[dict[str, Any]]:
        """Keys with their arguments."""
        return [said["custom"] for said in self._rasa.send(self.sender, message, lang)]

    @property
    def slots(self) -> dict[str, Any]:
        slots = self._rasa.tracker(self.sender)["slots"]
        return {name: slots[name] for name in ("what", "where", "offered", "requested_slot")}

    @property
    def form(self) -> str | None:
        name: str | None = self._rasa.tracker(self.sender)["active_loop"].get("name")
        return name

    @property
    def actions(self) -> list[str]:
        return self._calls.of(self.sender)
