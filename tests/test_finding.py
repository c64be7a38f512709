from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from azturk_data import shipped
from azturk_data.finding import THRESHOLD, find, key
from azturk_data.name_index import LETTERS, PART, WHOLE, WORDS, LetterBags, NameIndex, Subsequences


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Yashar Guler", "official/yasar-guler"),
        ("YASAR GÜLER", "official/yasar-guler"),
        ("Яшар Гюлер", "official/yasar-guler"),
        ("Յաշար Գյուլեր", "official/yasar-guler"),
        ("Guler, Yasar", "official/yasar-guler"),
        ("Zakir Həsənov", "official/zakir-hasanov"),
        ("Гасанов", "official/zakir-hasanov"),
        ("İlham Əliyev", "official/ilham-aliyev"),
        ("Ильхам Алиев", "official/ilham-aliyev"),
        ("Ceyhun Bayramov", "official/jeyhun-bayramov"),
        ("Эрдоган", "official/recep-tayyip-erdogan"),
        ("Şuşa", "place/shusha"),
        ("Shushi", "place/shusha"),
        ("Շուշի", "place/shusha"),
        ("Naxçıvan", "place/nakhchivan"),
        ("Nakhichevan", "place/nakhchivan"),
        ("Shusha Declaration", "agreement/shusha-declaration-2021"),
        ("Treaty of Kars", "agreement/kars-treaty-1921"),
    ],
)
def test_a_name_is_found_in_any_spelling(text: str, record: str) -> None:
    assert find(text)[0].record_id == record, [str(hit) for hit in find(text)]


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "Sweden", "!?"])
def test_what_is_not_there_is_not_found(text: str) -> None:
    assert find(text) == []


def test_hits_are_ranked_and_limited() -> None:
    hits = find("Erdogan", limit=3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score >= THRESHOLD for hit in hits)
    assert str(hits[0]) == "official/recep-tayyip-erdogan  Recep Tayyip Erdoğan (as 'Erdogan')"


@pytest.mark.parametrize(
    "forms",
    [
        ("Şuşa", "Shusha", "Шуша", "ŞUŞA", "şuşa"),
        ("Yaşar Güler", "Yashar Guler", "Яшар Гюлер"),
        ("İlham Əliyev", "Ilham Aliyev", "Ильхам Алиев"),
        ("Çelik", "Chelik", "Celik"),
    ],
)
def test_spellings_of_one_name_have_one_key(forms: tuple[str, ...]) -> None:
    assert len({key(form) for form in forms}) == 1


def ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def likeness(wanted: str, held: str) -> float:
    """What the index promises to give, by comparing with the name."""
    if wanted == held:
        return 1.0
    if f" {wanted} " in f" {held} ":
        return WHOLE + PART * len(wanted) / len(held)
    words, others = wanted.split(), held.split()
    met = [max((ratio(word, other) for other in others if other[0] == word[0]), default=0.0) for word in words]
    whole = LETTERS * ratio(wanted, held)
    enough = len(words) <= len(others) and min(met) >= THRESHOLD
    return max(whole, WORDS * (sum(met) / len(met)) if enough else 0.0)


KEYS = sorted({key(label) for label in shipped.read("records")["label"].to_pylist()[::7]})[:400]
INDEX = NameIndex(KEYS, THRESHOLD, [False] * len(KEYS))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KEYS), st.data())
def test_the_index_finds_what_comparing_with_every_name_finds(name: str, data: st.DataObject) -> None:
    words = data.draw(st.permutations(name.split()))[: data.draw(st.integers(1, 6))]
    letters = list(" ".join(words))
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(letters) - 1))
        letters[place] = data.draw(st.sampled_from(["", "a", "i", "s", " ", letters[place] + "e"]))
    wanted = key("".join(letters))
    if not wanted:
        return
    expected = {place: likeness(wanted, held) for place, held in enumerate(KEYS)}
    assert INDEX.like(wanted) == {place: score for place, score in expected.items() if score >= THRESHOLD}


def test_names_for_whole_words_only_are_not_found_by_likeness() -> None:
    keys = ["military dialogue", "military dialog"]
    assert set(NameIndex(keys, THRESHOLD, [False, False]).like("military dialogue")) == {0, 1}
    assert set(NameIndex(keys, THRESHOLD, [True, True]).like("military dialogue")) == {0}


@given(st.text("abc ", max_size=12), st.text("abc ", max_size=12))
def test_the_bounds_are_bounds(one: str, other: str) -> None:
    bags = LetterBags()
    matched = sum(size for *_, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    shared = (bags.of(one) & bags.of(other)).bit_count()
    assert shared == sum(min(one.count(letter), other.count(letter)) for letter in set(one))
    assert matched <= Subsequences(one).longest(other) <= shared
