"""From a folder of YAML files to typed records, with every problem of the whole run in one report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from azturk_data.errors import NoRecordsError
from azturk_data.models import RECORDS, Keyed, Record
from azturk_data.models.index import Moved
from azturk_data.reading.explain import explain
from azturk_data.reading.parsed import ParsedFiles
from azturk_data.reading.problems import InvalidRecordsError, Problem, did_you_mean, display_path
from azturk_data.reading.yaml_tree import Document, Path_, read
from azturk_data.schema.rows import frames_of
from azturk_data.schema.tables import Frame

SUFFIX = ".yaml"
CODINGS = "coding"
"""The folder of codings that are no records: the second coders' (see `reliability/`)."""
KINDS: dict[str, type[Record]] = {model.prefix: model for model in RECORDS}
"""The folder of each kind of record, and its model."""

Progress = Callable[[int, int], None]
"""Is told how many files are done, and how many there are."""


@dataclass(frozen=True)
class Placed:
    """Something with an id: the file that holds it, and the path to it in that file."""

    document: Document
    path: Path_
    kind: type[Keyed]


@dataclass
class RecordSet:
    """All records of a folder, by id, with the place of everything that has an id."""

    records: dict[str, Record] = field(default_factory=dict[str, Record])
    documents: dict[str, Document] = field(default_factory=dict[str, Document])
    """The file of each record."""
    moved: dict[str, Moved] = field(default_factory=dict[str, Moved])
    """The stubs of retired ids; their files stand in `documents` too."""
    placed: dict[str, Placed] = field(default_factory=dict[str, Placed])
    """The place of each record and of each part with an id."""
    frames: dict[str, list[Frame]] = field(default_factory=dict[str, list[Frame]])
    """Each record and every row below it, taken apart once for all checks."""
    problems: list[Problem] = field(default_factory=list[Problem])

    def of_kind(self, prefix: str) -> Iterator[Record]:
        """The records of one kind, in order of id."""
        return (record for id_, record in sorted(self.records.items()) if id_.startswith(f"{prefix}/"))

    def raise_if_invalid(self) -> None:
        """Raise `InvalidRecordsError` with every problem found so far, if there is one."""
        if self.problems:
            raise InvalidRecordsError(self.problems)


def read_records(folder: Path, progress: Progress | None = None, *, known: ParsedFiles | None = None) -> RecordSet:
    """Read every record below `folder`; what cannot be read stands in `problems`, the rest is usable.

    With a store of parsed files only those that changed are parsed; the caller saves it.

    Raises `NoRecordsError` if there is no such folder.
    """
    if not folder.is_dir():
        raise NoRecordsError(f"there is no folder of records at {folder}; run this from the project's root")
    found = RecordSet()
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    for done, path in enumerate(files, start=1):
        _read_file(found, folder, path, known)
        if progress:
            progress(done, len(files))
    return found


def _read_file(found: RecordSet, folder: Path, path: Path, known: ParsedFiles | None) -> None:
    if path.name == "README.md":
        return
    shown = display_path(path)
    kind, *rest = path.relative_to(folder).with_suffix("").parts
    if kind == CODINGS:
        return
    model = KINDS.get(kind)
    if model is None or len(rest) != 1 or path.suffix != SUFFIX:
        found.problems.append(_misplaced(shown, path, kind))
        return
    document = read(path, known)
    found.problems += document.problems
    if document.value is None:
        return
    expected = f"{kind}/{rest[0]}"
    stub = Moved if "moved_to" in document.value else None
    try:
        record = (stub or model).model_validate(document.value)
    except ValidationError as error:
        errors = (e for e in error.errors(include_url=False) if e["loc"] not in document.blank)
        found.problems += [explain(document, stub or model, e) for e in errors]
        stated = document.value.get("id")
        if isinstance(stated, str) and stated != expected:
            found.problems.append(_wrong_id(document, stated, expected))
        return
    if record.id != expected:
        found.problems.append(_wrong_id(document, record.id, expected))
    if isinstance(record, Moved):
        found.moved[record.id] = record
        found.documents[record.id] = document
        return
    assert isinstance(record, Record)
    _place(found, document, record)


def _misplaced(shown: str, path: Path, kind: str) -> Problem:
    if kind not in KINDS:
        remedy = f"put it into one of the folders {', '.join(KINDS)} ({did_you_mean(kind, KINDS)})"
        return Problem(shown, 1, 1, shown, f"'{kind}' is not a kind of record", remedy)
    if path.suffix != SUFFIX:
        return Problem(shown, 1, 1, shown, f"'{path.suffix}' is not the suffix of a record", f"name it *{SUFFIX}")
    return Problem(shown, 1, 1, shown, "the record lies in a folder of its own", f"move it up into {kind}/")


def _wrong_id(document: Document, stated: str, expected: str) -> Problem:
    found = f"the id '{stated}' differs from the file's path"
    return document.problem(("id",), found, f"write '{expected}', or rename the file")


def _place(found: RecordSet, document: Document, record: Record) -> None:
    """Enter a record and its parts into the index by id; report an id that is taken."""
    taken = found.placed.get(record.id)
    if taken is not None:
        found.problems.append(_taken(document, ("id",), record.id, taken))
        return
    found.records[record.id] = record
    found.documents[record.id] = document
    found.frames[record.id] = list(frames_of(record, keyed=False))
    for frame in found.frames[record.id]:
        if not isinstance(frame.model, Keyed):
            continue
        path = (*frame.path, "id")
        earlier = found.placed.get(frame.id)
        if earlier is not None:
            found.problems.append(_taken(document, path, frame.id, earlier))
            continue
        found.placed[frame.id] = Placed(document, frame.path, type(frame.model))


def _taken(document: Document, path: Path_, id_: str, earlier: Placed) -> Problem:
    mark = earlier.document.mark((*earlier.path, "id"))
    found = f"two records have the id '{id_}', the other one at {earlier.document.file}:{mark.line}"
    return document.problem(path, found, "give one of them another id")
