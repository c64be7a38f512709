"""Metadata of every kind say what the models, the tables and the files say; conformance/ has their own validators."""

import datetime
import doctest
import hashlib
import json
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest
from conftest import ROOT, Workshop
from frictionless import FrictionlessException, Package
from pyarrow import parquet

from azturk_data import __version__
from azturk_data.models.vocabularies import Corpus
from azturk_data.schema.tables import Table, catalogue
from metadata import COMPANIONS, CSVW, FOLDER, metadata
from metadata.extent import DYAD, coverage, extent, sources
from metadata.ro_crate import NAME as RO_CRATE

import about

TABLES = pytest.mark.parametrize("table", catalogue().values(), ids=lambda table: table.name)
FORMATS = ("csv", "parquet")


def read(path: PurePosixPath | str) -> dict:
    return json.loads((ROOT / path).read_text("utf-8"))


def file_of(table: str, format: str) -> PurePosixPath:
    return PurePosixPath(f"azturk_data/data/{format}/{table}.{format}")


def sha256(path: PurePosixPath) -> str:
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def target(address: str, folder: PurePosixPath) -> PurePosixPath:
    """The path below the root to which an address in a file of this folder leads."""
    path = (ROOT / folder / unquote(address)).resolve()
    assert path.exists(), address
    return PurePosixPath(path.relative_to(ROOT).as_posix())


@pytest.fixture(scope="module")
def tables() -> dict:
    return {name: parquet.ParquetFile(ROOT / file_of(name, "parquet")).read() for name in catalogue()}


@pytest.fixture(scope="module")
def croissant() -> dict:
    return read(FOLDER / "croissant.json")


@pytest.fixture(scope="module")
def csvw() -> dict:
    return read(CSVW)


@pytest.fixture(scope="module")
def schema_org() -> dict:
    return read(FOLDER / "schema-org.jsonld")


@pytest.fixture(scope="module")
def dcat() -> dict:
    return read(FOLDER / "dcat.jsonld")


@pytest.fixture(scope="module")
def crate() -> dict:
    return {entity["@id"]: entity for entity in read(RO_CRATE)["@graph"]}


@pytest.fixture(scope="module")
def sets(croissant) -> dict:
    return {one["@id"]: one for one in croissant["recordSet"]}


def test_what_is_committed_is_what_the_build_gives(tables) -> None:
    files = {path: (ROOT / path).read_bytes() for name in tables for path in (file_of(name, f) for f in FORMATS)}
    for path, given in metadata(__version__, tables, files).items():
        assert (ROOT / path).read_bytes() == given, f"{path} is stale; run 'make data'"


# Columns: what each kind says of them, and that it is what the model says.


@TABLES
def test_every_column_is_described_as_its_model_does(table: Table, sets, csvw, schema_org) -> None:
    said = [(column.name, column.description) for column in table.columns]
    assert [(field["name"], field["description"]) for field in sets[table.name]["field"]] == said
    (described,) = (one for one in csvw["tables"] if one["url"] == f"{table.name}.csv")
    assert [(one["name"], one["dc:description"]) for one in described["tableSchema"]["columns"]] == said
    (part,) = (one for one in schema_org["hasPart"] if one["@id"] == f"#{table.name}")
    assert [(one["name"], one["description"]) for one in part["variableMeasured"]] == said
    assert sets[table.name]["description"] == described["dc:description"] == table.description
    assert part["description"].startswith(table.description)


def test_every_kind_tells_of_every_table_and_of_no_other(sets, csvw, schema_org, dcat) -> None:
    names = set(catalogue())
    assert {name for name in sets if "/" not in name} == names
    assert {one["url"].removesuffix(".csv") for one in csvw["tables"]} == names
    for described in (schema_org["hasPart"], dcat["dct:hasPart"]):
        assert {one["@id"].removeprefix("#") for one in described} == names


@TABLES
def test_types_keys_and_references_of_croissant(table: Table, sets, croissant) -> None:
    held = sets[table.name]
    types = {"string": "Text", "integer": "Integer", "number": "Float", "boolean": "Boolean", "date": "Date"}
    assert [field["dataType"] for field in held["field"]] == [f"sc:{types[column.type]}" for column in table.columns]
    assert held["key"] == [{"@id": f"{table.name}/{name}"} for name in table.primary_key]
    known = {field["@id"] for one in croissant["recordSet"] for field in one["field"]}
    sources = {json.dumps(field["source"]): field["@id"] for field in held["field"]}
    assert len(sources) == len(table.columns)
    for column, field in zip(table.columns, held["field"], strict=True):
        assert field["source"] == {
            "fileObject": {"@id": f"{table.name}.parquet"},
            "extract": {"column": column.name},
        }
        wanted = None
        if column.reference:
            file = {"@id": f"{column.reference.table}.parquet"}
            wanted = {"fileObject": file, "extract": {"column": column.reference.column}}
            assert f"{column.reference.table}/{column.reference.column}" in known
        elif column.vocabulary:
            wanted = {"field": {"@id": f"vocabulary/{column.vocabulary.name_of()}/name"}}
            assert wanted["field"]["@id"] in known
        assert field.get("references") == wanted


def test_enumerations_of_croissant_have_the_terms_and_their_definitions(sets) -> None:
    used = {c.vocabulary for table in catalogue().values() for c in table.columns if c.vocabulary}
    assert {name for name in sets if "/" in name} == {f"vocabulary/{one.name_of()}" for one in used}
    for vocabulary in used:
        id_ = f"vocabulary/{vocabulary.name_of()}"
        assert sets[id_]["dataType"] == "sc:Enumeration"
        told = [(row[f"{id_}/name"], row[f"{id_}/description"]) for row in sets[id_]["data"]]
        assert told == [(term.value, term.definition) for term in vocabulary]


@TABLES
def test_types_keys_and_references_of_csv_on_the_web(table: Table, csvw) -> None:
    (described,) = (one for one in csvw["tables"] if one["url"] == f"{table.name}.csv")
    schema = described["tableSchema"]
    assert schema["primaryKey"] == list(table.primary_key)
    keys = {
        key["columnReference"]: (key["reference"]["resource"], key["reference"]["columnReference"])
        for key in schema.get("foreignKeys", [])
    }
    wanted = {c.name: (f"{c.reference.table}.csv", c.reference.column) for c in table.columns if c.reference}
    assert keys == wanted
    header = (ROOT / file_of(table.name, "csv")).read_text("utf-8").partition("\n")[0].split(",")
    bases = {"number": "double"}
    for column, name, one in zip(table.columns, header, schema["columns"], strict=True):
        type_ = one["datatype"] if isinstance(one["datatype"], dict) else {"base": one["datatype"]}
        assert one["titles"][0] == name
        assert type_["base"] == bases.get(column.type, column.type)
        assert one.get("required", False) is column.required
        assert one["null"] == ""
        if column.vocabulary:
            assert all(re.search(type_["format"], term.value) for term in column.vocabulary)
            assert not any(re.search(type_["format"], f"{term.value}s") for term in column.vocabulary)
        else:
            assert type_.get("format") == column.pattern
        assert (type_.get("minimum"), type_.get("maximum")) == (column.minimum, column.maximum)


# Files: every address leads to one, and every hash is its own.


def test_files_of_croissant(croissant) -> None:
    held = {target(one["contentUrl"], FOLDER): one for one in croissant["distribution"]}
    assert set(held) == {file_of(name, f) for name in catalogue() for f in FORMATS}
    assert all(one["sha256"] == sha256(path) for path, one in held.items())
    ids = {one["@id"] for one in croissant["distribution"]}
    assert {one["sameAs"] for one in croissant["distribution"] if "sameAs" in one} <= ids


@TABLES
def test_files_of_csv_on_the_web_schema_org_and_dcat(table: Table, csvw, schema_org, dcat) -> None:
    files = [file_of(table.name, f) for f in FORMATS]
    (described,) = (one for one in csvw["tables"] if one["dc:description"] == table.description)
    assert target(described["url"], CSVW.parent) == files[0]
    (part,) = (one for one in schema_org["hasPart"] if one["@id"] == f"#{table.name}")
    assert [(target(one["contentUrl"], FOLDER), one["sha256"]) for one in part["distribution"]] == [
        (path, sha256(path)) for path in files
    ]
    page, _, heading = part["url"].partition("#")
    assert f"\n### {heading}\n" in (ROOT / target(page, FOLDER)).read_text("utf-8")
    (dataset,) = (one for one in dcat["dct:hasPart"] if one["@id"] == f"#{table.name}")
    for path, one in zip(files, dataset["dcat:distribution"], strict=True):
        assert target(one["dcat:downloadURL"]["@id"], FOLDER) == path
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == sha256(path)
        assert one["dcat:byteSize"]["@value"] == str((ROOT / path).stat().st_size)
        assert read(target(one["dct:conformsTo"]["@id"], FOLDER))["primaryKey"] == list(table.primary_key)


def test_files_of_the_crate(crate) -> None:
    files = {id_: one for id_, one in crate.items() if one["@type"] == "File"}
    data = {file_of(name, f).as_posix() for name in catalogue() for f in FORMATS}
    assert set(files) == data | {one.path.as_posix() for one in COMPANIONS}
    for id_, one in files.items():
        path = target(id_, PurePosixPath("."))
        assert one.get("sha256", sha256(path)) == sha256(path)
        assert ("sha256" in one) is (id_ in data)
    named = {part["@id"] for one in crate.values() for part in one.get("hasPart", [])}
    assert set(files) <= named
    for one in crate.values():
        for key in ("license", "author", "conformsTo", "about"):
            if key in one and not one[key]["@id"].startswith("https://w3id.org/ro/crate"):
                assert one[key]["@id"] in crate


def test_no_file_but_these_is_kept_with_the_metadata() -> None:
    held = {path.relative_to(ROOT).as_posix() for path in (ROOT / FOLDER).iterdir()}
    assert held == {one.path.as_posix() for one in COMPANIONS if one.path.parent == FOLDER}


# The dataset as a whole.


@pytest.mark.parametrize("path", ["datapackage.json", "azturk_data/data/datapackage.json"])
def test_the_data_package_says_what_it_covers_and_rests_on(path: str, tables) -> None:
    package = read(path)
    covered = extent(tables)
    assert package["temporal"] == {"start": str(covered.first), "end": str(covered.last)}
    assert [one["code"] for one in package["spatial"]] == ["AZ", "TR"]
    assert len(package["spatial"]) == len(DYAD)
    core = {row["url"] for row in tables["sources"].to_pylist() if row["corpus"] == Corpus.CORE.value}
    paths = [one["path"] for one in package["sources"] if "path" in one]
    assert core <= set(paths)
    (table,) = (one for one in paths if one.endswith("sources.parquet"))
    assert target(table, PurePosixPath(path).parent) == file_of("sources", "parquet")
    assert len(paths) == len(set(paths))
    titles = [one["title"] for one in package["sources"]]
    assert [title.split()[0] for title in titles if "PLOVER" in title or "DCAD" in title] == ["Kinne", "PLOVER"]
    assert all(title == title.strip() for title in titles)


def test_the_time_covered_is_that_of_what_occurred(tables) -> None:
    held = [row for row in tables["events"].to_pylist() if row["status"] == "occurred"]
    covered = extent(tables)
    assert covered.first == min(row["date_from"] for row in held if row["date_from"])
    assert covered.last == max(row["date_from"] for row in held if row["date_from"])
    # The later bound of a date may be that of the source alone: nothing is covered on the day of the release.
    assert covered.last <= max(row["date_to"] for row in held if row["date_to"])
    assert covered.interval == f"{covered.first}/{covered.last}"


def test_empty_tables_cover_nothing(tables) -> None:
    empty = {name: table.slice(0, 0) for name, table in tables.items()}
    covered = extent(empty)
    assert (covered.first, covered.last, covered.countries, covered.interval) == (None, None, (), None)
    assert coverage(covered) == {}
    assert sources(empty, "sources.parquet")[0] == {
        "title": "All 0 documents, each with its address",
        "path": "sources.parquet",
    }


def test_all_kinds_agree_on_the_whole(croissant, csvw, schema_org, dcat, crate) -> None:
    package, root = read("datapackage.json"), crate["./"]
    cff = (ROOT / "CITATION.cff").read_text("utf-8")
    assert package["version"] == croissant["version"] == csvw["schema:version"] == schema_org["version"] == __version__
    assert dcat["dcat:version"] == root["version"] == __version__
    assert package["id"] == croissant["identifier"] == schema_org["identifier"] == root["identifier"] == about.ID
    assert dcat["dct:identifier"] == csvw["dc:identifier"] == about.ID
    days = [
        croissant["datePublished"],
        schema_org["datePublished"],
        root["datePublished"],
        dcat["dct:issued"]["@value"],
    ]
    assert {*days, csvw["dc:issued"]["@value"]} == {about.RELEASED}
    assert f"\ndate-released: {about.RELEASED}\n" in cff
    assert f"\nversion: {__version__}\n" in cff
    licence = about.DATA_LICENCE["path"]
    assert package["licenses"][0]["path"] == croissant["license"] == schema_org["license"] == licence
    assert csvw["dc:license"] == dcat["dct:license"] == root["license"] == {"@id": licence}
    time = f"{package['temporal']['start']}/{package['temporal']['end']}"
    assert schema_org["temporalCoverage"] == root["temporalCoverage"] == time
    places = [one["path"] for one in package["spatial"]]
    for told in (schema_org["spatialCoverage"], root["spatialCoverage"], dcat["dct:spatial"]):
        assert [one["@id"] for one in told] == places


def test_the_day_of_the_version_is_that_of_the_changelog() -> None:
    assert datetime.date.fromisoformat(about.RELEASED)
    heading = re.search(
        rf"^## {re.escape(__version__)} \((.+)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert heading, "CHANGELOG.md tells nothing of this version"
    assert heading[1] in ("unreleased", about.RELEASED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"name": "azturk-data"', '"name": 5'),
        ('"contributors": [', '"contributors": ["nobody", '),
        ('"type": "date"', '"type": "day"'),
        ('"primaryKey": [', '"primaryKey": ["none", '),
    ],
)
def test_frictionless_refuses_a_damaged_descriptor(tmp_path, old: str, new: str) -> None:
    text = (ROOT / "azturk_data/data/datapackage.json").read_text("utf-8")
    assert old in text
    damaged = tmp_path / "datapackage.json"
    damaged.write_text(text, "utf-8")
    assert Package(str(damaged)).resources
    damaged.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(FrictionlessException):
        _ = [resource.schema.fields for resource in Package(str(damaged)).resources]


def test_other_records_give_other_metadata(workshop: Workshop) -> None:
    workshop.build()
    before = {path: (workshop.folder / path).read_bytes() for path in (FOLDER / "croissant.json", CSVW)}
    workshop.change("place/hamn", "name: Hamn", "name: Hamnen")
    workshop.build()
    after = {path: (workshop.folder / path).read_bytes() for path in before}
    assert before[FOLDER / "croissant.json"] != after[FOLDER / "croissant.json"]
    assert before[CSVW] == after[CSVW]


def test_the_page_on_metadata_names_every_kind_and_its_example_runs(monkeypatch) -> None:
    page = (ROOT / "docs" / "metadata.md").read_text("utf-8")
    assert all(one.path.name in page for one in COMPANIONS if one.path.parent != PurePosixPath("docs"))
    assert RO_CRATE in page
    for address in re.findall(r"\]\(([^)#]+)\)", page):
        # Written by the run of all clients and validators.
        assert address == "conformance.md" or target(address, PurePosixPath("docs"))
    for address in re.findall(r'"([\w./-]+\.json(?:ld)?)"', page):
        assert (ROOT / address).is_file(), address
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"```python\n(>>> .*?)```", page, re.DOTALL)
    examples = doctest.DocTestParser().get_doctest(block, {}, "metadata", "metadata.md", 0)
    assert doctest.DocTestRunner().run(examples) == (0, len(examples.examples))
