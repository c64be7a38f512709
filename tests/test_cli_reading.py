"""The commands by which a reader finds, searches, shows, lists and cites."""

from __future__ import annotations

import io
import json
import re

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import azturk_data
from azturk_data.card import MOST_SOURCES, card
from azturk_data.citing import Cited, cite
from azturk_data.cli import app, reading, timeline
from azturk_data.errors import BrokenInstallationError, UnknownRecordError
from azturk_data.pictures import selection

SIGNING = "event/2021-06-15-shusha-declaration-signed"
DECLARATION = "agreement/shusha-declaration-2021"
CLAIM = "claim/tass-2021-01-30/c01"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(params=[60, 110])
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, color_system=None, width=request.param, soft_wrap=True)
    monkeypatch.setenv("COLUMNS", str(request.param))
    monkeypatch.setattr(reading, "out", console)
    monkeypatch.setattr(timeline, "out", console)
    return shown


class TestFind:
    def test_piped(self) -> None:
        lines = run("find", "Yashar", "Guler").stdout.splitlines()
        assert lines[0] == "official/yasar-guler\tYaşar Güler\tYaşar Güler\t1.000"
        assert len(run("find", "Shusha", "-n", "2").stdout.splitlines()) == 2

    def test_json(self) -> None:
        assert json.loads(run("find", "Şuşa", "--json").stdout)[0]["record_id"] == "place/shusha"

    def test_a_terminal(self, terminal: io.StringIO) -> None:
        assert run("find", "Шуша").exit_code == 0
        assert terminal.getvalue().split()[:4] == ["id", "name", "found", "as"]
        assert "place/shusha" in terminal.getvalue()

    def test_nothing_found(self) -> None:
        done = run("find", "xyzzyq")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("no record has a name like 'xyzzyq'; ")
        assert json.loads(run("find", "xyzzyq", "--json").stdout) == []

    @pytest.mark.parametrize("arguments", [[], ["x", "--limit", "0"], ["x", "--limit", "many"]])
    def test_wrong_use(self, arguments: list[str]) -> None:
        assert run("find", *arguments).exit_code == 2


class TestSearch:
    def test_piped(self) -> None:
        lines = [line.split("\t") for line in run("search", "no", "consultations", "2020").stdout.splitlines()]
        assert {len(cells) for cells in lines} == {6}
        assert lines[0][:4] == ["claim/eurasian-times-2021-06/c20", "2021-06", "EurAsian Times", "EurAsian Times"]
        assert lines[0][5].startswith("https://")

    def test_json(self) -> None:
        held = json.loads(run("search", "military base", "--json", "--limit", "3").stdout)
        assert len(held) == 3
        assert set(held[0]) == {"claim_id", "statement", "speaker", "outlet", "date", "url", "score"}

    def test_a_terminal(self, terminal: io.StringIO) -> None:
        assert run("search", "consultations", "2020", "-n", "1").exit_code == 0
        assert terminal.getvalue().rstrip("\n") == str(azturk_data.search("consultations 2020", 1))

    def test_nothing_found(self) -> None:
        done = run("search", "xyzzyq")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr == "no claim has any word of 'xyzzyq'; for names there is 'azturk-data find'\n"


class TestShow:
    def test_a_card(self) -> None:
        lines = run("show", SIGNING).stdout.splitlines()
        assert lines[:2] == ["Signing of the Shusha Declaration", SIGNING]
        assert any(line.split() == ["place", "Shusha", "(place/shusha)"] for line in lines)
        assert "  Ilham Aliyev (official/ilham-aliyev) · signatory · President of Azerbaijan" in lines
        assert lines[-1] == f"The claims and their passages: azturk-data evidence {SIGNING}"
        evidence = azturk_data.evidence(SIGNING)
        sources = {claim.source.source_id for claim in evidence.claims}
        assert f"carried by {len(evidence.claims)} claims of {len(sources)} sources" in lines

    def test_json_is_the_model(self) -> None:
        held = json.loads(run("show", DECLARATION, "--json").stdout)
        assert azturk_data.Agreement.model_validate(held) == azturk_data.get(DECLARATION)

    def test_a_terminal(self, terminal: io.StringIO) -> None:
        assert run("show", SIGNING).exit_code == 0
        assert terminal.getvalue().rstrip("\n") == card(SIGNING).text()

    def test_a_claim_shows_where_it_stands_and_what_it_carries(self) -> None:
        held = card(CLAIM)
        assert held.fields["source"].endswith("(source/tass-2021-01-30)")
        assert held.parts["spans"] == azturk_data.load("spans", where={"claim_id": CLAIM})["url"].to_pylist()
        carried = azturk_data.load("evidence", where={"claim_id": CLAIM})["record_id"].to_pylist()
        assert len(held.parts["carries"]) == len(set(carried))
        # A link is no use once it is broken over lines.
        assert any(line == f"  {held.parts['spans'][0]}" for line in held.text(60).splitlines())

    def test_a_source_shows_its_claims(self) -> None:
        source = azturk_data.get("source/tass-2021-01-30")
        assert len(card(source.id).parts["claims"]) == len(source.claims)
        assert card(source.id).hint == f"A claim of it: azturk-data show {CLAIM}"

    @pytest.mark.parametrize("table", ["series", "outlets", "tenures", "provisions", "places", "states"])
    def test_every_kind_of_record_has_a_card(self, table: str) -> None:
        ids = azturk_data.load(table).column(0).to_pylist()
        for id_ in ids[:: max(1, len(ids) // 5)]:
            text = card(id_).text(80)
            assert id_ in text
            assert "None" not in text.split()
            assert "<" not in text

    def test_many_sources_are_counted(self) -> None:
        held = card(DECLARATION)
        assert len(held.sources) > MOST_SOURCES
        assert f"       and {len(held.sources) - MOST_SOURCES} more source" in held.text()

    def test_an_unknown_id(self) -> None:
        for arguments in (["show", "event/x"], ["show", "event/x", "--json"]):
            done = run(*arguments)
            assert (done.exit_code, done.stdout) == (1, "")
            assert done.stderr.startswith("there is no record 'event/x'")


class TestTimeline:
    def events(self, *arguments: str) -> list[dict[str, str]]:
        return json.loads(run("timeline", *arguments, "--json").stdout)

    def test_everything_in_order_of_date(self) -> None:
        events = self.events()
        assert len(events) == azturk_data.load("events").num_rows
        days = [event["date_from"] or event["date_to"] or "9999" for event in events]
        assert days == sorted(days)
        assert any(event["date"] is None for event in events)

    def test_bounds(self) -> None:
        day = self.events("--from", "2021-06-15", "--to", "2021-06-15")
        assert SIGNING in {event["event_id"] for event in day}
        assert SIGNING not in {event["event_id"] for event in self.events("--from", "2021-06-16", "--to", "2021-06")}
        assert SIGNING in {event["event_id"] for event in self.events("--to", "2021")}
        for event in self.events("--from", "2019", "--to", "2020-06"):
            assert event["date"]
            # A date that begins with two dots has no beginning: a day before another, or all days before it.
            assert event["date"].startswith("..") or (event["date_from"] or event["date_to"]) <= "2020-06-30"
            assert event["date"].startswith("[") or (event["date_to"] or "9999") >= "2019"

    def test_a_date_known_by_one_end_is_put_there(self) -> None:
        every = self.events()
        before = next(e for e in every if e["date"] and e["date"].startswith("[.."))
        on_the_day = self.events("--from", before["date_to"], "--to", before["date_to"])
        assert before in on_the_day
        assert before not in self.events("--to", "1900")

    def test_an_actor_by_id_and_by_name(self) -> None:
        by_id = self.events("--actor", "official/hulusi-akar")
        done = run("timeline", "--actor", "Хулуси Акар", "--json")
        assert json.loads(done.stdout) == by_id
        assert done.stderr == "actor: Hulusi Akar (official/hulusi-akar)\n"
        taken = azturk_data.load("event_participants", where={"actor_id": "official/hulusi-akar"})
        assert {event["event_id"] for event in by_id} == set(taken["event_id"].to_pylist())

    def test_a_state_stands_for_its_bodies_and_officials_as_in_pictures(self) -> None:
        for state in ("state/turkiye", "state/georgia"):
            listed = [event["event_id"] for event in self.events("--actor", state)]
            assert sorted(listed) == sorted(event["event_id"] for event in selection.events(actors=[state]))
        alone = azturk_data.load("event_participants", where={"actor_id": "state/turkiye"})
        assert set(alone["event_id"].to_pylist()) < {
            event["event_id"] for event in self.events("--actor", "state/turkiye")
        }

    def test_a_kind(self) -> None:
        assert {event["kind"] for event in self.events("--kind", "signing")} == {"signing"}

    def test_piped(self) -> None:
        lines = run("timeline", "--from", "2021-06-15", "--to", "2021-06-15").stdout.splitlines()
        assert f"2021-06-15\tsigning\toccurred\tSigning of the Shusha Declaration\t{SIGNING}" in lines

    def test_a_terminal(self, terminal: io.StringIO) -> None:
        assert run("timeline", "--from", "2021-06-15", "--to", "2021-06-15").exit_code == 0
        lines = terminal.getvalue().splitlines()
        assert lines[0].split() == ["date", "event", "kind", "status"]
        assert "2021-06-15" in {line.split()[0] for line in lines}

    @pytest.mark.parametrize(
        ("arguments", "code", "message"),
        [
            (["--from", "June"], 2, "'June' is not a date; write 2021,"),
            (["--from", "2021-13"], 2, "'2021-13' is not a date"),
            (["--to", "2021/2022"], 2, "'2021/2022' is not a date"),
            (["--from", "2022", "--to", "2021"], 2, "2022 comes after 2021"),
            (["--kind", "visi"], 2, "there is no kind 'visi'; did you mean 'visit'?"),
            (["--actor", "xyzzyq"], 1, "no actor has a name like 'xyzzyq'"),
            (["--actor", "official/x"], 1, "there is no record 'official/x'"),
        ],
    )
    def test_what_cannot_be(self, arguments: list[str], code: int, message: str) -> None:
        done = run("timeline", *arguments)
        assert done.exit_code == code
        assert message in " ".join(done.stderr.replace("│", " ").split())


class TestCite:
    def test_the_dataset_as_the_readme_has_it(self) -> None:
        assert run("cite").stdout == (
            "The azturk-data contributors. azturk-data: Azerbaijan–Türkiye defence and alliance relations, "
            f"version {azturk_data.__version__}. CC BY 4.0.\n"
        )

    def test_a_record_with_its_sources(self) -> None:
        lines = run("cite", SIGNING).stdout.splitlines()
        assert lines[0].startswith(
            f"“Signing of the Shusha Declaration” ({SIGNING}). In: The azturk-data contributors."
        )
        sources = {claim.source.url for claim in azturk_data.evidence(SIGNING).claims}
        assert {line.split()[-1] for line in lines if line.startswith("- ")} == sources

    @pytest.mark.parametrize("id_", [CLAIM, "source/tass-2021-01-30"])
    def test_a_claim_rests_on_its_source(self, id_: str) -> None:
        items = json.loads(cite(id_, "csl-json"))
        assert [item["id"] for item in items] == ["azturk-data", id_, "source/tass-2021-01-30"][-len(items) :]
        assert items[-1]["issued"] == {"date-parts": [[2021, 1, 30]]}

    def test_bibtex(self) -> None:
        entries = run("cite", SIGNING, "--format", "bibtex").stdout.split("\n\n")
        assert entries[0].startswith("@misc{azturk-data,\n  author = {{The azturk-data contributors}},")
        assert entries[1].startswith("@misc{event:2021-06-15-shusha-declaration-signed,")
        for entry in entries:
            assert entry.count("{") == entry.count("}")
            assert all(line.startswith("  ") and line.endswith("},") for line in entry.strip().splitlines()[1:-1])

    def test_what_means_something_to_tex_is_escaped(self) -> None:
        from azturk_data.citing import _bibtex, dataset

        source = Cited("source/a", r"50% & {x} \y_z", None, "A#1", "2021-06", "https://a.example/%7Bx?a={b}", "en")
        entry = _bibtex(dataset(), None, [source]).split("\n\n")[1]
        assert r"title = {{50\% \& \{x\} \textbackslash{}y\_z}}" in entry
        assert "url = {https://a.example/%7Bx?a=%7Bb%7D}" in entry
        assert "date = {2021-06}" in entry
        assert "year = {2021}" in entry

    @pytest.mark.parametrize(
        ("edtf", "issued"),
        [
            ("2021", {"date-parts": [[2021]]}),
            ("2021-06", {"date-parts": [[2021, 6]]}),
            ("2021-06-15/2021-07", {"date-parts": [[2021, 6, 15], [2021, 7]]}),
            ("[..2021]", {"literal": "[..2021]"}),
            ("202X", {"literal": "202X"}),
        ],
    )
    def test_dates_in_csl(self, edtf: str, issued: dict[str, object]) -> None:
        from azturk_data.citing import _csl, dataset

        source = Cited("source/a", "T", "B", "A", edtf, "https://a.example/", "en")
        assert json.loads(_csl(dataset(), None, [source]))[1]["issued"] == issued

    def test_what_cannot_be(self, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
        assert run("cite", "--format", "ris").exit_code == 2
        assert run("cite", "event/x").exit_code == 1
        with pytest.raises(UnknownRecordError):
            cite("event/x")
        with pytest.raises(ValueError, match="there is no format 'ris'; choose 'text', 'bibtex', 'csl-json'"):
            cite(format="ris")  # pyright: ignore
        (tmp_path / "datapackage.json").write_text("{}")
        for name in ("datapackage.json", "none.json"):
            monkeypatch.setattr("azturk_data.shipped.DESCRIPTOR", tmp_path / name)
            with pytest.raises(BrokenInstallationError, match="install azturk-data again"):
                cite()


@pytest.mark.parametrize("command", ["find", "search", "show", "timeline", "cite"])
def test_every_command_has_an_example(command: str) -> None:
    assert f"Example: azturk-data {command}" in run(command, "--help").stdout


def test_a_timeline_without_an_event_says_so() -> None:
    done = CliRunner().invoke(app, ["timeline", "--to", "1800"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("no event fits")


@pytest.mark.parametrize(
    "arguments", [["timeline", "--from", "2020-11", "--to", "2020-11"], ["find", "Azerbaijan Türkiye"]]
)
def test_no_id_is_cut_on_a_narrow_terminal(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = Console(force_terminal=True, width=50, no_color=True)
    monkeypatch.setattr(timeline, "out", narrow)
    monkeypatch.setattr(reading, "out", narrow)
    with narrow.capture() as capture:
        CliRunner().invoke(app, arguments)
    assert "/" in capture.get()
    assert not re.search(r"[a-z]+/[\w-]*…", re.sub(r"\x1b\[[0-9;]*m", "", capture.get()))
