"""Measure what the package promises about its speed; see README.md beside this file."""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT / "records"


@dataclass(frozen=True)
class Run:
    """One finished process."""

    seconds: float
    megabytes: float
    """Peak resident memory."""
    processor: float = 0.0
    """Seconds of all processors, which other work on the machine changes less than the time that passes."""


def run(command: list[str], cwd: Path | None = None) -> Run:
    """Run a command, and measure it from outside."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=cwd)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status != 0:
        message = process.stderr.read().decode() if process.stderr else ""
        raise SystemExit(f"{' '.join(command)} failed:\n{message}")
    return Run(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def in_turn(first: list[str], second: list[str], runs: int) -> tuple[float, float]:
    """Return the median seconds of two commands that are run in turn, after a warm-up of each."""
    run(first)
    run(second)
    pairs = [(run(first).seconds, run(second).seconds) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def python(program: str) -> list[str]:
    """The command that runs a program, with its bytecode compiled before and no site noise."""
    return [sys.executable, "-c", program]


def measure_import(runs: int) -> str:
    """`import azturk_data` against a bare interpreter."""
    ours, bare = in_turn(python("import azturk_data"), python("pass"), runs)
    return f"| import | {ours * 1000:.0f} ms | bare interpreter {bare * 1000:.0f} ms | +{(ours - bare) * 1000:.0f} ms |"


def measure_load(runs: int) -> str:
    """`load` as a whole process against pyarrow on the same file."""
    path = ROOT / "azturk_data" / "data" / "parquet" / "claims.parquet"
    ours, peer = in_turn(
        python("import azturk_data; azturk_data.load('claims')"),
        python(f"import pyarrow.parquet as pq; pq.read_table({str(path)!r})"),
        runs,
    )
    return f"| load | {ours * 1000:.0f} ms | pyarrow {peer * 1000:.0f} ms | {ours / peer:.2f} × |"


def multiply(copies: int, folder: Path) -> Path:
    """Write `copies` sets of the records, each referring within itself only; return the folder."""
    target = folder / f"records-{copies}"
    for path in RECORDS.glob("*/*.yaml"):
        text = path.read_text("utf-8")
        for number in range(copies):
            new = (
                re.sub(
                    r"\b(source|event|series|agreement|state|organisation|official|outlet|place|claim)/([a-z0-9-]+)",
                    rf"\1/\2-n{number}",
                    text,
                )
                if number
                else text
            )
            copy = target / path.parent.name / (f"{path.stem}-n{number}.yaml" if number else path.name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(new, "utf-8")
    return target


def measure_build(copies: int, runs: int, base: Run | None) -> tuple[str, Run]:
    """`python build` on so many times the records."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records = multiply(copies, folder)
        command = [sys.executable, str(ROOT / "build"), "--root", str(folder), "--records", str(records)]
        done: list[Run] = []
        for _ in range(runs):
            shutil.rmtree(folder / "azturk_data", ignore_errors=True)
            done.append(run(command))
        median = Run(statistics.median(r.seconds for r in done), statistics.median(r.megabytes for r in done))
    grown = f"{median.seconds / base.seconds:.1f} × the time" if base else ""
    label = f"build × {copies}" if copies > 1 else "build"
    return (
        f"| {label} | {median.seconds:.1f} s, {median.megabytes:.0f} MB | {'build' if base else ''} | {grown} |",
        median,
    )


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="runs of each short command")
    parser.add_argument("--most", type=int, default=100, help="the largest multiple of the records to build")
    options = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors\n")
    print("| what | measured | against | result |\n| --- | --- | --- | --- |")
    print(measure_import(options.runs), flush=True)
    print(measure_load(options.runs), flush=True)
    row, base = measure_build(1, 5, None)
    print(row, flush=True)
    for copies in (10, 100):
        if copies <= options.most:
            print(measure_build(copies, 1 if copies > 10 else 3, base)[0], flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
