"""From text to terms: one analysis for index and query, and for every engine."""
