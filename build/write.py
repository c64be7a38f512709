"""Write: each table as Parquet and as CSV, in memory; `publish` puts them on the disk.

A Parquet file whose schema and rows have not changed is kept byte for byte, since another release of the
writer would write other bytes for the same rows, and the descriptor's hashes with them.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path, PurePosixPath

import pyarrow as pa
from pyarrow import parquet
from rich.progress import Progress

from azturk_data.models.base import Scalar

from flatten import Tables

Products = dict[PurePosixPath, bytes]
"""What is published: the path below the project's root, and the bytes."""

DATA = PurePosixPath("azturk_data/data")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text cell that begins with one of these."""


def parquet_path(table: str) -> PurePosixPath:
    """The path of a table's Parquet file, below the project's root."""
    return DATA / "parquet" / f"{table}.parquet"


def csv_path(table: str) -> PurePosixPath:
    """The path of a table's CSV file, below the project's root."""
    return DATA / "csv" / f"{table}.csv"


def write(tables: Tables, root: Path, progress: Progress) -> Products:
    """Return the Parquet and CSV files of all tables."""
    products: Products = {}
    for name, table in progress.track(list(tables.items()), description="write"):
        path = parquet_path(name)
        products[path] = _kept(root / path, table) or _parquet_bytes(table)
        products[csv_path(name)] = _csv_bytes(name, table)
    return products


def _parquet_bytes(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    # Compression finds what a dictionary of ours would, and more: without one the files are an eighth smaller.
    parquet.write_table(table, buffer, compression="zstd", compression_level=19, use_dictionary=False)
    return buffer.getvalue()


def _kept(path: Path, table: pa.Table) -> bytes | None:
    """Return the bytes of the file that is there, if it holds this table already."""
    try:
        raw = path.read_bytes()
        held = parquet.ParquetFile(io.BytesIO(raw)).read()
    except (FileNotFoundError, pa.ArrowInvalid, OSError):
        return None
    return raw if held.schema.equals(table.schema, check_metadata=True) and held.equals(table) else None


def _csv_bytes(name: str, table: pa.Table) -> bytes:
    """Render a table as RFC 4180 has it, but with LF: header, UTF-8, quotes where needed, empty for null."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.column_names)
    columns = [column.to_pylist() for column in table.columns]
    for row in zip(*columns, strict=True):
        writer.writerow([_cell(name, value) for value in row])
    return buffer.getvalue().encode("utf-8")


def _cell(table: str, value: Scalar) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        # The models' types rule this out; see `azturk_data.models.types.Line`.
        raise ValueError(f"a cell of {table} would be run as a formula: {value[:40]!r}")
    return str(value)
