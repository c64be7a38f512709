"""The explorer's database: the SQLite export with full-text indexes, made once and kept in the reader's cache."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_hex

from azturk_data import __version__, shipped
from azturk_data.errors import ExportError
from azturk_data.explorer import indexing
from azturk_data.explorer.errors import ExplorerError
from azturk_data.exporting.formats import Watch
from azturk_data.exporting.sqlite import sqlite
from azturk_data.exporting.staging import staged_file
from azturk_data.schema.tables import catalogue
from azturk_data.user_cache import ENVIRONMENT, cache_folder

NAME = "azturk"
"""What the database is called in addresses."""
FORM = 1
"""Counted up when what is made of the same data changes, so that older files are made anew."""
_UNWRITABLE = (OSError, sqlite3.Error, ExportError)
"""What is raised where a database cannot be written: no room, no right to, or something else in its place."""


def prepare(folder: Path | None, watch: Watch) -> Path:
    """Return the path of the database, made first if it is not in the cache or is damaged there.

    `folder` is where it is kept, by default the reader's own cache; where that cannot be written, a temporary folder
    takes its place, which goes when the process ends. A folder that was given has no such substitute. `watch` is told
    what is made next, how many steps are done, and of how many.

    Raises `ExplorerError` if this Python's SQLite has no full-text search, or the database cannot be written, and
    `BrokenInstallationError` if a table cannot be read.
    """
    _ensure_search()
    home = folder or cache_folder() / "explorer"
    path = home / _fingerprint() / f"{NAME}.db"
    if _is_whole(path):
        return path
    try:
        _make(path, watch)
    except _UNWRITABLE as error:
        with suppress(OSError):
            path.parent.rmdir()  # which is empty, or stays
        if folder is not None:
            raise ExplorerError(
                f"the explorer's database cannot be written in {home} ({_said(error)}); make room, or give another "
                "folder"
            ) from error
        return _make_for_now(path, error, watch)
    _forget_others(path)
    return path


def _make_for_now(path: Path, refused: Exception, watch: Watch) -> Path:
    """Make the database in a temporary folder instead of at `path`; the folder goes when the process ends."""
    # Its name is known before it is there: an interrupt right after it was made would else leave it behind.
    folder = Path(tempfile.gettempdir()) / f"azturk-data-{token_hex(8)}"
    try:
        folder.mkdir(mode=0o700)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        made = folder / path.name
        _make(made, watch)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if not isinstance(error, _UNWRITABLE):
            raise
        raise ExplorerError(
            f"the explorer's database can be written neither in {path.parent.parent} ({_said(refused)}) nor in a "
            f"temporary folder ({_said(error)}); make room, or name another folder in the variable {ENVIRONMENT}"
        ) from error
    return made


def _said(error: Exception) -> str:
    """Return what an error says, on one line and without the path."""
    told = error.strerror if isinstance(error, OSError) else None
    return " ".join((told or str(error)).split())


def _make(path: Path, watch: Watch) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with staged_file(path, force=True) as staged:
        sqlite(staged, shipped.tables(), watch)
        watch("full-text search", len(shipped.tables()), len(shipped.tables()) + 1)
        with closing(sqlite3.connect(staged)) as database:
            add_indexes(database)


def add_indexes(database: sqlite3.Connection) -> None:
    """Add what makes pages fast to a database of the published tables: search, and an index of every date."""
    database.execute("PRAGMA synchronous = OFF")
    indexing.index(database)
    for table in catalogue().values():
        for column in table.columns:
            if column.type == "date":
                database.execute(f'CREATE INDEX "{table.name}_by_{column.name}" ON "{table.name}" ("{column.name}")')
    database.execute("ANALYZE")
    database.commit()


def _fingerprint() -> str:
    """What the database is made from, as a short name: the data, the version of the package, and the form."""
    try:
        descriptor = shipped.DESCRIPTOR.read_bytes()
    except OSError:
        descriptor = b""  # which whatever reads the tables tells
    files = sorted(
        (path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in shipped.DATA.rglob("*.parquet")
    )
    return hashlib.sha256(repr((__version__, FORM, descriptor, files)).encode("utf-8")).hexdigest()[:16]


def _is_whole(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.Error:
        return False


def _forget_others(path: Path) -> None:
    """Delete the databases of other versions; one that is in use elsewhere stays where its system insists."""
    for other in path.parent.parent.glob(f"*/{path.name}"):
        if other != path:
            with suppress(OSError):
                other.unlink()
                other.parent.rmdir()


def _ensure_search() -> None:
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("CREATE VIRTUAL TABLE tried USING fts5(words)")
    except sqlite3.OperationalError as error:
        raise ExplorerError(
            f"the explorer needs an SQLite with full-text search, FTS5 ({error}); use another build of Python"
        ) from error
