"""`search`: claims by their words, in any script, by beginnings, the better first; shown so that nothing runs."""

from __future__ import annotations

import dataclasses
import doctest
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import azturk_data
from azturk_data import searching
from azturk_data.errors import MissingExtraError
from azturk_data.finding import key
from azturk_data.presentation_of_hits import NONE, as_html, as_text
from azturk_data.searching import ClaimHit, ClaimHits, search

DIALOGUE = "claim/eurasian-times-2021-06/c20"


def ids(words: str, limit: int = 10_000) -> list[str]:
    return [hit.claim_id for hit in search(words, limit)]


def test_a_hit_is_the_published_claim() -> None:
    hit = search("military dialogue no consultations 2020")[0]
    (claim,) = azturk_data.load("claims", where={"claim_id": hit.claim_id}).to_pylist()
    (source,) = azturk_data.load("sources", where={"source_id": claim["source_id"]}).to_pylist()
    urls = azturk_data.load("spans", where={"claim_id": hit.claim_id}).column("url").to_pylist()
    assert hit.claim_id == DIALOGUE
    assert (hit.statement, hit.date, hit.url) == (claim["statement"], source["published_on"], urls[0])
    assert (hit.speaker, hit.outlet) == ("EurAsian Times", "EurAsian Times")
    assert ":~:text=" in hit.url
    with pytest.raises(dataclasses.FrozenInstanceError):
        hit.score = 1.0  # pyright: ignore


@pytest.mark.parametrize(
    "forms",
    [("Erdoğan", "ERDOGAN", "Эрдоган", "Էրդողան"), ("Şuşa", "Shusha", "Шуша"), ("Güler", "guler", "Гюлер")],
)
def test_spelling_does_not_matter(forms: tuple[str, ...]) -> None:
    assert ids(forms[0])
    assert all(ids(form) == ids(forms[0]) for form in forms)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_all_the_words_of_a_statement_find_it(data: st.DataObject) -> None:
    rows = azturk_data.load("claims", columns=["claim_id", "statement"]).to_pylist()
    row = data.draw(st.sampled_from(rows))
    words = data.draw(st.lists(st.sampled_from(row["statement"].split()), min_size=1, max_size=5))
    if key(" ".join(words)):
        assert row["claim_id"] in ids(" ".join(words))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_may_be_searched_for(text: str) -> None:
    assert isinstance(search(text, 5), list)


@pytest.mark.parametrize("text", ["", " ", "!?", "of the", '"', "xyzzyq", "NEAR(", "a AND", "statement:"])
def test_what_means_something_to_sqlite_means_nothing_here(text: str) -> None:
    assert isinstance(search(text), ClaimHits)


def test_nothing_is_found_of_what_is_not_there() -> None:
    assert search("xyzzyq") == search("") == search("Shusha", limit=0) == search("Shusha", limit=-1) == []


def test_beginnings_of_words_are_enough_but_whole_words_come_first() -> None:
    assert set(ids("consultations")) < set(ids("consult"))
    assert set(ids("declaration")) <= set(ids("declar"))
    hits = search("drone")
    assert "drone " in f"{key(hits[0].statement)} "
    assert any(" drones " in f" {key(hit.statement)} " for hit in search("drone", 10_000))


def test_a_plural_finds_the_singular() -> None:
    singular = {row for row in ids("drone") if row not in ids("drones")}
    assert singular == set()


def test_two_letters_are_no_beginning() -> None:
    assert DIALOGUE in ids("no consultations")
    assert len(ids("az")) < len(ids("azer"))


def test_what_has_a_hyphen_is_a_phrase() -> None:
    statements = {row["claim_id"]: key(row["statement"]) for row in azturk_data.load("claims").to_pylist()}
    found = ids("High-Level")
    assert found
    apart = {id_ for id_, words in statements.items() if " high " in words and " level " in words}
    assert all("high level" in statements[id_] for id_ in apart & set(found))


def test_all_the_words_come_before_any_of_them() -> None:
    both = ids("dialogue consultations")
    assert set(both) == set(ids("dialogue")) & set(ids("consultations"))
    either = ids("dialogue xyzzyq")
    assert set(either) == set(ids("dialogue"))


def test_names_are_searched_with_less_weight() -> None:
    hits = search("EurAsian Times", 10_000)
    assert {hit.outlet for hit in hits} >= {"EurAsian Times"}
    # What a claim is about is searched by its names too, of which the statement may have none.
    (mentioned,) = {
        row["record_id"]
        for row in azturk_data.load("mentions", where={"claim_id": DIALOGUE}).to_pylist()
        if row["record_id"] == "event/2020-military-dialogue"
    }
    assert mentioned
    assert DIALOGUE in ids("not held")


def test_hits_are_ranked_and_limited() -> None:
    hits = search("military", 7)
    assert len(hits) == 7
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
    assert [hit.claim_id for hit in hits] == ids("military")[:7]


def test_several_threads_may_search() -> None:
    words = ["Shusha", "military dialogue", "drones", "Güler"]
    wanted = {each: ids(each) for each in words}
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda each: (each, ids(each)), words * 100))
    assert all(each == wanted[word] for word, each in found)


def test_an_sqlite_without_full_text_search_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: Bare())
    searching._index.cache_clear()
    with pytest.raises(MissingExtraError, match=r"needs an SQLite with full-text search, FTS5 \(no such module"):
        search("Shusha")
    monkeypatch.undo()
    assert search("Shusha")


def hit(statement: str = "It was said.", url: str = "https://a.example/#:~:text=x") -> ClaimHit:
    return ClaimHit("claim/a/c01", statement, None, "A", "2021-06-15", url, 1.0)


def test_as_text() -> None:
    shown = as_text([hit(), hit("Again " * 30)], 60).splitlines()
    assert shown[0] == "   1  It was said."
    assert shown[1] == "      speaker not named; A, 2021-06-15; claim/a/c01"
    assert shown[2] == "      https://a.example/#:~:text=x"
    assert shown[4].startswith("   2  Again")
    assert all(len(line) <= 60 for line in shown)
    assert as_text([]) == str(ClaimHits()) == NONE
    assert str(search("no consultations 2020")).startswith("   1  In 2020 the Azerbaijan–Türkiye")


def test_what_claims_say_is_no_markup_and_no_control() -> None:
    bad = hit("<script>x\x1b[31m", "javascript:alert(1)")
    assert "\x1b" not in as_text([bad])
    html = as_html([bad])
    assert "<script" not in html
    assert "javascript:" not in html
    assert 'href="https://a.example/' in ClaimHits([hit()])._repr_html_()
    assert NONE in as_html([])


@pytest.mark.parametrize("name", ["searching", "card", "citing", "finding"])
def test_examples_in_docstrings(name: str) -> None:
    from importlib import import_module

    result = doctest.testmod(import_module(f"azturk_data.{name}"))
    assert (result.failed, result.attempted > 0) == (0, True)
