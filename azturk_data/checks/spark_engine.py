"""Queries in Spark SQL: on this machine, or wherever the session leads that runs already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from azturk_data.checks.engines import EngineError

_TYPES = {
    "int8": "ByteType",
    "int16": "ShortType",
    "int32": "IntegerType",
    "int64": "LongType",
    "uint8": "ShortType",
    "uint16": "IntegerType",
    "uint32": "LongType",
    "float": "FloatType",
    "double": "DoubleType",
    "bool": "BooleanType",
    "date32[day]": "DateType",
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
        # By name, since the package is too large to be part of every environment in which types are checked.
        sql: Any = import_module("pyspark.sql")
        self._types: Any = import_module("pyspark.sql.types")
        self._error: Any = import_module("pyspark.errors").PySparkException
        running: Any = sql.SparkSession.getActiveSession()
        try:
            self._shared = running or _start(sql.SparkSession.builder)
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
        types = self._types
        schema = types.StructType([types.StructField(column, self._type(held)) for column, held in columns.items()])
        reader = self._session.read.schema(schema)
        if partitions:
            reader = reader.option("basePath", str(root))
        try:
            reader.parquet(*map(str, files)).createOrReplaceTempView(name)
        except self._error as error:
            raise EngineError(_line(error)) from error

    def view(self, name: str, query: str, rows: int) -> None:
        """Declare a query as a relation."""
        try:
            self._session.sql(query).createOrReplaceTempView(name)
        except self._error as error:
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

    def _type(self, held: pa.DataType) -> Any:
        return getattr(self._types, _TYPES.get(str(held), "StringType"))()


def _start(builder: Any) -> Any:
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


def _line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
