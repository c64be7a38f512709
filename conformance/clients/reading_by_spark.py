"""What the clients by Spark share: a session on this machine alone."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from pyspark.sql import SparkSession


@contextmanager
def session() -> Generator[SparkSession]:
    """Open a session that listens on the loopback address only, and close it."""
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.showConsoleProgress": "false",
    }
    spark = SparkSession.builder.master("local[2]").appName("azturk-data").config(map=settings).getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()
