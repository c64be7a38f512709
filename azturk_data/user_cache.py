"""The reader's own cache: where it lies, and how a file of it is replaced."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from azturk_data.errors import CacheError

ENVIRONMENT = "AZTURK_CACHE"
REMEDY = f"name another folder in the variable {ENVIRONMENT}, or with --cache where a command has it"


def cache_folder(given: Path | str | None = None) -> Path:
    """Return the folder of the cache: the one given, else `AZTURK_CACHE`, else the user's own place for caches.

    The user's own place is the one that the package platformdirs names, which the base install does without.
    """
    if named := given or os.environ.get(ENVIRONMENT):
        return Path(named).expanduser()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return own / "azturk-data" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "azturk-data"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "azturk-data"


def replace(path: Path, content: bytes) -> None:
    """Replace a file at once: whoever reads it, and whatever breaks, there is the old one or the new one.

    Raises `CacheError` if it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> CacheError:
    """Return the error for a part of the cache that cannot be written."""
    return CacheError(f"the cache at {path} cannot be written ({error.strerror or error}); {REMEDY}")
