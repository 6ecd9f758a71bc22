"""What a district is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class District:
    """A Kreis or kreisfreie Stadt with its AGS (five digits) and government region."""

    ags: str
    name: str
    kind: str
    government_region: str
