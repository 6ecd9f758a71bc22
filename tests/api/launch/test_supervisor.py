"""Ports, locks and processes."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from api.launch import supervisor
from api.launch.errors import LaunchError
from api.launch.supervisor import Server, Supervisor

SERVE = (
    "import http.server as h; h.HTTPServer(('127.0.0.1', {port}), h.SimpleHTTPRequestHandler).serve_forever()"
)


@pytest.fixture(autouse=True)
def _logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_DATA_FOLDER", str(tmp_path / "data"))


def a_server(name: str, code: str, port: int) -> Server:
    return Server(name, [sys.executable, "-c", code], f"http://127.0.0.1:{port}/", {})


def wait_until(true: object, patience_s: float = 10.0) -> None:
    deadline = time.monotonic() + patience_s
    while not true():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_a_port_in_use_is_said_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(LaunchError, match=f"Port {port} .* make run LOTSE_PORT={port + 1}"):
            supervisor.require_free_port("127.0.0.1", port)


def test_a_second_start_from_the_same_folder_is_refused() -> None:
    with supervisor.only_one(), pytest.raises(LaunchError, match="is running from"), supervisor.only_one():
        pass


def test_the_lock_is_free_again_afterwards() -> None:
    held = 0
    for _ in range(2):
        with supervisor.only_one():
            held += 1
    assert held == 2


def test_a_server_becomes_ready_and_stops() -> None:
    port = supervisor.free_port()
    server = a_server("api", SERVE.format(port=port), port)
    server.start()
    try:
        wait_until(server.is_ready)
        assert not server.died()
    finally:
        server.stop()
    assert server.died()
    assert not server.is_ready()


def test_an_api_that_does_not_start_ends_with_its_last_words() -> None:
    product = Supervisor("127.0.0.1", supervisor.free_port(), with_rasa=False)
    server = a_server("api", "raise SystemExit('no index; build it with make reindex')", product.port)
    server.start()
    with pytest.raises(LaunchError, match="no index; build it with make reindex"):
        product.wait_for(server, 10)


def test_a_server_that_stays_silent_is_given_up_after_its_time() -> None:
    product = Supervisor("127.0.0.1", supervisor.free_port(), with_rasa=False)
    server = a_server("rasa", "import time; time.sleep(60)", product.port)
    server.start()
    try:
        with pytest.raises(LaunchError, match="rasa was not ready after 1 s"):
            product.wait_for(server, 1)
    finally:
        server.stop()


def test_rasa_is_started_again_when_it_dies() -> None:
    port = supervisor.free_port()
    product = Supervisor("127.0.0.1", port, with_rasa=True)
    server = a_server("rasa", SERVE.format(port=port), port)
    product.servers.append(server)
    server.start()
    try:
        wait_until(server.is_ready)
        first = product.processes()["rasa"]
        os.kill(first, signal.SIGKILL)
        wait_until(server.died)
        product.revive(server)
        wait_until(server.is_ready)
        assert product.processes()["rasa"] != first
    finally:
        product.stop()


def test_rasa_stays_off_when_it_keeps_dying() -> None:
    product = Supervisor("127.0.0.1", supervisor.free_port(), with_rasa=True)
    server = a_server("rasa", "raise SystemExit(1)", product.port)
    product.servers.append(server)
    server.start()
    while server in product.servers:
        wait_until(server.died)
        product.revive(server)
    assert server.starts == supervisor.RASA_RESTARTS + 1


def test_an_api_that_dies_ends_the_product() -> None:
    product = Supervisor("127.0.0.1", supervisor.free_port(), with_rasa=False)
    server = a_server("api", "raise SystemExit('out of memory')", product.port)
    product.servers.append(server)
    server.start()
    wait_until(server.died)
    with pytest.raises(LaunchError, match="out of memory"):
        product.watch()
