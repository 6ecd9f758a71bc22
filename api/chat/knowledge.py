"""What the actions look things up in."""

from __future__ import annotations

from dataclasses import dataclass

from api.asking import who_helps
from api.chat.kinds import KindFinder
from api.services import Services
from api.whereabouts import NOWHERE, Whereabouts, from_field
from search.errors import IndexMissingError
from search.models import Answer, Query


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Store, search, places and the clock, as the actions see them."""

    services: Services
    kinds: KindFinder

    @classmethod
    def of(cls, services: Services) -> Knowledge:
        """With the names of all kinds of office the store has."""
        return cls(services, KindFinder(services.store.offer_kinds()))

    def answer(self, text: str, lang: str, postcode: str | None) -> Answer:
        """What the library says to a question; raises SearchError when there is no index."""
        if self.services.search is None:
            raise IndexMissingError
        return self.services.search.answer(Query(text, lang, point=self.where(postcode).point))

    def where(self, postcode: str | None) -> Whereabouts:
        """The place of a postcode."""
        return from_field(self.services.gazetteer, postcode) if postcode else NOWHERE

    def person_kinds(self) -> tuple[str, ...]:
        """Kinds of office where a person listens: those of the article on who helps with what."""
        guide = who_helps(self.services)
        return guide.offer_kinds if guide else ()
