"""Measure `azturk-data check`: against frictionless on the same rows and rules, its growth, and Spark's verdict.

`python bench/check.py` writes synthetic tables (`bench/synthetic.py`) to a folder of its own and prints tables. All are
whole processes, measured from outside. frictionless needs minutes for a million rows, and is run once.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet
from run import Run, run
from synthetic import write

CHECK = [sys.executable, "-m", "azturk_data", "check"]
NO_FAILURE = """
import subprocess, sys
with open(sys.argv[1], "w") as out:
    sys.exit(subprocess.run(sys.argv[2:], stdout=out).returncode > 1)
"""
"""Runs a command with its output to a file."""
FRICTIONLESS = [sys.executable, "-m", "frictionless", "validate"]


def median(command: list[str], runs: int) -> Run:
    """The median of several runs, after none to warm up: the tables are in the page cache since they were written."""
    return median_of([run(command) for _ in range(runs)])


def median_of(done: list[Run]) -> Run:
    """The median of runs."""
    return Run(
        statistics.median(each.seconds for each in done),
        max(each.megabytes for each in done),
        statistics.median(each.processor for each in done),
    )


def row(what: str, rows: int, found: Run, against: str = "") -> None:
    """Print a row of a table."""
    took = f"{found.seconds:.1f} s | {found.processor:.1f} s | {rows / found.seconds:,.0f}"
    print(f"| {what} | {rows:,} | {took} | {found.megabytes:.0f} MB | {against} |", flush=True)


def head(last: str) -> None:
    """Print the head of a table."""
    print(f"\n| what | rows | time | of processors | rows a second | peak memory | {last} |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")


def against_frictionless(rows: int, folder: Path, runs: int) -> None:
    """`check` on DuckDB, and frictionless, on the same rows."""
    count = write(rows, folder / "one", "csv")
    write(rows, folder / "same", "parquet")
    head("against frictionless")
    places = {"check on DuckDB, CSV": "one", "check on DuckDB, Parquet": "same"}
    done: dict[str, list[Run]] = {name: [] for name in places}

    def check_all() -> None:
        for _ in range(runs):
            for name, place in places.items():
                done[name].append(run([*CHECK, str(folder / place)]))

    # Before and after, since a machine may have other work at one time than at another.
    check_all()
    peer = run([*FRICTIONLESS, str(folder / "one" / "datapackage.json")])
    check_all()
    row("frictionless, CSV", count, peer)
    for name, each in done.items():
        ours = median_of(each)
        ratios = peer.seconds / ours.seconds, peer.processor / ours.processor
        row(name, count, ours, f"{ratios[0]:.0f} × the rows a second, {ratios[1]:.0f} × those of a processor's second")


def growth(sizes: list[int], folder: Path, runs: int) -> None:
    """`check` on DuckDB on more and more rows."""
    head("against the first")
    base: tuple[int, Run] | None = None
    for size in sizes:
        place = folder / f"grown-{size}"
        count = write(size, place, "parquet")
        found = median([*CHECK, str(place)], runs)
        base = base or (count, found)
        grown = f"{count / base[0]:.1f} × the rows, {found.seconds / base[1].seconds:.1f} × the time"
        row("check on DuckDB, Parquet", count, found, grown)
        shutil.rmtree(place)


def damage(place: Path) -> None:
    """Break some rules in a few rows of large tables."""

    def change(table: str, column: str, at: int, value: Any) -> None:
        file = place / "parquet" / f"{table}.parquet"
        held = parquet.read_table(file)
        number = held.schema.get_field_index(column)
        cells: list[Any] = held[column].to_pylist()
        cells[at] = value
        field = held.schema.field(column).with_nullable(True)
        parquet.write_table(held.set_column(number, field, pa.array(cells, field.type)), file, compression="zstd")

    change("events", "status", 77, "happened")
    change("events", "title", 78, " a blank in front")
    change("mentions", "record_id", 7_777, "event/none")
    change("evidence", "claim_id", 70_007, None)
    change("sources", "url", 777, "gopher://example.org")
    change("positions", "end", 7, 0)
    change("attributions", "rank", 7_007, 0)
    file = place / "parquet" / "spans.parquet"
    held = parquet.read_table(file)
    parquet.write_table(pa.concat_tables([held, held.slice(777, 1)]), file, compression="zstd")


def spark(rows: int, folder: Path) -> None:
    """The verdicts of both engines on the same tables, clean and damaged."""
    place = folder / "both"
    count = write(rows, place, "parquet")
    head("verdict")
    for state in ("clean", "damaged"):
        if state == "damaged":
            damage(place)
        verdicts: list[Any] = []
        out = folder / "verdict.json"
        for engine in ("duckdb", "spark"):
            # A problem is told by exit code 1, which is what is wanted here.
            found = run([sys.executable, "-c", NO_FAILURE, str(out), *CHECK, str(place), "--engine", engine, "--json"])
            told = json.loads(out.read_text("utf-8"))
            verdicts.append((told["rows"], told["rules"], told["breaches"]))
            says = f"{len(told['breaches'])} rules broken"
            same = "" if engine == "duckdb" else ", the same" if verdicts[0] == verdicts[1] else ", NOT the same"
            row(f"check on {engine}, {state}", count, found, says + same)


def main() -> None:
    """Run everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["growth", "frictionless", "spark"], help="what to measure")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows to hold against frictionless and Spark")
    parser.add_argument("--most", type=int, default=10_000_000, help="rows of the largest tables")
    parser.add_argument("--runs", type=int, default=3, help="runs of each check on DuckDB")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load average {load:.1f} at the start")
    sizes = [size for size in (1_000_000, 2_000_000, 5_000_000, 10_000_000) if size <= options.most]
    with tempfile.TemporaryDirectory() as name:
        if "growth" in options.parts:
            growth(sizes, Path(name), options.runs)
        if "frictionless" in options.parts:
            against_frictionless(options.rows, Path(name), options.runs)
        if "spark" in options.parts and find_spec("pyspark"):
            spark(options.rows, Path(name))
        elif "spark" in options.parts:
            print("\npyspark is not installed; pip install 'azturk-data[spark]'")


if __name__ == "__main__":
    main()
