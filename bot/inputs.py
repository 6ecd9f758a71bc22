"""What the dialogue model is made from, and a hash that tells whether any of it has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from bot.encoder import MODEL_FILES

BOT_FOLDER = Path(__file__).resolve().parent
ROOT = BOT_FOLDER.parent
CONFIG = BOT_FOLDER / "config.yml"
DOMAIN = BOT_FOLDER / "domain.yml"
TRAINING_DATA = BOT_FOLDER / "data"
CREDENTIALS = BOT_FOLDER / "credentials.yml"
ENDPOINTS = BOT_FOLDER / "endpoints.yml"

MODEL_FOLDER_VARIABLE = "LOTSE_MODEL_FOLDER"
COMPONENTS = ("encoder.py", "featurizer.py")
"""Code that runs during training; the rest of the package changes nothing about the model."""


def model_folder() -> Path:
    """Folder of the embedding model: `LOTSE_MODEL_FOLDER`, else the shipped one.

    A relative path counts from the root of the repository.
    """
    return ROOT / os.environ.get(MODEL_FOLDER_VARIABLE, "search/model/shipped")


def trained_model() -> Path:
    """Where the dialogue model lies unless a command is told another place."""
    return ROOT / os.environ.get("LOTSE_DATA_FOLDER", "var") / "rasa" / "lotse.tar.gz"


def training_files() -> Iterator[Path]:
    """Every file the dialogue model depends on, in a stable order."""
    yield CONFIG
    yield DOMAIN
    yield BOT_FOLDER / "requirements.txt"
    yield from (BOT_FOLDER / name for name in COMPONENTS)
    yield from sorted(TRAINING_DATA.rglob("*.yml"))
    yield from (model_folder() / name for name in MODEL_FILES)


def fingerprint() -> str:
    """SHA-256 over all training files and the versions of all packages.

    Raises FileNotFoundError when one is missing.
    """
    total = hashlib.sha256()
    for path in training_files():
        total.update(f"\n{path.name}\n".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def stamp_of(model: Path) -> Path:
    """The file beside a trained model that holds the fingerprint it was trained from."""
    return model.with_name(model.name + ".inputs")
