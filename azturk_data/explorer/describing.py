"""What Datasette is told of the tables: titles, descriptions, labels, facets and order, all from the models."""

from __future__ import annotations

from functools import cache
from typing import Any

from azturk_data.citing import Dataset
from azturk_data.database import VIEWS
from azturk_data.explorer.preparing import NAME
from azturk_data.explorer.questions import canned
from azturk_data.explorer.wording import date_details, date_families, readable
from azturk_data.exporting.cells import DESCRIPTIONS
from azturk_data.exporting.sqlite import TABLES_DESCRIBED
from azturk_data.models import RECORDS
from azturk_data.models.actor import Actor
from azturk_data.models.alias import Alias
from azturk_data.models.base import Keyed
from azturk_data.models.index import RecordRow
from azturk_data.schema.columns import Column
from azturk_data.schema.tables import Table, catalogue, keyed_models, plans_of

MOST_FACETS = 6
_FURTHER = {
    "aliases": ["language"],
    "dyad_year_records": ["measure"],
    "framings": ["term"],
    "records": ["table"],
    "sources": ["language"],
    "vocabularies": ["vocabulary"],
}
"""Columns without a vocabulary that yet have few values."""


def metadata(about: Dataset) -> dict[str, Any]:
    """Return Datasette's metadata for the dataset."""
    tables: dict[str, Any] = {table.name: _of(table) for table in catalogue().values()}
    for view, (description, _) in VIEWS.items():
        tables[view] = {"title": readable(view.removesuffix("_view")) + ", readable", "description": description}
    for helper in (DESCRIPTIONS, TABLES_DESCRIBED):
        tables[helper] = {"hidden": True}
    database = {"title": "Tables", "tables": tables, "queries": canned()}
    return {"title": about.title, "license": about.licence, "databases": {NAME: database}}


def _of(table: Table) -> dict[str, Any]:
    said: dict[str, Any] = {
        "title": readable(table.name),
        "description": table.description,
        "columns": {column.name: column.description for column in table.columns},
        "facets": facets(table),
        "size": 50,
    }
    if label := label_columns().get(table.name):
        said["label_column"] = label
    families = date_families(table)
    if families:
        said["sort_desc"] = f"{families[0]}_to"
    return said


def facets(table: Table) -> list[str]:
    """Return the columns by which a table's rows are told apart in a list of choices.

    They are the columns with a vocabulary, and those that are true or false; the basis of a date is none.
    """
    chosen = [column.name for column in table.columns if _is_choice(column, table)]
    return [*_FURTHER.get(table.name, []), *chosen][:MOST_FACETS]


def _is_choice(column: Column, table: Table) -> bool:
    if column.name in {f"{family}_basis" for family in date_families(table)}:
        return False
    if column.registry == "ISO 3166-1 alpha-2":
        return True
    return column.type == "boolean" or column.vocabulary is not None


@cache
def label_columns() -> dict[str, str]:
    """Return the column that names a row to a reader, for each table whose rows have a name."""
    models: list[type[Keyed]] = [*keyed_models().values(), Actor]
    named = {model.published_as: model.label_field for model in models if model.label_field}
    return named | {RecordRow.published_as: "label"}


def brief_columns(table: str, columns: list[str]) -> list[str]:
    """Return the columns of a table that a page shows at first, the name of the row in front.

    Left out are the id where there is a name, the days, basis and note of each date, summaries and notes.
    """
    held = catalogue().get(table)
    if held is None:
        return columns
    label = label_columns().get(table)
    hidden = date_details(held) | {"note", "text_sha256"} | ({held.primary_key[0]} if label else set())
    if label != "summary":
        hidden |= {"summary"}
    kept = [name for name in columns if name not in hidden and name != label]
    # What it is called comes first, and then when it was.
    kept.sort(key=lambda name: name not in date_families(held)[:1])
    return [label, *kept] if label in columns and label else kept


def groups() -> list[tuple[str, list[Table]]]:
    """Return all tables by the kind of record that they belong to, with the names of the kinds."""
    left = dict(catalogue())
    shared = left.pop(Alias.published_as)
    found: dict[str, list[Table]] = {}
    for model in RECORDS:
        names = [table.name for plan in plans_of(model) for table in _within(plan)]
        title = readable((Actor if issubclass(model, Actor) else model).published_as)
        found.setdefault(title, []).extend(left.pop(name) for name in dict.fromkeys(names) if name in left)
    return [*found.items(), ("Across all records", [*left.values(), shared])]


def _within(plan: Any) -> list[Table]:
    inner = [table for child in plan.children for table in _within(child.plan)]
    return [plan.table, *(listed.table for listed in plan.listed), *inner]
