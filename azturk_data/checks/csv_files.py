"""CSV files as text: each cell as it stands, an empty one as null, and what is wrong with the rows' form."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from azturk_data.checks.report import Example

BLOCK = 8 << 20
"""Bytes that are taken apart at a time; no row may be longer."""
Uneven = tuple[Literal["missing-cell", "extra-cell"], Example]


class CsvError(ValueError):
    """A file cannot be read as CSV; the text says why."""


@dataclass
class Read:
    """What was found in a file."""

    labels: list[str]
    rows: int = 0
    blank: int = 0
    """Rows without a filled cell; they are left out."""
    uneven: list[Uneven] = field(default_factory=list[Uneven])
    """Rows with too few cells or too many; they are read as far as they go."""


def convert(file: Path, target: Path, wanted: Sequence[str], key: Sequence[str]) -> Read:
    """Write the columns that are wanted, as far as a file has them, to a Parquet file of text.

    Raises `CsvError` if the file cannot be read.
    """
    try:
        labels = _labels(file)
        read = Read(labels)
        columns = [label for label in labels if label in wanted]
        schema = pa.schema([(name, pa.string()) for name in columns])
        with parquet.ParquetWriter(target, schema, compression="none") as writer:
            for batch in _batches(file, read, columns, schema, key):
                read.rows += batch.num_rows
                kept = _without_blank(batch, read)
                if kept.num_rows:
                    writer.write_batch(kept)
    except (pa.ArrowException, OSError, csv.Error) as error:
        raise CsvError(str(error).partition("\n")[0].rstrip(".")) from error
    except UnicodeDecodeError as error:
        raise CsvError(f"it is not UTF-8 at byte {error.start}") from error
    return read


def _labels(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as held:
        labels = next(csv.reader(held), [])
    if not any(labels):
        raise CsvError("it has no header")
    if len(set(labels)) < len(labels):
        twice = next(label for label in labels if labels.count(label) > 1)
        raise CsvError(f"two of its columns are called {twice}")
    return labels


def _batches(
    file: Path, read: Read, columns: list[str], schema: pa.Schema, key: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    texts: list[str] = []

    def aside(row: Any) -> Literal["skip"]:
        texts.append(row.text)
        return "skip"

    options = arrow_csv.ConvertOptions(
        column_types=schema,
        include_columns=columns,
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )
    parse = arrow_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=aside)
    with arrow_csv.open_csv(
        file,
        read_options=arrow_csv.ReadOptions(block_size=BLOCK),
        parse_options=parse,
        convert_options=options,
    ) as batches:
        yield from batches
    rows = list(_uneven(texts, read, key))
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=schema)


def _uneven(texts: list[str], read: Read, key: Sequence[str]) -> Iterator[dict[str, str | None]]:
    """Rows whose cells are not as many as the columns, as far as they go."""
    for text in texts:
        cells = next(csv.reader([text], strict=False), [])
        row: dict[str, str | None] = {
            label: cell or None for label, cell in zip(read.labels, [*cells, *[""] * len(read.labels)], strict=False)
        }
        if any(row.values()):
            rule = "missing-cell" if len(cells) < len(read.labels) else "extra-cell"
            named = ", ".join(row.get(name) or "" for name in key)
            shown = f"{len(cells)} cells, not {len(read.labels)}"
            read.uneven.append((rule, Example(named, shown)))
        yield row


def _without_blank(batch: pa.RecordBatch, read: Read) -> pa.RecordBatch:
    if not batch.num_columns or not batch.column(0).null_count:
        return batch
    import pyarrow.compute as pc  # which takes its time, and few tables need it

    blank: Any = pc.is_null(batch.column(0))
    for column in batch.columns[1:]:
        blank = pc.and_(blank, pc.is_null(column))
    found = pc.sum(blank).as_py() or 0
    read.blank += found
    return batch.filter(pc.invert(blank)) if found else batch
