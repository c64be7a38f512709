"""The same queries on Spark: clean tables are clean, and damaged ones break the same rules as on DuckDB.

Needs the extra `spark`, and Java; runs alone: `pytest tests/test_checks_spark.py`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import dataset
from small_tables import Tables, small_tables, write
from table_damages import Damage, damaged, damages

import azturk_data
from azturk_data.checks.report import Breach, Report
from azturk_data.checks.rules import KINDS, READ, rules, values_of
from azturk_data.checks.shortcuts import shortcuts
from azturk_data.schema.arrow import arrow_schema
from azturk_data.schema.tables import catalogue

pytest.importorskip("pyspark", reason="pyspark is not installed; pip install 'azturk-data[spark]'")
if shutil.which("java") is None:
    pytest.skip("there is no Java, which Spark needs; install a JDK 17 or newer", allow_module_level=True)

from pyspark.sql import SparkSession

from azturk_data.checks.spark_engine import SETTINGS


@pytest.fixture(scope="module", autouse=True)
def session() -> Iterator[SparkSession]:
    """One session for all tests, which `check` finds running."""
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "1",
        # So few rows are read sooner than code for them is compiled.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    held = builder.getOrCreate()
    held.sparkContext.setLogLevel("ERROR")
    yield held
    held.stop()


@pytest.fixture(scope="module")
def tables() -> Tables:
    return small_tables()


@pytest.fixture
def copy(tables: Tables, tmp_path: Path) -> Path:
    folder = tmp_path / "it's a copy [1]"
    folder.mkdir()
    write(tables, folder)
    return folder


def as_lake(tables: Tables, folder: Path) -> None:
    """Write each table as a folder of Parquet files; those that have a kind, partitioned by it."""
    for name, table in catalogue().items():
        schema = arrow_schema(table).remove_metadata()
        rows = [{key: value or None for key, value in row.items()} for row in tables[name]]
        held = pa.Table.from_pylist(rows, schema=pa.schema([(field.name, pa.string()) for field in schema]))
        held = pa.table([held[field.name].cast(field.type) for field in schema], names=schema.names)
        parts = ["kind"] if "kind" in schema.names else None
        flavour = "hive" if parts else None
        place = folder / name
        dataset.write_dataset(held, place, format="parquet", partitioning=parts, partitioning_flavor=flavour)


def verdict(report: Report) -> list[Breach]:
    return sorted(report, key=lambda breach: (breach.table, breach.rule, breach.column))


def test_spark_understands_every_query_as_it_is(session: SparkSession) -> None:
    own = session.newSession()
    for name, value in SETTINGS.items():
        own.conf.set(name, value)
    for table in catalogue().values():
        cells = ", ".join(f"CAST(NULL AS STRING) AS {column.name}" for column in table.columns)
        own.sql(f"CREATE TEMPORARY VIEW {table.name}{READ} AS SELECT {cells}")
        own.sql(f"CREATE TEMPORARY VIEW {table.name} AS {values_of(table)}")
    for rule in rules():
        assert own.sql(rule.query).dtypes == [("row_key", "string"), ("value", "string")], rule
    for shortcut in shortcuts(rules()):
        assert own.sql(shortcut.query).dtypes == [("n", "bigint")], shortcut


def one_of_each() -> list[Damage]:
    """A damage of every kind, each in a table of its own."""
    chosen: dict[str, Damage] = {}
    taken: set[str] = set()
    # The rarest first, or all tables that can have them would be taken.
    often = Counter(damage.kind for damage in damages())
    for damage in sorted(damages(), key=lambda damage: often[damage.kind]):
        if damage.kind not in chosen and damage.table not in taken:
            chosen[damage.kind] = damage
            taken.add(damage.table)
    return list(chosen.values())


def test_the_verdict_on_damaged_tables_is_that_of_duckdb(copy: Path, tables: Tables) -> None:
    done = one_of_each()
    for damage in done:
        (copy / f"{damage.table}.csv").write_bytes(damaged(damage, tables))
    expected = azturk_data.check(copy)
    assert {breach.rule for breach in expected} >= set(KINDS)
    assert verdict(azturk_data.check(copy, engine="spark")) == verdict(expected)


def test_a_partitioned_lake(tables: Tables, tmp_path: Path) -> None:
    some = ["events", "event_contexts", "positions", "tenures"]
    lake = tmp_path / "a lake, it's wet"
    as_lake(tables, lake)
    assert len(list((lake / "events").glob("kind=*"))) > 1
    on_spark = azturk_data.check(lake, engine="spark", tables=some)
    assert verdict(on_spark) == []
    assert replace(on_spark, engine="duckdb") == azturk_data.check(lake, tables=some)
    part = next((lake / "events").glob("kind=*"))
    part.rename(part.with_name("kind=brawl"))
    shutil.rmtree(lake / "positions")
    expected = azturk_data.check(lake, tables=some)
    broken = {("events", "vocabulary"), ("positions", "missing-table")}
    assert {(breach.table, breach.rule) for breach in expected} == broken
    assert verdict(azturk_data.check(lake, engine="spark", tables=some)) == verdict(expected)
