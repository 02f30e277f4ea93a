"""The day that is promised for what is of a moment: that a figure is published by, or a judgement decided by."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, assert_never

from schemelang import dates
from schemelang.dates import (
    MONTHS_IN,
    BeyondCalendar,
    Period,
    PeriodKind,
    day_after,
    england_and_wales,
    months_after,
    periods,
)
from schemelang.model.model import DayAfterEnd, DayOfPeriod, Each, KnownBy, Time

Moment = date | Period | None
"""What a figure is of: a day, a stretch of days, or no time."""


def promised_days(known_by: KnownBy, time: Time, term: tuple[date, date]) -> Iterator[date | BeyondCalendar | None]:
    """Give the day that is promised for each time of a figure within the term."""
    moments: tuple[Moment, ...] = periods(time.kind, *term) if isinstance(time, Each) else (time.moment,)
    return (promised(known_by, moment, term) for moment in moments)


def promised(known_by: KnownBy, moment: Moment, term: tuple[date, date]) -> date | BeyondCalendar | None:
    """Return the day that is promised for what is of a moment; None where it has no such day."""
    match known_by:
        case DayAfterEnd(number, lag, end):
            last = end if isinstance(end, date) else _last_of(end, moment, term)
            return None if last is None else day_after(last, number, lag)
        case DayOfPeriod(number, lag, kind):
            around = _around(kind, moment, term)
            return None if around is None else _day_of(around, number, lag)
        case date():
            return known_by
        case _:
            assert_never(known_by)


def _last_of(kind: PeriodKind, moment: Moment, term: tuple[date, date]) -> date | None:
    around = _around(kind, moment, term)
    return None if around is None else around.last


def _day_of(
    period: Period, number: int | Literal["last"], lag: Literal["day", "working day"]
) -> date | BeyondCalendar | None:
    """Return a day of a period: one of its first month, or one of its working days."""
    if number == "last":
        return dates.last_working_day(period, england_and_wales())
    if lag == "working day":
        return dates.nth_working_day(period, number, england_and_wales())
    day = date.fromordinal(period.first.toordinal() + number - 1)
    return day if day < months_after(period.first.replace(day=1), 1) else None


def _around(kind: PeriodKind, moment: Moment, term: tuple[date, date]) -> Period | None:
    """Return the period of a kind that a moment is within: one of the term or, outside it, of the calendar."""
    if moment is None:
        return None
    first, last = (moment.first, moment.last) if isinstance(moment, Period) else (moment, moment)
    return next((each for each in _every(kind, last, term) if each.first <= first and last <= each.last), None)


def _every(kind: PeriodKind, day: date, term: tuple[date, date]) -> Iterator[Period]:
    if term[0] <= day <= term[1]:
        yield from periods(kind, *term)
    length = MONTHS_IN[kind]
    yield from periods(kind, months_after(day, -length), months_after(day, length))
