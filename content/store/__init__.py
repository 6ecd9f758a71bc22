"""The store: the library in a database, SQLite or PostgreSQL."""

from content.store.store import Store

__all__ = ["Store"]
