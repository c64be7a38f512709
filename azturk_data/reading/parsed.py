"""What files were parsed to the last time, so that checking all records again only parses those that changed.

Parsing YAML takes most of the time of a check, and most files do not change between two of them. The values of
sound files are kept by the SHA-256 of their bytes; where something is wrong with a record, its file is parsed again,
since only that tells the lines. A lost or damaged store costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

FOLDER = ".azturk-cache"
VERSION = "1"
"""To be raised if the same bytes should come to be parsed to other values."""


class ParsedFiles:
    """The values of YAML files by the hash of their bytes; `save` keeps those that were asked for."""

    def __init__(self, folder: Path) -> None:
        """Open the store of a folder of records; it lies beside that folder."""
        self._file = folder.absolute().parent / FOLDER / f"parsed-{VERSION}.json"
        self._known = self._load()
        self._used: dict[str, Any] = {}

    def _load(self) -> dict[str, Any]:
        try:
            known = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def get(self, raw: bytes) -> dict[str, Any] | None:
        """Return what these bytes were parsed to, or None."""
        key = hashlib.sha256(raw).hexdigest()
        value = self._known.get(key)
        if not isinstance(value, dict):
            return None
        self._used[key] = value
        return value

    def put(self, raw: bytes, value: dict[str, Any]) -> None:
        """Enter what these bytes were parsed to."""
        self._used[hashlib.sha256(raw).hexdigest()] = value

    def save(self) -> None:
        """Write the store whole, without what was not asked for; where one cannot write, there is none."""
        if self._used.keys() == self._known.keys():
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            # Not for version control, whatever the checkout's own list of ignored files says.
            (self._file.parent / ".gitignore").write_text("*\n", "utf-8")
            with tempfile.NamedTemporaryFile("w", dir=self._file.parent, delete=False, encoding="utf-8") as new:
                json.dump(self._used, new, ensure_ascii=False, separators=(",", ":"))
            Path(new.name).replace(self._file)
