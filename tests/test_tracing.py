"""Evidence: from a record to its claims and passages, in Python, in a terminal, in a notebook and as a command."""

import dataclasses
import doctest
import hashlib
import html.parser
import json
import re
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import Workshop
from pyarrow import parquet
from specimen import SHA, TEXT
from specimen_tables import publish
from typer.testing import CliRunner

import azturk_data
from azturk_data import checking, tracing
from azturk_data.cli import app
from azturk_data.errors import AzturkError, UnknownRecordError
from azturk_data.hydration import CacheError
from azturk_data.presentation import NO_PASSAGES
from azturk_data.texts import NoTextsError
from azturk_data.traced import Evidence, UnknownFieldError

EVENT = "event/2021-05-03-pact-signed"
AGREEMENT = "agreement/pact-2021"
SOURCE = "source/wire-2021-05-03"
SPAN = "span/wire-2021-05-03/c01/s1"
PASSAGE = TEXT[TEXT.index("The ministers, Ann") : TEXT.index("ministry said.") + len("ministry said.")]


@pytest.fixture(autouse=True)
def nothing_hydrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the cache of whoever runs the tests out of them."""
    monkeypatch.setenv("AZTURK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "cache"


@pytest.fixture
def published(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    publish(workshop, monkeypatch)
    return workshop


def republish(workshop: Workshop, monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str, str]) -> None:
    for change in changes:
        workshop.change(*change)
    workshop.anchor()
    publish(workshop, monkeypatch)


def hydrate(cache: Path, **columns: object) -> None:
    row = {"span_id": SPAN, "passage": "The ministers …", "method": "fuzzy", "score": 91.6} | columns
    cache.mkdir(exist_ok=True)
    parquet.write_table(pa.Table.from_pylist([row]), cache / "passages.parquet")


def test_a_claim_with_all_that_is_known_of_it(published: Workshop) -> None:
    found = azturk_data.evidence(EVENT)
    (claim,) = found["date"]
    assert dataclasses.asdict(claim) == {
        "claim_id": "claim/wire-2021-05-03/c01",
        "statement": "According to Norrland's ministry, Ann Berg and Olle Çelik signed a pact in Hamn on 3 May 2021.",
        "source": {
            "source_id": SOURCE,
            "title": "Two ministers sign a pact",
            "outlet": "The Wire",
            "published_on": "2021-05-03",
            "url": "https://example.org/news/1",
        },
        "speaker_id": "organisation/norrland-ministry",
        "speaker": "M",
        "kind": "occurrence",
        "voice": "indirect",
        "factuality": "certain",
        "polarity": "positive",
        "said": "2021-05-03",
        "note": None,
        "spans": (
            {
                "span_id": SPAN,
                "url": azturk_data.load("spans").to_pylist()[0]["url"],
                "first_words": "The ministers, Ann Berg and",
                "last_words": "the Norrland ministry said.",
                "verified": True,
                "passage": None,
                "method": None,
                "score": None,
            },
        ),
    }
    assert claim.spans[0].url.startswith("https://example.org/news/1#:~:text=")


def test_fields_and_what_the_record_says_in_them(published: Workshop) -> None:
    found = azturk_data.evidence(EVENT)
    assert found.fields == [
        "existence",
        "date",
        "place_id",
        "status",
        "participants[official/ann-berg:signatory]",
        "participants[official/olle-celik:signatory]",
    ]
    assert found.says == {
        "existence": "Norrland and Südermark sign a pact",
        "date": "2021-05-03",
        "place_id": "place/hamn",
        "status": "occurred",
    }
    assert (found.record_id, found.label) == (EVENT, "Norrland and Südermark sign a pact")
    assert found.fields_of("claim/wire-2021-05-03/c01") == found.fields
    assert found.fields_of("claim/wire-2021-05-03/c02") == []
    assert [claim.claim_id for claim in found.claims] == ["claim/wire-2021-05-03/c01"]


def test_it_is_a_mapping(published: Workshop) -> None:
    found = azturk_data.evidence(EVENT)
    assert "date" in found
    assert "title" not in found
    assert found.get("title") is None
    assert len(found) == len(list(found)) == 6
    assert dict(found)["status"] == found["status"]
    assert repr(found) == f"<Evidence of {EVENT}: 6 fields, 1 claims>"
    with pytest.raises(UnknownFieldError) as caught:
        found["titel"]
    assert str(caught.value) == (
        f"no claim carries 'titel' of {EVENT}; fields that one carries: existence, date, place_id, status, "
        "participants[official/ann-berg:signatory], participants[official/olle-celik:signatory]"
    )


def test_parts_with_ids_belong_to_their_record(published: Workshop) -> None:
    agreement = azturk_data.evidence(AGREEMENT)
    assert agreement.fields[-1] == "provisions[p01]"
    assert agreement.says["provisions[p01]"] == "The two states are allies."
    official = azturk_data.evidence("official/ann-berg")
    assert [name for name in official.fields if name.startswith("tenures")] == [
        "tenures[minister]",
        "tenures[minister].office",
        "tenures[minister].attested",
    ]
    assert official.says["tenures[minister].office"] == "Minister"
    provision = azturk_data.evidence("provision/pact-2021/p01")
    assert (provision.label, provision.fields) == ("The two states are allies.", ["existence"])


def test_a_part_of_another_record_with_the_same_name_is_not_taken(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = "id: series/pact-2021\ntitle: Pacts\nkind: exercise\nscope: bilateral\nsummary: Pacts.\n"
    workshop.path("series/pact-2021").write_text(series, "utf-8")
    publish(workshop, monkeypatch)
    assert azturk_data.evidence("series/pact-2021").fields == []
    assert "provisions[p01]" in azturk_data.evidence(AGREEMENT)


def test_one_field_or_one_list(published: Workshop) -> None:
    assert azturk_data.evidence(EVENT, field="date").fields == ["date"]
    assert azturk_data.evidence(EVENT, "participants").fields == [
        "participants[official/ann-berg:signatory]",
        "participants[official/olle-celik:signatory]",
    ]
    assert azturk_data.evidence("official/ann-berg", "tenures[minister]").fields == [
        "tenures[minister]",
        "tenures[minister].office",
        "tenures[minister].attested",
    ]
    with pytest.raises(UnknownFieldError, match=f"no claim carries 'part' of {EVENT}"):
        azturk_data.evidence(EVENT, "part")


def test_an_unknown_id_names_the_closest(published: Workshop) -> None:
    with pytest.raises(UnknownRecordError) as caught:
        azturk_data.evidence("agreement/pact-2022")
    assert str(caught.value) == f"there is no record 'agreement/pact-2022'; did you mean '{AGREEMENT}'?"
    with pytest.raises(UnknownRecordError, match="there is no record 'évent'; the table 'records' lists them"):
        azturk_data.evidence("évent")
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, AzturkError)


def test_a_retired_id_leads_on(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.path("event/old").write_text(f"id: event/old\nmoved_to: {EVENT}\n", "utf-8")
    publish(workshop, monkeypatch)
    assert azturk_data.evidence("event/old").record_id == EVENT


def test_a_record_that_no_claim_carries_says_so(published: Workshop) -> None:
    found = azturk_data.evidence("place/hamn")
    assert (len(found), found.claims, found.to_table().num_rows) == (0, [], 0)
    assert str(found) == "Hamn\nplace/hamn: no claim carries any of its fields"
    assert "no claim carries any of its fields" in found._repr_html_()


def test_passages_from_texts(published: Workshop) -> None:
    for texts in (published.folder / "texts", str(published.folder / "texts"), {SHA: TEXT}):
        (span,) = azturk_data.evidence(EVENT, texts=texts)["date"][0].spans
        assert (span.passage, span.method, span.score) == (PASSAGE, "exact", 100.0)
    with pytest.raises(NoTextsError, match="there is no folder of texts at"):
        azturk_data.evidence(EVENT, texts=published.folder / "none")


def test_no_passage_where_the_text_is_another(published: Workshop) -> None:
    for texts in ({}, {SHA: f"x{TEXT}"}, {SHA: TEXT[:60]}):
        assert azturk_data.evidence(EVENT, texts=texts)["date"][0].spans[0].passage is None


def test_passages_from_the_cache(published: Workshop, nothing_hydrated: Path, tmp_path: Path) -> None:
    hydrate(nothing_hydrated)
    (span,) = azturk_data.evidence(EVENT)["date"][0].spans
    assert (span.passage, span.method, span.score) == ("The ministers …", "fuzzy", 91.6)
    hydrate(tmp_path / "other", passage="The two ministers …")
    (span,) = azturk_data.evidence(EVENT, cache=tmp_path / "other")["date"][0].spans
    assert span.passage == "The two ministers …"
    # Texts that are given come first; what they have not comes from the cache.
    assert azturk_data.evidence(EVENT, texts={SHA: TEXT})["date"][0].spans[0].passage == PASSAGE
    assert azturk_data.evidence(EVENT, texts={})["date"][0].spans[0].passage == "The ministers …"


def test_a_cache_that_cannot_be_read(published: Workshop, nothing_hydrated: Path) -> None:
    hydrate(nothing_hydrated)
    (nothing_hydrated / "passages.parquet").write_bytes(b"PAR1")
    with pytest.raises(CacheError, match=r"passages\.parquet cannot be read"):
        azturk_data.evidence(EVENT)


def test_the_table_has_a_row_for_each_field_claim_and_span(published: Workshop) -> None:
    found = azturk_data.evidence(EVENT, texts={SHA: TEXT})
    table = found.to_table()
    assert table.column_names == [
        *("record_id", "field", "value", "claim_id", "statement", "speaker_id", "speaker", "kind", "voice"),
        *("factuality", "polarity", "said", "source_id", "title", "outlet", "published_on"),
        *("span_id", "url", "passage", "method", "score", "verified"),
    ]
    rows = table.to_pylist()
    assert [row["field"] for row in rows] == found.fields
    assert rows[1] | {"statement": ""} == {
        "record_id": EVENT,
        "field": "date",
        "value": "2021-05-03",
        "claim_id": "claim/wire-2021-05-03/c01",
        "statement": "",
        "speaker_id": "organisation/norrland-ministry",
        "speaker": "M",
        "kind": "occurrence",
        "voice": "indirect",
        "factuality": "certain",
        "polarity": "positive",
        "said": "2021-05-03",
        "source_id": SOURCE,
        "title": "Two ministers sign a pact",
        "outlet": "The Wire",
        "published_on": "2021-05-03",
        "span_id": SPAN,
        "url": found["date"][0].spans[0].url,
        "passage": PASSAGE,
        "method": "exact",
        "score": 100.0,
        "verified": True,
    }


SHOWN = """\
Norrland and Südermark sign a pact
event/2021-05-03-pact-signed: 1 claim of 1 source for 6 fields

  existence = Norrland and Südermark sign a pact ← 1
  date = 2021-05-03 ← 1
  place_id = place/hamn ← 1
  status = occurred ← 1
  participants[official/ann-berg:signatory] ← 1
  participants[official/olle-celik:signatory] ← 1

The Wire, 2021-05-03: Two ministers sign a pact

   1  According to Norrland's ministry, Ann Berg and Olle Çelik signed a pact in
      Hamn on 3 May 2021.
      M (indirect): certain, positive
      carries existence, date, place_id, status,
        participants[official/ann-berg:signatory],
        participants[official/olle-celik:signatory]
      │ “The ministers, Ann Berg and Olle Çelik, signed a pact in Hamn on 3 May
      │ 2021, the Norrland ministry said.”
      URL"""


def test_in_a_terminal(published: Workshop) -> None:
    found = azturk_data.evidence(EVENT, texts={SHA: TEXT})
    assert str(found) == SHOWN.replace("URL", found["date"][0].spans[0].url)
    assert found.text(80) == str(found)


@pytest.mark.parametrize("width", [40, 60, 100, 200])
@pytest.mark.parametrize("record", ["event/2021-06-15-shusha-declaration-signed", "official/yasar-guler"])
def test_it_wraps_to_the_width(record: str, width: int, texts: dict[str, str]) -> None:
    found = azturk_data.evidence(record, texts=texts)
    shown = found.text(width)
    for line in shown.splitlines():
        longest = max(map(len, line.split()), default=0)
        assert len(line) <= width or longest > width - 10 or "https://" in line or "http://" in line, line
    joined = " ".join(shown.replace("│", "").split())
    for claim in found.claims:
        # Statements of some records are others' beginnings, so that the number goes with it.
        assert joined.count(f" {found.claims.index(claim) + 1} {claim.statement}") == 1
        for span in claim.spans:
            assert span.url in shown
            assert span.passage is None or " ".join(span.passage.split()) in joined


def test_it_says_how_a_passage_was_found(published: Workshop, nothing_hydrated: Path) -> None:
    assert NO_PASSAGES in " ".join(str(azturk_data.evidence(EVENT)).split())
    hydrate(nothing_hydrated)
    found = azturk_data.evidence(EVENT)
    assert "│ “The ministers …” (found by: fuzzy, 92 of 100)\n" in str(found)
    assert "The ministers … (found by: fuzzy, 92 of 100)</blockquote>" in found._repr_html_()
    assert "not at hand" not in str(found)


def test_spans_that_were_never_verified_are_marked() -> None:
    found = azturk_data.evidence("official/yasar-guler")
    unverified = [span.url for claim in found.claims for span in claim.spans if not span.verified]
    assert len(unverified) >= 2
    for url in unverified:
        assert f"      not verified: {url}" in str(found).splitlines()
    assert str(found).count("not verified: ") == found._repr_html_().count("(not verified)") == len(unverified)


def test_an_unnamed_speaker(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    speaker = "    speaker_id: organisation/norrland-ministry\n"
    chain = "      - {actor_id: organisation/norrland-ministry, role: said}\n"
    republish(workshop, monkeypatch, (SOURCE, speaker, ""), (SOURCE, chain, ""))
    found = azturk_data.evidence(EVENT)
    assert found.claims[0].speaker is None
    assert "      speaker not named (indirect): certain, positive" in str(found).splitlines()


def test_nothing_drives_the_terminal(published: Workshop, nothing_hydrated: Path) -> None:
    hydrate(nothing_hydrated, passage="red \x1b[31m, bell \a, title \x9d0;x\x9c, turned \u202eback\nnext")
    shown = str(azturk_data.evidence(EVENT))
    assert "“red [31m, bell , title 0;x, turned back next”" in shown
    assert all(line.isprintable() for line in shown.splitlines())


class Tags(html.parser.HTMLParser):
    """What a page consists of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'&amp;"


def test_what_records_and_passages_say_is_no_markup(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, nothing_hydrated: Path
) -> None:
    quoted = json.dumps(EVIL)
    statement = "According to Norrland's ministry, Ann Berg and Olle Çelik signed a pact in Hamn on 3 May 2021."
    republish(
        workshop,
        monkeypatch,
        (SOURCE, "title: Two ministers sign a pact", f"title: {quoted}"),
        (SOURCE, statement, quoted),
        ("organisation/norrland-ministry", "name: M", f"name: {quoted}"),
        ("outlet/wire", "name: The Wire", f"name: {quoted}"),
        (EVENT, "title: Norrland and Südermark sign a pact", f"title: {quoted}"),
    )
    hydrate(nothing_hydrated, passage=EVIL, method=EVIL)
    page = Tags(azturk_data.evidence(EVENT)._repr_html_())
    assert page.open == []
    allowed = {"div", "p", "strong", "br", "table", "thead", "tbody", "tr", "th", "td", "a", "blockquote"}
    assert {tag for tag, _ in page.tags} == allowed
    assert all(name in ("style", "href", "target", "rel") for _, attributes in page.tags for name in attributes)
    # Heading, value of `existence`, outlet, title, statement, speaker, passage, method.
    assert page.text.count(EVIL) == 8


def test_links_of_a_notebook_are_safe(published: Workshop) -> None:
    found = azturk_data.evidence(EVENT)
    links = [attributes for tag, attributes in Tags(found._repr_html_()).tags if tag == "a"]
    assert links == [
        {"href": url, "target": "_blank", "rel": "noopener noreferrer"}
        for url in ("https://example.org/news/1", found["date"][0].spans[0].url)
    ]
    (claim,) = found["date"]
    (span,) = claim.spans
    evil = "javascript:alert(1)"
    source = dataclasses.replace(claim.source, url=evil)
    claim = dataclasses.replace(claim, source=source, spans=(dataclasses.replace(span, url=evil),))
    page = Evidence(EVENT, "Pact", {"date": [claim]})._repr_html_()
    assert "javascript" not in page
    assert [tag for tag, _ in Tags(page).tags if tag == "a"] == []


def test_a_notebook_needs_nothing_from_elsewhere(published: Workshop) -> None:
    page = azturk_data.evidence(EVENT)._repr_html_()
    assert re.findall(r"<(script|link|img|iframe|style)|@import|url\(| src=", page) == []
    # No colour of its own for words or their ground: it is read on light and on dark pages.
    assert re.findall(r"(?:^|[ ;\"])(?:background|color)[-a-z]*:", page) == []


def test_all_of_the_published_evidence_is_reached() -> None:
    rows = azturk_data.load("evidence").to_pylist()
    spans = azturk_data.load("spans").to_pylist()
    of_claim: dict[str, set[str]] = {}
    for span in spans:
        of_claim.setdefault(span["claim_id"], set()).add(span["span_id"])
    parts = {
        "provision": ("agreement", "provisions"),
        "tenure": ("official", "tenures"),
        "force": ("event", "forces"),
    }
    wanted: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        kind, slug, *local = row["record_id"].split("/")
        record, name = row["record_id"], row["field"]
        if local:
            kind, table = parts[kind]
            record = f"{kind}/{slug}"
            name = f"{table}[{local[0]}]" + ("" if name == "existence" else f".{name}")
        wanted.setdefault(record, set()).add((name, row["claim_id"]))
    assert len(wanted) > 80
    for record, pairs in wanted.items():
        found = azturk_data.evidence(record)
        assert {(name, claim.claim_id) for name, claims in found.items() for claim in claims} == pairs, record
        assert found.fields[0] == "existence"
        for claim in found.claims:
            assert {span.span_id for span in claim.spans} == of_claim[claim.claim_id]


def test_every_core_passage_is_the_one_that_was_hashed(texts: dict[str, str]) -> None:
    hashes = {row["span_id"]: row["sha256"] for row in azturk_data.load("positions").to_pylist()}
    seen: set[str] = set()
    core = {
        row["source_id"].partition("/")[2] for row in azturk_data.load("sources", where={"corpus": "core"}).to_pylist()
    }
    evidence = azturk_data.load("evidence").to_pylist()
    for record in {row["record_id"] for row in evidence if row["claim_id"].split("/")[1] in core}:
        for claim in azturk_data.evidence(record, texts=texts).claims:
            for span in claim.spans:
                assert (span.passage is not None) is span.verified is (span.span_id in hashes)
                if span.passage is not None:
                    assert hashlib.sha256(span.passage.encode("utf-8")).hexdigest() == hashes[span.span_id]
                    seen.add(span.span_id)
    assert len(seen) > 150


def test_it_is_exported_late() -> None:
    assert azturk_data.evidence is tracing.evidence
    assert azturk_data.verify is checking.verify
    assert {"evidence", "load", "path", "tables", "verify"} <= set(dir(azturk_data))
    name = "proof"
    with pytest.raises(AttributeError, match="module 'azturk_data' has no attribute 'proof'"):
        getattr(azturk_data, name)


class TestCommand:
    """`azturk-data evidence`."""

    def test_it_shows_what_python_shows(self, published: Workshop) -> None:
        where = ["--texts", str(published.folder / "texts")]
        run = CliRunner().invoke(app, ["evidence", EVENT, *where])
        assert (run.exit_code, run.stdout) == (0, f"{azturk_data.evidence(EVENT, texts={SHA: TEXT})}\n")
        run = CliRunner().invoke(app, ["evidence", EVENT, "--field", "date", *where])
        assert run.stdout == f"{azturk_data.evidence(EVENT, 'date', texts={SHA: TEXT})}\n"

    def test_json(self, published: Workshop) -> None:
        run = CliRunner().invoke(app, ["evidence", EVENT, "--field", "participants", "--json"])
        found = azturk_data.evidence(EVENT)
        held = json.loads(run.stdout)
        assert held["record_id"] == EVENT
        assert held["fields"] == [
            {"field": name, "value": None, "claims": ["claim/wire-2021-05-03/c01"]}
            for name in ("participants[official/ann-berg:signatory]", "participants[official/olle-celik:signatory]")
        ]
        assert held["claims"] == json.loads(json.dumps([dataclasses.asdict(claim) for claim in found.claims]))

    def test_errors(self, published: Workshop) -> None:
        run = CliRunner().invoke(app, ["evidence", "event/none"])
        assert run.exit_code == 1
        assert run.stderr.startswith("there is no record 'event/none'; ")
        run = CliRunner().invoke(app, ["evidence", EVENT, "--field", "none"])
        assert (run.exit_code, run.stdout) == (1, "")
        assert run.stderr.startswith(f"no claim carries 'none' of {EVENT}; ")


def test_the_example_in_the_docstring() -> None:
    result = doctest.testmod(tracing)
    assert (result.failed, result.attempted) == (0, 3)
