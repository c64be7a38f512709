"""The project's own records, against the core texts."""

import re
from collections import defaultdict

import pytest
from sentencex import segment

from azturk_data.models import Agreement, Alias, Claim, Event, Official, Omission, Source, Span
from azturk_data.models.vocabularies import AliasKind, Corpus
from azturk_data.reading.check import check_records
from azturk_data.reading.reader import RecordSet
from azturk_data.schema.rows import frames_of, rows_of
from azturk_data.verification import verify

RUN = 13
"""So many words in a row of a source, in a text of ours, would be a copy."""


def core_sources(core: RecordSet) -> list[Source]:
    sources = [record for record in core.of_kind("source") if isinstance(record, Source)]
    return [source for source in sources if source.corpus is Corpus.CORE]


def test_the_records_have_no_problem(core: RecordSet) -> None:
    assert [str(p) for p in [*core.problems, *check_records(core)]] == []


def test_the_five_core_texts_are_curated(core: RecordSet, texts: dict[str, str]) -> None:
    assert len(texts) >= 5
    assert len(core_sources(core)) == 5
    assert all(source.text_sha256 in texts for source in core_sources(core))


def test_every_core_claim_has_a_verified_span(core: RecordSet, texts: dict[str, str]) -> None:
    result = verify(core, texts)
    assert [str(problem) for problem in result.problems] == []
    passages = [f for s in core_sources(core) for f in frames_of(s) if isinstance(f.model, Span | Omission)]
    assert result.spans == len(passages)
    for source in core_sources(core):
        for claim in source.claims:
            assert any(span.position for span in claim.spans), claim.id


def test_every_sentence_of_the_core_texts_is_covered(core: RecordSet, texts: dict[str, str]) -> None:
    """Each word of each sentence stands in a passage of a claim, or in one listed with the reason."""
    for source in core_sources(core):
        text = texts[source.text_sha256 or ""]
        covered = bytearray(len(text))
        for frame in frames_of(source):
            if isinstance(frame.model, Span | Omission) and frame.model.position:
                position = frame.model.position
                covered[position.start : position.end] = b"\1" * (position.end - position.start)
        start = 0
        for sentence in segment("en", text):
            start = text.index(sentence, start)
            bare = [m.group() for m in re.finditer(r"\w+", sentence) if not covered[start + m.start()]]
            assert bare == [], f"{source.id}: {sentence!r} is not covered at {bare}"
            start += len(sentence)


@pytest.mark.parametrize("kind", ["event", "agreement", "official"])
def test_existence_dates_and_people_have_evidence(core: RecordSet, kind: str) -> None:
    for record in core.of_kind(kind):
        assert isinstance(record, Event | Agreement | Official)
        carried = {
            row["field"] for table, row in rows_of(record) if table == "evidence" and row["record_id"] == record.id
        }
        assert "existence" in carried, record.id
        if isinstance(record, Event):
            assert record.date is None or "date" in carried, record.id
            wanted = {f"participants[{p.actor_id}:{p.role}]" for p in record.participants}
            assert wanted <= carried, record.id
        if isinstance(record, Agreement):
            assert record.signed is None or "signed" in carried, record.id
            assert {f"parties[{p.actor_id}]" for p in record.parties} <= carried, record.id
            assert {f"signatories[{s.official_id}]" for s in record.signatories} <= carried, record.id


def test_every_claim_is_used_or_at_least_mentions_a_record(core: RecordSet) -> None:
    for source in core_sources(core):
        for claim in source.claims:
            assert claim.mentions, claim.id


def passages_of(core: RecordSet, texts: dict[str, str]) -> dict[str, list[str]]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for source in core_sources(core):
        text = texts[source.text_sha256 or ""]
        for frame in frames_of(source):
            if isinstance(frame.model, Span) and frame.model.position and frame.parent:
                held[frame.parent.id].append(text[frame.model.position.start : frame.model.position.end])
    return held


def test_names_as_printed_stand_in_the_passages_that_carry_them(core: RecordSet, texts: dict[str, str]) -> None:
    passages = passages_of(core, texts)
    seen = 0
    for record in core.records.values():
        for alias in getattr(record, "aliases", []):
            assert isinstance(alias, Alias)
            for claim in alias.claims:
                if alias.kind is AliasKind.AS_PRINTED and claim in passages:
                    assert any(alias.name in passage for passage in passages[claim]), (record.id, alias.name, claim)
                    seen += 1
    assert seen > 100


def test_capacities_stand_in_the_passages_that_carry_them(core: RecordSet, texts: dict[str, str]) -> None:
    passages = passages_of(core, texts)
    for record in core.of_kind("official"):
        assert isinstance(record, Official)
        carrying = {claim for claims in record.evidence.values() for claim in claims}
        assert record.capacities or carrying.isdisjoint(passages), f"{record.id} is named in a core text"
        for capacity in record.capacities:
            for claim in capacity.claims:
                assert claim.startswith(f"claim/{capacity.source_id.partition('/')[2]}/"), record.id
                if claim in passages:
                    assert any(capacity.capacity in passage for passage in passages[claim]), (record.id, capacity)


def test_framings_are_words_of_the_passage(core: RecordSet, texts: dict[str, str]) -> None:
    passages = passages_of(core, texts)
    for source in core_sources(core):
        for frame in frames_of(source):
            if isinstance(frame.model, Claim):
                for framing in frame.model.framings:
                    assert any(framing.term in passage for passage in passages[frame.id]), (frame.id, framing.term)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_nothing_of_ours_is_copied_from_a_source(core: RecordSet, texts: dict[str, str]) -> None:
    runs = {tuple(w[i : i + RUN]) for w in map(words, texts.values()) for i in range(len(w) - RUN + 1)}
    for record in core.records.values():
        for table, row in rows_of(record):
            for name, cell in row.items():
                # An address repeats the headline; it is the publisher's, and must stay as it is.
                ours = words(cell) if isinstance(cell, str) and name != "url" else []
                copied = [ours[i : i + RUN] for i in range(len(ours) - RUN + 1) if tuple(ours[i : i + RUN]) in runs]
                assert copied == [], (table, name, cell)


def test_every_record_is_mentioned_or_referred_to(core: RecordSet) -> None:
    """A record that nothing leads to is either forgotten or superfluous."""
    from azturk_data.reading.references import references_in

    targets = {value for record in core.records.values() for _, _, value in references_in(record, ())}
    sources = {record.id for record in core.of_kind("source")}
    assert sorted(set(core.records) - targets - sources) == []
