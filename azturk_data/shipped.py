"""The shipped data: which tables there are, where their files lie, and how to read them.

Importing this module reads no data and imports nothing heavy; pyarrow is imported by the first `read`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from azturk_data.errors import BrokenInstallationError, UnknownFormatError, UnknownRecordError, UnknownTableError

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["parquet", "csv"]

DATA = Path(__file__).parent / "data"
DESCRIPTOR = DATA / "datapackage.json"


def tables() -> list[str]:
    """Return the names of all published tables, in alphabetical order.

    Raises `BrokenInstallationError` if the package's data, or a table of it, is missing.

    >>> import azturk_data
    >>> azturk_data.tables()[:3]
    ['actors', 'agreement_parties', 'agreement_ratifications']
    """
    names = sorted(path.stem for path in (DATA / "parquet").glob("*.parquet"))
    if not names:
        raise BrokenInstallationError(f"there is no data in {DATA}; install azturk-data again")
    for held in _published(DATA / DESCRIPTOR.name):
        if held.endswith(".parquet") and PurePosixPath(held).stem not in names:
            raise BrokenInstallationError(f"{DATA / held} is missing; install azturk-data again")
    return names


def path(table: str, format: Format = "parquet") -> Path:
    """Return the path of a table's file, for tools that read Parquet or CSV themselves.

    The package carries Parquet. A CSV file is written from it when it is first asked for, into the user's cache (see
    `AZTURK_CACHE`); a checkout of the project has them all.

    Raises `UnknownTableError` for a table that is not published, with the closest names, `UnknownFormatError` for a
    format other than `parquet` and `csv`, and `CacheError` if a CSV file cannot be written.

    >>> import azturk_data
    >>> azturk_data.path("events", "csv").name
    'events.csv'
    """
    if format not in ("parquet", "csv"):
        raise UnknownFormatError(f"there is no format '{format}'; choose 'parquet' or 'csv'")
    file = DATA / "parquet" / f"{table}.parquet"
    if not file.is_file():
        known = tables()
        if table in known:
            raise BrokenInstallationError(f"{file} is missing; install azturk-data again")
        from difflib import get_close_matches  # only an error needs it

        near = get_close_matches(table, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"the tables are {', '.join(known)}"
        raise UnknownTableError(f"there is no table '{table}'; {hint}")
    return file if format == "parquet" else _csv(table)


def _csv(table: str) -> Path:
    """Return the path of a table's CSV file, which is written first where there is none, or another."""
    file = DATA / "csv" / f"{table}.csv"
    if file.is_file():
        return file
    import hashlib

    from azturk_data.csv_text import as_csv
    from azturk_data.user_cache import cache_folder, replace, unwritable

    content = as_csv(read(table))
    # Another release in another environment has its own.
    release = hashlib.sha256(DESCRIPTOR.read_bytes()).hexdigest()[:12]
    file = cache_folder() / "csv" / release / file.name
    try:
        if file.is_file() and file.read_bytes() == content:
            return file
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(file, error) from error
    replace(file, content)
    return file


def read(table: str) -> pa.Table:
    """Return a table as its Parquet file has it; `azturk_data.load` is what users call.

    Raises `UnknownTableError` for a table that is not published, and `BrokenInstallationError` if its file
    cannot be read.
    """
    file = path(table)
    import pyarrow as pa
    from pyarrow import parquet

    try:
        # A file of its own is read faster than by `read_table`, which imports the dataset machinery.
        with parquet.ParquetFile(pa.BufferReader(content(file))) as held:
            # Threads cost a small table more than they save, and some Arrow releases fall over their own at exit.
            return held.read(use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(file, str(error)) from error


def content(file: Path) -> bytes:
    """Return the bytes of a table's file.

    Raises `BrokenInstallationError` if they are not those that were published: some damage would else pass for data.
    """
    try:
        held = file.read_bytes()
    except OSError as error:
        raise _unreadable(file, error.strerror or str(error)) from error
    expected = _published(DATA / DESCRIPTOR.name).get(f"{file.parent.name}/{file.name}")
    if expected is not None:
        import hashlib

        if f"sha256:{hashlib.sha256(held).hexdigest()}" != expected:
            raise _unreadable(file, "it is not as it was published")
    return held


def _unreadable(file: Path, why: str) -> BrokenInstallationError:
    return BrokenInstallationError(f"{file} cannot be read ({why}); install azturk-data again")


def _published(descriptor: Path) -> dict[str, str]:
    """Return the hash of each file; none where the descriptor is damaged, which whatever needs it tells."""
    try:
        held = descriptor.stat()
        return _hashes(descriptor, held.st_mtime_ns, held.st_size)
    except (OSError, ValueError, LookupError, TypeError):
        return {}


@lru_cache(maxsize=1)
def _hashes(descriptor: Path, changed: int, size: int) -> dict[str, str]:
    """Read the descriptor once, and again if it changed."""
    import json

    return {resource["path"]: resource["hash"] for resource in json.loads(descriptor.read_bytes())["resources"]}


def unknown_record(record_id: str) -> UnknownRecordError:
    """Return the error for an id that no record has; it names the closest ids."""
    near = _nearest(record_id, [str(id_) for id_ in read("records").column("record_id").to_pylist()])
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "the table 'records' lists them"
    return UnknownRecordError(f"there is no record '{record_id}'; {hint}")


def _nearest(record_id: str, known: list[str], most: int = 3) -> list[str]:
    """Return the ids that begin like one, else those of its kind that have all its words, else those spelt alike."""
    kind, _, slug = record_id.casefold().rpartition("/")
    alike = [id_ for id_ in known if id_.startswith(f"{kind}/")] or known
    begun = [id_ for id_ in alike if slug and id_.rpartition("/")[2].startswith(slug)]
    words = {word for word in re.split(r"[\W_]+", slug) if word}
    worded = [id_ for id_ in alike if words and words <= set(re.split(r"\W+", id_))]
    if found := [*begun, *(id_ for id_ in worded if id_ not in begun)]:
        return found[:most]
    from difflib import get_close_matches  # only an error needs it

    return get_close_matches(record_id, alike, n=most)
