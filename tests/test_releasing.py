"""Releases: the versioning rule, the same bytes twice, and what stands in the way of a release."""

import shutil
import subprocess
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import ROOT
from pyarrow import parquet

from azturk_data import shipped
from azturk_data.comparing.changes import Diff, FieldChange, RecordChange, SchemaChange
from azturk_data.comparing.versioning import Part, needed, raised

import archives
import contents
from changes import changes
from problem import ReleaseError
from tree import check_tree, commit_time, last_release

FIELD = FieldChange("changed", "title", "a", "b")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (SchemaChange("added", "treaties", new="3 rows"), Part.MINOR),
        (SchemaChange("removed", "treaties", old="3 rows"), Part.MAJOR),
        (SchemaChange("removed", "events", "title", old="string"), Part.MAJOR),
        (SchemaChange("changed", "events", "title", "string", "int64"), Part.MAJOR),
        (RecordChange("added", "event", "event/a", "A"), Part.MINOR),
        (RecordChange("removed", "event", "event/a", "A"), Part.MAJOR),
        (RecordChange("removed", "event", "event/a", "A", moved_to="event/b"), Part.MINOR),
        (RecordChange("removed", "vocabularies", "vocabularies[kind, visit]", ""), Part.MAJOR),
        (RecordChange("changed", "event", "event/a", "A", (FIELD,)), Part.PATCH),
    ],
)
def test_what_a_change_asks_for(change: SchemaChange | RecordChange, part: Part) -> None:
    in_schema = isinstance(change, SchemaChange)
    patch = RecordChange("changed", "event", "event/c", "C", (FIELD,))
    diff = Diff("1", "2", (change,) if in_schema else (), (patch,) if in_schema else (patch, change))
    assert needed(diff) is part


def test_what_no_change_asks_for() -> None:
    assert needed(Diff("1", "2", (), ())) is Part.NONE


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("1.2.3", "2.0.0", Part.MAJOR),
        ("1.2.3", "1.3.0", Part.MINOR),
        ("1.2.3", "1.2.4", Part.PATCH),
        ("1.2.3", "1.2.3", Part.NONE),
        ("1.2.3", "1.1.9", Part.NONE),
        ("2.0.0", "1.9.9", Part.NONE),
        ("0.1.0", "0.2.0", Part.MAJOR),
        ("0.1.0", "0.1.1", Part.MINOR),
        ("0.9.0", "1.0.0", Part.MAJOR),
        ("1.9.0", "1.10.0", Part.MINOR),
    ],
)
def test_by_what_a_version_rises(old: str, new: str, part: Part) -> None:
    assert raised(old, new) is part


@pytest.mark.parametrize("version", ["1.2", "1.2.3rc1", "v1.2.3", ""])
def test_what_is_no_version(version: str) -> None:
    with pytest.raises(ValueError, match="is no version; write three numbers"):
        raised("1.0.0", version)


# The data of a release against that before.


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped.DATA, tmp_path / "before", ignore=shutil.ignore_patterns("csv")))


def rewrite(folder: Path, table: str, change: Callable[[pa.Table], pa.Table]) -> None:
    file = folder / "parquet" / f"{table}.parquet"
    parquet.write_table(change(parquet.ParquetFile(file).read()), file)


def as_version(folder: Path, version: str) -> None:
    descriptor = folder / "datapackage.json"
    text = descriptor.read_text("utf-8")
    held = f'"version": "{shipped_version()}"'
    assert held in text
    descriptor.write_text(text.replace(held, f'"version": "{version}"'), "utf-8")


def shipped_version() -> str:
    import azturk_data

    return azturk_data.__version__


def test_the_first_release_has_nothing_to_compare_with() -> None:
    text, summary = changes(None, shipped.DATA, "0.1.0")
    assert "The first release" in text
    assert "first release" in summary


def test_corrected_values_are_listed_and_need_a_patch(before: Path) -> None:
    def rename(held: pa.Table) -> pa.Table:
        names = ["Somewhere", *held.column("name").to_pylist()[1:]]
        place = held.column_names.index("name")
        return held.set_column(place, held.schema.field("name"), pa.array(names))

    rewrite(before, "places", rename)
    as_version(before, "1.2.3")
    text, summary = changes(before, shipped.DATA, "1.2.4")
    assert "`name` from “Somewhere” to" in text
    assert "a patch change of the data" in summary
    with pytest.raises(ReleaseError, match=r"asks for a patch release, and the version is 1\.2\.3; raise it"):
        changes(before, shipped.DATA, "1.2.3")


def test_new_records_need_more_than_a_patch(before: Path) -> None:
    rewrite(before, "places", lambda held: held.slice(1))
    as_version(before, "1.2.3")
    with pytest.raises(ReleaseError, match=r"a minor release, and the version is 1\.2\.4"):
        changes(before, shipped.DATA, "1.2.4")
    assert "minor" in changes(before, shipped.DATA, "1.3.0")[1]


def test_a_column_that_is_gone_needs_a_major_release(before: Path) -> None:
    rewrite(before, "places", lambda held: held.append_column("mayor", pa.array(["x"] * held.num_rows)))
    as_version(before, "1.2.3")
    with pytest.raises(ReleaseError, match=r"a major release, and the version is 1\.9\.0"):
        changes(before, shipped.DATA, "1.9.0")
    assert "Removed: column places.mayor" in changes(before, shipped.DATA, "2.0.0")[0]


def test_a_term_that_is_gone_needs_a_major_release(before: Path) -> None:
    def with_another(held: pa.Table) -> pa.Table:
        row = held.slice(0, 1).to_pylist()[0] | {"term": "zeppelin"}
        return pa.concat_tables([held, pa.Table.from_pylist([row], held.schema)])

    rewrite(before, "vocabularies", with_another)
    as_version(before, "1.2.3")
    with pytest.raises(ReleaseError, match=r"a major release"):
        changes(before, shipped.DATA, "1.3.0")


def test_a_release_without_a_change_of_data_still_needs_a_version_of_its_own(before: Path) -> None:
    with pytest.raises(ReleaseError, match="was released; raise it"):
        changes(before, shipped.DATA, shipped_version())
    assert "nothing changed in the data" in changes(before, shipped.DATA, "9.9.9")[0]


# The repository.


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "azturk_data" / "data").mkdir(parents=True)
    git(root, "init", "--quiet")
    for name in ("one", "two"):
        (root / "azturk_data" / "data" / "table").write_text(name)
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", name)
        git(root, "tag", {"one": "v0.9.0", "two": "v0.10.0"}[name])
    git(root, "tag", "v1.0.0-rc1")
    return root


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True)


def test_the_last_release_is_the_highest_version_before_this_commit(repository: Path, tmp_path: Path) -> None:
    found = last_release(repository, tmp_path)
    assert found is not None
    assert (found / "table").read_text() == "one", "the tag of this commit is the release that is being made"
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "three")
    found = last_release(repository, tmp_path)
    assert found is not None
    assert (found / "table").read_text() == "two"


def test_without_a_tag_there_is_no_release_before(repository: Path, tmp_path: Path) -> None:
    git(repository, "tag", "--delete", "v0.9.0", "v0.10.0")
    assert last_release(repository, tmp_path) is None


def test_what_is_not_committed_is_not_released(repository: Path) -> None:
    check_tree(repository)
    assert commit_time(repository) > 1_500_000_000
    (repository / "left").write_text("")
    with pytest.raises(ReleaseError, match=r"1 files are not as they were committed \(left\)"):
        check_tree(repository)


def test_git_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="git status failed"):
        check_tree(tmp_path)


# The archives.


def builds(monkeypatch: pytest.MonkeyPatch, *each: dict[str, bytes]) -> None:
    """Let the builds, in turn, give these files."""
    left = iter(each)

    def build(_: Path, folder: Path, time: int) -> dict[str, Path]:
        folder.mkdir()
        made = next(left)
        for name, raw in made.items():
            (folder / name).write_bytes(raw)
        return {name: folder / name for name in made}

    monkeypatch.setattr(archives, "_build", build)


def test_two_builds_must_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    builds(monkeypatch, {"a.whl": b"1"}, {"a.whl": b"1"})
    assert [path.name for path in archives.build_twice(tmp_path, tmp_path, 0)] == ["a.whl"]


@pytest.mark.parametrize(
    ("other", "message"), [({"a.whl": b"2"}, r"two builds of a\.whl differ"), ({"b.whl": b"1"}, "other files")]
)
def test_builds_that_differ_are_refused(
    other: dict[str, bytes], message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    builds(monkeypatch, {"a.whl": b"1"}, other)
    with pytest.raises(ReleaseError, match=message):
        archives.build_twice(tmp_path, tmp_path, 0)


def test_a_build_that_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[build-system]\nrequires = []\nbuild-backend = 'there_is_none'\n")
    (tmp_path / "scratch").mkdir()
    with pytest.raises(ReleaseError, match=r"(?s)the build failed:.*there_is_none"):
        archives.build_twice(tmp_path, tmp_path / "scratch", 0)


@pytest.fixture
def made(tmp_path: Path) -> list[Path]:
    names = ("azturk_data-1.0.0.tar.gz", "azturk_data-1.0.0-py3-none-any.whl")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    return [tmp_path / name for name in names]


def test_the_archives_are_those_of_the_version(made: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "CHECKS", (("this",),))
    contents.check_contents(made, "1.0.0")
    with pytest.raises(ReleaseError, match=r"there should be .*1\.0\.1"):
        contents.check_contents(made, "1.0.1")


def test_what_a_checker_says_is_told(made: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "CHECKS", (("there_is_no_such_checker",),))
    with pytest.raises(ReleaseError, match=r"(?s)there_is_no_such_checker says:.*No module named"):
        contents.check_contents(made, "1.0.0")


def test_a_wheel_that_is_too_large_is_refused(made: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "CHECKS", ())
    monkeypatch.setattr(contents, "LARGEST_WHEEL", 0)
    with pytest.raises(ReleaseError, match=r"py3-none-any\.whl has 1 bytes, more than the 0 that it may"):
        contents.check_contents(made, "1.0.0")


def test_only_an_earlier_release_is_replaced(tmp_path: Path) -> None:
    made, target = tmp_path / "made", tmp_path / "target"
    made.mkdir()
    (made / "SHA256SUMS").write_text("new")
    replace = release_main()._replace
    replace(target, made)
    (target / "old.whl").write_text("old")
    replace(target, made)
    assert [path.name for path in target.iterdir()] == ["SHA256SUMS"]
    (target / "SHA256SUMS").unlink()
    (target / "thesis.tex").write_text("mine")
    with pytest.raises(ReleaseError, match="holds something else than a release"):
        replace(target, made)
    assert (target / "thesis.tex").read_text() == "mine"
    with pytest.raises(ReleaseError, match="is a file"):
        replace(target / "thesis.tex", made)


def release_main() -> Any:
    spec = spec_from_file_location("release_main", ROOT / "release" / "__main__.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
