"""Damage of one cell, one row or one file, of every kind and for every table and column, derived from the models."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from small_tables import Row, Tables, as_csv

from azturk_data.schema.columns import Column
from azturk_data.schema.tables import Table, catalogue

SEED = 20210615
WRONG = {
    "integer": ["seven", "1.5", "0x1f", "1 0", "--1"],
    "number": ["north", "1,5", "40°", "1e", "."],
    "boolean": ["yes", "tRUE", "2", "true "],
    "date": ["2021-02-30", "15/06/2021", "2021-06", "20210615", "0000-01-01", "2021-13-01"],
}
"""Text that is no value of a type."""
OF_FILES = ("truncated", "altered", "missing-cell", "extra-cell", "blank-row")


@dataclass(frozen=True)
class Damage:
    """What is done to a copy of the tables."""

    table: str
    kind: str
    columns: tuple[str, ...] = ()
    variant: int = 0

    def __str__(self) -> str:
        return "-".join([self.table, self.kind, *self.columns, *([str(self.variant)] if self.variant else [])])

    @property
    def reaches(self) -> set[str]:
        """The tables whose verdict it can change: its own, and those that refer to what is changed."""
        touched = set(self.columns) if self.columns and self.kind != "unreferenced" else None
        return {self.table} | {
            other.name
            for other in catalogue().values()
            for column in other.columns
            if (to := column.reference) and to.table == self.table and (touched is None or to.column in touched)
        }


def damages() -> Iterator[Damage]:
    """Yield every damage."""
    referenced = {c.reference.table: c.reference.column for t in catalogue().values() for c in t.columns if c.reference}
    for table in catalogue().values():
        for column in table.columns:
            yield from _of_column(table, column)
        for interval in table.intervals:
            yield Damage(table.name, "interval", (interval.start, interval.end))
        yield Damage(table.name, "row-twice", table.primary_key)
        if len(table.columns) > len(table.primary_key):
            yield Damage(table.name, "key-twice", table.primary_key)
        if table.name in referenced:
            yield Damage(table.name, "key-changed", (referenced[table.name],))
        yield from (Damage(table.name, kind) for kind in OF_FILES)


def _of_column(table: Table, column: Column) -> Iterator[Damage]:
    def damage(kind: str, variant: int = 0) -> Damage:
        return Damage(table.name, kind, (column.name,), variant)

    for variant in range(2 if column.type != "string" else 0):
        yield damage("type", variant)
    if column.required:
        yield damage("required")
    if column.pattern:
        yield damage("pattern")
    if column.min_length is not None:
        yield damage("length")
    if column.minimum is not None:
        yield damage("minimum")
    if column.maximum is not None:
        yield damage("maximum")
    if column.vocabulary:
        yield damage("vocabulary")
    if column.reference:
        yield damage("reference")


def damaged(damage: Damage, tables: Tables) -> bytes:
    """Return the CSV file of the damaged table; the tables stay as they are."""
    table = catalogue()[damage.table]
    rows = [dict(row) for row in tables[damage.table]]
    dice = random.Random(f"{SEED} {damage}")
    if damage.kind in OF_FILES:
        return _file(damage.kind, as_csv(table, rows), dice)
    if damage.kind == "row-twice":
        rows.append(dict(dice.choice(rows)))
    elif damage.kind == "key-twice":
        _take_key(table, rows, dice)
    elif damage.kind == "key-changed":
        (key,) = damage.columns
        row = dice.choice([row for row in rows if row[key] in _used(damage.table, key, tables)])
        row[key] = _other(row[key])
    elif damage.kind == "interval":
        _reverse(table, damage.columns, rows, dice)
    else:
        (name,) = damage.columns
        row = dice.choice([row for row in rows if row[name]] or rows)
        row[name] = _bad_cell(damage, table.column(name), row[name], dice)
    return as_csv(table, rows)


def _bad_cell(damage: Damage, column: Column, held: str, dice: random.Random) -> str:
    match damage.kind:
        case "required":
            return ""
        case "type":
            return dice.sample(WRONG[column.type], 2)[damage.variant]
        case "length":
            return "P"
        case "minimum":
            assert column.minimum is not None
            return str(column.minimum - 1)
        case "maximum":
            assert column.maximum is not None
            return str(column.maximum + 1)
        case "vocabulary":
            assert column.vocabulary
            terms = {term.value for term in column.vocabulary}
            return dice.choice(
                [each for each in (held + "x", held.upper(), held + " ", "—") if each and each not in terms]
            )
        case "reference":
            return _other(held)
        case "pattern":
            assert column.pattern
            changed = ["=1+1", "@x", "\u2003x", f" {held}", f"{held} ", f"{held}\u00a0", f"{held}\tx", f"{held}\r\nx"]
            changed += ["'); DROP TABLE events; --", "-", "İ", held.swapcase(), held + "'\"", held[1:], f"{held}/"]
            return dice.choice([each for each in changed if each and not re.fullmatch(column.pattern, each)])
    raise ValueError(damage.kind)


def _other(value: str) -> str:
    """Another value of the same form."""
    return str(int(value) + 1000) if value.isdigit() else f"{value}-gone"


def _used(table: str, column: str, tables: Tables) -> set[str]:
    return {
        row[each.name]
        for other in catalogue().values()
        for each in other.columns
        if each.reference and (each.reference.table, each.reference.column) == (table, column)
        for row in tables[other.name]
    }


def _take_key(table: Table, rows: list[Row], dice: random.Random) -> None:
    """Give a row that differs otherwise the key of another."""
    if len(rows) < 2:
        rows.append(dict(rows[0]))
        return
    one, other = dice.sample(rows, 2)
    for key in table.primary_key:
        one[key] = other[key]


def _reverse(table: Table, columns: tuple[str, ...], rows: list[Row], dice: random.Random) -> None:
    start, end = columns
    row = dice.choice([row for row in rows if row[start]])
    if table.column(start).type == "integer":
        row[start], row[end] = row[end], row[start]
    else:
        row[end] = f"{int(row[start][:4]) - 1}{row[start][4:].replace('-02-29', '-02-28')}"


def _file(kind: str, raw: bytes, dice: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    at = dice.randrange(1, len(lines))
    if kind == "truncated":
        # Of a header with half a row below it frictionless makes no header.
        return raw[: dice.randrange(sum(map(len, lines[: min(3, len(lines) - 1)])), len(raw) - 1)]
    if kind == "altered":
        places = [number for number in range(len(lines[0]), len(raw)) if raw[number : number + 1].isalnum()]
        place = dice.choice(places)
        return raw[:place] + (b"7" if raw[place : place + 1] != b"7" else b"8") + raw[place + 1 :]
    if kind == "blank-row":
        lines.insert(at, dice.choice([b"\n", b"," * (lines[0].count(b",")) + b"\n"]))
        return b"".join(lines)
    cells = list(csv.reader(io.StringIO(raw.decode(), newline="")))
    row = cells[dice.randrange(1, len(cells))]
    row[:] = row[:-1] if kind == "missing-cell" else [*row, "more"]
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows(cells)
    return held.getvalue().encode()
