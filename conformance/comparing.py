"""The differences between what a client read and what is published, and the limits that explain some of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from client_spec import Client, Kind, Limit
from expected import Expected, ExpectedTable


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReadColumn(_Strict):
    """A column as a client read it."""

    type: str
    sha256: str


class ReadTable(_Strict):
    """A table as a client read it."""

    rows: int
    columns: dict[str, ReadColumn]
    letters: dict[str, int]


class Reading(_Strict):
    """A client's answer."""

    version: str
    tables: dict[str, ReadTable]
    errors: dict[str, str] = {}
    foreign_keys: dict[str, int] = {}


@dataclass(frozen=True)
class Difference:
    """Something that a client did not read as it is published."""

    kind: Kind
    table: str
    column: str | None
    expected: str
    found: str

    def __str__(self) -> str:
        """Return it as a line."""
        where = f"{self.table}.{self.column}" if self.column else self.table
        return f"{where}: {self.kind.replace('_', ' ')}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True)
class Verdict:
    """What came of a client."""

    client: Client
    version: str
    unexplained: tuple[str, ...]
    """What fails it: differences that no limit explains, and limits that explain none."""
    tables: int
    rows: int

    @property
    def passed(self) -> bool:
        """Whether it read everything as it is published, but for the documented limits."""
        return not self.unexplained


def judge(client: Client, reading: Reading, published: Expected) -> Verdict:
    """Compare a client's answer with what is published."""
    found = list(differences(client, reading, published))
    used: set[Limit] = set()
    unexplained: list[str] = []
    for one in found:
        causes = [limit for limit in client.limits if _explains(limit, one, published)]
        used.update(causes)
        if not causes:
            unexplained.append(str(one))
    stale = [
        f"this limit is not one any more, take it out of {client.name}.toml: {limit.differs} of {limit.tables}: "
        f"{limit.cause}"
        for limit in client.limits
        if limit not in used
    ]
    rows = sum(table.rows for table in reading.tables.values())
    return Verdict(client, reading.version, (*unexplained, *stale), len(reading.tables), rows)


def _explains(limit: Limit, one: Difference, published: Expected) -> bool:
    if not limit.explains(one.kind, one.table, one.column, one.found):
        return False
    if limit.missing_as is None or one.column is None:
        return True
    return one.found == published.tables[one.table].sha256(one.column, limit.missing_as)


def differences(client: Client, reading: Reading, published: Expected) -> Iterator[Difference]:
    """Yield everything that the client did not read as it is published."""
    for name, table in published.tables.items():
        if name in reading.tables:
            yield from _of_table(client, name, reading.tables[name], table)
        else:
            yield Difference("unread", name, None, "the table", reading.errors.get(name, "nothing"))
    for name in reading.tables.keys() - published.tables.keys():
        yield Difference("unread", name, None, "no such table", "one")
    if client.foreign_keys:
        yield from _of_keys(reading, published)


def _of_table(client: Client, name: str, read: ReadTable, table: ExpectedTable) -> Iterator[Difference]:
    if list(read.columns) != list(table.types):
        yield Difference("columns", name, None, ", ".join(table.types), ", ".join(read.columns))
    if read.rows != table.rows:
        yield Difference("rows", name, None, str(table.rows), str(read.rows))
    for column, type_ in table.types.items():
        if column not in read.columns:
            continue
        found, wanted = read.columns[column], client.types.get(type_, f"a type for {type_}")
        if found.type != wanted:
            yield Difference("type", name, column, wanted, found.type)
        if found.sha256 != (published := table.sha256(column)):
            yield Difference("content", name, column, published, found.sha256)
    for letter in table.letters.keys() | read.letters.keys():
        wanted, counted = table.letters.get(letter, 0), read.letters.get(letter, 0)
        if wanted != counted:
            yield Difference("letters", name, None, f"{wanted} times {letter}", f"{counted} times {letter}")


def _of_keys(reading: Reading, published: Expected) -> Iterator[Difference]:
    for key in sorted(published.foreign_keys | reading.foreign_keys.keys()):
        table = key.partition(".")[0]
        if key not in reading.foreign_keys:
            yield Difference("foreign_keys", table, None, f"{key} checked", "not checked")
        elif key not in published.foreign_keys:
            yield Difference("foreign_keys", table, None, "no such key", key)
        elif broken := reading.foreign_keys[key]:
            yield Difference("foreign_keys", table, None, f"{key} to hold", f"broken in {broken} rows")
