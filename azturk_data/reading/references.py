"""Whether every reference leads somewhere, with the closest ids for one that does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from azturk_data.models import Keyed, Model
from azturk_data.models.actor import Actor
from azturk_data.models.types import Reference
from azturk_data.reading.problems import Problem, closest
from azturk_data.reading.reader import RecordSet
from azturk_data.reading.yaml_tree import Path_
from azturk_data.schema.columns import shape_of


def check_references(found: RecordSet) -> Iterator[Problem]:
    """Yield a problem for every reference whose target does not exist."""
    targets = _targets(found)
    for id_, record in sorted((found.records | found.moved).items()):
        document = found.documents[id_]
        for path, reference, value in references_in(record, ()):
            known = targets[reference.table]
            if value in known:
                continue
            if value in found.moved:
                remedy = f"write '{found.moved[value].moved_to}'"
                yield document.problem(path, f"'{value}' is a retired id", remedy)
                continue
            near = closest(value, known)
            remedy = f"the closest ids are {', '.join(near)}" if near else f"write its record: records/{value}.yaml"
            if near:
                remedy += ", or write its record"
            yield document.problem(path, f"'{value}' is not among the {reference.table}", remedy)


def references_in(model: Model, path: Path_) -> Iterator[tuple[Path_, Reference, str]]:
    """Yield the path, the reference and the id of every link that a model and those below it hold."""
    for name, reference, is_list in _reference_fields(type(model)):
        held: Any = getattr(model, name)
        if is_list:
            yield from (((*path, name, index), reference, value) for index, value in enumerate(held))
        elif held is not None:
            yield (*path, name), reference, held
    for name, is_list in _model_fields(type(model)):
        held = getattr(model, name)
        items: list[Any] = held if is_list else [held] if held is not None else []
        for index, item in enumerate(items):
            yield from references_in(item, (*path, name, index) if is_list else (*path, name))
    evidence: dict[str, list[str]] = getattr(model, "evidence", {})
    for field, claims in evidence.items():
        for index, claim in enumerate(claims):
            yield (*path, "evidence", field, index), Reference("claims", "claim_id"), claim


@cache
def _reference_fields(model: type[Model]) -> tuple[tuple[str, Reference, bool], ...]:
    shapes = ((name, shape_of(info)) for name, info in model.model_fields.items())
    return tuple((name, mark, shape.is_list) for name, shape in shapes if (mark := shape.mark(Reference)) is not None)


@cache
def _model_fields(model: type[Model]) -> tuple[tuple[str, bool], ...]:
    shapes = ((name, shape_of(info)) for name, info in model.model_fields.items())
    return tuple(
        (name, shape.is_list)
        for name, shape in shapes
        if isinstance(shape.base, type) and issubclass(shape.base, Model)
    )


def _targets(found: RecordSet) -> defaultdict[str, set[str]]:
    """The ids of each table, those of `actors` and of `records` included."""
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for id_, placed in found.placed.items():
        kind: type[Keyed] = placed.kind
        targets[kind.published_as].add(id_)
        if issubclass(kind, Actor):
            targets[Actor.published_as].add(id_)
        if kind.label_field:
            targets["records"].add(id_)
    return targets
