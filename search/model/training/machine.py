"""Settings of the C libraries below torch, which more than halve the time of a step on few cores."""

from __future__ import annotations

import contextlib
import ctypes
import os
from typing import Final

_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
_LARGEST_MMAP_THRESHOLD: Final = 1 << 25
"""glibc refuses more on 64 bits."""
_KEPT_BYTES: Final = 1 << 30


def prepare_machine() -> None:
    """Call before torch is imported for the first time; later it changes nothing.

    Threads of OpenMP shall sleep rather than spin while they wait: beside other work on the machine,
    spinning steals the very core they wait for. And glibc shall keep the large blocks that every step
    allocates anew, instead of giving them back to the system and faulting them in again.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    with contextlib.suppress(OSError, AttributeError):  # no glibc: musl, macOS
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGEST_MMAP_THRESHOLD)
        libc.mallopt(_M_TRIM_THRESHOLD, _KEPT_BYTES)
