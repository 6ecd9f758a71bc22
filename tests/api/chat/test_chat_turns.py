from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.chat.desk import ChatDesk, open_desk
from api.chat.errors import ConversationUnknown, PayloadForged, TooManyTurns
from api.chat.limits import TURNS_A_MINUTE
from api.chat.models import HandledBy, Press, TurnRequest
from api.chat.schemas import OfferMessage, QuoteMessage, SafetyMessage, TextMessage, TurnResponse
from content.offers.models import Offer
from search.models import Answer, AnswerStatus, Query, Quote
from tests.api.chat.chat_world import PLACES, SmallSearch, SmallStore, offer, world


def say(desk: ChatDesk, text: str | None, lang: str = "de", **more: Any) -> TurnResponse:
    request = TurnRequest(more.get("id"), text, more.get("payload"), lang, more.get("place"))
    return asyncio.run(desk.turns.handle(request))


def press(desk: ChatDesk, earlier: TurnResponse, title: str) -> TurnResponse:
    payload = next(button.payload for button in earlier.buttons if button.title == title)
    return say(desk, None, earlier.lang, id=earlier.conversation_id, payload=payload)


def keys(response: TurnResponse) -> list[str]:
    return [each.key if isinstance(each, TextMessage) else each.kind for each in response.messages]


def offers(response: TurnResponse) -> list[str]:
    return [each.id for each in response.messages if isinstance(each, OfferMessage)]


def test_a_question_is_answered_by_quotation_and_help_near_is_offered(desk: ChatDesk) -> None:
    said = say(desk, "Ab wann hat mein Kind ein Recht auf einen Kita-Platz?")
    assert keys(said) == ["quote", "utter_offer_nearby"]
    assert said.handled_by is HandledBy.SEARCH
    nearby = press(desk, said, "Ja, bitte")
    assert keys(nearby) == ["utter_ask_find_offer_form_where"]
    found = say(desk, "44137", id=nearby.conversation_id)
    assert offers(found) == ["demo-jugendamt-dortmund"]
    assert (found.place, found.place_name) == ("44137", "Dortmund")


def test_a_typed_yes_is_understood_too(desk: ChatDesk) -> None:
    said = say(desk, "Wo gibt es einen Kita-Platz für mein Kind?")
    assert keys(say(desk, "ja gerne", id=said.conversation_id)) == ["utter_ask_find_offer_form_where"]


def test_a_place_in_the_question_brings_offers_at_once(desk: ChatDesk) -> None:
    said = say(desk, "أين أجد حضانة لطفلي؟ عمره سنتان ونحن في دورتموند", lang="ar")
    assert keys(said) == ["quote", "offers_near", "offer", "offer"]
    assert offers(said) == ["demo-jugendamt-dortmund", "demo-kita-dortmund"]
    assert said.place_name == "Dortmund"
    assert said.lang == "ar"
    assert said.dir == "rtl"


def test_the_place_is_remembered_for_the_next_question(desk: ChatDesk) -> None:
    first = say(desk, "Ich wohne in 50667 und brauche einen Kita-Platz")
    again = say(desk, "Und was kostet die Kita?", id=first.conversation_id)
    assert offers(again) == ["demo-kita-koeln"]


def test_what_the_page_knows_of_the_place_counts(desk: ChatDesk) -> None:
    assert offers(say(desk, "Was kostet die Kita?", place="Köln")) == ["demo-kita-koeln"]


def test_an_uncertain_answer_says_so(desk: ChatDesk) -> None:
    said = say(desk, "Wer erkennt mein Krankenpfleger-Diplom aus Syrien an?")
    assert keys(said)[:3] == ["answer_partly", "quote", "answer_related"]


def test_what_is_not_known_names_a_person_and_asks_for_the_place(desk: ChatDesk) -> None:
    said = say(desk, "Wie tief ist der Rhein eigentlich?")
    assert keys(said) == [
        "answer_none",
        "answer_related",
        "person_anywhere",
        "utter_ask_find_offer_form_where",
    ]
    assert any("who-helps" in link.url for message in said.messages for link in getattr(message, "links", ()))
    assert offers(say(desk, "Köln", id=said.conversation_id)) == ["demo-beratung-koeln"]


def test_danger_comes_before_everything_and_search_is_not_asked(tmp_path: Path) -> None:
    search = SmallSearch()
    desk = open_desk(world(tmp_path, search=search))
    said = say(desk, "Mein Mann schlägt mich. Wo ist eine Kita in Dortmund?")
    first = said.messages[0]
    assert isinstance(first, SafetyMessage)
    assert first.numbers[0].url == "tel:116016"
    assert first.quick_exit is not None
    assert offers(said) == ["demo-frauen-dortmund"]
    assert said.handled_by is HandledBy.SAFETY
    assert search.asked == []


def test_after_danger_the_talk_goes_on_and_nothing_is_remembered(desk: ChatDesk) -> None:
    said = say(desk, "Mein Mann schlägt mich, ich bin in Dortmund")
    assert said.place is None
    again = say(desk, "Was kostet die Kita?", id=said.conversation_id)
    assert keys(again) == ["quote", "utter_offer_nearby"]


def test_danger_in_a_very_long_message_is_seen(desk: ChatDesk) -> None:
    said = say(desk, "Ich erzähle alles. " * 500 + "Mein Mann schlägt mich.")
    assert isinstance(said.messages[0], SafetyMessage)
    assert said.keep_text


def test_the_most_urgent_line_comes_first(desk: ChatDesk) -> None:
    said = say(desk, "Es brennt! Mein Mann schlägt mich")
    assert [each.line for each in said.messages if isinstance(each, SafetyMessage)] == [
        "danger-to-life",
        "violence-at-home",
    ]


@pytest.mark.parametrize("text", [None, "", "   ", "\u200f\u202b\u200f", "/", "\x00"])
def test_an_empty_message_is_met_with_a_question(desk: ChatDesk, text: str | None) -> None:
    said = say(desk, text)
    assert keys(said) == ["text_empty"]
    assert said.buttons


@pytest.mark.parametrize("text", ["😀😀", "!!!", "👍🏽"])
def test_a_message_without_words_is_met_with_a_question(desk: ChatDesk, text: str) -> None:
    assert keys(say(desk, text)) == ["utter_ask_rephrase"]


def test_ten_thousand_characters_are_asked_to_be_fewer_and_kept(desk: ChatDesk) -> None:
    said = say(desk, "a" * 10_000, lang="en")
    assert keys(said) == ["text_too_long"]
    assert "10,000" in said.messages[0].text
    assert said.keep_text


def test_a_typed_command_is_a_word(desk: ChatDesk) -> None:
    assert keys(say(desk, "/restart")) == ["utter_restarted"]


def test_markup_is_text(desk: ChatDesk) -> None:
    assert keys(say(desk, "<script>alert(1)</script>"))[0] == "answer_none"


def test_a_postcode_that_does_not_exist(desk: ChatDesk) -> None:
    assert keys(say(desk, "00000")) == ["utter_place_unknown"]


def test_a_postcode_of_another_land(desk: ChatDesk) -> None:
    assert keys(say(desk, "10115")) == ["utter_place_outside"]


def test_a_question_from_another_land_is_answered_all_the_same(desk: ChatDesk) -> None:
    assert keys(say(desk, "Kita in 10115")) == ["quote", "utter_place_outside"]


def test_a_place_alone_asks_what_for_and_then_shows_it(desk: ChatDesk) -> None:
    said = say(desk, "44139 Dortmund")
    assert keys(said) == ["utter_ask_find_offer_form_what"]
    assert "Kita" in [button.title for button in said.buttons]
    assert offers(press(desk, said, "Kita")) == ["demo-kita-dortmund"]


def test_a_kind_of_office_that_is_not_near_names_a_person(desk: ChatDesk) -> None:
    said = say(desk, "Köln")
    none = press(desk, said, "Frauenberatung")
    assert keys(none)[0] == "offers_none"
    assert offers(none) == ["demo-beratung-koeln"]


@pytest.mark.parametrize(
    "text", ["اريد ان اتكلم مع شخص", "Ich möchte mit einem Menschen sprechen", "хочу поговорити з людиною"]
)
def test_a_person_is_never_missed(desk: ChatDesk, text: str) -> None:
    said = say(desk, text, lang="de")
    assert keys(said)[0] == "person_anywhere"


def test_the_answer_comes_in_the_language_of_the_question(desk: ChatDesk) -> None:
    said = say(desk, "أين أجد حضانة لطفلي الصغير في المدينة؟", lang="de")
    assert said.lang == "ar"
    assert keys(said)[-1] == "language_switched"
    back = press(desk, said, "Deutsch")
    assert back.lang == "de"
    assert keys(back) == ["language_changed"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("kita köln kosten", "en"),
        ("Duldung", "ar"),
        ("Çocuğum için kreş arıyorum, nereye başvurmalıyım?", "de"),
        ("Jobcenter", "uk"),
        ("ok", "ar"),
    ],
)
def test_short_texts_and_languages_that_are_not_switched_on_change_nothing(
    desk: ChatDesk, text: str, lang: str
) -> None:
    assert say(desk, text, lang).lang == lang


def test_a_message_half_german_half_arabic_is_answered_in_one_of_both(desk: ChatDesk) -> None:
    said = say(desk, "Ich suche eine Kita أين أجد حضانة", lang="de")
    assert said.lang in {"de", "ar"}
    assert "quote" in keys(said)


def test_a_quotation_without_the_language_says_in_which_it_is(desk: ChatDesk) -> None:
    said = say(desk, "Where can I find a nursery for my little child?", lang="en")
    quote = said.messages[0]
    assert isinstance(quote, QuoteMessage)
    assert quote.lang == "de"
    assert any("German" in note for note in quote.notes)


def test_without_an_index_a_person_is_named(tmp_path: Path) -> None:
    desk = open_desk(world(tmp_path, search=SmallSearch(fails=True)))
    assert keys(say(desk, "Was kostet die Kita?"))[:2] == ["search_unavailable", "person_anywhere"]


def test_a_foreign_conversation_id_gets_a_new_one(desk: ChatDesk) -> None:
    said = say(desk, "Hallo", id="550e8400-e29b-41d4-a716-446655440000")
    assert said.conversation_id != "550e8400-e29b-41d4-a716-446655440000"
    assert say(desk, "Hallo", id=said.conversation_id).conversation_id == said.conversation_id


def test_a_forged_button_is_refused(desk: ChatDesk) -> None:
    with pytest.raises(PayloadForged):
        say(desk, None, payload="e30.AAAA")


def test_more_turns_than_a_person_types_are_refused(desk: ChatDesk) -> None:
    first = say(desk, "")
    for _ in range(TURNS_A_MINUTE - 1):
        say(desk, "", id=first.conversation_id)
    with pytest.raises(TooManyTurns):
        say(desk, "", id=first.conversation_id)


def test_a_talk_is_forgotten_on_request(desk: ChatDesk) -> None:
    said = say(desk, "Kita in Dortmund")
    asyncio.run(desk.turns.forget(said.conversation_id))
    assert say(desk, "Was kostet die Kita?", id=said.conversation_id).place is None


def test_what_we_never_gave_cannot_be_forgotten(desk: ChatDesk) -> None:
    with pytest.raises(ConversationUnknown):
        asyncio.run(desk.turns.forget("550e8400-e29b-41d4-a716-446655440000"))


def test_every_button_leads_somewhere(desk: ChatDesk) -> None:
    for intent in (
        "find_offer",
        "talk_to_person",
        "change_language",
        "help",
        "deny",
        "emergency",
        "unheard_of",
    ):
        payload = desk.turns.signer.payload(Press(intent))
        assert say(desk, None, payload=payload).messages


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(text=st.text(alphabet=st.characters(), max_size=1500), lang=st.sampled_from(["de", "en", "ar", "uk"]))
def test_any_text_gets_an_answer(desk: ChatDesk, text: str, lang: str) -> None:
    said = say(desk, text, lang)
    assert said.messages
    assert said.lang in {"de", "en", "ar", "uk"}


def test_a_kind_of_office_is_found_even_where_no_article_answers(desk: ChatDesk) -> None:
    said = say(desk, "Deutschkurs Dortmund")
    assert keys(said)[0] == "answer_none"
    assert offers(said) == ["demo-kurs-dortmund"]


def test_passages_of_one_article_are_one_quotation(tmp_path: Path) -> None:
    class Twice(SmallSearch):
        def answer(self, query: Query) -> Answer:
            found = [Quote("kita-entitlement", "de", (at,), 0.9) for at in (2, 3, -1)]
            return Answer(AnswerStatus.ANSWERED, query.lang, tuple(found), ())

    said = say(open_desk(world(tmp_path, search=Twice())), "Kita?")
    assert keys(said) == ["quote", "utter_offer_nearby"]
    assert isinstance(said.messages[0], QuoteMessage)
    assert said.messages[0].paragraphs[1] == "<ul><li>Ausweis</li><li>Geburtsurkunde</li></ul>"


def test_an_office_that_is_not_responsible_is_shown_only_from_the_neighbourhood(tmp_path: Path) -> None:
    near = offer("jugendamt-nah", "jugendamt", PLACES[0], latitude=PLACES[2].latitude + 0.1, longitude=6.96)
    far = offer("jugendamt-fern", "jugendamt", PLACES[0])
    own = offer("jugendamt-koeln", "jugendamt", PLACES[2])

    def shown(*held: Offer) -> list[str]:
        desk = open_desk(world(tmp_path, store=SmallStore(held=held)))
        return offers(press(desk, say(desk, "Köln"), "Jugendamt"))

    assert shown(near, far, own) == ["demo-jugendamt-koeln"]
    assert shown(near, far) == ["demo-jugendamt-nah"]


def test_a_place_in_another_script_changes_the_language_and_says_so(desk: ChatDesk) -> None:
    said = say(desk, "دورتموند", lang="de")
    assert said.lang == "ar"
    assert keys(said) == ["utter_ask_find_offer_form_what", "language_switched"]
