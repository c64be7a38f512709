"""A new record to fill in: every field that its model has, explained in a comment above it.

What must be filled stands as a key without a value, which `azturk-data lint` reports until it has one; what may be
left out is commented out. Everything is read off the models, so that a skeleton knows no field of its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from azturk_data.models import EXISTENCE, RECORDS, Entry, Evidenced, Model, Record, Source
from azturk_data.models.types import Reference
from azturk_data.models.vocabularies import Vocabulary
from azturk_data.schema.columns import Shape, shape_of
from azturk_data.schema.json_schema import evidence_fields

KINDS: dict[str, type[Record]] = {model.prefix: model for model in RECORDS}
WIDTH = 118
MENTIONED = 30
"""Up to so many terms of a vocabulary are listed; of a longer one the codebook is named."""
TOOLS_FILL = frozenset({"position", "text_sha256"})
"""Left out: what 'azturk-data anchor' writes, and what only a core text has."""


def skeleton(kind: str, slug: str) -> str:
    """Return the YAML of a new record, with its schema for editors and its fields explained.

    Raises `KeyError` for a kind of record that there is not.

    >>> skeleton("place", "hamn").splitlines()[1]
    'id: place/hamn'
    """
    model = KINDS[kind]
    head = [f"# yaml-language-server: $schema=../../schemas/records/{kind}.schema.json", f"id: {kind}/{slug}", ""]
    return "\n".join([*head, *_fields(model, "")]) + "\n"


def _fields(model: type[Model], indent: str, within: str = "") -> Iterator[str]:
    """Yield the lines of a model's fields; `within` is the field that a date stands in, which its parts speak of."""
    # What carries an entry, and what is to be said of it, comes after the entry.
    last = ("claims", "note") if issubclass(model, Entry | Evidenced) else ("note",)
    for name, info in sorted(model.model_fields.items(), key=lambda item: item[0] in last):
        if name == "id" and issubclass(model, Record):
            continue
        if name in TOOLS_FILL or name == "evidence":
            continue
        shape = shape_of(info)
        live = info.is_required() or (model is Source and name == "claims")
        yield from _comment(_about(name, info, shape, live).replace("{name}", within), indent)
        lines = _value(name, shape, indent)
        yield from lines if live else _commented_out(lines, indent)
    if issubclass(model, Evidenced):
        yield from _evidence(model, indent)


def _about(name: str, info: FieldInfo, shape: Shape, live: bool) -> str:
    said = [info.description or _of_the_row(shape) or name]
    if isinstance(shape.base, type) and issubclass(shape.base, Vocabulary):
        terms = [term.value for term in shape.base]
        long = f"A term of {shape.base.name_of()} in docs/codebook.md."
        said.append(f"One of: {', '.join(terms)}." if len(terms) <= MENTIONED else long)
    if (reference := shape.mark(Reference)) is not None:
        said.append(f"An id of {reference.table}.")
    if not live:
        said.append("May be left out.")
    return " ".join(said)


def _of_the_row(shape: Shape) -> str:
    """What a list or a part is: the first line of its model's docstring."""
    return (getattr(shape.base, "__doc__", None) or "").strip().partition("\n")[0]


def _value(name: str, shape: Shape, indent: str) -> list[str]:
    base: Any = shape.base
    if not (isinstance(base, type) and issubclass(base, Model)):
        return [f"{indent}{name}: []" if shape.is_list else f"{indent}{name}:"]
    if not shape.is_list:
        return [f"{indent}{name}:", *_fields(base, f"{indent}  ", name)]
    inner = list(_fields(base, f"{indent}    "))
    first = next(number for number, line in enumerate(inner) if not line.lstrip().startswith("#"))
    # The dash belongs to the first key; what explains that key stands above it.
    above = [line.replace(f"{indent}    #", f"{indent}  #", 1) for line in inner[:first]]
    return [f"{indent}{name}:", *above, f"{indent}  - {inner[first].lstrip()}", *inner[first + 1 :]]


def _evidence(model: type[Evidenced], indent: str) -> Iterator[str]:
    about = "For each filled field the claims that carry it; 'existence' stands for the record as a whole."
    yield from _comment(about, indent)
    yield f"{indent}evidence:"
    yield f"{indent}  {EXISTENCE}: []"
    yield from (f"{indent}  # {name}: []" for name in evidence_fields(model))


def _comment(text: str, indent: str) -> list[str]:
    prefix = f"{indent}# "
    return textwrap.wrap(text, WIDTH, initial_indent=prefix, subsequent_indent=prefix)


def _commented_out(lines: list[str], indent: str) -> Iterator[str]:
    for line in lines:
        rest = line[len(indent) :]
        yield f"{indent}# {rest}"
