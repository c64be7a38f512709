"""Which file of a folder is a rendition of which source.

A file is matched by the first of these that fits one source:

1. `sha256`: it is the source's text, byte for byte.
2. `address`: it is a page that names the source's address as its own (its canonical link, its `og:url`, or the
   address that a browser noted when it saved it).
3. `name`: it is named like the source: `tass-2021-01-30.html` for `source/tass-2021-01-30`.
4. `passages`: it holds at least half of the source's passages, as their hashes prove, and more than of any other.

Of several files for a source, the one matched first in this order is read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from azturk_data.errors import AzturkError
from azturk_data.hydration.sources import Document
from azturk_data.pages import UnreadablePageError, text_of
from azturk_data.relocation import Method, relocate

LARGEST = 50 * 2**20
"""Bytes of a file that is read; a saved page carries its pictures in it."""

_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
}
# Browsers, and the extension SingleFile, write the address at the top of a page that they save.
_SAVED_FROM = re.compile(
    rb"(?:<!--\s*saved from url=\(\d+\)|<!--\s*Page saved with SingleFile\s+url:\s*|^Snapshot-Content-Location:\s*)"
    rb"(https?://[^\s>]+)",
    re.MULTILINE,
)


class MatchedBy(str, Enum):
    """How a file was matched with a source, the surest first."""

    SHA256 = "sha256"
    ADDRESS = "address"
    NAME = "name"
    PASSAGES = "passages"


class NoFolderError(AzturkError):
    """There is no such folder of texts or pages."""


class UnreadableFileError(AzturkError):
    """A file of the folder cannot be read, or holds no text."""


@dataclass(frozen=True)
class Match:
    """A file that is a rendition of a source."""

    path: Path
    by: MatchedBy


@dataclass
class Matches:
    """What matching a folder came to."""

    files: dict[str, Match] = field(default_factory=dict[str, Match])
    """By the id of the source."""
    unused: dict[str, str] = field(default_factory=dict[str, str])
    """Why a file is not read, by its name."""


def match_files(folder: Path, documents: Sequence[Document]) -> Matches:
    """Match the files that lie directly in a folder with sources; hidden ones are passed over.

    Raises `NoFolderError` if there is no such folder.
    """
    if not folder.is_dir():
        raise NoFolderError(f"there is no folder of texts or saved pages at {folder}")
    matches = Matches()
    found: list[tuple[MatchedBy, Path, Document]] = []
    others: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not path.is_file():
            continue
        try:
            raw = read_file(path)
        except UnreadableFileError as error:
            matches.unused[path.name] = str(error)
            continue
        known = _by_identity(path, raw, documents)
        if known is None:
            others.append(path)
        else:
            by, document = known
            found.append((by, path, document))
    _assign(matches, found)
    left = [document for document in documents if document.source_id not in matches.files]
    found = []
    for path in others:
        try:
            document = _by_passages(path, left)
        except UnreadableFileError as error:
            matches.unused[path.name] = str(error)
            continue
        if document is None:
            matches.unused[path.name] = "it is the text or page of no source that could be told"
        else:
            found.append((MatchedBy.PASSAGES, path, document))
    _assign(matches, found)
    return matches


def media_type_of(path: Path) -> str | None:
    """Return the media type that a file's name stands for, if it stands for one."""
    return _TYPES.get(path.suffix.lower())


def read_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises `UnreadableFileError` if it cannot be read, or is too large."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFileError(f"it is larger than {LARGEST:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"it cannot be read ({error.strerror or error})") from error


def _assign(matches: Matches, found: list[tuple[MatchedBy, Path, Document]]) -> None:
    order = list(MatchedBy)
    for by, path, document in sorted(found, key=lambda one: (order.index(one[0]), one[1])):
        taken = matches.files.get(document.source_id)
        if taken is None:
            matches.files[document.source_id] = Match(path, by)
        else:
            matches.unused[path.name] = f"{document.source_id} is read from {taken.path.name}"


def _by_identity(path: Path, raw: bytes, documents: Sequence[Document]) -> tuple[MatchedBy, Document] | None:
    sha256 = hashlib.sha256(raw).hexdigest()
    for document in documents:
        if document.text_sha256 == sha256:
            return MatchedBy.SHA256, document
    own = {same_page(url) for url in _addresses(raw)}
    for document in documents:
        if same_page(document.url) in own:
            return MatchedBy.ADDRESS, document
    for document in documents:
        if path.stem == document.slug:
            return MatchedBy.NAME, document
    return None


def _by_passages(path: Path, documents: Sequence[Document]) -> Document | None:
    try:
        text = text_of(read_file(path), media_type_of(path))
    except UnreadablePageError as error:
        raise UnreadableFileError(str(error)) from error
    proven = (Method.EXACT, Method.NORMALISED)
    shares: list[tuple[float, Document]] = []
    for document in documents:
        located = relocate(text, document.wanted, fuzzy=False)
        shares.append((sum(one.method in proven for one in located) / len(located), document))
    shares.sort(key=lambda share: share[0], reverse=True)
    best = [document for share, document in shares if share >= 0.5 and share == shares[0][0]]
    return best[0] if len(best) == 1 else None


def same_page(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """Return what two addresses of one page have in common; None if it is no address.

    Left out are the scheme, a `www`, the fragment, a slash at the end, what marks the page for mobile telephones
    and what says where a reader came from.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if not host:
        return None
    for label in ("www.", "m.", "amp."):
        host = host.removeprefix(label)
    path = unquote(parts.path).rstrip("/").removesuffix("/amp")
    query = sorted(pair for pair in parse_qsl(parts.query) if not pair[0].startswith("utm_") and pair[0] != "amp")
    return host, path, tuple(query)


def _addresses(raw: bytes) -> Iterator[str]:
    """Yield the addresses that a saved page gives as its own, if it is a page."""
    from trafilatura import load_html

    saved = _SAVED_FROM.search(raw, 0, 4096)
    if saved:
        yield saved.group(1).decode("utf-8", "replace")
    tree = load_html(raw) if b"<" in raw[:4096] else None
    if tree is not None:
        yield from map(str, tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"))
