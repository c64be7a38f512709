"""The command that writes the dataset in other formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from azturk_data.cli import completing
from azturk_data.cli.app import app, clean_exit, err


@app.command("export")
@clean_exit
def export_(
    out: Annotated[Path, typer.Argument(help="The file or the folder to write.", show_default=False)],
    format: Annotated[
        str,
        typer.Option(
            "--format",
            help="csv, parquet, xlsx, sqlite, duckdb, jsonl, graphml or ics.",
            show_default=False,
            autocompletion=completing.export_format,
        ),
    ],
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--table", help="Only this table; may be given again.", show_default=False, autocompletion=completing.table
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Write the dataset, or some of its tables, in another format.

    csv, parquet and jsonl are folders of files, the others one file. jsonl has a record with all its parts on each
    line, graphml the actors with what they took part in, ics the events that are known to the day.

    Example: azturk-data export --format sqlite azturk.sqlite
    """
    from azturk_data.errors import UnknownFormatError
    from azturk_data.exporting.exporter import export
    from azturk_data.exporting.formats import format_of
    from azturk_data.layout import printable

    try:
        format_of(format)
    except UnknownFormatError as error:
        raise typer.BadParameter(str(error), param_hint="--format") from None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(format, total=None)

        def watch(what: str, done: int, total: int) -> None:
            # What it is called is data, in which a bracket is no markup.
            label = Text(printable(what)[:40]).markup
            progress.update(task, description=label, completed=done, total=total)

        written = export(out, format, tables, force=force, watch=watch)
    typer.echo(str(written))
