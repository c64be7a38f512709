"""Commands for readers of the data: which tables there are, and where."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.table import Table

from azturk_data import shipped
from azturk_data.cli import completing
from azturk_data.cli.app import AsJson, app, clean_exit, out


@app.command("tables")
@clean_exit
def tables_(as_json: AsJson = False) -> None:
    """List the tables with their rows and what they hold.

    Example: azturk-data tables
    """
    rows: list[dict[str, Any]] = []
    for name in shipped.tables():
        table = shipped.read(name)
        about = (table.schema.metadata or {}).get(b"description", b"").decode()
        rows.append({"table": name, "rows": table.num_rows, "description": about})
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
    table: Annotated[str, typer.Argument(help="The table's name.", autocompletion=completing.table)],
    format: Annotated[
        str, typer.Option("--format", help="parquet or csv.", autocompletion=completing.file_format)
    ] = "parquet",
) -> None:
    """Print where a table's file lies.

    Example: duckdb -c "from '$(azturk-data path events)'"
    """
    if format not in ("parquet", "csv"):
        raise typer.BadParameter(f"there is no format '{format}'; choose parquet or csv", param_hint="--format")
    typer.echo(shipped.path(table, format))
