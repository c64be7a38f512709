"""`get`: what is put back together from the tables is what the records say, and links lead on."""

from __future__ import annotations

import json
from typing import Any, get_args, get_type_hints

import pytest
from conftest import ROOT

import azturk_data
import azturk_data.models as models
from azturk_data.errors import UnknownRecordError
from azturk_data.models import RECORDS, Model, Record
from azturk_data.models.links import Link
from azturk_data.models.types import Reference
from azturk_data.reading.reader import read_records
from azturk_data.schema.columns import shape_of
from azturk_data.schema.tables import plans_of


def canonical(value: Any) -> Any:
    """A record's values with its lists in one order; that of a chain of attribution is its own."""
    if isinstance(value, dict):
        kept = {key: canonical(item) for key, item in value.items()}
        if "attributions" in value:
            kept["attributions"] = value["attributions"]
        return kept
    if isinstance(value, list):
        return sorted((canonical(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def test_every_record_comes_back_as_it_was_written() -> None:
    found = read_records(ROOT / "records")
    found.raise_if_invalid()
    assert len(found.records) > 500
    for id_, record in found.records.items():
        held = azturk_data.get(id_)
        assert type(held) is type(record)
        assert canonical(held.model_dump(mode="json")) == canonical(record.model_dump(mode="json")), id_


def models_below(model: type[Record]) -> set[type[Model]]:
    found: set[type[Model]] = set()

    def walk(plan) -> None:
        found.add(plan.model)
        for child in plan.children:
            walk(child.plan)

    walk(plans_of(model)[-1])
    return found


def test_every_reference_is_a_link() -> None:
    """A field `x_id` that names a record has `x`, of the model that the reference leads to."""
    names = {name: getattr(models, name) for name in models.__all__}
    kinds = {"actors": "Actor", "records": "Record"} | {model.published_as: model.__name__ for model in RECORDS}
    kinds["claims"] = "Claim"
    checked = 0
    for model in set().union(*map(models_below, RECORDS)):
        hints = get_type_hints(model, localns=names, include_extras=True)
        for field, info in model.model_fields.items():
            shape = shape_of(info)
            reference = shape.mark(Reference)
            if reference is None or shape.is_list:
                continue
            link = field.removesuffix("_id")
            assert isinstance(vars(model).get(link), Link), f"{model.__name__}.{field} has no link"
            (target,) = get_args(get_args(hints[link])[0])
            named = {getattr(part, "__name__", "None") for part in (get_args(target) or (target,))}
            assert kinds[reference.table] in named
            assert ("NoneType" in named) == shape.nullable
            checked += 1
    assert checked > 15


def test_links_are_followed_by_attribute() -> None:
    event = azturk_data.get("event/2021-06-15-shusha-declaration-signed")
    assert isinstance(event, azturk_data.Event)
    assert event.place.name == "Shusha"
    assert event.part_of.kind == "visit"
    assert "Ilham Aliyev" in {participant.actor.name for participant in event.participants}
    assert azturk_data.get("event/2020-military-dialogue").place is None


def test_a_part_by_its_id() -> None:
    claim = azturk_data.get("claim/eurasian-times-2021-06/c20")
    assert isinstance(claim, azturk_data.Claim)
    assert claim.speaker.name == "EurAsian Times"
    assert azturk_data.get("tenure/zakir-hasanov/minister-of-defence").level == "minister"


def test_the_same_record_is_the_same_object() -> None:
    assert azturk_data.get("place/shusha") is azturk_data.get("place/shusha")


@pytest.mark.parametrize("id_", ["event/2021-06-15-shusha-declaration", "evnt/x", "shusha", "", "claim/none/c01"])
def test_an_unknown_id_is_named(id_: str) -> None:
    with pytest.raises(UnknownRecordError, match=f"there is no record '{id_}'"):
        azturk_data.get(id_)


def test_the_models_can_be_completed() -> None:
    assert {"Event", "Agreement", "Official", "get"} <= set(dir(azturk_data))
    assert azturk_data.Event is models.Event


@pytest.mark.parametrize(
    ("id_", "near"),
    [
        ("agreement/kars-treaty", "'agreement/kars-treaty-1921'"),
        ("official/akar", "'official/hulusi-akar'"),
        ("official/Hulusi-Akar", "'official/hulusi-akar'"),
        ("kars-treaty-1921", "'agreement/kars-treaty-1921'"),
        ("official/hulusi-aker", "'official/hulusi-akar'"),
    ],
)
def test_an_unknown_id_leads_to_what_was_meant(id_: str, near: str) -> None:
    with pytest.raises(UnknownRecordError, match=rf"there is no record '{id_}'; did you mean {near}"):
        azturk_data.get(id_)
