"""Values that change on a date: the version in force where one is read."""

from datetime import date
from typing import assert_never

from schemelang.dates import Period, PeriodKind, say_date
from schemelang.diagnostic import Label
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.desk import Desk, Moment, Place
from schemelang.model.model import Expression
from schemelang.source import Span
from schemelang.syntax import ast

Version = tuple[date | None, Expression]


def see_order(desk: Desk, name: str, lines: tuple[ast.Is, ...], starts: tuple[date | None, ...]) -> bool:
    """See that the versions of a value follow each other, and that only the first is without a date."""
    for before, line, earlier, start in zip(lines, lines[1:], starts, starts[1:], strict=False):
        label = Label(before.span, "the one before")
        if start is None:
            desk.say(
                errors.choices.VersionsOutOfOrder(
                    place=line.span, name=name, found="this one has no date", labels=(label,)
                )
            )
            return False
        if earlier is not None and start <= earlier:
            found = f"{say_date(start)} does not come after {say_date(earlier)}"
            desk.say(errors.choices.VersionsOutOfOrder(place=line.span, name=name, found=found, labels=(label,)))
            return False
    return True


def read_version(desk: Desk, name: str, read: model.ReadBlock, dated: model.DatedOf, place: Place) -> Expression | None:
    """Read a dated value where no day is said: as the place counts, or the one of the whole term."""
    moment = place.implied.moment if place.implied else None
    if moment is not None:
        return version_on(desk, name, read, dated, moment)
    if place.series is not None:
        return _of_each(desk, name, read, dated, place.series)
    first, last = desk.heading.first, desk.heading.last
    change = next((start for start, _ in dated.versions if start is not None and first < start <= last), None)
    if change is not None and desk.heading.sure_of_term:
        desk.say(errors.choices.VersionUnsaid(place=read.span, name=name, day=say_date(change), first=say_date(first)))
        return None
    return version_on(desk, name, read, dated, Period(first, last, "in the term"))


def version_on(
    desk: Desk, name: str, read: model.ReadBlock, dated: model.DatedOf, moment: Moment
) -> model.ReadBlock | None:
    """Read the version of a dated value that is in force on a day, or on the last day of a period."""
    day = moment.last if isinstance(moment, Period) else moment
    if _in_force(dated.versions, day) is not None:
        return evolve(read, version=day)
    _refuse(desk, name, read.span, dated, moment)
    return None


def _in_force(versions: tuple[Version, ...], day: date) -> Version | None:
    held = [version for version in versions if version[0] is None or version[0] <= day]
    return held[-1] if held else None


def _refuse(desk: Desk, name: str, place: Span, dated: model.DatedOf, moment: Moment) -> None:
    first = dated.versions[0][0]
    assert first is not None, "a version without a date holds from the beginning"
    match moment:
        case Period():
            when = moment.name if moment.name == "in the term" else f"during {moment.name}"
        case date():
            when = f"on {say_date(moment)}"
        case _:
            assert_never(moment)
    if desk.heading.sure_of_term:
        desk.say(errors.choices.NoVersionYet(place=place, name=name, when=when, first=say_date(first)))


def _of_each(
    desk: Desk, name: str, read: model.ReadBlock, dated: model.DatedOf, kind: PeriodKind
) -> model.ReadBlock | None:
    """Read the version of each period, none of which may have two."""
    for period in desk.periods(kind):
        inside = (start for start, _ in dated.versions if start is not None and period.first < start <= period.last)
        change = next(inside, None)
        if change is not None:
            word = kind.replace("_", "-")
            desk.say(errors.choices.ChangesWithinPeriod(place=read.span, name=name, day=say_date(change), period=word))
            return None
        if version_on(desk, name, read, dated, period) is None:
            return None
    return evolve(read, series=kind)
