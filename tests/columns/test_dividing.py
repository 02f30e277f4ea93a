"""Division: 20,000 pairs in every lane, at and beside whole quotients and halves, on either side of nothing."""

import numpy as np
import pytest

from dividing import pairs
from schemelang.columns.tables import names_of_the_text
from schemelang.columns.wide import Table, wide_divided, wide_of, wide_rest


def apart(most: int) -> tuple[Table, Table, list[tuple[int, int]]]:
    """Lay pairs out as two tables of Python's integers, and say what their quotients and rests are."""
    numbers = pairs(most)
    above, below = (np.array([each], object) for each in zip(*numbers, strict=True))
    return above, below, [divmod(one, by) for one, by in numbers]


def test_in_float64_below_its_end() -> None:
    """A quotient rounded down is exact for whole numbers below 2**53; with these pairs at that size none is wrong."""
    above, below, expected = apart(2**53 - 2**21)
    a, b = (each.astype(names_of_the_text()["float64"]) for each in (above, below))

    assert np.floor(a / b).astype(np.int64)[0].tolist() == [quotient for quotient, _ in expected]


def test_in_int64_below_its_end() -> None:
    """Whole division of int64 rounds down, for numbers below nothing too."""
    above, below, expected = apart(2**63 - 2**21)
    a, b = above.astype(np.int64), below.astype(np.int64)

    assert list(zip((a // b)[0].tolist(), (a % b)[0].tolist(), strict=True)) == expected


@pytest.mark.parametrize("most", [2**63, 2**72, 2**80])
def test_in_two_limbs(most: int) -> None:
    """A quotient near by is set right by what is left of it."""
    above, below, expected = apart(most)
    kept = [at for at, (quotient, _) in enumerate(expected) if abs(quotient) < 2**62]
    a, b = wide_of(above[:, kept]), wide_of(below[:, kept])

    found = zip(wide_divided(a, b)[0].tolist(), wide_rest(a, b)[0].tolist(), strict=True)
    assert list(found) == [expected[at] for at in kept]
    assert len(kept) > 1000
