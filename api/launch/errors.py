"""The exceptions of setting up and starting.

LaunchError                       something a person must know or mend; printed as one clear sentence
└── OptionalPartMissing           a part Lotse runs without (Rasa); said once, then it goes on
"""

from __future__ import annotations


class LaunchError(Exception):
    """Its message is a sentence for the person at the terminal; there is no traceback."""


class OptionalPartMissing(LaunchError):
    """A part Lotse can do without is not to be had on this machine."""
