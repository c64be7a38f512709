"""What is looked for: the sources of the shipped tables, each with its spans."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass

from azturk_data import shipped
from azturk_data.relocation import Wanted


@dataclass(frozen=True)
class Document:
    """A source, and the passages of it that are wanted."""

    source_id: str
    url: str
    text_sha256: str | None
    """SHA-256 of its text, where that is known."""
    wanted: tuple[Wanted, ...]

    @property
    def slug(self) -> str:
        """The name of the source without its kind, by which files are named."""
        return self.source_id.partition("/")[2]

    @property
    def fingerprint(self) -> str:
        """A hash of all that a reading of the source depends on; another release may want other passages."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def shipped_documents() -> list[Document]:
    """Return every source that has spans, with them, from the tables that the package ships; by id."""
    positions = {row["span_id"]: row for row in shipped.read("positions").to_pylist()}
    wanted: defaultdict[str, list[Wanted]] = defaultdict(list)
    for span in shipped.read("spans").to_pylist():
        position = positions.get(span["span_id"], {})
        wanted[span["source_id"]].append(
            Wanted(
                span["span_id"],
                span["first_words"],
                span["last_words"],
                **{key: position.get(key) for key in ("start", "end", "sha256", "normal_sha256")},
            )
        )
    return [
        Document(row["source_id"], row["url"], row["text_sha256"], tuple(wanted[row["source_id"]]))
        for row in shipped.read("sources").to_pylist()
        if row["source_id"] in wanted
    ]
