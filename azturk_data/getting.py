"""Records as objects: a published row and what belongs to it, put back together as the model it was made from."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from azturk_data import shipped
from azturk_data.models import EXISTENCE, RECORDS, Entry, Evidenced, Keyed, Model, Part, Record
from azturk_data.models.dates import When
from azturk_data.models.index import EvidenceRow, Moved, RecordRow
from azturk_data.schema.columns import shape_of
from azturk_data.schema.tables import Plan, keyed_models, plans_of

Row = dict[str, Any]


@cache
def get(record_id: str) -> Any:
    """Return a record with all that belongs to it: an event with its participants, a source with its claims.

    What it returns is a Pydantic model (`azturk_data.Event`, `azturk_data.Agreement` …), frozen. Links are followed by
    attribute: where a field `place_id` names a record, `place` is that record. The id of a part, such as a claim or a
    tenure, gives the part. A retired id gives the record that stands in its place.

    Raises `UnknownRecordError` for an id that there is not, with the closest ones.

    >>> import azturk_data
    >>> declaration = azturk_data.get("agreement/shusha-declaration-2021")
    >>> declaration.place.name
    'Shusha'
    >>> [signatory.official.name for signatory in declaration.signatories]
    ['Ilham Aliyev', 'Recep Tayyip Erdoğan']
    """
    id_ = _moved().get(record_id, record_id)
    if id_ not in _tables_of_ids():
        raise shipped.unknown_record(record_id)
    prefix, *steps = id_.split("/")
    model = keyed_models()[prefix]
    if not issubclass(model, Record):
        return _part(id_, model, steps)
    plan = plans_of(model)[-1]
    (row,) = _rows(plan.table.name, model.key)[id_]
    return model.model_validate(_values(plan, row, id_) | {"id": id_})


def _part(id_: str, model: type[Keyed], steps: list[str]) -> Any:
    """Find a part in the record that it belongs to, whatever kind that is of."""
    for record in RECORDS:
        owner = f"{record.prefix}/{steps[0]}"
        if owner not in _tables_of_ids():
            continue
        for child in plans_of(record)[-1].children:
            if child.plan.model is model:
                return next(part for part in getattr(get(owner), child.field) if part.id == steps[-1])
    raise shipped.unknown_record(id_)


def _values(plan: Plan, row: Row, id_: str) -> dict[str, Any]:
    """What a model is made from: its own cells, its children, and the claims that carry it."""
    values: dict[str, Any] = {}
    elsewhere = {child.field for child in plan.children} | {listed.field for listed in plan.listed}
    for name, info in plan.model.model_fields.items():
        if name in elsewhere or name in ("id", "claims", "evidence"):
            continue
        base: Any = shape_of(info).base
        if isinstance(base, type) and issubclass(base, When):
            values[name] = _when(row, name)
        else:
            values[name] = row[name]
    for listed in plan.listed:
        parent, item = (column.name for column in listed.table.columns)
        values[listed.field] = [held[item] for held in _rows(listed.table.name, parent)[id_]]
    for child in plan.children:
        values[child.field] = _children(plan, child.field, child.plan, id_)
    if issubclass(plan.model, Evidenced):
        lists = tuple(f"{child.field}[" for child in plan.children)
        evidence = _evidence()[id_]
        values["evidence"] = {field: claims for field, claims in evidence.items() if not field.startswith(lists)}
    return {name: value for name, value in values.items() if value is not None}


def _children(parent: Plan, field: str, plan: Plan, id_: str) -> Any:
    assert issubclass(parent.model, Keyed)
    key = next(c.name for c in plan.table.columns if c.name in (parent.model.key, "record_id") and c.reference)
    model = plan.model
    made: list[Model] = []
    for row in sorted(_rows(plan.table.name, key)[id_], key=lambda row: row.get("rank", 0)):
        own = row[model.key] if issubclass(model, Keyed) else id_
        values = _values(plan, row, own)
        if issubclass(model, Part):
            values["id"] = own.rpartition("/")[2]
        if issubclass(model, Entry):
            entry = f"{field}[{_entry_key(model, row)}]"
            values["claims"] = _evidence()[own][EXISTENCE] if issubclass(model, Keyed) else _evidence()[id_][entry]
        made.append(model.model_validate(values))
    is_list = shape_of(parent.model.model_fields[field]).is_list
    return made if is_list else made[0] if made else None


def _entry_key(model: type[Entry], row: Row) -> str:
    return ":".join(str(row[name]) for name in model.unique if row[name] is not None)


def _when(row: Row, name: str) -> dict[str, Any] | None:
    if row[name] is None:
        return None
    held = {"edtf": row[name], "basis": row[f"{name}_basis"], "note": row[f"{name}_note"]}
    return {part: value for part, value in held.items() if value is not None}


@cache
def _rows(table: str, column: str) -> defaultdict[str, list[Row]]:
    """The rows of a table by the value of one of their columns; read once."""
    held: defaultdict[str, list[Row]] = defaultdict(list)
    for row in shipped.read(table).to_pylist():
        held[row[column]].append(row)
    return held


@cache
def _evidence() -> defaultdict[str, defaultdict[str, list[str]]]:
    held: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in shipped.read(EvidenceRow.published_as).to_pylist():
        held[row["record_id"]][row["field"]].append(row["claim_id"])
    return held


@cache
def _tables_of_ids() -> dict[str, str]:
    return {row["record_id"]: row["table"] for row in shipped.read(RecordRow.published_as).to_pylist()}


@cache
def _moved() -> dict[str, str]:
    return {row["id"]: row["moved_to"] for row in shipped.read(Moved.published_as).to_pylist()}
