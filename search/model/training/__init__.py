"""Trains the shipped model from parallel text and questions with answers: `python -m search.model.training`."""
