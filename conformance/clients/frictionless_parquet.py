"""frictionless: every Parquet resource of the package, its rows as the schema has them, and the foreign keys."""

from __future__ import annotations

from reading_by_frictionless import read

if __name__ == "__main__":
    read("parquet")
