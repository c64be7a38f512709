"""From a model's field to a column: type, description, constraints, vocabulary and reference."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from azturk_data.models.base import Coding, Derived, Registry
from azturk_data.models.types import Reference
from azturk_data.models.vocabularies import Vocabulary

Mark = TypeVar("Mark")
ColumnType = Literal["string", "integer", "number", "boolean", "date"]

_TYPES: dict[type, ColumnType] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    datetime.date: "date",
}


@dataclass(frozen=True)
class Column:
    """One published column, with all that its model's field says of it."""

    name: str
    type: ColumnType
    description: str
    required: bool
    pattern: str | None = None
    min_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    vocabulary: type[Vocabulary] | None = None
    reference: Reference | None = None
    registry: str | None = None
    """The public registry that gives it, for identifiers."""
    coding: bool = False
    """Whether it is our own coding or wording of the record as a whole."""


@dataclass(frozen=True)
class Shape:
    """A field's annotation, taken apart."""

    base: Any
    """The type itself: a scalar, an enum, a model, or the item type of a list."""
    is_list: bool
    nullable: bool
    marks: tuple[Any, ...] = field(default=())
    """Everything that stood in `Annotated`, the constraints and our own marks."""

    def mark(self, kind: type[Mark]) -> Mark | None:
        """The mark of one kind, if the field has it."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)


def shape_of(info: FieldInfo) -> Shape:
    """Take a field's annotation apart, through `Annotated`, `| None` and `list`."""
    return _unwrap(info.annotation, tuple(info.metadata))


def _unwrap(annotation: Any, marks: tuple[Any, ...], is_list: bool = False, nullable: bool = False) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner = (mark for held in annotation.__metadata__ for mark in _marks_in(held))
        return _unwrap(annotation.__origin__, (*marks, *inner), is_list, nullable)
    if origin in (Union, UnionType):
        (inner,) = (part for part in get_args(annotation) if part is not NoneType)
        return _unwrap(inner, marks, is_list, nullable=True)
    if origin is list:
        return _unwrap(get_args(annotation)[0], marks, is_list=True, nullable=nullable)
    return Shape(annotation, is_list, nullable, marks)


def _marks_in(held: Any) -> tuple[Any, ...]:
    """What pydantic makes of a `Field` at the top of an annotation, but leaves to us within `| None`."""
    return tuple(held.metadata) if isinstance(held, FieldInfo) else (held,)


def column_of(name: str, description: str, shape: Shape) -> Column:
    """Make the column that a scalar field, or an item of a list of scalars, is published as."""
    is_term = isinstance(shape.base, type) and issubclass(shape.base, Vocabulary)
    strings = shape.mark(StringConstraints)
    lowest, highest = shape.mark(Ge), shape.mark(Le)
    registry = shape.mark(Registry)
    return Column(
        name=name,
        type="string" if is_term else _TYPES[shape.base],
        description=description,
        required=not shape.nullable,
        pattern=str(strings.pattern) if strings and strings.pattern else None,
        min_length=strings.min_length if strings else None,
        minimum=_number(lowest.ge) if lowest else None,
        maximum=_number(highest.le) if highest else None,
        vocabulary=shape.base if is_term else None,
        reference=shape.mark(Reference),
        registry=registry.name if registry else None,
        coding=shape.mark(Coding) is not None,
    )


def derived_column(derived: Derived) -> Column:
    """Make the column of a value that is worked out rather than written."""
    return Column(
        name=derived.name,
        type=_TYPES[derived.type],
        description=derived.description,
        required=True,
        pattern=derived.pattern,
        vocabulary=derived.vocabulary,
        reference=derived.reference,
    )


def _number(bound: Any) -> float:
    return bound if isinstance(bound, int) else float(bound)
