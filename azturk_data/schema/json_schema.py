"""JSON Schema of each kind of record, by which editors complete and check the YAML."""

from __future__ import annotations

from functools import cache
from typing import Any

from azturk_data.models import EXISTENCE, Evidenced, Keyed, Record, Row
from azturk_data.models.base import Coding, Registry
from azturk_data.models.types import SLUG
from azturk_data.schema.columns import shape_of

Json = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema(model: type[Record]) -> Json:
    """Return the JSON Schema of a kind of record, with its evidence keys and its id's form spelled out."""
    schema: Json = {"$schema": DIALECT} | model.model_json_schema()
    for described in (schema, *schema.get("$defs", {}).values()):
        if "description" in described:
            # Behind that, a docstring has an example for those who write Python, not YAML.
            described["description"] = described["description"].partition("\n\n>>> ")[0]
    schema["properties"]["id"]["pattern"] = rf"^{model.prefix}/{SLUG}$"
    if issubclass(model, Evidenced):
        schema["properties"]["evidence"]["propertyNames"] = {"enum": [EXISTENCE, *evidence_fields(model)]}
    return schema


@cache
def evidence_fields(model: type[Keyed]) -> tuple[str, ...]:
    """Return the fields for which a model's `evidence` may name claims, in their order.

    Not among them: what a public registry gives, our own coding of the whole (which the evidence for
    existence carries), notes, and lists whose entries name their claims themselves.
    """
    names: list[str] = []
    for name, info in model.model_fields.items():
        shape = shape_of(info)
        marked = shape.mark(Coding) or shape.mark(Registry)
        is_list_of_rows = isinstance(shape.base, type) and issubclass(shape.base, Row)
        if not (marked or is_list_of_rows or name in ("id", "note", "evidence", "claims")):
            names.append(name)
    return tuple(names)
