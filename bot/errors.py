"""What can go wrong here.

BotError
├── ModelFolderError    the shipped embedding model is missing or not as documented
├── TrainingError       Rasa refused to train, or the training data are not as they must be
├── StartError          the server cannot start: no trained model, or one trained from other files
└── ReportError         there is no model or no utterances to report on
"""

from __future__ import annotations


class BotError(Exception):
    """Base of all errors of this package; the message is a sentence for the person at the terminal."""


class ModelFolderError(BotError):
    """The shipped embedding model cannot be read."""


class TrainingError(BotError):
    """Training did not give a model."""


class ReportError(BotError):
    """There is nothing to report on."""


class StartError(BotError):
    """The server cannot start."""
