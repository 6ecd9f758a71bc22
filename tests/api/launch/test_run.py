"""`make run` as a person uses it: first start, Ctrl-C, second start, killed half-way, port taken."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from api.launch import product
from api.launch.errors import OptionalPartMissing
from api.launch.programs import ROOT
from api.launch.supervisor import free_port

PREPARED = ROOT / "var"
SECOND_START_S = 30.0


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with nothing but a trained dialogue, whose training has a test of its own."""
    folder = tmp_path / "data"
    shutil.copytree(prepared() / "rasa", folder / "rasa")
    return folder


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A data folder in which everything is made already."""
    for name in ("rasa", "index", "stamps"):
        shutil.copytree(prepared() / name, tmp_path / "data" / name)
    shutil.copy(prepared() / "lotse.db", tmp_path / "data")
    return tmp_path / "data"


def prepared() -> Path:
    """What the set-up of the tests has made."""
    assert (PREPARED / "stamps").exists(), "Prepare the tests first: python -m api.launch test-setup"
    return PREPARED


@contextmanager
def lotse(data: Path, port: int, *, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """`make run` as a process of its own, ended at the end whatever happens."""
    settings = {**os.environ, **(env or {}), "LOTSE_DATA_FOLDER": str(data), "LOTSE_PORT": str(port)}
    command = [sys.executable, "-m", "api.launch", "run"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(30)
        assert process.stdout is not None
        process.stdout.close()


def read_until(process: subprocess.Popen[str], words: str) -> list[str]:
    """The lines printed up to the one that holds `words`; fails when the program ends before."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return lines
    pytest.fail(f"it ended without saying {words!r}:\n{''.join(lines)}")


@pytest.mark.slow
@pytest.mark.rasa
def test_it_starts_answers_stops_and_starts_again_quickly(data: Path) -> None:
    port = free_port()
    with lotse(data, port) as first:
        said = "".join(read_until(first, "Lotse is ready"))
        assert "Building the search index" in said
        assert f"http://127.0.0.1:{port}/" in said
        assert httpx.get(f"http://127.0.0.1:{port}/ready").json()["parts"]["rasa"] == "on"
        first.send_signal(signal.SIGINT)
        assert first.wait(30) == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/health")
    began = time.monotonic()
    with lotse(data, port) as second:
        said = "".join(read_until(second, "Lotse is ready"))
        assert time.monotonic() - began < SECOND_START_S
        assert "Building" not in said
        assert "Loading" not in said


@pytest.mark.slow
@pytest.mark.rasa
def test_killed_during_set_up_it_mends_itself_at_the_next_start(data: Path) -> None:
    port = free_port()
    with lotse(data, port) as first:
        read_until(first, "Building the search index")
        time.sleep(1)
        first.kill()
        first.wait(10)
    with lotse(data, port) as second:
        said = "".join(read_until(second, "Lotse is ready"))
        assert "Building the search index" in said
        answer = httpx.get(f"http://127.0.0.1:{port}/api/v1/search", params={"q": "Kita", "lang": "de"})
        assert answer.status_code == 200


@pytest.mark.slow
@pytest.mark.rasa
def test_killed_while_running_it_leaves_no_port_taken(made: Path) -> None:
    port = free_port()
    with lotse(made, port) as first:
        read_until(first, "Lotse is ready")
        first.kill()
        first.wait(10)
    with lotse(made, port) as second:
        read_until(second, "Lotse is ready")
        assert httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200


@pytest.mark.slow
@pytest.mark.rasa
def test_a_taken_port_is_one_sentence_and_no_traceback(made: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with lotse(made, port) as process:
            said = process.communicate(timeout=120)[0]
    assert process.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in said
    assert "Traceback" not in said


def test_a_port_that_is_none_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.launch.__main__ import wanted_port
    from api.launch.errors import LaunchError

    for wrong in ("0", "70000", "http", "-1"):
        monkeypatch.setenv("LOTSE_PORT", wrong)
        with pytest.raises(LaunchError, match="is no port"):
            wanted_port()


def test_without_rasa_it_goes_on_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> None:
        raise OptionalPartMissing("Rasa needs Python 3.10, and there is none.")

    monkeypatch.setattr(product, "ensure_app", lambda *, development: None)  # noqa: ARG005
    monkeypatch.setattr(product, "make_data", lambda: None)
    monkeypatch.setattr(product, "ensure_bot", missing)
    assert product.prepare() is False
    said = capsys.readouterr()
    assert "Rasa needs Python 3.10, and there is none." in said.err
    assert "the chat answers from search" in said.out
    with pytest.raises(OptionalPartMissing):
        product.prepare(rasa_required=True)
