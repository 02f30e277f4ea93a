"""Steps of rules that put the values of members, or of periods, together."""

from fractions import Fraction
from typing import Literal, assert_never

from attrs import frozen

from schemelang.graph.graph import Over, Pooled
from schemelang.model.model import How
from schemelang.outcome.outcome import Lack
from schemelang.plan.case import Case, LeftToReference, Worked
from schemelang.plan.lacks import Among, Members
from schemelang.plan.plan import Belongs, Place, Shape
from schemelang.plan.quotients import Quotient


@frozen
class Putting:
    """How values are put together. Where `everybody` counts, nobody is left out, and the total of nobody is nothing."""

    how: How
    percent: int | None = None
    everybody: bool = False


def over(case: Case, kind: Over) -> Worked:
    """Put the members' values together, without those that are left out unless everybody counts."""
    level, everybody = kind.members.singular, kind.day is None
    need = case.lowering.read(kind.need, level, case.axis)
    belongs = _belong(case, kind)
    counts = belongs if everybody else case.bench.both(belongs, case.bench.no(case.lacks.is_left_out(need.lack)))
    return put_together(case, case.members(level), need, counts, Putting(kind.how, kind.percent, everybody))


def pooled(case: Case, kind: Pooled) -> Worked:
    """Divide the members' parts by their wholes, without the members whose own result is left out."""
    level, bench, lacks = kind.members.singular, case.bench, case.lacks
    needs = [case.lowering.read(each, level, case.axis) for each in (kind.indicator, kind.part, kind.whole)]
    indicator, part, whole = needs
    counts = bench.both(_belong(case, kind), bench.no(lacks.is_left_out(indicator.lack)))
    among = case.members(level)
    lack = lacks.first(bench.choose(counts, case.merged(needs), lacks.none), among)
    parts, wholes = (_total(case, among, each.number, counts) for each in (part, whole))
    number = case.quotients.ratio(case.quotients.product((case.quotients.constant(kind.per), parts)), wholes)
    nobody = bench.is_equal(among.over(counts, "sum"), bench.number(0))
    return case.comes_to(number, lack, ((nobody, Lack.NOBODY), (case.quotients.is_nothing(wholes), Lack.EMPTY)))


def _belong(case: Case, kind: Over | Pooled) -> Place:
    """Say who is a member on the day on which members count: of a period, its last. One that merged is none."""
    level, has_periods = kind.members.singular, case.axis[0] is not None
    goes_on = case.bench.goes_on(level)
    if kind.day is None:
        return goes_on
    on = None if has_periods else kind.day.toordinal()
    belongs = case.bench.belongs(Belongs(case.rule.level, on), Shape(level, case.axis))
    return case.bench.both(belongs, goes_on)


def put_together(case: Case, among: Among, need: Worked, counts: Place, putting: Putting) -> Worked:
    """Make one value of several: those that count, if none of them is lacking."""
    lack = case.lacks.first(case.bench.choose(counts, need.lack, case.lacks.none), among)
    number = together(case, among, need.number, counts, putting)
    if putting.everybody and putting.how == "total":
        return case.comes_to(number, lack)
    nobody = case.bench.is_equal(among.over(counts, "sum"), case.bench.number(0))
    return case.comes_to(number, lack, ((nobody, Lack.NOBODY),))


def together(case: Case, among: Among, number: Quotient, counts: Place, putting: Putting) -> Quotient:
    """Make one number of several, of which some count."""
    bench, quotients = case.bench, case.quotients
    match putting.how:
        case "total":
            return _total(case, among, number, counts)
        case "average":
            return quotients.ratio(_total(case, among, number, counts), quotients.of(among.over(counts, "sum")))
        case "number":
            return quotients.of(among.over(bench.choose(counts, number.value, bench.number(0)), "sum"))
        case "every":
            fails = bench.choose(counts, bench.no(number.value), bench.number(0))
            return quotients.of(bench.no(among.over(fails, "greatest")))
        case "lowest" | "highest" if quotients.is_even(number):
            return quotients.of(_furthest(case, among, number.value, counts, putting.how), None, number.factor)
        case "lowest":
            return _ranked(case, among, number, counts, bench.number(1))
        case "highest":
            return _ranked(case, among, number, counts, among.over(counts, "sum"))
        case "median":
            return _median(case, among, number, counts)
        case "percentile":
            assert putting.percent is not None, "a percentile says which"
            percent = quotients.constant(Fraction(putting.percent, 100))
            rank = quotients.product((percent, quotients.of(among.over(counts, "sum"))))
            whole = quotients.rounded(rank, Fraction(1), "up")
            return _ranked(case, among, number, counts, quotients.whole(whole, Fraction(1)))
        case _:
            assert_never(putting.how)


def _total(case: Case, among: Among, number: Quotient, counts: Place) -> Quotient:
    """Add those that count up; of fractions that are each over a number of their own there is no plan."""
    if not case.quotients.is_even(number):
        raise LeftToReference
    counted = case.bench.choose(counts, number.value, case.bench.number(0))
    return case.quotients.of(among.over(counted, "sum"), None, number.factor)


def _furthest(case: Case, among: Among, value: Place, counts: Place, how: Literal["lowest", "highest"]) -> Place:
    """Find the least or the greatest of those that count."""
    low, high = case.bench.ends(value)
    beyond = high if how == "lowest" else low
    if beyond is None:
        raise LeftToReference
    counted = case.bench.choose(counts, value, case.bench.number(beyond))
    return among.over(counted, "least" if how == "lowest" else "greatest")


# ---------------------------------------------------------------- which of several it is, in order of size


def _median(case: Case, among: Among, number: Quotient, counts: Place) -> Quotient:
    """Take the middle one, or what is half way between the middle two."""
    bench, one, two = case.bench, case.bench.number(1), case.bench.number(2)
    how_many = among.over(counts, "sum")
    lower = _ranked(case, among, number, counts, bench.divided(bench.plus(how_many, one), two))
    upper = _ranked(case, among, number, counts, bench.plus(bench.divided(how_many, two), one))
    half = case.quotients.constant(Fraction(1, 2))
    return case.quotients.product((half, case.quotients.total((lower, upper))))


def _ranked(case: Case, among: Among, number: Quotient, counts: Place, rank: Place) -> Quotient:
    """Find the one with so many of those that count no greater than itself, which are counted from 1."""
    bench, none = case.bench, case.bench.number(0)
    if not isinstance(among, Members):
        raise LeftToReference
    place = among.place(_descending(case, number, counts))
    is_it = bench.both(counts, bench.is_equal(place, among.down(rank)))
    value, unit = (bench.choose(is_it, each, none) for each in (number.value, number.unit))
    found = among.over(value, "greatest" if case.quotients.is_never_negative(number) else "sum")
    return case.quotients.of(found, bench.greater(among.over(unit, "greatest"), bench.number(1)), number.factor)


def _descending(case: Case, number: Quotient, counts: Place) -> Place:
    """Give a lesser value a greater number, and the least of all to those that do not count.

    Two fractions over whole numbers up to some most differ by 1 out of its square at least, if they differ.
    """
    bench = case.bench
    _, most = bench.ends(number.unit)
    if most is None:
        raise LeftToReference
    key = bench.divided(bench.times(bench.number(most**2), number.value), number.unit)
    _, high = bench.ends(key)
    if high is None:
        raise LeftToReference
    return bench.choose(counts, bench.minus(bench.number(0), key), bench.number(-high - 1))
