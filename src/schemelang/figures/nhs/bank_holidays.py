"""Reads the bank holidays of England and Wales from a file as GOV.UK publishes it.

A newer file goes on where the calendar that is carried here ends. In the years that it covers it is believed, and what
it has otherwise than the calendar carried here is told. The years before it stay as they are.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from schemelang.dates import Holidays, say_date
from schemelang.diagnostic import Diagnostic
from schemelang.figures.file_errors import HolidaysDiffer, HolidaysEndEarlier, HolidaysUnreadable
from schemelang.source import CellPlace

_DIVISION = "england-and-wales"
_MOST_BYTES = 5_000_000
_FEWEST_IN_A_YEAR = 8
_DECEMBER = 12
_MOST_SHOWN = 10

Read = tuple[Holidays | None, tuple[Diagnostic, ...]]


def read_bank_holidays(name: str, content: bytes, carried: Holidays) -> Read:
    """Read a file of bank holidays, and lay it over the calendar that is carried here."""
    place = CellPlace(name)
    days = _days(content)
    if isinstance(days, _Problem):
        return None, (HolidaysUnreadable(place=place, problem=days.words),)
    own = Holidays(first=_first(days), last=_last(days), dates=frozenset(days))
    if own.last < carried.last:
        last, here = say_date(own.last), say_date(carried.last)
        return None, (HolidaysEndEarlier(place=place, last=last, carried=here),)
    before = frozenset(day for day in carried.dates if day < own.first)
    first = min(own.first, carried.first)
    return Holidays(first=first, last=own.last, dates=own.dates | before), tuple(_differing(place, own, carried))


@frozen
class _Problem:
    """Why a file is not one of bank holidays."""

    words: str


def _days(content: bytes) -> list[date] | _Problem:
    """Return the bank holidays of England and Wales in order, or say what keeps them from being read."""
    if len(content) > _MOST_BYTES:
        return _Problem("It is larger than 5 MB.")
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        return _Problem("It is not in the form of GOV.UK, which is JSON.")
    division = read.get(_DIVISION) if isinstance(read, dict) else None
    events = division.get("events") if isinstance(division, dict) else None
    if not isinstance(events, list) or not events:
        return _Problem(f'It has no list of events under "{_DIVISION}".')
    found = [_day(event) for event in events]
    days = sorted(day for day in found if day is not None)
    if len(days) < len(found):
        number = found.index(None) + 1
        return _Problem(f"Event {number:,} has no date such as 2028-12-25.")
    return _few(days) or days


def _day(event: object) -> date | None:
    written = event.get("date") if isinstance(event, dict) else None
    try:
        return date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None


def _few(days: list[date]) -> _Problem | None:
    """Find a year of which some bank holidays are missing; the first may begin, and the last end, within itself."""
    years = Counter(day.year for day in set(days))
    for year in range(days[0].year + 1, days[-1].year):
        if years[year] < _FEWEST_IN_A_YEAR:
            return _Problem(f"It has {years[year]} bank holidays in {year}, and every year has at least 8.")
    return None


def _first(days: list[date]) -> date:
    """Return the first day that a file covers: of a year that it has from January, the first of it."""
    return date(days[0].year, 1, 1) if days[0].month == 1 else days[0]


def _last(days: list[date]) -> date:
    """Return the last day that a file covers: of a year that it has to Christmas, the last of it."""
    return date(days[-1].year, 12, 31) if days[-1].month == _DECEMBER else days[-1]


def _differing(place: CellPlace, own: Holidays, carried: Holidays) -> Iterator[HolidaysDiffer]:
    """Tell which days of the years that both cover are bank holidays in one of them only."""
    both = {day for day in own.dates ^ carried.dates if own.first <= day <= carried.last}
    if both:
        only, not_there = (
            [say_date(day) for day in sorted(both & each)] for each in (own.dates, carried.dates - own.dates)
        )
        yield HolidaysDiffer(place=place, added=_some(only), gone=_some(not_there))


def _some(days: list[str]) -> str:
    rest = len(days) - _MOST_SHOWN
    shown = ", ".join(days[:_MOST_SHOWN]) or "none"
    return shown if rest <= 0 else f"{shown} and {rest} more"
