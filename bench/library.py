"""Measure `load` as whole processes: to pandas against palmerpenguins, to Arrow against pyarrow, and the import.

`python bench/library.py` prints a table; it needs the extra `bench`. Importing pandas is most of what palmerpenguins
takes; a row of its own shows how much, which no package that returns pandas' data frames can save.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys

from run import ROOT, python, run

PANDAS = "import azturk_data; azturk_data.load('events', as_='pandas')"
PENGUINS = "import palmerpenguins; palmerpenguins.load_penguins()"
EVENTS = str(ROOT / "azturk_data" / "data" / "parquet" / "events.parquet")
PROGRAMS = {
    "bare": "pass",
    "import": "import azturk_data",
    "pandas": PANDAS,
    "penguins": PENGUINS,
    "pandas alone": "import pandas",
    "arrow": "import azturk_data; azturk_data.load('events')",
    "pyarrow": f"import pyarrow.parquet as pq; pq.read_table({EVENTS!r})",
    "pyarrow file": f"import pyarrow.parquet as pq; pq.ParquetFile({EVENTS!r}).read()",
}


def main() -> None:
    """Run all programs in turn, and print their medians against each other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=21, help="runs of each program, after a warm-up")
    options = parser.parse_args()
    took: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for number in range(options.runs + 1):
        for name, program in PROGRAMS.items():
            seconds = run(python(program)).seconds
            if number:
                took[name].append(seconds)
    median = {name: statistics.median(seconds) * 1000 for name, seconds in took.items()}

    def row(what: str, ours: str, peer: str, promise: str) -> None:
        ratio = median[ours] / median[peer]
        print(f"| {what} | {median[ours]:.0f} ms | {peer} {median[peer]:.0f} ms | {ratio:.2f} × | {promise} |")

    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, {options.runs} runs of each in turn\n")
    print("| what | measured | against | result | promise |\n| --- | --- | --- | --- | --- |")
    added = median["import"] - median["bare"]
    print(f"| import | {median['import']:.0f} ms | bare {median['bare']:.0f} ms | +{added:.0f} ms | at most +40 ms |")
    row("load to Arrow", "arrow", "pyarrow", "at most 1.15 ×")
    row("load to Arrow", "arrow", "pyarrow file", "at most 1.15 ×")
    row("load to pandas", "pandas", "penguins", "at most 0.8 ×")
    row("load to pandas", "pandas", "pandas alone", "")
    row("`import pandas` and nothing else", "pandas alone", "penguins", "the least there can be")


if __name__ == "__main__":
    main()
