"""What a client must have read: the published tables by way of PyArrow, with the logical types of the descriptor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    texts: Mapping[str, Sequence[str]]
    """The cells of each column as text."""
    letters: Mapping[str, int]

    def sha256(self, column: str, missing_as: str = NULL) -> str:
        """Return the checksum of a column; `missing_as` is what a client has in place of a missing cell."""
        return checksum(missing_as if text == NULL else text for text in self.texts[column])


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
        texts={name: [text_of(cell) for cell in column] for name, column in cells.items()},
        letters=letters_in(words),
    )


def _logical(type_: str) -> Logical:
    match type_:
        case "string" | "integer" | "number" | "boolean" | "date":
            return type_
        case _:
            raise ValueError(f"the descriptor has a type that no client is asked for: {type_}")
