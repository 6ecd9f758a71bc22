"""What a place is."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode area of a municipality: degrees WGS 84, AGS of the district (five digits)."""

    postcode: str
    name: str
    district_ags: str
    district: str
    latitude: float
    longitude: float


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points in degrees, by the haversine formula."""
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    d_lat, d_lon = radians(lat_b - lat_a), radians(lon_b - lon_a)
    h = sin(d_lat / 2) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(d_lon / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h))
