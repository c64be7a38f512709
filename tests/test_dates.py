import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from azturk_data.models import When
from azturk_data.models.dates import bounds, bounds_by_library
from azturk_data.models.vocabularies import DateBasis

D = datetime.date


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1992", D(1992, 1, 1), D(1992, 12, 31)),
        ("2021-06", D(2021, 6, 1), D(2021, 6, 30)),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29)),
        ("2021-06-15", D(2021, 6, 15), D(2021, 6, 15)),
        ("2020-09-27/2020-11-10", D(2020, 9, 27), D(2020, 11, 10)),
        ("1992/1994", D(1992, 1, 1), D(1994, 12, 31)),
        ("192X", D(1920, 1, 1), D(1929, 12, 31)),
        ("2021-06-03~", D(2021, 6, 3), D(2021, 6, 3)),
        ("1992?", D(1992, 1, 1), D(1992, 12, 31)),
        ("2007/..", D(2007, 1, 1), None),
        ("../1988-02", None, D(1988, 2, 29)),
        ("2023-23", D(2023, 9, 1), D(2023, 11, 30)),
    ],
)
def test_bounds(edtf: str, first: datetime.date | None, last: datetime.date | None) -> None:
    assert bounds(edtf) == (first, last)
    when = When(edtf=edtf, basis=DateBasis.STATED)
    assert (when.first, when.last) == (first, last)


@pytest.mark.parametrize("edtf", ["", "2021-13", "2021-02-29", "June 2021", "15.6.2021", "20210615", "2021-06-?"])
def test_what_is_no_date(edtf: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        bounds(edtf)


@pytest.mark.parametrize("edtf", ["2021/2020", "2021-06-15/2021-06-14", "2021-06-15/2021-05"])
def test_what_runs_backwards(edtf: str) -> None:
    with pytest.raises(ValueError, match="runs backwards, from"):
        bounds(edtf)


@pytest.mark.parametrize("edtf", ["2021-06-03/", "/2021-06-03"])
def test_a_blank_end_is_refused_since_it_would_be_guessed(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"write '\.\.' for an open end"):
        bounds(edtf)


def plain_dates() -> st.SearchStrategy[str]:
    """Years, months and days as EDTF writes them, right and wrong."""
    years = st.integers(990, 2100).map(lambda year: f"{year:04}")
    parts = st.integers(0, 33).map(lambda part: f"{part:02}")
    plain = st.one_of(years, st.tuples(years, parts).map("-".join), st.tuples(years, parts, parts).map("-".join))
    return st.tuples(plain, st.sampled_from(["", "", "?", "~", "%"])).map("".join)


def answer(read, edtf: str) -> object:
    try:
        return read(edtf)
    except ValueError:
        return ValueError


@given(st.one_of(plain_dates(), st.just("..")), st.one_of(plain_dates(), st.just(".."), st.just("")))
def test_what_the_standard_library_reads_is_what_the_edtf_package_reads(one: str, other: str) -> None:
    dotted = "" if one == ".." else one, "" if other == ".." else other
    for edtf in (one, f"{one}/{other}", f"[{dotted[0]}..{dotted[1]}]"):
        # A year before 1000, and a season (2023-23), are forms that only the package knows.
        assert answer(bounds, edtf) == answer(bounds_by_library, edtf), edtf
    for edtf in (f"{one[:3]}X", f"[{one},{other}]", f"[{one}..{other},{other}]", f"[{one},{other}..{one},{other}]"):
        assert answer(bounds, edtf) == answer(bounds_by_library, edtf), edtf
