"""Measure `search` and `find`: the median time of each query once the index is made, and what making it takes.

`python bench/search.py` prints a table. The promises: a search within 10 ms, a find within 5 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from azturk_data import load
from azturk_data.finding import find
from azturk_data.searching import search

SEARCHES = [
    "military dialogue",
    "no consultations 2020",
    "Azerbaijan Türkiye military cooperation agreement",
    "Azerbaijan",
    "Эрдоган",
    "exercises in Nakhchivan",
    "Shusha declar",
    "what did Putin say to Macron in the Kremlin about it",
    "xyzzy",
]
FINDS = [
    "Yashar Guler",
    "Guler, Yasar",
    "Эрдоган",
    "Շուշի",
    "Shusha Declaration",
    "Ministry of Defence of Azerbaijan",
    "High-Level Military Dialogue 2020",
    "Agreement between Azerbaijan and Türkiye on military education cooperation",
    "xyzzy",
]


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def measure(name: str, ask: Callable[[str], Any], queries: list[str], promise: float, runs: int) -> None:
    """Print the first call, which makes the index, then each query's median against what is promised."""
    # Tables are read by pyarrow, whose import is not what is measured here.
    load("records")
    first = seconds(partial(ask, queries[0]))
    print(f"| {name}, first call | | {first * 1000:.0f} ms | |")
    medians: list[float] = []
    for query in queries:
        median = statistics.median(seconds(partial(ask, query)) for _ in range(runs))
        medians.append(median)
        kept = "" if median * 1000 < promise else f"over {promise:.0f} ms"
        print(f"| {name} | {query} | {median * 1000:.2f} ms | {kept} |", flush=True)
    print(f"| {name}, all queries | | {statistics.median(medians) * 1000:.2f} ms | at most {promise:.0f} ms |")


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=51, help="runs of each query")
    options = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, ", end="")
    print(f"{load('claims').num_rows:,} claims, {load('records').num_rows:,} records\n")
    print("| what | query | median | promise |\n| --- | --- | ---: | --- |")
    measure("search", search, SEARCHES, 10, options.runs)
    measure("find", find, FINDS, 5, options.runs)


if __name__ == "__main__":
    main()
