"""`python -m api.launch setup | run | data | test-setup | clean`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time

from api.launch.chromium import ensure_chromium
from api.launch.console import complain, say
from api.launch.errors import LaunchError
from api.launch.product import make_data, prepare, remove_made
from api.launch.programs import data_folder, disk_sentence
from api.launch.supervisor import Supervisor, on_signals, only_one

INTERRUPTED = 130


def main() -> int:
    """Run a command; whatever a person must know is one sentence on standard error."""
    parser = argparse.ArgumentParser(prog="python -m api.launch", description=__doc__)
    parser.add_argument("command", choices=sorted(COMMANDS))
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        require_python()
        COMMANDS[arguments.command]()
    except LaunchError as problem:
        complain(f"✗ {problem}")
        return 1
    except KeyboardInterrupt:
        complain("Stopped. What was half made is made again at the next start.")
        return INTERRUPTED
    except OSError as problem:
        complain(f"✗ {disk_sentence(problem, problem.filename or data_folder())}")
        return 1
    return 0


def require_python() -> None:
    """Raise LaunchError under any Python but 3.11."""
    if sys.version_info[:2] != (3, 11):
        raise LaunchError(
            f"Lotse needs Python 3.11, and this is {sys.version.split()[0]}. "
            "Name one: make run PYTHON=/path/to/python3.11"
        )


def setup() -> None:
    """Everything `run` needs, without starting it."""
    with only_one():
        prepare()
    say("Lotse is set up. Start it with: make run")


def data() -> None:
    """Database and index in an environment that is there already (a container)."""
    with only_one():
        make_data()


def run() -> None:
    """Set up what is missing, start, and stay until Ctrl-C."""
    with only_one():
        began = time.monotonic()
        with_rasa = prepare()
        host, port = os.environ.get("LOTSE_HOST", "127.0.0.1"), wanted_port()
        product = Supervisor(host, port, with_rasa)
        on_signals(lambda: setattr(product, "stopping", True))
        try:
            say("· Starting API and Rasa …" if with_rasa else "· Starting the API …")
            product.start()
            if not product.stopping:
                say(f"\nLotse is ready after {time.monotonic() - began:.0f} s: {product.address}")
                say("Ctrl-C stops it.")
            product.watch()
        finally:
            say("Stopping …")
            product.stop()


def wanted_port() -> int:
    """The port from `LOTSE_PORT`, 8000 when nothing is said."""
    text = os.environ.get("LOTSE_PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise LaunchError(f"LOTSE_PORT={text} is no port; use a number from 1 to 65535.")
    return int(text)


def test_setup() -> None:
    """Everything the tests need: development packages, Rasa with a trained model, Chromium."""
    with only_one():
        prepare(development=True, rasa_required=True)
        ensure_chromium()


COMMANDS = {"data": data, "setup": setup, "run": run, "test-setup": test_setup, "clean": remove_made}

if __name__ == "__main__":
    sys.exit(main())
