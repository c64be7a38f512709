"""The application that the commands are entered into, and what all of them share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer
from rich.console import Console

from azturk_data import __version__
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
"""For tables and pictures on a terminal; what a program may read goes through `typer.echo`."""
err = Console(stderr=True, soft_wrap=True, highlight=False)

Records = Annotated[Path, typer.Option("--records", help="The folder of YAML records.")]
Texts = Annotated[
    Path | None,
    typer.Option(
        "--texts", help="The folder of texts; else AZTURK_SOURCES, else ../shared/sources.", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

# Which extra has a package that a command turns out to lack.
EXTRAS = {
    **dict.fromkeys(("yaml", "edtf", "pycountry", "sentencex"), "curate"),
    **dict.fromkeys(
        ("certifi", "chardet", "platformdirs", "protego", "rapidfuzz", "trafilatura", "urllib3", "w3lib"), "hydrate"
    ),
}


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
            fail("interrupted", code=130)
        except (AzturkError, FileNotFoundError, PermissionError) as error:
            fail(str(error))
        except ModuleNotFoundError as error:
            extra = EXTRAS.get(error.name or "", "all")
            fail(f"this command needs the package '{error.name}'; pip install 'azturk-data[{extra}]'")

    return run


def fail(message: str, code: int = 1) -> None:
    """Print a message where errors go, as it is, and leave."""
    typer.echo(message, err=True)
    raise typer.Exit(code) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"azturk-data {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The record of Azerbaijan–Türkiye defence and alliance relations: read it, check it, curate it."""
