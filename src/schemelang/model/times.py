"""When a figure is given, and which of its times is read."""

from datetime import date

from schemelang.dates import Period, say_date
from schemelang.model import errors, model
from schemelang.model.desk import Desk
from schemelang.model.literals import read_day, read_period_kind, read_whole_month, read_whole_number
from schemelang.syntax import ast

Moment = date | Period


def read_given_when(desk: Desk, when: ast.GivenWhen | None) -> model.Time | None:
    """Read when a figure is given."""
    match when:
        case None:
            return model.Once(None)
        case ast.On(written):
            day = read_day(desk, written)
            return None if day is None else model.Once(day)
        case ast.During(time):
            period = read_time(desk, time)
            return None if period is None else model.Once(period)
        case ast.AtEndOfEach(word):
            kind = read_period_kind(desk, word)
            return None if kind is None else model.Each(kind, at_end=True)
        case ast.DuringEach(word):
            kind = read_period_kind(desk, word)
            return None if kind is None else model.Each(kind, at_end=False)


def read_moment(desk: Desk, when: ast.When) -> Moment | None:
    """Read a time at which something is read: a day, or a period."""
    match when:
        case ast.On(written):
            return read_day(desk, written)
        case ast.AtEndOf(time):
            period = read_time(desk, time)
            return None if period is None else period.last
        case ast.During(time):
            return read_time(desk, time)


def read_time(desk: Desk, time: ast.Time) -> Period | None:
    """Read a period of the term."""
    match time:
        case ast.TheYear():
            return Period(desk.heading.first, desk.heading.last, "the year")
        case ast.PreviousYear(span=span):
            desk.not_yet(span, "the previous year")
            return None
        case ast.Month():
            return _month_of_term(desk, time)
        case ast.NumberedPeriod(word, number):
            return _numbered(desk, time, word, number)


def _month_of_term(desk: Desk, written: ast.Month) -> Period | None:
    month = read_whole_month(desk, written)
    if month is None:
        return None
    for period in desk.periods("month"):
        if period.first <= month.last and month.first <= period.last:
            return period
    desk.say(errors.PeriodOutsideTerm(place=written.span, written=written.text, term=desk.term))
    return None


def _numbered(desk: Desk, time: ast.NumberedPeriod, word: ast.Name, number: ast.Number) -> Period | None:
    kind = read_period_kind(desk, word)
    wanted = read_whole_number(desk, number)
    if kind is None or wanted is None:
        return None
    name = f"{word.text.lower().replace('_', '-')} {wanted}"
    found = [period for period in desk.periods(kind) if period.name.split(" of ")[0] == name]
    if len(found) == 1:
        return found[0]
    desk.say(errors.PeriodOutsideTerm(place=time.span, written=name, term=desk.term))
    return None


def say_times(desk: Desk, time: model.Time) -> str:
    """Return the times of a figure in words: at the end of each quarter."""
    match time:
        case model.Each(kind, at_end):
            word = kind.replace("_", "-")
            return f"at the end of each {word}" if at_end else f"during each {word}"
        case model.Once(Period(name=name)):
            return f"during {name}"
        case model.Once(None):
            return "once"
        case model.Once(day):
            return f"on {say_date(day)}"


def example_time(desk: Desk, time: model.Time) -> str:
    """Return one of a figure's times, as it is written when it is read."""
    if not isinstance(time, model.Each):
        return say_times(desk, time)
    last = desk.periods(time.kind)[-1]
    return f"on {say_date(last.last)}" if time.at_end else f"during {last.name}"


def period_read(desk: Desk, figure: model.Figure, moment: Moment | None, read: ast.Node) -> Period | None | bool:
    """Return which period of a figure is read, None if it has just one, or False where it cannot be said."""
    match figure.time:
        case model.Once(given):
            return _its_only_time(desk, figure, given, moment, read)
        case model.Each(kind, at_end):
            return _one_of_its_times(desk, figure, desk.periods(kind), moment, read, at_end=at_end)


def _its_only_time(
    desk: Desk, figure: model.Figure, given: Moment | None, moment: Moment | None, read: ast.Node
) -> None | bool:
    explicit = isinstance(read, ast.Timed)
    if not explicit or given is None or moment is None or _same(given, moment):
        return None
    _refuse_time(desk, figure, moment, read)
    return False


def _same(given: Moment, moment: Moment) -> bool:
    if isinstance(given, Period) and isinstance(moment, Period):
        return (given.first, given.last) == (moment.first, moment.last)
    return given == moment


def _one_of_its_times(
    desk: Desk,
    figure: model.Figure,
    periods: tuple[Period, ...],
    moment: Moment | None,
    read: ast.Node,
    *,
    at_end: bool,
) -> Period | bool:
    if moment is None:
        _ask_for_time(desk, figure, read)
        return False
    for period in periods:
        if _same(period.last if at_end else period, moment):
            return period
    _refuse_time(desk, figure, moment, read)
    return False


def _ask_for_time(desk: Desk, figure: model.Figure, read: ast.Node) -> None:
    desk.say(
        errors.TimeUnsaid(
            place=read.span,
            name=figure.name,
            times=say_times(desk, figure.time),
            example=f"{figure.name} {example_time(desk, figure.time)}",
        )
    )


def _refuse_time(desk: Desk, figure: model.Figure, moment: Moment, read: ast.Node) -> None:
    written = moment.name if isinstance(moment, Period) else say_date(moment)
    times = say_times(desk, figure.time)
    desk.say(errors.NotOneOfItsDays(place=read.span, name=figure.name, written=written, times=times))
