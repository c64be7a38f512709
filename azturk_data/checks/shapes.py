"""What can be read of a table: its columns, their types, and what is wrong with its files.

A Parquet file says its types itself, which are held against the models'. A CSV file's cells are text; it is written
anew as Parquet with columns of text, in a folder for the time of the check, since it would otherwise be taken apart
again by each query, and by each engine in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet
from pyarrow import types as arrow_types

from azturk_data.checks.folder import Source
from azturk_data.checks.report import Breach, Example
from azturk_data.schema.columns import Column, ColumnType
from azturk_data.schema.tables import Table, catalogue


@dataclass
class Shape:
    """What was found of a table."""

    source: Source
    root: Path
    """What lies behind `files`: the file itself, or the folder below which partitions begin."""
    files: list[Path] = field(default_factory=list[Path])
    """The Parquet files to read; none if the table cannot be read."""
    columns: dict[str, pa.DataType] = field(default_factory=dict[str, pa.DataType])
    """The columns that can be read, with their types in the files."""
    partitions: set[str] = field(default_factory=set[str])
    """Those of them that stand in the names of folders, as text."""
    rows: int = 0
    breaches: list[Breach] = field(default_factory=list[Breach])

    @property
    def is_text(self) -> bool:
        """Whether its cells are text, which is still to be made values of."""
        return self.source.format == "csv"

    def tell(self, rule: str, about: str, column: str = "", rows: int = 0, examples: Sequence[Example] = ()) -> None:
        """Add a breach."""
        source = self.source
        self.breaches.append(Breach(source.table, source.format, rule, column, rows, about, tuple(examples)))


def shape_of(source: Source, scratch: Path) -> Shape:
    """Look at a table's files; `scratch` is a folder for those that are made."""
    shape = Shape(source, source.root)
    (_of_csv if source.format == "csv" else _of_parquet)(shape, catalogue()[source.table], scratch)
    return shape


def _of_csv(shape: Shape, table: Table, scratch: Path) -> None:
    from azturk_data.checks.csv_files import CsvError, convert

    names = [column.name for column in table.columns]
    readable = set(names)
    made: list[Path] = []
    blank, wrong = 0, {"missing-cell": list[Example](), "extra-cell": list[Example]()}
    for number, file in enumerate(shape.source.files):
        target = scratch / f"{table.name}-{number}.parquet"
        try:
            read = convert(file, target, names, table.primary_key)
        except CsvError as error:
            shape.tell("unreadable", f"{file.name} cannot be read ({error})")
            return
        _tell_labels(shape, file, read.labels, names)
        readable &= set(read.labels)
        shape.rows += read.rows
        blank += read.blank
        for rule, example in read.uneven:
            wrong[rule].append(example)
        made.append(target)
    if blank:
        shape.tell("blank-row", "a row has a filled cell", rows=blank)
    for rule, found in wrong.items():
        if found:
            few = "fewer" if rule == "missing-cell" else "more"
            shape.tell(rule, f"a row has no {few} cells than there are columns", rows=len(found), examples=found[:3])
    shape.root, shape.files = scratch, made
    shape.columns = {name: pa.string() for name in names if name in readable}


def _tell_labels(shape: Shape, file: Path, labels: Sequence[str], names: Sequence[str]) -> None:
    missing = [name for name in names if name not in labels]
    unknown = [label for label in labels if label not in names]
    for name in missing:
        shape.tell("missing-column", f"{file.name} has no column {name}", name)
    for label in unknown:
        _tell_unknown(shape, file, label, names)
    if not missing and not unknown and list(labels) != list(names):
        shape.tell("column-order", f"the columns of {file.name} stand in another order than {', '.join(names)}")


def _tell_unknown(shape: Shape, file: Path, label: str, names: Sequence[str]) -> None:
    near = get_close_matches(label, names, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    shape.tell("unknown-column", f"{file.name} has a column that the table has not{hint}", label)


def _of_parquet(shape: Shape, table: Table, scratch: Path) -> None:
    names = [column.name for column in table.columns]
    present: list[dict[str, pa.DataType]] = []
    for file in shape.source.files:
        try:
            with parquet.ParquetFile(file) as opened:
                schema, rows = opened.schema_arrow, opened.metadata.num_rows
        except (pa.ArrowException, OSError, ValueError) as error:
            shape.tell("unreadable", f"{file.name} cannot be read ({_first_line(error)})")
            return
        shape.rows += rows
        # A folder's name may say what is no column of the table: by what a lake is cut.
        cut = {name for name in _partitions(file, shape.source.root) if name in names}
        shape.partitions |= cut
        held: dict[str, pa.DataType] = {each.name: each.type for each in schema}
        held.update(dict.fromkeys(cut, pa.string()))
        present.append(held)
    for column in table.columns:
        _of_column(shape, column, present)
    for name in dict.fromkeys(name for held in present for name in held if name not in names):
        file = next(file for file, held in zip(shape.source.files, present, strict=True) if name in held)
        _tell_unknown(shape, file, name, names)
    shape.root, shape.files = _plainly_named(shape, scratch)


def _of_column(shape: Shape, column: Column, present: Sequence[dict[str, pa.DataType]]) -> None:
    """Tell what is wrong with a column of Parquet files, and say that it can be read if nothing is."""
    for file, held in zip(shape.source.files, present, strict=True):
        if column.name not in held:
            shape.tell("missing-column", f"{file.name} has no column {column.name}", column.name)
            return
        if column.name not in shape.partitions and not _fits(held[column.name], column.type):
            about = f"{file.name} holds {held[column.name]}, where the table has {column.type}"
            shape.tell("column-type", about, column.name)
            return
    first, *others = {held[column.name] for held in present}
    if others:
        various = ", ".join(sorted(map(str, [first, *others])))
        shape.tell("column-type", f"its files hold different types ({various})", column.name)
    else:
        shape.columns[column.name] = first


def _partitions(file: Path, root: Path) -> Iterator[str]:
    """The names in the `name=value` of the folders between a table's folder and a file."""
    if file != root:
        for part in file.relative_to(root).parts[:-1]:
            name, sign, _ = part.partition("=")
            if sign:
                yield name


def _fits(held: pa.DataType, wanted: ColumnType) -> bool:
    """Whether a column of Arrow's holds values of a type of the models'; how widely they are stored does not matter."""
    plain = held.value_type if arrow_types.is_dictionary(held) else held
    if wanted == "string":
        return any(test(plain) for test in (arrow_types.is_string, arrow_types.is_large_string, _is_string_view))
    if wanted == "integer":
        # Beyond 64 signed bits an engine would have to change to another type.
        return arrow_types.is_integer(plain) and not arrow_types.is_uint64(plain)
    if wanted == "number":
        return arrow_types.is_float32(plain) or arrow_types.is_float64(plain)
    return arrow_types.is_boolean(plain) if wanted == "boolean" else arrow_types.is_date(plain)


def _is_string_view(held: pa.DataType) -> bool:
    return str(held) == "string_view"


def _plainly_named(shape: Shape, scratch: Path) -> tuple[Path, list[Path]]:
    """The files by names that hold nothing which an engine takes for a pattern of names."""
    root, files = shape.source.root, list(shape.source.files)
    if not set("*?[]{}\\") & set(root.as_posix()):
        return root, files
    folder = scratch / "links"
    folder.mkdir(exist_ok=True)
    link = folder / shape.source.table
    link.symlink_to(root.resolve(), target_is_directory=root.is_dir())
    return link, [link if file == root else link / file.relative_to(root) for file in files]


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
