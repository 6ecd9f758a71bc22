"""Articles: a topic with a slug, its German source and the translations of it."""
