"""The product as people get it: data folder prepared, API and Rasa on ports of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.launch.environments import BOT, python_of
from api.launch.errors import LaunchError
from api.launch.product import make_data, train
from api.launch.supervisor import Supervisor, free_port, only_one


@contextmanager
def running() -> Iterator[str]:
    """The address of a product that runs with Rasa; LaunchError says in a sentence why it cannot."""
    if not python_of(BOT).exists():
        raise LaunchError("Rasa's environment is missing.")
    with only_one():
        make_data()
        train()
        product = Supervisor("127.0.0.1", free_port(), with_rasa=True)
        try:
            product.start()
            if "rasa" not in product.processes():
                raise LaunchError("Rasa did not start: see log/rasa.log of the data folder.")
            yield product.address.rstrip("/")
        finally:
            product.stop()
