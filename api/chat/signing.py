"""Signs what must come back unchanged: button payloads and conversation ids.

Nothing has to be stored for either: the key proves that we gave them out.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final
from uuid import UUID

from api.chat.models import Press

PAYLOAD_LIFETIME_S: Final = 24 * 3600
_KEY_BYTES: Final = 32
_SIGNATURE_BYTES: Final = 16
_MAC_BITS: Final = 62


class SignatureError(Exception):
    """A payload without a valid signature of ours."""


class SignatureExpiredError(SignatureError):
    """Signed by us, but too long ago."""


def read_or_make_key(path: Path) -> bytes:
    """The key in `path`; a new one, readable by its owner alone, where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    if not path.exists():
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        try:
            os.link(draft, path)  # unlike a rename, never replaces the key of a process that was faster
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()


class Signer:
    """Signs and verifies with one key."""

    def __init__(self, key: bytes, now: Callable[[], float] = time.time) -> None:
        self._key = key
        self._now = now

    def payload(self, press: Press) -> str:
        """What a button sends when it is pressed; safe in URLs, forms and JSON."""
        fields = {name: value for name, value in asdict(press).items() if value is not None}
        body = json.dumps(fields | {"until": int(self._now()) + PAYLOAD_LIFETIME_S}, separators=(",", ":"))
        return f"{_encode(body.encode())}.{_encode(self._mac(b'payload', body.encode()))}"

    def press(self, payload: str) -> Press:
        """The meaning of a payload of ours; raises SignatureError."""
        body, signature = _split(payload)
        if not hmac.compare_digest(self._mac(b"payload", body), signature):
            raise SignatureError
        fields = json.loads(body)
        if fields.pop("until") < self._now():
            raise SignatureExpiredError
        return Press(**fields)

    def new_conversation_id(self) -> str:
        """A random UUID (version 8) that carries its own proof: 60 random bits and a MAC over them."""
        return self._conversation_id(secrets.randbits(60))

    def is_ours(self, conversation_id: str) -> bool:
        """Whether this key made the id."""
        try:
            given = UUID(conversation_id)
        except ValueError:
            return False
        random = (given.int >> 80) << 12 | (given.int >> 64) & 0xFFF
        return hmac.compare_digest(self._conversation_id(random), str(given))

    def _conversation_id(self, random: int) -> str:
        mac = int.from_bytes(self._mac(b"conversation", random.to_bytes(8)), "big") >> (128 - _MAC_BITS)
        return str(UUID(int=(random >> 12) << 80 | 0x8 << 76 | (random & 0xFFF) << 64 | 0b10 << 62 | mac))

    def _mac(self, purpose: bytes, body: bytes) -> bytes:
        return hmac.new(self._key, purpose + b"\0" + body, hashlib.sha256).digest()[:_SIGNATURE_BYTES]


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _split(payload: str) -> tuple[bytes, bytes]:
    body, dot, signature = payload.partition(".")
    try:
        decoded = [
            base64.b64decode(part + "=" * (-len(part) % 4), b"-_", validate=True)
            for part in (body, signature)
        ]
    except (ValueError, binascii.Error) as error:
        raise SignatureError from error
    if not dot:
        raise SignatureError
    return decoded[0], decoded[1]
