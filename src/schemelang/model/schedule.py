"""The days on which a tranche falls due."""

from datetime import date
from typing import Literal, assert_never

from schemelang import dates
from schemelang.dates import (
    MONTHS_IN,
    BeyondCalendar,
    Lag,
    Period,
    england_and_wales,
    say_date,
    say_ordinal,
)
from schemelang.diagnostic import Label
from schemelang.light import evolve, frozen
from schemelang.model import errors, model
from schemelang.model.desk import Desk, Place, one_line
from schemelang.model.expressions import express
from schemelang.model.literals import read_day, read_period_kind, read_whole_month, read_whole_number
from schemelang.model.offers import day_after_term, fourth_month, under
from schemelang.model.times import read_time
from schemelang.model.units import said
from schemelang.source import Span
from schemelang.syntax import ast

_MOST_INSTALMENTS = 600  # fifty years of months
LONGEST_LAG = 9_999
"""The most days, weeks or months after which something may be due."""
LAGS: dict[str, Lag] = {"working day": "working day", "day": "day", "week": "week", "month": "month"}
_LONGEST_ORDINAL = len("9999th")


@frozen
class Schedule:
    """The days of a tranche, the day before which none of them is, and the words that say when."""

    dates: tuple[model.Dates, ...]
    not_before: date | None
    said: Span


def read_schedule(desk: Desk, pay: ast.Pay, place: Place) -> Schedule | None:
    """Return the days of a tranche, one for each instalment, for each period of its payment."""
    periods = (None,) if place.series is None else desk.periods(place.series)
    bound = next((term for term in pay.terms if isinstance(term, ast.NotBefore)), None)
    earliest = None if bound is None else read_day(desk, bound.date)
    after, said = _after_figure(desk, pay, place), _said(pay)
    if after == "unreadable" or (bound is not None and earliest is None):
        return None
    if after is not None:
        after = evolve(after, not_before=earliest)
        return Schedule(tuple(model.Dates(period, (after,)) for period in periods), earliest, said)
    fallen = _fallen(desk, pay, periods)
    if fallen is None or (bound is not None and not _falls_before(desk, bound, earliest, fallen)):
        return None
    moved = [_moved(desk, pay, days, earliest) for days in fallen]
    dates = tuple(model.Dates(*each) for each in zip(periods, (days for days in moved if days), strict=False))
    return Schedule(dates, earliest, said) if len(dates) == len(periods) else None


def _said(pay: ast.Pay) -> Span:
    """Return the words that say when something falls due; where none do, the whole line."""
    return next((term.span for term in pay.terms if isinstance(term, ast.Day)), pay.span)


def _fallen(desk: Desk, pay: ast.Pay, periods: tuple[Period | None, ...]) -> list[tuple[date, ...]] | None:
    """Return the days of each period as they are written, up to the first that cannot be read."""
    found: list[tuple[date, ...]] = []
    for period in periods:
        days = _read(desk, pay, period)
        if days is None:
            return None
        found.append(days)
    return found


def _falls_before(desk: Desk, bound: ast.NotBefore, earliest: date | None, fallen: list[tuple[date, ...]]) -> bool:
    """See that something falls due before a day before which nothing is paid."""
    if any(earliest is not None and day < earliest for days in fallen for day in days):
        return True
    desk.say(errors.payments.NothingFallsBefore(place=bound.span, day=bound.date.text))
    return False


def _moved(desk: Desk, pay: ast.Pay, days: tuple[date, ...], earliest: date | None) -> tuple[date, ...] | None:
    """Return the days on which something is paid: none before the earliest, and working days if that is said."""
    due = days if earliest is None else tuple(max(day, earliest) for day in days)
    day = next((term for term in pay.terms if isinstance(term, ast.Day)), None)
    if day is None or not any(isinstance(term, ast.OrNext) for term in pay.terms):
        return due
    return _on_working_days(desk, day, due)


def _after_figure(desk: Desk, pay: ast.Pay, place: Place) -> model.DayAfter | Literal["unreadable"] | None:
    """Return the day of a tranche that is counted from a day which something else gives."""
    days = [term for term in pay.terms if isinstance(term, ast.OnWorkingDayAfter | ast.Within)]
    named = [day for day in days if isinstance(day.anchor, ast.Name)]
    if not named or len(days) > 1 or any(isinstance(term, ast.InInstalments) for term in pay.terms):
        return None
    (day,) = named
    assert isinstance(day.anchor, ast.Name), "only such days are asked about"
    number = _lag_number(desk, day)
    after = express(desk, day.anchor, place)
    if after is None or number is None:
        return "unreadable"
    if after.type.quantity is not model.Quantity.DATE:
        desk.say(errors.tail.NotADay(place=day.anchor.span, name=day.anchor.text, found=said(after.type)))
        return "unreadable"
    lag = "working day" if isinstance(day, ast.OnWorkingDayAfter) else LAGS[day.lag.removesuffix("s")]
    or_next = any(isinstance(term, ast.OrNext) for term in pay.terms)
    return model.DayAfter(number=number, lag=lag, after=after, or_next=or_next)


def _lag_number(desk: Desk, day: ast.OnWorkingDayAfter | ast.Within) -> int | None:
    if isinstance(day, ast.Within):
        return read_whole_number(desk, day.number, 1, LONGEST_LAG)
    return read_counted(desk, day.day.ordinal)


def _read(desk: Desk, pay: ast.Pay, period: Period | None) -> tuple[date, ...] | None:
    """Return the days of a tranche in one period of its payment."""
    if _said_twice(desk, pay):
        return None
    day = next((term for term in pay.terms if isinstance(term, ast.Day)), None)
    instalments = next((term for term in pay.terms if isinstance(term, ast.InInstalments)), None)
    if day is None and instalments is None:
        part = one_line(pay.amount)
        desk.say(errors.payments.TrancheWithoutDay(place=pay.amount.span, part=part, day=day_after_term(desk)))
        return None
    return _days(desk, day, instalments, period)


def _said_twice(desk: Desk, pay: ast.Pay) -> bool:
    """Refuse a second term of a kind, of which only one could count."""
    first: dict[object, ast.Term] = {}
    for term in pay.terms:
        kind = ast.Day if isinstance(term, ast.Day) else type(term)
        earlier = first.setdefault(kind, term)
        if earlier is not term:
            line = one_line(term)
            label = Label(earlier.span, "said first here")
            desk.say(errors.naming.LineTwice(place=term.span, line=line, labels=(label,)))
    return len(first) < len(pay.terms)


def _days(
    desk: Desk, day: ast.Day | None, instalments: ast.InInstalments | None, period: Period | None
) -> tuple[date, ...] | None:
    match day, instalments:
        case ast.OnEach(), ast.InInstalments():
            return read_monthly(desk, day, instalments.number)
        case ((None | ast.OnEach()), _):
            written = day or instalments
            assert written is not None, "a schedule without either was refused before"
            desk.say(errors.payments.InstalmentsWithoutDays(place=written.span, month=fourth_month(desk)))
        case _, ast.InInstalments():
            desk.say(errors.payments.InstalmentsWithoutDays(place=instalments.span, month=fourth_month(desk)))
        case _:
            due = _one_day(desk, day, period)
            return None if due is None else (due,)
    return None


# ---------------------------------------------------------------- monthly days


def read_monthly(desk: Desk, each: ast.OnEach, written: ast.Number) -> tuple[date, ...] | None:
    """Return so many days, one in each month."""
    month = read_whole_month(desk, each.start)
    number = read_whole_number(desk, written, 1, _MOST_INSTALMENTS)
    kind = read_period_kind(desk, each.period)
    if month is None or number is None or kind is None:
        return None
    found: list[date] = []
    for _ in range(number):
        stretch = _stretch(month, MONTHS_IN[kind])
        day = _day_in_month(desk, each, stretch)
        if day is None:
            return None
        found.append(day)
        month = _following(stretch)
    return tuple(found)


def _stretch(month: Period, months: int) -> Period:
    """Return the stretch of so many months that begins with a month."""
    last = month
    for _ in range(months - 1):
        last = _following(last)
    return Period(month.first, last.last, "")


def _following(month: Period) -> Period:
    first = _first_after(month.last)
    last = date.fromordinal(_first_after(first).toordinal() - 1)
    return Period(first, last, "")


def _first_after(day: date) -> date:
    """Return the first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _day_in_month(desk: Desk, each: ast.OnEach | ast.OnThe, month: Period) -> date | None:
    match each.day:
        case ast.Ordinal():
            return _numbered_day(desk, each.day, month)
        case ast.NthWorkingDay():
            return _nth_working_day(desk, each.day, month)
        case ast.LastWorkingDay():
            return _known(desk, each, dates.last_working_day(month, england_and_wales()))
        case _:
            assert_never(each.day)


def _numbered_day(desk: Desk, ordinal: ast.Ordinal, month: Period) -> date | None:
    number = read_ordinal(desk, ordinal)
    if number is None:
        return None
    within = month.first.toordinal() + number - 1
    if 1 <= number <= _first_length(month):
        return date.fromordinal(within)
    _refuse_day(desk, ordinal, month)
    return None


def _first_length(month: Period) -> int:
    """Return how many days the first month of a stretch has."""
    return _first_after(month.first).toordinal() - month.first.toordinal()


def _nth_working_day(desk: Desk, written: ast.NthWorkingDay, month: Period) -> date | None:
    number = read_ordinal(desk, written.ordinal)
    if number is None:
        return None
    due = dates.nth_working_day(month, number, england_and_wales()) if number else month.first
    if number == 0 or (isinstance(due, date) and due > month.last):
        _refuse_day(desk, written, month)
        return None
    return _known(desk, written, due)


def read_ordinal(desk: Desk, ordinal: ast.Ordinal) -> int | None:
    """Return the number of a day, unless it has more figures than any day has."""
    if len(ordinal.text) <= _LONGEST_ORDINAL:
        return int(ordinal.text[:-2])
    desk.say(errors.numerals.NumberTooLong(place=ordinal.span))
    return None


def _refuse_day(desk: Desk, day: ast.Node, month: Period) -> None:
    name = " ".join(say_date(month.first).split()[1:])
    written = one_line(day)
    desk.say(errors.payments.NoSuchDayOfMonth(place=day.span, written=written, month=name))


def _known(desk: Desk, where: ast.Node, day: date | BeyondCalendar) -> date | None:
    if isinstance(day, date):
        return day
    holidays = england_and_wales()
    first, last = say_date(holidays.first), say_date(holidays.last)
    desk.say(errors.payments.BeyondTheCalendar(place=where.span, day=day_after_term(desk), first=first, last=last))
    return None


# ---------------------------------------------------------------- single days


def _one_day(
    desk: Desk, day: ast.OnDay | ast.OnThe | ast.ByDay | ast.OnWorkingDayAfter | ast.Within, period: Period | None
) -> date | None:
    match day:
        case ast.OnDay(written):
            return read_day(desk, written)
        case ast.ByDay(written):
            if read_day(desk, written) is not None:
                desk.say(errors.payments.DayLeftOpen(place=day.span, day=written.text))
            return None
        case ast.OnThe(_, word):
            around = _period_around(desk, day, word, period)
            return None if around is None else _day_in_month(desk, day, around)
        case ast.OnWorkingDayAfter(counted, anchor):
            number = read_counted(desk, counted.ordinal)
            return None if number is None else _working_days_after(desk, day, _anchor(desk, anchor, period), number)
        case ast.Within():
            return _within(desk, day, period)
        case _:
            assert_never(day)


def read_counted(desk: Desk, ordinal: ast.Ordinal) -> int | None:
    """Return the number of a day that is counted from another, if it is one that can be."""
    number, written = read_ordinal(desk, ordinal), ordinal.text
    if number is None or 1 <= number <= LONGEST_LAG:
        return number
    most = say_ordinal(LONGEST_LAG)
    desk.say(errors.numerals.NumberOutOfRange(place=ordinal.span, written=written, least="1st", most=most))
    return None


def _within(desk: Desk, day: ast.Within, period: Period | None) -> date | None:
    number = read_whole_number(desk, day.number, 1, LONGEST_LAG)
    if number is None:
        return None
    start = _anchor(desk, day.anchor, period)
    if day.lag.startswith("working"):
        return _working_days_after(desk, day, start, number)
    if start is None:
        return None
    if day.lag.startswith("month"):
        return dates.months_after(start, number)
    weeks = day.lag.startswith("week")
    return _known(desk, day, dates.weeks_after(start, number) if weeks else dates.days_after(start, number))


def _working_days_after(desk: Desk, day: ast.Node, start: date | None, number: int) -> date | None:
    if start is None:
        return None
    return _known(desk, day, dates.working_days_after(start, number, england_and_wales()))


def _anchor(desk: Desk, anchor: ast.Anchor, period: Period | None) -> date | None:
    match anchor:
        case ast.Date():
            return read_day(desk, anchor)
        case ast.EndOf(time):
            ended = read_time(desk, time)
            return None if ended is None else ended.last
        case ast.EndOfEach(word):
            around = _period_around(desk, anchor, word, period)
            return None if around is None else around.last
        case ast.Name():
            return None  # a day counted from a figure has been read, and instalments on one are refused before
        case _:
            assert_never(anchor)


def _period_around(desk: Desk, where: ast.Node, word: ast.Name, period: Period | None) -> Period | None:
    """Return the period that is paid for, or the longer one that it is within."""
    kind = read_period_kind(desk, word)
    if kind is None:
        return None
    if period is None:
        is_day = isinstance(where, ast.OnThe)
        day = f"on {day_after_term(desk)}" if is_day else say_date(desk.heading.last)
        remedy = under("If it is made once, name the day in place of these words:", day)
        desk.say(errors.tail.EndOfEachWhat(place=where.span, period=one_line(word), remedy=remedy))
        return None
    around = (each for each in desk.periods(kind) if each.first <= period.first and period.last <= each.last)
    found = next(around, None)
    if found is None:
        desk.say(errors.tail.EndOfShorter(place=where.span, period=one_line(word)))
    return found


def _on_working_days(desk: Desk, where: ast.Day, days: tuple[date, ...]) -> tuple[date, ...] | None:
    moved = [_known(desk, where, dates.on_or_next_working_day(day, england_and_wales())) for day in days]
    known = tuple(day for day in moved if day is not None)
    return known if len(known) == len(moved) else None
