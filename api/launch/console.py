"""What the person at the terminal sees: one line a step, with the seconds it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(sentence: str) -> None:
    """Print a line at once, also when the output is a file or a pipe."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """Print a line to standard error."""
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step and say how long it took."""
    say(f"· {title} …")
    began = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - began:.1f} s")
