"""The day by which a figure is there: the one it is promised for and, of a count, not before it is counted."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, assert_never

from attrs import frozen

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
    say_date,
)
from schemelang.model.model import DayAfterEnd, DayOfPeriod, Figure, Judgement, KnownBy, Quantity, Scheme
from schemelang.source import Span

Moment = date | Period | None


@frozen
class There:
    """Something that a payment waits for, and the day on which it is there: how that is known, and of whom or what."""

    day: date
    what: str
    how: Literal["published", "decided", "counted", "spent", "belong"]
    at: str
    place: Span

    @property
    def said(self) -> str:
        """Say it: "Children vaccinated" of quarter 4 is published by 8 April 2025."""
        day = say_date(self.day)
        match self.how:
            case "published" | "decided":
                return f'"{self.what}"{self.at} is {self.how} by {day}'
            case "counted":
                return f'"{self.what}"{self.at} is counted up to {day}'
            case "spent":
                return f'what is spent by "{self.what}"{self.at} is known after {day}'
            case "belong":
                return f"who the {self.what} are is asked for {day}"
            case _:
                assert_never(self.how)


@frozen
class Open:
    """A figure of which nobody can say on which day it is there, and why: of which kind it is."""

    what: str
    why: Literal["published", "decided", "calendar", "no day", "latest", "last day"]


@frozen
class Wait:
    """For what one figure waits: before `least` it is not there, and from `sure` on it is; or it is `open` when."""

    least: There | None
    sure: There | None
    open: Open | None


def wait_for(scheme: Scheme, figure: Figure, moment: Moment) -> Wait:
    """Return from when on a figure is there, at one of its times."""
    counted = _counted(figure, moment)
    how: Literal["published", "decided"] = "decided" if isinstance(figure, Judgement) else "published"
    if figure.known_by is None:
        printed = figure.decided_when if isinstance(figure, Judgement) else figure.published
        return Wait(counted, counted, Open(figure.title, "no day" if printed else how))
    day = promised(figure.known_by, moment, (scheme.first, scheme.last))
    if not isinstance(day, date):
        return Wait(counted, counted, Open(figure.title, "calendar" if day else "no day"))
    there = There(day, figure.title, how, _at(moment), figure.span)
    there = counted if counted is not None and counted.day > day else there
    return Wait(there, there, None)


def _counted(figure: Figure, moment: Moment) -> There | None:
    """Return the day before which a count is not there; what is no count, such as a budget, may be known before."""
    if moment is None or figure.type.quantity is not Quantity.COUNT:
        return None
    day = moment.last if isinstance(moment, Period) else moment
    return There(day, figure.title, "counted", _at(moment), figure.span)


def _at(moment: Moment) -> str:
    return f" of {moment.name}" if isinstance(moment, Period) and moment.name else ""


# ---------------------------------------------------------------- the day that is promised


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
