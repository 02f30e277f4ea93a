"""Steps of a scale: between two rows, in one of its bands, or cut into slices."""

from functools import reduce
from itertools import pairwise

from attrs import frozen

from schemelang.graph.graph import RuleId, Scaled
from schemelang.outcome.outcome import Lack
from schemelang.plan.case import Case, Worked
from schemelang.plan.plan import Place
from schemelang.plan.quotients import Quotient, Quotients


@frozen(kw_only=True)
class _Scale:
    """What is found on a scale, where its rows stand, what they give, and what is given beyond them."""

    quotients: Quotients
    value: Quotient
    marks: tuple[Quotient, ...]
    gives: tuple[Quotient, ...]
    below: Quotient | None
    above: Quotient | None

    def reaches(self, row: int) -> Place:
        """Say whether the value is at a row or above it."""
        return self.quotients.compared(self.marks[row], self.value, self.quotients.bench.is_at_most)


def scaled(case: Case, kind: Scaled) -> Worked:
    """Find a value on a scale. What the scale does not say, and rows out of order, give nothing."""
    asked = case.lowering.graph.needs[case.rule.id]
    known = dict(zip(asked, case.needs(asked), strict=True))

    def beyond(rule: RuleId | None) -> Quotient | None:
        return None if rule is None else known[rule].number

    scale = _Scale(
        quotients=case.quotients,
        value=known[kind.need].number,
        marks=tuple(known[at].number for at, _ in kind.rows),
        gives=tuple(known[gives].number for _, gives in kind.rows),
        below=beyond(kind.below),
        above=beyond(kind.above),
    )
    if kind.how == "line":
        found, off = (_line(scale), _off_line(scale))
    elif kind.how == "whole":
        found, off = _band(scale), _off_below(scale)
    else:
        found, off = _slices(scale), _off_slices(scale)
    own = ((_out_of_order(scale), Lack.OUT_OF_ORDER), (off, Lack.OFF_THE_SCALE))
    return case.comes_to(found, case.merged(known.values()), own)


def _out_of_order(scale: _Scale) -> Place:
    """Say whether a row does not stand above the one before it; where all are laid down that is known at once."""
    bench = scale.quotients.bench
    wrong = (scale.quotients.compared(other, one, bench.is_at_most) for one, other in pairwise(scale.marks))
    return reduce(bench.either, wrong, bench.number(0))


# ---------------------------------------------------------------- in a straight line


def _line(scale: _Scale) -> Quotient:
    """Go in a straight line from each row to the next."""
    goes_on = scale.below in {None, scale.gives[0]} and scale.above in {None, scale.gives[-1]}
    return _joined_up(scale) if goes_on else _row_by_row(scale)


def _joined_up(scale: _Scale) -> Quotient:
    """Add up what is gained from row to row, of a line that goes on flat below the first and above the last."""
    quotients = scale.quotients
    gained = [
        quotients.product(
            (quotients.ratio(quotients.less(scale.gives[row + 1], scale.gives[row]), _length(scale, row)), part)
        )
        for row, part in enumerate(_parts(scale, scale.value))
    ]
    return quotients.total((scale.gives[0], *gained))


def _parts(scale: _Scale, value: Quotient) -> list[Quotient]:
    """Say how much of a value lies between each row and the next."""
    quotients = scale.quotients
    return [
        quotients.greatest(
            (quotients.constant(0), quotients.least((quotients.less(value, at), quotients.less(to, at))))
        )
        for at, to in pairwise(scale.marks)
    ]


def _length(scale: _Scale, row: int) -> Quotient:
    return scale.quotients.less(scale.marks[row + 1], scale.marks[row])


def _row_by_row(scale: _Scale) -> Quotient:
    """Take the stretch of the line that the value lies in, or what is given beyond the rows."""
    quotients = scale.quotients
    found = scale.below or quotients.constant(0)
    for row, (part, to) in enumerate(zip(_parts(scale, scale.value), scale.gives[1:], strict=True)):
        steep = quotients.ratio(quotients.less(to, scale.gives[row]), _length(scale, row))
        stretch = quotients.total((scale.gives[row], quotients.product((steep, part))))
        found = quotients.choose(scale.reaches(row), stretch, found)
    last = len(scale.marks) - 1
    beyond = scale.above or scale.gives[-1]
    at_last = quotients.is_equal(scale.value, scale.marks[-1])
    return quotients.choose(scale.reaches(last), quotients.choose(at_last, scale.gives[-1], beyond), found)


def _off_line(scale: _Scale) -> Place:
    """Say whether the value lies where the scale says nothing."""
    bench = scale.quotients.bench
    over = scale.quotients.is_less(scale.marks[-1], scale.value) if scale.above is None else bench.number(0)
    return bench.either(_off_below(scale), over)


def _off_below(scale: _Scale) -> Place:
    """Say whether the value is below the first row and the scale says nothing of that."""
    bench = scale.quotients.bench
    return bench.number(0) if scale.below is not None else bench.no(scale.reaches(0))


# ---------------------------------------------------------------- by bands and slices


def _band(scale: _Scale) -> Quotient:
    """Take what the last row gives that stands at the value or below it."""
    found = scale.below or scale.quotients.constant(0)
    for row, gives in enumerate(scale.gives):
        found = scale.quotients.choose(scale.reaches(row), gives, found)
    return found


def _slices(scale: _Scale) -> Quotient:
    """Multiply what each row gives by the part of the value, from nothing, that lies in it."""
    quotients, nothing = scale.quotients, scale.quotients.constant(0)
    first, terms = scale.marks[0], list[Quotient]()
    if scale.below is not None:
        under = quotients.less(quotients.least((scale.value, first)), quotients.least((nothing, first)))
        terms.append(quotients.product((scale.below, under)))
    for (at, to), gives in zip(pairwise((*scale.marks, None)), scale.gives, strict=True):
        assert at is not None, "each row stands somewhere"
        part = quotients.less(_up_to(quotients, scale.value, at, to), _up_to(quotients, nothing, at, to))
        terms.append(quotients.product((gives, part)))
    return quotients.total(terms)


def _up_to(quotients: Quotients, value: Quotient, first: Quotient, end: Quotient | None) -> Quotient:
    """Return the value, or the nearest end of a slice."""
    upper = value if end is None else quotients.least((value, end))
    return quotients.greatest((upper, first))


def _off_slices(scale: _Scale) -> Place:
    """Say whether part of the value lies where the scale says nothing."""
    bench = scale.quotients.bench
    if scale.below is not None:
        return bench.number(0)
    starts_late = scale.quotients.is_less(scale.quotients.constant(0), scale.marks[0])
    return bench.either(_off_below(scale), starts_late)
