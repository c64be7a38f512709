"""Measure the explorer: server time over all kinds of its pages, and the size of its first page with all its assets.

`python bench/explorer.py` prints a table. The promises: 95 of 100 pages within 300 ms, the first page below 500 kB.
Pages are asked in process, through the whole application but for the socket, each after another of its kind.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from azturk_data import load, shipped
from azturk_data.explorer.application import application
from azturk_data.explorer.preparing import prepare
from azturk_data.explorer.questions import QUESTIONS
from azturk_data.schema.tables import keyed_models

PROMISED, FIRST = 0.3, 500
"""Seconds for the slowest but 5 in 100, and kilobytes of the first page."""
SEARCHES = ["Yashar Guler", "military dialogue", "Эрдоган", "exercise", "Azerbaijan", "xyzzy"]
ASSET = re.compile(r'(?:href|src)="(/assets/[^"]+)"')


def paths(each: int) -> dict[str, list[str]]:
    """Return the addresses of all kinds of pages, `each` of every kind of record, chosen once for all."""
    chance = random.Random(7)
    found: dict[str, list[str]] = {"start": ["/"]}
    for prefix, model in keyed_models().items():
        ids = load(model.published_as, columns=[model.key]).column(0).to_pylist()
        found[f"record: {prefix}"] = [f"/record/{id_}" for id_ in chance.sample(ids, min(each, len(ids)))]
    most = load("evidence").group_by("record_id").aggregate([("claim_id", "count")]).sort_by("claim_id_count")
    # The last are those with most evidence.
    found["records of most evidence"] = [f"/record/{id_}" for id_ in most["record_id"].to_pylist()[-each:]]
    found["search"] = [f"/search?q={words}" for words in SEARCHES]
    found["table"] = [f"/azturk/{table}" for table in shipped.tables()]
    found["table, searched or narrowed"] = [f"/azturk/claims?_search={words}" for words in SEARCHES]
    found["table, searched or narrowed"] += ["/azturk/events?kind=exercise", "/azturk/mentions?record_id=state/turkiye"]
    found["view"] = [f"/azturk/{view}_view" for view in ("events", "agreements", "officials", "claims")]
    found["question"] = [f"/azturk/{question.name}" for question in QUESTIONS]
    found["timeline"] = [
        "/timeline",
        "/timeline?kind=exercise",
        "/timeline?actor=state/turkiye",
        "/timeline?from=2020&to=2021",
    ]
    found["map"] = ["/map", "/map?kind=exercise", "/map?actor=official/hulusi-akar"]
    return found


async def measure(explorer: Any, asked: dict[str, list[str]]) -> dict[str, list[float]]:
    """Return the seconds that each page takes, by kind; what the first page makes ready is not measured."""
    await explorer.invoke_startup()
    for path in ("/", "/azturk/events", "/timeline", "/map", "/search?q=x", "/azturk/question-1"):
        await explorer.client.get(path)
    taken: dict[str, list[float]] = {}
    for kind, addresses in asked.items():
        for path in addresses:
            started = time.perf_counter()
            answer = await explorer.client.get(path)
            taken.setdefault(kind, []).append(time.perf_counter() - started)
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")
    return taken


async def weight(explorer: Any) -> int:
    """Return the bytes of the first page and of what it loads."""
    page = await explorer.client.get("/")
    assets = [await explorer.client.get(path) for path in sorted(set(ASSET.findall(page.text)))]
    return sum(len(answer.content) for answer in (page, *assets))


def at(share: float, values: list[float]) -> float:
    """Return the value that so large a share of the values does not exceed."""
    return sorted(values)[max(0, -(-int(share * 100) * len(values) // 100) - 1)]


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=20, help="pages of each kind of record")
    options = parser.parse_args()
    load_average = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load average {load_average:.1f}, ", end="")
    print(f"{load('events').num_rows:,} events, {load('claims').num_rows:,} claims\n")
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        started = time.perf_counter()
        database = prepare(Path(folder), lambda *_: None)
        prepared = time.perf_counter() - started
        explorer = application(database)
        taken = runner.run(measure(explorer, paths(options.each)))
        kilobytes = runner.run(weight(explorer)) / 1000
    print("| what | pages | median | 95th percentile | promise |\n| --- | ---: | ---: | ---: | --- |")
    for kind, seconds in taken.items():
        median, slow = statistics.median(seconds), at(0.95, seconds)
        print(f"| {kind} | {len(seconds)} | {median * 1000:.0f} ms | {slow * 1000:.0f} ms | |")
    every = [second for seconds in taken.values() for second in seconds]
    slow = at(0.95, every)
    kept = "kept" if slow < PROMISED else "NOT KEPT"
    print(
        f"| all pages | {len(every)} | {statistics.median(every) * 1000:.0f} ms | {slow * 1000:.0f} ms | "
        f"under {PROMISED * 1000:.0f} ms: {kept} |"
    )
    kept = "kept" if kilobytes < FIRST else "NOT KEPT"
    print(f"\nFirst page with its assets: {kilobytes:.0f} kB (under {FIRST} kB: {kept}).")
    print(f"The database is prepared in {prepared:.1f} s, once.")


if __name__ == "__main__":
    main()
