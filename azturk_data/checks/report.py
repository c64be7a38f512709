"""What a check found: each rule that is broken, with the rows that break it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from azturk_data.layout import count

if TYPE_CHECKING:
    import pyarrow as pa


class Example(NamedTuple):
    """One row that breaks a rule."""

    row_key: str
    """The values of its primary key, with commas between them."""
    value: str | None
    """What it holds in the column; for a key that stands more than once, how often."""


@dataclass(frozen=True)
class Breach:
    """One rule that a table breaks."""

    table: str
    format: str
    """The files in which it was found: `csv` or `parquet`."""
    rule: str
    """The kind of rule."""
    column: str
    """The column or columns; empty if it is about the table or whole rows."""
    rows: int
    """How many rows break it; 0 if it is about the file."""
    about: str
    """What must hold, or what is wrong with the file."""
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Report:
    """The outcome of a check: true if nothing is wrong, and the breaches in the order of the tables."""

    breaches: tuple[Breach, ...]
    tables: int
    """How many tables were read; those in two formats count twice."""
    rows: int
    """How many rows they have."""
    rules: int
    """How many rules were put to them."""
    engine: str

    def __bool__(self) -> bool:
        return not self.breaches

    def __iter__(self) -> Iterator[Breach]:
        return iter(self.breaches)

    def __str__(self) -> str:
        held = f"{count(self.rows, 'row')} of {count(self.tables, 'table')} held against {count(self.rules, 'rule')}"
        return f"{held}: {count(len(self.breaches), 'problem') if self.breaches else 'nothing is wrong'}"

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        held = asdict(self)
        for breach, made in zip(self.breaches, held["breaches"], strict=True):
            made["examples"] = [example._asdict() for example in breach.examples]
        return {"valid": not self.breaches, **held}

    def arrow(self) -> pa.Table:
        """Return the breaches as a table, a row for each; `examples` is a list of `row_key` and `value`."""
        import pyarrow as pa

        example = pa.struct([("row_key", pa.string()), ("value", pa.string())])
        texts = [(name, pa.string()) for name in ("table", "format", "rule", "column")]
        schema = pa.schema([*texts, ("rows", pa.int64()), ("about", pa.string()), ("examples", pa.list_(example))])
        return pa.Table.from_pylist(self.as_dict()["breaches"], schema=schema)
