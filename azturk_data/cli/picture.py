"""The command that writes a picture of the dataset into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from azturk_data.cli import completing
from azturk_data.cli.app import app, clean_exit
from azturk_data.cli.who import actor_of


@app.command("picture")
@clean_exit
def picture_(
    name: Annotated[
        str,
        typer.Argument(
            help="timeline, network, provisions, rounds, voices or places.", autocompletion=completing.picture
        ),
    ],
    out: Annotated[Path, typer.Argument(help="The file to write: .svg, .png or .html.")],
    since: Annotated[
        str | None,
        typer.Option("--since", help="The first day shown: 2010, 2010-05 or 2010-05-01.", show_default=False),
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            "--actor",
            help="Only with this actor: an id, or a name in any spelling; may be repeated.",
            show_default=False,
            autocompletion=completing.actor,
        ),
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", min=1, help="How many rows, persons or names to show.", show_default=False)
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help="For voices: country or outlet.",
            show_default=False,
            autocompletion=completing.voices_by,
        ),
    ] = None,
) -> None:
    """Draw a picture of the dataset; the file needs nothing else, and no network, to be looked at.

    Example: azturk-data picture timeline timeline.svg --since 2010
    """
    from azturk_data import pictures
    from azturk_data.errors import UnknownValueError
    from azturk_data.pictures.saving import UnknownFormatError, format_of
    from azturk_data.pictures.selection import day

    if name not in pictures.PICTURES:
        raise typer.BadParameter(f"there is no picture '{name}'; {_near(name, list(pictures.PICTURES))}")
    if by is not None and name != "voices":
        raise typer.BadParameter("only the picture 'voices' can be drawn by country or outlet", param_hint="--by")
    if by not in (None, "country", "outlet"):
        raise typer.BadParameter(f"there is no '{by}'; choose country or outlet", param_hint="--by")
    try:
        # Told before anything is drawn.
        format_of(out)
        day(since)
    except (UnknownFormatError, UnknownValueError) as error:
        raise typer.BadParameter(str(error)) from None
    actors = [actor_of(one) for one in actor or ()]
    given: dict[str, Any] = {"since": since, "actors": actors or None, "top": top, "by": by}
    chart = pictures.PICTURES[name](**{option: value for option, value in given.items() if value is not None})
    typer.echo(pictures.save(chart, out))


def _near(name: str, known: list[str]) -> str:
    from difflib import get_close_matches  # only an error needs it

    near = get_close_matches(name, known, n=2, cutoff=0.5)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else f"choose one of {', '.join(known)}"
