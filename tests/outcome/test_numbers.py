"""Numbers reckoned in whole ones come to what fractions come to."""

from fractions import Fraction
from itertools import combinations
from math import prod

import pytest

from schemelang.outcome.numbers import difference, product, side_by_side, total

NUMBERS = tuple(Fraction(above, below) for above, below in ((0, 1), (7, 1), (-7, 2), (1, 3), (12345, 100), (-1, 3)))
MANY = tuple(Fraction(number, number + 1) for number in range(1, 20))


@pytest.mark.parametrize("them", [NUMBERS, NUMBERS[:1], NUMBERS[:2], MANY, ()])
def test_sums_and_products_are_those_of_fractions(them: tuple[Fraction, ...]) -> None:
    """However many denominators there are, and with one number alone or none."""
    assert total(them) == sum(them, Fraction(0))
    assert product(them) == prod(them, start=Fraction(1))


@pytest.mark.parametrize(("one", "other"), list(combinations(NUMBERS, 2)))
def test_two_numbers_are_taken_off_each_other_and_compared(one: Fraction, other: Fraction) -> None:
    """What is greater is so as a whole number too; and what is as great."""
    assert difference((one, other)) == one - other
    first, second = side_by_side(one, other)
    assert (first > second, first == second) == (one > other, one == other)
    assert len(set(side_by_side(one, one))) == 1
