"""The command `azturk-data hydrate`."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import ROOT
from pyarrow import parquet
from servers import ALL, ARTICLE, CHANGED, Site, document, page, send, status
from typer.testing import CliRunner

from azturk_data import hydration, shipped
from azturk_data.cli import app
from azturk_data.hydration import pace, run
from azturk_data.hydration.cache import Cache
from azturk_data.hydration.folder import MatchedBy
from azturk_data.hydration.transport import Limits
from azturk_data.relocation import Method

WIRE = "source/wire-2021-05-03"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "held").mkdir()
    return tmp_path / "held"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def shipping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> Site:
    """Have the package ship one source, which stands on a server here; its requests follow without a pause."""
    source = document(site.on("/news", send(page())))
    rows = [asdict(one) for one in source.wanted]
    tables = {
        "sources": [{"source_id": source.source_id, "url": source.url, "text_sha256": source.text_sha256}],
        "spans": [row | {"source_id": source.source_id} for row in rows],
        "positions": rows,
    }
    (tmp_path / "data" / "parquet").mkdir(parents=True)
    for name, held in tables.items():
        parquet.write_table(pa.Table.from_pylist(held), tmp_path / "data" / "parquet" / f"{name}.parquet")
    monkeypatch.setattr(shipped, "DATA", tmp_path / "data")
    monkeypatch.setattr(pace, "INTERVAL", 0.0)
    monkeypatch.setenv("AZTURK_CACHE", str(tmp_path / "cache"))
    return site


def command(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["hydrate", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_live(shipping: Site, tmp_path: Path) -> None:
    code, shown, said = command("--live", "--allow-private")
    file = tmp_path / "cache" / "passages.parquet"
    assert (code, said) == (0, f"5 passages in {file}\n")
    assert shown.splitlines() == [
        "source\toutcome\texact\tnormalised\twords\tfuzzy\tmissing\tfrom\treason",
        f"{WIRE}\tread\t0\t5\t0\t0\t0\t{shipping.url('/news')}\t",
        "in all\t\t0\t5\t0\t0\t0\t\t",
    ]
    assert hydration.passages() == ALL


def test_the_command_does_not_ask_this_machine_unless_allowed(shipping: Site) -> None:
    code, shown, _ = command("--live", "--json")
    assert code == 1
    (source,) = json.loads(shown)["sources"]
    assert source["outcome"] == "refused"
    assert source["reason"] == "127.0.0.1 is a loopback address; --allow-private would allow it"
    assert shipping.seen == []


def test_the_command_from_a_folder_as_json(shipping: Site, tmp_path: Path, folder: Path) -> None:
    (folder / "text.txt").write_bytes(ARTICLE.encode())
    (folder / "other.txt").write_bytes(b"Another.")
    code, shown, said = command("--from", str(folder), "--cache", str(tmp_path / "elsewhere"), "--json")
    assert (code, said) == (0, "")
    counts = {"exact": 5, "normalised": 0, "words": 0, "fuzzy": 0, "missing": 0}
    source = {"source_id": WIRE, "outcome": "read", "found": counts, "from": "text.txt", "matched_by": "sha256"}
    assert json.loads(shown) == {
        "file": str(tmp_path / "elsewhere" / "passages.parquet"),
        "passages": 5,
        "sources": [source | {"reason": None}],
        "totals": counts,
        "unused": {"other.txt": "it is the text or page of no source that could be told"},
    }
    assert hydration.passages(tmp_path / "elsewhere") == ALL
    assert shipping.seen == []


@pytest.mark.parametrize(("text", "code"), [(CHANGED, 0), ("Please accept our cookies.", 0), ("", 0), (None, 1)])
def test_the_exit_code_is_about_reading_not_finding(shipping: Site, text: str | None, code: int) -> None:
    shipping.on("/news", status(404) if text is None else send(page(text)))
    assert command("--live", "--allow-private")[0] == code


def test_the_command_with_a_folder_of_something_else(shipping: Site, folder: Path) -> None:
    (folder / "other.txt").write_bytes(b"Another.")
    code, _, said = command("--from", str(folder))
    assert code == 1
    assert said.splitlines()[0] == "other.txt was not read: it is the text or page of no source that could be told"
    assert said.splitlines()[-1] == f"no file in {folder} is the text or the page of a source"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "say where to read from: --from DIR, --live, or both"),
        (["--live", "--source", "source/wire"], 2, "there is no source 'source/wire' with passages; did you mean"),
        (["--from", "no-such-folder"], 1, "there is no folder of texts or saved pages at no-such-folder\n"),
        (["--live", "--cache", "/dev/null/x"], 1, "the cache at /dev/null/x cannot be written (Not a directory); "),
    ],
)
def test_wrong_use(shipping: Site, arguments: list[str], code: int, message: str) -> None:
    result = command(*arguments)
    assert result[0] == code
    assert message in result[2]
    assert shipping.seen == []


def test_ctrl_c(shipping: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "locate", interrupt)
    code, shown, said = command("--live", "--allow-private")
    assert (code, shown) == (130, "")
    assert said == "interrupted; what was read is kept, and the same command goes on from there\n"
    assert hydration.passages() == {}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_a_terminal(shipping: Site, tmp_path: Path) -> None:
    """The table fits into eighty columns, and a progress bar goes before it."""
    import pty

    shipping.on("/news", status(404))
    main, other = pty.openpty()
    program = (
        f"from pathlib import Path; from azturk_data import shipped; shipped.DATA = Path({str(tmp_path / 'data')!r}); "
        "from azturk_data.hydration import pace; pace.INTERVAL = 0; from azturk_data.cli import app; "
        "app(['hydrate', '--live', '--allow-private'])"
    )
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "NO_COLOR": "1"}
    with subprocess.Popen([sys.executable, "-c", program], stdout=other, stderr=other, env=environment) as process:
        os.close(other)
        said = b""
        try:
            while block := os.read(main, 4096):
                said += block
        except OSError:
            pass  # the other end was closed
        os.close(main)
    assert process.returncode == 1
    shown = said.decode()
    assert "wire-2021-05-03" in shown
    assert "0/1" in shown
    lines = [line.rstrip() for line in shown.replace("\r", "").splitlines()]
    assert f"{WIRE} failed: the server answered 404" in lines
    assert any(line.split() == ["wire-2021-05-03", "failed", "0", "0", "0", "0", "5"] for line in lines)


def test_the_page_of_documentation_says_what_is_so(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.prepare()
    cache.put_together([])
    columns = parquet.read_schema(cache.file).names
    text = (ROOT / "docs" / "hydrate.md").read_text("utf-8")
    rows = {cell.strip() for cell in re.findall(r"^\|(.+?)\|", text, re.MULTILINE)}
    named = {name for row in rows for name in re.findall(r"`([a-z0-9_]+)`", row)}
    assert named == {*columns, *(by.value for by in MatchedBy), *(status.value for status in run.Status)}
    assert all(f"`{method.value}`" in text for method in Method if method is not Method.MISSING)
    limits = Limits()
    assert (limits.size, limits.attempts, limits.redirects) == (10 * 2**20, 4, 5)
    for said in (
        "more than 10 MiB decompressed",
        f"after {limits.seconds:g} seconds for one request, {limits.connect_seconds:g} for a connection",
        f"or {limits.silent_seconds:g} of silence, after five",
        "four times in all, after 2, 4 and 8 seconds",
        f"up to {limits.longest_wait:g} seconds",
    ):
        assert said in " ".join(text.split())
