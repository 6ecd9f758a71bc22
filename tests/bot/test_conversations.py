"""Whole conversations through the running Rasa; asserted on keys and slots, never on words."""

from __future__ import annotations

import pytest

from tests.bot.standin import BREAK, NONSENSE, TOKEN, Calls
from tests.bot.talk import Rasa, Talk

pytestmark = [pytest.mark.rasa, pytest.mark.slow]

ASK_WHAT = "utter_ask_find_offer_form_what"
ASK_WHERE = "utter_ask_find_offer_form_where"


@pytest.mark.parametrize(
    ("lang", "messages"),
    [
        ("de", ["hallo", "was kannst du", "danke", "tschüss"]),
        ("en", ["hello", "what can you do", "thank you", "bye"]),
        ("ar", ["مرحبا", "شو بتقدر تعمل", "شكرا", "مع السلامة"]),
        ("uk", ["привіт", "що ти вмієш", "дякую", "до побачення"]),
    ],
)
def test_small_talk_in_every_language(talk: Talk, lang: str, messages: list[str]) -> None:
    said = [talk.say(message, lang) for message in messages]

    assert said == [["utter_greet"], ["utter_help"], ["utter_welcome"], ["utter_goodbye"]]


def test_the_form_asks_for_what_and_where_and_shows_offers(talk: Talk) -> None:
    assert talk.say("ich suche hilfe in meiner nähe") == [ASK_WHAT]
    assert talk.say("kita") == [ASK_WHERE]
    assert talk.slots["what"] == "kita"

    assert talk.hear("dortmund") == [
        {
            "key": "offers",
            "args": {
                "kind": "kita",
                "place": "44137",
                "offers": ["demo-1"],
                "distances": [1.2],
            },
        }
    ]
    assert talk.form is None
    assert talk.slots == {"what": None, "where": "44137", "offered": False, "requested_slot": None}


def test_one_sentence_can_say_it_all(talk: Talk) -> None:
    assert talk.say("suche kita in dortmund") == ["offers"]


def test_a_kind_of_office_without_a_word_more_starts_the_form(talk: Talk) -> None:
    assert talk.say("deutschkurs") == [ASK_WHERE]
    assert talk.say("44137") == ["offers"]


def test_an_answer_offers_help_near_by_and_yes_takes_it(talk: Talk) -> None:
    assert talk.say("Скільки коштує садочок?", "uk") == ["answer", "utter_offer_nearby"]
    assert talk.slots["offered"] is True

    assert talk.say("так", "uk") == [ASK_WHERE]
    assert talk.say("Дортмунд", "uk") == ["offers"]
    assert talk.slots["offered"] is False


def test_a_place_after_an_answer_is_enough(talk: Talk) -> None:
    talk.say("was kostet die kita")

    assert talk.say("44137") == ["offers"]


def test_yes_to_nothing_asks_what_is_meant(talk: Talk) -> None:
    assert talk.say("ja") == ["utter_ask_rephrase"]


def test_no_to_the_offer_ends_well(talk: Talk) -> None:
    talk.say("كم تكلفة الحضانة", "ar")

    assert talk.say("لا شكرا", "ar") == ["utter_anything_else"]


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(talk: Talk) -> None:
    assert talk.say("ich suche eine kita") == [ASK_WHERE]
    assert talk.say("welche papiere brauche ich für die anmeldung im kindergarten?") == ["answer", ASK_WHERE]
    assert talk.slots["what"] == "kita"

    assert talk.say("köln") == ["offers"]


@pytest.mark.parametrize("message", ["abbrechen", "nein danke", "stop"])
def test_the_form_can_be_stopped(talk: Talk, message: str) -> None:
    talk.say("ich suche eine kita")

    assert talk.say(message) == ["utter_form_stopped"]
    assert talk.form is None


@pytest.mark.parametrize(
    ("message", "key"),
    [("danke", "utter_welcome"), ("andere sprache bitte", "languages"), ("was kannst du", "utter_help")],
)
def test_a_word_in_between_does_not_end_the_form(talk: Talk, message: str, key: str) -> None:
    talk.say("ich suche eine kita")

    assert talk.say(message) == [key, ASK_WHERE]
    assert talk.say("dortmund") == ["offers"]


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("mein mann schlägt mich", "safety"),
        ("ich möchte mit einem menschen sprechen", "person"),
        ("tschüss", "utter_goodbye"),
    ],
)
def test_what_matters_more_ends_the_form(talk: Talk, message: str, key: str) -> None:
    talk.say("ich suche eine kita")

    assert talk.say(message) == [key]
    assert talk.form is None


def test_an_unknown_place_is_asked_for_again(talk: Talk) -> None:
    talk.say("ich suche eine kita")

    assert talk.say("99999") == ["utter_place_unknown", ASK_WHERE]
    assert talk.say("50667") == ["offers"]


def test_a_new_search_does_not_begin_with_what_was_looked_for_before(talk: Talk) -> None:
    talk.say("ich suche eine kita")
    talk.say("abbrechen")

    assert talk.say("ich suche etwas in meiner nähe") == [ASK_WHAT]


def test_restart_forgets_everything(talk: Talk) -> None:
    talk.say("ich suche eine kita")

    assert talk.say("bitte von vorne anfangen") == ["utter_restarted"]
    assert talk.form is None
    assert talk.slots == {"what": None, "where": None, "offered": None, "requested_slot": None}
    assert talk.say("hallo") == ["utter_greet"]


@pytest.mark.parametrize("message", ["qwrtz plkjh", "؟؟", "1", "🙂"])
def test_what_nobody_understands_still_gets_a_reply(talk: Talk, message: str) -> None:
    assert talk.say(message)


@pytest.mark.parametrize(
    ("payload", "keys"),
    [
        ("/talk_to_person", ["person"]),
        ("/change_language", ["languages"]),
        ("/affirm", ["utter_ask_rephrase"]),
        ("/find_offer", [ASK_WHAT]),
    ],
)
def test_buttons_say_an_intent(talk: Talk, payload: str, keys: list[str]) -> None:
    assert talk.say(payload) == keys


def test_an_empty_message_is_not_for_rasa(talk: Talk) -> None:
    """It gets no reply here; whoever calls Rasa answers it beforehand."""
    assert talk.say("") == []
    assert talk.say("hallo") == ["utter_greet"]


def test_actions_get_the_language_and_the_token_and_no_domain(talk: Talk, calls: Calls) -> None:
    talk.say("كم تكلفة الحضانة", "ar")

    call = calls.last("action_answer")
    assert call.token == TOKEN
    assert call.request["tracker"]["latest_message"]["metadata"]["lang"] == "ar"
    assert "domain" not in call.request


@pytest.mark.parametrize("trouble", [BREAK, NONSENSE])
def test_a_failing_action_gives_silence_and_no_word_in_the_log(talk: Talk, rasa: Rasa, trouble: str) -> None:
    assert talk.say(f"was kostet ein {trouble} in der kita?") == []

    logged = rasa.log.read_text()
    assert "action_answer" in logged
    assert "elefant" not in logged


def test_conversations_are_shut_without_the_token(talk: Talk, rasa: Rasa) -> None:
    talk.say("hallo")

    assert rasa.status_without_token(talk.sender) == 401
