"""The cache: what is written where, and that no failure leaves it broken."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet
from servers import document

from azturk_data import hydration, shipped
from azturk_data.errors import CacheError
from azturk_data.hydration.cache import Cache, Found, Reading
from azturk_data.hydration.sources import Document, shipped_documents

WIRE = document("https://example.org/1")
SPAN = "span/wire-2021-05-03/c01/s1"


def reading(of: Document = WIRE, words: str = "A passage.") -> Reading:
    spans = (Found(of.wanted[0].span_id, "exact", 100.0, words), Found(of.wanted[1].span_id, "missing", 0.0, None))
    return Reading(of.source_id, of.fingerprint, "x.txt", "0" * 64, "2026-01-02T03:04:05+00:00", spans)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    cache = Cache(tmp_path / "cache")
    cache.prepare()
    return cache


def test_reading_the_cache_needs_none_of_what_fills_it() -> None:
    program = "import sys; from azturk_data import hydration; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "azturk_data.hydration.cache" in run.stdout.split()
    assert not {"trafilatura", "urllib3", "protego", "rapidfuzz", "pyarrow"} & set(run.stdout.split())


def test_nothing_hydrated(tmp_path: Path) -> None:
    assert hydration.load_passages(tmp_path) is None
    assert hydration.passages(tmp_path) == {}


def test_passages_come_back(cache: Cache) -> None:
    cache.keep(reading(words="Çelik said: “Iğdır”\u2028\U0001f389"))
    assert cache.reading(WIRE) == reading(words="Çelik said: “Iğdır”\u2028\U0001f389")
    assert cache.put_together([WIRE]) == 1
    assert hydration.passages(cache.folder) == {SPAN: "Çelik said: “Iğdır”\u2028\U0001f389"}
    table = hydration.load_passages(cache.folder)
    assert table is not None
    assert table.to_pylist() == [
        {
            "span_id": SPAN,
            "source_id": "source/wire-2021-05-03",
            "passage": "Çelik said: “Iğdır”\u2028\U0001f389",
            "method": "exact",
            "score": 100.0,
            "origin": "x.txt",
            "read_at": "2026-01-02T03:04:05+00:00",
        }
    ]


def test_every_column_is_described(cache: Cache) -> None:
    cache.put_together([])
    schema = parquet.read_schema(cache.file)
    assert schema.names == ["span_id", "source_id", "passage", "method", "score", "origin", "read_at"]
    for field in schema:
        assert field.metadata[b"description"].endswith(b".")
        assert not field.nullable
    assert b"for the reader's own use" in schema.metadata[b"description"]


def test_rows_are_in_the_order_of_the_spans(cache: Cache) -> None:
    documents = [document("https://example.org/2", slug) for slug in ("b", "a")]
    for one in documents:
        cache.keep(reading(one))
    cache.put_together(documents)
    assert list(hydration.passages(cache.folder)) == ["span/a/c01/s1", "span/b/c01/s1"]


def test_the_folder_is_the_one_given_or_the_variables_or_the_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("AZTURK_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("HOME", str(tmp_path))
    own = hydration.cache_folder()
    assert "azturk-data" in own.parts
    assert own.is_relative_to(tmp_path)
    monkeypatch.setenv("AZTURK_CACHE", str(tmp_path / "variable"))
    assert hydration.cache_folder() == tmp_path / "variable"
    assert hydration.cache_folder("~/given") == tmp_path / "given"


def test_a_reading_for_other_passages_does_not_count(cache: Cache) -> None:
    cache.keep(reading())
    changed = Document(WIRE.source_id, WIRE.url, WIRE.text_sha256, WIRE.wanted[1:])
    assert cache.reading(changed) is None
    assert cache.put_together([changed]) == 0


def test_passages_found_for_other_data_do_not_count(
    cache: Cache, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cache.keep(reading())
    cache.put_together([WIRE])
    assert hydration.load_passages(cache.folder) is not None
    data = tmp_path / "data" / "parquet"
    data.mkdir(parents=True)
    for table in ("spans", "positions"):
        (data / f"{table}.parquet").write_bytes(shipped.path(table).read_bytes() + b"newer")
    monkeypatch.setattr(shipped, "DATA", data.parent)
    assert hydration.load_passages(cache.folder) is None
    assert hydration.passages(cache.folder) == {}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"source_id": 1}', b"\xff\xfe", b"null"])
def test_a_broken_reading_counts_as_none(cache: Cache, content: bytes) -> None:
    (cache.folder / "sources" / "wire-2021-05-03.json").write_bytes(content)
    assert cache.reading(WIRE) is None
    assert cache.put_together([WIRE]) == 0


def test_a_broken_table_is_reported(cache: Cache) -> None:
    cache.file.write_bytes(b"PAR1")
    with pytest.raises(
        CacheError, match=r"passages\.parquet cannot be read \(.+\); delete it, and run 'azturk-data hydrate'"
    ):
        hydration.load_passages(cache.folder)  # fmt: skip


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CacheError) as caught:
        Cache(tmp_path / "file" / "cache").prepare()
    assert str(caught.value) == (
        f"the cache at {tmp_path / 'file' / 'cache'} cannot be written (Not a directory); "
        "name another folder in the variable AZTURK_CACHE, or with --cache where a command has it"
    )


def test_a_read_only_disk(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(CacheError, match=r"cannot be written \(Read-only file system\); name another folder"):
        cache.prepare()


def test_a_full_disk_leaves_the_old_file(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep(reading())
    cache.put_together([WIRE])
    before = {path: path.read_bytes() for path in cache.folder.rglob("*") if path.is_file()}

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    for write in (lambda: cache.keep(reading(words="Another.")), lambda: cache.put_together([])):
        with pytest.raises(CacheError, match="No space left on device"):
            write()
    assert {path: path.read_bytes() for path in cache.folder.rglob("*") if path.is_file()} == before


def test_the_package_is_no_cache() -> None:
    with pytest.raises(CacheError, match="the cache must not lie within the package, at "):
        Cache(shipped.DATA / "parquet").prepare()
    assert not (shipped.DATA / "parquet" / "sources").exists()


def test_what_is_looked_for_in_the_shipped_tables() -> None:
    documents = {source.source_id: source for source in shipped_documents()}
    spans = shipped.read("spans").to_pylist()
    assert sum(len(source.wanted) for source in documents.values()) == len(spans)
    assert [one.span_id for one in documents["source/tass-2021-01-30"].wanted] == [
        span["span_id"] for span in spans if span["source_id"] == "source/tass-2021-01-30"
    ]
    positions = {row["span_id"]: row for row in shipped.read("positions").to_pylist()}
    for source in documents.values():
        for one in source.wanted:
            place = positions.get(one.span_id)
            found = place and {name: place[name] for name in ("start", "end", "sha256", "normal_sha256")}
            held = {"start": one.start, "end": one.end, "sha256": one.sha256, "normal_sha256": one.normal_sha256}
            assert held == (found or dict.fromkeys(held))
    assert documents["source/trt-world-2023-08-27"].text_sha256 is None
