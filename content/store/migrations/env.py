"""Runs migrations on the connection the caller has opened."""

from __future__ import annotations

from alembic import context

from content.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
