"""The passages that sources are cut into, and the texts that they stand in, one text at a time.

A passage is a span, which carries a claim, or an omission, which says why a stretch carries none. They come
from the published tables, which is all that an installed package has, or from the records of a checkout.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from azturk_data import shipped
from azturk_data.texts import require_folder, texts_folder

if TYPE_CHECKING:
    import pyarrow as pa

    from azturk_data.models import Source
    from azturk_data.reading.reader import RecordSet

Texts = Path | str | Mapping[str, str]
"""A folder of texts, or the texts themselves by their SHA-256."""
Load = Callable[[str], "pa.Table"]
"""Gives a published table by its name."""


class Place(NamedTuple):
    """Where a passage was found to stand: offsets in code points, and the passage's SHA-256."""

    start: int
    end: int
    sha256: str


class Passage(NamedTuple):
    """A stretch of a source, named by its words and, if it was checked, by its place."""

    id: str
    """The span or omission."""
    source_id: str
    text_sha256: str | None
    """SHA-256 of the source's text; None for an extended source, whose text we do not hold."""
    first_words: str
    last_words: str | None
    place: Place | None
    claim_id: str | None
    """The claim that a span carries; None for an omission."""
    reason: str | None = None
    """Why an omission carries no claim."""


def published_passages(load: Load = shipped.read) -> list[Passage]:
    """Return every passage of the published tables: the spans, then the omissions, each in order of id."""
    hashes = dict(_columns(load("sources"), "source_id", "text_sha256"))
    places = _places(load("positions"), "span_id")
    spans = [
        Passage(id_, source, hashes[source], first, last, places.get(id_), claim)
        for id_, source, first, last, claim in _columns(
            load("spans"), "span_id", "source_id", "first_words", "last_words", "claim_id"
        )
    ]
    places = _places(load("omission_positions"), "omission_id")
    omissions = [
        Passage(id_, source, hashes[source], first, last, places.get(id_), None, reason)
        for id_, source, first, last, reason in _columns(
            load("omissions"), "omission_id", "source_id", "first_words", "last_words", "reason"
        )
    ]
    return spans + omissions


def recorded_passages(found: RecordSet) -> list[Passage]:
    """Return every passage of a folder's records, in the order of the sources' ids and of their files."""
    from azturk_data.models import Source

    sources = (record for record in found.of_kind(Source.prefix) if isinstance(record, Source))
    return [passage for source in sources for passage in passages_of(source)]


def passages_of(source: Source) -> Iterator[Passage]:
    """Yield the spans and omissions of one source's record."""
    from azturk_data.models import Omission, Span
    from azturk_data.schema.rows import frames_of

    for frame in frames_of(source):
        held = frame.model
        if not isinstance(held, Span | Omission):
            continue
        place = Place(held.position.start, held.position.end, held.position.sha256) if held.position else None
        claim = frame.parent.id if isinstance(held, Span) and frame.parent else None
        reason = str(held.reason) if isinstance(held, Omission) else None
        words = held.first_words, held.last_words
        yield Passage(frame.id, source.id, source.text_sha256, *words, place, claim, reason)


def texts_among(texts: Texts | None, wanted: Set[str]) -> Iterator[tuple[str, str]]:
    """Yield the SHA-256 and the text of each wanted text that is held, each once.

    In a folder every file is hashed, and only a wanted one is read, so that no more than one text is in
    memory at a time. None means the usual folder; see `azturk_data.texts.texts_folder`. A file that is not
    UTF-8 is no text.

    Raises `NoTextsError` if there is no such folder.
    """
    if isinstance(texts, Mapping):
        yield from ((sha256, texts[sha256]) for sha256 in sorted(wanted & texts.keys()))
        return
    folder = texts_folder(Path(texts) if texts is not None else None)
    require_folder(folder)
    missing = set(wanted)
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if sha256 not in missing:
            continue
        try:
            # Line ends stay as they are, since offsets count them.
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        missing.remove(sha256)
        yield sha256, text
        del text  # or it would stay while the next one is read


def _columns(table: pa.Table, *names: str) -> Iterator[tuple[Any, ...]]:
    """Yield a table's rows as tuples of these columns; several times as fast as a dict for each row."""
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)


def _places(table: pa.Table, key: str) -> dict[str, Place]:
    return {id_: Place(*rest) for id_, *rest in _columns(table, key, "start", "end", "sha256")}
