"""Dates, the periods of a term, and working days: days only, never a clock or a time zone."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date, timedelta
from functools import cache
from typing import Literal

from schemelang.light import evolve, frozen

PeriodKind = Literal["month", "quarter", "half_year", "year"]

_LONGEST_TEXT = 100
_LONGEST_MONTH = 31
_FRIDAY = 5
_DAY = timedelta(days=1)
_LAST_DAY = date(2099, 12, 31)
_YEARS_IN_SCHEMES = range(1990, 2100)
_YEARS_IN_CELLS = range(1900, 2100)  # many practices are on record as opened on 1 April 1974

# `calendar.month_name` speaks the language of the machine; a contract does not.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DATE_IN_WORDS = "{day} {month} {year}"
_MONTH_IN_WORDS = "{month} {year}"
_FULL_NAMES = {name.lower(): number for number, name in enumerate(_MONTHS, 1)}
_SHORT_NAMES = {name[:3]: number for name, number in _FULL_NAMES.items()}
MONTHS_IN: Mapping[PeriodKind, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""How many months a period of each kind has, where the term does not cut it short."""
_NUMBERED = {"quarter": "quarter", "half_year": "half-year"}


# Dates and periods


@frozen
class Misdate:
    """Why a text is not a date, the right text where that is plain, and what there is to add."""

    reason: Literal[
        "no_such_day",
        "month_name",
        "written_otherwise",
        "no_such_month",
        "two_digit_year",
        "year_out_of_range",
    ]
    suggestion: str = ""
    detail: str = ""


Lag = Literal["working day", "day", "week", "month"]


@frozen(slots=True, order=True, cache_hash=True)
class Period:
    """A stretch of days, both ends included, and what it is called."""

    first: date
    last: date
    name: str


def days(first: date, last: date) -> int:
    """Count the days of a stretch, both ends included."""
    return (last - first).days + 1


def periods(kind: PeriodKind, first: date, last: date) -> tuple[Period, ...]:
    """Divide a term by the financial year; periods at its ends may be cut short by it."""
    assert first <= last, "a term has at least a day"
    length = MONTHS_IN[kind]
    begun = _month_count(first) - _financial_month(first) % length
    starts = range(begun, _month_count(last) + 1, length)
    several_years = financial_year(first) != financial_year(last)
    return tuple(
        Period(
            max(first, _first_of(start)),
            min(last, _first_of(start + length) - _DAY),
            _period_name(kind, _first_of(start), several_years=several_years),
        )
        for start in starts
    )


def year_before(first: date, last: date) -> Period:
    """Return the term a year earlier: `2012/13`, or its days where it is no financial year."""
    begun, ended = months_after(first, -12), months_after(last, -12)
    if (last.month, last.day) == (2, 28):
        ended = _first_of(_month_count(ended) + 1) - _DAY  # the end of February is its last day in every year
    whole = _financial_month(begun) == 0 and begun.day == 1 and _first_of(_month_count(begun) + 12) - _DAY == ended
    return Period(begun, ended, financial_year(begun) if whole else say_range(begun, ended))


def periods_before(kind: PeriodKind, first: date, last: date) -> tuple[Period, ...]:
    """Divide the year before a term; its periods bear its name where their own would not tell them apart."""
    before = year_before(first, last)
    return tuple(
        evolve(period, name=_period_name(kind, period.first, several_years=True))
        for period in periods(kind, before.first, before.last)
    )


def name_with_its_year(kind: PeriodKind, period: Period) -> str:
    """Return the name of a period with its financial year, which tells it from those of other years."""
    return _period_name(kind, period.first, several_years=True)


def months_after(day: date, number: int) -> date:
    """Return the same day so many months later, or the last of that month if it has no such day."""
    first = _first_of(_month_count(day) + number)
    return first.replace(day=min(day.day, _days_in(first.year, first.month)))


def _days_in(year: int, month: int) -> int:
    """Count the days of a month; the standard library's calendar speaks many languages, and is long to import."""
    return (date(year + month // 12, month % 12 + 1, 1) - _DAY).day


def _month_count(day: date) -> int:
    """Count months from the year 0, so that months can be added."""
    return day.year * 12 + day.month - 1


def _first_of(month_count: int) -> date:
    """Return the first day of a counted month."""
    return date(month_count // 12, month_count % 12 + 1, 1)


def _financial_month(day: date) -> int:
    """Count the months of the financial year that are over: none in April, eleven in March."""
    return (day.month - 4) % 12


def financial_year(day: date) -> str:
    """Name the financial year of a day: `2013/14`."""
    begun = (_month_count(day) - _financial_month(day)) // 12
    return f"{begun}/{(begun + 1) % 100:02d}"


def _period_name(kind: PeriodKind, start: date, *, several_years: bool) -> str:
    """Name the period that begins on `start`, with its financial year where there are several."""
    if kind == "month":
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if kind == "year":
        return financial_year(start) if several_years else "the year"
    name = f"{_NUMBERED[kind]} {_financial_month(start) // MONTHS_IN[kind] + 1}"
    return f"{name} of {financial_year(start)}" if several_years else name


# Saying


def say_date(day: date) -> str:
    """Say a date: `1 April 2013`."""
    return _in_words(day, _DATE_IN_WORDS)


def say_range(first: date, last: date) -> str:
    """Say a stretch of days: `1 April 2013 to 31 March 2014`."""
    return f"{say_date(first)} to {say_date(last)}"


def say_ordinal(number: int) -> str:
    """Say a place in an order: `1st`, `15th`."""
    teens = number // 10 % 10 == 1
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _in_words(day: date, words: str) -> str:
    """Fill a date into words with holes for its parts."""
    return words.format(day=day.day, month=_MONTHS[day.month - 1], year=day.year)


# Reading


def read_date(text: str) -> date | Misdate:
    """Read `1 April 2013`, whatever its capitals and wherever its lines break."""
    return _read(text, _DATES)


def read_cell_date(text: str) -> date | Misdate:
    """Read a date as figure files hold it: `2024-03-31`, `31/03/2024`, `20240331`, `01JAN2021`."""
    return _read(text, _CELL_DATES)


def read_month(text: str) -> Period | Misdate:
    """Read `April 2013` as the month it is."""
    first = _read(text, _CALENDAR_MONTHS)
    if isinstance(first, Misdate):
        return first
    return periods("month", first, _first_of(_month_count(first) + 1) - _DAY)[0]


@frozen
class _Manner:
    """How dates are written in one kind of text."""

    accepted: tuple[str, ...]
    understood: tuple[str, ...]
    names: Mapping[str, int]
    years: range
    words: str


def _forms(*forms: str) -> tuple[str, ...]:
    """Write out forms in which `D`, `M`, `N` and `Y` stand for day, month, its name and year."""
    holes = {
        "D": "(?P<day>[0-9]{1,2})",
        "M": "(?P<month>[0-9]{1,2})",
        "N": "(?P<month>[a-z]+)",
        "Y": "(?P<year>[0-9]{4}|[0-9]{2})",
    }
    return tuple("".join(holes.get(sign, sign) for sign in form) for form in forms)


@cache
def _form(text: str) -> re.Pattern[str]:
    """Compile a form when it is first read for: few runs need all of them."""
    return re.compile(text, re.ASCII | re.IGNORECASE)


_IN_WORDS = _forms("D N Y")
_IN_CELLS = (
    "(?P<year>[0-9]{4})(?P<dash>-?)(?P<month>[0-9]{2})(?P=dash)(?P<day>[0-9]{2})",
    *_forms("D/M/Y", "DNY", "D-N-Y"),
)
_OTHERWISE = _forms(
    "(?:[a-z]+day,? )?D(?:st|nd|rd|th)?(?: of)? N,? Y",
    "N D(?:st|nd|rd|th)?,? Y",
    "D[.-]M[.-]Y",
    "Y[-/.]M[-/.]D",
)
_DATES = _Manner(
    accepted=_IN_WORDS,
    understood=_IN_CELLS + _OTHERWISE,
    names=_FULL_NAMES,
    years=_YEARS_IN_SCHEMES,
    words=_DATE_IN_WORDS,
)
_CELL_DATES = _Manner(
    accepted=_IN_WORDS + _IN_CELLS,
    understood=_OTHERWISE,
    names=_FULL_NAMES | _SHORT_NAMES,
    years=_YEARS_IN_CELLS,
    words=_DATE_IN_WORDS,
)
_CALENDAR_MONTHS = _Manner(
    accepted=_forms("N Y"),
    understood=_forms("M[-/.]Y", "Y[-/._]M", "N[-, ]+Y"),
    names=_FULL_NAMES,
    years=_YEARS_IN_SCHEMES,
    words=_MONTH_IN_WORDS,
)


def _read(text: str, manner: _Manner) -> date | Misdate:
    """Read a date, or its first day where a month is meant."""
    if len(text) > _LONGEST_TEXT:
        return Misdate("written_otherwise")
    parts = _parts(text, manner.accepted)
    if parts:
        return _date_of(*parts, manner)
    parts = _parts(text, manner.understood)
    return _otherwise(_date_of(*parts, manner), manner) if parts else Misdate("written_otherwise")


def _parts(text: str, forms: tuple[str, ...]) -> tuple[str, str, str] | None:
    """Find day, month and year in the first form that fits."""
    words = " ".join(text.split())
    fitting = next(filter(None, (_form(form).fullmatch(words) for form in forms)), None)
    if fitting is None:
        return None
    found = {"day": "1", **fitting.groupdict()}
    return found["day"], found["month"], found["year"]


def _otherwise(read: date | Misdate, manner: _Manner) -> Misdate:
    """Say how a date that is understood should have been written."""
    if isinstance(read, Misdate):
        return read
    return Misdate("written_otherwise", _in_words(read, manner.words))


def _date_of(day: str, month: str, year: str, manner: _Manner) -> date | Misdate:
    """Make a date of its parts as written."""
    number = _month_number(month, manner)
    if number is None:
        return _unknown_month(day, month, year, manner)
    if len(year) < len("2013"):
        return Misdate("two_digit_year", _meant(day, number, year, manner), year)
    return _calendar_date(int(day), number, int(year), manner)


def _month_number(month: str, manner: _Manner) -> int | None:
    """Return which month it is, if it is one."""
    if month.isdigit():
        return int(month) if 1 <= int(month) <= len(_MONTHS) else None
    return manner.names.get(month.lower())


def _unknown_month(day: str, month: str, year: str, manner: _Manner) -> Misdate:
    """Say which month may have been meant by a word that is none."""
    number = _nearest_month(month.lower())
    if number is None:
        return Misdate("no_such_month", detail=month)
    return Misdate("month_name", _meant(day, number, year, manner), month)


def _nearest_month(word: str) -> int | None:
    """Return the only month that a word shortens or, if it shortens none, misses by one slip."""
    if len(word) < len("may"):
        return None
    shortened = [number for name, number in _FULL_NAMES.items() if name.startswith(word)]
    near = shortened or [number for name, number in _FULL_NAMES.items() if _one_slip(word, name)]
    return near[0] if len(near) == 1 else None


def _one_slip(word: str, name: str) -> bool:
    """Say whether one letter is missing, added or wrong, or two neighbours have changed places."""
    return any(word[:at] == name[:at] and _slips_first(word[at:], name[at:]) for at in range(len(name) + 1))


def _slips_first(word: str, name: str) -> bool:
    """Say whether two words differ by one slip at their first letter."""
    one_too_few, one_too_many = word == name[1:], word[1:] == name
    one_wrong, two_swapped = word[1:] == name[1:], word[1::-1] + word[2:] == name
    return one_too_few or one_too_many or one_wrong or two_swapped


def _meant(day: str, month: int, year: str, manner: _Manner) -> str:
    """Write the date that was meant, if there is such a day; short years are of this century."""
    century = "20" if len(year) < len("2013") else ""
    read = _calendar_date(int(day), month, int(century + year), manner)
    return "" if isinstance(read, Misdate) else _in_words(read, manner.words)


def _calendar_date(day: int, month: int, year: int, manner: _Manner) -> date | Misdate:
    """Make a date of numbers, if the calendar has it."""
    if year not in manner.years:
        return Misdate("year_out_of_range", detail=f"{manner.years[0]} to {manner.years[-1]}")
    length = _days_in(year, month)
    if not 1 <= day <= length:
        return _no_such_day(day, date(year, month, length), manner)
    return date(year, month, day)


def _no_such_day(day: int, end: date, manner: _Manner) -> Misdate:
    """Say how long the month is; a day that other months have was meant for the end of this one."""
    which = f" in {end.year}" if _MONTHS[end.month - 1] == "February" else ""
    detail = f"{_MONTHS[end.month - 1]} has {end.day} days{which}"
    near = end.day < day <= _LONGEST_MONTH
    return Misdate("no_such_day", _in_words(end, manner.words) if near else "", detail)


# Working days


@frozen
class Holidays:
    """The bank holidays of a country, and the first and last days on which they are known."""

    first: date
    last: date
    dates: frozenset[date]


@frozen
class BeyondCalendar:
    """A day was asked for that the calendar does not reach; it reaches as far as `horizon`."""

    horizon: date


given_holidays: ContextVar[Holidays | None] = ContextVar("given_holidays", default=None)
"""The bank holidays that were given for this run, if any were. It is set before anything is read, and stays."""


def england_and_wales() -> Holidays:
    """Return the bank holidays of England and Wales: those given for this run, or those that are carried here."""
    return given_holidays.get() or carried_holidays()


@cache
def carried_holidays() -> Holidays:
    """Return the bank holidays of England and Wales that are carried here, as GOV.UK published them."""
    import json  # most runs count no working days
    from pathlib import Path

    kept = json.loads(Path(__file__).with_name("bank_holidays.json").read_text("utf-8"))
    return Holidays(
        first=date.fromisoformat(kept["first_date_covered"]),
        last=date.fromisoformat(kept["last_date_covered"]),
        dates=frozenset(date.fromisoformat(day["date"]) for day in kept["england-and-wales"]),
    )


def on_or_next_working_day(day: date, holidays: Holidays) -> date | BeyondCalendar:
    """Return the day itself if it is a working day, else the next that is."""
    return working_days_after(day - _DAY, 1, holidays)


def nth_working_day(month: Period, number: int, holidays: Holidays) -> date | BeyondCalendar:
    """Return the nth working day from the beginning of a month.

    A number larger than the month's working days runs on into the next month.
    """
    return working_days_after(month.first - _DAY, number, holidays)


def last_working_day(month: Period, holidays: Holidays) -> date | BeyondCalendar:
    """Return the last working day up to the end of a month."""
    return working_days_before(month.last + _DAY, 1, holidays)


def working_days_after(day: date, number: int, holidays: Holidays) -> date | BeyondCalendar:
    """Return the nth working day after a day, which is not itself counted."""
    return _walk(day, number, _DAY, holidays)


def working_days_before(day: date, number: int, holidays: Holidays) -> date | BeyondCalendar:
    """Return the nth working day before a day, which is not itself counted."""
    return _walk(day, number, -_DAY, holidays)


def weeks_after(day: date, number: int) -> date | BeyondCalendar:
    """Return the same day of the week so many weeks later."""
    return days_after(day, 7 * number)


def days_after(day: date, number: int) -> date | BeyondCalendar:
    """Return the day so many calendar days later, up to the last that a scheme can name."""
    left = (_LAST_DAY - day).days
    return day + number * _DAY if number <= left else BeyondCalendar(_LAST_DAY)


def day_after(day: date, number: int, lag: Lag) -> date | BeyondCalendar:
    """Return the day so many working days, days, weeks or months after another."""
    match lag:
        case "working day":
            return working_days_after(day, number, england_and_wales())
        case "day":
            return days_after(day, number)
        case "week":
            return weeks_after(day, number)
        case "month":
            return months_after(day, number)


def _walk(day: date, number: int, step: timedelta, holidays: Holidays) -> date | BeyondCalendar:
    """Step from a day until so many working days are passed, or the calendar ends."""
    assert number >= 0, "days are counted one way at a time"
    while number:
        day += step
        beyond = _beyond(day, holidays)
        if beyond:
            return beyond
        number -= _works(day, holidays)
    return day


def _beyond(day: date, holidays: Holidays) -> BeyondCalendar | None:
    """Say where the calendar ends, if a day is not in it."""
    if day < holidays.first:
        return BeyondCalendar(holidays.first)
    return BeyondCalendar(holidays.last) if day > holidays.last else None


def _works(day: date, holidays: Holidays) -> bool:
    """Say whether a day that the calendar covers is a working day."""
    return day.isoweekday() <= _FRIDAY and day not in holidays.dates
