"""By when a figure is promised to be there: when it is published or, of a judgement, when it is decided."""

from datetime import date
from typing import assert_never

from schemelang.dates import BeyondCalendar, Lag, PeriodKind, england_and_wales, months_after, say_date, say_ordinal
from schemelang.model import errors
from schemelang.model.desk import Desk, one_line
from schemelang.model.literals import read_day, read_period_kind, read_whole_month, read_whole_number
from schemelang.model.model import DayAfterEnd, DayOfPeriod, KnownBy, Time
from schemelang.model.promised import promised_days
from schemelang.model.schedule import LAGS, LONGEST_LAG, read_counted, read_ordinal
from schemelang.model.times import read_time
from schemelang.syntax import ast

_LONGEST_MONTH = 31
_SHORTEST_MONTH = 28
_WORKING_WEEK = 5
_MONTHS_AFTER_THE_TERM = 2


def read_known_by(desk: Desk, day: ast.Day, time: Time) -> KnownBy | None:
    """Read by when what is of a time is there; what counts working days nobody knows yet is refused."""
    known_by = _read(desk, day)
    if known_by is None or isinstance(known_by, date) or known_by.lag != "working day":
        return known_by
    if not desk.heading.sure_of_term:
        return known_by  # what is wrong with the term has been said
    term = (desk.heading.first, desk.heading.last)
    if not any(isinstance(each, BeyondCalendar) for each in promised_days(known_by, time, term)):
        return known_by
    holidays = england_and_wales()
    first, last = say_date(holidays.first), say_date(holidays.last)
    instead = _in_all_days(day, known_by)
    such_as = say_date(months_after(desk.heading.last, _MONTHS_AFTER_THE_TERM))
    desk.say(
        errors.payments.PromisedBeyondTheCalendar(
            place=day.span, first=first, last=last, instead=instead, such_as=such_as
        )
    )
    return None


def _in_all_days(day: ast.Day, known_by: DayAfterEnd | DayOfPeriod) -> str:
    """Return words that come to about the same without counting working days, and never to an earlier day."""
    match known_by, day:
        case DayAfterEnd(number), (ast.Within(anchor=anchor) | ast.OnWorkingDayAfter(anchor=anchor)):
            return f"within {number // _WORKING_WEEK + 2} weeks after {one_line(anchor)}"
        case DayOfPeriod(int() as number, period=period), _:
            most = min(_SHORTEST_MONTH, number + 2 * (number // _WORKING_WEEK) + _WORKING_WEEK)
            return f"on the {say_ordinal(most)} of the {period.replace('_', '-')}"
        case _:
            assert not isinstance(known_by, DayAfterEnd), "days after something have something that they are after"
            return f"within 1 week after the end of each {known_by.period.replace('_', '-')}"


def _read(desk: Desk, day: ast.Day) -> KnownBy | None:
    """Read a day, or a day for each period; what is counted from a figure, or falls on many days, is only printed."""
    match day:
        case ast.OnDay(written) | ast.ByDay(written):
            return read_day(desk, written)
        case ast.OnEach(start=start):
            read_whole_month(desk, start)  # that it is a month; which of the days has which figure is not said
            return None
        case ast.OnThe(which, word):
            return _of_period(desk, which, read_period_kind(desk, word))
        case ast.OnWorkingDayAfter(counted, anchor):
            return _after(read_counted(desk, counted.ordinal), "working day", _end(desk, anchor))
        case ast.Within(number, lag, anchor):
            many = read_whole_number(desk, number, 1, LONGEST_LAG)
            return _after(many, LAGS[lag.removesuffix("s")], _end(desk, anchor))
        case _:
            assert_never(day)


def _after(number: int | None, lag: Lag, end: date | PeriodKind | None) -> DayAfterEnd | None:
    return None if number is None or end is None else DayAfterEnd(number, lag, end)


def _of_period(
    desk: Desk, which: ast.Ordinal | ast.NthWorkingDay | ast.LastWorkingDay, kind: PeriodKind | None
) -> DayOfPeriod | None:
    match which:
        case ast.Ordinal():
            number = _day_of_month(desk, which)
            return None if number is None or kind is None else DayOfPeriod(number, "day", kind)
        case ast.NthWorkingDay(ordinal):
            number = read_counted(desk, ordinal)
            return None if number is None or kind is None else DayOfPeriod(number, "working day", kind)
        case ast.LastWorkingDay():
            return None if kind is None else DayOfPeriod("last", "working day", kind)
        case _:
            assert_never(which)


def _day_of_month(desk: Desk, ordinal: ast.Ordinal) -> int | None:
    number = read_ordinal(desk, ordinal)
    if number is None or 1 <= number <= _LONGEST_MONTH:
        return number
    most = say_ordinal(_LONGEST_MONTH)
    desk.say(errors.numerals.NumberOutOfRange(place=ordinal.span, written=ordinal.text, least="1st", most=most))
    return None


def _end(desk: Desk, anchor: ast.Anchor) -> date | PeriodKind | None:
    match anchor:
        case ast.Date():
            return read_day(desk, anchor)
        case ast.EndOf(time):
            period = read_time(desk, time)
            return None if period is None else period.last
        case ast.EndOfEach(word):
            return read_period_kind(desk, word)
        case ast.Name():
            desk.block(anchor)
            return None
        case _:
            assert_never(anchor)
