import pytest

from azturk_data.finding import THRESHOLD, find, key


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
