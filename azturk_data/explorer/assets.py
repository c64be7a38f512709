"""Where the explorer's templates, style and script lie."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
# Not by the names that Datasette looks for beside a plugin: every other Datasette in the process would take them, too.
TEMPLATES, STATIC = HERE / "page_templates", HERE / "page_assets"


@cache
def fingerprint() -> str:
    """Return a short name of what is in the files, so that a browser fetches them again when they change."""
    held = b"".join(path.read_bytes() for path in sorted(STATIC.iterdir()) if path.is_file())
    return hashlib.sha256(held).hexdigest()[:10]
