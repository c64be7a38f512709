"""The reader's own cache: what each source was read from, and the passages found in it.

    CACHE/sources/SLUG.json    one reading of one source; written whole, as soon as it is made
    CACHE/passages.parquet     all passages, put together from the readings

A run that is broken off leaves every file whole; the next one goes on from the readings that are there.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from azturk_data import shipped
from azturk_data.errors import CacheError
from azturk_data.user_cache import REMEDY, cache_folder, replace, unwritable

if TYPE_CHECKING:
    import pyarrow as pa

    from azturk_data.hydration.sources import Document

PACKAGE = Path(__file__).resolve().parent.parent
_MADE_FOR = b"made_for"


@dataclass(frozen=True)
class Found:
    """What a reading came to for one span."""

    span_id: str
    method: str
    """How it was found: a term of `azturk_data.relocation.Method`."""
    score: float
    passage: str | None
    """None if it is missing."""


@dataclass(frozen=True)
class Reading:
    """One source, read once."""

    source_id: str
    fingerprint: str
    """`Document.fingerprint` of what was looked for."""
    origin: str
    """The address, or the file's name, that it was read from."""
    sha256: str
    """SHA-256 of the bytes that were read."""
    read_at: str
    """When, in UTC, as ISO 8601 has it."""
    spans: tuple[Found, ...]

    @property
    def located(self) -> int:
        """How many of its spans were found."""
        return sum(span.passage is not None for span in self.spans)


_READING = TypeAdapter(Reading)


def load_passages(cache: Path | str | None = None) -> pa.Table | None:
    """Return the table of passages that were hydrated, or None if there are none.

    There are none either where they were found for other data than is installed now: a span may mean another
    passage. Running `azturk-data hydrate` again brings them up to date, and fetches nothing that it has.
    Columns are described in the metadata of their fields. Raises `CacheError` if the file cannot be read.
    """
    import pyarrow as pa
    from pyarrow import parquet

    file = cache_folder(cache) / "passages.parquet"
    try:
        with parquet.ParquetFile(file) as held:
            table = held.read()
    except FileNotFoundError:
        return None
    except (pa.ArrowInvalid, OSError) as error:
        raise CacheError(f"{file} cannot be read ({error}); delete it, and run 'azturk-data hydrate' again") from error
    made_for = (table.schema.metadata or {}).get(_MADE_FOR)
    return table if made_for in (None, _data_hash()) else None


def passages(cache: Path | str | None = None) -> dict[str, str]:
    """Return the passages that were hydrated, by the id of their span.

    Raises `CacheError` if the cache cannot be read.
    """
    table = load_passages(cache)
    if table is None:
        return {}
    return {row["span_id"]: row["passage"] for row in table.select(["span_id", "passage"]).to_pylist()}


class Cache:
    """The cache, for whoever fills it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = cache_folder(folder)
        self.file = self.folder / "passages.parquet"
        self._readings = self.folder / "sources"

    def prepare(self) -> None:
        """Make the cache's folders, and see that they can be written to.

        Raises `CacheError` if they cannot, or if they lie within the package, whose data carries no text.
        """
        if self.folder.resolve().is_relative_to(PACKAGE):
            raise CacheError(f"the cache must not lie within the package, at {self.folder}; {REMEDY}")
        try:
            self._readings.mkdir(parents=True, exist_ok=True)
            for folder in (self.folder, self._readings):
                with tempfile.TemporaryFile(dir=folder):
                    pass
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def reading(self, document: Document) -> Reading | None:
        """Return what a source was read as; None if it was not, or if other passages were looked for then."""
        try:
            reading = _READING.validate_json(self._path(document.source_id).read_bytes())
        except (OSError, ValueError):
            # Not there, or not as we write it: then it is made anew.
            return None
        return reading if reading.fingerprint == document.fingerprint else None

    def keep(self, reading: Reading) -> None:
        """Write what a source was read as, all at once. Raises `CacheError` if it cannot be written."""
        replace(self._path(reading.source_id), _READING.dump_json(reading, indent=1))

    def put_together(self, documents: Iterable[Document]) -> int:
        """Write the passages of these sources into one table, all at once, and return how many there are.

        Raises `CacheError` if it cannot be written.
        """
        import pyarrow as pa
        from pyarrow import parquet

        rows: list[dict[str, Any]] = []
        for reading in filter(None, map(self.reading, documents)):
            shared = {"source_id": reading.source_id, "origin": reading.origin, "read_at": reading.read_at}
            rows += [asdict(span) | shared for span in reading.spans if span.passage is not None]
        rows.sort(key=lambda row: row["span_id"])
        sink = pa.BufferOutputStream()
        parquet.write_table(pa.Table.from_pylist(rows, schema=_schema()), sink)
        replace(self.file, sink.getvalue().to_pybytes())
        return len(rows)

    def _path(self, source_id: str) -> Path:
        return self._readings / f"{source_id.partition('/')[2]}.json"


def _schema() -> pa.Schema:
    import pyarrow as pa

    columns = {
        "span_id": "The span, as in the table `spans`.",
        "source_id": "The source that it is a span of.",
        "passage": "The words of the passage, as the rendition that was read prints them.",
        "method": "How it was found: exact, normalised, words or fuzzy.",
        "score": "How sure it is that this is the passage, from 0 to 100; 100 where its hash says so.",
        "origin": "The address, or the name of the file, that the rendition was read from.",
        "read_at": "When it was read, in UTC, as ISO 8601 has it.",
    }
    about = "Passages of the sources, for the reader's own use; their rights are the publishers'."
    return pa.schema(
        [
            pa.field(
                name,
                pa.float64() if name == "score" else pa.string(),
                nullable=False,
                metadata={"description": description},
            )
            for name, description in columns.items()
        ],
        metadata={b"description": about.encode("utf-8"), _MADE_FOR: _data_hash()},
    )


def _data_hash() -> bytes:
    """A hash of the shipped tables that say which passages are wanted."""
    content = b"".join(shipped.path(table).read_bytes() for table in ("spans", "positions"))
    return hashlib.sha256(content).hexdigest().encode("ascii")
