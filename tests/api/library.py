"""A small library in memory, with a store and a search that answer from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from content.articles.models import (
    Article,
    ArticleText,
    Block,
    BlockKind,
    LegalBasis,
    Origin,
    Source,
    SourceHashes,
)
from content.articles.topics import Topic
from content.errors import ArticleNotFound, OfferNotFound
from content.offers.models import (
    Address,
    Cost,
    HoursKind,
    Location,
    LocationType,
    Offer,
    OfferKind,
    OpeningRule,
    Organization,
    Schedule,
    Service,
    ServiceStatus,
)
from content.places.models import Place, distance_km
from content.safety.models import HelpNumber, SafetyLine
from content.safety.triggers import Trigger
from search.errors import SearchError
from search.models import Answer, AnswerStatus, DocumentKind, Hit, Query, Quote, SearchResult

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=BERLIN)
CHECKED = date(2026, 11, 21)

PLACES = (
    Place("44137", "Dortmund", "05913", "Dortmund", 51.513, 7.455),
    Place("44135", "Dortmund", "05913", "Dortmund", 51.515, 7.465),
    Place("50667", "Köln", "05315", "Köln", 50.939, 6.955),
    Place("33034", "Brakel", "05762", "Höxter", 51.716, 9.184),
)


def text(
    lang: str, title: str, summary: str, blocks: Sequence[Block], stamp: SourceHashes | None
) -> ArticleText:
    return ArticleText(lang, title, summary, (), Origin.MACHINE, None, None, tuple(blocks), stamp)


def paragraph(words: str) -> Block:
    return Block(BlockKind.PARAGRAPH, words)


KITA_DE = text(
    "de",
    "Recht auf einen Kita-Platz",
    "Ab dem ersten Geburtstag hat Ihr Kind ein Recht auf einen Platz.",
    (
        Block(BlockKind.HEADING, "Wer hilft", 2),
        paragraph(
            "Fragen Sie das [Jugendamt](offer-kind:jugendamt) oder lesen Sie [mehr](article:who-helps)."
        ),
        Block(BlockKind.ITEM, "Geburtsurkunde"),
        Block(BlockKind.ITEM, "Ausweis <script>alert(1)</script>"),
    ),
    None,
)
KITA_AR = text(
    "ar",
    "الحق في مكان في الروضة",
    "لطفلك الحق في مكان منذ عيد ميلاده الأول.",
    (
        Block(BlockKind.HEADING, "من يساعد", 2),
        paragraph("اسأل [مكتب رعاية الشباب](offer-kind:jugendamt)."),
        Block(BlockKind.ITEM, "شهادة الميلاد"),
        Block(BlockKind.ITEM, "الهوية"),
    ),
    SourceHashes(
        "", "", (KITA_DE.blocks[0].hash, KITA_DE.blocks[1].hash, "00000000", KITA_DE.blocks[3].hash)
    ),
)
WHO_HELPS_DE = text("de", "Wer hilft", "Beratung ist kostenlos.", (paragraph("Fragen Sie nach."),), None)


def article(slug: str, topic: str, kinds: tuple[str, ...], *texts: ArticleText) -> Article:
    return Article(
        slug=slug,
        topic=topic,
        audience=("everyone",),
        offer_kinds=kinds,
        checks=(),
        terms=(),
        legal_basis=(
            LegalBasis("§ 24 SGB VIII", "https://www.gesetze-im-internet.de/sgb_8/__24.html", CHECKED),
        ),
        sources=(Source("Ministerium", "Kita-Portal", "https://www.kita.nrw.de", CHECKED),),
        owner="editors",
        reviewed_on=CHECKED,
        review_due=date(2027, 5, 21),
        serves=(),
        texts={each.lang: each for each in texts},
    )


ARTICLES = (
    article("kita-entitlement", "childcare", ("jugendamt",), KITA_DE, KITA_AR),
    article("who-helps", "counselling", ("migrationsberatung",), WHO_HELPS_DE),
)

KINDS = (
    OfferKind("jugendamt", {"de": "Jugendamt", "ar": "مكتب رعاية الشباب"}, {}, {"de": "Hilft Familien."}),
    OfferKind("migrationsberatung", {"de": "Migrationsberatung", "en": "Migration counselling"}, {}, {}),
    OfferKind("frauenberatung", {"de": "Frauenberatung"}, {}, {"de": "Berät Frauen."}),
)


def offer(number: int, kind: str, place: Place, languages: tuple[str, ...], *rules: OpeningRule) -> Offer:
    name = f"Beratung {number} (Beispiel)"
    service = Service(
        id=f"demo-{number}-service",
        organization_id=f"demo-{number}",
        kind=kind,
        name=name,
        description={"de": "Wir beraten."},
        status=ServiceStatus.ACTIVE,
        languages=languages,
        interpreter=None,
        target_groups=("families", "duldung"),
        minimum_age=27,
        maximum_age=None,
        childcare=True,
        cost=Cost(free=True),
        appointment_needed=False,
        application_process={},
        service_area=(place.district_ags,),
        assured_date=CHECKED,
        review_due=date(2027, 5, 21),
        demonstration=True,
    )
    address = Address("Beispielstraße 1", place.postcode, place.name)
    location = Location(
        f"demo-{number}-place", name, LocationType.PHYSICAL, address, place.latitude + 0.01, place.longitude
    )
    organization = Organization(f"demo-{number}", f"Verein {number} (Beispiel)", "Ein Beispiel.")
    return Offer(
        f"demo-{number}", organization, service, location, "0221 4710 101", None, None, Schedule(rules)
    )


OFFERS = (
    offer(1, "jugendamt", PLACES[0], ("de", "ar"), OpeningRule(0, time(8), time(12))),
    offer(2, "jugendamt", PLACES[2], ("de",), OpeningRule(1, time(9), time(10), HoursKind.APPOINTMENT)),
    offer(3, "migrationsberatung", PLACES[0], ("de", "uk")),
    offer(4, "frauenberatung", PLACES[2], ("de", "kmr")),
)

SAFETY = (
    SafetyLine(
        "violence-at-home",
        30,
        {"de": "Gewalt zu Hause", "en": "Violence at home"},
        {"de": "Sie sind nicht schuld.", "en": "It is not your fault."},
        (HelpNumber("116 016", {"de": "Hilfetelefon"}),),
        ("frauenberatung",),
        private=True,
    ),
)
TRIGGERS = {"de": (Trigger("violence-at-home", (("mann", "schlägt"),)),)}


class MemoryStore:
    """Answers like `content.store.Store`, out of the tuples above."""

    def articles(self) -> list[Article]:
        return list(ARTICLES)

    def article(self, slug: str) -> Article:
        for each in ARTICLES:
            if each.slug == slug:
                return each
        raise ArticleNotFound(slug)

    def topics(self) -> list[Topic]:
        return [
            Topic("childcare", {"de": "Kinderbetreuung", "ar": "رعاية الأطفال"}, "child"),
            Topic("counselling", {"de": "Beratung"}, "hands"),
            Topic("empty", {"de": "Leeres Regal"}, "none"),
        ]

    def offer_kinds(self) -> list[OfferKind]:
        return list(KINDS)

    def offers(self, ids: Sequence[str] | None = None) -> list[Offer]:
        by_id = {each.id: each for each in OFFERS}
        return list(OFFERS) if ids is None else [by_id[each] for each in ids]

    def offer(self, key: str) -> Offer:
        for each in OFFERS:
            if each.id == key:
                return each
        raise OfferNotFound(key)

    def safety_lines(self) -> list[SafetyLine]:
        return list(SAFETY)

    def library_hash(self) -> str:
        return "abc"

    def close(self) -> None:
        """Nothing to give back."""


@dataclass
class ScriptedSearch:
    """Answers questions about `Kita` and `روضة`; anything else is not known. Fails on demand."""

    asked: list[Query] = field(default_factory=list)
    broken: bool = False

    def answer(self, query: Query) -> Answer:
        self._note(query)
        lang = self._language(query)
        if not self._knows(query):
            return Answer(AnswerStatus.NONE, lang, (), ())
        found_in = lang if lang in ("de", "ar") else "de"
        quotes = (
            Quote("kita-entitlement", found_in, (-1, 2), 0.8),
            Quote("kita-entitlement", found_in, (3,), 0.7),
        )
        return Answer(AnswerStatus.ANSWERED, lang, quotes, ("jugendamt",))

    def search(self, query: Query) -> SearchResult:
        self._note(query)
        lang = self._language(query)
        articles = (self._hit(DocumentKind.ARTICLE, "who-helps", "de", None),)
        offers: tuple[Hit, ...] = ()
        if self._knows(query):
            offers = tuple(
                self._hit(DocumentKind.OFFER, each.id, "de", self._km(query, each)) for each in OFFERS[:2]
            )
        return SearchResult(query, lang, articles, offers)

    def _note(self, query: Query) -> None:
        if self.broken:
            raise SearchError("no index")
        self.asked.append(query)

    @staticmethod
    def _knows(query: Query) -> bool:
        return "kita" in query.text.casefold() or "روضة" in query.text

    @staticmethod
    def _language(query: Query) -> str:
        return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in query.text) else query.lang

    @staticmethod
    def _hit(kind: DocumentKind, page: str, lang: str, km: float | None) -> Hit:
        return Hit(kind, page, lang, page, "", -1, 0.5, 0.5, 0.5, km)

    @staticmethod
    def _km(query: Query, each: Offer) -> float | None:
        if query.point is None or each.location.latitude is None or each.location.longitude is None:
            return None
        return distance_km(query.point, (each.location.latitude, each.location.longitude))
