"""CSV files that are written from the shipped Parquet, into the reader's cache, where there are none."""

import os
import sys
from pathlib import Path

import platformdirs
import pytest

import azturk_data
from azturk_data import shipped
from azturk_data.errors import BrokenInstallationError, CacheError
from azturk_data.user_cache import cache_folder

PUBLISHED = shipped.DATA / "csv"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package as the wheel carries it, without CSV, and an empty cache."""
    data = tmp_path / "installed"
    data.mkdir()
    for name in ("parquet", "datapackage.json"):
        (data / name).symlink_to(shipped.DATA / name)
    monkeypatch.setattr(shipped, "DATA", data)
    monkeypatch.setattr(shipped, "DESCRIPTOR", data / "datapackage.json")
    monkeypatch.setenv("AZTURK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize("table", shipped.tables())
def test_what_is_written_is_what_is_published(table: str, cache: Path) -> None:
    file = azturk_data.path(table, "csv")
    assert file.is_relative_to(cache / "csv")
    assert file.name == f"{table}.csv"
    assert file.read_bytes() == (PUBLISHED / f"{table}.csv").read_bytes()


def test_a_checkout_has_its_own() -> None:
    assert azturk_data.path("events", "csv") == PUBLISHED / "events.csv"


def test_what_is_right_stays_and_what_is_not_is_written_again(cache: Path) -> None:
    file = azturk_data.path("series", "csv")
    os.utime(file, (1, 1))
    assert azturk_data.path("series", "csv").stat().st_mtime == 1
    file.write_text("altered")
    assert azturk_data.path("series", "csv").read_bytes() == (PUBLISHED / "series.csv").read_bytes()
    assert [path.name for path in file.parent.iterdir()] == ["series.csv"]


def test_another_release_has_a_file_of_its_own(cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = azturk_data.path("series", "csv")
    (tmp_path / "datapackage.json").write_text(shipped.DESCRIPTOR.read_text("utf-8") + "\n", "utf-8")
    monkeypatch.setattr(shipped, "DESCRIPTOR", tmp_path / "datapackage.json")
    assert azturk_data.path("series", "csv") != file


def test_a_cache_that_cannot_be_written_is_named(cache: Path) -> None:
    cache.write_text("a file")
    with pytest.raises(CacheError, match=r"the cache at .*series\.csv cannot be written .*the variable AZTURK_CACHE"):
        azturk_data.path("series", "csv")


def test_nothing_is_written_from_a_damaged_table(cache: Path) -> None:
    (shipped.DATA / "parquet").unlink()
    (shipped.DATA / "parquet").mkdir()
    (shipped.DATA / "parquet" / "series.parquet").write_bytes(b"PAR1")
    with pytest.raises(BrokenInstallationError):
        azturk_data.path("series", "csv")
    assert not cache.exists()


@pytest.mark.parametrize("variable", ["", "/somewhere/else"])
def test_the_users_own_place_is_the_one_that_platformdirs_names(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZTURK_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", variable)
    assert cache_folder() == platformdirs.user_cache_path("azturk-data", appauthor=False)


@pytest.mark.parametrize(
    ("system", "place"),
    [("win32", "local/azturk-data/Cache"), ("darwin", "home/Library/Caches/azturk-data")],
)
def test_the_users_own_place_elsewhere(
    system: str, place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("AZTURK_CACHE", raising=False)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "platform", system)
    assert cache_folder() == tmp_path / place
