"""The command that cites the dataset, or a record within it."""

from __future__ import annotations

from typing import Annotated

import typer

from azturk_data.cli import completing
from azturk_data.cli.app import app, clean_exit


@app.command("cite")
@clean_exit
def cite_(
    record: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="A record, to cite it within the dataset.",
            show_default=False,
            autocompletion=completing.record,
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option("--format", help="text, bibtex or csl-json.", autocompletion=completing.citation_format),
    ] = "text",
) -> None:
    """Print the citation of the dataset or, with an id, of a record within it, and of the sources that carry it.

    Example: azturk-data cite event/2020-military-dialogue --format bibtex
    """
    from azturk_data.citing import cite

    if format not in ("text", "bibtex", "csl-json"):
        raise typer.BadParameter(
            f"there is no format '{format}'; choose text, bibtex or csl-json", param_hint="--format"
        )
    typer.echo(cite(record, format))
