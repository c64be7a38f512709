"""Run a client's program and read its answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from pathlib import Path

from pydantic import ValidationError

from azturk_data.exporting.exporter import export

from client_spec import HERE, Client, Program
from comparing import Reading
from installing import NODE, python_of

_NOWHERE = "http://127.0.0.1:9"
_LEFT_OUT = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "R_LIBS", "NODE_PATH", "SPARK_HOME")
"""Variables of the environment that could bring in other packages than a client's own."""


class ClientError(Exception):
    """A client gave no answer; the message says what it said instead."""


_exporting = threading.Lock()


def exported(format: str, folder: Path) -> Path:
    """Write the dataset in a format for the clients that want it so, once for each folder; return the file."""
    target = folder / f"azturk-data.{format}"
    with _exporting:
        return target if target.exists() else export(target, format)


def run(client: Client, descriptor: Path, work: Path) -> Reading:
    """Run a client on the dataset that a descriptor describes; `work` is a folder for files of this run.

    Raises `ClientError` if it fails, takes too long, or answers something that is not an answer.
    """
    answer = work / f"{client.name}.json"
    answer.unlink(missing_ok=True)
    command = [*command_of(client), str(descriptor.resolve()), str(answer.resolve())]
    if client.export:
        command.append(str(exported(client.export, work).resolve()))
    private = work / client.name
    private.mkdir(exist_ok=True)
    try:
        done = subprocess.run(
            command, cwd=private, env=environment(), capture_output=True, check=False, timeout=client.timeout
        )
    except subprocess.TimeoutExpired:
        raise ClientError(f"no answer within {client.timeout:.0f} seconds") from None
    if done.returncode or not answer.is_file():
        said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()[-15:]
        raise ClientError("\n".join([f"exit code {done.returncode}", *said]))
    try:
        return Reading.model_validate_json(answer.read_bytes())
    except ValidationError as error:
        raise ClientError(f"what it wrote is not an answer: {error}") from error


def command_of(client: Program) -> list[str]:
    """Return the command that runs a program, but for its arguments."""
    match client.program.suffix:
        case ".py":
            return [str(python_of(client)), str(client.program)]
        case ".R":
            return ["Rscript", "--vanilla", str(client.program)]
        case _:
            # An import is looked for beside the program and above it, which is where npm installed.
            NODE.mkdir(parents=True, exist_ok=True)
            for program in client.program.parent.glob("*.mjs"):
                shutil.copy(program, NODE)
            return ["node", str(NODE / client.program.name)]


def environment() -> dict[str, str]:
    """Return the environment of a client: no packages but its own, UTF-8, and no way to a network."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    proxies = {
        name: _NOWHERE for proxy in ("http", "https", "all") for name in (f"{proxy}_proxy", f"{proxy}_PROXY".upper())
    }
    here = {"no_proxy": "127.0.0.1,localhost", "NO_PROXY": "127.0.0.1,localhost"}
    # No byte code: nothing is to be written beside the programs.
    return kept | proxies | here | {"PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
