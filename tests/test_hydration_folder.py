"""Which file of a folder is taken for which source."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from servers import ARTICLE, document, page

from azturk_data.hydration import folder
from azturk_data.hydration.folder import MatchedBy, NoFolderError, match_files, same_page

URL = "https://www.example.org/news/1/"
WIRE = document(URL)


OTHER_TEXT = (
    (
        ARTICLE.replace("Südermark", "Östermark")
        .replace("3 May 2021", "4 June 1998")
        .replace("brothers keep", "sisters hold")
    )
    .replace("harbour of Hamn", "port of Lund")
    .replace("2017", "1995")
)
OTHER = document("https://example.org/other", "other-2020", OTHER_TEXT)
UNKNOWN = "it is the text or page of no source that could be told"


def matched(place: Path) -> tuple[dict[str, tuple[str, MatchedBy]], dict[str, str]]:
    found = match_files(place, [WIRE, OTHER])
    return {id_: (match.path.name, match.by) for id_, match in found.files.items()}, found.unused


@pytest.mark.parametrize(
    ("name", "content", "by"),
    [
        ("x.txt", ARTICLE.encode(), MatchedBy.SHA256),
        ("no-suffix", ARTICLE.encode(), MatchedBy.SHA256),
        ("x.html", page("Gone.", "<link rel='canonical' href='https://example.org/news/1'>"), MatchedBy.ADDRESS),
        (
            "x.htm",
            page("Gone.", "<meta property='og:url' content='http://example.org/news/1/amp/'>"),
            MatchedBy.ADDRESS,
        ),
        ("x.html", b"<!-- saved from url=(0030)" + URL.encode() + b" -->\n" + page("Gone."), MatchedBy.ADDRESS),
        (
            "x.html",
            b"<!--\n Page saved with SingleFile \n url: " + URL.encode() + b" \n-->" + page(),
            MatchedBy.ADDRESS,
        ),
        ("x.mhtml", b"From: <Saved by a browser>\r\nSnapshot-Content-Location: " + URL.encode(), MatchedBy.ADDRESS),
        ("wire-2021-05-03.html", page("Gone."), MatchedBy.NAME),
        ("wire-2021-05-03", b"Gone.", MatchedBy.NAME),
        ("x.html", page(), MatchedBy.PASSAGES),
        ("x.txt", ARTICLE.replace("\n", "\r\n").encode(), MatchedBy.PASSAGES),
        ("x.txt", ARTICLE.replace("“", '"').replace("”", '"').encode("utf-16"), MatchedBy.PASSAGES),
    ],
)
def test_a_file_of_a_source(tmp_path: Path, name: str, content: bytes, by: MatchedBy) -> None:
    (tmp_path / name).write_bytes(content)
    assert matched(tmp_path) == ({WIRE.source_id: (name, by)}, {})


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.txt", b"", UNKNOWN),
        ("x.txt", b"Another text.", UNKNOWN),
        ("x.html", page("Gone."), UNKNOWN),
        ("x.html", b"<", UNKNOWN),
        ("x.html", page("A.", "<link rel='canonical' href='http://[x'>"), UNKNOWN),
        ("x.html", page("A.", "<link rel='canonical' href='/news/1'>"), UNKNOWN),
        ("wire-2021-05.txt", ARTICLE[:200].encode(), UNKNOWN),
        ("x.pdf", b"%PDF-1.7 ...", "a PDF document"),
    ],
)
def test_a_file_of_no_source(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    files, unused = matched(tmp_path)
    assert files == {}
    assert list(unused) == [name]
    assert reason in unused[name]


def test_a_text_that_would_do_for_two_sources_is_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(ARTICLE + "\n", "utf-8")
    twin = document("https://example.org/twin", "twin-2021")
    assert match_files(tmp_path, [WIRE, twin]).unused == {"x.txt": UNKNOWN}
    assert match_files(tmp_path, [WIRE]).files[WIRE.source_id].by is MatchedBy.PASSAGES


def test_of_several_files_the_surest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "b.html").write_bytes(page("", f"<link rel='canonical' href='{URL}'>"))
    (tmp_path / "c.txt").write_bytes(ARTICLE.encode())
    (tmp_path / "wire-2021-05-03.html").write_bytes(page())
    files, unused = matched(tmp_path)
    assert files == {WIRE.source_id: ("c.txt", MatchedBy.SHA256)}
    taken = f"{WIRE.source_id} is read from c.txt"
    assert unused == {
        "a.html": UNKNOWN,
        "b.html": taken,
        "wire-2021-05-03.html": taken,
    }


def test_folders_hidden_and_large_files_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "LARGEST", 100)
    (tmp_path / "wire-2021-05-03_files").mkdir()
    (tmp_path / ".wire-2021-05-03.txt").write_bytes(b"a")
    (tmp_path / "wire-2021-05-03.txt").write_bytes(b"a" * 101)
    (tmp_path / "other-2020.txt").symlink_to(tmp_path / "nowhere")
    assert matched(tmp_path) == ({}, {"wire-2021-05-03.txt": "it is larger than 100 bytes"})


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NoFolderError) as caught:
        match_files(tmp_path / "none", [WIRE])
    assert str(caught.value) == f"there is no folder of texts or saved pages at {tmp_path / 'none'}"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/news/1",
        "https://www.example.org/news/1/#top",
        "https://m.example.org/news/1?utm_source=feed",
        "https://amp.example.org/news/1/",
        "https://EXAMPLE.org/news/1/amp/?amp=1",
        " https://example.org/news/%31\n",
    ],
)
def test_addresses_of_one_page(url: str) -> None:
    assert same_page(url) == same_page(URL) is not None


@pytest.mark.parametrize(
    "url",
    ["https://example.org/news/2", "https://example.com/news/1", "https://example.org/news/1?id=2", "/news/1", ""],
)
def test_addresses_of_other_pages(url: str) -> None:
    assert same_page(url) != same_page(URL)


STARTS = (b"", b"<html><head>", b"<link rel=canonical href='", b"<!-- saved from url=(9)http://", b"\xff\xfe<")


@given(st.sampled_from(STARTS), st.binary(max_size=300))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_causes_an_error(tmp_path: Path, start: bytes, content: bytes) -> None:
    (tmp_path / "x").write_bytes(start + content)
    files, unused = matched(tmp_path)
    assert (len(files), len(unused)) == (0, 1)
