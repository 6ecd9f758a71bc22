"""A small library for tests: three articles, two kinds of office, three offers."""

from __future__ import annotations

from datetime import date

from content.articles.models import Article, ArticleText, Block, BlockKind, Origin
from content.offers.models import (
    Address,
    Cost,
    Location,
    LocationType,
    Offer,
    OfferKind,
    Organization,
    Schedule,
    Service,
    ServiceStatus,
)

DAY = date(2026, 11, 21)


def heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text, 2)


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def item(text: str) -> Block:
    return Block(BlockKind.ITEM, text)


def text_in(lang: str, title: str, summary: str, questions: tuple[str, ...], *blocks: Block) -> ArticleText:
    return ArticleText(lang, title, summary, questions, Origin.MACHINE, None, None, blocks)


def article(slug: str, kinds: tuple[str, ...], *texts: ArticleText) -> Article:
    return Article(
        slug=slug,
        topic="test",
        audience=("everyone",),
        offer_kinds=kinds,
        checks=(),
        terms=(),
        legal_basis=(),
        sources=(),
        owner="editors",
        reviewed_on=DAY,
        review_due=DAY,
        serves=(),
        texts={text.lang: text for text in texts},
    )


KITA = article(
    "kita",
    ("jugendamt", "kita"),
    text_in(
        "de",
        "Einen Kita-Platz anmelden",
        "Melden Sie Ihr Kind beim Jugendamt an. Das ist **kostenlos**.",
        ("Wo melde ich mein Kind im Kindergarten an?", "Wie bekomme ich einen Kitaplatz?"),
        heading("Unterlagen"),
        paragraph("Bringen Sie diese Papiere mit:"),
        item("Geburtsurkunde des Kindes"),
        item("Impfpass des Kindes"),
        heading("Danach"),
        paragraph("Sie bekommen einen Brief vom [Jugendamt](offer-kind:jugendamt)."),
    ),
    text_in(
        "ar",
        "تسجيل الطفل في الحضانة",
        "سجلوا طفلكم لدى مكتب رعاية الشباب. التسجيل مجاني.",
        ("أين أسجل طفلي في الحضانة؟", "كيف أحصل على مكان في الروضة؟"),
        heading("الأوراق"),
        paragraph("أحضروا معكم هذه الأوراق:"),
        item("شهادة ميلاد الطفل"),
        item("دفتر تطعيمات الطفل"),
        heading("بعد ذلك"),
        paragraph("تصلكم رسالة من مكتب رعاية الشباب (Jugendamt)."),
    ),
    text_in(
        "uk",
        "Записати дитину до садка",
        "Запишіть дитину в управлінні у справах молоді. Це безкоштовно.",
        ("Як записати дитину в садочок?",),
        heading("Документи"),
        paragraph("Візьміть із собою ці документи:"),
        item("свідоцтво про народження дитини"),
        item("картку щеплень дитини"),
        heading("Потім"),
        paragraph("Вам надійде лист від Jugendamt."),
    ),
)

COURSE = article(
    "course",
    ("deutschkurs",),
    text_in(
        "de",
        "Deutsch lernen im Integrationskurs",
        "Im Integrationskurs lernen Sie Deutsch. Den Antrag stellen Sie beim BAMF.",
        ("Wo kann ich Deutsch lernen?", "Wer darf in den Integrationskurs?"),
        heading("Antrag"),
        paragraph("Mit einer Duldung brauchen Sie eine Zulassung."),
    ),
    text_in(
        "en",
        "Learning German in the integration course",
        "You learn German in the integration course. You apply to the BAMF.",
        ("Where can I learn German?", "Who may join the integration course?"),
        heading("Application"),
        paragraph("With a Duldung you need to be admitted."),
    ),
)

NURSE = article(
    "nurse",
    ("anerkennung",),
    text_in(
        "de",
        "Anerkennung für Pflegefachleute",
        "Ihr Diplom aus der Pflege prüft die Bezirksregierung Münster.",
        ("Wer erkennt mein Krankenpfleger-Diplom an?",),
        heading("Sprache"),
        paragraph("Für die Pflege brauchen Sie Deutsch auf dem Niveau B2."),
    ),
)

ARTICLES = (KITA, COURSE, NURSE)

KINDS = (
    OfferKind(
        "jugendamt",
        {"de": "Jugendamt", "ar": "مكتب رعاية الشباب", "uk": "Управління у справах молоді"},
        {"de": ("Amt für Kinder und Familien",), "ar": ("دائرة الشباب",)},
        {"de": "Hilft Familien und vermittelt Kita-Plätze."},
    ),
    OfferKind("deutschkurs", {"de": "Deutschkurs", "uk": "Курс німецької"}, {}, {}),
)


def offer(
    number: str, kind: str, name: str, *, city: str, point: tuple[float, float] | None, district: str
) -> Offer:
    organization = Organization(f"organization-{number}", f"Träger {city}", "")
    service = Service(
        id=f"service-{number}",
        organization_id=organization.id,
        kind=kind,
        name=name,
        description={"de": f"{name} in {city}."},
        status=ServiceStatus.ACTIVE,
        languages=("de", "ar"),
        interpreter=None,
        target_groups=("families",),
        minimum_age=None,
        maximum_age=None,
        childcare=None,
        cost=Cost(free=True),
        appointment_needed=None,
        application_process={},
        service_area=(district,),
        assured_date=DAY,
        review_due=DAY,
        demonstration=True,
    )
    location = Location(
        id=f"location-{number}",
        name=name,
        location_type=LocationType.PHYSICAL if point else LocationType.VIRTUAL,
        address=Address("Beispielstraße 1", "44137", city) if point else None,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
    )
    return Offer(f"offer-{number}", organization, service, location, None, None, None, Schedule())


DORTMUND = (51.514, 7.468)
KOELN = (50.938, 6.957)

OFFERS = (
    offer("dortmund", "jugendamt", "Jugendamt Dortmund", city="Dortmund", point=DORTMUND, district="05913"),
    offer("koeln", "jugendamt", "Jugendamt Köln", city="Köln", point=KOELN, district="05315"),
    offer("online", "deutschkurs", "Deutsch online", city="", point=None, district="05315"),
)
