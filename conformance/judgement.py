"""What the validators written in Python share: arguments and answer. It imports only what Python brings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

ROOT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
"""The folder below which everything is published."""


def answer(package: str, checked: str, problems: Iterable[str]) -> None:
    """Write what a validator, the package of this name, found."""
    said = {"version": version(package), "checked": checked, "problems": list(problems)[:20]}
    Path(sys.argv[2]).write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def plural(number: int, what: str) -> str:
    """Return a number with what it counts."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
