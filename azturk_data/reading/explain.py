"""Pydantic's errors in the words of a curator: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from azturk_data.models.dates import EXAMPLES
from azturk_data.models.types import Reference
from azturk_data.reading.problems import Problem, did_you_mean
from azturk_data.reading.yaml_tree import Document
from azturk_data.schema.columns import Shape, shape_of

_FORMS = {
    "country_code": "write an ISO 3166-1 alpha-2 code in capitals, such as AZ",
    "alpha_3": "write an ISO 3166-1 alpha-3 code in capitals, such as AZE",
    "language": "write a BCP 47 tag, such as en, az or az-Cyrl",
    "wikidata_id": "write a Q and digits, such as Q227",
    "geonames_id": "write digits only",
    "cow_code": "write the state's number, such as 373",
    "sha256": "write 64 hexadecimal digits in lower case",
    "text_sha256": "write 64 hexadecimal digits in lower case",
    "url": "write an address that begins with http:// or https://",
    "id": "write lower-case letters, digits and single hyphens",
    "edtf": EXAMPLES,
}
_ONE_LINE = "write one line of text that does not begin or end with a space, nor begin with = + - or @"


def explain(document: Document, model: type[BaseModel], error: ErrorDetails) -> Problem:
    """Turn one of Pydantic's errors into a problem at its place in the document."""
    path = tuple(error["loc"])
    kind = error["type"]
    context: Mapping[str, Any] = error.get("ctx", {})
    # An item of a list goes by the name of the list.
    named = next((i for i in range(len(path) - 1, -1, -1) if isinstance(path[i], str)), 0)
    field = str(path[named]) if path else ""
    owner = _model_at(model, path[:named])
    if kind == "extra_forbidden":
        known = list(owner.model_fields) if owner else []
        return document.problem(path, f"unknown key '{field}'", did_you_mean(field, known), of_key=True)
    if kind == "missing":
        info = owner.model_fields.get(field) if owner else None
        about = f": {info.description}" if info and info.description else ""
        return document.problem(path, f"the key '{field}' is missing", f"add '{field}'{about}")
    if kind == "enum":
        terms = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        found = f"'{error['input']}' is not a term of the vocabulary"
        return document.problem(path, found, f"{did_you_mean(str(error['input']), terms)} (see schemas/)")
    if kind == "string_pattern_mismatch":
        found, remedy = _pattern_problem(error["input"], field, owner)
        return document.problem(path, found, remedy)
    if kind == "too_short":
        return document.problem(path, "the list is empty", "name at least one, or take the key out if it is optional")
    if kind in ("model_type", "model_attributes_type", "list_type", "dict_type", "string_type"):
        wanted = {"list_type": "a list", "string_type": "text"}.get(kind, "keys with values")
        return document.problem(path, f"here stands {_sort_of(error['input'])}", f"write {wanted}")
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return document.problem(path, f"{error['input']} is out of range", f"write a number of {bound}")
    if kind.endswith("_parsing"):
        wanted = {"int": "a whole number", "float": "a number", "bool": "true or false"}[kind.partition("_")[0]]
        return document.problem(path, f"'{error['input']}' is not {wanted}", f"write {wanted}")
    message = error["msg"].removeprefix("Value error, ")
    found, _, remedy = message.partition("; ")
    return document.problem(path, found, remedy or f"mend the value '{error['input']}'")


def _pattern_problem(value: Any, field: str, owner: type[BaseModel] | None) -> tuple[str, str]:
    shape = _shape(owner, field)
    reference = shape.mark(Reference) if shape else None
    if reference is not None:
        return f"'{value}' is not the id of one of the {reference.table}", f"write {_id_form(reference)}"
    if field in _FORMS:
        return f"'{value}' does not have the form of {field}", _FORMS[field]
    return f"'{value}' is not a line of plain text", _ONE_LINE


def _id_form(reference: Reference) -> str:
    forms = {
        "claims": "claim/<source>/<claim>, such as claim/tass-2021-01-30/c01",
        "actors": "state/…, organisation/…, official/… or outlet/…",
        "records": "the kind, a slash and the name of the record's file",
    }
    return forms.get(reference.table, f"{reference.column.removesuffix('_id')}/…, with the name of the record's file")


def _shape(owner: type[BaseModel] | None, field: str) -> Shape | None:
    info = owner.model_fields.get(field) if owner else None
    return shape_of(info) if info else None


def _model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The model that a path leads to, through fields and lists."""
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        info = current.model_fields.get(step)
        base = shape_of(info).base if info else None
        current = base if isinstance(base, type) and issubclass(base, BaseModel) else None
    return current


def _sort_of(value: Any) -> str:
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else f"'{value}'"
