"""`python build`: from the curated records to the published tables.

python build            build everything; exit code 1 and nothing written if a record has a problem
python build --check    say which published files are not what the records give, and exit 1
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from azturk_data.reading.problems import InvalidRecordsError

from check import check
from describe import describe
from flatten import Tables, flatten
from publish import publish, stale_files
from read import read
from write import write

out, err = Console(soft_wrap=True, highlight=False), Console(stderr=True, soft_wrap=True, highlight=False)


def main(arguments: list[str] | None = None) -> int:
    """Run the pipeline; return the exit code."""
    options = _parser().parse_args(arguments)
    started = time.perf_counter()
    try:
        with _progress() as progress:
            records = read(options.records or options.root / "records", progress)
            check(records, progress)
            tables = flatten(records, progress)
            products = write(tables, options.root, progress)
            products |= describe(tables, products)
            stale = stale_files(products, options.root)
            if not options.check:
                publish(products, options.root)
    except (InvalidRecordsError, FileNotFoundError) as error:
        err.print(str(error), markup=False)
        return 1
    except KeyboardInterrupt:
        err.print("interrupted; nothing was written")
        return 130
    if options.check:
        return _report_stale(stale)
    _summary(tables, len(stale), time.perf_counter() - started)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python build", description="Build the published tables from the records.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a published file is stale")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's root (default: this checkout)")
    parser.add_argument("--records", type=Path, help="the folder of records (default: records/ in the root)")
    return parser


def _progress() -> Progress:
    columns = (TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def _report_stale(stale: list[str]) -> int:
    if not stale:
        out.print("the published files are what the records give")
        return 0
    for path in stale:
        err.print(f"stale: {path}", markup=False)
    err.print(f"{len(stale)} file{'s' if len(stale) != 1 else ''} not what the records give; run 'python build'")
    return 1


def _summary(tables: Tables, changed: int, seconds: float) -> None:
    shown = Table("table", "rows", box=None, header_style="bold", padding=(0, 2, 0, 0))
    shown.columns[1].justify = "right"
    for name, table in tables.items():
        shown.add_row(name, f"{table.num_rows:,}")
    out.print(shown, soft_wrap=False)
    rows = sum(table.num_rows for table in tables.values())
    out.print(f"{rows:,} rows in {len(tables)} tables, {changed} files changed, in {seconds:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
