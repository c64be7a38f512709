"""Queries in Spark SQL: on this machine, or wherever the session leads that runs already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from azturk_data.checks.engines import EngineError

# By name, since the package is too large to be part of every environment in which types are checked.
_sql: Any = import_module("pyspark.sql")
spark_types: Any = import_module("pyspark.sql.types")
SparkError: Any = import_module("pyspark.errors").PySparkException

_TYPES: dict[str, Any] = {
    "int8": spark_types.ByteType(),
    "int16": spark_types.ShortType(),
    "int32": spark_types.IntegerType(),
    "int64": spark_types.LongType(),
    "uint8": spark_types.ShortType(),
    "uint16": spark_types.IntegerType(),
    "uint32": spark_types.LongType(),
    "float": spark_types.FloatType(),
    "double": spark_types.DoubleType(),
    "bool": spark_types.BooleanType(),
    "date32[day]": spark_types.DateType(),
}
SETTINGS = {
    "spark.sql.parser.escapedStringLiterals": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "false",
}
"""What the queries' text relies on."""


class Spark:
    """Spark as an engine, in a session of its own beside the one that runs, if one does."""

    together = 8
    at_once = 4

    def __init__(self) -> None:
        running: Any = _sql.SparkSession.getActiveSession()
        try:
            self._shared = running or _start()
            self._session = self._shared.newSession()
        except Exception as error:  # a missing Java is told by whichever error the launcher happens to raise
            raise EngineError(f"Spark cannot be started ({_line(error)}); it needs Java 17 or newer") from error
        self._ours = running is None
        for name, value in SETTINGS.items():
            self._session.conf.set(name, value)

    def files(
        self, name: str, root: Path, files: Sequence[Path], columns: Mapping[str, pa.DataType], partitions: set[str]
    ) -> None:
        """Declare Parquet files as a relation; a partition's value stays text."""
        schema = spark_types.StructType(
            [spark_types.StructField(column, _type(held)) for column, held in columns.items()]
        )
        reader = self._session.read.schema(schema)
        if partitions:
            reader = reader.option("basePath", str(root))
        try:
            reader.parquet(*map(str, files)).createOrReplaceTempView(name)
        except SparkError as error:
            raise EngineError(_line(error)) from error

    def view(self, name: str, query: str, rows: int) -> None:
        """Declare a query as a relation."""
        try:
            self._session.sql(query).createOrReplaceTempView(name)
        except SparkError as error:
            raise EngineError(_line(error)) from error

    def alias(self, name: str, relation: str) -> None:
        """Declare another name for a relation."""
        self._session.table(relation).createOrReplaceTempView(name)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query."""
        try:
            return [tuple(row) for row in self._session.sql(query).collect()]
        except Exception as error:  # what fails in Java comes as errors of another package
            raise EngineError(_line(error)) from error

    def close(self) -> None:
        """Stop what was started here."""
        if self._ours:
            self._shared.stop()


def _start() -> Any:
    builder: Any = _sql.SparkSession.builder
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # On one machine; a cluster's session is its owner's.
        "spark.sql.shuffle.partitions": "8",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session: Any = builder.appName("azturk-data check").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _type(held: pa.DataType) -> Any:
    return _TYPES.get(str(held), spark_types.StringType())


def _line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
