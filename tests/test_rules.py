"""Every rule has a case that breaks it; the specimen passes them all (`test_bad_input`)."""

import pytest
from conftest import Workshop

from azturk_data.reading.rules import RULES

SOURCE = "source/wire-2021-05-03"
EVENT = "event/2021-05-03-pact-signed"
PACT = "agreement/pact-2021"
ANN = "official/ann-berg"
SERIES = "series/drills"

BROKEN = {
    "evidence-key": [
        (
            EVENT,
            "  status: [",
            "  stats: [",
            "'stats' is not a field that takes evidence [evidence-key]; did you mean 'status'",
        ),
        (EVENT, "place_id: place/hamn\n", "", "there is evidence for 'place_id', which is empty [evidence-key]"),
    ],
    "evidence-missing": [
        (
            EVENT,
            "  date: [claim/wire-2021-05-03/c01]\n",
            "",
            f"{EVENT}.date: 'date' has no evidence [evidence-missing]",
        ),
        (EVENT, "  existence: [claim/wire-2021-05-03/c01]\n", "", "'existence' has no evidence [evidence-missing]"),
        (ANN, "      office: [claim/wire-2021-05-03/c01]\n", "", "tenures[0].office: 'office' has no evidence"),
    ],
    "entry-twice": [
        (
            PACT,
            "actor_id: state/sudermark",
            "actor_id: state/norrland",
            "the same actor_id stand in entry 0 too [entry-twice]",
        ),
    ],
    "item-twice": [
        (
            EVENT,
            "[military, diplomatic]",
            "[military, military]",
            "contexts[1]: 'military' stands twice in the list [item-twice]",
        ),
        (
            EVENT,
            "  status: [claim/wire-2021-05-03/c01]",
            "  status: [claim/wire-2021-05-03/c01, claim/wire-2021-05-03/c01]",
            "evidence.status[1]: 'claim/wire-2021-05-03/c01' stands twice",
        ),
    ],
    "chain": [
        (
            SOURCE,
            "{actor_id: organisation/norrland-ministry, role: said}",
            "{actor_id: official/ann-berg, role: said}",
            "attributions[0]: the chain does not begin with the speaker [chain]; begin the chain with",
        ),
        (
            SOURCE,
            "{actor_id: outlet/wire, role: reported}",
            "{actor_id: state/norrland, role: reported}",
            "attributions[1]: the chain does not end with the publisher [chain]; end the chain with outlet/wire",
        ),
        (SOURCE, "    speaker_id: outlet/wire\n", "", "the chain has a speaker, but 'speaker_id' is missing [chain]"),
    ],
    "said-after-publication": [
        (
            SOURCE,
            "      edtf: 2021-05-03\n",
            "      edtf: 2021-05-04\n",
            "said on 2021-05-04, after the source was published",
        ),
    ],
    "self-relation": [
        (
            SOURCE,
            "    spans:\n      - {id: s1",
            "    relations:\n      - {relation: refines, other_claim_id: "
            "claim/wire-2021-05-03/c02}\n    spans:\n      - {id: s1",
            "other_claim_id: it is related to itself",
        ),
    ],
    "positions": [
        (SOURCE, "corpus: core\n", "corpus: extended\n", None),
    ],
    "plover-mode": [
        (
            EVENT,
            "plover_event: SUPPORT\n",
            "plover_event: CONSULT\nplover_mode: drone\n",
            "CONSULT has no mode 'drone' [plover-mode]; choose one of multilateral, phone, third-party, visit",
        ),
    ],
    "arms-stage": [
        (
            EVENT,
            "kind: signing\n",
            "kind: arms_transfer\n",
            "the transfer of arms has no 'arms_stage' [arms-stage]; add",
        ),
        (
            EVENT,
            "kind: signing\n",
            "kind: signing\narms_stage: ordered\n",
            "arms_stage: it is of the kind signing, and no transfer of arms [arms-stage]; take 'arms_stage' out",
        ),
    ],
    "occasion-twice": [
        (
            SERIES,
            "  - event_id: event/2021-drill\n",
            "  - event_id: event/2020-drill\n",
            "occasions[0].event_id: the event stands in the series already [occasion-twice]; take one of the two out",
        ),
    ],
    "part-of": [
        (EVENT, "status: occurred\n", f"status: occurred\npart_of_id: {EVENT}\n", "the event is a part of itself"),
    ],
    "order": [
        (
            PACT,
            "status: signed\n",
            "status: signed\nin_force: {edtf: 2020, basis: stated}\n",
            "in_force: it enters into force before it is signed [order]",
        ),
        (
            PACT,
            "provisions:\n",
            "ratifications:\n  - party_id: state/norrland\n    body_id: state/norrland\n    act: a decree\n"
            "    date: {edtf: 2020, basis: stated}\n    claims: [claim/wire-2021-05-03/c01]\nprovisions:\n",
            "ratifications[0].date: it is ratified before it is signed [order]",
        ),
        (
            ANN,
            "    level: minister\n",
            "    level: minister\n    start: {edtf: 2021, basis: stated}\n    end: {edtf: 2020-12, basis: stated}\n",
            "tenures[0].end: the tenure ends before it starts [order]",
        ),
    ],
    "scope": [
        (PACT, "scope: bilateral", "scope: multilateral", "scope: there are 2 parties [scope]; write bilateral"),
    ],
    "no-party": [
        (PACT, None, None, "the agreement has no parties [no-party]; add 'parties'"),
    ],
}


def test_every_rule_has_a_case() -> None:
    assert sorted(BROKEN) == sorted(rule.code for rule in RULES)
    assert all(rule.reason.endswith(".") for rule in RULES)


@pytest.mark.parametrize("code", BROKEN)
def test_a_breach_is_found(workshop: Workshop, code: str) -> None:
    for record, old, new, expected in BROKEN[code]:
        path = workshop.path(record)
        good = path.read_text("utf-8")
        if code == "no-party":
            path.write_text(good[: good.index("parties:")] + good[good.index("signatories:") :], "utf-8")
        elif code == "positions":
            # An extended source holds no text, and so no positions.
            hash_line = next(line for line in good.splitlines(keepends=True) if line.startswith("text_sha256"))
            path.write_text(good.replace(hash_line, "").replace(old, new), "utf-8")
            expected = "position: a position was not checked against a text [positions]; take 'position' out"
        else:
            workshop.change(record, old, new)
        found = workshop.problems()
        assert any(expected in problem for problem in found), found
        path.write_text(good, "utf-8")
    assert workshop.problems() == []


def test_a_core_span_without_a_position(unanchored: Workshop) -> None:
    found = unanchored.problems()
    assert found[0] == (
        f"{SOURCE}.yaml:26:9  {SOURCE}.claims[0].spans[0]: the passage has no position [positions]; "
        "run 'azturk-data anchor'"
    )
    assert len(found) == 3


def test_a_part_outside_its_whole(workshop: Workshop) -> None:
    whole = workshop.path(EVENT).read_text("utf-8").replace("2021-05-03-pact-signed", "2021-visit", 1)
    workshop.path("event/2021-visit").write_text(whole.replace("edtf: 2021-05-03", "edtf: 2021-06"), "utf-8")
    workshop.change(EVENT, "status: occurred\n", "status: occurred\npart_of_id: event/2021-visit\n")
    assert any(
        "date: 2021-05-03 does not lie within 2021-06, the date of event/2021-visit [part-of]" in p
        for p in workshop.problems()
    )
