from __future__ import annotations

import stat
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.chat.models import Press
from api.chat.signing import (
    PAYLOAD_LIFETIME_S,
    SignatureError,
    SignatureExpiredError,
    Signer,
    read_or_make_key,
)

KEY = bytes(range(32))


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret"
    key = read_or_make_key(path)
    assert len(key) == 32
    assert read_or_make_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@given(
    st.builds(
        Press,
        intent=st.text(max_size=20),
        what=st.none() | st.text(max_size=20),
        where=st.none() | st.text(max_size=5),
        lang=st.none() | st.text(max_size=5),
    )
)
def test_a_payload_comes_back_as_it_was(press: Press) -> None:
    signer = Signer(KEY)
    assert signer.press(signer.payload(press)) == press


@given(st.text())
def test_nothing_but_our_signature_is_accepted(payload: str) -> None:
    with pytest.raises(SignatureError):
        Signer(KEY).press(payload)


@given(st.integers(min_value=0), st.sampled_from("ABCDEFabcdef0123456789"))
def test_a_changed_payload_is_forged(position: int, letter: str) -> None:
    payload = Signer(KEY, now=lambda: 0).payload(Press("find_offer", what="kita"))
    index = position % (payload.index(".") - 1)
    changed = payload[:index] + letter + payload[index + 1 :]
    if changed != payload:
        with pytest.raises(SignatureError):
            Signer(KEY, now=lambda: 0).press(changed)


def test_another_key_accepts_nothing() -> None:
    with pytest.raises(SignatureError):
        Signer(bytes(32)).press(Signer(KEY).payload(Press("help")))


def test_a_button_lives_for_a_day() -> None:
    payload = Signer(KEY, now=lambda: 1000.0).payload(Press("help"))
    assert Signer(KEY, now=lambda: 1000.0 + PAYLOAD_LIFETIME_S).press(payload) == Press("help")
    with pytest.raises(SignatureExpiredError):
        Signer(KEY, now=lambda: 1001.0 + PAYLOAD_LIFETIME_S).press(payload)


def test_conversation_ids_are_random_uuids_of_version_8() -> None:
    ids = {Signer(KEY).new_conversation_id() for _ in range(100)}
    assert len(ids) == 100
    assert {UUID(each).version for each in ids} == {8}


def test_an_id_is_ours_when_this_key_made_it() -> None:
    ours = Signer(KEY).new_conversation_id()
    assert Signer(KEY).is_ours(ours)
    assert not Signer(bytes(32)).is_ours(ours)
    assert not Signer(KEY).is_ours("550e8400-e29b-41d4-a716-446655440000")
    assert not Signer(KEY).is_ours(ours[:-1])
