"""What takes all records to know: support and dyad-years, on made-up records whose numbers are counted by hand."""

from __future__ import annotations

from collections import Counter

import pytest
from conftest import Workshop

import azturk_data
from azturk_data.deriving.dyad_years import FORMATS, dyad_years, year_of
from azturk_data.deriving.support import Origins
from azturk_data.models import When
from azturk_data.models.dyad import DyadYear
from azturk_data.reading.reader import RecordSet, read_records

CLAIM = "claim/wire-2021-05-03/{}"


def records_of(workshop: Workshop) -> RecordSet:
    found = read_records(workshop.records)
    found.raise_if_invalid()
    return found


def origins(workshop: Workshop) -> Origins:
    return Origins(records_of(workshop))


def relate(workshop: Workshop, relation: str) -> None:
    """Let the second claim bear on the first."""
    spans = "    spans:\n      - {id: s1"
    link = f"    relations:\n      - {{relation: {relation}, other_claim_id: {CLAIM.format('c01')}}}\n"
    workshop.change("source/wire-2021-05-03", spans, link + spans)


class TestSupport:
    def test_one_speaker_is_one_origin(self, workshop: Workshop) -> None:
        assert origins(workshop).support([CLAIM.format("c01")]) == "single"

    def test_two_speakers_are_two(self, workshop: Workshop) -> None:
        assert origins(workshop).support([CLAIM.format("c01"), CLAIM.format("c02")]) == "several"

    def test_a_page_that_retells_a_ministry_adds_no_origin(self, workshop: Workshop) -> None:
        workshop.change(
            "source/wire-2021-05-03", "corpus: core\n", "origin_id: organisation/norrland-ministry\ncorpus: core\n"
        )
        found = origins(workshop)
        assert found.of[CLAIM.format("c02")] == "organisation/norrland-ministry"
        assert found.support([CLAIM.format("c01"), CLAIM.format("c02")]) == "single"

    @pytest.mark.parametrize("relation", ["contradicts", "corrects"])
    def test_a_conflict_shows_on_both_sides(self, workshop: Workshop, relation: str) -> None:
        relate(workshop, relation)
        found = origins(workshop)
        assert found.support([CLAIM.format("c01")]) == found.support([CLAIM.format("c02")]) == "conflicting"

    def test_a_refinement_is_no_conflict(self, workshop: Workshop) -> None:
        relate(workshop, "refines")
        assert origins(workshop).support([CLAIM.format("c01")]) == "single"


class TestPublishedSupport:
    """The shipped tables agree with each other, counted here without the code that made them."""

    def test_every_field_with_evidence_has_a_row(self) -> None:
        evidence = {(row["record_id"], row["field"]) for row in azturk_data.load("evidence").to_pylist()}
        assert evidence == {(row["record_id"], row["field"]) for row in azturk_data.load("support").to_pylist()}

    def test_the_counts_are_those_of_the_evidence(self) -> None:
        origin = {row["claim_id"]: row["origin_id"] for row in azturk_data.load("claims").to_pylist()}
        claims: dict[tuple[str, str], list[str]] = {}
        for row in azturk_data.load("evidence").to_pylist():
            claims.setdefault((row["record_id"], row["field"]), []).append(row["claim_id"])
        for row in azturk_data.load("support").to_pylist():
            held = claims[row["record_id"], row["field"]]
            assert row["claims"] == len(held)
            assert row["origins"] == len({origin[claim] for claim in held})
            if row["support"] != "conflicting":
                assert row["support"] == ("several" if row["origins"] > 1 else "single")

    @pytest.mark.parametrize("table", ["events", "agreements", "officials", "tenures", "series", "provisions"])
    def test_no_row_is_without(self, table: str) -> None:
        assert azturk_data.load(table).column("support").null_count == 0


@pytest.mark.parametrize(
    ("edtf", "year"),
    [
        ("2021-06-15", 2021),
        ("2021", 2021),
        ("2020-12-30/2021-01-03", 2020),
        ("2007/..", 2007),
        ("[2021-02-01..2021-03-01]", 2021),
        ("[2020-12-01..2021-03-01]", None),
        ("[..2021-03-01]", 2021),
        ("[2021-03-01..]", None),
        ("202X", None),
    ],
)
def test_the_year_of_a_date(edtf: str, year: int | None) -> None:
    assert year_of(When.model_validate({"edtf": edtf, "basis": "stated"})) == year


def dyad(workshop: Workshop) -> Workshop:
    """The specimen's two states put in the place of the dyad's, with the minister's visit to Hamn."""
    for old, new, code, cow in (("norrland", "azerbaijan", "AZ", 373), ("sudermark", "turkiye", "TR", 640)):
        for path in sorted(workshop.records.rglob("*.yaml")):
            text = path.read_text("utf-8")
            if f"state/{old}" in text:
                path.write_text(text.replace(f"state/{old}", f"state/{new}"), "utf-8")
        state = workshop.path(f"state/{old}")
        state.write_text(state.read_text("utf-8") + f"country_code: {code}\ncow_code: '{cow}'\n", "utf-8")
        state.rename(state.with_name(f"{new}.yaml"))
    for person, code in (("ann-berg", "AZ"), ("olle-celik", "TR")):
        workshop.change(f"official/{person}", "tenures:", f"country_code: {code}\ntenures:")
    workshop.change("place/hamn", "name: Hamn\n", "name: Hamn\ncountry_code: TR\n")
    return workshop


def counted(workshop: Workshop) -> Counter[tuple[int, str]]:
    years, counts = dyad_years(records_of(workshop))
    found = Counter((row.year, row.measure) for row in counts)
    for year in years:
        for measure, number in year:
            if measure not in ("year", "cow_code_1", "cow_code_2"):
                assert number == found[year.year, measure]
    return found


class TestDyadYears:
    def test_without_the_two_states_there_are_none(self, workshop: Workshop) -> None:
        assert dyad_years(records_of(workshop)) == ([], [])

    def test_a_signing_and_an_agreement(self, workshop: Workshop) -> None:
        found = counted(dyad(workshop))
        assert found == {(2021, "agreements_signed"): 1, (2021, "verbal_cooperation_events"): 1}

    def test_years_run_from_1991_to_the_last_that_counts(self, workshop: Workshop) -> None:
        years, _ = dyad_years(records_of(dyad(workshop)))
        assert [row.year for row in years] == list(range(1991, 2022))
        assert {(row.cow_code_1, row.cow_code_2) for row in years} == {("373", "640")}

    def test_only_what_took_place_counts(self, workshop: Workshop) -> None:
        dyad(workshop).change("event/2021-drill", "status: planned", "status: occurred")
        assert counted(workshop)[2021, "exercises"] == 1
        assert counted(workshop)[2020, "exercises"] == 0

    @pytest.mark.parametrize(("series", "measure"), FORMATS.items())
    def test_the_standing_formats_count_by_their_series(self, workshop: Workshop, series: str, measure: str) -> None:
        held = dyad(workshop).path("series/drills")
        held.write_text(held.read_text("utf-8").replace("series/drills", series), "utf-8")
        held.rename(held.with_name(f"{series.partition('/')[2]}.yaml"))
        workshop.change("event/2021-drill", "status: planned", "status: occurred")
        found = counted(workshop)
        assert (found[2021, measure], found[2020, measure]) == (1, 0)

    def test_a_defence_agreement_in_force_with_its_obligation(self, workshop: Workshop) -> None:
        force = "in_force: {edtf: 2019-06-01/2020-03-01, basis: stated}\nstatus: ended\nsector: DCA\n"
        dyad(workshop).change("agreement/pact-2021", "status: signed\n", force)
        workshop.change("agreement/pact-2021", "signed: {edtf: 2021-05-03", "signed: {edtf: 2018-05-03")
        workshop.change("agreement/pact-2021", "obligation: none", "obligation: consultation")
        workshop.change("agreement/pact-2021", "evidence:\n", "evidence:\n  in_force: [claim/wire-2021-05-03/c01]\n")
        found = counted(workshop)
        for year, number in ((2018, 0), (2019, 1), (2020, 1), (2021, 0)):
            for measure in ("agreements_in_force", "defence_agreements_in_force", "consultation_obligations"):
                assert found[year, measure] == number
        assert found[2018, "defence_agreements_signed"] == 1

    @pytest.mark.parametrize(
        ("level", "measure"),
        [
            ("head_of_state", "visits_heads_of_state"),
            ("minister", "visits_ministers"),
            ("head_of_government", "visits_ministers"),
            ("ambassador", None),
        ],
    )
    def test_a_visit_counts_by_the_guest_s_office(self, workshop: Workshop, level: str, measure: str | None) -> None:
        event = "event/2021-05-03-pact-signed"
        dyad(workshop).change(event, "kind: signing", "kind: visit")
        workshop.change(event, "role: signatory\n    capacity", "role: actor\n    capacity")
        workshop.change(event, "role: signatory", "role: host")
        workshop.change("official/ann-berg", "level: minister", f"level: {level}")
        visits = {key for key in counted(workshop) if key[1].startswith("visits")}
        assert visits == ({(2021, measure)} if measure else set())

    def test_a_visit_without_a_host_counts_by_its_place(self, workshop: Workshop) -> None:
        event = "event/2021-05-03-pact-signed"
        dyad(workshop).change(event, "kind: signing", "kind: visit")
        workshop.change(
            event,
            "  - actor_id: official/olle-celik\n    role: signatory\n    claims: [claim/wire-2021-05-03/c01]\n",
            "",
        )
        assert counted(workshop)[2021, "visits_ministers"] == 1
        workshop.change("place/hamn", "country_code: TR", "country_code: GE")
        assert not [key for key in counted(workshop) if "events" in key[1]]

    def test_a_visit_at_home_is_none(self, workshop: Workshop) -> None:
        dyad(workshop).change("event/2021-05-03-pact-signed", "kind: signing", "kind: visit")
        workshop.change("place/hamn", "country_code: TR", "country_code: AZ")
        workshop.change("official/olle-celik", "level: minister", "level: ambassador")
        assert not [key for key in counted(workshop) if key[1].startswith("visits")]


def test_the_shipped_dyad_years_are_traceable() -> None:
    """Each number is the number of records that the second table names."""
    found = Counter((row["year"], row["measure"]) for row in azturk_data.load("dyad_year_records").to_pylist())
    years = azturk_data.load("dyad_years").to_pylist()
    assert [row["year"] for row in years] == list(range(1991, years[-1]["year"] + 1))
    for row in years:
        for measure in set(row) - {"year", "cow_code_1", "cow_code_2"}:
            assert row[measure] == found[row["year"], measure]
    assert sum(found.values()) > 50


def test_the_measures_are_the_model_s() -> None:
    measures = {row["measure"] for row in azturk_data.load("dyad_year_records").to_pylist()}
    assert measures <= set(DyadYear.model_fields)
