"""What Lotse knows: articles, local offers, places, safety lines, and the store that holds them."""
