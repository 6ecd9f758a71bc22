"""How well things are found, measured on judged questions."""
