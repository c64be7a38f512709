"""Which formats there are, what each holds, and which module writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from azturk_data import shipped
from azturk_data.errors import MissingExtraError, UnknownFormatError, UnknownTableError

Watch = Callable[[str, int, int], None]
"""Is told what is written next, how many steps are done, and of how many."""
Writer = Callable[[Path, Sequence[str], Watch], None]


@dataclass(frozen=True)
class Format:
    """A format to export to."""

    name: str
    about: str
    module: str
    """The module of this package that writes it, by its function of the format's name."""
    suffix: str = ""
    """Of its one file; empty if it is a folder of files."""
    only: Callable[[], Sequence[str]] | None = None
    """The tables that it can hold, if not all can be."""
    extra: str | None = None
    """The extra that brings the package it needs, if it needs one."""
    beside: tuple[str, ...] = ()
    """Files of a folder that belong to no table."""

    def chosen(self, tables: Sequence[str] | None) -> list[str]:
        """Return the tables to write; raise `UnknownTableError` for one that there is not, or that it cannot hold."""
        able = list(self.only()) if self.only else shipped.tables()
        if tables is None:
            return able
        for table in tables:
            shipped.path(table)  # says what the closest names are
            if table not in able:
                raise UnknownTableError(f"{self.name} cannot hold the table '{table}'; it holds {', '.join(able)}")
        if not tables:
            raise UnknownTableError(f"no table was named; {self.name} holds {', '.join(able)}")
        return list(dict.fromkeys(tables))

    def files(self, tables: Sequence[str]) -> list[str]:
        """Return the names of the files that it writes into a folder."""
        return [*(f"{table}.{self.name}" for table in tables), *self.beside]

    def writer(self) -> Writer:
        """Return what writes it; raise `MissingExtraError` if a package is not there that it needs."""
        try:
            return getattr(import_module(f"azturk_data.exporting.{self.module}"), self.name)
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("azturk_data"):
                raise
            raise MissingExtraError(
                f"the format '{self.name}' needs the package '{error.name}'; pip install 'azturk-data[{self.extra}]'",
                name=error.name,
            ) from error


def record_tables() -> list[str]:
    """Return the tables whose rows are records, in the order of publication."""
    from azturk_data.models import RECORDS  # deferred: pydantic

    return [model.published_as for model in RECORDS]


_DESCRIPTOR = ("datapackage.json",)

FORMATS = MappingProxyType(
    {
        made.name: made
        for made in (
            Format("csv", "a folder of CSV files with their descriptor", "files", beside=_DESCRIPTOR),
            Format("parquet", "a folder of Parquet files with their descriptor", "files", beside=_DESCRIPTOR),
            Format("xlsx", "an Excel workbook, a sheet for each table", "xlsx", ".xlsx", extra="xlsx"),
            Format("sqlite", "an SQLite database with keys, indexes and views", "sqlite", ".sqlite"),
            Format("duckdb", "a DuckDB database with keys and views", "duckdb_file", ".duckdb", extra="duckdb"),
            Format("jsonl", "a folder of JSON Lines, a file for each kind of record", "jsonl", only=record_tables),
            Format(
                "graphml",
                "a graph of actors and what they took part in",
                "graphml",
                ".graphml",
                lambda: ["agreements", "events"],
            ),
            Format("ics", "a calendar of the events known to the day", "ics", ".ics", lambda: ["events"], extra="ics"),
        )
    }
)
"""The formats by name."""


def format_of(name: str) -> Format:
    """Return the format of that name; raise `UnknownFormatError` if there is none."""
    if name in FORMATS:
        return FORMATS[name]
    near = get_close_matches(name, FORMATS, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'? The formats are" if near else "choose one of"
    raise UnknownFormatError(f"there is no format '{name}'; {hint} {', '.join(FORMATS)}")
