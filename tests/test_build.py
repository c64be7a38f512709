import csv
import hashlib
import io
import json
import sys

import pyarrow as pa
import pytest
from conftest import ROOT, Workshop
from pyarrow import parquet

from azturk_data.schema.tables import catalogue

sys.path.insert(0, str(ROOT / "build"))
import publish
from write import Products


def snapshot(workshop: Workshop) -> dict[str, str]:
    """Every file below the folder but the records and texts, with its hash."""
    return {
        path.relative_to(workshop.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in workshop.folder.rglob("*")
        if path.is_file() and path.relative_to(workshop.folder).parts[0] not in ("records", "texts")
    }


def test_build_writes_everything_and_says_what(workshop: Workshop) -> None:
    run = workshop.build()
    assert run.returncode == 0, run.stderr
    lines = {line.split()[0]: line.split()[1] for line in run.stdout.splitlines()[1:-1]}
    assert (lines["claims"], lines["spans"], lines["events"], lines["capacities"]) == ("2", "2", "3", "0")
    assert f"rows in {len(catalogue())} tables" in run.stdout.splitlines()[-1]
    files = snapshot(workshop)
    assert {
        "datapackage.json",
        "CITATION.cff",
        "azturk_data/data/datapackage.json",
        "schemas/tables/claims.json",
    } <= set(files)
    assert (
        sum(name.endswith(".parquet") for name in files)
        == sum(name.endswith(".csv") for name in files)
        == len(catalogue())
    )


def test_build_twice_changes_nothing(workshop: Workshop) -> None:
    assert workshop.build().returncode == 0
    first = snapshot(workshop)
    run = workshop.build()
    assert ", 0 files changed, in" in run.stdout
    assert snapshot(workshop) == first
    assert workshop.build("--check").returncode == 0


def test_a_build_elsewhere_gives_the_same_bytes(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> None:
    workshop.build()
    other = Workshop(tmp_path_factory.mktemp("a folder with spaces"))
    other.anchor()
    assert other.build().returncode == 0
    assert snapshot(other) == snapshot(workshop)


def test_check_names_what_is_stale_and_writes_nothing(workshop: Workshop) -> None:
    workshop.build()
    workshop.change("place/hamn", "name: Hamn", "name: Hamnen")
    (workshop.folder / "schemas" / "tables" / "left-over.json").write_text("{}")
    before = snapshot(workshop)
    run = workshop.build("--check")
    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        "stale: azturk_data/data/csv/places.csv",
        "stale: azturk_data/data/csv/records.csv",
        "stale: azturk_data/data/datapackage.json",
        "stale: azturk_data/data/parquet/places.parquet",
        "stale: azturk_data/data/parquet/records.parquet",
        "stale: datapackage.json",
        "stale: metadata/croissant.json",
        "stale: metadata/dcat.jsonld",
        "stale: metadata/schema-org.jsonld",
        "stale: ro-crate-metadata.json",
        "stale: schemas/tables/left-over.json",
        "11 files not what the records give; run 'python build'",
    ]
    assert snapshot(workshop) == before
    workshop.build()
    assert "schemas/tables/left-over.json" not in snapshot(workshop)


@pytest.mark.parametrize("damage", [b"", b"PAR1 but no more", b"id,name\n1,2\n"])
def test_a_damaged_published_file_is_stale_and_is_mended(workshop: Workshop, damage: bytes) -> None:
    workshop.build()
    good = snapshot(workshop)
    (workshop.folder / "azturk_data/data/parquet/events.parquet").write_bytes(damage)
    assert workshop.build("--check").returncode == 1
    assert workshop.build().returncode == 0
    assert snapshot(workshop) == good


def test_parquet_of_another_writer_is_kept_if_it_holds_the_same(workshop: Workshop) -> None:
    workshop.build()
    path = workshop.folder / "azturk_data/data/parquet/events.parquet"
    parquet.write_table(parquet.ParquetFile(path).read(), path, compression="gzip")
    other = path.read_bytes()
    assert workshop.build().returncode == 0
    assert path.read_bytes() == other
    package = json.loads((workshop.folder / "datapackage.json").read_text("utf-8"))
    (resource,) = (r for r in package["resources"] if r["name"] == "events-parquet")
    assert resource["hash"] == f"sha256:{hashlib.sha256(other).hexdigest()}"


def test_rows_are_sorted_by_key(workshop: Workshop) -> None:
    workshop.build()
    package = json.loads((workshop.folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        if resource["format"] == "parquet":
            table = parquet.ParquetFile(workshop.folder / resource["path"]).read()
            keys = table.select(resource["schema"]["primaryKey"]).to_pylist()
            assert [tuple(k.values()) for k in keys] == sorted(tuple(k.values()) for k in keys)


PRODUCTS: Products = {
    publish.PurePosixPath("schemas/a.json"): b"new a",
    publish.PurePosixPath("schemas/b.json"): b"new b",
    publish.PurePosixPath("datapackage.json"): b"new package",
}


def lay_out(tmp_path) -> dict[str, bytes]:
    old = {"schemas/a.json": b"old a", "schemas/gone.json": b"old gone", "datapackage.json": b"old package"}
    for name, content in old.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return old


def contents(tmp_path) -> dict[str, bytes]:
    return {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}


@pytest.mark.parametrize("moves", range(6))
def test_a_failure_at_any_move_leaves_the_old_files(tmp_path, monkeypatch, moves: int) -> None:
    old = lay_out(tmp_path)
    real, count = publish._move, 0

    def fail_once(source, target) -> None:
        nonlocal count
        count += 1
        if count == moves + 1:
            raise OSError("no space left on device")
        real(source, target)

    monkeypatch.setattr(publish, "_move", fail_once)
    with pytest.raises(OSError, match="no space left"):
        publish.publish(PRODUCTS, tmp_path)
    assert contents(tmp_path) == old


@pytest.mark.parametrize("moves", range(6))
def test_a_machine_that_stops_half_way_is_put_right_by_the_next_run(tmp_path, monkeypatch, moves: int) -> None:
    old = lay_out(tmp_path)
    real, count = publish._move, 0

    class PowerCut(BaseException):
        pass

    def stop(source, target) -> None:
        nonlocal count
        count += 1
        if count == moves + 1:
            raise PowerCut
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(publish, "_move", stop)
        patch.setattr(publish, "restore", lambda root: None)
        with pytest.raises(PowerCut):
            publish.publish(PRODUCTS, tmp_path)
    publish.restore(tmp_path)
    assert contents(tmp_path) == old
    publish.publish(PRODUCTS, tmp_path)
    assert contents(tmp_path) == {path.as_posix(): new for path, new in PRODUCTS.items()}


def test_a_cell_that_a_spreadsheet_would_run_is_never_written() -> None:
    from azturk_data.csv_text import as_csv

    with pytest.raises(ValueError, match="a cell would be run as a formula: '=1\\+1'"):
        as_csv(pa.table({"a": ["=1+1"]}))


def test_csv_quotes_as_rfc_4180_has_it() -> None:
    from azturk_data.csv_text import as_csv

    table = pa.table({"a": ['say "ə"', None, "x,y"], "b": [True, False, True], "c": [1.5, None, -2.0]})
    assert as_csv(table).decode("utf-8") == 'a,b,c\n"say ""ə""",true,1.5\n,false,\n"x,y",true,-2.0\n'


def test_csv_quotes_what_a_spreadsheet_may_take_for_a_separator() -> None:
    from azturk_data.csv_text import as_csv

    cells = ["one; two", "one\ttwo", "one\rtwo", "one\ntwo", '";', "one two"]
    raw = as_csv(pa.table({"a": cells, "b": cells})).decode("utf-8")
    assert raw.endswith('"one\ntwo","one\ntwo"\n""";",""";"\none two,one two\n')
    for separator in (",", ";", "\t"):
        # Not only a reader that knows the separator finds no more cells than there are.
        rows = list(csv.reader(io.StringIO(raw.replace(",", separator), newline=""), delimiter=separator))
        assert rows == [["a", "b"], *([cell, cell] for cell in cells)]
