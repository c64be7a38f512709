"""The application that the commands are entered into, and what all of them share."""

from __future__ import annotations

import contextlib
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
    epilog="Exit codes: 0 done; 1 a problem, told on one line or on a line each; 2 wrong use; 130 interrupted.",
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
    **dict.fromkeys(("yaml", "edtf", "pycountry", "rapidfuzz", "sentencex"), "curate"),
    **dict.fromkeys(("certifi", "chardet", "protego", "trafilatura", "urllib3", "w3lib"), "hydrate"),
}


def clean_exit(command: Callable[P, None]) -> Callable[P, None]:
    """Turn errors into one message and exit code 1; no traceback reaches a user.

    What nobody thought of is named with its type; set AZTURK_TRACEBACK to see where it came from.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except BrokenPipeError:
            # The reader of our output has gone.
            _let_output_go()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            fail("interrupted", code=130)
        except AzturkError as error:
            fail(str(error))
        except OSError as error:
            _let_output_go()
            fail(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
        except ModuleNotFoundError as error:
            extra = EXTRAS.get(error.name or "", "all")
            fail(f"this command needs the package '{error.name}'; pip install 'azturk-data[{extra}]'")
        except Exception as error:
            if os.environ.get("AZTURK_TRACEBACK"):
                raise
            said = " ".join(str(error).split())
            fail(f"unexpected {type(error).__name__}: {said}; please report it, with what AZTURK_TRACEBACK=1 shows")

    return run


def _let_output_go() -> None:
    """Where output can no longer be written, drop what is left of it: Python would complain again at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
