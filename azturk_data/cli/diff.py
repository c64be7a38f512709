"""The command that shows what changed between two releases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from azturk_data.cli.app import AsJson, app, clean_exit, out

if TYPE_CHECKING:
    from azturk_data.comparing.changes import Diff, RecordChange

STYLES = {"added": "green", "removed": "red", "changed": "yellow"}


@app.command("diff")
@clean_exit
def diff_(
    old: Annotated[Path, typer.Argument(help="The older release: a folder with its tables, or a wheel.")],
    new: Annotated[
        Path | None, typer.Argument(help="The newer release; else the data that is installed.", show_default=False)
    ] = None,
    as_json: AsJson = False,
    changelog: Annotated[bool, typer.Option("--changelog", help="Print lines of Markdown for a changelog.")] = False,
) -> None:
    """Show what changed from one release to another: tables and columns first, then each record with its fields.

    A release is a folder with Parquet files or a datapackage.json, the data folder of an installed version, or a wheel.

    Example: azturk-data diff azturk_data-0.1.0-py3-none-any.whl azturk_data-0.2.0-py3-none-any.whl
    """
    if as_json and changelog:
        raise typer.BadParameter("choose one of --json and --changelog")
    from azturk_data.comparing.differ import diff

    found = diff(old, new)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2, default=str))
    elif changelog:
        typer.echo(found.changelog(), nl=bool(found))
    elif out.is_terminal and found:
        _show(found)
    else:
        typer.echo(found.text())


def _show(found: Diff) -> None:
    from azturk_data.comparing.report import SIGNS, heading, said
    from azturk_data.presentation import printable

    out.print(Text(f"{found.old} → {found.new}", style="bold"))
    if found.schema:
        out.print(Text("\nSchema", style="bold"))
        for change in found.schema:
            out.print(Text(SIGNS[change.change], STYLES[change.change]).append(f" {said(change)}", "default"))
    for kind, records in found.kinds.items():
        out.print(Text(f"\n{heading(kind, records)}", style="bold"))
        table = Table("", "record", "what changed", box=None, show_header=False, pad_edge=False)
        table.columns[0].no_wrap = True
        table.columns[1].overflow = "fold"
        table.columns[1].max_width = max(24, out.width // 3)
        for record in records:
            table.add_row(
                Text(SIGNS[record.change], STYLES[record.change]), Text(printable(record.record_id)), _about(record)
            )
        out.print(table, soft_wrap=False)


def _about(record: RecordChange) -> Text:
    """The name of a record that is new or gone; of one that changed also its fields."""
    from azturk_data.comparing.report import remark, told
    from azturk_data.presentation import printable

    about = Text(printable(record.label)).append(remark(record), "dim")
    if record.fields:
        about.stylize("dim")
    for change in record.fields:
        about.append(f"\n{told(change)}" if about else told(change), "default")
    return about
