"""The languages Lotse speaks, by BCP 47 tag.

German is the source of every text. `de-simple` (Leichte Sprache) is a language of its own here,
although it shares the locale data of German.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from babel import Locale

SOURCE: Final = "de"


class Tier(StrEnum):
    """How much of the library a language gets."""

    SOURCE = "source"
    FULL = "full"
    CORE = "core"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its tag, the name its readers use, and the CLDR locale that formats for it."""

    tag: str
    own_name: str
    locale_id: str
    tier: Tier

    @property
    def locale(self) -> Locale:
        """CLDR data for dates, numbers, lists and plurals."""
        return Locale.parse(self.locale_id)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, for the `dir` attribute."""
        return self.locale.text_direction

    @property
    def catalog(self) -> str:
        """Folder name of the gettext catalog below `locales/`."""
        return self.tag.replace("-", "_")


_ALL: Final = (
    Language("de", "Deutsch", "de", Tier.SOURCE),
    Language("de-simple", "Deutsch in Leichter Sprache", "de", Tier.FULL),
    Language("en", "English", "en_GB", Tier.FULL),
    Language("ar", "العربية", "ar", Tier.FULL),
    Language("fa", "فارسی", "fa", Tier.FULL),
    Language("tr", "Türkçe", "tr", Tier.FULL),
    Language("uk", "Українська", "uk", Tier.FULL),
    Language("ru", "Русский", "ru", Tier.FULL),
    Language("fr", "Français", "fr", Tier.FULL),
    Language("prs", "دری", "fa_AF", Tier.CORE),
    Language("ps", "پښتو", "ps", Tier.CORE),
    Language("ckb", "کوردیی ناوەندی", "ckb", Tier.CORE),
    Language("sq", "Shqip", "sq", Tier.CORE),
    Language("ti", "ትግርኛ", "ti", Tier.CORE),
    Language("ur", "اردو", "ur", Tier.CORE),
)

LANGUAGES: Final[dict[str, Language]] = {language.tag: language for language in _ALL}
