"""The command that holds tables against the rules of the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from azturk_data.cli import completing
from azturk_data.cli.app import AsJson, app, clean_exit, err, out

if TYPE_CHECKING:
    from azturk_data.checks.engines import EngineName
    from azturk_data.checks.report import Breach, Report


@app.command("check")
@clean_exit
def check_(
    path: Annotated[
        Path | None,
        typer.Argument(help="A folder with the tables; else the data that is installed.", show_default=False),
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", help="duckdb or spark.", autocompletion=completing.engine)
    ] = "duckdb",
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--table", help="Only this table; may be given again.", show_default=False, autocompletion=completing.table
        ),
    ] = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the queries, and run nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Hold tables against every rule of the models: types, keys, references, vocabularies, forms, bounds, intervals.

    The folder has CSV or Parquet files: side by side, in folders csv and parquet, or each table a folder of Parquet
    files, partitioned or not. Exit code 1 if a rule is broken.

    Example: azturk-data check path/to/a/fork --engine duckdb
    """
    from azturk_data.checks.engines import ENGINES

    if engine not in ENGINES:
        raise typer.BadParameter(f"there is no engine '{engine}'; choose {' or '.join(ENGINES)}", param_hint="--engine")
    if path is not None and not path.expanduser().exists():
        raise typer.BadParameter(f"there is nothing at {path}; name a folder with the tables", param_hint="PATH")
    if sql:
        _print_queries(tables, as_json)
        return
    report = _watched(path, engine, tables)
    if as_json:
        typer.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
    elif out.is_terminal:
        _show(report)
    else:
        _print(report)
    if not report:
        raise typer.Exit(1)


def _watched(path: Path | None, engine: EngineName, tables: list[str] | None) -> Report:
    """Run the check behind a bar, where there is a terminal to draw it on."""
    from azturk_data.checks.checker import check

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("check", total=None)

        def watch(what: str, done: int, total: int) -> None:
            progress.update(task, description=Text(what[:40]).markup, completed=done, total=total)

        return check(path, engine=engine, tables=tables, watch=watch)


def _show(report: Report) -> None:
    from azturk_data.layout import printable

    if not report:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for name in ("table", "rule", "column", "rows", "what, and examples"):
            table.add_column(name, justify="right" if name == "rows" else "left", overflow="fold")
        for breach in report:
            about = Text(printable(breach.about))
            for example in breach.examples:
                about.append(f"\n{printable(_told(*example))}", "dim")
            rows = f"{breach.rows:,}" if breach.rows else ""
            table.add_row(_place(breach), breach.rule, Text(printable(breach.column)), rows, about)
        out.print(table, soft_wrap=False)
    out.print(Text(str(report), "green" if report else "red"))


def _print(report: Report) -> None:
    from azturk_data.layout import printable

    for breach in report:
        shown = "; ".join(_told(*example) for example in breach.examples)
        cells = (_place(breach), breach.rule, breach.column, str(breach.rows), breach.about, shown)
        typer.echo("\t".join(map(printable, cells)))
    typer.echo(str(report), err=bool(report.breaches))


def _place(breach: Breach) -> str:
    return f"{breach.table}.{breach.format}"


def _told(row_key: str, value: str | None) -> str:
    return f"{row_key} has {'nothing' if value is None else value[:120]}"


def _print_queries(tables: list[str] | None, as_json: bool) -> None:
    from azturk_data.checks.queries import queries, script

    if as_json:
        typer.echo(json.dumps(queries(tables), ensure_ascii=False, indent=2))
    else:
        typer.echo(script(tables), nl=False)
