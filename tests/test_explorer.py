"""The explorer's pages, in process: tables, records, search, timeline, map, and what none of them may do."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import azturk_data
from azturk_data.pictures import selection
from azturk_data.schema.tables import catalogue, keyed_models

pytest.importorskip("datasette", reason="the extra 'explore' is not installed")

from explorers import Asked, Page

from azturk_data.explorer import describing, rendering, wording
from azturk_data.explorer.guarding import HEADERS
from azturk_data.explorer.preparing import prepare

LARGE = ["agreement/shusha-declaration-2021", "state/turkiye", "official/ilham-aliyev", "event/2020-military-dialogue"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("explorer"), lambda *_: None)


@pytest.fixture(scope="module")
def explorer(database: Path) -> Iterator[Asked]:
    asked = Asked(database)
    yield asked
    asked.close()


def ids(database: Path, prefix: str) -> list[str]:
    """The first and the last id of a kind, and that of most evidence."""
    model = keyed_models()[prefix]
    with closing(sqlite3.connect(database)) as held:
        found = [row[0] for row in held.execute(f"SELECT {model.key} FROM {model.published_as} ORDER BY 1")]
        most = held.execute(
            "SELECT record_id FROM evidence WHERE record_id LIKE ? || '/%' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
            (prefix,),
        ).fetchone()
    return list(dict.fromkeys([found[0], found[-1], *(most or ())]))


def test_the_start_page_leads_everywhere(explorer: Asked) -> None:
    page = explorer.page("/")
    for path in {link.partition("#")[0] for link in page.links if link.startswith("/") and "." not in link} - {""}:
        explorer.page(path)
    assert f"{azturk_data.load('events').num_rows:,}" in page.text
    assert "How to cite" in page.text


@pytest.mark.parametrize("table", [*catalogue(), "events_view", "agreements_view", "officials_view", "claims_view"])
def test_every_table_has_its_page(explorer: Asked, table: str) -> None:
    page = explorer.page(f"/azturk/{table}")
    explorer.page(f"/azturk/{table}?_columns=all")
    counted = explorer.answer(f"/azturk/{table}.json?_shape=objects&_size=1").json()
    assert f"{counted['filtered_table_rows_count']:,} row" in page.text
    if table not in catalogue():
        return
    held = catalogue()[table]
    assert counted["filtered_table_rows_count"] == azturk_data.load(table).num_rows
    assert page.title == wording.readable(table)
    for column in held.columns:
        assert " ".join(column.description.replace("`", "").split()) in page.text
    shown = {link.partition("?")[2].partition("=")[0] for link in page.links if f"/azturk/{table}?" in link}
    for facet in describing.facets(held):
        values = {row for row in azturk_data.load(table).column(facet).to_pylist() if row is not None}
        assert len(values) < 2 or facet in shown, facet


def test_keys_are_shown_by_what_they_name(explorer: Asked) -> None:
    page = explorer.page("/azturk/event_participants?event_id=event/2021-06-15-shusha-declaration-signed")
    assert {"official/ilham-aliyev", "event/2021-06-15-shusha-declaration-signed"} <= page.records()
    assert "Recep Tayyip Erdoğan" in page.text
    assert "Signatory" in page.text


@pytest.mark.parametrize("prefix", keyed_models())
def test_every_kind_of_record_has_its_page(explorer: Asked, database: Path, prefix: str) -> None:
    for id_ in ids(database, prefix):
        page = explorer.page(f"/record/{id_}")
        assert id_ in page.text
        label = keyed_models()[prefix].label_field
        if label:
            (row,) = azturk_data.load(
                keyed_models()[prefix].published_as, where={keyed_models()[prefix].key: id_}
            ).to_pylist()
            assert page.title == row[label]


@pytest.mark.parametrize("record", LARGE)
def test_a_record_shows_the_claims_that_carry_each_field(explorer: Asked, record: str) -> None:
    traced = azturk_data.evidence(record)
    page = explorer.page(f"/record/{record}")
    claims = {claim.claim_id: claim for claim in traced.claims}
    assert claims.keys() <= page.records()
    for claim in claims.values():
        assert claim.statement in page.text
        assert {span.url for span in claim.spans} <= set(page.links)
        assert claim.source.outlet in page.text
    # Beside a field stand as many numbers as claims carry it.
    groups = [e for e in page.elements if e.attributes.get("aria-label", "").startswith("Claims for ")]
    assert sum(len(held) for held in map(set, traced.values())) <= sum(len(e.text) for e in groups)
    (whole,) = [e for e in groups if e.attributes["aria-label"] == "Claims for As a whole"] or [None]
    if whole is not None:
        answer = explorer.answer(f"/record/{record}").text
        block = answer.partition('aria-label="Claims for As a whole"')[2].partition("</span>")[0]
        assert block.count("href=") == len(traced["existence"])


def test_a_claim_shows_what_it_carries_and_its_passage(explorer: Asked) -> None:
    (claim,) = azturk_data.evidence("event/2020-military-dialogue", "status").claims
    page = explorer.page(f"/record/{claim.claim_id}")
    assert "event/2020-military-dialogue" in page.records()
    assert claim.spans[0].url in page.links


def test_a_claim_stands_beside_those_that_contradict_it(explorer: Asked) -> None:
    found = azturk_data.load("claim_relations", where={"relation": "contradicts"}).to_pylist()
    assert found
    for row in found[:3]:
        for one, other in ((row["claim_id"], row["other_claim_id"]), (row["other_claim_id"], row["claim_id"])):
            page = explorer.page(f"/record/{one}")
            (shown,) = {e.text for e in page.all("p", **{"class": "against"}) if _statement(other) in e.text}
            assert shown.strip().startswith("Contradicts")


def _statement(claim_id: str) -> str:
    return azturk_data.load("claims", where={"claim_id": claim_id})["statement"][0].as_py()


def test_a_record_names_its_neighbours(explorer: Asked) -> None:
    series = azturk_data.get("series/high-level-military-dialogue")
    editions = sorted((edition.edition, edition.event_id) for edition in series.editions)
    for (_, before), (_, event), (_, after) in zip(editions, editions[1:], editions[2:], strict=False):
        page = explorer.page(f"/record/{event}")
        start = page.text.index("In its series")
        labels = [azturk_data.get(id_).title for id_ in (before, after)]
        assert [page.text.find(label, start) > 0 for label in labels] == [True, True]
    page = explorer.page("/record/tenure/zakir-hasanov/minister-of-defence")
    assert "tenure/safar-abiyev/minister-of-defence" in page.records()


def test_unknown_ids_are_answered_with_the_closest(explorer: Asked) -> None:
    page = explorer.page("/record/event/2020-military-dialoge", status=404)
    assert "event/2020-military-dialogue" in page.records()
    for odd in ("/record/nothing", "/record/event/", "/record/%3Cscript%3E/x", "/record/event/a/b/c/d"):
        explorer.page(odd, status=404) if not odd.endswith("/") else explorer.answer(odd)
    explorer.page("/no-such-page", status=404)
    explorer.page("/azturk/no_such_table", status=404)
    explorer.page("/azturk?sql=select+nothing+from+nowhere", status=400)
    explorer.page("/azturk?sql=delete+from+events", status=400)


def test_a_retired_id_leads_on(explorer: Asked) -> None:
    for row in azturk_data.load("moves").to_pylist():
        answer = explorer.answer(f"/record/{row['id']}")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/record/{row['moved_to']}")


@pytest.mark.parametrize("words", ["Yashar Guler", "Яшар Гюлер", "Yaşar Güler"])
def test_search_finds_in_any_spelling(explorer: Asked, words: str) -> None:
    page = explorer.page(f"/search?q={words}")
    assert page.links[page.links.index("/record/official/yasar-guler") - 1] == "/azturk"  # the first that is found


@pytest.mark.parametrize(
    "words", ["military dialogue", "Эрдоган", "exercises in Nakhchivan", "joint production of drones"]
)
def test_search_ranks_claims_as_the_library_does(explorer: Asked, words: str) -> None:
    found = [hit.statement for hit in azturk_data.search(words, limit=5)]
    page = explorer.page(f"/search?q={words}")
    assert [e.text for e in page.all("p", **{"class": "statement"})][:5] == found
    listed = explorer.page(f"/azturk/claims?_search={words}")
    assert f"{len(azturk_data.search(words, limit=10_000)):,} row" in listed.text


def test_search_takes_anything(explorer: Asked) -> None:
    for words in ("", "%22", "%22 OR %22", "a AND NOT b *", "((", "NEAR(", "%00", "';--", "😀", "statement:x", "^"):
        explorer.page(f"/search?q={words}")
        explorer.page(f"/azturk/events?_search={words}")


@pytest.mark.parametrize(("actor", "kind"), [("official/hulusi-akar", ""), ("state/georgia", ""), ("", "exercise")])
def test_the_timeline_and_the_map_show_the_events_chosen(explorer: Asked, actor: str, kind: str) -> None:
    expected = selection.events(None, [actor] if actor else None, **({"kind": kind} if kind else {}))
    page = explorer.page(f"/timeline?actor={actor}&kind={kind}")
    shown = {id_ for id_ in page.records() if id_.startswith("event/")}
    assert shown == {event["event_id"] for event in expected}
    atlas = explorer.page(f"/map?actor={actor}&kind={kind}")
    places = {event["place_id"] for event in expected if event["place_id"]}
    assert {id_ for id_ in atlas.records() if id_.startswith("place/")} == places


def test_whose_events_are_shown_is_said(explorer: Asked) -> None:
    assert "events with Türkiye, its bodies and its officials" in explorer.page("/timeline?actor=state/turkiye").text
    # One who is not among those to choose from is there all the same, and chosen.
    counts = Counter(azturk_data.load("event_participants").column("actor_id").to_pylist())
    rare = min(counts, key=lambda id_: (counts[id_], id_))
    name = azturk_data.get(rare).name
    for path in ("/timeline", "/map"):
        page = explorer.page(f"{path}?actor={rare}")
        assert f"with {name}" in page.text
        assert [e.text for e in page.all("option", value=rare, selected="")] == [name]


def test_years_bound_the_timeline(explorer: Asked) -> None:
    whole, some = explorer.page("/timeline"), explorer.page("/timeline?from=2019&to=2020")
    events = {row["event_id"]: row for row in azturk_data.load("events").to_pylist()}
    assert {id_ for id_ in whole.records() if id_.startswith("event/")} == events.keys()
    for id_ in (id_ for id_ in some.records() if id_.startswith("event/")):
        first, last = events[id_]["date_from"], events[id_]["date_to"]
        assert (last or first).year >= 2019
        assert (first or last).year <= 2020
    assert explorer.page("/timeline?from=2020&to=2019").records() == some.records()


@pytest.mark.parametrize(
    ("nonsense", "told"),
    [
        ("from=x", "from “x”"),
        ("to=0", "to “0”"),
        ("from=99999", "from “99999”"),
        ("kind=nothing", "kind “nothing”"),
        ("actor=nobody", "actor “nobody”"),
        ("actor=%3Cb%3E&status=%3Ci%3E", "status “<i>”, actor “<b>”"),
    ],
)
@pytest.mark.parametrize("path", ["/timeline", "/map"])
def test_what_cannot_be_chosen_is_told_and_left_out(explorer: Asked, path: str, nonsense: str, told: str) -> None:
    whole, page = explorer.page(path), explorer.page(f"{path}?{nonsense}")
    assert f"Not known here, so as if not asked for: {told}." in page.text
    assert page.records() == whole.records()
    assert "as if not asked for" not in whole.text


def test_every_answer_forbids_what_comes_from_elsewhere(explorer: Asked) -> None:
    paths = [
        "/",
        "/nope",
        "/azturk/events.json",
        "/azturk/events.csv",
        "/assets/explorer.css",
        "/record/x",
        "/azturk.db",
    ]
    for path in [*paths, "/-/versions", "/-/patterns", "/search?q=x", "/azturk/events.json?_shape=array"]:
        headers = explorer.answer(path).headers
        for name, value in HEADERS.items():
            assert headers.get_list(name.decode()) == [value.decode()], (path, name)
    policy = HEADERS[b"content-security-policy"].decode()
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_pages_for_developers_are_not_served(explorer: Asked) -> None:
    for name in ("patterns", "allow-debug", "messages", "permissions", "logout", "auth-token"):
        explorer.page(f"/-/{name}", status=404)


def test_errors_are_told_without_a_traceback(explorer: Asked, capfd: pytest.CaptureFixture[str]) -> None:
    assert explorer.answer("/nope.json").json()["status"] == 404
    explorer.page("/azturk/events?_next=%00,,", status=400)
    explorer.answer("/azturk?sql=select+*+from+nowhere")
    explorer.page("/azturk/events?_where=nothing=1", status=400)
    said = capfd.readouterr()
    assert "Traceback" not in said.out + said.err


def test_the_database_cannot_be_changed(explorer: Asked) -> None:
    held = explorer.datasette.get_database("azturk")
    assert not held.is_mutable
    assert explorer.answer("/azturk?sql=insert+into+moves+values+(1,2)").status_code == 400


def test_another_datasette_in_the_process_stays_as_it_is(explorer: Asked) -> None:
    import asyncio

    from datasette.app import Datasette

    async def ask() -> tuple[str, int]:
        plain = Datasette(memory=True)
        await plain.invoke_startup()
        front, missing = await plain.client.get("/"), await plain.client.get("/timeline")
        return front.text + str(front.headers.get("content-security-policy")), missing.status_code

    text, status = asyncio.run(ask())
    assert "azturk" not in text
    assert text.endswith("None")
    assert status == 404


def test_data_is_given_for_programs_as_it_is(explorer: Asked) -> None:
    rows = explorer.answer("/azturk/places.json?_shape=array&_size=max").json()
    held = azturk_data.load("places").to_pylist()
    assert {row["place_id"]: (row["name"], row["latitude"]) for row in rows} == {
        row["place_id"]: (row["name"], row["latitude"]) for row in held
    }
    assert json.loads(explorer.answer("/azturk/question-4.json?_shape=array").text)[0]["year"] == 2010


def test_a_long_cell_is_given_as_csv_whole(explorer: Asked) -> None:
    answer = explorer.answer("/azturk.csv?sql=select+hex(zeroblob(100000))+as+x,+'=1'+as+y")
    assert answer.text == "x,y\r\n" + "0" * 200_000 + ",'=1\r\n"


def test_dates_read_as_dates() -> None:
    assert wording.date("2014-12-16?/2014-12-17?") == "probably 16–17 December 2014"
    assert wording.date("[2020-11-30..2020-12-02]") == "between 30 November 2020 and 2 December 2020"
    assert wording.date("2020-11-28/2020-12-02") == "28 November – 2 December 2020"
    assert wording.date("[2014-02-10,2015-02-10]") == "10 February 2014 or 10 February 2015"
    for odd in ("<b>", "2020-13", "[..]", "[", "x/y", "2020-99-99", "Y170000002"):
        assert wording.date(odd) == odd


def test_every_date_of_the_data_has_words() -> None:
    unread = set()
    for table in catalogue().values():
        for family in wording.date_families(table):
            values = set(azturk_data.load(table.name).column(family).to_pylist()) - {None}
            unread |= {value for value in values if wording.date(value) == value and not value.isdecimal()}
    assert unread == set()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example/x", "http://[", "file:///x"]
)
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    assert Page.of(f"<body>{rendering.outward(url, 'x')}{rendering.address(url)}</body>").links == []
