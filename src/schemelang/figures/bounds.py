"""No figure outside the bounds that its scheme declares."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from attrs import frozen

from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic, Label, Place
from schemelang.figures.cells import say_value
from schemelang.figures.errors import MoreThanItsWhole, OutsideItsLimits
from schemelang.figures.figures import Datum
from schemelang.figures.repeats import Data, place_of, say_key
from schemelang.figures.times import Timetable
from schemelang.model.model import SCHEME, Constant, Each, Expression, Figure, ReadFigure

End = Literal["most", "least"]


@frozen
class _Limit:
    """What a figure is held against, the words for it, and where it stands."""

    value: Fraction
    place: Place
    figure: str | None


@frozen
class _Books:
    """All figures, to look another one up in."""

    data: Data
    figures: Mapping[str, Figure]
    timetable: Timetable


def check_bounds(data: Data, figures: Mapping[str, Figure], timetable: Timetable) -> Iterator[Diagnostic]:
    """Find the figures that break a bound which is a plain value or another figure of the same party."""
    books = _Books(data, figures, timetable)
    told: set[tuple[Place, Place]] = set()
    for datum in data.values():
        for end, limit in _limits(datum, books):
            cells = place_of(datum), limit.place
            if isinstance(datum.value, Fraction) and _breaks(datum.value, end, limit.value) and cells not in told:
                told.add(cells)
                yield _broken(datum, datum.value, end, limit, figures[datum.figure])


def _limits(datum: Datum, books: _Books) -> Iterator[tuple[End, _Limit]]:
    figure = books.figures[datum.figure]
    most, least = _limit(figure.most, datum, books), _limit(figure.least, datum, books)
    if most is not None:
        yield "most", most
    if least is not None:
        yield "least", least


def _limit(bound: Expression | None, datum: Datum, books: _Books) -> _Limit | None:
    """Return what a figure is held against, if it is plain and a number."""
    match bound:
        case Constant(value=Fraction() as value, span=span):
            return _Limit(value, span, None)
        case ReadFigure(figure=name, period=period):
            held = _same_party(books.figures[name], period, datum, books)
            if held is not None and isinstance(held.value, Fraction):
                return _Limit(held.value, place_of(held), name)
        case _:  # a bound that is worked out is not held against a cell
            pass
    return None


def _same_party(other: Figure, period: Period | None, datum: Datum, books: _Books) -> Datum | None:
    """Find another figure of the same party, or of the scheme."""
    if other.level not in (SCHEME, books.figures[datum.figure].level):
        return None
    party = None if other.level == SCHEME else datum.party
    return books.data.get((other.name, party, _period(other, period, datum, books.timetable)))


def _period(other: Figure, read: Period | None, datum: Datum, timetable: Timetable) -> Period | None:
    """Return the period of the other figure: the datum's own, where the scheme names no other.

    A bound without a time of its own is read by the model at the first period of the term.
    """
    if not isinstance(other.time, Each):
        return None
    return datum.period if datum.period and read == timetable.periods[other.time.kind][0] else read


def _breaks(value: Fraction, end: End, limit: Fraction) -> bool:
    return value > limit if end == "most" else value < limit


def _broken(datum: Datum, value: Fraction, end: End, limit: _Limit, figure: Figure) -> Diagnostic:
    place, said, most = place_of(datum), say_value(value, figure), say_value(limit.value, figure)
    if end == "most" and limit.figure is not None:
        whole, label = limit.figure, Label(limit.place, MoreThanItsWhole.there)
        return MoreThanItsWhole(place=place, figure=figure.name, said=said, most=most, whole=whole, labels=(label,))
    label = Label(limit.place, OutsideItsLimits.there)
    return OutsideItsLimits(place=place, figure=say_key(datum), said=said, end=end, limit=most, labels=(label,))
