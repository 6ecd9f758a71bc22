"""Safety lines: fixed, reviewed texts with numbers, shown before any search."""
