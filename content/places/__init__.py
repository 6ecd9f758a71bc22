"""Municipalities and postcodes of North Rhine-Westphalia. Data: GeoNames, CC BY 4.0."""
