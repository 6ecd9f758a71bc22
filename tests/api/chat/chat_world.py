"""A small world for the chat: two articles, four kinds of office, three places, one emergency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, cast

from api.i18n import load_catalogs
from api.services import LOCAL_TIME, Services
from api.settings import Settings
from content.articles.models import Article, ArticleText, Block, BlockKind, Origin, Source
from content.errors import ArticleNotFound, OfferKindNotFound
from content.offers.models import (
    Address,
    Cost,
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
from content.places.gazetteer import Gazetteer
from content.places.models import Place
from content.safety.models import HelpNumber, SafetyLine
from content.safety.service import SafetyNet
from content.safety.triggers import Trigger
from content.text import fold
from search.errors import IndexMissingError
from search.models import Answer, AnswerStatus, DocumentKind, Hit, Query, Quote

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=LOCAL_TIME)
"""A Monday morning."""

PLACES = (
    Place("44137", "Dortmund", "05913", "Dortmund", 51.51, 7.46),
    Place("44139", "Dortmund", "05913", "Dortmund", 51.50, 7.45),
    Place("50667", "Köln", "05315", "Köln", 50.94, 6.96),
    Place("57319", "Bad Berleburg", "05970", "Siegen-Wittgenstein", 51.05, 8.39),
)
NAMES = {
    "Dortmund": {"ar": ("دورتموند",), "uk": ("Дортмунд",)},
    "Köln": {"ar": ("كولونيا",), "en": ("Cologne",)},
}

KINDS = (
    OfferKind(
        "jugendamt",
        {
            "de": "Jugendamt",
            "en": "Youth office (Jugendamt)",
            "ar": "مكتب رعاية الشباب",
            "uk": "Відомство у справах молоді",
        },
        {"de": ("Amt für Kinder",), "ar": ("مكتب الشباب",)},
        {},
    ),
    OfferKind(
        "kita",
        {"de": "Kita", "en": "Nursery", "ar": "حضانة", "uk": "Дитячий садок"},
        {"de": ("Kindergarten",), "uk": ("садочок",)},
        {},
    ),
    OfferKind("migrationsberatung", {"de": "Migrationsberatung (MBE)", "ar": "استشارة الهجرة"}, {}, {}),
    OfferKind("german-course", {"de": "Deutschkurs"}, {}, {}),
    OfferKind("womens-counselling", {"de": "Frauenberatung", "en": "Counselling for women"}, {}, {}),
)


def _text(lang: str, title: str, summary: str, blocks: Sequence[Block]) -> ArticleText:
    return ArticleText(lang, title, summary, (), Origin.MACHINE, None, None, tuple(blocks))


def _article(slug: str, kinds: tuple[str, ...], texts: Sequence[ArticleText]) -> Article:
    return Article(
        slug=slug,
        topic="childcare",
        audience=("families",),
        offer_kinds=kinds,
        checks=(),
        terms=(),
        legal_basis=(),
        sources=(Source("Ministerium", "Kita-Portal", "https://www.kita.nrw.de", date(2026, 11, 21)),),
        owner="editors",
        reviewed_on=date(2026, 11, 21),
        review_due=date(2027, 5, 21),
        serves=(),
        texts={text.lang: text for text in texts},
    )


KITA = _article(
    "kita-entitlement",
    ("jugendamt", "kita"),
    [
        _text(
            "de",
            "Recht auf einen Kita-Platz",
            "Ab dem ersten Geburtstag hat Ihr Kind ein Recht auf einen Platz.",
            [
                Block(BlockKind.HEADING, "Was Sie tun können", 2),
                Block(BlockKind.PARAGRAPH, "Fragen Sie das [Jugendamt](offer-kind:jugendamt) & **sofort**."),
                Block(BlockKind.ITEM, "Ausweis"),
                Block(BlockKind.ITEM, "Geburtsurkunde"),
            ],
        ),
        _text(
            "ar",
            "الحق في مكان في الحضانة",
            "لطفلك الحق في مكان ابتداءً من عيد ميلاده الأول.",
            [
                Block(BlockKind.HEADING, "ماذا يمكنك أن تفعل", 2),
                Block(BlockKind.PARAGRAPH, "اسأل [مكتب الشباب](offer-kind:jugendamt)."),
                Block(BlockKind.ITEM, "الهوية"),
                Block(BlockKind.ITEM, "شهادة الميلاد"),
            ],
        ),
    ],
)
RECOGNITION = _article(
    "recognition-basics",
    (),
    [_text("de", "Anerkennung", "Ihr Abschluss kann anerkannt werden.", [])],
)
WHO_HELPS = _article(
    "who-helps",
    ("migrationsberatung",),
    [_text("de", "Wer hilft wobei?", "Zwei Fragen entscheiden.", [])],
)

DANGER = SafetyLine(
    "violence-at-home",
    30,
    {"de": "Gewalt zu Hause", "en": "Violence at home", "ar": "العنف في المنزل", "uk": "Насильство вдома"},
    {"de": "Sie sind nicht schuld.", "en": "It is not your fault.", "ar": "لست مذنبة.", "uk": "Ви не винні."},
    (HelpNumber("116 016", {"de": "Hilfetelefon", "en": "Helpline"}),),
    ("womens-counselling",),
    private=True,
)
FIRE = SafetyLine(
    "danger-to-life",
    10,
    {"de": "Lebensgefahr"},
    {"de": "Rufen Sie an."},
    (HelpNumber("112", {}),),
    (),
    private=False,
)
TRIGGERS = {
    "de": (Trigger("violence-at-home", (("mann", "schlägt"),)), Trigger("danger-to-life", (("brennt",),))),
    "ar": (Trigger("violence-at-home", (("زوجي", "يضربني"),)),),
}


def offer(name: str, kind: str, place: Place, **changes: Any) -> Offer:
    """An offer at the point of `place`, open on Monday mornings."""
    service = Service(
        id=f"demo-{name}",
        organization_id="demo",
        kind=kind,
        name=f"{name} (Beispiel)",
        description={"de": "Beratung."},
        status=changes.get("status", ServiceStatus.ACTIVE),
        languages=changes.get("languages", ("de",)),
        interpreter=None,
        target_groups=("everyone",),
        minimum_age=None,
        maximum_age=None,
        childcare=None,
        cost=Cost(free=True),
        appointment_needed=False,
        application_process={},
        service_area=(place.district_ags,),
        assured_date=date(2026, 11, 21),
        review_due=date(2027, 5, 21),
        demonstration=True,
    )
    where = Location(
        f"demo-{name}-at",
        name,
        LocationType.PHYSICAL,
        Address("Beispielstraße 1", place.postcode, place.name),
        changes.get("latitude", place.latitude),
        changes.get("longitude", place.longitude),
    )
    hours = Schedule((OpeningRule(0, time(8), time(12)),))
    organization = Organization("demo", "Beispiel", "")
    return Offer(f"demo-{name}", organization, service, where, "0221 4710 101", None, None, hours)


OFFERS = (
    offer("jugendamt-dortmund", "jugendamt", PLACES[0], languages=("de", "ar")),
    offer("kita-dortmund", "kita", PLACES[0]),
    offer("beratung-dortmund", "migrationsberatung", PLACES[0]),
    offer("frauen-dortmund", "womens-counselling", PLACES[0]),
    offer("kurs-dortmund", "german-course", PLACES[0]),
    offer("kita-koeln", "kita", PLACES[2]),
    offer("beratung-koeln", "migrationsberatung", PLACES[2]),
)


@dataclass
class SmallStore:
    """Stands in for the store; holds what a test puts in."""

    texts: dict[str, Article] = field(
        default_factory=lambda: {each.slug: each for each in (KITA, RECOGNITION, WHO_HELPS)}
    )
    kinds: tuple[OfferKind, ...] = KINDS
    held: tuple[Offer, ...] = OFFERS
    lines: tuple[SafetyLine, ...] = (DANGER, FIRE)

    def articles(self) -> list[Article]:
        return list(self.texts.values())

    def article(self, slug: str) -> Article:
        if slug not in self.texts:
            raise ArticleNotFound(slug)
        return self.texts[slug]

    def offer_kinds(self) -> list[OfferKind]:
        return list(self.kinds)

    def offer_kind(self, slug: str) -> OfferKind:
        for kind in self.kinds:
            if kind.slug == slug:
                return kind
        raise OfferKindNotFound(slug)

    def offers(self, ids: Sequence[str] | None = None) -> list[Offer]:
        if ids is None:
            return list(self.held)
        return [each for name in ids for each in self.held if each.id == name]

    def safety_lines(self) -> list[SafetyLine]:
        return list(self.lines)

    def close(self) -> None:
        pass


@dataclass
class SmallSearch:
    """Answers questions about childcare in full, about recognition in part, about nothing else."""

    fails: bool = False
    asked: list[Query] = field(default_factory=list)

    def answer(self, query: Query) -> Answer:
        self.asked.append(query)
        if self.fails:
            raise IndexMissingError
        said = fold(query.text)
        if any(word in said for word in ("kita", "حضان", "садоч", "nursery")):
            quotes = (Quote("kita-entitlement", "de", (-1, 1, 2, 3), 0.9),)
            return Answer(AnswerStatus.ANSWERED, query.lang, quotes, ("jugendamt", "kita"))
        if "diplom" in said:
            quotes = (Quote("recognition-basics", "de", (-1,), 0.4),)
            return Answer(AnswerStatus.PARTLY, query.lang, quotes, (), (_near("who-helps"),))
        return Answer(AnswerStatus.NONE, query.lang, (), (), (_near("recognition-basics"),))


def _near(slug: str) -> Hit:
    return Hit(DocumentKind.ARTICLE, slug, "de", slug, "", -1, 0.2, 0.0, 0.2)


def world(folder: Path, **changes: Any) -> Services:
    """Services over the small world; `changes` replace single ones, `settings` adds to the settings."""
    settings = Settings(data_folder=folder, **changes.get("settings", {}))
    return Services(
        store=changes.get("store", cast("Any", SmallStore())),
        search=changes.get("search", cast("Any", SmallSearch())),
        gazetteer=Gazetteer(PLACES, NAMES),
        safety=SafetyNet([DANGER, FIRE], TRIGGERS),
        settings=settings,
        catalogs=load_catalogs(),
        clock=lambda: NOW,
    )
