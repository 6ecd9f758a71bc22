from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.chat.phrases import Phrasebook
from api.i18n import LOCALES_FOLDER, load_catalogs, read_catalog

ROOT = LOCALES_FOLDER.parent
CHAT = ROOT / "api" / "chat"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
LANGUAGES = ("de", "en", "ar", "uk")
KEY = re.compile(r"[a-z]+(_[a-z]+)+")


def template_keys() -> set[str]:
    return {_first(message.id) for message in read_catalog(LOCALES_FOLDER / "bot.pot") if message.id}


def _first(message_id: str | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def literals() -> set[str]:
    """Every string in the code and the templates of the chat, and every key the dialogue may say."""
    found = {text for path in CHAT.rglob("*.py") for text in _strings(path)}
    for path in (CHAT / "templates").glob("*.html"):
        found |= set(re.findall(r"_\(['\"](\w+)['\"]\)", path.read_text(encoding="utf-8")))
    return found | set(re.findall(r"\butter_\w+", (ROOT / "bot" / "domain.yml").read_text(encoding="utf-8")))


def _strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_message_the_chat_can_say_has_words() -> None:
    prefixes = (
        "utter_",
        "button_",
        "chat_",
        "quote_",
        "offer_",
        "offers_",
        "problem_",
        "text_",
        "person_",
        "answer_",
    )
    known = template_keys()
    not_messages = {
        "offer_kinds",
        "offer_kind",
        "text_length",
        "offers_utterance",
        "chat_turn",
        "answer_utterance",
    }
    used = {text for text in literals() if text.startswith(prefixes) and KEY.fullmatch(text)}
    assert used - known - not_messages - {"chat_search_unavailable"} == set()


def test_no_message_is_left_over() -> None:
    used = literals()
    assert {key for key in template_keys() if key not in used and not key.startswith("phrases_")} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_have_the_placeholders_of_the_english_text(lang: str) -> None:
    english = read_catalog(LOCALES_FOLDER / "en" / "LC_MESSAGES" / "bot.po")
    catalog = read_catalog(LOCALES_FOLDER / lang / "LC_MESSAGES" / "bot.po")
    for message in english:
        if message.id:
            theirs = catalog.get(_first(message.id))
            assert theirs is not None
            assert _placeholders(theirs.string) == _placeholders(message.string), message.id


def _placeholders(texts: str | tuple[str, ...]) -> set[str]:
    return set(PLACEHOLDER.findall(" ".join([texts] if isinstance(texts, str) else texts)))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Hallo!", "greet"),
        ("добрий день", "greet"),
        ("Ja, bitte.", "affirm"),
        ("لا شكراً", "deny"),
        ("اريد ان اتكلم مع شخص", "talk_to_person"),
        ("ich möchte bitte mit einem Menschen sprechen", "talk_to_person"),
        ("Danke", "thank"),
        ("restart", "restart_talk"),
        ("Hallo, wo finde ich eine Kita?", None),
        ("nein, ich suche eine Kita", None),
        ("Person", None),
    ],
)
def test_set_phrases_are_understood_without_rasa(text: str, intent: str | None) -> None:
    assert Phrasebook(load_catalogs()).intent(text) == intent
