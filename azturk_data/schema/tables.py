"""The published tables, derived by walking the models.

The walk compiles each model once into a `Plan`: its columns with a getter for each, and its children. The
schema (`catalogue`) and the rows (`azturk_data.schema.rows`) come from the same plans, so that they cannot
disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from azturk_data.models import RECORDS, Entry, Evidenced, Keyed, Model, Part, Record, Row, When
from azturk_data.models.actor import Actor
from azturk_data.models.alias import Alias
from azturk_data.models.base import Derived, Listed, Ranked, Scalar
from azturk_data.models.dyad import DyadYear, DyadYearRecord
from azturk_data.models.index import EvidenceRow, Moved, RecordRow, SupportRow, VocabularyRow
from azturk_data.models.types import ACTOR_PREFIX, SLUG, RecordId, Reference
from azturk_data.models.vocabularies import Vocabulary
from azturk_data.schema.columns import Column, Shape, column_of, derived_column, shape_of


@dataclass(frozen=True)
class Interval:
    """Two columns of a table of which the second may not hold less than the first."""

    start: str
    end: str
    strict: bool = False
    """Whether the two may not be equal either."""


@dataclass(frozen=True)
class Table:
    """One published table."""

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    intervals: tuple[Interval, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column of that name; `KeyError` if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")


@dataclass(frozen=True)
class Frame:
    """A model on its way to becoming a row: its id, if it has one, and what stands above it."""

    model: Any
    id: str
    parent: Frame | None = None
    rank: int = 0
    path: tuple[str | int, ...] = ()
    """The keys and indices that lead to it in its record."""

    @property
    def line(self) -> tuple[Model, ...]:
        """The models from the record down to this one."""
        return (*self.parent.line, self.model) if self.parent else (self.model,)


@dataclass(frozen=True)
class Cell:
    """A column, and how its value is got from the frame of the row."""

    column: Column
    get: Callable[[Frame], Scalar]


@dataclass(frozen=True)
class Child:
    """A field whose items become rows of a table of their own."""

    field: str
    plan: Plan


@dataclass(frozen=True)
class ListedChild:
    """A field with a list of scalars, and the table that they become."""

    field: str
    table: Table


@dataclass
class Plan:
    """How a model becomes rows: its table, its cells, and the children that become tables of their own."""

    model: type[Row]
    table: Table
    cells: list[Cell] = field(default_factory=list[Cell])
    children: list[Child] = field(default_factory=list[Child])
    listed: list[ListedChild] = field(default_factory=list[ListedChild])


@cache
def catalogue() -> dict[str, Table]:
    """Return every published table by name, in the order of publication."""
    tables: dict[str, Table] = {}
    for model in RECORDS:
        for plan in plans_of(model):
            for table in _tables_in(plan):
                if tables.setdefault(table.name, table) != table:
                    raise TypeError(f"two models give different columns to the table {table.name}")
    for index in (EvidenceRow, SupportRow, DyadYear, DyadYearRecord, VocabularyRow, RecordRow, Moved):
        tables[index.published_as] = compile_plan(index).table
    return tables


@cache
def plans_of(model: type[Record]) -> tuple[Plan, ...]:
    """Return the plan of a kind of record and, for an actor, that of the table of all actors."""
    own = compile_plan(model)
    if not issubclass(model, Actor):
        return (own,)
    # The record's own plan has the children already.
    return compile_plan(Actor, with_children=False), own


@cache
def keyed_models() -> dict[str, type[Keyed]]:
    """Return every model that has an id, by the first part of the id."""

    def within(plan: Plan) -> Iterator[type[Keyed]]:
        if issubclass(plan.model, Keyed):
            yield plan.model
        for child in plan.children:
            yield from within(child.plan)

    return {model.prefix: model for record in RECORDS for model in within(plans_of(record)[-1])}


def part_id(part: type[Keyed], parent_id: str, local_id: str) -> str:
    """Return the full id of a part: its kind, its parent's id without the kind, and its own."""
    return f"{part.prefix}/{parent_id.partition('/')[2]}/{local_id}"


def compile_plan(
    model: type[Row], parent: type[Row] | None = None, ranked: Ranked | None = None, *, with_children: bool = True
) -> Plan:
    """Compile a model into a plan; `parent` is the model in whose list it stands."""
    plan = Plan(model, Table(model.published_as, _first_line(model), (), ()))
    key: list[str] = []
    if issubclass(model, Keyed):
        key.append(model.key)
        plan.cells.append(Cell(_id_column(model), lambda frame: frame.id))
    if parent is not None:
        column = _parent_column(model, parent)
        key = key or [column.name]
        plan.cells.append(Cell(column, lambda frame: frame.parent.id if frame.parent else None))
    if ranked is not None:
        key.append(ranked.column)
        column = Column(ranked.column, "integer", ranked.description, required=True, minimum=1)
        plan.cells.append(Cell(column, lambda frame: frame.rank))
    for name, info in model.model_fields.items():
        if not _published_elsewhere(model, name):
            _add_field(plan, name, info.description or "", shape_of(info), with_children)
    for derived in model.__dict__.get("derived", ()):
        plan.cells.append(Cell(derived_column(derived), _derivation(derived)))
    # What is said about a row comes after what it says.
    plan.cells.sort(key=lambda cell: cell.column.name == "note")
    if not issubclass(model, Keyed):
        key += [name for name in model.unique if name not in key]
    columns = tuple(cell.column for cell in plan.cells)
    plan.table = replace(plan.table, columns=columns, primary_key=tuple(key), intervals=tuple(_intervals(model)))
    return plan


def _intervals(model: type[Row]) -> Iterator[Interval]:
    """Yield the interval that each date is, and those that the model's own order makes."""
    fields = model.model_fields.items()
    dates = [name for name, info in fields if isinstance(base := shape_of(info).base, type) and issubclass(base, When)]
    for name in dates:
        yield Interval(*_days(name))
    for order in model.ordered:
        if order.first in dates:
            yield Interval(_days(order.first)[0], _days(order.second)[1], order.strict)
        else:
            yield Interval(order.first, order.second, order.strict)


def _days(date: str) -> tuple[str, str]:
    """The columns with the first and the last day of a date."""
    return f"{date}_from", f"{date}_to"


def _derivation(derived: Derived) -> Callable[[Frame], Scalar]:
    compute = derived.compute
    return (lambda _: None) if compute is None else lambda frame: plain(compute(frame.line))


def plain(value: Any) -> Scalar:
    """Return a value as it is published: a term of a vocabulary becomes a plain string."""
    return value.value if isinstance(value, Vocabulary) else value


def _published_elsewhere(model: type[Row], name: str) -> bool:
    """Whether a field is the id, which has a cell of its own, or links to claims, which have their table."""
    if name == "id":
        return issubclass(model, Keyed)
    return (name == "claims" and issubclass(model, Entry)) or (name == "evidence" and issubclass(model, Evidenced))


def _add_field(plan: Plan, name: str, about: str, shape: Shape, with_children: bool) -> None:
    listed = shape.mark(Listed)
    if isinstance(shape.base, type) and issubclass(shape.base, Row):
        if with_children:
            plan.children.append(Child(name, compile_plan(shape.base, plan.model, shape.mark(Ranked))))
    elif isinstance(shape.base, type) and issubclass(shape.base, When):
        plan.cells += _date_cells(name, about, shape)
    elif listed is not None:
        columns = (_parent_column(plan.model, plan.model), column_of(listed.column, about, shape))
        table = Table(listed.table, listed.about, columns, tuple(column.name for column in columns))
        plan.listed.append(ListedChild(name, table))
    else:
        plan.cells.append(Cell(column_of(name, about, shape), lambda frame: plain(getattr(frame.model, name))))


def _date_cells(name: str, about: str, shape: Shape) -> Iterator[Cell]:
    """Yield the family of columns of a date: itself, its first and last day, its basis and its note."""
    parts = {part: shape_of(info) for part, info in When.model_fields.items()}
    described = {part: (info.description or "").format(name=name) for part, info in When.model_fields.items()}
    first, last = _days(name)
    family = {
        "edtf": column_of(name, f"{about} An EDTF string.", parts["edtf"]),
        "first": Column(first, "date", (When.first.__doc__ or "").format(name=name), required=False),
        "last": Column(last, "date", (When.last.__doc__ or "").format(name=name), required=False),
        "basis": column_of(f"{name}_basis", described["basis"], parts["basis"]),
        "note": column_of(f"{name}_note", described["note"], parts["note"]),
    }
    for part, column in family.items():

        def get(frame: Frame, part: str = part) -> Scalar:
            when = getattr(frame.model, name)
            return None if when is None else plain(getattr(when, part))

        yield Cell(replace(column, required=column.required and not shape.nullable), get)


def _id_column(model: type[Keyed]) -> Column:
    levels = r"(?:/" + SLUG + r")+" if issubclass(model, Part) else ""
    prefix = model.prefix if hasattr(model, "prefix") else ACTOR_PREFIX
    about = model.model_fields["id"].description or ""
    # A state, organisation, official or outlet stands in the table of all actors too.
    narrower = issubclass(model, Actor) and model is not Actor
    reference = Reference(Actor.published_as, Actor.key) if narrower else None
    pattern = rf"^{prefix}/{SLUG}{levels}$"
    return Column(model.key, "string", about, required=True, pattern=pattern, reference=reference)


def _parent_column(model: type[Row], parent: type[Row]) -> Column:
    """The column by which a child names its parent; names and such, with parents of all kinds, say `record_id`."""
    if not issubclass(parent, Keyed):
        raise TypeError(f"{parent.__name__} has children but no id for them to refer to")
    if model is Alias:
        return column_of("record_id", "The record that bears the name.", shape_of(FieldInfo(annotation=RecordId)))
    reference = Reference(parent.published_as, parent.key)
    return Column(parent.key, "string", f"The {parent.prefix} that the row belongs to.", True, reference=reference)


def _first_line(model: type[Row]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _tables_in(plan: Plan) -> Iterator[Table]:
    yield plan.table
    for listed in plan.listed:
        yield listed.table
    for child in plan.children:
        yield from _tables_in(child.plan)
