"""Pictures: every chart is valid, shows what the tables have, and is written without a network, the same each time."""

from __future__ import annotations

import datetime
import json
import os
import re
import socket
import struct
import subprocess
import sys
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import azturk_data
from azturk_data import pictures
from azturk_data.cli import app
from azturk_data.errors import (
    AzturkError,
    MissingExtraError,
    NothingToShowError,
    UnknownRecordError,
    UnknownValueError,
)
from azturk_data.membership import actor_rows, members
from azturk_data.pictures import geography, style
from azturk_data.pictures.contacts import placed
from azturk_data.pictures.saving import UnknownFormatError, UnwritableFileError
from azturk_data.pictures.selection import SHORT, day, events, placing, year_of

runner = CliRunner()
NAMES = pytest.mark.parametrize("name", pictures.PICTURES)
AZERBAIJAN, TURKIYE = "state/azerbaijan", "state/turkiye"


def spec_of(name: str, **arguments: object) -> dict:
    return pictures.PICTURES[name](**arguments).to_dict()


def layers(spec: dict, mark: str) -> list[list[dict]]:
    """The rows that each layer with such a mark is drawn from."""
    found = []
    parts = [spec]
    while parts:
        part = parts.pop(0)
        # A part has the data of the whole where it has none of its own.
        given = {"data": part["data"]} if "data" in part else {}
        parts += [given | inner for key in ("layer", "hconcat", "vconcat") for inner in part.get(key, ())]
        kind = part.get("mark")
        if kind and (kind if isinstance(kind, str) else kind["type"]) == mark:
            data = part["data"]
            found.append(spec["datasets"][data["name"]] if "name" in data else data["values"])
    return found


def drawn(spec: dict, *marks: str) -> list[dict]:
    return [row for mark in marks for rows in layers(spec, mark) for row in rows]


def rows(table: str, **where: object) -> list[dict]:
    return azturk_data.load(table, where=where).to_pylist()


@NAMES
def test_a_chart_is_valid_and_says_what_it_is_and_where_from(name: str) -> None:
    spec = spec_of(name)  # Altair checks it against the schema of Vega-Lite
    assert spec["title"]["text"]
    assert spec["title"]["subtitle"][-1] == f"azturk-data {azturk_data.__version__}, CC BY 4.0"
    assert "url" not in json.dumps(spec).replace(spec["$schema"], "")


def test_the_timeline_has_every_event_that_has_a_day() -> None:
    shown = drawn(spec_of("timeline", since=None), "tick", "bar", "point")
    dated = {row["event_id"] for row in rows("events") if row["date_from"] or row["date_to"]}
    assert Counter(row["id"] for row in shown) == Counter(dated)
    marks = {row["id"]: row["mark"] for row in shown}
    assert marks["event/2021-06-15-shusha-declaration-signed"] == "on"
    assert marks["event/2020-military-dialogue"] == "not"


def test_the_bars_of_the_timeline_count_its_events() -> None:
    spec = spec_of("timeline")
    shown = Counter(row["year"] for row in drawn(spec, "tick", "bar", "point"))
    bars: Counter[int] = Counter()
    for row in drawn(spec, "rect"):
        bars[row["year"]] += row["count"]
        assert row["high"] - row["low"] == row["count"]
    assert bars == shown
    assert min(shown) >= 1991


def test_rare_kinds_share_a_row_if_there_is_room_for_few() -> None:
    shown = drawn(spec_of("timeline", top=2), "tick", "bar", "point")
    assert len({row["row"] for row in shown}) == 3
    assert len(shown) == len(drawn(spec_of("timeline"), "tick", "bar", "point"))


def test_the_network_counts_the_events_that_two_took_part_in() -> None:
    one, other = "official/ilham-aliyev", "official/recep-tayyip-erdogan"
    spec = spec_of("network", since=None, top=1000)
    kinds = ["meeting", "visit", "dialogue_round", "call"]
    met = {row["event_id"] for row in rows("events", kind=kinds, status="occurred")}
    there = [{row["event_id"] for row in rows("event_participants", actor_id=actor)} & met for actor in (one, other)]
    names = {row["actor_id"]: row["name"] for row in drawn(spec, "circle")}
    lines = {row["pair"]: row["meetings"] for row in drawn(spec, "line")}
    pairs = [f"{names[one]} – {names[other]}", f"{names[other]} – {names[one]}"]
    assert [lines[pair] for pair in pairs if pair in lines] == [len(there[0] & there[1])]


def test_the_network_joins_no_two_of_one_country() -> None:
    spec = spec_of("network", since=None, top=1000)
    people = {row["name"]: actor_rows()[row["actor_id"]]["country_code"] for row in drawn(spec, "circle")}
    for row in drawn(spec, "line"):
        one, other = row["pair"].split(" – ")
        assert people[one] != people[other]


@pytest.mark.parametrize("top", [2, 3, 12, 40, 1000])
def test_no_two_names_of_the_network_collide(top: int) -> None:
    people = drawn(spec_of("network", top=top), "circle")
    assert len(people) <= top
    for one, other in combinations(people, 2):
        if (one["x"] < 0) == (other["x"] < 0):
            assert abs(one["y"] - other["y"]) >= 20


@given(
    st.lists(st.sampled_from(sorted(id_ for id_, row in actor_rows().items() if row["kind"] == "person")), unique=True)
)
def test_everyone_has_a_place_in_the_network(people: list[str]) -> None:
    found = placed(people, Counter(people))
    assert set(found) == set(people)
    assert len({(person.x < 0, person.y) for person in found.values()}) == len(people)


def test_the_provisions_are_counted_and_obligations_marked() -> None:
    spec = spec_of("provisions", top=1000)
    held = rows("provisions")
    assert sum(row["provisions"] for row in drawn(spec, "circle")) == len(held)
    marked = drawn(spec, "point")
    assert len(marked) == sum(row["obligation"] != "none" for row in held)
    assert any("Shusha Declaration" in row["row"] and row["obligation"] == "Defence" for row in marked)
    few = spec_of("provisions", top=3)
    assert len({row["row"] for row in drawn(few, "circle")}) == 3
    assert re.search(r"agreements? with fewer provisions (is|are) left out", " ".join(few["title"]["subtitle"]))


def test_the_rounds_are_filled_if_they_took_place() -> None:
    spec = spec_of("rounds", since=None)
    series = {row["event_id"] for table in ("editions", "occasions") for row in rows(table)}
    status = {row["event_id"]: row for row in rows("events")}
    filled, hollow = ({row["event_id"]: row for row in drawn(spec, mark)} for mark in ("circle", "point"))
    dated = {id_ for id_ in series if status[id_]["date_from"] or status[id_]["date_to"]}
    assert filled.keys() == {id_ for id_ in dated if status[id_]["status"] == "occurred"}
    assert hollow.keys() >= {id_ for id_ in dated if status[id_]["status"] != "occurred"}
    for row in rows("editions"):
        if row["event_id"] in dated:
            assert (filled | hollow)[row["event_id"]]["number"] == str(row["edition"])


def test_a_round_that_did_not_take_place_stands_in_its_series() -> None:
    (missed,) = [row for row in drawn(spec_of("rounds"), "point") if row["event_id"] == "event/2020-military-dialogue"]
    assert missed["series"] == "series/high-level-military-dialogue"
    assert missed["year"] == 2020


def test_the_voices_count_every_claim() -> None:
    shown = drawn(spec_of("voices", top=1000), "bar")
    assert sum(row["claims"] for row in shown if "speaker" in row) == len(rows("claims"))
    few = drawn(spec_of("voices", top=1), "bar")
    assert sum(row["claims"] for row in few if "speaker" in row) == len(rows("claims"))
    core = {row["source_id"] for row in rows("sources", corpus="core")}
    outlets = drawn(spec_of("voices", by="outlet", top=1000), "bar")
    assert sum(row["claims"] for row in outlets) == sum(row["source_id"] in core for row in rows("claims"))


def test_every_country_is_shown_by_its_name() -> None:
    shown = {row["country"] for row in drawn(spec_of("voices", top=1000), "bar")}
    assert shown <= {row["name"] for row in rows("states")} | {"Other countries", "No country given"}


def test_the_shares_of_a_country_fill_its_bar() -> None:
    ends: dict[str, list[tuple[float, float]]] = {}
    for row in drawn(spec_of("voices"), "bar"):
        if "speaker" in row:
            ends.setdefault(row["country"], []).append((row["low"], row["high"]))
    for parts in ends.values():
        assert parts[0][0] == 0
        assert parts[-1][1] == 1
        assert all(one[1] == other[0] for one, other in pairwise(parts))


def test_every_event_is_on_the_map_or_told_to_be_missing() -> None:
    spec = spec_of("places", since=None)
    shown = sum(row["events"] for row in drawn(spec, "circle", "point"))
    told = " ".join(spec["title"]["subtitle"])
    numbers = [
        int(number.replace(",", "")) for number in re.findall(r"([\d,]+) (?:whose|at \d+ places? w|beyond)", told)
    ]
    assert shown + sum(numbers) == len(rows("events", status="occurred"))


def test_a_point_is_drawn_where_names_are_placed() -> None:
    # The same projection twice, once in Python for the names, once in Vega for the circles.
    left, down = geography.projected(49.892, 40.378)
    assert 0 < left < geography.PLOT
    west, south = geography.projected(48.892, 39.378)
    assert west < left
    assert south > down


@given(
    st.lists(st.tuples(st.floats(0, geography.PLOT), st.floats(0, geography.HEIGHT), st.integers(1, 200)), max_size=25)
)
def test_no_two_names_of_the_map_collide(points: list[tuple[float, float, int]]) -> None:
    spots = [
        {"name": f"Place {number}", "events": count, "left": x, "down": y, "radius": 4.0, "whole": False}
        for number, (x, y, count) in enumerate(points)
    ]
    names, lands = geography.labelled(spots, 25)
    for one, other in combinations([*names, *lands], 2):
        if abs(one["down"] - other["down"]) < geography.SIZE - 0.2:
            (a, b), (c, d) = (
                (row["left"] - share * wide, row["left"] + (1 - share) * wide)
                for row in (one, other)
                for share in [{"left": 0, "center": 0.5, "right": 1}[row["align"]]]
                for wide in [len(row["text"]) * geography.SIZE * style.LETTER]
            )
            assert b <= c + 0.2 or d <= a + 0.2


@NAMES
def test_the_actors_asked_for_are_those_shown(name: str) -> None:
    assert spec_of(name, actors=[AZERBAIJAN]) != spec_of(name, actors=["state/georgia"])


def test_a_state_stands_for_its_bodies_and_persons() -> None:
    meant = members([AZERBAIJAN]) or set()
    assert {AZERBAIJAN, "official/ilham-aliyev"} <= meant
    assert TURKIYE not in meant
    theirs = {row["event_id"] for row in rows("event_participants", actor_id=sorted(meant))}
    assert {event["event_id"] for event in events(actors=[AZERBAIJAN])} == theirs


@given(st.dates(), st.integers(0, 400))
def test_where_an_event_is_placed(start: datetime.date, days: int) -> None:
    end = start + datetime.timedelta(days) if start.year < 9990 else start
    held = placing(start, end)
    assert held["shown"] == start
    assert held["how"] == ("within" if (end - start).days > SHORT else "on")
    assert (placing(None, end)["how"], placing(start, None)["how"]) == ("by", "from")
    assert int(year_of(start)) in (start.year, start.year + 1)


@pytest.mark.parametrize(
    ("since", "first"),
    [("2010", (2010, 1, 1)), (2010, (2010, 1, 1)), ("2010-05", (2010, 5, 1)), ("2010-05-07", (2010, 5, 7))],
)
def test_a_first_day(since: str | int, first: tuple[int, int, int]) -> None:
    assert day(since) == datetime.date(*first)


@pytest.mark.parametrize(
    ("name", "arguments", "error", "message"),
    [
        ("timeline", {"since": "June"}, UnknownValueError, "since='June' is no date; write it as 2010, 2010-05 or"),
        ("rounds", {"since": "2010-13"}, UnknownValueError, "since='2010-13' is no date"),
        ("places", {"top": 0}, UnknownValueError, "top=0 is too few; give 1 or more"),
        ("network", {"top": 1}, UnknownValueError, "top=1 is too few; give 2 or more"),
        ("voices", {"by": "colour"}, UnknownValueError, "there is no by='colour'; choose 'country' or 'outlet'"),
        ("provisions", {"actors": ["state/turkye"]}, UnknownRecordError, "there is no record 'state/turkye'; did you"),
    ],
)
def test_what_cannot_be_drawn(name: str, arguments: dict, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        pictures.PICTURES[name](**arguments)
    assert message in str(caught.value)
    assert isinstance(caught.value, AzturkError)


@NAMES
def test_the_same_picture_gives_the_same_file(name: str, tmp_path: Path) -> None:
    # HTML is the same for all but its data, and slow to put together.
    for ending in ("svg", "png", *(["html"] if name == "rounds" else [])):
        one, other = (pictures.save(pictures.PICTURES[name](), tmp_path / f"{n}.{ending}") for n in (1, 2))
        assert one.read_bytes() == other.read_bytes()


def test_another_run_gives_the_same_file(tmp_path: Path) -> None:
    program = "import sys; from azturk_data import pictures as p; p.save(p.network(), sys.argv[1])"
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / f"{seed}.svg")],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
    assert (tmp_path / "1.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()


@NAMES
def test_an_svg_has_its_title_and_refers_to_nothing_outside(name: str, tmp_path: Path) -> None:
    chart = pictures.PICTURES[name]()
    text = pictures.save(chart, tmp_path / "picture.svg").read_text("utf-8")
    assert chart.to_dict()["title"]["text"] in text
    assert "href=" not in text
    assert "url(http" not in text
    assert "<image" not in text
    width = re.search(r'<svg[^>]* width="([\d.]+)"', text)
    assert width
    assert float(width[1]) <= 1040


def test_html_needs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    text = pictures.save(pictures.rounds(), tmp_path / "picture.html").read_text("utf-8")
    assert not re.search(r"<script[^>]* src=|<link[^>]* href=", text)
    assert "Rounds of dialogues" in text


@NAMES
@pytest.mark.parametrize("format", ["svg", "png", "html"])
def test_the_command_writes_each_format(name: str, format: str, tmp_path: Path) -> None:
    out = tmp_path / f"{name}.{format.upper()}"
    run = runner.invoke(app, ["picture", name, str(out), "--since", "2019", "--top", "6"])
    assert (run.exit_code, run.stdout.strip(), run.stderr) == (0, str(out), "")
    held = out.read_bytes()
    if format == "png":
        width, height = struct.unpack(">II", held[16:24])
        assert held.startswith(b"\x89PNG")
        assert width > 1200
        assert height > 300
    else:
        assert held.lstrip().startswith(b"<svg" if format == "svg" else b"<!DOCTYPE html>")


def test_the_command_takes_actors_and_by(tmp_path: Path) -> None:
    out = str(tmp_path / "a.svg")
    assert runner.invoke(app, ["picture", "places", out, "--actor", AZERBAIJAN, "--actor", TURKIYE]).exit_code == 0
    assert runner.invoke(app, ["picture", "voices", out, "--by", "outlet"]).exit_code == 0
    named = runner.invoke(app, ["picture", "network", out, "--actor", "Хулуси Акар"])
    assert (named.exit_code, named.stderr) == (0, "actor: Hulusi Akar (official/hulusi-akar)\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["timelin", "a.svg"], 2, "there is no picture 'timelin'; did you mean 'timeline'?"),
        (["xyzzy", "a.svg"], 2, "choose one of timeline, network,"),
        (["timeline", "a.gif"], 2, "'.gif' is no format of pictures; let the file's name end in .svg, .png or .html"),
        (["timeline", "a"], 2, "'a' has no ending"),
        (["timeline", "a.svg", "--since", "June"], 2, "since='June' is no date"),
        (["timeline", "a.svg", "--by", "outlet"], 2, "only the picture 'voices'"),
        (["voices", "a.svg", "--by", "colour"], 2, "there is no 'colour'; choose country or outlet"),
        (["places", "a.svg", "--top", "0"], 2, "--top"),
        (["places", "a.svg", "--actor", "state/turkye"], 1, "there is no record 'state/turkye'; did you mean"),
        (["rounds", "none/a.svg"], 1, "none/a.svg cannot be written: No such file or directory"),
    ],
)
def test_the_command_tells_what_is_wrong(arguments: list[str], code: int, message: str) -> None:
    run = runner.invoke(app, ["picture", *arguments])
    assert run.exit_code == code
    # Wrong use is told in a frame, whose lines break where they have to.
    assert re.sub(r"[\s│]+", "", message) in re.sub(r"[\s│]+", "", run.stderr)
    assert code == 2 or run.stderr.count("\n") == 1


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    chart = pictures.rounds(top=1)
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(UnwritableFileError, match=r"a\.svg cannot be written: "):
        pictures.save(chart, tmp_path / "a.svg")
    with pytest.raises(UnknownFormatError, match="no format of pictures"):
        pictures.save(chart, tmp_path / "a.pdf")


@pytest.mark.parametrize("library", ["altair", "vl_convert"])
def test_a_missing_library_names_the_extra(library: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chart = pictures.rounds(top=1)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        MissingExtraError, match=rf"pictures need the package '{library}'; pip install 'azturk-data\[pic"
    ):
        pictures.save(pictures.rounds() if library == "altair" else chart, tmp_path / "a.svg")
    run = runner.invoke(app, ["picture", "rounds", str(tmp_path / "a.svg")])
    assert run.exit_code == 1
    assert "pip install 'azturk-data[pictures]'" in run.stderr
    assert not (tmp_path / "a.svg").exists()


def test_naming_the_pictures_imports_nothing_that_draws() -> None:
    program = (
        "import sys, azturk_data; azturk_data.pictures; print({'altair', 'vl_convert', 'pyarrow'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ)
    assert run.stdout.strip() == "set()"


@pytest.mark.parametrize("name", sorted(set(pictures.PICTURES) - {"places"}))
def test_a_picture_of_nothing_is_refused(name: str, tmp_path: Path) -> None:
    # An outlet signs nothing, and what it says was before then.
    with pytest.raises(NothingToShowError, match="there is nothing to draw: no "):
        spec_of(name, since=2200, actors=["outlet/tass"])
    arguments = ["--since", "2200", "--actor", "outlet/tass"]
    done = runner.invoke(app, ["picture", name, str(tmp_path / "empty.svg"), *arguments])
    assert done.exit_code == 1
    assert "there is nothing to draw" in done.stderr
    assert not (tmp_path / "empty.svg").exists()


def test_a_map_without_an_event_is_still_a_map(tmp_path: Path) -> None:
    text = pictures.save(pictures.places(since=2200), tmp_path / "empty.svg").read_text("utf-8")
    assert "Infinity" not in text
