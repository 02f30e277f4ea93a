"""The payment calendar as a picture: a row of months with the days on which something falls due."""

from collections.abc import Iterable
from datetime import date
from itertools import count, takewhile

from schemelang.document.contract import DayDue, Firmness, Key, Month, Months, Picture
from schemelang.graph.graph import DuePart

_FEW, _MANY = 3, 36
"""Fewer days, and more months, are not drawn."""
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDS: dict[Firmness, str] = {
    "sure": "paid as it is worked out",
    "maybe": "paid only if a condition is met",
    "back": "taken back, only if there is something to take back",
}


def month_by_month(due: Iterable[DuePart]) -> tuple[Picture, ...]:
    """Draw the months from the first day of payment to the last, if there are several days and not too many months."""
    days: dict[date, Firmness] = {}
    for part in due:
        if isinstance(part.day, date):
            days[part.day] = _firmer(_firmness(part), days.get(part.day, "back"))
    months = _months(min(days), max(days)) if days else ()
    if len(days) < _FEW or not 1 < len(months) <= _MANY:
        return ()
    keys = tuple(Key(kind, words) for kind, words in _WORDS.items() if kind in days.values())
    drawing = Months(tuple(_month(year, month, days) for year, month in months), keys)
    return (
        Picture(title="Payment calendar, month by month", description=_described(days), column="Day", drawing=drawing),
    )


def _firmness(part: DuePart) -> Firmness:
    if part.recovers is not None:
        return "back"
    return "sure" if part.condition is None else "maybe"


def _firmer(one: Firmness, other: Firmness) -> Firmness:
    """Return what is more certain to be paid."""
    return min(one, other, key=list(_WORDS).index)


def _months(first: date, last: date) -> tuple[tuple[int, int], ...]:
    """Return every month from one day to another, by its year and its number."""
    numbers = (divmod(number, 12) for number in count(first.year * 12 + first.month - 1))
    them = ((year, month + 1) for year, month in numbers)
    return tuple(takewhile(lambda month: month <= (last.year, last.month), them))


def _month(year: int, month: int, days: dict[date, Firmness]) -> Month:
    due = sorted(day for day in days if (day.year, day.month) == (year, month))
    return Month(f"{_NAMES[month - 1]} {year}", tuple(DayDue(str(day.day), days[day]) for day in due))


def _described(days: dict[date, Firmness]) -> str:
    """Say in which months how many days are."""
    number = {words: list(days.values()).count(kind) for kind, words in _WORDS.items() if kind in days.values()}
    told = [f"On {many} of these days something is {words}." for words, many in number.items()]
    all_alike = [f"It is {words}." for words in number]
    them = " ".join(told if len(told) > 1 else all_alike)
    return f"A box for each month, with the {len(days)} days on which something falls due. {them}"
