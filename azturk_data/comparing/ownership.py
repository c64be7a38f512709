"""Which record a row belongs to, in a release of any version: worked out from the rows, not from this version's models.

Ids say what is a part: `event/x` is a record, `provision/x/y` a part of one. A claim counts as a record of its own,
though it stands in a source: it is what most corrections are about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

Row = dict[str, Any]
Key = tuple[Any, ...]
Rows = Mapping[str, Mapping[Key, Row]]
"""The rows of each table by their key."""

INDEX = frozenset({"records"})
"""Tables that say again what others have."""
ALONE = "claim"
RETIRED = "moves"
"""The table of retired ids, whose rows are about records that are no more."""
_LABELS = ("title", "name", "statement", "label")
_ID = re.compile(r"[a-z_]+(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+")


class Owner(NamedTuple):
    """The record that a row belongs to."""

    kind: str
    """The first part of its id; the table, for what has no id."""
    record_id: str
    rest: Key
    """What tells the row from the record's others; empty for the record's own row."""


class Ownership:
    """The record that each row of a release belongs to, the records that there are, and their labels."""

    def __init__(self, rows: Rows, keys: Mapping[str, tuple[str, ...]]) -> None:
        self.parents: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        """For each record that there is what it is called; empty for what has no name."""
        self._keys = keys
        # Tables of what has no id, by the one column that they are sorted by.
        self._bases = {key[0]: table for table, key in keys.items() if len(key) == 1}
        for table, held in rows.items():
            if len(keys[table]) == 1 and table not in INDEX:
                for (id_,), row in held.items():
                    self._note_parent(id_, list(row.values())[1:2])
        for table, held in rows.items():
            if table not in INDEX:
                for key, row in held.items():
                    self._note_record(self.owner(table, key), row)

    def owner(self, table: str, key: Key) -> Owner:
        """Return what a row belongs to."""
        id_ = key[0]
        if table == RETIRED or not _is_id(id_):
            base = self._bases.get(self._keys[table][0], table)
            own = key if base == table else key[:1]
            return Owner(base, f"{base}[{', '.join(map(str, own))}]", key[len(own) :])
        while id_ in self.parents and not id_.startswith(f"{ALONE}/"):
            id_ = self.parents[id_]
        return Owner(id_.partition("/")[0], id_, key[1:] if id_ == key[0] else key)

    def _note_parent(self, id_: Any, second: list[Any]) -> None:
        """A part has, behind its own id, that of what it belongs to; a table of what it may have besides has not."""
        if _is_id(id_) and id_.count("/") > 1 and second and _is_id(second[0]):
            self.parents.setdefault(id_, second[0])

    def _note_record(self, owner: Owner, row: Row) -> None:
        if not owner.rest:
            label = next((row[name] for name in _LABELS if row.get(name)), "")
            self.labels[owner.record_id] = self.labels.get(owner.record_id) or str(label)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None
