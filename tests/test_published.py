"""The committed data: valid for frictionless, equal in CSV and Parquet, and what the records give."""

import csv
import datetime
import hashlib
import json
import re
import subprocess
import sys

import pyarrow as pa
import pytest
from conftest import ROOT
from frictionless import Package
from pyarrow import parquet

import azturk_data
from azturk_data.models import Claim
from azturk_data.schema.arrow import arrow_schema
from azturk_data.schema.table_schema import table_schema
from azturk_data.schema.tables import Table, catalogue

DATA = ROOT / "azturk_data" / "data"
DESCRIPTORS = [ROOT / "datapackage.json", DATA / "datapackage.json"]
TABLES = pytest.mark.parametrize("table", catalogue().values(), ids=lambda table: table.name)


def held(table: Table) -> pa.Table:
    return parquet.ParquetFile(DATA / "parquet" / f"{table.name}.parquet").read()


@pytest.mark.parametrize("descriptor", DESCRIPTORS, ids=["root", "package"])
def test_frictionless_finds_csv_and_parquet_valid(descriptor) -> None:
    report = Package(str(descriptor)).validate()
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.valid
    assert len(report.tasks) == (2 if descriptor.parent == ROOT else 1) * len(catalogue())


def test_frictionless_does_look(tmp_path) -> None:
    """A foreign key broken by hand is found, so that 'valid' above means something."""
    package = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    # The table with the broken key, and those that it refers to: all would take minutes.
    package["resources"] = [held for held in package["resources"] if held["name"] in ("evidence", "claims", "records")]
    for resource in package["resources"]:
        kept = resource["schema"].get("foreignKeys", []) if resource["name"] == "evidence" else []
        resource["schema"]["foreignKeys"] = kept
        target = tmp_path / resource["path"]
        target.parent.mkdir(exist_ok=True, parents=True)
        target.write_bytes((ROOT / resource["path"]).read_bytes())
        resource.pop("hash")
        resource.pop("bytes", None)
    broken = tmp_path / "azturk_data" / "data" / "csv" / "evidence.csv"
    broken.write_text(broken.read_text("utf-8").replace("claim/tass-2021-01-30/c10", "claim/none/c10"), "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert {error.type for task in report.tasks for error in task.errors} == {"foreign-key"}


@TABLES
def test_the_parquet_schema_is_the_models(table: Table) -> None:
    assert held(table).schema.equals(arrow_schema(table), check_metadata=True)


@TABLES
def test_parquet_equals_csv_row_by_row(table: Table) -> None:
    read = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": datetime.date.fromisoformat,
    }
    raw = (DATA / "csv" / f"{table.name}.csv").read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    header, *rows = csv.reader(raw.decode("utf-8").splitlines())
    assert header == [column.name for column in table.columns]
    typed = [
        {c.name: read[c.type](cell) if cell else None for c, cell in zip(table.columns, row, strict=True)}
        for row in rows
    ]
    assert typed == held(table).to_pylist()


@TABLES
def test_no_cell_runs_as_a_formula_and_none_breaks_a_line(table: Table) -> None:
    with (DATA / "csv" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name, cell in row.items():
                if table.column(name).type == "string":
                    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", " ")), (name, cell)
                assert "\n" not in cell


@TABLES
def test_a_semicolon_separates_no_cells(table: Table) -> None:
    """LibreOffice takes one for a separator unless told otherwise, but not within quotes."""
    text = (DATA / "csv" / f"{table.name}.csv").read_text("utf-8")
    unquoted = re.sub(r'"[^"]*"', "", text)
    assert not re.findall(r".*[;\t].*", unquoted), "run 'make data'"


@TABLES
def test_the_table_schema_is_committed(table: Table) -> None:
    committed = ROOT / "schemas" / "tables" / f"{table.name}.json"
    assert json.loads(committed.read_text("utf-8")) == table_schema(table), "run 'make data'"


@pytest.mark.parametrize("descriptor", DESCRIPTORS, ids=["root", "package"])
def test_the_descriptor_has_the_right_hash_of_each_file(descriptor) -> None:
    package = json.loads(descriptor.read_text("utf-8"))
    for resource in package["resources"]:
        raw = (descriptor.parent / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}", resource["path"]
        assert resource.get("bytes", len(raw)) == len(raw)
        assert ("bytes" in resource) is (resource["format"] == "csv")
        # A library for JavaScript guesses where none is said, and wrongly for some tables.
        if resource["format"] == "csv":
            assert resource["dialect"] == {"delimiter": ",", "lineTerminator": "\n"}


def test_parquet_is_compressed_with_zstd() -> None:
    metadata = parquet.ParquetFile(DATA / "parquet" / "claims.parquet").metadata
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_what_is_committed_is_what_the_records_give() -> None:
    command = [sys.executable, str(ROOT / "build"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.returncode, run.stdout) == (0, "the published files are what the records give\n"), run.stderr


def test_a_record_is_labelled_by_its_name_and_a_claim_by_how_it_begins() -> None:
    labels = {row["record_id"]: row["label"] for row in azturk_data.load("records").to_pylist()}
    for row in azturk_data.load("events").to_pylist():
        assert labels[row["event_id"]] == row["title"]
    width = Claim.label_width
    assert width
    for row in azturk_data.load("claims").to_pylist():
        label, statement = labels[row["claim_id"]], row["statement"]
        if label != statement:
            # As many whole words as there is room for.
            held = label.removesuffix(" …")
            words = statement.removeprefix(held).split()
            assert statement == f"{held} {' '.join(words)}"
            assert len(label) <= width < len(f"{held} {words[0]} …")
