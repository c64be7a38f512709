"""What a client must have read: the published tables by way of PyArrow, with the logical types of the descriptor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyarrow import parquet

from canonical import NULL, SEPARATOR, checksum, foreign_key_name, letters_in, resources, text_of
from client_spec import Logical


@dataclass(frozen=True)
class ExpectedTable:
    """A table as it is published."""

    rows: int
    types: Mapping[str, Logical]
    sha256: Mapping[str, str]
    letters: Mapping[str, int]


@dataclass(frozen=True)
class Expected:
    """The dataset as it is published."""

    tables: Mapping[str, ExpectedTable]
    foreign_keys: frozenset[str]


def expected(descriptor: Path) -> Expected:
    """Read the tables that a descriptor lists as Parquet."""
    listed = resources(descriptor, "parquet")
    keys = {foreign_key_name(one.table, *key) for one in listed for key in one.foreign_keys}
    return Expected({one.table: _table(one.path, dict(one.fields)) for one in listed}, frozenset(keys))


def _table(path: Path, types: dict[str, str]) -> ExpectedTable:
    table = parquet.ParquetFile(path).read()
    if table.column_names != list(types):
        raise ValueError(f"the columns of {path.name} are not those of the descriptor")
    cells = {name: column.to_pylist() for name, column in zip(types, table.columns, strict=True)}
    words = [cell for name, type_ in types.items() if type_ == "string" for cell in cells[name] if cell is not None]
    if any(SEPARATOR in word or word == NULL for word in words):
        raise ValueError(f"{path.name} has a text that cannot be told from what the checksum puts between cells")
    return ExpectedTable(
        rows=table.num_rows,
        types={name: _logical(type_) for name, type_ in types.items()},
        sha256={name: checksum(map(text_of, column)) for name, column in cells.items()},
        letters=letters_in(words),
    )


def _logical(type_: str) -> Logical:
    match type_:
        case "string" | "integer" | "number" | "boolean" | "date":
            return type_
        case _:
            raise ValueError(f"the descriptor has a type that no client is asked for: {type_}")
