"""At which of a figure's times a row of a published file is."""

from collections.abc import Iterable, Iterator
from datetime import date

from schemelang.dates import Period
from schemelang.figures.times import Timetable
from schemelang.model.model import Each, Figure, Once
from schemelang.published.layout import Days

Label = Period | None
"""The period for which a row gives a figure; of a figure that is given once, none."""


def times_of(figure: Figure, days: Days | None, timetable: Timetable, *, total: bool) -> Iterator[Label]:
    """Return the times at which a row gives a figure: none, where it is of another time.

    What was counted on the last day of a period is the figure of that period. The rows of a total may be of parts of
    it.
    """
    match figure.time:
        case Once(moment):
            if days is None or moment is None or _gives(days, moment, total=total):
                yield None
        case Each(kind):
            earlier = timetable.earlier[kind] if figure.name in timetable.read_earlier else ()
            every = (*timetable.periods[kind], *earlier)
            # A file without times is read only where there is one period.
            yield from (each for each in every if days is None or _gives(days, each, total=total))


def _gives(days: Days, moment: date | Period, *, total: bool) -> bool:
    if isinstance(moment, date):
        return days[1] == moment
    if total:
        return moment.first <= days[0] and days[1] <= moment.last
    return days in ((moment.first, moment.last), (moment.last, moment.last))


def months_within(period: Period, every: Iterable[Days]) -> tuple[int, int]:
    """Count the months of a period that are among some days, and all of its months."""
    found = {days for days in every if period.first <= days[0] and days[1] <= period.last}
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    return len(found), months
