"""Small BEIR folders."""

from __future__ import annotations

import json
from pathlib import Path

PAGES = {
    "kita": ("Kita anmelden", "Das Jugendamt vermittelt Plätze in der Kita."),
    "kurs": ("Deutsch lernen", "Im Integrationskurs lernen Sie Deutsch. " * 40),
    "leer": ("Nur ein Titel", ""),
}
QUESTIONS = {"1": "Wo melde ich die Kita an?", "2": "Wie lerne ich Deutsch?", "3": "Wie wird das Wetter?"}
QRELS = "query-id\tcorpus-id\tscore\n1\tkita\t1\n2\tkurs\t1\n2\tleer\t0\n"


def write_language(folder: Path, lang: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    corpus = [{"_id": id_, "title": title, "text": text} for id_, (title, text) in PAGES.items()]
    queries = [{"_id": id_, "text": text, "language": lang} for id_, text in QUESTIONS.items()]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def write_qrels(folder: Path, text: str = QRELS) -> None:
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    (folder / "qrels" / "dev.tsv").write_text(text, encoding="utf-8")
