"""Start the dialogue server.

    python -m bot.run --port 5005 [--interface 127.0.0.1] [--model FILE.tar.gz]

`LOTSE_ACTION_URL` says where actions are served, `LOTSE_RASA_TOKEN` is sent along as `?token=`.
Rasa's own HTTP API (everybody's conversations) stays shut unless `LOTSE_RASA_API_TOKEN` is set.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bot import inputs
from bot.environment import prepare_environment
from bot.errors import BotError, StartError
from bot.patches import check_answers_without_checking_the_schema
from bot.train import is_current

ACTION_URL = "http://127.0.0.1:8000/internal/rasa/webhook"


def main() -> int:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m bot.run", description=__doc__)
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--interface", default="127.0.0.1", help="address to listen on; never a public one")
    parser.add_argument("--model", type=Path, default=inputs.trained_model())
    arguments = parser.parse_args()
    try:
        serve(arguments.model.resolve(), arguments.interface, arguments.port)
    except BotError as problem:
        sys.stderr.write(f"✗ {problem}\n")
        return 1
    return 0


def serve(model: Path, interface: str, port: int) -> None:
    """Check the model and hand over to Rasa. Raises StartError."""
    if not model.exists():
        raise StartError(
            f"There is no dialogue model at {model}. Train it: python -m bot.train --out {model}"
        )
    if not is_current(model, inputs.fingerprint()):
        raise StartError(f"{model} was trained from other files. Train it: python -m bot.train --out {model}")
    os.environ.setdefault("LOTSE_ACTION_URL", ACTION_URL)
    os.environ.setdefault("LOTSE_RASA_TOKEN", "")
    prepare_environment()
    check_answers_without_checking_the_schema()
    import rasa

    api_token = os.environ.get("LOTSE_RASA_API_TOKEN")
    rasa.run(
        model=str(model),
        endpoints=str(inputs.ENDPOINTS),
        credentials=str(inputs.CREDENTIALS),
        interface=interface,
        port=port,
        enable_api=api_token is not None,
        auth_token=api_token,
        cors=[],
    )


if __name__ == "__main__":
    sys.exit(main())
