"""What has to be there before Lotse can start, in order."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from api.launch.console import complain, say
from api.launch.environments import BOT, ensure_app, ensure_bot, python_of
from api.launch.errors import OptionalPartMissing
from api.launch.programs import data_folder, run
from api.launch.steps import Step


def rasa_model() -> Path:
    """The trained dialogue model."""
    return data_folder() / "rasa" / "lotse.tar.gz"


def steps() -> list[Step]:
    """Database and index; the dialogue model is the bot's own affair, catalogs are compiled at start."""
    data = data_folder()
    code = ("content/**/*.py", "content/library/**/*")
    return [
        Step(
            name="library",
            title="Loading articles, places and offers into the database",
            inputs=code,
            outputs=() if "LOTSE_DATABASE_URL" in os.environ else (data / "lotse.db",),
            commands=(("-m", "content", "database"), ("-m", "content", "import")),
        ),
        Step(
            name="index",
            title="Building the search index",
            inputs=(*code, "search/**/*"),
            outputs=(data / "index",),
            commands=(("-m", "search", "build"),),
        ),
    ]


def prepare(*, development: bool = False, rasa_required: bool = False) -> bool:
    """Do everything that is not done yet; True when Rasa is ready to be started.

    Raises LaunchError when a part is missing that Lotse cannot do without, and, with
    `rasa_required`, when Rasa is.
    """
    ensure_app(development=development)
    make_data()
    try:
        ensure_bot()
        train()
    except OptionalPartMissing as missing:
        if rasa_required:
            raise
        complain(f"! {missing}")
        say("  Lotse starts without Rasa: the chat answers from search.")
        return False
    return True


def make_data() -> None:
    """Database and index, each only when what it is made of has changed."""
    data_folder().mkdir(parents=True, exist_ok=True)
    for one in steps():
        one.run_if_needed(data_folder())


def train() -> None:
    """Train the dialogue model, unless it was trained from the very same files."""
    model = rasa_model()
    model.parent.mkdir(parents=True, exist_ok=True)
    run("Training the dialogue", [python_of(BOT), "-m", "bot.train", "--out", model], visible=True)


def remove_made() -> None:
    """Remove what Lotse made for itself, environments excepted."""
    shutil.rmtree(data_folder(), ignore_errors=True)
