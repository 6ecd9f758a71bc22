"""Train the dialogue model, unless it was trained from the very same files.

python -m bot.train [--out FILE.tar.gz] [--force]
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import time
from pathlib import Path

from bot import inputs
from bot.encoder import fingerprint as fingerprint_of_model
from bot.environment import prepare_environment
from bot.errors import BotError, TrainingError

SUFFIX = ".tar.gz"


def main() -> int:
    """Train where needed; whatever a person must know is one line."""
    parser = argparse.ArgumentParser(prog="python -m bot.train", description=__doc__)
    parser.add_argument("--out", type=Path, default=inputs.trained_model(), help="the model file to write")
    parser.add_argument("--force", action="store_true", help="train although nothing has changed")
    arguments = parser.parse_args()
    try:
        train(arguments.out.resolve(), force=arguments.force)
    except BotError as problem:
        sys.stderr.write(f"✗ {problem}\n")
        return 1
    return 0


def train(model: Path, *, force: bool = False) -> None:
    """Write the model file and, last of all, the stamp beside it. Raises BotError."""
    fingerprint_of_model(inputs.model_folder())  # says which file is missing
    wanted = inputs.fingerprint()
    if not force and is_current(model, wanted):
        say(f"The dialogue model is up to date: {model}")
        return
    stamp = inputs.stamp_of(model)
    stamp.unlink(missing_ok=True)
    say("Training the dialogue model …")
    began = time.monotonic()
    run_rasa(model)
    stamp.write_text(wanted)
    say(f"Trained in {time.monotonic() - began:.0f} s: {model} ({model.stat().st_size / 1024:.0f} KB)")


def is_current(model: Path, wanted: str) -> bool:
    """Whether the model file is whole and was trained from the files as they are now."""
    stamp = inputs.stamp_of(model)
    return model.exists() and stamp.exists() and stamp.read_text() == wanted


def run_rasa(model: Path) -> None:
    """Let Rasa train into the file. Raises TrainingError with Rasa's own words."""
    if not model.name.endswith(SUFFIX):
        raise TrainingError(f"{model.name}: Rasa writes models as {SUFFIX}; give such a name.")
    prepare_environment()
    from rasa.model_training import train as rasa_train
    from rasa.shared.exceptions import RasaException

    say(f"  {count_examples()} example messages in {len(languages())} languages")
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            result = rasa_train(
                domain=str(inputs.DOMAIN),
                config=str(inputs.CONFIG),
                training_files=[str(inputs.TRAINING_DATA)],
                output=str(model.parent),
                fixed_model_name=model.name[: -len(SUFFIX)],
                force_training=True,
            )
    except RasaException as problem:
        raise TrainingError(f"Rasa could not train: {problem}") from problem
    if result.code != 0 or not model.exists():
        raise TrainingError(f"Rasa ended without a model. Its last words:\n{said.getvalue()[-2000:]}")


def languages() -> list[str]:
    """Tags of the languages there are example messages in."""
    return sorted(path.stem for path in (inputs.TRAINING_DATA / "nlu").glob("*.yml"))


def count_examples() -> int:
    """How many example messages the training data hold."""
    from rasa.shared.nlu.training_data.loading import load_data

    return len(load_data(str(inputs.TRAINING_DATA / "nlu")).intent_examples)


def say(sentence: str) -> None:
    """One line of progress, at once."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # TensorFlow's threads take seconds to end and have nothing to save
