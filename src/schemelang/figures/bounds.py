"""No figure outside the bounds that its scheme declares."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import Literal

from schemelang.dates import Period, PeriodKind
from schemelang.diagnostic import Diagnostic, Label, Place
from schemelang.figures import errors
from schemelang.figures.cells import say_value
from schemelang.figures.figures import Datum
from schemelang.figures.repeats import Data, place_of, say_key
from schemelang.figures.times import Timetable
from schemelang.light import frozen
from schemelang.model.model import (
    SCHEME,
    Constant,
    Expression,
    Figure,
    GreatestOf,
    LeastOf,
    PartOf,
    ProductOf,
    RateOf,
    ReadFigure,
    SumOf,
)
from schemelang.model.parts import parts

End = Literal["most", "least"]


@frozen
class Limit:
    """What a figure is held against, the words for it, and where it stands."""

    value: Fraction
    place: Place
    figure: str | None


@frozen
class Books:
    """All figures, to look another one up in."""

    data: Data
    figures: Mapping[str, Figure]
    timetable: Timetable


def check_bounds(data: Data, figures: Mapping[str, Figure], timetable: Timetable) -> Iterator[Diagnostic]:
    """Find the figures that break a bound: a value, a figure of the same party, or what comes of them."""
    books = Books(data, figures, timetable)
    fixed = {name: _laid_down(figures[name]) for name in {datum.figure for datum in data.values()}}
    told: set[tuple[Place, Place]] = set()
    for datum in data.values():
        laid_down = fixed[datum.figure]
        for end, limit in limits(datum, books) if laid_down is None else laid_down:
            if not isinstance(datum.value, Fraction) or not _breaks(datum.value, end, limit.value):
                continue
            cells = place_of(datum), limit.place
            if cells not in told:
                told.add(cells)
                yield _broken(datum, datum.value, end, limit, figures[datum.figure])


def _laid_down(figure: Figure) -> tuple[tuple[End, Limit], ...] | None:
    """Return what every such figure is held against, if its bounds are numbers of the scheme."""
    ends: tuple[tuple[End, Expression | None], ...] = ("most", figure.most), ("least", figure.least)
    there = [(end, bound) for end, bound in ends if bound is not None]
    fixed = [
        (end, Limit(bound.value, bound.span, None))
        for end, bound in there
        if isinstance(bound, Constant) and isinstance(bound.value, Fraction)
    ]
    return tuple(fixed) if len(fixed) == len(there) else None


def limits(datum: Datum, books: Books) -> Iterator[tuple[End, Limit]]:
    """Return what a figure is held against, as far as the figures beside it are there."""
    figure = books.figures[datum.figure]
    most, least = _limit(figure.most, datum, books), _limit(figure.least, datum, books)
    if most is not None:
        yield "most", most
    if least is not None:
        yield "least", least


def _limit(bound: Expression | None, datum: Datum, books: Books) -> Limit | None:
    """Return what a figure is held against, if everything that it is worked out from is a number."""
    match bound:
        case None:
            return None
        case ReadFigure():
            held = beside(bound, datum, books)
            worth = None if held is None else _number(held)
            return None if held is None or worth is None else Limit(worth, place_of(held), bound.figure)
        case _:
            worth = _worth(bound, datum, books)
            return None if worth is None else Limit(worth, bound.span, None)


def _worth(bound: Expression, datum: Datum, books: Books) -> Fraction | None:
    """Work out a limit from the figures beside a figure; nothing where one of them is missing, or it divides by 0."""
    if isinstance(bound, Constant):
        return bound.value if isinstance(bound.value, Fraction) else None
    if isinstance(bound, ReadFigure):
        held = beside(bound, datum, books)
        return None if held is None else _number(held)
    worth = [_worth(part, datum, books) for part in parts(bound)]
    known = [each for each in worth if each is not None]
    return _together(bound, known) if len(known) == len(worth) else None


def _together(bound: Expression, worth: list[Fraction]) -> Fraction | None:
    match bound:
        case SumOf(terms=terms):
            return sum((sign * each for (sign, _), each in zip(terms, worth, strict=True)), Fraction(0))
        case ProductOf(factors=factors):
            powers = [power for power, _ in factors]
            return _multiplied(powers, worth)
        case PartOf() | RateOf():
            return _multiplied([1, 1], worth)
        case GreatestOf():
            return max(worth)
        case _:
            assert isinstance(bound, LeastOf), "a limit of anything else is refused where it is read"
            return min(worth)


def _multiplied(powers: Sequence[int], worth: list[Fraction]) -> Fraction | None:
    if any(power < 0 and not each for power, each in zip(powers, worth, strict=True)):
        return None
    return prod((each**power for power, each in zip(powers, worth, strict=True)), start=Fraction(1))


def _number(datum: Datum) -> Fraction | None:
    return datum.value if isinstance(datum.value, Fraction) else None


def beside(read: ReadFigure, datum: Datum, books: Books) -> Datum | None:
    """Find another figure of the same party, or of the scheme, at the time that is said or at the figure's own."""
    other = books.figures[read.figure]
    party = None if other.level == SCHEME else datum.party
    period = read.period if read.series is None else _holding(read.series, datum.period, books.timetable)
    return books.data.get((other.name, party, period))


def _holding(kind: PeriodKind, own: Period | None, timetable: Timetable) -> Period | None:
    """Return the period of a kind that another is, or is within."""
    assert own is not None, "only what is given for each period is limited at each"
    every = (*timetable.periods[kind], *timetable.earlier[kind])
    return next((each for each in every if each.first <= own.first and own.last <= each.last), None)


def _breaks(value: Fraction, end: End, limit: Fraction) -> bool:
    return value > limit if end == "most" else value < limit


def _broken(datum: Datum, value: Fraction, end: End, limit: Limit, figure: Figure) -> Diagnostic:
    place, said, most = place_of(datum), say_value(value, figure), say_value(limit.value, figure)
    if end == "most" and limit.figure is not None:
        whole, label = limit.figure, Label(limit.place, errors.MoreThanItsWhole.there)
        return errors.MoreThanItsWhole(
            place=place, figure=figure.name, said=said, most=most, whole=whole, labels=(label,)
        )
    label = Label(limit.place, errors.OutsideItsLimits.there)
    return errors.OutsideItsLimits(place=place, figure=say_key(datum), said=said, end=end, limit=most, labels=(label,))
