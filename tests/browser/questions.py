"""What people write, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass

SCRIPT = "<script>window.hit = 1; alert(1)</script><img src=x onerror='window.hit = 1'>"
LONG = "Ich suche einen Kita-Platz für meine Tochter. " * 218
VIOLENCE = "Mein Mann schlägt mich"
DISTRICTS = {"Dortmund": "05913", "Köln": "05315"}
WHERE = "utter_ask_find_offer_form_where"


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence in the language of the page it is written on."""

    lang: str
    text: str
    articles: tuple[str, ...]
    """One of these has to be quoted."""
    town: str | None = None
    """The town whose offices have to be shown."""

    @property
    def offices(self) -> str:
        """Where the offices of that town, places or online, are found on a page."""
        return f'a[href*="/offers/demo-{DISTRICTS[self.town or ""]}-"]'


ANSWERED = (
    Question(
        "ar",
        "أين أجد حضانة لطفلي؟ عمره سنتان ونحن في دورتموند",
        ("kita-entitlement", "kita-registration"),
        "Dortmund",
    ),
    Question(
        "de", "Wer erkennt mein Krankenpfleger-Diplom aus Syrien an?", ("recognition-health-professions",)
    ),
    Question(
        "en", "I have a Duldung, can I join a German course? 50667", ("course-without-entitlement",), "Köln"
    ),
    Question(
        "uk",
        "Куди звернутися з дитиною, якщо немає місця в садочку?",
        ("kita-entitlement", "kita-registration", "bridge-projects"),
    ),
    Question("de", "kita köln kosten", ("kita-costs", "kita-entitlement"), "Köln"),
    Question("ar", "اريد ان اتكلم مع شخص", ("who-helps",)),
)

HONEST = {
    "/restart": "de",
    "Kita in 00000": "de",
    "حضانة في 10115": "ar",
    "Wo finde ich eine Kita لطفلي الصغير؟": "de",
    "qwrtzp sdfgh": "en",
}
"""Sentences that may be met with a question back or with an honest "not known", and their page."""
