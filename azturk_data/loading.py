"""Tables as the libraries that people work in have them: Arrow, pandas, polars, DuckDB.

Types come with them: dates are dates, the terms of a vocabulary a categorical (pandas) or an enum (polars) with all
terms that there are, used or not.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

from azturk_data import shipped
from azturk_data.errors import MissingExtraError, UnknownColumnError, UnknownValueError

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import pyarrow.compute as pc

Library = Literal["arrow", "pandas", "polars", "duckdb"]
Where = Mapping[str, Any]
"""For each column a value that it must have, or a list of values of which it must have one; None for an empty cell."""

VOCABULARY = b"vocabulary"
"""Where a field's metadata name the vocabulary that its values come from."""


@overload
def load(
    table: str,
    as_: Literal["arrow"] = "arrow",
    *,
    columns: Sequence[str] | None = None,
    where: Where | pc.Expression | None = None,
) -> pa.Table: ...
@overload
def load(
    table: str,
    as_: Literal["pandas"],
    *,
    columns: Sequence[str] | None = None,
    where: Where | pc.Expression | None = None,
) -> pd.DataFrame: ...
@overload
def load(
    table: str,
    as_: Literal["polars"],
    *,
    columns: Sequence[str] | None = None,
    where: Where | pc.Expression | None = None,
) -> pl.DataFrame: ...
@overload
def load(
    table: str,
    as_: Literal["duckdb"],
    *,
    columns: Sequence[str] | None = None,
    where: Where | pc.Expression | None = None,
) -> duckdb.DuckDBPyRelation: ...
def load(
    table: str,
    as_: Library = "arrow",
    *,
    columns: Sequence[str] | None = None,
    where: Where | pc.Expression | None = None,
) -> Any:
    """Return a table: one row for each record, sorted by key.

    `as_` says of which library: a `pyarrow.Table`, a `pandas.DataFrame` (dates as `datetime64`, terms of vocabularies
    as categoricals, text as pandas' string dtype), a `polars.DataFrame` (`Date`, `Enum`) or a `duckdb` relation.
    `columns` are those wanted, in that order. `where` keeps the rows in which each column named has its value, or one
    of a list of values; dates may be given as text, `None` means an empty cell. A `pyarrow` expression does for
    anything more.

    Each column's description is in the metadata of its Arrow field, the table's in that of the schema.

    Raises `UnknownTableError` for a table that is not published, `UnknownColumnError` for a column that it has not,
    `UnknownValueError` for a value that a column cannot have or another library, `MissingExtraError` if the library is
    not installed, and `BrokenInstallationError` if the table's file cannot be read.

    >>> import azturk_data
    >>> azturk_data.load("series").column_names[:3]
    ['series_id', 'title', 'kind']
    >>> signed = azturk_data.load("events", columns=["date", "title"], where={"kind": "signing", "date": "2021-06-15"})
    >>> signed.to_pylist()
    [{'date': '2021-06-15', 'title': 'Signing of the Shusha Declaration'}]
    """
    convert = _CONVERSIONS.get(as_)
    if convert is None:
        raise UnknownValueError(f"there is no as_={as_!r}; choose one of {', '.join(map(repr, _CONVERSIONS))}")
    held = shipped.read(table)
    # An empty mapping leaves every row.
    if where is not None and not (isinstance(where, Mapping) and not where):
        held = held.filter(_mask(table, held, where)) if isinstance(where, Mapping) else _filtered(table, held, where)
    if isinstance(columns, str):
        raise UnknownColumnError(f"columns={columns!r} is one name; give a list of them, [{columns!r}]")
    if columns is not None:
        held = held.select([_known(table, name, held.column_names) for name in columns])
    return convert(held)


def _known(table: str, column: str, columns: list[str]) -> str:
    if column not in columns:
        near = get_close_matches(column, columns, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"it has {', '.join(columns)}"
        raise UnknownColumnError(f"the table '{table}' has no column '{column}'; {hint}")
    return column


def _filtered(table: str, held: pa.Table, where: pc.Expression) -> pa.Table:
    """Keep the rows for which an expression of pyarrow is true."""
    import pyarrow as pa

    try:
        return held.filter(where)
    except (pa.ArrowException, TypeError) as error:
        why = str(error).partition("\n")[0].partition(" in ")[0]
        raise UnknownValueError(
            f"where= does not fit the table '{table}' ({why}); see its columns and types"
        ) from error


def _mask(table: str, held: pa.Table, where: Where) -> Any:
    """Say for each row whether every column named has a value that is wanted."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kept: Any = pa.scalar(True)
    for name, wanted in where.items():
        column = held.column(_known(table, name, held.column_names))
        values: list[Any] = [wanted] if isinstance(wanted, str) or not isinstance(wanted, Iterable) else list(wanted)
        typed = [_typed(held.schema.field(name), value) for value in values]
        kept = pc.and_(kept, pc.is_in(column, pa.array(typed, column.type)))
    return kept


def _typed(field: pa.Field[Any], value: Any) -> Any:
    """Return a value as its column has it; raise `UnknownValueError` if it can have no such."""
    import pyarrow as pa

    try:
        if pa.types.is_date(field.type) and isinstance(value, str):
            value = datetime.date.fromisoformat(value)
        pa.scalar(value, field.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError, ValueError) as error:
        raise UnknownValueError(f"the column '{field.name}' holds {field.type}, not {value!r}") from error
    vocabulary = _vocabulary_of(field)
    if value is not None and vocabulary and value not in (terms := vocabularies()[vocabulary]):
        near = get_close_matches(str(value), terms, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"its terms are {', '.join(terms)}"
        raise UnknownValueError(f"'{value}' is not a term of the column '{field.name}'; {hint}")
    return value


def _vocabulary_of(field: pa.Field[Any]) -> str | None:
    return (field.metadata or {}).get(VOCABULARY, b"").decode() or None


@cache
def vocabularies() -> dict[str, list[str]]:
    """Return the terms of every vocabulary, by its name."""
    held: dict[str, list[str]] = {}
    for row in shipped.read("vocabularies").select(["vocabulary", "term"]).to_pylist():
        held.setdefault(row["vocabulary"], []).append(row["term"])
    return held


def _to_pandas(held: pa.Table) -> pd.DataFrame:
    pandas = _library("pandas")
    import pyarrow as pa

    for position, field in enumerate(held.schema):
        if vocabulary := _vocabulary_of(field):
            terms = pa.array(vocabularies()[vocabulary], pa.string())
            held = held.set_column(position, field.name, _encoded(held.column(position), terms))
    text = pandas.StringDtype()
    return held.to_pandas(types_mapper=lambda type_: text if type_ == pa.string() else None, date_as_object=False)


def _encoded(column: Any, terms: Any) -> Any:
    """A column as Arrow's dictionary type, with every term of its vocabulary in the dictionary."""
    import pyarrow as pa
    import pyarrow.compute as pc

    codes: Any = pc.index_in(column.combine_chunks(), terms)
    return pa.DictionaryArray.from_arrays(codes, terms)


def _to_polars(held: pa.Table) -> pl.DataFrame:
    polars = _library("polars")
    frame = polars.from_arrow(held)
    enums = {
        field.name: polars.Enum(vocabularies()[vocabulary])
        for field in held.schema
        if (vocabulary := _vocabulary_of(field))
    }
    return frame.cast(enums) if enums else frame


def _to_duckdb(held: pa.Table) -> duckdb.DuckDBPyRelation:
    return _library("duckdb").connect().from_arrow(held)


def _to_arrow(held: pa.Table) -> pa.Table:
    return held


def _library(name: str) -> Any:
    """Import a library that the base install does not bring; say which extra does if it is not there."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"as_='{name}' needs the package '{error.name}'; pip install 'azturk-data[{name}]'", name=error.name
        ) from error


_CONVERSIONS: dict[str, Callable[[pa.Table], Any]] = {
    "arrow": _to_arrow,
    "pandas": _to_pandas,
    "polars": _to_polars,
    "duckdb": _to_duckdb,
}
