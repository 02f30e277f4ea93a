"""One value from the values of many periods."""

from collections.abc import Callable

from schemelang.dates import Period, PeriodKind
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.arithmetic import Read, is_number
from schemelang.model.desk import Desk, Place, one_line
from schemelang.model.literals import read_period_kind
from schemelang.model.model import Expression
from schemelang.model.parts import is_shorter, series_of
from schemelang.model.times import read_time
from schemelang.syntax import ast

Reader = Callable[[Place], Read]
"""Reads an operand in a place, where it may have a value for each of its own periods."""

_HOW: dict[str, model.OverHow] = {"total": "total", "average": "average", "lowest": "lowest", "highest": "highest"}
_WORDS = "total, average, lowest or highest"


def over_time(desk: Desk, written: ast.OverTime, place: Place, read: Reader) -> model.OverTime | None:
    """Return the total, average, lowest or highest of the periods within a longer one."""
    operand = read(_any_period(place))
    how = _HOW.get(written.word)
    if how is None:
        _refuse(desk, written, f'"{written.word}" is of members', f"Write {_WORDS}.")
    if operand is None or how is None or not is_number(desk, operand):
        return None
    kind = series_of(operand)
    if kind is None:
        _refuse(desk, written, "it has one value", f"Leave out  over {_said(written)}.")
        return None
    return _over(desk, written, place, (how, operand, kind))


def _any_period(place: Place) -> Place:
    """Return a place where everything is read at each of its own periods."""
    return evolve(place, series="month", implied=None)


def _over(
    desk: Desk, written: ast.OverTime, place: Place, read: tuple[model.OverHow, Expression, PeriodKind]
) -> model.OverTime | None:
    how, operand, kind = read
    match written.stretch:
        case ast.OwnPeriod(word):
            own = read_period_kind(desk, word)
            if own is None or not _is_own(desk, written, place, kind, own):
                return None
            return _made(written, how, operand, None, own)
        case ast.TheYear() if place.series == "year":
            return _made(written, how, operand, None, "year")
        case time:
            stretch = read_time(desk, time)
            if stretch is None or not _is_of_term(desk, written, operand, stretch):
                return None
            return _made(written, how, operand, stretch, None)


def _made(
    written: ast.OverTime,
    how: model.OverHow,
    operand: Expression,
    stretch: Period | None,
    series: PeriodKind | None,
) -> model.OverTime:
    return model.OverTime(
        type=operand.type,
        level=operand.level,
        span=written.span,
        how=how,
        operand=operand,
        stretch=stretch,
        series=series,
    )


def _is_own(desk: Desk, written: ast.OverTime, place: Place, kind: PeriodKind, own: PeriodKind) -> bool:
    """See that a period is the one that the block has its value for, and longer than those it is made of."""
    if place.series != own:
        word = own.replace("_", "-")
        _refuse(
            desk, written, f"this is not worked out for each {word}", f"Say which: over {word} 4, or over the year."
        )
        return False
    if not is_shorter(kind, own):
        _refuse(desk, written, "it has one value in that time", f"Leave out  over {_said(written)}.")
        return False
    return True


def _is_of_term(desk: Desk, written: ast.OverTime, operand: Expression, stretch: Period) -> bool:
    """See that the periods are the term's; of the year before, only a figure itself may be read."""
    if stretch.first >= desk.heading.first:
        return True
    if isinstance(operand, model.ReadFigure):
        desk.earlier.add(operand.figure)
        return True
    advice = "Put the figures it is made of together one by one:  total admissions over the previous year"
    _refuse(desk, written, "only a figure can be read of the year before", advice)
    return False


def latest(desk: Desk, written: ast.Aggregate, place: Place, read: Reader) -> model.LatestOf | None:
    """Return the value of the last period that has one: of all periods, or up to the block's own."""
    operand = read(_any_period(place))
    if operand is None:
        return None
    kind = series_of(operand)
    if kind is None:
        words, found = one_line(written.operand), "it has one value"
        desk.say(
            errors.choices.NotOverTime(
                place=written.span, words=words, stretch="time", found=found, advice="Leave out  latest."
            )
        )
        return None
    return model.LatestOf(
        type=operand.type, level=operand.level, span=written.span, operand=operand, series=place.series
    )


def _said(written: ast.OverTime) -> str:
    return one_line(written.stretch)


def _refuse(desk: Desk, written: ast.OverTime, found: str, advice: str) -> None:
    words = one_line(written.operand)
    desk.say(
        errors.choices.NotOverTime(place=written.span, words=words, stretch=_said(written), found=found, advice=advice)
    )
