"""How well messages are understood, language by language, on utterances kept out of training.

    python -m bot.report [--utterances FOLDER] [--model FILE.tar.gz] [--json FILE]

A language's column says how many of an intent's utterances got that intent. `reply` counts what the
person gets instead: a message that is not understood is answered from search like a question, and a
bare place or office starts the same form as a search for one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot import inputs
from bot.environment import prepare_environment
from bot.errors import BotError, ReportError
from bot.train import is_current, say

SAME_REPLY = {"nlu_fallback": "ask", "inform": "find_offer"}


@dataclass(frozen=True)
class Judged:
    """One utterance and what it was taken for."""

    lang: str
    text: str
    intent: str
    predicted: str
    confidence: float
    """Of the best intent of all, also where it was too low to be taken."""

    @property
    def right(self) -> bool:
        """Whether the intent is right."""
        return self.predicted == self.intent

    @property
    def same_reply(self) -> bool:
        """Whether the person gets the reply the right intent would have given."""
        return self.right or reply_to(self.predicted) == reply_to(self.intent)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bot.report", description=__doc__)
    parser.add_argument("--utterances", type=Path, default=inputs.ROOT / "tests" / "bot" / "nlu")
    parser.add_argument("--model", type=Path, default=inputs.trained_model())
    parser.add_argument("--json", type=Path, help="write every single judgement to this file")
    arguments = parser.parse_args()
    try:
        judged = judge(arguments.model.resolve(), arguments.utterances.resolve())
    except BotError as problem:
        sys.stderr.write(f"✗ {problem}\n")
        return 1
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(each) for each in judged], ensure_ascii=False, indent=1))
    for line in [*accuracy_table(judged), "", *mistakes(judged)]:
        say(line)
    return 0


def judge(model: Path, utterances: Path) -> list[Judged]:
    """Let the trained model read all utterances. Raises ReportError when a file is missing."""
    files = sorted(utterances.glob("*.yml"))
    if not model.exists() or not files:
        raise ReportError(f"There is nothing to report on: {model} or {utterances}/*.yml is missing.")
    if not is_current(model, inputs.fingerprint()):
        raise ReportError(
            f"{model} was trained from other files. Train it: python -m bot.train --out {model}"
        )
    prepare_environment()
    from rasa.core.agent import Agent
    from rasa.shared.nlu.training_data.loading import load_data

    expected = [
        (path.stem, message.get("text"), message.get("intent"))
        for path in files
        for message in load_data(str(path)).intent_examples
    ]
    agent = Agent.load(str(model))

    async def read_all() -> list[Judged]:
        return [
            Judged(lang, text, intent, *outcome(await agent.parse_message(text)))
            for lang, text, intent in expected
        ]

    return asyncio.run(read_all())


def outcome(parsed: dict[str, Any]) -> tuple[str, float]:
    """The intent taken and the confidence of the best one."""
    best = next(each for each in parsed["intent_ranking"] if each["name"] != "nlu_fallback")
    return parsed["intent"]["name"], float(best["confidence"])


def reply_to(intent: str) -> str:
    """Intents with the same reply share a name here."""
    return SAME_REPLY.get(intent, intent)


def accuracy_table(judged: list[Judged]) -> Iterator[str]:
    """Per intent and language: right of all; then the shares of each language."""
    langs = sorted({each.lang for each in judged})
    yield f"{'intent':<16}" + "".join(f"{lang:>9}" for lang in langs)
    for intent in sorted({each.intent for each in judged}):
        cells = [[each for each in judged if each.lang == lang and each.intent == intent] for lang in langs]
        yield f"{intent:<16}" + "".join(f"{sum(e.right for e in cell):>5}/{len(cell):<3}" for cell in cells)
    for name in ("right", "same_reply"):
        shares = [share([each for each in judged if each.lang == lang], name) for lang in langs]
        title = {"right": "intent right", "same_reply": "reply right"}[name]
        yield f"{title:<16}" + "".join(f"{value:>9.3f}" for value in shares)
    yield f"all languages   {share(judged, 'right'):.3f} intent right, {share(judged, 'same_reply'):.3f} reply right"


def share(judged: list[Judged], quality: str) -> float:
    """How much of the utterances has the quality (0 to 1)."""
    return sum(bool(getattr(each, quality)) for each in judged) / len(judged)


def mistakes(judged: list[Judged]) -> Iterator[str]:
    """Every utterance whose reply is not the right one."""
    for each in judged:
        if not each.same_reply:
            yield f"{each.lang}  {each.intent} → {each.predicted} ({each.confidence:.2f})  {each.text}"


if __name__ == "__main__":
    sys.exit(main())
