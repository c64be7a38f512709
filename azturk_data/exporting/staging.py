"""Files that are there whole or not at all: written beside their place, and moved into it when they are done.

What is written lies in a hidden folder of its own next to its place, so that a move never crosses a file system, and a
database's journals lie there too. Whatever happens, the hidden folder goes again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from azturk_data.errors import ExportError

HIDDEN = ".azturk-data-"
"""How the name of the hidden folder begins."""


@contextmanager
def staged_file(target: Path, *, force: bool) -> Generator[Path, None, None]:
    """Give the path to write to, and move the file to `target` when the block ends without an error.

    Raises `ExportError` if there is something at `target` already, unless a file there may be replaced by `force`.
    """
    target = target.resolve()  # a link stays one, and the file that it names is replaced
    if target.is_dir():
        raise ExportError(f"{target} is a folder; name a file")
    if target.exists() and not force:
        raise ExportError(f"{target} is there already; name another, or give force (--force) to replace it")
    with _stage(_parent(target)) as stage:
        yield stage / target.name
        _settle(stage / target.name)
        (stage / target.name).replace(target)


@contextmanager
def staged_folder(target: Path, names: Sequence[str], *, force: bool) -> Generator[Path, None, None]:
    """Give a folder to write files of these names to, and move them to `target` when the block ends without an error.

    A folder that is there keeps what else it holds. Raises `ExportError` if it holds a file of one of the names, unless
    those may be replaced by `force`.
    """
    target = target.resolve()
    if target.exists() and not target.is_dir():
        raise ExportError(f"{target} is a file; this format is a folder of files, name another")
    if not target.exists():
        with _stage(_parent(target)) as stage:
            new = stage / "new"
            new.mkdir()
            yield new
            for name in names:
                _settle(new / name)
            new.replace(target)
        return
    held = [name for name in names if (target / name).exists()]
    if held and not force:
        others = f" and {len(held) - 1} more" if len(held) > 1 else ""
        raise ExportError(
            f"{target} holds {held[0]}{others} already; name another, or give force (--force) to replace them"
        )
    for name in held:
        if not (target / name).is_file():
            raise ExportError(f"{target / name} is no file and will not be replaced; name another folder")
    with _stage(target) as stage:
        new, old = stage / "new", stage / "old"
        new.mkdir()
        old.mkdir()
        yield new
        for name in names:
            _settle(new / name)
        _move_in(names, new, target, old)


def _move_in(names: Sequence[str], new: Path, target: Path, old: Path) -> None:
    """Move files into a folder; should that fail half-way, put everything back as it was."""
    arrived: list[str] = []
    try:
        for name in names:
            if (target / name).exists():
                (target / name).replace(old / name)
            arrived.append(name)
            (new / name).replace(target / name)
    except BaseException:
        for name in reversed(names):
            if (old / name).exists():
                (old / name).replace(target / name)
            elif name in arrived:
                (target / name).unlink(missing_ok=True)
        raise


def _parent(target: Path) -> Path:
    if not target.parent.is_dir():
        raise ExportError(f"there is no folder {target.parent}; make it first")
    return target.parent


@contextmanager
def _stage(folder: Path) -> Generator[Path, None, None]:
    # Its name is known before it is there: an interrupt right after it was made would else leave it behind.
    stage = folder / f"{HIDDEN}{token_hex(8)}"
    try:
        stage.mkdir(mode=0o700)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _settle(file: Path) -> None:
    """Have the file on the disk before it gets its name, so that a power cut leaves none that is empty."""
    with file.open("r+b") as held:
        os.fsync(held.fileno())
