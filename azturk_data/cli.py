"""The command line `azturk-data`: for readers of the data, and for those who curate it.

Exit codes: 0 done; 1 something is wrong with the records, the texts or the installation; 2 wrong use.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from azturk_data import __version__, shipped
from azturk_data.errors import AzturkError

P = ParamSpec("P")

app = typer.Typer(
    name="azturk-data",
    help="The record of Azerbaijan–Türkiye defence and alliance relations: read it, check it, curate it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

Records = Annotated[Path, typer.Option("--records", help="The folder of YAML records.", show_default=True)]
Texts = Annotated[
    Path | None,
    typer.Option(
        "--texts", help="The folder of texts; else AZTURK_SOURCES, else ../shared/sources.", show_default=False
    ),
]


def clean_exit(command: Callable[P, None]) -> Callable[P, None]:
    """Turn the package's errors into one message and exit code 1; no traceback reaches a user."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except BrokenPipeError:
            # The reader of our output has gone; do not complain again when Python flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            err.print("interrupted")
            raise typer.Exit(130) from None
        except (AzturkError, FileNotFoundError, PermissionError) as error:
            err.print(str(error), markup=False)
            raise typer.Exit(1) from None
        except ModuleNotFoundError as error:
            hint = "install the extra for curating: pip install 'azturk-data[curate]'"
            err.print(f"this command needs the package '{error.name}'; {hint}", markup=False)
            raise typer.Exit(1) from None

    return run


@app.command("tables")
@clean_exit
def tables_(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the tables with their rows and what they hold.

    Example: azturk-data tables
    """
    from pyarrow import parquet

    rows: list[dict[str, Any]] = []
    for name in shipped.tables():
        with parquet.ParquetFile(shipped.path(name)) as file:
            about = (file.schema_arrow.metadata or {}).get(b"description", b"").decode()
            rows.append({"table": name, "rows": file.metadata.num_rows, "description": about})
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif out.is_terminal:
        shown = Table("table", "rows", "description", box=None, header_style="bold")
        shown.columns[1].justify = "right"
        for row in rows:
            shown.add_row(row["table"], f"{row['rows']:,}", row["description"])
        out.print(shown, soft_wrap=False)
    else:
        for row in rows:
            typer.echo(f"{row['table']}\t{row['rows']}\t{row['description']}")


@app.command("path")
@clean_exit
def path_(
    table: Annotated[str, typer.Argument(help="The table's name.")],
    format: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
) -> None:
    """Print where a table's file lies.

    Example: duckdb -c "from '$(azturk-data path events)'"
    """
    if format not in ("parquet", "csv"):
        raise typer.BadParameter(f"there is no format '{format}'; choose parquet or csv", param_hint="--format")
    typer.echo(shipped.path(table, format))


@app.command()
@clean_exit
def anchor(records: Records = Path("records"), texts: Texts = None) -> None:
    """Find each passage in the texts, and write its offsets and hash into the YAML.

    A file with a problem is left as it is; running it again changes nothing.

    Example: azturk-data anchor --texts ../shared/sources
    """
    from azturk_data import anchoring
    from azturk_data.reading.problems import InvalidRecordsError, Problem
    from azturk_data.texts import load_texts, texts_folder

    held = load_texts(texts_folder(texts))
    files = _source_files(records)
    problems: list[Problem] = []
    written = kept = 0
    for path in track(files, "anchoring", console=err, transient=True, disable=not err.is_terminal):
        result = anchoring.anchor(path, held)
        problems += result.problems
        if not result.problems:
            anchoring.write(result, path)
            written += result.written
            kept += result.kept
    out.print(f"{written} positions written, {kept} unchanged, in {len(files)} files")
    if problems:
        raise InvalidRecordsError(problems, "; the files with a problem were left as they are")


@app.command()
@clean_exit
def verify(records: Records = Path("records"), texts: Texts = None) -> None:
    """Check every position against the texts, and print what fails.

    Example: azturk-data verify --texts ../shared/sources
    """
    from azturk_data import verification
    from azturk_data.reading.problems import InvalidRecordsError
    from azturk_data.reading.reader import read_records
    from azturk_data.texts import load_texts, texts_folder

    held = load_texts(texts_folder(texts))
    found = read_records(records)
    found.raise_if_invalid()
    result = verification.verify(found, held)
    out.print(
        f"{result.spans} passages verified against {result.texts} texts; "
        f"{result.unchecked} spans of extended sources cannot be"
    )
    if result.problems:
        raise InvalidRecordsError(result.problems, "")


@app.command()
@clean_exit
def lint(records: Records = Path("records")) -> None:
    """Read all records and check them, without building anything.

    Example: azturk-data lint
    """
    from azturk_data.reading.check import check_records
    from azturk_data.reading.reader import read_records

    found = read_records(records)
    found.problems += check_records(found)
    found.raise_if_invalid()
    out.print(f"{len(found.records)} records, no problem")


def _source_files(records: Path) -> list[Path]:
    folder = records / "source"
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder of sources at {folder}; run this from the project's root")
    return sorted(folder.glob("*.yaml"))


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"azturk-data {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The record of Azerbaijan–Türkiye defence and alliance relations: read it, check it, curate it."""


if __name__ == "__main__":
    app()
