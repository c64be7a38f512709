"""What the two clients by frictionless share."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version
from pathlib import Path

from frictionless import Package
from frictionless.errors import ForeignKeyError
from frictionless.resources import TableResource

from canonical import Answer, Arguments, foreign_key_name


def read(format: str) -> None:
    """Read every resource of a format and answer."""
    arguments = Arguments.given()
    answer = Answer(version("frictionless"))
    for resource in Package(str(arguments.descriptor)).resources:
        if resource.format == format and resource.path and isinstance(resource, TableResource):
            _add(answer, Path(resource.path).stem, resource)
    answer.write(arguments.answer)


def _add(answer: Answer, table: str, resource: TableResource) -> None:
    dangling: Counter[str] = Counter()
    with resource:
        types = [(field.name, field.type) for field in resource.schema.fields]
        rows = []
        for row in resource.row_stream:
            dangling.update(
                name for error in row.errors if isinstance(error, ForeignKeyError) for name in error.field_names
            )
            wrong = [error.message for error in row.errors if not isinstance(error, ForeignKeyError)]
            if wrong:
                answer.errors[table] = wrong[0]
                return
            rows.append([row[name] for name, _ in types])
        for key in resource.schema.foreign_keys:
            (column,), (target_column,) = key["fields"], key["reference"]["fields"]
            target = key["reference"]["resource"].removesuffix("-parquet")
            answer.foreign_keys[foreign_key_name(table, column, target, target_column)] = dangling[column]
    cells = [[row[place] for row in rows] for place in range(len(types))]
    answer.add(table, [(*one, column) for one, column in zip(types, cells, strict=True)])
