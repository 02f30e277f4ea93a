"""What must hold of a value found on any scale."""

from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemelang.outcome.outcome import Lack
from schemelang.outcome.scaling import How, Rows, on_scale, slices_of

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)
STEPS = st.fractions(min_value=Fraction(1, 100), max_value=100, max_denominator=100)


@st.composite
def scales(draw: st.DrawFn, *, rising: bool = False) -> Rows:
    """Draw rows in order, with what is given below and above; `rising` if more never gives less."""
    ats = tuple(accumulate(draw(st.lists(STEPS, min_size=2, max_size=6)), initial=draw(NUMBERS)))
    gives = draw(st.lists(NUMBERS, min_size=len(ats) + 2, max_size=len(ats) + 2))
    below, *between, above = sorted(gives) if rising else gives
    return Rows(marks=tuple(zip(ats, between, strict=True)), below=below, above=above)


def found(how: How, value: Fraction, rows: Rows) -> Fraction:
    """Return what a scale gives, which it must."""
    result = on_scale(how, value, rows)
    assert isinstance(result, Fraction)
    return result


@given(scales(rising=True), NUMBERS, NUMBERS)
def test_more_never_gives_less_where_rows_rise(rows: Rows, one: Fraction, other: Fraction) -> None:
    """Where each row gives at least as much as the one before it, a better value gives no less."""
    less, more = sorted((one, other))

    assert found("line", less, rows) <= found("line", more, rows)
    assert found("whole", less, rows) <= found("whole", more, rows)


@given(scales(), NUMBERS)
def test_slices_make_up_the_value(rows: Rows, value: Fraction) -> None:
    """What lies in the rows and below the first, counted from nothing, is the value."""
    ats = tuple(at for at, _ in rows.marks)
    under = min(value, ats[0]) - min(Fraction(0), ats[0])

    assert under + sum(slices_of(value, ats)) == value


@given(scales(), NUMBERS, NUMBERS)
def test_a_sum_of_slices_is_the_area_under_the_bands(rows: Rows, one: Fraction, other: Fraction) -> None:
    """Between two values of one band, slices grow by the rate of the band, which is what the whole is given."""
    less, more = sorted((one, other))
    edges = sorted({less, more, *(at for at, _ in rows.marks if less < at < more)})
    area = sum(((high - low) * found("whole", low, rows) for low, high in pairwise(edges)), Fraction(0))

    assert found("slice", more, rows) - found("slice", less, rows) == area


@given(scales(), STEPS)
def test_whole_and_slice_agree_in_a_first_row_from_nothing(rows: Rows, part: Fraction) -> None:
    """In a first row that begins at nothing, a rate on the slice is the same rate on the whole."""
    first = rows.marks[0][0]
    moved = Rows(marks=tuple((at - first, gives) for at, gives in rows.marks), below=rows.below, above=None)
    value = min(part, moved.marks[1][0])

    assert found("slice", value, moved) == value * moved.marks[0][1]


@given(scales())
def test_a_line_goes_through_its_rows(rows: Rows) -> None:
    """At each row a line gives what the row says, and half way to the next what lies half way between."""
    for (at, gives), (then, more) in pairwise(rows.marks):
        assert found("line", at, rows) == gives
        assert found("line", then, rows) == more
        assert found("line", (at + then) / 2, rows) == (gives + more) / 2


@pytest.mark.parametrize("how", ["line", "whole", "slice"])
def test_rows_out_of_order_give_nothing(how: How) -> None:
    """Rows that are worked out and turn out not to go up are no scale."""
    rows = Rows(marks=((Fraction(2), Fraction(0)), (Fraction(1), Fraction(5))), below=Fraction(0), above=Fraction(5))

    assert on_scale(how, Fraction(3), rows) is Lack.OUT_OF_ORDER


@pytest.mark.parametrize(("how", "value"), [("line", 0), ("whole", 0), ("slice", 0), ("slice", 2), ("line", 9)])
def test_what_is_not_said_is_not_given(how: How, value: int) -> None:
    """A value that was thought to be impossible is not given anything by a scale that says nothing of it."""
    rows = Rows(marks=((Fraction(1), Fraction(3)), (Fraction(5), Fraction(4))), below=None, above=None)

    assert on_scale(how, Fraction(value), rows) is Lack.OFF_THE_SCALE
