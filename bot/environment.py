"""The process Rasa runs in: no telemetry, no cache, quiet logs without a word of any message."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.inputs import ROOT

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # training takes seconds; a cache would only be one more thing that can be old
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "OMP_NUM_THREADS": "1",
}
KEPT = ("event", "level", "event_info", "exc_info")
"""What of a structured log line may be written. Rasa puts messages, slots and whole trackers into others."""


def prepare_environment() -> None:
    """Set the process up; call it before Rasa is imported for the first time."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    os.chdir(ROOT)  # Rasa resolves `bot.featurizer` and `bot.nlg` from here
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.WARNING)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)  # of frozen packages: nobody here can mend them
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.processors.add_log_level,
            without_texts,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def without_texts(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep what happened, drop what was said; of an exception only its kind.

    A traceback with the values of its variables would hold the message again.
    """
    kept = {key: value for key, value in line.items() if key in KEPT}
    failed = kept.pop("exc_info", None)
    if failed:
        kept["error"] = name_of(failed)
    return kept


def name_of(failed: Any) -> str:
    """Kind of the exception that `exc_info` stands for."""
    if isinstance(failed, BaseException):
        return type(failed).__name__
    kind = failed[0] if isinstance(failed, tuple) else sys.exc_info()[0]
    return kind.__name__ if kind is not None else "unknown"
