"""Programs that are not in Python read what stands in the files: damage to a file is seen by each of them."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from conformance_package import TABLES, Package, cast, first_with, need, with_cell

from azturk_data import shipped
from azturk_data.exporting.exporter import export

from client_spec import CLIENTS as CLIENT_PROGRAMS
from client_spec import clients
from comparing import differences
from expected import Expected, expected
from running import ClientError, run

CLIENTS = {client.name: client for client in clients()}
CALC = ["libreoffice_csv", "libreoffice_csv_unguided"]
OF_CSV = [*CALC, "node_csv_parse", "node_datapackage", "r_csv", "r_csv_unguided"]
Found = list[tuple[str, str, str | None]]


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return Package(tmp_path / "package")


@pytest.fixture
def whole(package: Package) -> Expected:
    """What is to be read, before any damage."""
    return expected(package.descriptor)


@pytest.fixture
def workbook(package: Package) -> Path:
    """Where the client of the workbook looks for it."""
    work = package.folder / "work"
    work.mkdir()
    return export(work / "azturk-data.xlsx", "xlsx", TABLES)


def first_latitude() -> float:
    return next(cell for cell in shipped.read("places")["latitude"].to_pylist() if cell is not None)


def found(name: str, package: Package, whole: Expected) -> Found:
    """Run a client on a package, and return what differs and is no limit of the client's."""
    client = CLIENTS[name]
    need(client)
    work = package.folder / "work"
    work.mkdir(exist_ok=True)
    return [
        (one.kind, one.table, one.column)
        for one in differences(client, run(client, package.descriptor, work), whole)
        if not any(limit.explains(one.kind, one.table, one.column, one.found) for limit in client.limits)
    ]


@pytest.mark.parametrize("name", OF_CSV)
def test_damage_to_a_csv_file_is_found_where_it_is_and_nowhere_else(
    name: str, package: Package, whole: Expected
) -> None:
    assert found(name, package, whole) == []

    _, alias = first_with("aliases", "name", "ə")
    package.change_text("aliases", alias, alias.replace("ə", "e", 1))
    lines = package.path("positions", "csv").read_text("utf-8").splitlines(keepends=True)
    package.path("positions", "csv").write_text("".join(lines[:-1]), "utf-8", newline="")
    actors = package.path("actors", "csv")
    actors.write_text(actors.read_text("utf-8").encode().decode("cp1252", "replace"), "utf-8", newline="")

    differing = found(name, package, whole)
    assert {("content", "aliases", "name"), ("letters", "aliases", None), ("rows", "positions", None)} <= {*differing}
    assert {("content", "actors", "name"), ("letters", "actors", None)} <= {*differing}
    assert {table for _, table, _ in differing} == {"aliases", "positions", "actors"}


@pytest.mark.parametrize("name", OF_CSV)
def test_a_cell_that_is_not_of_its_columns_type_is_found(name: str, package: Package, whole: Expected) -> None:
    package.change_text("places", f",{first_latitude()},", ",forty,")
    if name == "r_csv":
        # R stops there, and says at what.
        with pytest.raises(ClientError, match="expected 'a real', got 'forty'"):
            found(name, package, whole)
        return
    assert {("content", "places", "latitude"), ("unread", "places", None)} & {*found(name, package, whole)}


@pytest.mark.parametrize("name", [name for name in OF_CSV if name != "r_csv_unguided"])
def test_a_leading_zero_is_kept_where_the_types_are_given(name: str, package: Package) -> None:
    row, place = first_with("places", "name", "Abu")
    package.change("places", with_cell("name", row, "0112"))
    package.change_text("places", f",{place},", ",0112,")
    lost = [("content", "places", "name")] if name == "libreoffice_csv_unguided" else []
    assert found(name, package, expected(package.descriptor)) == lost


def test_what_looks_like_a_formula_is_text_to_calc_if_the_types_are_given(package: Package) -> None:
    # No text of ours can begin so. Not quoted and guessed, it is run: that is why.
    row, place = first_with("places", "name", "Abu")
    package.change("places", with_cell("name", row, "=1+1"))
    package.change_text("places", f",{place},", ",=1+1,")
    meant = expected(package.descriptor)
    assert found("libreoffice_csv", package, meant) == []
    assert ("type", "places", "name") in found("libreoffice_csv_unguided", package, meant)


@pytest.mark.parametrize(
    ("change", "differing"),
    [
        (with_cell("start", 3, 1_000_000), [("content", "positions", "start")]),
        (cast("start", pa.int32()), [("type", "positions", "start")]),
        (cast("start", pa.string()), [("type", "positions", "start")]),
    ],
)
def test_damage_to_a_parquet_file_is_found_by_hyparquet(
    change: Callable[[pa.Table], pa.Table], differing: Found, package: Package, whole: Expected
) -> None:
    assert found("node_hyparquet", package, whole) == []
    package.change("positions", change)
    assert [one for one in found("node_hyparquet", package, whole) if one[0] != "letters"] == differing


def test_damage_to_a_workbook_is_found_by_calc(package: Package, whole: Expected, workbook: Path) -> None:
    assert found("libreoffice_xlsx", package, whole) == []
    book = openpyxl.load_workbook(workbook)
    places, aliases = book["places"], book["aliases"]
    columns = {cell.value: cell.column for cell in places[1]}
    row = shipped.read("places")["latitude"].to_pylist().index(first_latitude())
    places.cell(row + 2, columns["latitude"]).value = str(first_latitude())
    places.cell(row + 2, columns["name"]).value = '="Abu"&" Dhabi"'
    row, alias = first_with("aliases", "name", "İ")
    column = next(cell.column for cell in aliases[1] if cell.value == "name")
    aliases.cell(row + 2, column).value = alias.replace("İ", "I", 1)
    book.save(workbook)

    differing = found("libreoffice_xlsx", package, whole)
    assert {("type", "places", "latitude"), ("content", "places", "latitude")} <= {*differing}
    assert {("type", "places", "name"), ("content", "places", "name")} <= {*differing}
    assert {("content", "aliases", "name"), ("letters", "aliases", None)} <= {*differing}
    assert {table for _, table, _ in differing} == {"places", "aliases"}


def test_calc_takes_a_coordinate_for_a_large_number_where_decimals_have_a_comma(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What docs/conformance.md warns of; the clients that are told the types, or get a workbook, run in Turkish."""
    need(CLIENTS["libreoffice_csv_unguided"])
    monkeypatch.syspath_prepend(str(CLIENT_PROGRAMS))
    import reading_by_calc as calc
    from libreoffice_csv_unguided import OFFERED

    source, target = tmp_path / "places.csv", tmp_path / "places.ods"
    source.write_text("place_id,longitude\nplace/ığdır,44.045\n", "utf-8")
    calc.convert([calc.Job(source, target, OFFERED.replace("1033", "0"))], tmp_path, calc.TURKISH)
    ((_, rows),) = calc.sheets(target)
    assert [(cell.kind, cell.value) for cell in rows[1]] == [("string", "place/ığdır"), ("float", "44045")]
