"""The exceptions of `search`.

SearchError                       anything this package raises on purpose
├── IndexMissingError             no index has been built yet, or it belongs to another model
├── ModelError                    the embedding model cannot be opened
└── EvaluationError               a BEIR-style folder that cannot be read
"""

from __future__ import annotations


class SearchError(Exception):
    """Catch this to catch everything `search` raises on purpose."""


class IndexMissingError(SearchError):
    """There is no index, or it was built with another model; build it with `make reindex`."""


class ModelError(SearchError):
    """The embedding model cannot be opened; there is never another one in its place."""


class EvaluationError(SearchError):
    """A folder that is not in the BEIR layout (corpus.jsonl, queries.jsonl, qrels/)."""
