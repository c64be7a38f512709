"""The sdist and the wheel, built twice: the second time from the same commit must give the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from problem import ReleaseError


def build_twice(root: Path, scratch: Path, time: int) -> list[Path]:
    """Return the archives, which two builds gave byte for byte; `time` dates the files within.

    Raises `ReleaseError` if a build fails or the two differ.
    """
    one, other = (_build(root, scratch / name, time) for name in ("one", "other"))
    if one.keys() != other.keys():
        raise ReleaseError(f"two builds gave other files: {sorted(one)} and {sorted(other)}")
    for name, path in one.items():
        if path.read_bytes() != other[name].read_bytes():
            raise ReleaseError(f"two builds of {name} differ; find what is not the same twice before you publish")
    return sorted(one.values())


def _build(root: Path, folder: Path, time: int) -> dict[str, Path]:
    # The wheel is made from the sdist, so that what is published as source is known to build.
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(root)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(time)}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment, cwd=folder.parent)
    if done.returncode:
        raise ReleaseError(f"the build failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return {path.name: path for path in folder.iterdir() if path.is_file()}
