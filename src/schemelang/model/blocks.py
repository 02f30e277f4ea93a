"""Values, indicators, targets, guarantees and parties as meant."""

from collections.abc import Iterable
from typing import assert_never

from schemelang.dates import Period, PeriodKind, say_date, year_before
from schemelang.diagnostic import Label
from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.arithmetic import is_number, leave_out, together
from schemelang.model.co_payers import see_co_payer
from schemelang.model.conditions import is_yes_no
from schemelang.model.dated import see_order
from schemelang.model.desk import Again, Desk, Implied, Moment, NamedBlock, Place, needed, only, title_of
from schemelang.model.exceptions import excepted
from schemelang.model.expressions import express, read_condition, read_value
from schemelang.model.figures import read_whose
from schemelang.model.levels import at_its_level
from schemelang.model.literals import read_day
from schemelang.model.model import Expression
from schemelang.model.reading import last_day
from schemelang.model.situations import Empty, empty_line, few_line, read_empty, read_few, refuse_situation, see_empty
from schemelang.model.steps import read_steps_of_value
from schemelang.model.times import read_moment
from schemelang.syntax import ast


def read_party(desk: Desk, block: ast.Party) -> model.NamedParty | None:
    """Read a named party: its code, or the groups it is nominated to be paid for."""
    see_co_payer(desk, block)
    payee_for = only(desk, block.lines, ast.PayeeForEach, "payee for each")
    if payee_for is None:
        code = needed(desk, block, ast.PartyCode, "code", "code 08V")
    else:
        code = only(desk, block.lines, ast.PartyCode, "code")
    kind = desk.kind_named(payee_for.kind) if payee_for else None
    if code is None and kind is None:
        return None
    return model.NamedParty(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        code=code.code.text if code else None,
        payee_for=kind.singular if kind else None,
    )


def see_nominations(desk: Desk) -> None:
    """See that no two parties are nominated to be paid for the groups of one kind."""
    first: dict[str, ast.PayeeForEach] = {}
    lines = (
        line
        for block in desk.blocks.values()
        if isinstance(block, ast.Party) and desk.read[block.name.text]
        for line in block.lines
        if isinstance(line, ast.PayeeForEach)
    )
    for line in lines:
        kind = desk.kind_named(line.kind)
        if kind is not None and first.setdefault(kind.singular, line) is not line:
            label = Label(first[kind.singular].span, "said first here")
            desk.say(errors.naming.LineTwice(place=line.span, line=f"payee for each {kind.singular}", labels=(label,)))


# ---------------------------------------------------------------- values


def read_value_block(desk: Desk, block: ast.Value) -> model.Value | None:
    """Read a value that is laid down, or worked out in one line or in steps."""
    level, each = read_whose(desk, block.level)
    in_steps = any(isinstance(line, ast.Step) for line in block.lines)
    lines = None if in_steps else _is_lines(desk, block)
    empty, few = empty_line(desk, block.lines), few_line(desk, block.lines)
    if level is None or each == "unreadable" or (lines is None and not in_steps):
        return None
    place = _with_situations(desk, Place(level=level, series=each), empty, few)
    read: Expression | model.Steps | None
    if lines is None:
        read = read_steps_of_value(desk, block, place)
    else:
        usual = at_its_level(desk, block, _versions(desk, block, lines, place), level)
        read = excepted(desk, block, lines[0], usual, lambda line: _is_instead(desk, block, line, place), place)
    if read is None or not _see_situations(desk, (empty, few), *model.read_in(read)):
        return None
    _keep_last_day(desk, block, *model.read_in(read))
    return model.Value(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=level,
        each=each,
        expression=read,
        sources=tuple(line.what.text for line in block.lines if isinstance(line, ast.Source_)),
    )


def _is_instead(
    desk: Desk, block: ast.Value | ast.Indicator | ast.Target, line: ast.Node, place: Place
) -> Expression | None:
    """Read what is said in place of a line that says what a block is, or when it is met."""
    assert isinstance(line, ast.Is | ast.MetWhen), "an exception replaces a line by one of its kind"
    assert place.level is not None, "a block has a level"
    read = express(desk, line.value if isinstance(line, ast.Is) else line.condition, place)
    if isinstance(block, ast.Indicator):
        read = _left_out(desk, block, read, place)
    return at_its_level(desk, block, read, place.level)


def _with_situations(desk: Desk, place: Place, empty: ast.Situation | None, few: ast.Situation | None) -> Place:
    """Return a place with what its block says of an empty whole and of a small one.

    Read at another time, what it counts instead could be itself; there it is held.
    """

    def count(value: ast.Expression) -> Expression | None:
        return read_value(desk, value, place)

    nobody: Empty = model.Hold() if _counts(place, empty) else read_empty(desk, empty, count)
    return evolve(place, empty=nobody, few=read_few(desk, few, count, held=_counts(place, few)))


def _counts(place: Place, line: ast.Situation | None) -> bool:
    """Say whether a line counts something instead, in a block that is read at another time than its own."""
    return place.again is not None and line is not None and isinstance(line.action, ast.CountAs)


def _see_situations(desk: Desk, lines: Iterable[ast.Situation | None], *read: Expression) -> bool:
    seen = [see_empty(desk, line, *read) for line in lines]
    return all(seen)


def _is_lines(desk: Desk, block: ast.Value) -> tuple[ast.Is, ...] | None:
    """Return the lines that say what a value is: one or, of a value that changes, one for each date."""
    lines = tuple(line for line in block.lines if isinstance(line, ast.Is))
    if any(line.start is not None for line in lines):
        return lines
    line = needed(desk, block, ast.Is, "is", "is £35")
    return None if line is None else (line,)


def _versions(desk: Desk, block: ast.Value, lines: tuple[ast.Is, ...], place: Place) -> Expression | None:
    """Read what a value is, or what it is from each date on."""
    if lines[0].start is None and len(lines) == 1:
        return express(desk, lines[0].value, place)
    starts = tuple(None if line.start is None else read_day(desk, line.start) for line in lines)
    read = tuple(read_value(desk, line.value, place) for line in lines)
    fit = tuple(each for each in read if each is not None)
    if None in starts[1:] and None not in (line.start for line in lines[1:]):
        return None
    if not see_order(desk, block.name.text, lines, starts) or len(fit) < len(read):
        return None
    kind = together(desk, fit, "in force one after the other")
    if kind is None:
        return None
    level = desk.finest(each.level for each in fit)
    versions = tuple(zip(starts, fit, strict=True))
    return model.DatedOf(type=kind, level=level, span=lines[0].span.to(lines[-1].span), versions=versions)


def _keep_last_day(desk: Desk, block: NamedBlock, *read: Expression, measured: Moment | None = None) -> None:
    days = [day for each in read if (day := last_day(desk, each, measured)) is not None]
    if days:
        desk.last_days[block.name.text] = max(days)


# ---------------------------------------------------------------- indicators


def read_again(desk: Desk, block: ast.Indicator | ast.Target, again: Again) -> model.Indicator | model.Target | None:
    """Read an indicator or a target at another time than its own."""
    match block:
        case ast.Indicator():
            return read_indicator(desk, block, again)
        case ast.Target():
            return read_target(desk, block, again)
        case _:
            assert_never(block)


def read_indicator(desk: Desk, block: ast.Indicator, again: Again | None = None) -> model.Indicator | None:
    """Read an indicator: a part out of a whole, or any measured number; perhaps at another time than its own."""
    level, each = read_whose(desk, block.level)
    line = needed(desk, block, ast.Is, "is", "is care_plans out of diabetes_register")
    measured = only(desk, block.lines, ast.Measured, "measured")
    better = only(desk, block.lines, ast.BetterWhen, "better when")
    empty, few = empty_line(desk, block.lines), few_line(desk, block.lines)
    moment = _measured(desk, block, measured, again)
    if line is None or level is None or each == "unreadable" or ((measured or again) and moment is None):
        return None
    if measured is not None and each is not None:
        desk.say(
            errors.choices.MeasuredAndEach(place=measured.span, name=block.name.text, period=each.replace("_", "-"))
        )
        return None
    when = again.when if again else measured.when if measured else block.name
    implied = Implied(moment=moment, span=when.span, where="indicator")
    place = Place(level=level, series=each, implied=implied, again=again)
    place = _with_situations(desk, place, empty, few)
    read = _at_its_time(desk, block, line, place)
    if measured is not None and again is None:
        read = excepted(desk, block, measured, read, lambda new: _at_another_time(desk, block, line, new, place), place)
    if read is None or not is_number(desk, read) or not _see_situations(desk, (empty, few), read):
        return None
    if line.start is not None:
        desk.say(errors.elsewhere.IndicatorChanges(place=line.start.span, name=block.name.text))
        return None
    _keep_last_day(desk, block, read, measured=moment)
    return model.Indicator(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=level,
        each=each,
        expression=read,
        moment=moment,
        better="lower" if better and better.word == "lower" else "higher",
        sources=tuple(line.what.text for line in block.lines if isinstance(line, ast.Source_)),
    )


def _measured(desk: Desk, block: ast.Indicator, measured: ast.Measured | None, again: Again | None) -> Moment | None:
    """Return when an indicator is measured, or when it is where it is read at another time."""
    own = read_moment(desk, measured.when) if measured else None
    if again is None or again.moment is not None:
        return again.moment if again else own
    match own:
        case None:
            if measured is None:
                last = say_date(desk.heading.last)
                desk.say(errors.choices.NoYearBefore(place=again.when.span, name=block.name.text, last=last))
            return None
        case Period(first, last):
            return year_before(first, last)
        case day:
            return year_before(day, day).last


def _at_its_time(desk: Desk, block: ast.Indicator, line: ast.Is, place: Place) -> Expression | None:
    """Read what an indicator is at the time of its place, and what it is by exceptions."""
    assert place.level is not None, "an indicator has a level"
    usual = at_its_level(desk, block, _left_out(desk, block, express(desk, line.value, place), place), place.level)
    return excepted(desk, block, line, usual, lambda new: _is_instead(desk, block, new, place), place)


def _at_another_time(
    desk: Desk, block: ast.Indicator, line: ast.Is, measured: ast.Node, place: Place
) -> Expression | None:
    """Read what an indicator is where an exception has it measured at another time."""
    assert isinstance(measured, ast.Measured), "an exception replaces a line by one of its kind"
    moment = read_moment(desk, measured.when)
    if moment is None:
        return None
    implied = Implied(moment=moment, span=measured.when.span, where="indicator")
    return _at_its_time(desk, block, line, evolve(place, implied=implied))


def _left_out(desk: Desk, block: ast.Indicator, read: Expression | None, place: Place) -> Expression | None:
    """Return what an indicator measures, with what is left out of its whole."""
    line = only(desk, block.lines, ast.LeavingOut, "leaving out")
    if line is None or read is None:
        return read
    what, most = line.left_out.what, line.left_out.most
    left_out = express(desk, what, place)
    return leave_out(desk, line, read, left_out, "none" if most is None else express(desk, most, place))


# ---------------------------------------------------------------- targets and guarantees


def read_target(desk: Desk, block: ast.Target, again: Again | None = None) -> model.Target | None:
    """Read a target: the condition that it is met when, perhaps at another time than its own."""
    for line in block.lines:
        if isinstance(line, ast.Situation):
            refuse_situation(desk, line, "a target")
    level, each = read_whose(desk, block.level)
    when = needed(desk, block, ast.MetWhen, "met when", "met when pooled my_indicator is at least 90%")
    if when is None or level is None or each == "unreadable":
        return None
    place = _place_of_target(level, each, again)
    read = at_its_level(desk, block, express(desk, when.condition, place), level)
    if read is None or not is_yes_no(desk, read):
        return None
    read = excepted(desk, block, when, read, lambda line: _is_instead(desk, block, line, place), place)
    if read is None:
        return None
    _keep_last_day(desk, block, read)
    return model.Target(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=level,
        each=each,
        condition=read,
    )


def _place_of_target(level: str, each: PeriodKind | None, again: Again | None) -> Place:
    """Return where the condition of a target stands; at another time, its figures are read at that time."""
    if again is None or again.moment is None:
        return Place(level=level, series=each, again=again)
    implied = Implied(moment=again.moment, span=again.when.span, where="indicator")
    return Place(level=level, series=each, implied=implied, again=again)


def read_guarantee(desk: Desk, block: ast.Guarantee) -> model.Guarantee | None:
    """Read what must always hold."""
    line = needed(desk, block, ast.Always, "always", "always total of all payments is at most £250,000")
    condition = None if line is None else read_condition(desk, line.condition, Place(level=None))
    if condition is None:
        return None
    return model.Guarantee(
        name=block.name.text, title=title_of(block.name, block.title), span=block.span, condition=condition
    )
