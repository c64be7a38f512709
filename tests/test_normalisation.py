import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from azturk_data.normalisation import GONE, hash_of_normal, normal_hash, normalise
from azturk_data.texts import passage_hash


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  one \n\n two\u00a0\t three\u2009", "one two three"),
        ("“a” „b“ «c» ‘d’ e´s f`s 5′ 6″", '"a" "b" "c" \'d\' e\'s f\'s 5\' 6"'),
        ("a‐b c‑d e–f g—h i−j", "a-b c-d e-f g-h i-j"),
        ("wait… what", "wait... what"),
        ("Tu\u0308rkiye, Gu\u0308ler, Yas\u0327ar", "Türkiye, Güler, Yaşar"),
        ("\ufeffmi\u00adni\u200bster \u200ehe\u2066re\u2069", "minister here"),
        ("e\u200b\u0301", "é"),
        ("\u1112\u1161\u11ab", "한"),
        ("İstanbul ISPARTA Iğdır", "İstanbul ISPARTA Iğdır"),
        ("50 % of 3-4, <b> & so_on", "50 % of 3-4, <b> & so_on"),
        ("", ""),
        (" \u200b\n", ""),
    ],
)
def test_normal_form(text, normal):
    assert normalise(text).text == normal


def test_every_character_knows_where_it_comes_from():
    text = " Gu\u0308l…  sa\u00adid"
    found = normalise(text)
    assert found.text == "Gül... said"
    assert text[slice(*found.original(0, 3))] == "Gu\u0308l"
    assert text[slice(*found.original(4, 5))] == "…"
    assert text[slice(*found.original(7, 11))] == "sa\u00adid"
    assert [found.position(offset) for offset in (0, 1, 2, 4, 5, 6, 8, 9, 99)] == [0, 0, 1, 2, 3, 6, 7, 8, 11]


def test_the_hash_is_that_of_the_normal_form():
    assert normal_hash("“No – never…”\n") == passage_hash('"No - never..."') == hash_of_normal('"No - never..."')
    assert normal_hash("\ud800") != normal_hash("")


def test_no_more_than_thirty_marks_join_a_letter():
    # To put them in order takes time that grows with the square of their number.
    found = normalise("e" + "\u0323\u0301" * 50)
    assert (found.text[:2], found.ends[0], len(found.text)) == ("ẹ\u0323", 31, 100)


awkward = st.text(
    st.sampled_from(
        "aeİ’`…-— \n\u00a0\u00ad\u200b\ufe0f\u0301\u0323\u0327\u0308\u1112\u1161\u11ab한\u09c7\u09be\u0338<=\ud800"
    )
)
anything = st.text() | awkward


@settings(deadline=None)
@given(anything)
def test_it_is_plain(text):
    normal = normalise(text).text
    assert normal == " ".join(normal.split())
    assert unicodedata.is_normalized("NFC", normal)
    assert not GONE & set(normal)
    assert normalise(normal).text == normal


@settings(deadline=None)
@given(anything, st.sampled_from(["NFC", "NFD"]))
def test_the_unicode_form_does_not_matter(text, form):
    assert normalise(unicodedata.normalize(form, text)).text == normalise(text).text


@settings(deadline=None)
@given(anything, st.data())
def test_offsets_lead_back(text, data):
    found = normalise(text)
    assert len(found.starts) == len(found.ends) == len(found.text)
    assert found.starts == sorted(found.starts)
    assert found.ends == sorted(found.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
    if found.text:
        start = data.draw(st.integers(0, len(found.text) - 1))
        end = data.draw(st.integers(start + 1, len(found.text)))
        held = text[slice(*found.original(start, end))]
        assert found.text[start:end].strip() in normalise(held).text
        assert found.starts[found.position(found.starts[start])] == found.starts[start]


@settings(deadline=None)
@given(anything, st.lists(st.sampled_from(sorted(GONE))), st.data())
def test_what_is_invisible_does_not_matter(text, invisible, data):
    at = data.draw(st.integers(0, len(text)))
    assert normalise(text[:at] + "".join(invisible) + text[at:]).text == normalise(text).text


def test_no_letter_is_folded():
    letters = [unicodedata.normalize("NFC", chr(code)) for code in range(0x110000) if chr(code).isalpha()]
    kept = normalise(" ".join(letters)).text.split(" ")
    # These two are letters by name only: they are printed for the apostrophe.
    assert {old: new for old, new in zip(letters, kept, strict=True) if new != old} == {"ʻ": "'", "ʼ": "'"}
