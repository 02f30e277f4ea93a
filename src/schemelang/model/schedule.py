"""The days on which a tranche falls due."""

from datetime import date

from schemelang import dates
from schemelang.dates import BeyondCalendar, Period, england_and_wales, say_date
from schemelang.model import errors
from schemelang.model.desk import Desk
from schemelang.model.literals import read_day, read_whole_month, read_whole_number
from schemelang.model.times import read_time
from schemelang.syntax import ast


def read_schedule(desk: Desk, pay: ast.Pay) -> tuple[date, ...] | None:
    """Return the days of a tranche, one for each instalment."""
    days = [term for term in pay.terms if isinstance(term, ast.Day)]
    instalments = [term for term in pay.terms if isinstance(term, ast.InInstalments)]
    if len(days) > 1 or len(instalments) > 1:
        again = days[1:] or instalments[1:]
        desk.say(errors.LineTwice(place=again[0].span, line=" ".join(again[0].span.words.split()[:1])))
        return None
    if not days:
        desk.say(errors.TrancheWithoutDay(place=pay.span))
        return None
    due = _days(desk, pay, days[0], instalments[0] if instalments else None)
    if due is None or not any(isinstance(term, ast.OrNext) for term in pay.terms):
        return due
    return _on_working_days(desk, days[0], due)


def _days(
    desk: Desk, pay: ast.Pay, day: ast.Day, instalments: ast.InInstalments | None
) -> tuple[date, ...] | None:
    if isinstance(day, ast.OnEach) != (instalments is not None):
        desk.say(errors.InstalmentsWithoutDays(place=(instalments or day).span))
        return None
    if isinstance(day, ast.OnEach) and instalments is not None:
        return _monthly(desk, day, instalments)
    due = _one_day(desk, day)
    return None if due is None else (due,)


def _monthly(desk: Desk, each: ast.OnEach, instalments: ast.InInstalments) -> tuple[date, ...] | None:
    month = read_whole_month(desk, each.start)
    number = read_whole_number(desk, instalments.number)
    if each.period.text.lower() != "month":
        desk.not_yet(each.period.span, "instalments other than monthly")
        return None
    if month is None or number is None:
        return None
    if not 1 <= number <= 600:  # noqa: PLR2004 - fifty years of months
        desk.say(errors.InstalmentsWithoutDays(place=instalments.span))
        return None
    found: list[date] = []
    for _ in range(number):
        day = _day_in_month(desk, each, month)
        if day is None:
            return None
        found.append(day)
        month = _following(month)
    return tuple(found)


def _following(month: Period) -> Period:
    first = date(month.first.year + month.first.month // 12, month.first.month % 12 + 1, 1)
    last_month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Period(first, date.fromordinal(last_month.toordinal() - 1), "")


def _day_in_month(desk: Desk, each: ast.OnEach, month: Period) -> date | None:
    match each.day:
        case ast.Ordinal(text):
            return _numbered_day(desk, each.day, int(text[:-2]), month)
        case ast.NthWorkingDay(ordinal):
            due = dates.nth_working_day(month, int(ordinal.text[:-2]), england_and_wales())
            if isinstance(due, date) and due > month.last:
                _refuse_day(desk, ordinal, month)
                return None
            return _known(desk, each, due)
        case ast.LastWorkingDay():
            return _known(desk, each, dates.last_working_day(month, england_and_wales()))


def _numbered_day(desk: Desk, ordinal: ast.Ordinal, number: int, month: Period) -> date | None:
    if not 1 <= number <= month.last.day:
        _refuse_day(desk, ordinal, month)
        return None
    return month.first.replace(day=number)


def _refuse_day(desk: Desk, ordinal: ast.Ordinal, month: Period) -> None:
    name = " ".join(say_date(month.first).split()[1:])
    desk.say(errors.NoSuchDayOfMonth(place=ordinal.span, written=ordinal.text, month=name))


def _known(desk: Desk, where: ast.Node, day: date | BeyondCalendar) -> date | None:
    if isinstance(day, date):
        return day
    holidays = england_and_wales()
    first, last = say_date(holidays.first), say_date(holidays.last)
    desk.say(errors.BeyondTheCalendar(place=where.span, first=first, last=last))
    return None


def _one_day(desk: Desk, day: ast.Day) -> date | None:
    match day:
        case ast.OnDay(written):
            return read_day(desk, written)
        case ast.ByDay() | ast.OnEach():
            desk.say(errors.TrancheWithoutDay(place=day.span))
            return None
        case ast.OnWorkingDayAfter(ast.NthWorkingDay(ordinal), anchor):
            return _working_days_after(desk, day, anchor, int(ordinal.text[:-2]))
        case ast.Within():
            return _within(desk, day)


def _within(desk: Desk, day: ast.Within) -> date | None:
    number = read_whole_number(desk, day.number)
    if number is None:
        return None
    if day.lag.startswith("working"):
        return _working_days_after(desk, day, day.anchor, number)
    start = _anchor(desk, day.anchor)
    if start is None:
        return None
    if day.lag.startswith("week"):
        return _known(desk, day, dates.weeks_after(start, number))
    if day.lag.startswith("day"):
        return _known(desk, day, dates.days_after(start, number))
    desk.not_yet(day.span, "a time in months after an event")
    return None


def _working_days_after(desk: Desk, day: ast.Day, anchor: ast.Anchor, number: int) -> date | None:
    start = _anchor(desk, anchor)
    if start is None:
        return None
    return _known(desk, day, dates.working_days_after(start, number, england_and_wales()))


def _anchor(desk: Desk, anchor: ast.Anchor) -> date | None:
    match anchor:
        case ast.Date():
            return read_day(desk, anchor)
        case ast.EndOf(time):
            period = read_time(desk, time)
            return period and period.last
        case ast.EndOfEach() | ast.Name():
            desk.not_yet(anchor.span, "a payment that waits for this")
            return None


def _on_working_days(desk: Desk, where: ast.Day, days: tuple[date, ...]) -> tuple[date, ...] | None:
    moved = [_known(desk, where, dates.on_or_next_working_day(day, england_and_wales())) for day in days]
    known = tuple(day for day in moved if day is not None)
    return known if len(known) == len(moved) else None


def read_odd_pennies(pay: ast.Pay) -> str | None:
    """Return which instalment takes the odd pennies, if the tranche says."""
    said = [term.word for term in pay.terms if isinstance(term, ast.OddPenniesIn)]
    return said[0] if said else None
