from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.standin import TOKEN, Calls, StandIn
from tests.bot.talk import API_TOKEN, Rasa, Talk

ROOT = Path(__file__).resolve().parents[2]
BOT_PYTHON = ROOT / ".venv-bot" / "bin" / "python"
READY_IN_S = 120


@pytest.fixture(scope="session")
def bot_python() -> Path:
    if not BOT_PYTHON.exists():
        pytest.skip("Rasa's environment .venv-bot is missing; `make test` sets it up.")
    return BOT_PYTHON


@pytest.fixture(scope="session")
def trained_model(bot_python: Path) -> Path:
    model = ROOT / os.environ.get("LOTSE_DATA_FOLDER", "var") / "rasa" / "lotse.tar.gz"
    subprocess.run([bot_python, "-m", "bot.train", "--out", model], cwd=ROOT, check=True, timeout=280)
    return model


@pytest.fixture(scope="session")
def standin() -> Iterator[StandIn]:
    with StandIn() as server:
        yield server


@pytest.fixture(scope="session")
def rasa(
    bot_python: Path, trained_model: Path, standin: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rasa]:
    """The real server with the trained model; its actions are served by the stand-in."""
    port = free_port()
    log = tmp_path_factory.mktemp("rasa") / "rasa.log"
    command: list[str | Path] = [bot_python, "-m", "bot.run", "--port", str(port), "--model", trained_model]
    said = {"LOTSE_ACTION_URL": standin.url, "LOTSE_RASA_TOKEN": TOKEN, "LOTSE_RASA_API_TOKEN": API_TOKEN}
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=ROOT, env=os.environ | said, stdout=out, stderr=out) as process,
    ):
        try:
            with Rasa(port, log, process.pid) as server:
                wait_until_ready(server, process)
                yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def talk(rasa: Rasa, standin: StandIn, request: pytest.FixtureRequest) -> Talk:
    """A conversation of its own for every test."""
    return Talk(rasa, standin.calls, request.node.name)


@pytest.fixture
def calls(standin: StandIn) -> Calls:
    return standin.calls


def wait_until_ready(server: Rasa, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_IN_S
    while not server.is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"Rasa did not start:\n{server.log.read_text()[-3000:]}")
        time.sleep(0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
