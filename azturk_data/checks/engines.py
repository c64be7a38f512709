"""What runs the queries: DuckDB, embedded, or Spark. Both are given the same relations and the same text."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

from azturk_data.errors import AzturkError, MissingExtraError, UnknownValueError

if TYPE_CHECKING:
    import pyarrow as pa

EngineName = Literal["duckdb", "spark"]
ENGINES: tuple[EngineName, ...] = get_args(EngineName)
MEMORY = "1GB"
"""What DuckDB may take for its own before it goes to the disk, where it has the folder of the check."""


class EngineError(AzturkError):
    """An engine could not be started, or could not run a query; the text says why."""


class Engine(Protocol):
    """Where relations are declared and queries run."""

    together: int
    """How many keys and references one query may count: more spare a slow start, and take more memory at a time."""
    at_once: int
    """How many queries may run at a time."""

    def files(
        self, name: str, root: Path, files: Sequence[Path], columns: Mapping[str, pa.DataType], partitions: set[str]
    ) -> None:
        """Declare Parquet files as a relation; `partitions` are the columns that stand in names of folders, as text."""
        ...

    def view(self, name: str, query: str, rows: int) -> None:
        """Declare a query as a relation, which has so many rows."""
        ...

    def alias(self, name: str, relation: str) -> None:
        """Declare another name for a relation."""
        ...

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query; raise `EngineError` if that fails."""
        ...


def engine(name: str) -> Callable[[Path], Any]:
    """Return what starts an engine for the time of a `with`, given a folder for what it must put aside.

    Raises `UnknownValueError` for another, and `MissingExtraError` if its package is not installed.
    """
    if name == "duckdb":
        return _duckdb
    if name == "spark":
        return _spark
    raise UnknownValueError(f"there is no engine {name!r}; choose 'duckdb' or 'spark'")


@contextmanager
def _duckdb(scratch: Path) -> Generator[Engine]:
    try:
        from azturk_data.checks.duckdb_engine import DuckDB
    except ModuleNotFoundError as error:
        raise _missing("duckdb", error) from error
    held = DuckDB(scratch)
    try:
        yield held
    finally:
        held.close()


@contextmanager
def _spark(scratch: Path) -> Generator[Engine]:
    try:
        from azturk_data.checks.spark_engine import Spark

        held = Spark()
    except ModuleNotFoundError as error:
        raise _missing("pyspark", error) from error
    try:
        yield held
    finally:
        held.close()


def _missing(package: str, error: ModuleNotFoundError) -> Exception:
    if (error.name or "").partition(".")[0] != package:
        return error
    extra = {"pyspark": "spark"}.get(package, package)
    return MissingExtraError(
        f"this engine needs the package '{package}'; pip install 'azturk-data[{extra}]'", name=package
    )
