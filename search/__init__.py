"""How things are found: analysis, embedding model, index, ranking, answers and their evaluation."""
