"""What the archives must be: right in their metadata, and with nothing in them that is not needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from problem import ReleaseError

LARGEST_WHEEL = 2_000_000
"""Bytes; whoever only wants to load a table should not wait."""
CHECKS = (("twine", "check", "--strict"), ("check_wheel_contents",))
"""Programs that check archives, as modules of Python: their metadata, and what lies in a wheel."""


def check_contents(archives: Sequence[Path], version: str) -> None:
    """Check the sdist and the wheel of a version; raises `ReleaseError` if anything is wrong with them."""
    wheels = [path for path in archives if path.suffix == ".whl"]
    names = {f"azturk_data-{version}.tar.gz", f"azturk_data-{version}-py3-none-any.whl"}
    if {path.name for path in archives} != names:
        raise ReleaseError(f"there should be {sorted(names)}, and there are {[path.name for path in archives]}")
    for module, *arguments in CHECKS:
        checked = archives if module == "twine" else wheels
        command = [sys.executable, "-m", module, *arguments, *map(str, checked)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            raise ReleaseError(f"{' '.join((module, *arguments))} says:\n{done.stdout}{done.stderr}".rstrip())
    for wheel in wheels:
        size = wheel.stat().st_size
        if size > LARGEST_WHEEL:
            raise ReleaseError(f"{wheel.name} has {size:,} bytes, more than the {LARGEST_WHEEL:,} that it may")
