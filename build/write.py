"""Write: each table as Parquet and as CSV, in memory; `publish` puts them on the disk.

A Parquet file whose schema and rows have not changed is kept byte for byte, since another release of the
writer would write other bytes for the same rows, and the descriptor's hashes with them.
"""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath

import pyarrow as pa
from pyarrow import parquet
from rich.progress import Progress

from azturk_data.csv_text import as_csv

from flatten import Tables

Products = dict[PurePosixPath, bytes]
"""What is published: the path below the project's root, and the bytes."""

DATA = PurePosixPath("azturk_data/data")


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
        try:
            products[csv_path(name)] = as_csv(table)
        except ValueError as error:
            raise ValueError(f"the table {name} cannot be written: {error}") from error
    return products


def _parquet_bytes(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    # Compression finds what a dictionary of ours would, and more: without one the files are an eighth smaller. A table
    # is one group of rows, so that statistics could spare nobody a part of it.
    parquet.write_table(
        table, buffer, compression="zstd", compression_level=19, use_dictionary=False, write_statistics=False
    )
    return buffer.getvalue()


def _kept(path: Path, table: pa.Table) -> bytes | None:
    """Return the bytes of the file that is there, if it holds this table already."""
    try:
        raw = path.read_bytes()
        held = parquet.ParquetFile(io.BytesIO(raw)).read()
    except (FileNotFoundError, pa.ArrowInvalid, OSError):
        return None
    return raw if held.schema.equals(table.schema, check_metadata=True) and held.equals(table) else None
