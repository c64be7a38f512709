"""`diff`: what changed between two releases, record by record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any

import pyarrow as pa

from azturk_data import shipped
from azturk_data.comparing.changes import Diff, FieldChange, RecordChange, SchemaChange
from azturk_data.comparing.ownership import ALONE, INDEX, RETIRED, Key, Ownership, Row
from azturk_data.comparing.releases import Release, open_release

Keyed = dict[str, dict[Key, Row]]


def diff(old: str | PathLike[str], new: str | PathLike[str] | None = None) -> Diff:
    """Return what changed from one release to another: of the schema, and of each record the fields.

    Each is a folder with Parquet tables or a `datapackage.json`, such as an export or a checkout, the data folder of an
    installed version, or a wheel; `new` is by default the data that is installed. Rows that belong to a record, such as
    an event's participants, count as its changes; a claim counts as a record of its own, unless its source is new or
    gone. Columns that only one of the two releases has are changes of the schema, and of no record.

    Raises `NotAReleaseError` for a place without tables, or with one that cannot be read.

    >>> import azturk_data
    >>> bool(azturk_data.diff(azturk_data.path("events").parent))
    False
    """
    one = open_release(Path(old).expanduser())
    other = open_release(Path(new).expanduser() if new is not None else shipped.DATA)
    names = (one.name, other.name)
    if one.name == other.name:
        names = (f"{one.name} ({one.place})", f"{other.name} ({other.place})")
    return Diff(*names, tuple(_schema(one, other)), tuple(_Comparison(one, other).changes()))


def _schema(one: Release, other: Release) -> Iterator[SchemaChange]:
    for name in sorted(other.tables.keys() - one.tables.keys()):
        yield SchemaChange("added", name, new=_count(other.tables[name]))
    for name in sorted(one.tables.keys() - other.tables.keys()):
        yield SchemaChange("removed", name, old=_count(one.tables[name]))
    for name in sorted(one.tables.keys() & other.tables.keys()):
        old, new = ({field.name: str(field.type) for field in side.tables[name].schema} for side in (one, other))
        for column in new:
            if column not in old:
                yield SchemaChange("added", name, column, new=new[column])
        for column in old:
            if column not in new:
                yield SchemaChange("removed", name, column, old=old[column])
            elif old[column] != new[column]:
                yield SchemaChange("changed", name, column, old[column], new[column])
        # A release without a descriptor does not say what its keys are.
        keys = [side.schemas.get(name) and side.key(name) for side in (one, other)]
        if all(keys) and keys[0] != keys[1]:
            yield SchemaChange("changed", name, None, *(f"key {', '.join(key or ())}" for key in keys))


def _count(table: pa.Table) -> str:
    return "1 row" if table.num_rows == 1 else f"{table.num_rows} rows"


class _Comparison:
    """The tables that two releases share, by key, and the records that their rows belong to."""

    def __init__(self, one: Release, other: Release) -> None:
        self.sides = (one, other)
        self.shared = {name: self._shared(name) for name in sorted(one.tables.keys() & other.tables.keys())}
        self.keys = {name: self._key(name) for name, columns in self.shared.items() if columns}
        self.rows = (self._keyed(one), self._keyed(other))
        self.owners = tuple(Ownership(rows, self.keys) for rows in self.rows)

    def changes(self) -> Iterator[RecordChange]:
        """Yield every record that changed: by kind, those that are new first, and by id."""
        old, new = (owners.labels for owners in self.owners)
        fields = self._fields()
        moved = {key[0]: row.get("moved_to") for key, row in self.rows[1].get(RETIRED, {}).items()}
        told = dict.fromkeys(new.keys() - old.keys(), "added")
        told |= dict.fromkeys(old.keys() - new.keys(), "removed")
        told |= {record_id: "changed" for record_id in fields if record_id not in told}
        sources = [self.owners[change == "added"].parents.get(id_) for id_, change in told.items() if _is_claim(id_)]
        parts = Counter(source for source in sources if told.get(source or "") in ("added", "removed"))
        kinds = {record_id: self._kind(record_id) for record_id in told}
        order = _order(set(kinds.values()))
        ranks = {"added": 0, "removed": 1, "changed": 2}
        for record_id in sorted(told, key=lambda id_: (order[kinds[id_]], ranks[told[id_]], id_)):
            change: Any = told[record_id]
            stands_in = self.owners[change == "added"].parents.get(record_id)
            if change != "changed" and _is_claim(record_id) and stands_in in parts:
                continue
            label = new.get(record_id) or old.get(record_id) or ""
            changed = tuple(fields[record_id]) if change == "changed" else ()
            gone_to = moved.get(record_id) if change == "removed" else None
            yield RecordChange(change, kinds[record_id], record_id, label, changed, parts[record_id], gone_to)

    def _kind(self, record_id: str) -> str:
        return record_id.partition("[")[0] if "[" in record_id else record_id.partition("/")[0]

    def _fields(self) -> dict[str, list[FieldChange]]:
        """What changed of each record that is in both releases; of others, what belongs to them."""
        held: defaultdict[str, dict[str, FieldChange]] = defaultdict(dict)
        for table in self.keys:
            if table in INDEX:
                continue
            old, new = (rows[table] for rows in self.rows)
            for key in chain(old, (key for key in new if key not in old)):
                before, after = old.get(key), new.get(key)
                if before == after:
                    continue
                owner = self.owners[after is not None].owner(table, key)
                name = f"{table}[{', '.join(map(str, owner.rest))}]" if owner.rest else ""
                for change in self._of_row(table, name, owner.record_id, before, after):
                    # Of two tables with the same cell, such as `actors` and `states`, one says it.
                    held[owner.record_id].setdefault(change.field, change)
        return {
            record_id: sorted(changes.values(), key=lambda change: "[" in change.field)
            for record_id, changes in held.items()
        }

    def _of_row(
        self, table: str, name: str, record_id: str, before: Row | None, after: Row | None
    ) -> Iterator[FieldChange]:
        if before is not None and after is not None:
            for column, value in after.items():
                if before[column] != value:
                    yield FieldChange("changed", f"{name}.{column}" if name else column, before[column], value)
            return
        row = before or after or {}
        told = {n: v for n, v in row.items() if n not in self.keys[table] and v is not None and v != record_id}
        cells = told or None
        field = name or table
        yield FieldChange("removed", field, old=cells) if after is None else FieldChange("added", field, new=cells)

    def _shared(self, table: str) -> list[str]:
        one, other = (side.tables[table].column_names for side in self.sides)
        return [name for name in other if name in one]

    def _key(self, table: str) -> tuple[str, ...]:
        """The columns that tell rows apart in both releases: the newer's key, if the older can have it."""
        for release in reversed(self.sides):
            key = release.key(table)
            if set(key) <= set(self.shared[table]) and all(_unique(side.tables[table], key) for side in self.sides):
                return key
        # Whole rows: one that changed is gone, and another is new.
        return tuple(self.shared[table])

    def _keyed(self, release: Release) -> Keyed:
        held: Keyed = {}
        for name, key in self.keys.items():
            table = release.tables[name].select(self.shared[name])
            types = [side.tables[name].schema for side in self.sides]
            for column in self.shared[name]:
                if types[0].field(column).type != types[1].field(column).type:
                    # The schema has changed; the values have only if they read otherwise.
                    texts = [None if value is None else str(value) for value in table.column(column).to_pylist()]
                    table = table.set_column(table.column_names.index(column), column, pa.array(texts, pa.string()))
            held[name] = {tuple(row[column] for column in key): row for row in table.to_pylist()}
        return held


def _unique(table: pa.Table, key: tuple[str, ...]) -> bool:
    return len(set(zip(*(table.column(name).to_pylist() for name in key), strict=True))) == table.num_rows


def _is_claim(record_id: str) -> bool:
    return record_id.startswith(f"{ALONE}/")


def _order(kinds: set[str]) -> Mapping[str, int]:
    """The kinds in the order of publication, claims behind sources, and what is no record behind them."""
    from azturk_data.models import RECORDS  # deferred: pydantic

    known = [prefix for model in RECORDS for prefix in (model.prefix, *([ALONE] if model.prefix == "source" else []))]
    return {kind: place for place, kind in enumerate([*known, *sorted(kinds - set(known))])}
