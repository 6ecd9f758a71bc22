"""Starts API and Rasa, waits until both answer, keeps them, and stops both."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from api.launch.console import complain, say
from api.launch.environments import APP, BOT, python_of
from api.launch.errors import LaunchError
from api.launch.product import rasa_model
from api.launch.programs import ROOT, data_folder, die_with_parent, explain, log_file, open_log

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
"""A question is too small to share out: on two cores the threads of torch would only wait for each other."""
API_PATIENCE_S = 120.0
RASA_PATIENCE_S = 120.0
STOP_PATIENCE_S = 10.0
RASA_RESTARTS = 5


@dataclass
class Server:
    """One process of the product and the address that tells whether it is ready."""

    name: str
    command: list[str]
    ready_url: str
    env: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    log_start: int = 0
    starts: int = 0

    @property
    def log(self) -> Path:
        """Where it writes what it says."""
        return log_file(self.name)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        output = open_log(self.log)
        self.log_start = self.log.stat().st_size
        self.starts += 1
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env={**os.environ, **self.env},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  # the supervisor has no threads
        )
        output.close()

    def died(self) -> bool:
        """Whether it was started and is no longer there."""
        return self.process is not None and self.process.poll() is not None

    def ask_to_stop(self) -> None:
        """Send the request to end, without waiting."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)

    def stop(self) -> None:
        """Ask it to end; after ten seconds make it end."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def is_ready(self) -> bool:
        """Whether its address answers with 200."""
        try:
            with urllib.request.urlopen(self.ready_url, timeout=2) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError, OSError):
            return False


@dataclass
class Supervisor:
    """The running product."""

    host: str
    port: int
    with_rasa: bool
    servers: list[Server] = field(default_factory=list)
    stopping: bool = False

    def start(self) -> None:
        """Start both and wait until both are ready.

        Raises LaunchError when the API does not come up; without Rasa it goes on and says so.
        """
        require_free_port(self.host, self.port)
        token = secrets.token_urlsafe(24)
        rasa_port = free_port()
        env = {
            "LOTSE_HOST": self.host,
            "LOTSE_PORT": str(self.port),
            "LOTSE_RASA_TOKEN": token,
            **ONE_THREAD,
        }
        if self.with_rasa:
            env["LOTSE_RASA_URL"] = f"http://127.0.0.1:{rasa_port}"
            self.servers.append(self.rasa(rasa_port, token))
        self.servers.insert(0, self.api(env))
        for server in self.servers:
            server.start()
        self.wait_for(self.servers[0], API_PATIENCE_S)
        for server in self.servers[1:]:
            try:
                self.wait_for(server, RASA_PATIENCE_S)
            except LaunchError as problem:
                complain(f"! {problem}")
                say("  Lotse goes on without Rasa: the chat answers from search.")
                server.stop()
                self.servers.remove(server)

    def api(self, env: dict[str, str]) -> Server:
        """The FastAPI app; its access log is off because it would hold addresses and questions."""
        command = [
            str(python_of(APP)),
            "-m",
            "uvicorn",
            "--factory",
            "api.main:create_app",
            "--no-access-log",
        ]
        bind = ["--host", self.host, "--port", str(self.port), "--no-server-header"]
        return Server("api", [*command, *bind], f"http://{self.local_host}:{self.port}/health", env)

    def rasa(self, port: int, token: str) -> Server:
        """Rasa on a loopback port of its own."""
        command = [str(python_of(BOT)), "-m", "bot.run", "--port", str(port), "--model", str(rasa_model())]
        env = {
            "LOTSE_ACTION_URL": f"http://{self.local_host}:{self.port}/internal/rasa/webhook",
            "LOTSE_RASA_TOKEN": token,
        }
        return Server("rasa", command, f"http://127.0.0.1:{port}/", env)

    @property
    def local_host(self) -> str:
        """An address of this machine under which the API answers."""
        return "127.0.0.1" if self.host in ("0.0.0.0", "127.0.0.1", "localhost") else self.host  # noqa: S104

    @property
    def address(self) -> str:
        """What a person types into the browser."""
        return f"http://{self.local_host}:{self.port}/"

    def wait_for(self, server: Server, patience_s: float) -> None:
        """Wait until a server is ready; LaunchError with its last words when it is not in time."""
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline and not self.stopping:
            if server.is_ready():
                return
            if server.died():
                raise LaunchError(explain(f"Starting {server.name}", server.log, server.log_start))
            time.sleep(0.2)
        if not self.stopping:
            raise LaunchError(f"{server.name} was not ready after {patience_s:.0f} s; see {server.log}.")

    def watch(self) -> None:
        """Stay until told to stop. Rasa is started again when it dies; the API ends the product."""
        while not self.stopping:
            time.sleep(0.3)
            for server in self.servers:
                if server.died() and not self.stopping:
                    self.revive(server)

    def revive(self, server: Server) -> None:
        """Start Rasa again, a few times at most; the chat answers from search meanwhile."""
        if server.name == "api":
            raise LaunchError(explain("The API", server.log, server.log_start))
        if server.starts > RASA_RESTARTS:
            complain(f"! {server.name} ended {server.starts} times and stays off; see {server.log}.")
            self.servers.remove(server)
            return
        complain(f"! {server.name} ended and is started again; the chat answers from search meanwhile.")
        server.start()

    def stop(self) -> None:
        """Stop everything that runs, all at once."""
        self.stopping = True
        for server in self.servers:
            server.ask_to_stop()
        for server in self.servers:
            server.stop()

    def processes(self) -> dict[str, int]:
        """Process ids by name, for whoever measures memory."""
        return {s.name: s.process.pid for s in self.servers if s.process is not None and not s.died()}


def require_free_port(host: str, port: int) -> None:
    """Raise LaunchError when another program listens where Lotse should."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror as problem:
            raise LaunchError(f"LOTSE_HOST={host} is no address of this machine.") from problem
        except OSError as problem:
            raise LaunchError(
                f"Port {port} on {host} cannot be used ({problem.strerror}). Stop the program that has it, "
                f"or choose another one: make run LOTSE_PORT={port + 1}"
            ) from problem


def free_port() -> int:
    """A loopback port nobody uses at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the lock of the data folder; LaunchError when Lotse is set up or runs there already."""
    path = data_folder() / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise LaunchError(
                f"Lotse is being set up or is running from {data_folder()} already. "
                "Stop it with Ctrl-C where it was started, or use another LOTSE_DATA_FOLDER."
            ) from problem
        yield


def on_signals(stop: Callable[[], None]) -> None:
    """Make Ctrl-C and a termination request call `stop`."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    signal.signal(signal.SIGINT, handle)
    signal.signal(signal.SIGTERM, handle)


def parts(address: str) -> dict[str, object]:
    """What `/ready` says about the parts of the running product."""
    with urllib.request.urlopen(f"{address}ready", timeout=5) as answer:  # noqa: S310
        result: dict[str, object] = json.loads(answer.read())
    return result
