"""Names read: a figure at one of its times, or what another block comes to."""

from datetime import date
from typing import assert_never

from schemelang.dates import MONTHS_IN, Period, PeriodKind
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.dated import read_version, version_on
from schemelang.model.desk import Again, Desk, Moment, Place, WorkedOut, one_line
from schemelang.model.literals import has_one_time
from schemelang.model.model import Expression
from schemelang.model.parts import is_shorter, parts
from schemelang.model.times import ask_for_period, period_at, read_at, read_moment, refuse_period
from schemelang.model.units import MONEY, YES_NO
from schemelang.syntax import ast


def read_name(desk: Desk, name: ast.Name, place: Place) -> Expression | None:
    """Read a name without a time."""
    own = _own_line(name, place)
    if own is not None:
        return own
    block = desk.block(name)
    if isinstance(block, model.Figure):
        return read_at(desk, block, name, None, place)
    if isinstance(block, model.Indicator | model.Target) and block.each is None and place.again is not None:
        return _read_again(desk, name, name, place.again)
    if block is None or block.each is None:
        return None if block is None else _read_once(desk, block, name, place)
    if place.series is None or is_shorter(block.each, place.series):
        ask_for_period(desk, name, block.each, place.series)
        return None
    return evolve(read_block(block, name), series=block.each)


def _read_once(desk: Desk, block: WorkedOut, name: ast.Name, place: Place) -> Expression | None:
    """Read a block that has one value, or one from each date on."""
    read = read_block(block, name)
    dated = versions_of(block)
    return read if dated is None else read_version(desk, block.name, read, dated, place)


def versions_of(block: WorkedOut) -> model.DatedOf | None:
    """Return the versions of a value that changes on a date; None of anything else."""
    match block:
        case model.Value(expression=model.DatedOf() as dated):
            return dated
        case _:
            return None


def _own_line(name: ast.Name, place: Place) -> model.OwnLineOf | None:
    """Read a line of the saving in which a name stands, if it is one: nothing else can have its name."""
    if place.own is None:
        return None
    own = place.own
    for line in own.names:
        if line == name.text.lower():
            return model.OwnLineOf(type=MONEY, level=own.level, span=name.span, line=line, series=own.series)
    return None


def read_timed(desk: Desk, name: ast.Name, written: ast.Timed, place: Place) -> Expression | None:
    """Read a name at a time of its own."""
    earlier = _read_earlier(desk, name, written, place)
    if earlier is not None:
        return earlier
    moment = read_moment(desk, written.when)
    if moment is not None and has_one_time(desk.blocks.get(name.text)):
        a_year_earlier = isinstance(written.when, ast.During) and isinstance(written.when.time, ast.PreviousYear)
        again = Again(moment=None if a_year_earlier else moment, when=written.when)
        return _read_again(desk, name, written, again)
    block = desk.block(name)
    if block is None or moment is None:
        return None
    if isinstance(block, model.Figure):
        return read_at(desk, block, written, moment, Place(level=None))
    dated = versions_of(block)
    if dated is not None:
        return version_on(desk, block.name, read_block(block, written), dated, moment)
    if block.each is not None:
        return _read_period(desk, block, written, moment)
    if isinstance(block, model.Payment) and is_whole_term(desk, moment):
        return read_block(block, written)
    desk.say(errors.choices.OneOfAllTimes(place=written.when.span, name=block.name))
    return None


def _read_again(desk: Desk, name: ast.Name, written: ast.Node, again: Again) -> model.ReadBlock | None:
    """Read a block at another time than its own: a block of its own, with that time in its name and title."""
    words = one_line(again.when)
    other = f"{name.text}_{words.lower().replace(' ', '_').replace('-', '_')}"
    while other in desk.blocks:
        other += "_"
    if other in desk.in_hand:
        chain = f"{name.text} from {name.text} {words}, and that from itself"
        desk.say(errors.naming.NeedsItself(place=written.span, name=name.text, chain=chain))
        return None
    if other not in desk.at_other_times:
        block = desk.blocks[name.text]
        assert isinstance(block, ast.Indicator | ast.Target), "only these are read again"
        assert desk.read_again is not None, "the pass has said how blocks are read"
        own_day = desk.last_days.pop(name.text, None)
        desk.in_hand.add(other)
        read = desk.read_again(desk, block, again)
        desk.in_hand.remove(other)
        days = {other: desk.last_days.pop(name.text, None), name.text: own_day}
        desk.last_days |= {each: day for each, day in days.items() if day is not None}
        if read is None:
            return None
        desk.at_other_times[other] = evolve(read, name=other, title=f"{read.title}, {words}")
        desk.read[other] = desk.at_other_times[other]
    return read_block(desk.at_other_times[other], written)


def _read_earlier(desk: Desk, name: ast.Name, written: ast.Timed, place: Place) -> model.EarlierOf | None:
    """Read a figure of each period as it was some periods before, if that is what is written."""
    block = desk.read.get(name.text)
    if place.series is None or not isinstance(written.when, ast.During) or not isinstance(block, model.Figure):
        return None
    months = _months_before(written.when.time, place.series)
    if months is None or not isinstance(block.time, model.Each):
        return None
    read = read_at(desk, block, name, None, place)
    if read is None:
        return None
    desk.earlier.add(block.name)
    return model.EarlierOf(type=read.type, level=read.level, span=written.span, operand=read, months=months)


def _months_before(time: ast.Time, series: PeriodKind) -> int | None:
    """Return how many months before its own period a block reads, if it reads the year or the period before."""
    match time:
        case ast.PreviousYear():
            return MONTHS_IN["year"]
        case ast.PreviousPeriod(kind) if kind.text.lower() == series.replace("_", "-"):
            return MONTHS_IN[series]
        case _:
            return None


def _read_period(desk: Desk, block: WorkedOut, written: ast.Timed, moment: Moment) -> Expression | None:
    """Read what a block of each period comes to in one of them."""
    assert block.each is not None, "asked only of a block of each period"
    period = period_at(desk, model.Each(block.each, at_end=False), moment)
    if period is not None:
        return evolve(read_block(block, written), period=period)
    if isinstance(block, model.Payment) and isinstance(moment, Period) and _holds_some(desk, block.each, moment):
        every = evolve(read_block(block, written), series=block.each)
        return model.OverTime(
            type=MONEY,
            level=block.level,
            span=written.span,
            how="total",
            operand=every,
            stretch=moment,
            series=None,
        )
    refuse_period(desk, block.name, block.each, written.when, moment)
    return None


def _holds_some(desk: Desk, kind: PeriodKind, stretch: Period) -> bool:
    """Say whether some periods of a kind are whole within a longer one, and none is half in it."""
    every = desk.periods(kind)
    within = [each for each in every if stretch.first <= each.first and each.last <= stretch.last]
    touched = [each for each in every if each.first <= stretch.last and stretch.first <= each.last]
    return bool(within) and within == touched


def read_of(
    desk: Desk, written: ast.NameOf | ast.Timed, read: Expression | None, party: ast.Name | ast.Text
) -> model.OfParty | None:
    """Read what one party has of something that each has."""
    if read is None:
        return None
    if read.level == model.SCHEME:
        desk.say(
            errors.readings.OneForAll(place=party.span, name=one_line(read).partition(" of ")[0], party=party.text)
        )
        return None
    return model.OfParty(type=read.type, level=model.SCHEME, span=written.span, read=read, party=party.text)


_ASKED: dict[str, tuple[model.State, bool]] = {
    "reported": ("not_reported", False),
    "not reported": ("not_reported", True),
    "suppressed": ("suppressed", True),
    "not suppressed": ("suppressed", False),
    "applicable": ("not_applicable", False),
    "not applicable": ("not_applicable", True),
    "decided": ("undecided", False),
    "undecided": ("undecided", True),
}


def supplied(desk: Desk, written: ast.IsState, read: Expression | None) -> model.SuppliedOf | None:
    """Read a question about how a figure was supplied."""
    if read is None:
        return None
    figure = read.read if isinstance(read, model.OfParty) else read
    if not isinstance(figure, model.ReadFigure):
        desk.say(errors.readings.NotSupplied(place=read.span, words=one_line(read), asked=written.word))
        return None
    state, so = _ASKED[written.word]
    judged = isinstance(desk.read[figure.figure], model.Judgement)
    if judged != (state == "undecided"):
        be, other = ("decided", "judgement") if judged else ("reported", "figure")
        words = one_line(read)
        desk.say(
            errors.readings.AskedOfAnother(place=written.span, words=words, asked=written.word, what=other, other=be)
        )
        return None
    return model.SuppliedOf(type=YES_NO, level=read.level, span=written.span, figure=read, state=state, so=so)


def overspent(desk: Desk, written: ast.IsState, read: Expression | None) -> model.ReadBlock | None:
    """Read whether a saving is overspent."""
    if read is None:
        return None
    if not isinstance(read, model.ReadBlock) or not isinstance(desk.read[read.block], model.Saving):
        desk.say(errors.readings.NotSupplied(place=read.span, words=one_line(read), asked=written.word))
        return None
    return evolve(read, type=YES_NO, part="overspent")


def is_whole_term(desk: Desk, moment: Moment | None) -> bool:
    """Say whether a time is the whole term."""
    heading = desk.heading
    return isinstance(moment, Period) and (moment.first, moment.last) == (heading.first, heading.last)


def read_block(block: WorkedOut, written: ast.Node) -> model.ReadBlock:
    """Read what a block comes to."""
    match block:
        case model.Value() | model.Indicator():
            kind = block.expression.type
        case model.Scale(type=kind):
            pass
        case model.Target():
            kind = YES_NO
        case model.Saving() | model.Payment():
            kind = MONEY
        case _:
            assert_never(block)
    return model.ReadBlock(type=kind, level=block.level, span=written.span, block=block.name)


def read_so_far(desk: Desk, written: ast.SoFar, place: Place) -> model.SoFarOf | None:
    """Read the amount that the steps above have come to."""
    if place.so_far is None:
        desk.say(errors.payments.NothingSoFar(place=written.span))
        return None
    kind, level = place.so_far
    return model.SoFarOf(type=kind, level=level, span=written.span, series=place.series)


# ---------------------------------------------------------------- when it was last counted


def last_day(desk: Desk, read: Expression, measured: Moment | None = None) -> date | None:
    """Return the last day on which anything is counted that a value is worked out from, or is measured."""
    days = (_last_counted(desk, read), _end_of(measured))
    return max((day for day in days if day is not None), default=None)


def _last_counted(desk: Desk, read: Expression) -> date | None:
    match read:
        case model.ReadFigure():
            days = [_day_of_figure(desk, read)]
        case model.ReadBlock(block=name):
            days = [desk.last_days.get(name)]
        case _:
            days = [_last_counted(desk, part) for part in parts(read)]
    return max((day for day in days if day is not None), default=None)


def _day_of_figure(desk: Desk, read: model.ReadFigure) -> date | None:
    figure = desk.read[read.figure]
    assert isinstance(figure, model.Figure), "a figure is read before what reads it"
    last = desk.heading.last if read.series else None
    return last or _end_of(read.period or (figure.time.moment if isinstance(figure.time, model.Once) else None))


def _end_of(moment: Moment | None) -> date | None:
    """Return a day, or the last of a period."""
    return moment.last if isinstance(moment, Period) else moment
