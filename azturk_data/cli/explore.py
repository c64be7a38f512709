"""The command that opens the dataset in a browser."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from azturk_data.cli.app import app, clean_exit, err
from azturk_data.explorer.defaults import LOOPBACK, PORT


@app.command("explore")
@clean_exit
def explore_(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 for any that is free.")] = PORT,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; any but this lets others in.")
    ] = LOOPBACK,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
) -> None:
    """Open the dataset in a browser: tables, records with their evidence, a timeline, a map, search and SQL.

    It is served from this machine, and loads nothing from elsewhere. Ctrl-C ends it. Needs the extra `explore`.

    Example: azturk-data explore --port 8080
    """
    from azturk_data.explorer.application import ensure_extra
    from azturk_data.explorer.preparing import prepare
    from azturk_data.explorer.serving import listening, serve

    ensure_extra()
    # Whatever is wrong with the port is told before anything is made.
    held = listening(host, port)
    with held:
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
            task = progress.add_task("Preparing the database", total=None)
            told: list[str] = []

            def watch(what: str, done: int, total: int) -> None:
                if not told and not err.is_terminal:
                    typer.echo("Preparing the database …", err=True)
                told.append(what)
                progress.update(task, completed=done, total=total)

            database = prepare(None, watch)
        serve(database, held, browser=browser, tell=_tell)


def _tell(address: str) -> None:
    typer.echo(f"The explorer is at {address} – Ctrl-C ends it.")
