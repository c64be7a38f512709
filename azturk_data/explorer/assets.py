"""Where the explorer's templates, style and script lie."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
TEMPLATES, STATIC = HERE / "templates", HERE / "static"


@cache
def fingerprint() -> str:
    """Return a short name of what is in the files, so that a browser fetches them again when they change."""
    held = b"".join(path.read_bytes() for path in sorted(STATIC.iterdir()) if path.is_file())
    return hashlib.sha256(held).hexdigest()[:10]
