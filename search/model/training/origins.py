"""Where the training data come from, and under which licence."""

from __future__ import annotations

from typing import Final

ORIGINS: Final[dict[str, tuple[str, str]]] = {
    "tatoeba": ("Tatoeba sentences (through OPUS-MT test sets)", "CC BY 2.0 FR"),
    "cldr": ("Unicode CLDR: annotations, language, country and unit names", "Unicode-3.0"),
    "id-tagging": ("OpenStreetMap id-tagging-schema", "ISC"),
    "wikititles": ("Wikipedia titles 2016 (open-dict-data/wikidict-en)", "CC0"),
    "tico19": ("TICO-19, public health information", "CC0"),
    "nllb-seed": ("NLLB-Seed (common-parallel-corpora)", "CC BY-SA 4.0"),
    "flores-dev": ("FLORES-200 dev (common-parallel-corpora)", "CC BY-SA 4.0"),
    "ntrex": ("NTREX-128, first 1,000 lines", "CC BY-SA 4.0"),
    "hornmt": ("HornMT", "CC BY 4.0"),
    "travis-v4": ("Tigrinya-Parallel-Corpus v4, volunteers' part", "CC BY-SA 4.0"),
    "storybooks": ("Global African Storybook Project", "CC BY 3.0/4.0"),
    "integreat": ("Integreat app strings", "MIT"),
    "govuk": ("alphagov/frontend and government-frontend locales", "MIT"),
    "swisscovid": ("DP-3T app", "MPL-2.0"),
    "www-l10n": ("mozilla.org pages", "MPL-2.0"),
    "thunderbird": ("Thunderbird", "MPL-2.0"),
    "godot": ("Godot editor", "MIT"),
    "intuition": ("Intuition", "MIT"),
    "wagtail": ("Wagtail", "BSD-3-Clause"),
    "warehouse": ("PyPI Warehouse", "Apache-2.0"),
    "wp-android": ("Wikipedia app", "Apache-2.0"),
    "odk": ("ODK Collect", "Apache-2.0"),
    "commons": ("Wikimedia Commons app", "Apache-2.0"),
    "phab": ("Phabricator translations", "Apache-2.0"),
    "pywikibot": ("pywikibot-i18n", "MIT"),
    "gnome-help": ("GNOME user documentation", "CC BY 3.0"),
    "pydocs": ("Python documentation translations (es, tr)", "PSF-2.0 / CC0"),
    "omos-train": ("OMoS-QA (digitalfabrik/integreat-qa-dataset), training part", "CC BY 4.0"),
    "arcd-ar": ("ARCD, Arabic questions", "MIT"),
    "persianqa-fa": ("PersianQA, test part", "CC BY-SA 4.0"),
    "covid-faq": ("COVID-QA, questions of public FAQ pages", "Apache-2.0"),
    "library": ("Lotse's own articles and kinds of offices", "as the library"),
}
"""Origin -> (what it is, its licence)."""
