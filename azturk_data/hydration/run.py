"""A run of hydration: each source is read from a file or from the web, and its passages are put into the cache.

A source that cannot be read is reported with the reason, and does not stop the run.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from azturk_data.hydration.cache import Cache, Found, Reading
from azturk_data.hydration.errors import FetchError, RefusedError
from azturk_data.hydration.fetching import Fetcher
from azturk_data.hydration.folder import Match, Matches, UnreadableFileError, match_files, media_type_of, read_file
from azturk_data.hydration.rendition import locate
from azturk_data.hydration.sources import Document
from azturk_data.pages import UnreadablePageError
from azturk_data.relocation import Located, Method


class Status(str, Enum):
    """What became of a source in a run."""

    READ = "read"
    """It was read now."""
    KEPT = "kept"
    """It was read now, but more of its passages had been found before; those stay."""
    CACHED = "cached"
    """It had been read before, and was left alone."""
    ABSENT = "absent"
    """There is no file of it, and nothing was to be fetched."""
    REFUSED = "refused"
    """We must not fetch it."""
    FAILED = "failed"
    """It could not be fetched, or not be read."""


@dataclass(frozen=True)
class Result:
    """What became of one source, and which of its passages the cache holds now."""

    source_id: str
    status: Status
    origin: str | None
    """The file or address that was read, or had been read before."""
    matched_by: str | None
    """How the file was known to be the source's."""
    reason: str | None
    """Why it could not be read, or what else a reader should know."""
    counts: dict[Method, int]
    """Its spans by how they were found."""


@dataclass(frozen=True)
class Report:
    """What a run came to."""

    file: Path
    """The table of passages."""
    passages: int
    """Its rows."""
    results: list[Result]
    unused: dict[str, str]
    """Files of the folder that were not read, each with the reason."""

    @property
    def complete(self) -> bool:
        """Whether no source failed or was refused."""
        return not any(result.status in (Status.FAILED, Status.REFUSED) for result in self.results)

    @property
    def empty(self) -> bool:
        """Whether there was nothing to read."""
        return all(result.status is Status.ABSENT for result in self.results)

    @property
    def totals(self) -> dict[Method, int]:
        """All spans by how they were found."""
        totals = Counter[Method]()
        for result in self.results:
            totals.update(result.counts)
        return {method: totals[method] for method in Method}


def hydrate(
    documents: Sequence[Document],
    cache: Cache,
    *,
    folder: Path | None = None,
    fetcher: Fetcher | None = None,
    only: Collection[str] | None = None,
    refresh: bool = False,
    watch: Callable[[int, Document], None] = lambda done, document: None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Report:
    """Read sources, and put the passages that are found into the cache.

    A source is read from its file in `folder`, if it has one there, else from the web by `fetcher`, if there is
    one and the source had not been read before or `refresh` is set. `only` names the sources that are
    wanted; `watch` is told of each before it is read, with the number of those that are done.

    Raises `CacheError` if the cache cannot be written, and `NoFolderError` if there is no such folder.
    """
    cache.prepare()
    wanted = [document for document in documents if only is None or document.source_id in only]
    matches = match_files(folder, wanted) if folder else Matches()
    results: list[Result] = []
    rows = 0
    try:
        for done, document in enumerate(wanted):
            watch(done, document)
            match = matches.files.get(document.source_id)
            results.append(_Source(document, cache, clock).hydrate(match, fetcher, refresh))
    finally:
        # However a run ends, what it found is there to be used.
        rows = cache.put_together(documents)
    return Report(cache.file, rows, results, matches.unused)


@dataclass(frozen=True)
class _Rendition:
    """A source as it was read from somewhere."""

    raw: bytes
    content_type: str | None
    origin: str
    matched_by: str | None = None


class _Source:
    """One source in a run."""

    def __init__(self, document: Document, cache: Cache, clock: Callable[[], datetime]) -> None:
        self._document = document
        self._cache = cache
        self._clock = clock
        self._held = cache.reading(document)

    def hydrate(self, match: Match | None, fetcher: Fetcher | None, refresh: bool) -> Result:
        if match is None and self._held is not None and (fetcher is None or not refresh):
            return self._result(Status.CACHED)
        if match is None and fetcher is None:
            return self._result(Status.ABSENT)
        try:
            rendition = self._from_file(match) if match else self._from_web(fetcher)
            located = locate(rendition.raw, rendition.content_type, self._document.wanted)
        except RefusedError as error:
            return self._result(Status.REFUSED, str(error))
        except (FetchError, UnreadableFileError, UnreadablePageError) as error:
            return self._result(Status.FAILED, str(error))
        return self._settle(rendition, located)

    def _from_file(self, match: Match) -> _Rendition:
        return _Rendition(read_file(match.path), media_type_of(match.path), match.path.name, match.by.value)

    def _from_web(self, fetcher: Fetcher | None) -> _Rendition:
        assert fetcher is not None
        page = fetcher.page(self._document.url)
        return _Rendition(page.body, page.headers.get("Content-Type"), page.url)

    def _settle(self, rendition: _Rendition, located: Sequence[Located]) -> Result:
        """Keep what was found, unless more had been found before."""
        found = sum(one.passage is not None for one in located)
        if self._held is not None and self._held.located > found:
            reason = f"{rendition.origin} holds {found} of the {self._held.located} passages found before"
            return self._result(Status.KEPT, reason, rendition.matched_by)
        if not found:
            # Nothing is gained by remembering it; perhaps another day the page is there again.
            return self._result(Status.READ, f"{rendition.origin} holds none of its passages", rendition.matched_by)
        self._held = Reading(
            source_id=self._document.source_id,
            fingerprint=self._document.fingerprint,
            origin=rendition.origin,
            sha256=hashlib.sha256(rendition.raw).hexdigest(),
            read_at=self._clock().isoformat(timespec="seconds"),
            spans=tuple(Found(one.span_id, one.method.value, one.score, one.passage) for one in located),
        )
        self._cache.keep(self._held)
        return self._result(Status.READ, matched_by=rendition.matched_by)

    def _result(self, status: Status, reason: str | None = None, matched_by: str | None = None) -> Result:
        methods = Counter(span.method for span in self._held.spans) if self._held else Counter[str]()
        counts = {method: methods[method.value] for method in Method}
        if self._held is None:
            counts[Method.MISSING] = len(self._document.wanted)
        origin = self._held.origin if self._held else None
        return Result(self._document.source_id, status, origin, matched_by, reason and _printable(reason), counts)


def _printable(message: str) -> str:
    """Return a message that may quote a server, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in message)[:300]
