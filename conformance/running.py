"""Run a program with all that it starts, and read a client's answer."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
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


class Processes:
    """The programs that run, each in a session of its own, so that what it starts is stopped with it."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False
        self._lock = threading.Lock()

    def call(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command in a folder and return what it said; `subprocess.TimeoutExpired` if it takes too long."""
        process = self._started(command, folder, environment)
        with process:
            try:
                stdout, stderr = process.communicate(timeout=timeout)
            except BaseException:
                _stop(process)
                raise
            finally:
                with self._lock:
                    self._running.discard(process)
        return subprocess.CompletedProcess(command, process.returncode, stdout, stderr)

    def stop(self) -> None:
        """Stop what runs, and start nothing more: an interrupt from the terminal does not reach other sessions."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                _stop(process)

    def _started(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise KeyboardInterrupt
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            self._running.add(process)
        return process


def _stop(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
        return
    # The session's number is that of the program that began it; it may have ended before what it started.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


PROCESSES = Processes()

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
        done = PROCESSES.call(command, private, environment(), client.timeout)
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
                _put(program, NODE)
            return ["node", str(NODE / client.program.name)]


def _put(source: Path, folder: Path) -> None:
    """Copy a file into a folder all at once: another client may be reading the copy that is there."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".put-") as beside:
        Path(shutil.copy(source, beside)).replace(folder / source.name)


def environment() -> dict[str, str]:
    """Return the environment of a client: no packages but its own, UTF-8, and no way to a network."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    proxies = {
        name: _NOWHERE for proxy in ("http", "https", "all") for name in (f"{proxy}_proxy", f"{proxy}_PROXY".upper())
    }
    here = {"no_proxy": "127.0.0.1,localhost", "NO_PROXY": "127.0.0.1,localhost"}
    # No byte code: nothing is to be written beside the programs.
    return kept | proxies | here | {"PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
