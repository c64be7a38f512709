"""The sweep: whatever the models say, every table says, once."""

import json

import pyarrow as pa
import pytest
from conftest import ROOT

from azturk_data.models import RECORDS, Model
from azturk_data.models.vocabularies import PLOVER_MODES, PloverEvent, PloverMode, Vocabulary
from azturk_data.schema.arrow import arrow_schema
from azturk_data.schema.json_schema import record_schema
from azturk_data.schema.table_schema import table_schema
from azturk_data.schema.tables import catalogue

# The public contract: what users and their scripts rely on. More is welcome, less is a breaking change.
CONTRACT = {
    "sources": "source_id title publisher_id author url published_on published_on_basis language corpus text_sha256",
    "claims": "claim_id source_id speaker_id statement kind factuality polarity said said_from said_to note",
    "spans": "span_id claim_id source_id first_words last_words url verified",
    "positions": "span_id start end sha256",
    "attributions": "claim_id rank actor_id role",
    "claim_relations": "claim_id relation other_claim_id note",
    "mentions": "claim_id record_id",
    "framings": "claim_id term target_id",
    "events": "event_id title summary kind plover_event plover_mode date date_from date_to date_basis place_id status "
    "part_of_id",
    "event_contexts": "event_id context",
    "event_participants": "event_id actor_id role capacity",
    "series": "series_id title",
    "editions": "series_id edition event_id",
    "agreements": "agreement_id title kind signed signed_from signed_to signed_basis place_id in_force in_force_from "
    "in_force_to status scope sector",
    "agreement_parties": "agreement_id actor_id",
    "agreement_signatories": "agreement_id official_id on_behalf_of_id",
    "agreement_relations": "agreement_id relation other_agreement_id",
    "provisions": "provision_id agreement_id article topic obligation summary",
    "actors": "actor_id kind name country_code wikidata_id",
    "officials": "official_id name country_code",
    "tenures": "tenure_id official_id office organisation_id start start_from start_to end end_from end_to",
    "places": "place_id name country_code latitude longitude wikidata_id geonames_id disputed note",
    "aliases": "record_id name language kind",
    "evidence": "record_id field claim_id",
    "vocabularies": "vocabulary term label definition source",
    "records": "record_id table label",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_holds(name: str) -> None:
    table = catalogue()[name]
    assert set(CONTRACT[name].split()) <= {column.name for column in table.columns}


@pytest.mark.parametrize("table", catalogue().values(), ids=lambda table: table.name)
def test_every_table_and_column_is_described(table) -> None:
    assert table.description.endswith(".")
    assert table.primary_key
    for column in table.columns:
        assert column.description.endswith("."), f"{table.name}.{column.name}"
        assert "{" not in column.description
    for name in table.primary_key:
        assert table.column(name).required


@pytest.mark.parametrize("table", catalogue().values(), ids=lambda table: table.name)
def test_references_lead_to_keys(table) -> None:
    for column in table.columns:
        if column.reference:
            target = catalogue()[column.reference.table]
            assert target.primary_key == (column.reference.column,)
            assert target.column(column.reference.column).type == column.type


@pytest.mark.parametrize("table", catalogue().values(), ids=lambda table: table.name)
def test_arrow_and_table_schema_say_the_same(table) -> None:
    arrow, fields = arrow_schema(table), table_schema(table)["fields"]
    assert arrow.metadata == {b"description": table.description.encode()}
    for column, field, described in zip(table.columns, arrow, fields, strict=True):
        assert column.name == field.name == described["name"]
        assert field.metadata[b"description"].decode() == described["description"] == column.description
        assert field.nullable is not described.get("constraints", {}).get("required", False)
        wanted = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
        assert field.type == wanted.get(described["type"], pa.date32())


def models_in(model: type[Model]) -> set[type[Model]]:
    return {model}.union(*(models_in(child) for child in model.__subclasses__()))


@pytest.mark.parametrize("model", sorted(models_in(Model), key=lambda m: m.__name__), ids=lambda m: m.__name__)
def test_every_column_of_every_model_is_described_on_its_field(model: type[Model]) -> None:
    from azturk_data.models.base import Row
    from azturk_data.schema.columns import shape_of

    for name, info in model.model_fields.items():
        base = shape_of(info).base
        is_table = isinstance(base, type) and issubclass(base, Row)
        assert is_table or info.description, f"{model.__name__}.{name}"


def vocabularies() -> list[type[Vocabulary]]:
    return sorted(Vocabulary.__subclasses__(), key=lambda v: v.__name__)


@pytest.mark.parametrize("vocabulary", vocabularies(), ids=lambda v: v.__name__)
def test_every_term_has_label_definition_and_source(vocabulary: type[Vocabulary]) -> None:
    assert vocabulary.__doc__
    for term in vocabulary:
        assert term.label, term
        assert term.definition.endswith("."), term
        assert term.source, term


def test_plover_modes_cover_every_event_and_every_mode() -> None:
    assert set(PLOVER_MODES) == set(PloverEvent)
    assert frozenset().union(*PLOVER_MODES.values()) == frozenset(PloverMode)


@pytest.mark.parametrize("model", RECORDS, ids=lambda m: m.prefix)
def test_committed_json_schemas_are_the_models(model) -> None:
    committed = ROOT / "schemas" / "records" / f"{model.prefix}.schema.json"
    assert json.loads(committed.read_text("utf-8")) == record_schema(model), "run 'make data'"
