"""Hydration as a whole: from a folder, from the web, interrupted and gone on with."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import ALL, ARTICLE, CHANGED, PASSAGES, Site, Time, document, page, passage, redirect, send, status

from azturk_data import hydration
from azturk_data.errors import CacheError
from azturk_data.hydration.cache import Cache
from azturk_data.hydration.fetching import Fetcher
from azturk_data.hydration.pace import Pace
from azturk_data.hydration.run import Report, Status, hydrate
from azturk_data.hydration.sources import Document, shipped_documents
from azturk_data.pages import text_of
from azturk_data.relocation import Method
from azturk_data.texts import passage_hash

WIRE = "source/wire-2021-05-03"
NOWHERE = "http://127.0.0.1:1/"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "held").mkdir()
    return tmp_path / "held"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def fetcher() -> Fetcher:
    time = Time()
    return Fetcher(allow_private=True, pace=Pace(time, time.sleep))


def found(report: Report) -> list[tuple[str, Status, dict[str, int]]]:
    """What became of each source, with the ways that anything was found by."""
    return [
        (result.source_id, result.status, {method.value: n for method, n in result.counts.items() if n})
        for result in report.results
    ]


def methods(cache: Cache) -> dict[str, str]:
    table = hydration.load_passages(cache.folder)
    assert table is not None
    return {row["span_id"].partition("/")[2].partition("/")[2]: row["method"] for row in table.to_pylist()}


# From a folder


def test_from_a_text(cache: Cache, folder: Path) -> None:
    (folder / "any-name.txt").write_bytes(ARTICLE.encode())
    report = hydrate([document(NOWHERE)], cache, folder=folder)
    assert found(report) == [(WIRE, Status.READ, {"exact": 5})]
    assert (report.passages, report.complete, report.results[0].matched_by) == (5, True, "sha256")
    assert hydration.passages(cache.folder) == ALL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1254"])
def test_from_a_saved_page(cache: Cache, folder: Path, encoding: str) -> None:
    """Quotation marks, spaces and encoding are the page's; the passages come as it prints them."""
    text = ARTICLE.replace("“", '"').replace("”", '"').replace("3 May", "3\u00a0May")
    head = f"<meta charset='{encoding}'><link rel='canonical' href='https://example.org/1'>"
    (folder / "saved.html").write_bytes(page(text, head, encoding))
    report = hydrate([document("https://example.org/1/")], cache, folder=folder)
    assert found(report) == [(WIRE, Status.READ, {"normalised": 5})]
    held = hydration.passages(cache.folder)
    assert (
        held["span/wire-2021-05-03/c03/s1"]
        == '"We are brothers," Berg said, "and brothers keep their word when the winter is long."'
    )
    assert held["span/wire-2021-05-03/c05/s1"] == passage("c05/s1")


HEADLINE, BODY = ARTICLE.split("\n\n", 1)
ASIDE = "".join(
    f"<p>Related story number {n}: the weather in the strait is fine, and ships sail.</p>" for n in range(9)
)


def with_headline_outside(headline: str) -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n"))
    return (
        f"<html><body><header><p>The Wire</p><h1>{headline}</h1></header><div class='content'>{paragraphs}</div>"
        f"<div class='sidebar'>{ASIDE}</div></body></html>"
    ).encode()


def test_a_headline_outside_the_main_text(cache: Cache, folder: Path) -> None:
    """It is found by its hash; one that has only its words is not, for it may be that of another article."""
    saved = with_headline_outside(HEADLINE)
    assert HEADLINE not in text_of(saved, "text/html")
    (folder / "wire-2021-05-03.html").write_bytes(saved)
    assert found(hydrate([document(NOWHERE)], cache, folder=folder)) == [(WIRE, Status.READ, {"normalised": 5})]
    assert hydration.passages(cache.folder) == ALL


def test_another_headline_outside_the_main_text(cache: Cache, folder: Path) -> None:
    other = HEADLINE.replace("Monday", "Friday")
    (folder / "wire-2021-05-03.html").write_bytes(with_headline_outside(other))
    report = hydrate([document(NOWHERE)], cache, folder=folder)
    assert found(report) == [(WIRE, Status.READ, {"normalised": 4, "missing": 1})]
    (folder / "wire-2021-05-03.html").write_bytes(page(f"{other}\n\n{BODY}"))
    report = hydrate([document(NOWHERE)], cache, folder=folder)
    assert found(report) == [(WIRE, Status.READ, {"normalised": 4, "words": 1})]


def test_sources_without_a_file_are_absent(cache: Cache, folder: Path) -> None:
    (folder / "notes.md").write_text("Call Ann on Monday.", "utf-8")
    report = hydrate([document(NOWHERE)], cache, folder=folder)
    assert found(report) == [(WIRE, Status.ABSENT, {"missing": 5})]
    assert (report.complete, report.empty) == (True, True)
    assert report.unused == {"notes.md": "it is the text or page of no source that could be told"}
    assert hydration.passages(cache.folder) == {}


def test_a_file_that_has_no_text(cache: Cache, folder: Path) -> None:
    (folder / "wire-2021-05-03.html").write_bytes(b"%PDF-1.7")
    report = hydrate([document(NOWHERE)], cache, folder=folder)
    assert found(report) == [(WIRE, Status.FAILED, {"missing": 5})]
    assert "PDF" in str(report.results[0].reason)
    assert not report.complete


def test_the_core_texts(cache: Cache, texts: dict[str, str], folder: Path) -> None:
    """Every passage of a core source comes back letter for letter."""
    for sha256, text in texts.items():
        (folder / sha256).write_bytes(text.encode())
    documents = shipped_documents()
    hydrate(documents, cache, folder=folder)
    held = hydration.passages(cache.folder)
    wanted = {one.span_id: one.sha256 for document in documents if document.text_sha256 for one in document.wanted}
    assert len(wanted) > 200
    assert {span_id: passage_hash(words) for span_id, words in held.items()} == wanted
    assert set(methods(cache).values()) == {"exact"}


# From the web


def test_from_the_web(cache: Cache, site: Site, fetcher: Fetcher) -> None:
    url = site.on("/old", redirect("/new"))
    site.on("/new", send(page()))
    report = hydrate([document(url)], cache, fetcher=fetcher)
    assert found(report) == [(WIRE, Status.READ, {"normalised": 5})]
    assert report.results[0].origin == site.url("/new")
    assert hydration.passages(cache.folder) == ALL


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", "iso-8859-1"), ("windows-1254", "utf-8"), ("windows-1254", "no-such-thing")]
)
def test_a_page_that_declares_a_wrong_encoding(
    cache: Cache, site: Site, fetcher: Fetcher, encoding: str, declared: str
) -> None:
    url = site.on("/", send(page(encoding=encoding), f"text/html; charset={declared}"))
    hydrate([document(url)], cache, fetcher=fetcher)
    assert hydration.passages(cache.folder) == ALL


def test_a_page_changed_since(cache: Cache, site: Site, fetcher: Fetcher) -> None:
    """One passage was reworded within, and one is gone."""
    report = hydrate([document(site.on("/", send(page(CHANGED))))], cache, fetcher=fetcher)
    assert found(report) == [(WIRE, Status.READ, {"normalised": 3, "words": 1, "missing": 1})]
    assert report.complete
    held = hydration.passages(cache.folder)
    assert "span/wire-2021-05-03/c03/s1" not in held
    assert held["span/wire-2021-05-03/c04/s1"] == (
        "No drill was held in 2020, because of a strike the port was shut to ships of both navies for the whole year."
    )
    assert methods(cache) == {"c01/s1": "normalised", "c02/s1": "normalised", "c04/s1": "words", "c05/s1": "normalised"}


def test_a_failure_does_not_stop_the_run(cache: Cache, site: Site, fetcher: Fetcher) -> None:
    site.on("/robots.txt", send(b"User-agent: *\nDisallow: /kept-out"))
    documents = [
        document(site.on("/gone", status(404)), "a"),
        document(site.on("/kept-out", send(page())), "b"),
        document("ftp://example.org/", "c"),
        document(site.on("/paper", send(b"%PDF-1.7", "text/html")), "d"),
        document(site.on("/there", send(page())), "e"),
    ]
    report = hydrate(documents, cache, fetcher=fetcher)
    assert [(result.status, result.reason) for result in report.results[:3]] == [
        (Status.FAILED, "the server answered 404"),
        (Status.REFUSED, "its robots.txt forbids it"),
        (Status.REFUSED, "'ftp://example.org/' is not an address of http or https"),
    ]
    assert found(report)[3:] == [
        ("source/d", Status.FAILED, {"missing": 5}),
        ("source/e", Status.READ, {"normalised": 5}),
    ]
    assert report.totals == {
        Method.EXACT: 0,
        Method.NORMALISED: 5,
        Method.WORDS: 0,
        Method.FUZZY: 0,
        Method.MISSING: 20,
    }
    assert not report.complete
    assert list(hydration.passages(cache.folder)) == [f"span/e/{name}" for name in PASSAGES]


def test_what_a_server_says_does_not_reach_the_terminal_raw(cache: Cache, site: Site, fetcher: Fetcher) -> None:
    url = site.on("/", redirect("gopher://example.org/\x1b[2J" + "a" * 1000))
    reason = hydrate([document(url)], cache, fetcher=fetcher).results[0].reason
    assert reason is not None
    assert reason.isprintable()
    assert len(reason) == 300


def test_a_page_without_any_of_the_passages(cache: Cache, site: Site, fetcher: Fetcher) -> None:
    """It is reported, and asked for again another day."""
    url = site.on("/", send(page("Please accept our cookies.")), send(page()))
    report = hydrate([document(url)], cache, fetcher=fetcher)
    assert found(report) == [(WIRE, Status.READ, {"missing": 5})]
    assert report.results[0].reason == f"{url} holds none of its passages"
    assert found(hydrate([document(url)], cache, fetcher=fetcher)) == [(WIRE, Status.READ, {"normalised": 5})]


# Going on, and again


def test_a_source_that_was_read_is_not_fetched_again(cache: Cache, site: Site, fetcher: Fetcher) -> None:
    source = document(site.on("/", send(page()), send(page(ARTICLE.replace("“", "„")))))
    hydrate([source], cache, fetcher=fetcher)
    report = hydrate([source], cache, fetcher=fetcher)
    assert found(report) == [(WIRE, Status.CACHED, {"normalised": 5})]
    assert site.seen == ["/robots.txt", "/"]
    assert hydration.passages(cache.folder) == ALL
    hydrate([source], cache, fetcher=fetcher, refresh=True)
    assert site.seen == ["/robots.txt", "/", "/"]
    assert hydration.passages(cache.folder) == {span_id: words.replace("“", "„") for span_id, words in ALL.items()}


def test_an_interrupted_run_goes_on_where_it_was(cache: Cache, site: Site, fetcher: Fetcher) -> None:
    documents = [document(site.on(f"/{slug}", send(page())), slug) for slug in "abc"]

    def interrupt(done: int, _: Document) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hydrate(documents, cache, fetcher=fetcher, watch=interrupt)
    assert site.seen == ["/robots.txt", "/a", "/b"]
    assert len(hydration.passages(cache.folder)) == 10
    report = hydrate(documents, cache, fetcher=fetcher)
    assert [result.status for result in report.results] == [Status.CACHED, Status.CACHED, Status.READ]
    assert site.seen == ["/robots.txt", "/a", "/b", "/c"]
    assert len(hydration.passages(cache.folder)) == 15


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, site: Site) -> None:
    """The process ends without a chance to tidy up, in the middle of the second source."""
    program = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from servers import document
from azturk_data.hydration.cache import Cache
from azturk_data.hydration.fetching import Fetcher
from azturk_data.hydration.pace import Pace
from azturk_data.hydration.run import hydrate
class Killing(Cache):
    def keep(self, reading):
        if reading.source_id == "source/b":
            os._exit(9)
        super().keep(reading)
fetcher = Fetcher(allow_private=True, pace=Pace(lambda: 0, lambda seconds: None))
documents = [document({site.url("/")!r} + slug, slug) for slug in "ab"]
hydrate(documents, Killing(Path({str(tmp_path)!r})), fetcher=fetcher)
"""
    for slug in "ab":
        site.on(f"/{slug}", send(page()))
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    assert hydration.load_passages(tmp_path) is None
    time = Time()
    documents = [document(site.url(f"/{slug}"), slug) for slug in "ab"]
    fetcher = Fetcher(allow_private=True, pace=Pace(time, time.sleep))
    report = hydrate(documents, Cache(tmp_path), fetcher=fetcher)
    assert [result.status for result in report.results] == [Status.CACHED, Status.READ]
    assert site.seen == ["/robots.txt", "/a", "/b", "/robots.txt", "/b"]
    assert len(hydration.passages(tmp_path)) == 10


def test_a_better_reading_replaces_a_worse_one_and_not_the_other_way(
    cache: Cache, folder: Path, site: Site, fetcher: Fetcher
) -> None:
    source = document(site.on("/", send(page(CHANGED))))
    hydrate([source], cache, fetcher=fetcher)
    (folder / "x.txt").write_bytes(ARTICLE.encode())
    better = hydrate([source], cache, folder=folder)
    assert found(better) == [(WIRE, Status.READ, {"exact": 5})]
    worse = hydrate([source], cache, fetcher=fetcher, refresh=True)
    assert found(worse) == [(WIRE, Status.KEPT, {"exact": 5})]
    assert worse.results[0].reason == f"{source.url} holds 4 of the 5 passages found before"
    assert hydration.passages(cache.folder) == ALL


def test_a_failure_leaves_what_was_found_before(cache: Cache, site: Site, fetcher: Fetcher) -> None:
    source = document(site.on("/", send(page()), status(410)))
    hydrate([source], cache, fetcher=fetcher)
    report = hydrate([source], cache, fetcher=fetcher, refresh=True)
    assert found(report) == [(WIRE, Status.FAILED, {"normalised": 5})]
    assert hydration.passages(cache.folder) == ALL


def test_the_folder_comes_first_and_the_web_for_the_rest(
    cache: Cache, folder: Path, site: Site, fetcher: Fetcher
) -> None:
    (folder / "a.txt").write_bytes(ARTICLE.encode())
    changed = ARTICLE.replace("Monday", "Friday")
    documents = [document(site.url("/a"), "a"), document(site.on("/b", send(page(changed))), "b", changed)]
    report = hydrate(documents, cache, folder=folder, fetcher=fetcher)
    assert [(result.status, result.origin) for result in report.results] == [
        (Status.READ, "a.txt"),
        (Status.READ, site.url("/b")),
    ]
    assert site.seen == ["/robots.txt", "/b"]


def test_only_some_sources_are_read_and_the_others_stay(cache: Cache, site: Site, fetcher: Fetcher) -> None:
    documents = [document(site.on(f"/{slug}", send(page())), slug) for slug in "abc"]
    hydrate(documents, cache, fetcher=fetcher, only={"source/c"})
    report = hydrate(documents, cache, fetcher=fetcher, only={"source/a"})
    assert found(report) == [("source/a", Status.READ, {"normalised": 5})]
    assert site.seen == ["/robots.txt", "/c", "/a"]
    assert {span.split("/")[1] for span in hydration.passages(cache.folder)} == {"a", "c"}


def test_a_cache_that_cannot_be_written_stops_the_run_at_once(tmp_path: Path, site: Site, fetcher: Fetcher) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CacheError, match="cannot be written"):
        hydrate([document(site.on("/", send(page())))], Cache(tmp_path / "file"), fetcher=fetcher)
    assert site.seen == []
