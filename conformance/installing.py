"""What a client needs: is it there, and if not, install it. All but Debian packages goes to `.conformance/`."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from client_spec import ENVIRONMENTS, HERE, Program, least_python, version_parts

ROOT = HERE.parent
PLACE = ROOT / ".conformance"
NODE = PLACE / "node"
_PACKAGES = HERE / "package.json"


class CannotInstallError(Exception):
    """Something that a client needs cannot be installed; the message says what and why."""


def python_of(client: Program) -> Path:
    """Return the Python that runs a client: that of its environment, or ours."""
    return _python_in(client.environment) if client.environment else Path(sys.executable)


def environment(name: str) -> Path:
    """Return the Python of an environment, which is made if it is not there; `CannotInstallError` if that fails."""
    if not _requirements(name).is_file():
        held = ", ".join(sorted(path.stem for path in ENVIRONMENTS.glob("*.txt")))
        raise CannotInstallError(f"there is no environment {name}; there are {held}")
    least = least_python(name)
    if not _is_made(name) and not _interpreter(least):
        raise CannotInstallError(f"the environment {name} needs Python {least} or newer on the path")
    _install_python(name, least)
    return _python_in(name)


def missing(client: Program) -> str | None:
    """Return what a client needs that is not there, in one line; none if all is."""
    wanted = [
        f"{names} (Debian's)" if shutil.which(command) else f"{command} (Debian's {names})"
        for command, packages in client.apt.items()
        if (names := " ".join(_lacking(command, packages)))
    ]
    if client.program.suffix == ".mjs":
        wanted += [] if shutil.which("node") else ["node"]
        wanted += [f"{package} (npm's)" for package in client.npm if not (NODE / "node_modules" / package).is_dir()]
    if client.environment and not _is_made(client.environment):
        wanted.append(f"the environment {client.environment}")
        least = least_python(client.environment, client.python)
        if not _interpreter(least):
            wanted.append(f"Python {least} or newer")
    return ", ".join(wanted) or None


def install(clients: Iterable[Program]) -> None:
    """Install what these clients need and is not there; `CannotInstallError` if that fails."""
    chosen = list(clients)
    # Two things at once: the one waits for the network while the other unpacks.
    with ThreadPoolExecutor(max_workers=2) as pool:
        steps = [pool.submit(_install_system, chosen), pool.submit(_install_pythons, chosen)]
        for step in steps:
            step.result()


def _install_system(chosen: Sequence[Program]) -> None:
    _install_debian({command: package for client in chosen for command, package in client.apt.items()})
    if any(client.npm for client in chosen):
        _install_npm()


def _install_pythons(chosen: Sequence[Program]) -> None:
    for name in sorted({client.environment for client in chosen if client.environment}):
        told = [client.python for client in chosen if client.environment == name]
        _install_python(name, least_python(name, *told))


def _install_debian(packages: dict[str, str]) -> None:
    wanted = sorted({package for command, names in packages.items() for package in _lacking(command, names)})
    if not wanted:
        return
    if not shutil.which("apt-get"):
        raise CannotInstallError(f"install {', '.join(wanted)} by your system's means: there is no apt-get here")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "update", "-qq"], quiet)
    _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted], quiet)


def _lacking(command: str, packages: str) -> list[str]:
    """Return which of these packages must be installed: all of them if the command they bring is not there."""
    named = packages.split()
    if not shutil.which(command):
        return named
    # The command may be there without the packages that its program needs besides.
    return [name for name in named if not _is_installed(name)] if shutil.which("dpkg-query") else []


def _is_installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f=${Status}", package]
    done = subprocess.run(query, capture_output=True, text=True, check=False, encoding="utf-8")
    return not done.returncode and done.stdout.endswith(" installed")


def _install_npm() -> None:
    stamp = NODE / ".installed"
    if stamp.is_file() and stamp.read_text("utf-8") == _digest(_PACKAGES):
        return
    if not shutil.which("npm"):
        raise CannotInstallError("npm is not here; install Node.js 20 or newer, which brings it")
    NODE.mkdir(parents=True, exist_ok=True)
    shutil.copy(_PACKAGES, NODE / "package.json")
    # None of the packages needs a script of its own to be run, so none is.
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    _run(["npm", "install", "--prefix", str(NODE), "--no-package-lock", "--ignore-scripts", *quiet])
    stamp.write_text(_digest(_PACKAGES), "utf-8")


def _install_python(name: str, least: str | None) -> None:
    interpreter = _interpreter(least)
    # Where no Python is new enough, `missing` says so, and the others are run.
    if _is_made(name) or not interpreter:
        return
    folder = PLACE / "envs" / name
    shutil.rmtree(folder, ignore_errors=True)
    # Our own pip installs into it: a pip of its own would take longer than most of the packages.
    _run([interpreter, "-m", "venv", "--without-pip", "--symlinks", str(folder)])
    pip = [sys.executable, "-m", "pip", "--python", str(_python_in(name)), "install"]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-compile"]
    _run([*pip, *quiet, "--requirement", str(_requirements(name))])
    _stamp(name).write_text(_identity(name), "utf-8")


def _interpreter(least: str | None) -> str | None:
    """Return a Python of at least this version: ours, or one on the path."""
    if least is None or sys.version_info >= version_parts(least):
        return sys.executable
    first = version_parts(least)[1]
    found = (shutil.which(f"python3.{minor}") for minor in range(first, first + 6))
    # A name on the path may be a manager's, with nothing behind it.
    return next((path for path in found if path and _runs(path)), None)


def _runs(python: str) -> bool:
    return not subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode


def _is_made(name: str) -> bool:
    stamp = _stamp(name)
    return stamp.is_file() and stamp.read_text("utf-8") == _identity(name)


def _identity(name: str) -> str:
    """What an environment was made from: another one is needed if these, our Python or the least one change."""
    least = least_python(name)
    return json.dumps([_digest(_requirements(name)), sys.version, *([least] if least else [])])


def _python_in(name: str) -> Path:
    folder = PLACE / "envs" / name
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def _requirements(name: str) -> Path:
    return ENVIRONMENTS / f"{name}.txt"


def _stamp(name: str) -> Path:
    return PLACE / "envs" / name / ".installed"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, encoding="utf-8")
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-8:]
        raise CannotInstallError("\n".join([f"this failed: {' '.join(command)}", *said]))
