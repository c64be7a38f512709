"""What a shell may complete behind a command: ids, tables, terms. If anything goes wrong, nothing is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import get_args

from azturk_data.cli.who import ACTORS

Offered = list[str | tuple[str, str]]
"""Values, or pairs of a value and what it is."""


def _quietly(offer: Callable[[str], Iterable[str | tuple[str, str]]]) -> Callable[[str], Offered]:
    @wraps(offer)
    def offered(incomplete: str) -> Offered:
        try:
            return list(offer(incomplete))
        except Exception:  # A traceback in the middle of a line that is being typed helps nobody.
            return []

    return offered


@_quietly
def record(incomplete: str) -> Iterable[str | tuple[str, str]]:
    """Offer ids of records, with their labels; the kinds alone, as long as none is typed."""
    return _ids(incomplete, ())


@_quietly
def actor(incomplete: str) -> Iterable[str | tuple[str, str]]:
    """Offer ids of those who act, with their names."""
    return _ids(incomplete, ACTORS)


@_quietly
def source(incomplete: str) -> Iterable[str | tuple[str, str]]:
    """Offer ids of sources, with their titles."""
    return _ids(incomplete, ("source/",))


@_quietly
def table(incomplete: str) -> Iterable[str]:
    """Offer the names of tables."""
    from azturk_data import shipped

    return _begun(shipped.tables(), incomplete)


@_quietly
def event_kind(incomplete: str) -> Iterable[str]:
    """Offer the kinds of events."""
    from azturk_data.models.vocabularies import EventKind

    return _begun((term.value for term in EventKind), incomplete)


@_quietly
def export_format(incomplete: str) -> Iterable[str | tuple[str, str]]:
    """Offer the formats of the export, with what each is."""
    from azturk_data.exporting.formats import FORMATS

    return ((one.name, one.about) for one in FORMATS.values() if one.name.startswith(incomplete))


@_quietly
def picture(incomplete: str) -> Iterable[str]:
    """Offer the names of pictures."""
    from azturk_data.pictures import PICTURES

    return _begun(PICTURES, incomplete)


@_quietly
def record_kind(incomplete: str) -> Iterable[str]:
    """Offer the kinds of records that can be begun."""
    from azturk_data.skeleton import KINDS

    return _begun(KINDS, incomplete)


@_quietly
def engine(incomplete: str) -> Iterable[str]:
    """Offer the engines of a check."""
    from azturk_data.checks.engines import ENGINES

    return _begun(ENGINES, incomplete)


@_quietly
def file_format(incomplete: str) -> Iterable[str]:
    """Offer the formats that tables are published in."""
    from azturk_data.shipped import Format

    return _begun(get_args(Format), incomplete)


@_quietly
def citation_format(incomplete: str) -> Iterable[str]:
    """Offer the formats of a citation."""
    from azturk_data.citing import CitationFormat

    return _begun(get_args(CitationFormat), incomplete)


@_quietly
def voices_by(incomplete: str) -> Iterable[str]:
    """Offer what the picture of voices can be drawn by."""
    from azturk_data.pictures.speakers import By

    return _begun(get_args(By), incomplete)


def _begun(values: Iterable[str], incomplete: str) -> Iterable[str]:
    return (value for value in values if value.startswith(incomplete))


def _ids(incomplete: str, prefixes: tuple[str, ...]) -> Iterable[str | tuple[str, str]]:
    from azturk_data import shipped

    held = shipped.read("records")
    ids = zip(held.column("record_id").to_pylist(), held.column("label").to_pylist(), strict=True)
    chosen = [(str(id_), str(label)) for id_, label in ids]
    if prefixes:
        chosen = [(id_, label) for id_, label in chosen if id_.startswith(prefixes)]
    kinds = {f"{id_.partition('/')[0]}/" for id_, _ in chosen}
    begun = sorted(kind for kind in kinds if kind.startswith(incomplete))
    # A shell that is offered one value alone puts a space behind it, as if a kind were a whole id.
    if len(begun) > 1:
        return begun
    return [(id_, label) for id_, label in chosen if id_.startswith(incomplete)]
