"""Which of its periods a rule is read at, by a rule that reads several of them or another than its own."""

from collections.abc import Iterable
from datetime import date

from schemelang.dates import Period, months_after
from schemelang.graph.graph import Dated, RuleId


def within(periods: Iterable[Period | None], stretch: Period) -> tuple[Period, ...]:
    """Return the periods that lie within a stretch, in order."""
    return tuple(sorted(each for each in periods if each and stretch.first <= each.first and each.last <= stretch.last))


def up_to(periods: Iterable[Period | None], own: Period | None) -> tuple[Period, ...]:
    """Return the periods that are over when its own is, the last of them first; without one, all."""
    return tuple(sorted((each for each in periods if each and (own is None or each.last <= own.last)), reverse=True))


def before(periods: Iterable[Period | None], own: Period, months: int) -> Period | None:
    """Return the period that began so many months before its own, if there is one."""
    begun = months_after(own.first, -months)
    return next((each for each in periods if each and each.first == begun), None)


def in_force(dated: Dated, day: date) -> RuleId | None:
    """Return the version that is in force on a day, if one is."""
    held = [version for start, version in dated.versions if start is None or start <= day]
    return held[-1] if held else None
