"""The pictures that the README shows, drawn by the package itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

from azturk_data import pictures


def files() -> dict[str, str]:
    """Return the pictures as SVG, by path below docs/."""
    drawn = {"timeline": pictures.timeline(), "rounds": pictures.rounds()}
    with tempfile.TemporaryDirectory() as folder:
        return {
            f"pictures/{name}.svg": pictures.save(chart, Path(folder) / f"{name}.svg").read_text("utf-8")
            for name, chart in drawn.items()
        }
