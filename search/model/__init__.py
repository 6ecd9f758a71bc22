"""The embedding model: opening it, measuring it, training it, and the one that ships."""
