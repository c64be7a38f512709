import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from azturk_data.normalisation import normal_hash, normalise
from azturk_data.relocation import MOST, THRESHOLD, Located, Method, Wanted, relocate
from azturk_data.texts import passage_hash

TEXT = """Ministers of Norrland and Südermark met on Monday.

The ministers, Ann Berg and Olle Çelik, signed a pact in Hamn on 3 May 2021, the Norrland ministry said.
“We are brothers,” Berg said. No drill was held in 2020.

Fish was served to the guests by sailors of both fleets, who had caught it … that very morning.
"""
FIRST, LAST = "The ministers, Ann Berg and", "the Norrland ministry said."
PACT = TEXT[TEXT.index(FIRST) : TEXT.index(LAST) + len(LAST)]
DRILL = "No drill was held in 2020."
BROTHERS = "“We are brothers,” Berg said."


def recorded(passage, first, last=None, text=TEXT):
    """The passage as it is recorded of a core text."""
    start = text.index(passage)
    return Wanted("s", first, last, start, start + len(passage), passage_hash(passage), normal_hash(passage))


def by_words(wanted):
    """The passage as it is recorded of a text that is not held."""
    return replace(wanted, start=None, end=None, sha256=None, normal_sha256=None)


def find(text, wanted):
    (located,) = relocate(text, [wanted])
    assert located.span_id == wanted.span_id
    if located.method is Method.MISSING:
        assert located == Located(wanted.span_id, Method.MISSING, None, None, None, 0.0)
    else:
        assert located.passage == text[located.start : located.end]
        assert located.score >= THRESHOLD
    return located


pact = recorded(PACT, FIRST, LAST)
drill = recorded(DRILL, DRILL)
brothers = recorded(BROTHERS, BROTHERS)


def test_exact():
    located = find(TEXT, pact)
    assert (located.method, located.start, located.passage, located.score) == (
        Method.EXACT,
        TEXT.index(FIRST),
        PACT,
        100.0,
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "Home  News  Shop\n" + text,
        lambda text: text.replace(" ", "\n   "),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("Ç", "C\u0327").replace("ü", "u\u0308"),
        lambda text: text.replace("min", "mi\u00adn\u200b"),
        lambda text: text.replace("…", "...").replace("“", "«").replace("”", "»"),
        lambda text: "\n\n".join(reversed(text.split("\n\n"))),
        lambda text: text + text,
    ],
    ids=["moved", "wrapped", "spaces", "NFD", "invisible", "marks", "reordered", "twice"],
)
@pytest.mark.parametrize("wanted", [pact, drill, brothers], ids=["pact", "drill", "brothers"])
def test_normalised(change, wanted):
    text = change(TEXT)
    located = find(text, wanted)
    assert located.method in (Method.NORMALISED, Method.EXACT)
    assert normal_hash(located.passage) == wanted.normal_sha256
    assert not located.passage[0].isspace()
    assert not located.passage[-1].isspace()


def test_a_hash_of_the_plain_text_alone_will_do():
    located = find("…" + TEXT, replace(pact, normal_sha256=None))
    assert (located.method, located.passage) == (Method.NORMALISED, PACT)
    assert find(TEXT.replace("pact", "treaty"), replace(pact, normal_sha256=None)).method is Method.WORDS


def test_of_several_copies_the_one_that_moved_as_its_neighbours_did():
    quoted = f"In short: {DRILL}\n\n{TEXT}\n\nA reader quotes: {DRILL}"
    assert find(quoted, drill).start == quoted.index(DRILL)
    _, located = relocate(quoted, [pact, drill])
    assert (located.method, located.start) == (Method.NORMALISED, quoted.index(DRILL, quoted.index(PACT)))


def test_words():
    text = TEXT.replace("a pact in Hamn", "no pact at all in Hamn")
    located = find(text, pact)
    changed = PACT.replace("a pact in Hamn", "no pact at all in Hamn")
    assert (located.method, located.passage) == (Method.WORDS, changed)
    assert located.score == pytest.approx(100 * len(PACT) / len(changed))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (TEXT.replace("signed a pact in Hamn on 3 May 2021,", "met. " + "Much was said. " * 5), "too long"),
        (TEXT.replace("signed a pact in Hamn on 3 May 2021,", ""), "too short"),
        (f"{TEXT.replace('pact', 'deal')}\n{PACT.replace('pact', 'treaty')}", "twice, and both changed"),
        (TEXT[: TEXT.index(LAST)], "the end cut off"),
        (TEXT.replace("The ministers, Ann Berg and", "Two ministers"), "the beginning gone"),
        (TEXT.replace("The ministers", "LThe ministers").replace("pact", "deal"), "no whole word"),
        ("", "empty"),
        ("Norrland ve Südermark bakanları Hamn'da bir anlaşma imzaladı.", "translated"),
    ],
)
def test_missing(text, why):
    assert find(text, pact).method is Method.MISSING, why


def test_words_alone_decide_where_no_hash_is_known():
    located = find(TEXT.replace("pact", "treaty"), by_words(pact))
    assert (located.method, located.passage, located.score) == (Method.WORDS, PACT.replace("pact", "treaty"), 100.0)
    assert find(TEXT, by_words(drill)).method is Method.WORDS
    assert find(TEXT + DRILL, by_words(drill)).method is Method.MISSING
    assert find(f"{FIRST} {'herring ' * 100} {LAST}", by_words(pact)).method is Method.MISSING
    assert find(TEXT, replace(by_words(drill), last_words="")).passage == DRILL


def test_fuzzy_where_the_passage_can_be_restored():
    changed = PACT.replace("The ministers, Ann", "The two ministers, Ann").replace("ministry said", "minstry said")
    located = find(TEXT.replace(PACT, changed), pact)
    assert (located.method, located.passage) == (Method.FUZZY, changed)
    # Three letters and a space were added, and one letter was left out.
    assert located.score == pytest.approx(100 * (1 - 5 / (len(PACT) + len(changed))))


@pytest.mark.parametrize(
    ("passage", "changed"),
    [
        (PACT, PACT.upper()),
        (PACT, PACT.replace("ministers", "minixters").replace("signed", "sygned").replace("ministry", "minystry")),
        (PACT, PACT.replace("The ministers, Ann", "The ministers, Anna")),
        (DRILL, "No dril was held in 2020."),
        (DRILL, "NO DRILL WAS HELD IN 2020."),
        ("caught it … that very morning.", "CAUGHT IT ... THAT VERY MORNING."),
        (BROTHERS, "“We are brothers”, Berg said."),
    ],
)
def test_fuzzy_where_spelling_alone_differs(passage, changed):
    wanted = pact if passage == PACT else recorded(passage, passage)
    located = find(TEXT.replace(passage, changed), wanted)
    assert (located.method, located.passage) == (Method.FUZZY, changed)
    assert THRESHOLD <= located.score <= 100


@pytest.mark.parametrize(
    ("wanted", "changed", "why"),
    [
        (drill, "No drill was held in 2021.", "another year"),
        (drill, "No drill was ever held in 2020.", "another word, and nothing to confirm it by"),
        (drill, "No drill is held in 2020.", "another word, and nothing to confirm it by"),
        (drill, "A drill was held in 2020.", "another beginning"),
        (drill, "But no drill was held in 2020.", "a small letter for a capital"),
        (drill, "No drill was held in 2020, and", "another end"),
        (pact, PACT.replace("The ministers, Ann", "All ministers, Ann"), "another beginning"),
        (pact, PACT.replace("The ministers, Ann", "The two kings, Ann"), "two other words at one end"),
        (pact, PACT.replace("The ministers", "The two ministers").replace("pact", "deal"), "nothing to confirm it by"),
        (brothers, "We are brothers, Berg said.", "without the mark that it begins with"),
    ],
)
def test_not_fuzzy_enough(wanted, changed, why):
    passage = TEXT[wanted.start : wanted.end]
    assert find(TEXT.replace(passage, changed), wanted).method is Method.MISSING, why


def test_edges_do_not_overlap():
    first, last = "In Hammerfest representatives assembled and ate", "and ate extraordinarily flavoursome herring."
    wanted = recorded(f"{first} {last}", first, last, f"{first} {last}")
    shorter = f"{first} {last}".replace("and ate and ate", "and ate")
    assert len(shorter) / wanted.length > THRESHOLD / 100
    for text in (shorter, shorter.replace("Hammerfest", "Hammerfast")):
        assert find(text, wanted).method is Method.MISSING


def test_numbers_must_be_the_same():
    passage = "In May 2021 some 40 ships of both fleets met off Hamn, as sailors of Norrland remember."
    whole = recorded("In May 2021 some 40 ships", "In May 2021 some 40 ships", text=passage)
    edges = recorded(passage, "In May 2021 some 40 ships", "sailors of Norrland remember.", passage)
    for wanted in (whole, edges):
        assert find(passage.replace("ships", "shipps"), wanted).method is Method.FUZZY
        assert find(passage.replace("ships", "shipps").replace("2021", "2012"), wanted).method is Method.MISSING
        assert find(passage.replace("2021", "2012"), wanted).method is Method.MISSING


def test_the_score_of_what_cannot_be_restored_is_the_least_of_its_likenesses():
    changed = PACT.replace("ministers", "minixters").replace("Hamn", "the town of Hamn")
    located = find(TEXT.replace(PACT, changed), pact)
    assert (located.method, located.passage) == (Method.FUZZY, changed)
    assert located.score == pytest.approx(100 * len(PACT) / len(changed))


def test_letters_that_grow_in_lower_case_move_nothing():
    changed = PACT.replace("ministers", "minixters")
    text = f"İİİ İstanbul. {TEXT.replace(PACT, changed)}"
    assert find(text, pact).passage == changed
    assert find(f"İİİ {DRILL.upper()}", drill).passage == DRILL.upper()


def test_nothing_is_restored_of_which_little_was_there():
    passage = "On this spot we shall all meet in the hall."
    wanted = recorded(passage, "On this spot we shall all", "meet in the hall.", passage)
    assert find("On this spot we did all sing in the hall.", wanted).method is Method.MISSING


def test_two_places_that_are_alike_are_none():
    text = TEXT + TEXT
    changed = text.replace("ministers, Ann", "minixters, Ann")
    assert find(changed, pact).method is Method.MISSING


def test_without_rapidfuzz(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert find(TEXT, pact).method is Method.EXACT
    assert find("…" + TEXT, pact).method is Method.NORMALISED
    assert find(TEXT.replace("pact", "treaty"), pact).method is Method.WORDS
    with pytest.raises(ModuleNotFoundError, match=r"rapidfuzz; pip install 'azturk-data\[hydrate\]'") as raised:
        relocate(PACT.upper(), [pact])
    assert raised.value.name == "rapidfuzz"
    (located,) = relocate(PACT.upper(), [pact], fuzzy=False)
    assert located.method is Method.MISSING


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("s", ""),
        Wanted("s", " \u200b", " "),
        Wanted("s", "?!", "."),
        Wanted("s", "Yes", start=5, end=2, sha256="0" * 64),
        Wanted("s", "Yes", start=-3, end=-1, sha256=passage_hash(TEXT[-3:-1])),
        Wanted("s", "No", start=0, end=10_000, sha256=passage_hash(TEXT)),
        Wanted("s", "\ud800", "\udfff", 0, 5, "0" * 64, "0" * 64),
    ],
)
def test_what_cannot_be_found_is_missing(wanted):
    assert find(TEXT, wanted).method is Method.MISSING


def test_words_that_stand_everywhere_are_no_help():
    crowd = "to be or not " * (MOST + 1)
    assert find(crowd + PACT, pact).passage == PACT
    assert find(crowd, recorded("or not", "or not", text="or not")).method is Method.MISSING
    assert find("No " * 10 + DRILL.replace("drill", "dril"), drill).method is Method.FUZZY
    assert find("No " * MOST + DRILL.replace("drill", "dril"), drill).method is Method.MISSING
    known = recorded("to be or not", "to be", "or not", "to be or not")
    assert find(" to be or not" * 10, known).method is Method.NORMALISED
    assert find(crowd[1:], known).method is Method.MISSING


def test_pairs_that_stand_everywhere_are_no_help():
    # Each beginning has more than ten ends behind it, near enough to be the passage's.
    passage = "to be " + "or not " * 20
    known = recorded(passage.strip(), "to be", "or not", passage)
    assert find(" " + passage * 10, known).method is Method.NORMALISED
    assert find(" " + passage * (MOST // 20), known).method is Method.MISSING


def test_results_come_in_the_order_asked():
    asked = [replace(drill, span_id="b"), replace(pact, span_id="a"), replace(drill, span_id="c", first_words="Who?")]
    assert [(one.span_id, one.method) for one in relocate(TEXT + " ", iter(asked))] == [
        ("b", Method.EXACT),
        ("a", Method.EXACT),
        ("c", Method.EXACT),
    ]
    assert relocate(TEXT, []) == []


any_text = st.text(st.characters(), max_size=60)
"""Half surrogate pairs too, which a Python string can hold."""
words = st.lists(
    st.sampled_from(["the", "The", "pact", "Çelik", "İzmir", "2020", "“we", "are”", "a-b", "…", "\u00ad", "said."])
)
text_of_words = words.map(" ".join)
hashes = st.none() | st.sampled_from(["0" * 64, passage_hash("the"), normal_hash("the")])
offsets = st.none() | st.integers(-3, 100)
anything = any_text | text_of_words


@settings(deadline=None, max_examples=300)
@given(
    anything,
    st.lists(st.builds(Wanted, any_text, anything, st.none() | anything, offsets, offsets, hashes, hashes), max_size=4),
)
def test_fuzzing_finds_a_stretch_of_the_text_or_nothing(text, wanted):
    results = relocate(text, wanted)
    assert [one.span_id for one in results] == [one.span_id for one in wanted]
    for one in results:
        if one.method is Method.MISSING:
            assert (one.start, one.end, one.passage, one.score) == (None, None, None, 0.0)
        else:
            assert 0 <= one.start < one.end <= len(text)
            assert one.passage == text[one.start : one.end]
            assert THRESHOLD <= one.score <= 100


@settings(deadline=None, max_examples=300)
@given(words, words, words, words, st.data())
def test_fuzzing_finds_whatever_stands_there_unchanged(before, first, between, behind, data):
    passage = " ".join(["Here", *first, *between, "ends."])
    wanted = recorded(passage, " ".join(["Here", *first]), "ends.", passage)
    gap = data.draw(st.sampled_from([" ", "\n", " \u200b", "\u00a0\n\t"]))
    text = gap.join([*before, *passage.split(" "), *behind])
    located = find(text, wanted)
    assert located.method in (Method.EXACT, Method.NORMALISED)
    assert normalise(located.passage).text == normalise(passage).text
