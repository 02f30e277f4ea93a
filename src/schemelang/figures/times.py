"""When a row is, and at which of its times a figure is given there."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import assert_never

from schemelang.dates import Period, PeriodKind, periods, periods_before, say_date
from schemelang.figures.columns import Columns
from schemelang.light import frozen
from schemelang.model.model import Each, Figure, Once, Scheme, Time

Moment = Period | date

_KINDS: tuple[PeriodKind, ...] = ("month", "quarter", "half_year", "year")
_APRIL = 4


@frozen
class Timetable:
    """The periods of a term, by kind, and whether a figure whose table has no time column counts at each.

    `earlier` are the periods of the year before, and `read_earlier` the figures that may be given for those.
    """

    periods: Mapping[PeriodKind, tuple[Period, ...]]
    earlier: Mapping[PeriodKind, tuple[Period, ...]]
    read_earlier: frozenset[str]
    same_at_every_date: bool


def timetable_of(scheme: Scheme, *, same_at_every_date: bool) -> Timetable:
    """Divide the term of a scheme into its periods of every kind."""
    return Timetable(
        periods=_periods_of(scheme.first, scheme.last),
        earlier=_periods_before(scheme.first, scheme.last),
        read_earlier=frozenset(scheme.earlier),
        same_at_every_date=same_at_every_date,
    )


@cache
def _periods_of(first: date, last: date) -> Mapping[PeriodKind, tuple[Period, ...]]:
    """Divide a term, which is asked for once for each example and each table."""
    return {kind: periods(kind, first, last) for kind in _KINDS}


@cache
def _periods_before(first: date, last: date) -> Mapping[PeriodKind, tuple[Period, ...]]:
    return {kind: periods_before(kind, first, last) for kind in _KINDS}


def ways_of_writing(kind: PeriodKind, timetable: Timetable) -> dict[str, Period]:
    """Return each way of writing a period that names just one of the term, in the form of `plain_period`."""
    found: dict[str, set[Period]] = {}
    for period in timetable.periods[kind]:
        for words in _ways(kind, period):
            found.setdefault(plain_period(words), set()).add(period)
    before = {
        plain_period(words): period for period in timetable.earlier[kind] for words in _with_its_year(kind, period)
    }
    term = {words: named.pop() for words, named in found.items() if len(named) == 1}
    return (before if timetable.read_earlier else {}) | term


def _with_its_year(kind: PeriodKind, period: Period) -> Iterator[str]:
    """Write a period of the year before in the ways that cannot be taken for one of the term."""
    for words in _ways(kind, period):
        if kind in ("month", "year") or " of " in words:
            yield words


def plain_period(written: str) -> str:
    """Put the words for a period into the form in which they are compared."""
    return " ".join(written.casefold().replace("-", " ").replace("_", " ").split())


def _ways(kind: PeriodKind, period: Period) -> Iterator[str]:
    """Write a period in the ways that files and examples do."""
    yield period.name
    year = period.first.year - (period.first.month < _APRIL)
    match kind:
        case "month":
            yield from (period.first.strftime(form) for form in ("%Y-%m", "%Y%m"))
            name = period.name.partition(" ")[0]
            yield from (f"{short} {year}" for short in (name, name[:3]) for year in _years(period.first.year))
        case "year":
            yield from (
                f"{year}/{(year + 1) % 100:02d}",
                f"{year}-{(year + 1) % 100:02d}",
                f"{year}/{year + 1}",
            )
        case "quarter" | "half_year":
            name = period.name.partition(" of ")[0]
            number = name.rpartition(" ")[2]
            yield from (name, number, f"{name} of {year}/{(year + 1) % 100:02d}")
            yield f"{'q' if kind == 'quarter' else 'h'}{number}"
        case _:
            assert_never(kind)


def _years(year: int) -> tuple[str, str]:
    """Write a year in full, and as a spreadsheet shortens it: Apr-25."""
    return str(year), f"{year % 100:02d}"


def says_when(figure: Figure, columns: Columns, timetable: Timetable) -> bool:
    """Say whether a table's columns leave no doubt about the time of a figure."""
    time = figure.time
    if isinstance(time, Once):
        return True
    if columns.times:
        return time.kind in columns.times or (time.at_end and "on" in columns.times)
    return timetable.same_at_every_date or len(timetable.periods[time.kind]) == 1


def times_in_row(figure: Figure, moment: Moment | None, timetable: Timetable) -> tuple[Period | None, ...]:
    """Return at which of its times a figure is given in a row: at none, where the row is of another time.

    A figure that is given once has no period.
    """
    time = figure.time
    if isinstance(time, Once):
        return (None,) if _agree(time.moment, moment, timetable) else ()
    if moment is None:
        return timetable.periods[time.kind]
    before = timetable.earlier[time.kind] if figure.name in timetable.read_earlier else ()
    every = (*timetable.periods[time.kind], *before)
    return tuple(period for period in every if moment in (period, period.last))


def _agree(its: Moment | None, moment: Moment | None, timetable: Timetable) -> bool:
    """Say whether a figure that is given once may stand in a row of a moment.

    In the rows of a longer table such a figure is repeated, as last year's payment is beside each quarter;
    but where row and figure are of the same kind of time, the times must be the same.
    """
    match its, moment:
        case Period(), Period():
            alike = any(_stretch(its) in map(_stretch, kind) and moment in kind for kind in timetable.periods.values())
            return not alike or _stretch(its) == _stretch(moment)
        case (None, _) | (_, None) | (Period(), _) | (_, Period()):
            return True
        case _:
            return its == moment


def _stretch(period: Period) -> tuple[date, date]:
    return period.first, period.last


def say_moment(moment: Moment) -> str:
    """Say when a row is: quarter 4, or 31 March 2014."""
    return moment.name if isinstance(moment, Period) else say_date(moment)


def say_time(time: Time) -> str:
    """Say when a figure with times of its own is asked for: at the end of each quarter."""
    if isinstance(time, Each):
        return f"{'at the end of' if time.at_end else 'during'} each {say_kind(time.kind)}"
    assert time.moment is not None, "a figure without a time of its own may stand in any row"
    during = isinstance(time.moment, Period)
    return f"{'during' if during else 'on'} {say_moment(time.moment)}"


def say_kind(kind: PeriodKind) -> str:
    """Say a kind of period: half-year."""
    return kind.replace("_", "-")
