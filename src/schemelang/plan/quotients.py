"""Fractions of a plan: a constant times one step over another, so that constants come together before any are steps."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm, prod
from typing import assert_never

from attrs import field, frozen

from schemelang.light import evolve
from schemelang.plan.bench import Bench
from schemelang.plan.plan import Axis, Place
from schemelang.quantities import Way, round_to

End = Fraction | None
Ends = tuple[End, End]
"""What a fraction is never below, and what it is never above, where there are such ends."""

_ONE: Ends = (Fraction(1), Fraction(1))


@frozen
class Quotient:
    """A fraction: `factor`, which is above nothing, times a step over another, which is above nothing too.

    Its `ends` may be narrower than those of the two steps say: of a part and its whole, that it is 1 at most.
    """

    factor: Fraction
    value: Place
    unit: Place
    ends: Ends = field(default=(None, None), eq=False)


@frozen(eq=False)
class Quotients:
    """How fractions are reckoned with at a bench. A constant comes to a number laid down, and nothing else."""

    bench: Bench

    def constant(self, value: Fraction | int) -> Quotient:
        """Return a constant."""
        sign = self.bench.number((value > 0) - (value < 0))
        exact = Fraction(value)
        return Quotient(abs(exact) or Fraction(1), sign, self.bench.number(1), (exact, exact))

    def of(
        self, value: Place, unit: Place | None = None, factor: Fraction | int = 1, ends: Ends = (None, None)
    ) -> Quotient:
        """Return a step over another, times a constant above nothing, with what is constant in it taken out."""
        bench, times = self.bench, Fraction(factor)
        number, below = bench.worth_of(value), 1 if unit is None else bench.worth_of(unit)
        if number is not None and (number == 0 or below is not None):
            return self.constant(times * number / (below or 1))
        narrow = _narrowed(ends, self._read_off(value, unit, times))
        if number is not None:
            times, value = times * abs(number), bench.number(1 if number > 0 else -1)
        if unit is None or below is not None:
            return Quotient(times / (below or 1), value, bench.number(1), narrow)
        return Quotient(times, value, unit, narrow)

    def _read_off(self, value: Place, unit: Place | None, factor: Fraction) -> Ends:
        """Return the ends that a fraction has by those of its steps."""
        low, high = self.bench.ends(value)
        if unit is None:
            return None if low is None else factor * low, None if high is None else factor * high
        least, most = self.bench.ends(unit)
        least = least or 1
        down = None if low is None else _over(factor * low, least if low < 0 else most)
        up = None if high is None else _over(factor * high, least if high > 0 else most)
        return down, up

    def worth(self, one: Quotient) -> Fraction | None:
        """Return what a fraction always is, if there is only one."""
        value = self.bench.worth_of(one.value)
        return one.factor * value if value is not None and self.is_even(one) else None

    def is_even(self, *them: Quotient) -> bool:
        """Say whether none of some fractions is over a step that is not the same for all."""
        return all(self.bench.worth_of(one.unit) == 1 for one in them)

    def is_never_negative(self, one: Quotient) -> bool:
        """Say whether a fraction is below nothing for nobody."""
        low, _ = one.ends
        return low is not None and low >= 0

    def numerator(self, one: Quotient) -> Place:
        """Return the step that stands above."""
        return self.bench.times(self.bench.number(one.factor.numerator), one.value)

    def denominator(self, one: Quotient) -> Place:
        """Return the step that stands below."""
        return self.bench.times(self.bench.number(one.factor.denominator), one.unit)

    def whole(self, one: Quotient, unit: Fraction) -> Place:
        """Say how many units a fraction is that is never part of one."""
        units = evolve(one, factor=one.factor / unit)
        return self.bench.divided(self.numerator(units), self.denominator(units))

    # ------------------------------------------------------------ brought together

    def alike(self, them: Sequence[Quotient]) -> tuple[Fraction, Place, list[Place]]:
        """Bring fractions to the same constant over the same step; return both, and what of them each then is."""
        bench, one = self.bench, self.bench.number(1)
        units, values = dict.fromkeys(each.unit for each in them if each.unit != one), list[Place]()
        common, over_own = self._over_own(*them)
        for each, value in zip(them, over_own, strict=True):
            values.append(reduce(bench.times, (unit for unit in units if unit != each.unit), value))
        return common, reduce(bench.times, units, one), values

    def _of_several(
        self, them: Sequence[Quotient], put: Callable[[Place, Place], Place], ends: Callable[[Ends, Ends], Ends]
    ) -> Quotient:
        factor, unit, values = self.alike(them)
        return self.of(reduce(put, values), unit, factor, reduce(ends, (each.ends for each in them)))

    # ------------------------------------------------------------ arithmetic

    def total(self, them: Iterable[Quotient]) -> Quotient:
        """Add fractions; constants first of all."""
        terms, laid_down = list[Quotient](), Fraction(0)
        for each in them:
            worth = self.worth(each)
            if worth is None:
                terms.append(each)
            else:
                laid_down += worth
        if laid_down or not terms:
            terms.append(self.constant(laid_down))
        return self._of_several(terms, self.bench.plus, _added)

    def less(self, one: Quotient, less: Quotient) -> Quotient:
        """Take one fraction off another."""
        return self._of_several((one, less), self.bench.minus, _less)

    def product(self, them: Iterable[Quotient]) -> Quotient:
        """Multiply fractions."""
        factors = list(them)
        value = reduce(self.bench.times, (each.value for each in factors), self.bench.number(1))
        unit = reduce(self.bench.times, (each.unit for each in factors), self.bench.number(1))
        ends = reduce(_multiplied, (each.ends for each in factors), _ONE)
        return self.of(value, unit, prod((each.factor for each in factors), start=Fraction(1)), ends)

    def ratio(self, part: Quotient, whole: Quotient) -> Quotient:
        """Divide a fraction by another; where that is nothing it does not matter what comes of it."""
        bench = self.bench
        value, below = part.value, bench.greater(bench.size(whole.value), bench.number(1))
        if part.unit == whole.unit:
            unit = below
        else:
            value, unit = bench.times(value, whole.unit), bench.times(part.unit, below)
        if not self.is_never_negative(whole):
            turned = bench.is_less(whole.value, bench.number(0))
            value = bench.choose(turned, bench.minus(bench.number(0), value), value)
        return self.of(value, unit, part.factor / whole.factor, _divided(part.ends, whole.ends))

    def least(self, them: Sequence[Quotient]) -> Quotient:
        """Take the least of some fractions."""
        return self._of_several(them, self.bench.lesser, _lesser)

    def greatest(self, them: Sequence[Quotient]) -> Quotient:
        """Take the greatest of some fractions."""
        return self._of_several(them, self.bench.greater, _greater)

    # ------------------------------------------------------------ held against each other, chosen

    def compared(self, one: Quotient, other: Quotient, how: Callable[[Place, Place], Place]) -> Place:
        """Hold two fractions against each other."""
        _, _, (this, that) = self.alike((one, other))
        return how(this, that)

    def is_less(self, one: Quotient, other: Quotient) -> Place:
        """Say whether one fraction is less than another."""
        return self.compared(one, other, self.bench.is_less)

    def is_equal(self, one: Quotient, other: Quotient) -> Place:
        """Say whether two fractions are the same."""
        return self.compared(one, other, self.bench.is_equal)

    def is_nothing(self, one: Quotient) -> Place:
        """Say whether a fraction is nothing."""
        return self.bench.is_equal(one.value, self.bench.number(0))

    def is_negative(self, one: Quotient) -> Place:
        """Say whether a fraction is below nothing."""
        return self.bench.is_less(one.value, self.bench.number(0))

    def choose(self, condition: Place, then: Quotient, otherwise: Quotient) -> Quotient:
        """Take one fraction if something is so, else the other."""
        known = self.bench.worth_of(condition)
        if known is not None or then == otherwise:
            return otherwise if known == 0 else then
        factor, (one, other) = self._over_own(then, otherwise)
        nothing = [self.bench.worth_of(each.value) == 0 for each in (then, otherwise)]
        if any(nothing):  # nothing over what there is
            unit = otherwise.unit if nothing[0] else then.unit
        else:
            unit = self.bench.choose(condition, then.unit, otherwise.unit)
        ends = of_either(then.ends, otherwise.ends)
        return self.of(self.bench.choose(condition, one, other), unit, factor, ends)

    def _over_own(self, *them: Quotient) -> tuple[Fraction, list[Place]]:
        """Bring fractions to the same constant, each over its own step."""
        bench = self.bench
        factors = [each.factor for each in them if bench.worth_of(each.value) != 0]
        common = _common(factors)
        many = [each.factor / common if bench.worth_of(each.value) != 0 else 0 for each in them]
        return common, [bench.times(bench.number(int(n)), each.value) for n, each in zip(many, them, strict=True)]

    def beside(self, rows: Sequence[Quotient], axis: Axis) -> Quotient:
        """Put fractions with one row each into a table."""
        factor, values = self._over_own(*rows)
        unit = self.bench.beside([row.unit for row in rows], axis)
        return self.of(self.bench.beside(values, axis), unit, factor, reduce(of_either, (row.ends for row in rows)))

    # ------------------------------------------------------------ rounded, taken row by row

    def rounded(self, one: Quotient, unit: Fraction, way: Way) -> Quotient:
        """Round a fraction to a unit: up is away from nothing."""
        bench, units = self.bench, evolve(one, factor=one.factor / unit)
        above, below = self.numerator(units), self.denominator(units)
        low, high = ends = (_rounded(one.ends[0], unit, way), _rounded(one.ends[1], unit, way))
        if bench.worth_of(below) == 1:
            rounded = above
        elif self.is_never_negative(one):
            rounded = self._rounded(above, below, way)
        else:
            size = self._rounded(bench.size(above), below, way)
            turned = bench.is_less(above, bench.number(0))
            rounded = bench.choose(turned, bench.minus(bench.number(0), size), size)
        bench.narrowed(rounded, *(None if end is None else int(end / unit) for end in (low, high)))
        return self.of(rounded, None, unit, ends)

    def _rounded(self, above: Place, below: Place, way: Way) -> Place:
        """Round what is not below nothing to a whole number."""
        bench, two = self.bench, self.bench.number(2)
        even = bench.worth_of(below)
        match way:
            case "down":
                return bench.divided(above, below)
            case "up":
                return bench.divided(bench.plus(above, bench.minus(below, bench.number(1))), below)
            case "half_up" if even is not None and even % 2 == 0:
                return bench.divided(bench.plus(above, bench.number(even // 2)), below)
            case "half_up":
                return bench.divided(bench.plus(bench.times(two, above), below), bench.times(two, below))
            case "half_down":
                less = bench.minus(below, bench.number(1))
                return bench.divided(bench.plus(bench.times(two, above), less), bench.times(two, below))
            case "half_even":
                twice, doubled = bench.plus(bench.times(two, above), below), bench.times(two, below)
                up = bench.divided(twice, doubled)
                tie = bench.is_equal(bench.rest(twice, doubled), bench.number(0))
                return bench.minus(up, bench.both(tie, bench.rest(up, two)))
            case _:
                assert_never(way)

    def row(self, one: Quotient, row: int) -> Quotient:
        """Take one row of a fraction."""
        return self.of(self.bench.row(one.value, row), self.bench.row(one.unit, row), one.factor, one.ends)


def _common(factors: Sequence[Fraction]) -> Fraction:
    """Return the greatest fraction of which each of some is a whole number of times; 1 of none."""
    if not factors:
        return Fraction(1)
    below = lcm(*(each.denominator for each in factors))
    return Fraction(gcd(*(each.numerator * (below // each.denominator) for each in factors)), below)


# ---------------------------------------------------------------- ends


def _over(number: Fraction, by: int | None) -> Fraction:
    return Fraction(0) if by is None else number / by


def _narrowed(one: Ends, other: Ends) -> Ends:
    """Return the narrower of two pairs of ends of the same fraction."""
    lows, highs = ([end for end in ends if end is not None] for ends in zip(one, other, strict=True))
    return max(lows, default=None), min(highs, default=None)


def of_either(one: Ends, other: Ends) -> Ends:
    """Return the ends of what may be one or the other."""
    (a, b), (c, d) = one, other
    return None if a is None or c is None else min(a, c), None if b is None or d is None else max(b, d)


def _added(one: Ends, other: Ends) -> Ends:
    (a, b), (c, d) = one, other
    return None if a is None or c is None else a + c, None if b is None or d is None else b + d


def _less(one: Ends, other: Ends) -> Ends:
    low, high = other
    return _added(one, (None if high is None else -high, None if low is None else -low))


def _lesser(one: Ends, other: Ends) -> Ends:
    (a, b), (c, d) = one, other
    return None if a is None or c is None else min(a, c), b if d is None else d if b is None else min(b, d)


def _greater(one: Ends, other: Ends) -> Ends:
    (a, b), (c, d) = one, other
    return a if c is None else c if a is None else max(a, c), None if b is None or d is None else max(b, d)


def _multiplied(one: Ends, other: Ends) -> Ends:
    (a, b), (c, d) = one, other
    if a is None or b is None or c is None or d is None:
        return None, None
    corners = (a * c, a * d, b * c, b * d)
    return min(corners), max(corners)


def _divided(part: Ends, whole: Ends) -> Ends:
    """Return the ends of a part over a whole, where that is always above nothing."""
    low, high = whole
    if low is None or high is None or low <= 0:
        return None, None
    return _multiplied(part, (1 / high, 1 / low))


def _rounded(end: End, unit: Fraction, way: Way) -> End:
    return None if end is None else round_to(end, unit, way)
