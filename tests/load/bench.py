"""`make bench`: starts the product and measures it over HTTP in one run.

Prints a Markdown table; `--write README.md` puts it between the bench markers of that file. All
requests go to the loopback address of the product it has started itself.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from api.launch.product import prepare
from api.launch.supervisor import Supervisor, free_port, only_one

LANGUAGES = ("de", "en", "ar", "uk")
PAGES = ("", "articles/kita-entitlement?place=44137", "search?q=kita+dortmund", "offers?place=50667", "chat")
QUESTIONS = {
    "de": ("Hallo", "Wer hilft mir beim Anerkennen von meinem Diplom?", "was kostet ein kitaplatz", "Danke"),
    "en": ("hi there", "Am I allowed to join a German course?", "find a nursery in Essen", "thanks"),
    "ar": ("مرحبا", "كيف أسجل طفلي في الحضانة؟", "أبحث عن دورة لغة في كولونيا", "شكرا"),
    "uk": ("Привіт", "Як записати дитину в садочок?", "шукаю консультацію в Дортмунді", "дякую"),
}
PARALLEL_READERS = 4
PAGE_REQUESTS = 600
SEARCH_REQUESTS = 400
CONVERSATIONS = 40


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds each request took, and seconds from the first to the last."""

    each: Sequence[float]
    total: float

    @property
    def per_second(self) -> float:
        return len(self.each) / self.total

    def percentile(self, percent: int) -> float:
        """Milliseconds under which `percent` of the requests stayed."""
        return 1000 * statistics.quantiles(self.each, n=100, method="inclusive")[percent - 1]


async def timed(
    client: httpx.AsyncClient, method: str, url: str, **body: object
) -> tuple[float, httpx.Response]:
    """Send one request; an answer that is no 2xx ends the run, since its time would mean nothing."""
    began = time.perf_counter()
    answer = await client.request(method, url, **body)  # type: ignore[arg-type]
    answer.raise_for_status()
    return time.perf_counter() - began, answer


async def pages(client: httpx.AsyncClient) -> Timing:
    """Portal pages of all languages by several readers at once."""
    urls = [f"/{lang}/{page}" for page in PAGES for lang in LANGUAGES]
    pending = iter([urls[i % len(urls)] for i in range(PAGE_REQUESTS)])
    each: list[float] = []

    async def reader() -> None:
        for url in pending:
            seconds, _ = await timed(client, "GET", url)
            each.append(seconds)

    began = time.perf_counter()
    await asyncio.gather(*(reader() for _ in range(PARALLEL_READERS)))
    return Timing(each, time.perf_counter() - began)


async def searches(client: httpx.AsyncClient) -> Timing:
    """One search after the other, in all languages."""
    asked = [(lang, q) for lang in LANGUAGES for q in QUESTIONS[lang]]
    each = []
    began = time.perf_counter()
    for i in range(SEARCH_REQUESTS):
        lang, q = asked[i % len(asked)]
        each.append((await timed(client, "GET", "/api/v1/search", params={"q": q, "lang": lang}))[0])
    return Timing(each, time.perf_counter() - began)


async def turns(client: httpx.AsyncClient) -> tuple[Timing, Counter[str]]:
    """Whole conversations one after the other through the web channel; who answered is counted."""
    each: list[float] = []
    handled: Counter[str] = Counter()
    began = time.perf_counter()
    for i in range(CONVERSATIONS):
        lang, conversation = LANGUAGES[i % len(LANGUAGES)], None
        for text in QUESTIONS[lang]:
            body = {"text": text, "lang": lang, "conversation_id": conversation}
            seconds, answer = await timed(client, "POST", "/api/v1/chat/turns", json=body)
            conversation = answer.json()["conversation_id"]
            handled[answer.json()["handled_by"]] += 1
            each.append(seconds)
    return Timing(each, time.perf_counter() - began), handled


def resident_mb(pid: int) -> float:
    """Resident memory of a process and its children, in MiB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    status = Path(f"/proc/{pid}/status").read_text()
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return own / 1024 + sum(resident_mb(int(child)) for child in children)


def machine() -> str:
    """Cores, processor and date, since a figure without its machine says nothing."""
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    return (
        f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
    )


async def measure(product: Supervisor) -> str:
    """All figures of the running product as a Markdown table."""
    limits = httpx.Limits(max_connections=PARALLEL_READERS)
    async with httpx.AsyncClient(base_url=product.address, timeout=30, limits=limits) as client:
        for warm_up in (pages, searches, turns):
            await warm_up(client)
        page, search, (turn, handled) = await pages(client), await searches(client), await turns(client)
    memory = {name: resident_mb(pid) for name, pid in product.processes().items()}
    rows = [
        (
            "portal pages, 4 readers at once",
            f"{page.per_second:.0f} pages/s, p95 {page.percentile(95):.0f} ms",
        ),
        (
            "search, one at a time, over HTTP",
            f"p50 {search.percentile(50):.1f} ms, p95 {search.percentile(95):.1f} ms",
        ),
        (
            "chat turn through the web channel with Rasa",
            f"p50 {turn.percentile(50):.0f} ms, p95 {turn.percentile(95):.0f} ms",
        ),
        ("chat turns answered by", ", ".join(f"{who} {n}" for who, n in handled.most_common())),
        *((f"memory of {name}", f"{mb:.0f} MB resident") for name, mb in memory.items()),
    ]
    table = "\n".join(f"| {what} | {figure} |" for what, figure in rows)
    return f"Measured on {machine()}, demonstration data, after a warm-up.\n\n| what | figure |\n| --- | --- |\n{table}"


def write_between_markers(path: Path, table: str) -> None:
    """Replace what stands between the bench markers of a file."""
    before, rest = path.read_text().split("<!-- bench -->", 1)
    after = rest.split("<!-- /bench -->", 1)[1]
    path.write_text(f"{before}<!-- bench -->\n{table}\n<!-- /bench -->{after}")


def main() -> int:
    """Prepare, start, measure, stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="file whose bench markers get the table")
    arguments = parser.parse_args()
    with only_one():
        product = Supervisor("127.0.0.1", free_port(), prepare())
        try:
            product.start()
            table = asyncio.run(measure(product))
        finally:
            product.stop()
    sys.stdout.write(f"{table}\n")
    if arguments.write:
        write_between_markers(arguments.write, table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
