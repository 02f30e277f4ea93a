"""When a figure is given, and which of its times is read."""

from typing import assert_never

from schemelang.dates import Period, PeriodKind, name_with_its_year, periods_before, say_date, say_range, year_before
from schemelang.diagnostic import Label
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.desk import Desk, Implied, Moment, Place, one_line
from schemelang.model.literals import read_day, read_period_kind, read_whole_month, read_whole_number
from schemelang.model.parts import is_shorter
from schemelang.source import Span
from schemelang.syntax import ast

_MOST_PERIODS = 999


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
        case _:
            assert_never(when)


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
        case _:
            assert_never(when)


def read_time(desk: Desk, time: ast.Time) -> Period | None:
    """Read a period of the term."""
    match time:
        case ast.TheYear():
            return Period(desk.heading.first, desk.heading.last, "the year")
        case ast.PreviousYear():
            return year_before(desk.heading.first, desk.heading.last)
        case ast.PreviousPeriod(word):
            kind = read_period_kind(desk, word)
            if kind is not None:
                desk.say(errors.choices.PreviousOfWhat(place=time.span, period=word.text.lower()))
            return None
        case ast.Stretch():
            return _stretch(desk, time)
        case ast.Month():
            return _month_of_term(desk, time)
        case ast.NumberedPeriod():
            return _numbered(desk, time)
        case ast.Years(text):
            return _named(desk, time, "year", text)
        case _:
            assert_never(time)


def _stretch(desk: Desk, written: ast.Stretch) -> Period | None:
    first, last = read_day(desk, written.first), read_day(desk, written.last)
    if first is None or last is None:
        return None
    if last < first:
        label = Label(written.first.span, "it begins here")
        words = written.first.text, written.last.text
        desk.say(
            errors.numerals.TermUpsideDown(place=written.last.span, first=words[0], last=words[1], labels=(label,))
        )
        return None
    return Period(first, last, say_range(first, last))


def _month_of_term(desk: Desk, written: ast.Month) -> Period | None:
    month = read_whole_month(desk, written)
    if month is None:
        return None
    for period in desk.periods("month"):
        if period.first <= month.last and month.first <= period.last:
            return period
    _refuse_period(desk, written, written.text)
    return None


def _numbered(desk: Desk, time: ast.NumberedPeriod) -> Period | None:
    kind = read_period_kind(desk, time.kind)
    wanted = read_whole_number(desk, time.number, 1, _MOST_PERIODS)
    if kind is None or wanted is None:
        return None
    name = f"{kind.replace('_', '-')} {wanted}"
    if kind in ("month", "year"):
        desk.say(errors.numerals.NotADate(place=time.span, written=name))
        return None
    if time.of is not None:
        return _named(desk, time, kind, f"{name} of {time.of.text}")
    found = [period for period in desk.periods(kind) if period.name.partition(" of ")[0] == name]
    if len(found) > 1:
        times = "in each year of the scheme"
        desk.say(errors.choices.TimeUnsaid(place=time.span, name=name, times=times, example=found[-1].name))
    elif not found:
        _refuse_period(desk, time, name)
    return found[0] if len(found) == 1 else None


def _named(desk: Desk, written: ast.Node, kind: PeriodKind, name: str) -> Period | None:
    """Return the period of the term, or of the year before, that bears a name with its financial year."""
    first, last = desk.heading.first, desk.heading.last
    for period in (*desk.periods(kind), *periods_before(kind, first, last)):
        if name_with_its_year(kind, period) == name:
            return period
    _refuse_period(desk, written, name)
    return None


def _refuse_period(desk: Desk, written: ast.Node, name: str) -> None:
    if desk.heading.sure_of_term:
        desk.say(errors.numerals.PeriodOutsideTerm(place=written.span, written=name, term=desk.term))


# ---------------------------------------------------------------- saying


def say_times(time: model.Time) -> str:
    """Return the times of a figure in words: at the end of each quarter."""
    match time:
        case model.Each(kind, at_end):
            word = _say_kind(kind)
            return f"at the end of each {word}" if at_end else f"during each {word}"
        case model.Once(moment):
            return "once" if moment is None else _say_moment(moment)
        case _:
            assert_never(time)


def _say_kind(kind: PeriodKind) -> str:
    return kind.replace("_", "-")


def _say_moment(moment: Moment) -> str:
    return f"during {moment.name}" if isinstance(moment, Period) else f"on {say_date(moment)}"


def _example_time(desk: Desk, time: model.Time) -> str:
    """Return one of a figure's times, as it is written when it is read; nothing if it has no time."""
    match time:
        case model.Each(kind, at_end):
            last = desk.periods(kind)[-1]
            return _say_moment(last.last if at_end else last)
        case model.Once(moment):
            return "" if moment is None else _say_moment(moment)
        case _:
            assert_never(time)


# ---------------------------------------------------------------- reading a figure at one of its times


def read_at(
    desk: Desk,
    figure: model.Figure,
    written: ast.Name | ast.Timed,
    moment: Moment | None,
    place: Place,
) -> model.ReadFigure | None:
    """Read a figure, at the moment that is said with its name or, without one, at that which is implied.

    In a block of each period it is read at the same period, or at the longer one that this is within.
    """
    match figure.time:
        case model.Once() if place.again is not None and place.again.moment is None:
            _refuse(desk, figure, written.span, year_before(desk.heading.first, desk.heading.last), figure.name)
            return None
        case model.Once(given):
            if moment is None or _same(given, moment):
                return _read(figure, written, None)
            _refuse_time(desk, figure, written, moment)
            return None
        case model.Each():
            if moment is None and place.series and not is_shorter(figure.time.kind, place.series):
                return evolve(_read(figure, written, None), series=figure.time.kind)
            if moment is None and place.implied is not None and place.implied.where == "limit":
                desk.say(
                    errors.elsewhere.LimitOfAnother(
                        place=written.span, because=f"this is given for each {_say_kind(figure.time.kind)}"
                    )
                )
                return None
            if moment is None and place.series:
                ask_for_period(desk, written, figure.time.kind, place.series)
                return None
            if moment is None and place.implied is not None:
                return _read_as_implied(desk, figure, figure.time, written, place.implied)
            return _read_as_said(desk, figure, figure.time, written, moment)
        case _:
            assert_never(figure.time)


def _read(figure: model.Figure, written: ast.Node, period: Period | None) -> model.ReadFigure:
    return model.ReadFigure(type=figure.type, level=figure.level, span=written.span, figure=figure.name, period=period)


def _read_one(desk: Desk, figure: model.Figure, written: ast.Node, period: Period) -> model.ReadFigure:
    """Read a figure at one of its periods, and remember that it is read of the year before the term."""
    if period.last < desk.heading.first:
        desk.earlier.add(figure.name)
    return _read(figure, written, period)


def _same(given: Moment | None, moment: Moment) -> bool:
    if isinstance(given, Period) and isinstance(moment, Period):
        return (given.first, given.last) == (moment.first, moment.last)
    return given == moment


def _read_as_said(
    desk: Desk, figure: model.Figure, time: model.Each, written: ast.Name | ast.Timed, moment: Moment | None
) -> model.ReadFigure | None:
    if moment is None:
        _ask_for_time(desk, figure, written)
        return None
    period = period_at(desk, time, moment)
    if period is None:
        _refuse_time(desk, figure, written, moment)
        return None
    return _read_one(desk, figure, written, period)


def _read_as_implied(
    desk: Desk, figure: model.Figure, time: model.Each, written: ast.Node, implied: Implied
) -> model.ReadFigure | None:
    if implied.moment is None:
        _ask_when_measured(desk, figure, implied)
        return None
    period = period_at(desk, time, implied.moment)
    if period is not None:
        return _read_one(desk, figure, written, period)
    _refuse_measured(desk, figure, implied.span, implied.moment)
    return None


def period_at(desk: Desk, time: model.Each, moment: Moment) -> Period | None:
    """Return the period of the term, or of the year before, at whose end or over which something is given."""
    before = periods_before(time.kind, desk.heading.first, desk.heading.last)
    for period in (*desk.periods(time.kind), *before):
        if _same(period.last if time.at_end else period, moment):
            return period
    return None


# ---------------------------------------------------------------- refusing


def _ask_for_time(desk: Desk, figure: model.Figure, written: ast.Node) -> None:
    example = f"{figure.name} {_example_time(desk, figure.time)}"
    if desk.heading.sure_of_term:
        times = say_times(figure.time)
        desk.say(errors.choices.TimeUnsaid(place=written.span, name=figure.name, times=times, example=example))


def ask_for_period(desk: Desk, written: ast.Node, kind: PeriodKind, place: PeriodKind | None) -> None:
    """Ask which of the periods of something is meant, or how they are put together."""
    name, times = one_line(written), f"for each {_say_kind(kind)}"
    example = f"total {name} over the {_say_kind(place or 'year')}"
    if place is None:
        example = f"{name} {_say_moment(desk.periods(kind)[-1])}, or {example}"
    if desk.heading.sure_of_term:
        desk.say(errors.choices.TimeUnsaid(place=written.span, name=name, times=times, example=example))


def ask_which_is_expected(desk: Desk, written: ast.Name, said: str, kind: PeriodKind, *, in_all: bool) -> None:
    """Ask of which of its periods an example says what comes of something; of a payment it may say it `in_all`."""
    example = f"{said} {_say_moment(desk.periods(kind)[-1])}"
    if in_all:
        example = f"{example}, or {said} during the year"
    if desk.heading.sure_of_term:
        times = f"for each {_say_kind(kind)}"
        desk.say(errors.choices.TimeUnsaid(place=written.span, name=written.text, times=times, example=example))


def refuse_period(desk: Desk, name: str, kind: PeriodKind, when: ast.Node, moment: Moment) -> None:
    """Refuse a time that is none of the periods of a block."""
    example = f"{name} {_say_moment(desk.periods(kind)[-1])}"
    if desk.heading.sure_of_term:
        times, said = f"for each {_say_kind(kind)}", _say_moment(moment)
        desk.say(
            errors.numerals.NotOneOfItsTimes(place=when.span, name=name, written=said, times=times, example=example)
        )


def _ask_when_measured(desk: Desk, figure: model.Figure, implied: Implied) -> None:
    if desk.heading.sure_of_term:
        times, example = say_times(figure.time), _example_time(desk, figure.time)
        desk.say(
            errors.choices.MeasuredUnsaid(place=implied.span, name=implied.span.words, times=times, example=example)
        )


def _refuse_time(desk: Desk, figure: model.Figure, written: ast.Name | ast.Timed, moment: Moment) -> None:
    place = written.when.span if isinstance(written, ast.Timed) else written.span
    example = f"{figure.name} {_example_time(desk, figure.time)}".strip()
    _refuse(desk, figure, place, moment, example)


def _refuse_measured(desk: Desk, figure: model.Figure, place: Span, moment: Moment) -> None:
    _refuse(desk, figure, place, moment, f"measured {_example_time(desk, figure.time)}")


def _refuse(desk: Desk, figure: model.Figure, place: Span, moment: Moment, example: str) -> None:
    if desk.heading.sure_of_term:
        times, said = say_times(figure.time), _say_moment(moment)
        desk.say(
            errors.numerals.NotOneOfItsTimes(place=place, name=figure.name, written=said, times=times, example=example)
        )
