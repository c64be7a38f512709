"""Bad input: each case by the text and the line of its message, since these are what a curator works from."""

import pytest
from conftest import Workshop
from specimen import SHA

SOURCE = "source/wire-2021-05-03"
EVENT = "event/2021-05-03-pact-signed"
PACT = "agreement/pact-2021"


def test_the_specimen_is_valid(workshop: Workshop) -> None:
    assert workshop.problems() == []


CASES = {
    "unknown key": (
        EVENT,
        "status: occurred",
        "stauts: occurred",
        [
            f"{EVENT}.yaml:1:1  {EVENT}.status: the key 'status' is missing; add 'status': Whether it took place.",
            f"{EVENT}.yaml:9:1  {EVENT}.stauts: unknown key 'stauts'; did you mean 'status'?",
        ],
    ),
    "duplicate key": (
        EVENT,
        "status: occurred",
        "status: occurred\nstatus: planned",
        [
            f"{EVENT}.yaml:10:1  {EVENT}.status: the key 'status' stands twice, first in line 9; keep one of the two",
        ],
    ),
    "missing key": (
        "place/hamn",
        "disputed: false\n",
        "",
        [
            "place/hamn.yaml:1:1  place/hamn.disputed: the key 'disputed' is missing; add 'disputed': Whether its "
            "status, borders or name were contested at a time that the records cover; `note` says by whom.",
        ],
    ),
    "missing key in a list": (
        EVENT,
        "  - actor_id: official/olle-celik\n    role: signatory\n",
        "  - actor_id: official/olle-celik\n",
        [
            f"{EVENT}.yaml:15:5  {EVENT}.participants[1].role: the key 'role' is missing; "
            "add 'role': What the actor did in the event.",
        ],
    ),
    "key without a value": (
        EVENT,
        "place_id: place/hamn",
        "place_id:",
        [f"{EVENT}.yaml:8:1  {EVENT}.place_id: the key has no value; write one, or take the key out"],
    ),
    "value outside a vocabulary": (
        EVENT,
        "kind: signing",
        "kind: sining",
        [
            f"{EVENT}.yaml:4:7  {EVENT}.kind: 'sining' is not a term of the vocabulary; "
            "did you mean 'signing' or 'training' or 'founding'? (see schemas/)",
        ],
    ),
    "dangling id": (
        EVENT,
        "place_id: place/hamn",
        "place_id: place/ham",
        [
            f"{EVENT}.yaml:8:11  {EVENT}.place_id: 'place/ham' is not among the places; "
            "the closest ids are place/hamn, or write its record",
        ],
    ),
    "dangling claim": (
        EVENT,
        "  date: [claim/wire-2021-05-03/c01]",
        "  date: [claim/wire-2021-05-03/c07]",
        [
            f"{EVENT}.yaml:20:10  {EVENT}.evidence.date[0]: 'claim/wire-2021-05-03/c07' is not among the claims; "
            "the closest ids are claim/wire-2021-05-03/c02, claim/wire-2021-05-03/c01, or write its record",
        ],
    ),
    "id of the wrong kind": (
        EVENT,
        "place_id: place/hamn",
        "place_id: event/hamn",
        [
            f"{EVENT}.yaml:8:11  {EVENT}.place_id: 'event/hamn' is not the id of one of the places; "
            "write place/…, with the name of the record's file",
        ],
    ),
    "malformed EDTF": (
        EVENT,
        "date: {edtf: 2021-05-03",
        "date: {edtf: 3 May 2021",
        [
            f"{EVENT}.yaml:7:14  {EVENT}.date.edtf: '3 May 2021' does not have the form of edtf; write it like 1992, "
            "2021-06, 2021-06-15, 2020-09-27/2020-11-10, 192X, 2021-06-03~ or 2007/..",
        ],
    ),
    "no such day": (
        EVENT,
        "date: {edtf: 2021-05-03",
        "date: {edtf: 2021-02-30",
        [
            f"{EVENT}.yaml:7:14  {EVENT}.date.edtf: '2021-02-30' is not a calendar date (day is out of range for "
            "month); write it like 1992, 2021-06, 2021-06-15, 2020-09-27/2020-11-10, 192X, 2021-06-03~ or 2007/..",
        ],
    ),
    "interval that runs backwards": (
        EVENT,
        "date: {edtf: 2021-05-03",
        "date: {edtf: 2021-05-03/2020",
        [
            f"{EVENT}.yaml:7:14  {EVENT}.date.edtf: '2021-05-03/2020' runs backwards, from 2021-05-03 to 2020-12-31; "
            "write the earlier date first",
        ],
    ),
    "derived date without a note": (
        EVENT,
        "date: {edtf: 2021-05-03, basis: stated}",
        "date: {edtf: 2021-05-03, basis: derived}",
        [
            f"{EVENT}.yaml:7:7  {EVENT}.date: the basis is 'derived' but 'note' is missing; "
            "say in 'note' how the date was worked out",
        ],
    ),
    "formula": (
        EVENT,
        "title: Norrland and Südermark sign a pact",
        "title: '=HYPERLINK(1)'",
        [
            f"{EVENT}.yaml:2:8  {EVENT}.title: '=HYPERLINK(1)' is not a line of plain text; write one line of text "
            "that does not begin or end with a space, nor begin with = + - or @",
        ],
    ),
    "anchor of YAML": (
        EVENT,
        "status: occurred",
        "status: &s occurred",
        [
            f"{EVENT}.yaml:9:9  {EVENT}.yaml: an anchor (&) is not allowed; write the value out, in quotes "
            "if it begins with that sign"
        ],
    ),
    "list where a value belongs": (
        EVENT,
        "title: Norrland and Südermark sign a pact",
        "title: [Norrland]",
        [f"{EVENT}.yaml:2:8  {EVENT}.title: here stands a list; write text"],
    ),
    "empty list of claims": (
        EVENT,
        "  status: [claim/wire-2021-05-03/c01]",
        "  status: []",
        [
            f"{EVENT}.yaml:22:11  {EVENT}.evidence.status: the list is empty; "
            "name at least one, or take the key out if it is optional",
        ],
    ),
    "too many words": (
        SOURCE,
        "        first_words: The ministers, Ann Berg and\n",
        "        first_words: The ministers, Ann Berg and Olle Çelik,\n",
        [
            f"{SOURCE}.yaml:26:9  {SOURCE}.claims[0].spans[0]: first_words holds 7 words; give 6 at most",
        ],
    ),
    "core source without a hash": (
        SOURCE,
        f"text_sha256: {SHA}\n",
        "",
        [
            f"{SOURCE}.yaml:2:1  {SOURCE}: corpus is 'core' but text_sha256 is missing; a core source has the hash "
            "of its text, an extended one has none",
        ],
    ),
    "number that is none": (
        "place/hamn",
        "latitude: 61.5",
        "latitude: north",
        ["place/hamn.yaml:3:11  place/hamn.latitude: 'north' is not a number; write a number"],
    ),
    "yes is not a truth value of ours": (
        "place/hamn",
        "disputed: false",
        "disputed: maybe",
        ["place/hamn.yaml:5:11  place/hamn.disputed: 'maybe' is not true or false; write true or false"],
    ),
    "country code": (
        "state/norrland",
        "name: Norrland",
        "name: Norrland\ncountry_code: XQ",
        [
            "state/norrland.yaml:3:15  state/norrland.country_code: 'XQ' is not a code of ISO 3166-1; "
            "write the country's two capitals, such as AZ or TR",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_broken_record_is_reported(workshop: Workshop, case: str) -> None:
    record, old, new, expected = CASES[case]
    workshop.change(record, old, new)
    # What dangles because the broken record could not be read is reported too, and is not of interest here.
    assert [p for p in workshop.problems() if p.startswith(record)] == expected


def test_a_file_that_is_not_utf8(workshop: Workshop) -> None:
    workshop.path(EVENT).write_bytes("id: event/x\ntitle: Şuşa".encode("iso-8859-9"))
    found = [p for p in workshop.problems() if p.startswith(EVENT)]
    assert found == [f"{EVENT}.yaml:2:8  {EVENT}.yaml: byte 0xde is not UTF-8; save the file in UTF-8"]


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_file(workshop: Workshop, text: str) -> None:
    workshop.path(EVENT).write_text(text)
    found = [p for p in workshop.problems() if p.startswith(EVENT)]
    assert found == [f"{EVENT}.yaml:1:1  {EVENT}.yaml: the file is empty; write the record's keys, beginning with 'id'"]


def test_yaml_that_does_not_parse(workshop: Workshop) -> None:
    workshop.change(EVENT, "kind: signing", "kind: [signing")
    (found,) = [p for p in workshop.problems() if p.startswith(EVENT)]
    assert found.startswith(f"{EVENT}.yaml:5:")
    assert "not YAML: did not find expected ',' or ']'; put quotes around a value that holds" in found


def test_two_documents_in_a_file(workshop: Workshop) -> None:
    workshop.change(EVENT, "kind: signing", "---\nkind: signing")
    (found,) = [p for p in workshop.problems() if p.startswith(EVENT)]
    assert "the file holds more than one document; write one record to a file, without '---'" in found


def test_an_id_that_differs_from_the_path(workshop: Workshop) -> None:
    workshop.change("place/hamn", "id: place/hamn", "id: place/haven")
    found = [p for p in workshop.problems() if p.startswith("place/hamn")]
    assert found == [
        "place/hamn.yaml:1:5  place/haven.id: the id 'place/haven' differs from the file's path; "
        "write 'place/hamn', or rename the file"
    ]


def test_two_records_with_one_id(workshop: Workshop) -> None:
    workshop.path("place/port").write_text(workshop.path("place/hamn").read_text())
    found = [p for p in workshop.problems() if p.startswith("place/port")]
    assert found == [
        "place/port.yaml:1:5  place/hamn.id: the id 'place/hamn' differs from the file's path; "
        "write 'place/port', or rename the file",
        "place/port.yaml:1:5  place/hamn.id: two records have the id 'place/hamn', the other one at "
        "place/hamn.yaml:1; give one of them another id",
    ]


def test_two_claims_with_one_id(workshop: Workshop) -> None:
    workshop.change(SOURCE, "  - id: c02\n", "  - id: c01\n")
    found = [p for p in workshop.problems() if "two records" in p]
    assert found[0] == (
        f"{SOURCE}.yaml:30:9  {SOURCE}.claims[1].id: two records have the id 'claim/wire-2021-05-03/c01', "
        f"the other one at {SOURCE}.yaml:11; give one of them another id"
    )


def test_a_folder_that_is_no_kind(workshop: Workshop) -> None:
    stray = workshop.records / "evnt" / "x.yaml"
    stray.parent.mkdir()
    stray.write_text("id: evnt/x\n")
    (found,) = workshop.problems()
    assert found.startswith("evnt/x.yaml:1:1  evnt/x.yaml: 'evnt' is not a kind of record; put it into one of the")
    assert "did you mean 'event'" in found


def test_another_suffix(workshop: Workshop) -> None:
    workshop.path("place/hamn").rename(workshop.records / "place" / "hamn.yml")
    message = "place/hamn.yml:1:1  place/hamn.yml: '.yml' is not the suffix of a record; name it *.yaml"
    assert message in workshop.problems()


def test_a_retired_id_leads_on_by_one_hop(workshop: Workshop) -> None:
    workshop.path("place/haven").write_text("id: place/haven\nmoved_to: place/hamn\n")
    assert workshop.problems() == []
    workshop.build()
    assert (workshop.folder / "azturk_data/data/csv/moves.csv").read_text() == "id,moved_to\nplace/haven,place/hamn\n"
    workshop.path("place/port").write_text("id: place/port\nmoved_to: place/haven\n")
    workshop.change(EVENT, "place_id: place/hamn", "place_id: place/haven")
    assert workshop.problems() == [
        f"{EVENT}.yaml:8:11  {EVENT}.place_id: 'place/haven' is a retired id; write 'place/hamn'",
        "place/port.yaml:2:11  place/port.moved_to: 'place/haven' is a retired id; write 'place/hamn'",
    ]


def test_all_problems_of_a_run_are_reported_and_nothing_is_written(workshop: Workshop) -> None:
    workshop.change(EVENT, "kind: signing", "kind: sining")
    workshop.change(PACT, "scope: bilateral", "scope: multilateral")
    workshop.change("place/hamn", "latitude: 61.5", "latitude: 161.5")
    run = workshop.build()
    assert run.returncode == 1
    assert run.stdout == ""
    for expected in (
        "'sining' is not a term of the vocabulary",
        "place/hamn.yaml:3:11  place/hamn.latitude: 161.5 is out of range; write a number of at most 90.0",
        "problems in the records; nothing was written",
    ):
        assert expected in run.stderr
    assert "Traceback" not in run.stderr
    assert not (workshop.folder / "azturk_data").exists()
    assert not (workshop.folder / "datapackage.json").exists()
