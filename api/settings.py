"""Every setting in one place, read from the environment (prefix `LOTSE_`)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may set; the defaults run on one small machine without any other service."""

    model_config = SettingsConfigDict(env_prefix="LOTSE_", frozen=True)

    data_folder: Path = Path("var")
    """Where Lotse keeps what it makes: database, index, secret."""
    database_url: str | None = None
    """SQLAlchemy URL; None means SQLite in the data folder."""
    model: str | None = None
    """Path or hub name of another embedding model; None means the shipped one."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    rasa_url: str | None = None
    """Base address of Rasa; None means the chat answers from search alone."""
    rasa_budget_s: float = Field(default=2.0, gt=0, le=10)
    """Seconds a chat turn waits for Rasa before it is answered from search."""
    rasa_token: str | None = None
    """Shared secret of the action webhook; without one the webhook answers loopback callers only."""
    public_url: str = ""
    """Address people reach Lotse under, for absolute links; empty means relative links."""

    @property
    def store_url(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.data_folder / 'lotse.db'}"

    @property
    def index_folder(self) -> Path:
        """Where the embedded index lies."""
        return self.data_folder / "index"

    @property
    def secret_file(self) -> Path:
        """Key that signs button payloads; made at first start."""
        return self.data_folder / "secret"
