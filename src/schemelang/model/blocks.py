"""Figures, values, indicators, targets and guarantees as meant."""

from attrs import evolve

from schemelang.dates import Period
from schemelang.model import errors, model
from schemelang.model.desk import Desk, needed, only, title_of
from schemelang.model.expressions import Place, evolve_quiet, express, read_condition, read_number
from schemelang.model.names import singular
from schemelang.model.situations import read_absences, read_empty
from schemelang.model.times import read_given_when, read_moment
from schemelang.model.units import DATE, MONEY, NUMBER, SHARE, YES_NO
from schemelang.syntax import ast


def read_figure(desk: Desk, block: ast.Figure) -> model.Figure | None:
    """Read a figure: what it is, for whom, when, and what happens when it is not a number."""
    line = needed(desk, block, ast.FigureIs, "is", "is a count of patients for each practice on 1 April 2013")
    absences = _absences(desk, block)
    if line is None:
        return None
    level = _level(desk, line.level)
    time = _figure_time(desk, block, line)
    if level is None or time is None or absences is None:
        return None
    figure = model.Figure(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        type=_type(line.type),
        level=level,
        time=time,
        most=None,
        least=None,
        sources=tuple(each.what.text for each in block.lines if isinstance(each, ast.Source_)),
        published=_published(block),
        absences=absences,
    )
    return _with_bounds(desk, block, figure)


def _absences(desk: Desk, block: ast.Figure) -> model.Absences | None:
    stated = read_absences(desk, block.lines)
    for line in block.lines:
        if isinstance(line, ast.Situation) and not isinstance(line.circumstance, ast.State):
            desk.not_yet(line.span, "this situation, for a figure,")
    general = desk.heading.absences
    not_reported, suppressed, not_applicable = (
        own or heading for own, heading in zip(stated, general, strict=True)
    )
    if not_reported is None:
        desk.say(errors.AbsenceUnsaid(place=block.name.span, name=block.name.text))
        return None
    return model.Absences(not_reported, suppressed, not_applicable)


def _level(desk: Desk, written: ast.ForEach | None) -> str | None:
    """Return the level that `for each` names; without it, the scheme."""
    if written is None:
        return model.SCHEME
    if written.period is not None:
        desk.not_yet(written.span, "a block for each period")
        return None
    kind = desk.kind_named(written.kind)
    return kind and kind.singular


_TYPES = {
    "money": MONEY,
    "a percentage": SHARE,
    "a number": NUMBER,
    "yes or no": YES_NO,
    "a date": DATE,
}


def _type(written: ast.Count | ast.Type) -> model.Type:
    match written:
        case ast.Count(unit):
            return model.Type(model.Quantity.COUNT, singular(unit.text))
        case ast.Type(word, unit):
            return evolve(_TYPES[word], unit=singular(unit.text) if unit else "")


def _figure_time(desk: Desk, block: ast.Figure, line: ast.FigureIs) -> model.Time | None:
    if line.when is None and isinstance(line.type, ast.Count):
        desk.say(errors.DayUnsaid(place=line.type.span, name=block.name.text))
        return None
    return read_given_when(desk, line.when)


def _published(block: ast.Figure) -> str:
    lines = [each for each in block.lines if isinstance(each, ast.Published)]
    return " ".join(lines[0].day.span.words.split()) if lines else ""


def _with_bounds(desk: Desk, block: ast.Figure, figure: model.Figure) -> model.Figure:
    """Read the most and the least of a figure, which may be other figures of the same time."""
    desk.read[figure.name] = figure
    most = only(desk, block.lines, ast.NeverMoreThan, "never more than")
    least = only(desk, block.lines, ast.NeverLessThan, "never less than")
    return evolve(
        figure,
        most=most and _bound(desk, figure, most.value),
        least=least and _bound(desk, figure, least.value),
    )


def _bound(desk: Desk, figure: model.Figure, written: ast.Expression) -> model.Expression | None:
    moment = None
    if isinstance(figure.time, model.Each):
        first = desk.periods(figure.time.kind)[0]
        moment = first.last if figure.time.at_end else first
    return read_number(desk, written, Place(level=figure.level, moment=moment))


# ---------------------------------------------------------------- values and indicators


def read_value_block(desk: Desk, block: ast.Value) -> model.Value | None:
    """Read a value that is laid down or worked out in one line."""
    for line in block.lines:
        if not isinstance(line, ast.Is | ast.Source_):
            desk.not_yet(line.span, "this line of a value")
            return None
    level = _level(desk, block.level)
    line = needed(desk, block, ast.Is, "is", "is £35")
    if line is None or level is None:
        return None
    if line.start is not None:
        desk.not_yet(line.start.span, "a value that changes on a date")
        return None
    expression = express(desk, line.value, Place(level=level))
    if expression is None or _refuse_level(desk, line.value, expression, level):
        return None
    return model.Value(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=level,
        expression=expression,
        sources=tuple(each.what.text for each in block.lines if isinstance(each, ast.Source_)),
    )


def _refuse_level(desk: Desk, written: ast.Expression, read: model.Expression, level: str) -> bool:
    if not desk.finer(read.level, level):
        return False
    again = evolve_quiet(desk)
    read_number(again, written, Place(level=level))
    for found in again.found:
        desk.say(found)
    return True


def read_indicator(desk: Desk, block: ast.Indicator) -> model.Indicator | None:
    """Read an indicator: a part out of a whole, or any measured number."""
    _refuse_later_lines(desk, block)
    level = _level(desk, block.level)
    line = needed(desk, block, ast.Is, "is", "is care_plans out of diabetes_register")
    measured = only(desk, block.lines, ast.Measured, "measured")
    moment = read_moment(desk, measured.when) if measured else None
    if line is None or level is None or (measured and moment is None):
        return None
    empty = _empty(desk, block, line)
    expression = read_number(desk, line.value, Place(level=level, moment=moment, empty=empty))
    if expression is None:
        return None
    better = only(desk, block.lines, ast.BetterWhen, "better when")
    return model.Indicator(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=level,
        expression=expression,
        moment=moment,
        better="lower" if better and better.word == "lower" else "higher",
        sources=tuple(each.what.text for each in block.lines if isinstance(each, ast.Source_)),
    )


def _refuse_later_lines(desk: Desk, block: ast.Indicator) -> None:
    for line in block.lines:
        if isinstance(line, ast.LeavingOut):
            desk.not_yet(line.span, '"leaving out"')


def _empty(desk: Desk, block: ast.Indicator, line: ast.Is) -> model.Action | None:
    unit = ""
    if isinstance(line.value, ast.OutOf):
        quiet = evolve_quiet(desk)
        moment = Period(desk.heading.first, desk.heading.last, "the year")
        whole = express(quiet, line.value.whole, Place(level=None, moment=moment))
        unit = whole.type.unit if whole else _unit_of_name(desk, line.value.whole)
    return read_empty(desk, block.lines, unit)


def _unit_of_name(desk: Desk, written: ast.Expression) -> str:
    if isinstance(written, ast.Name) and isinstance(desk.read.get(written.text), model.Figure):
        figure = desk.read[written.text]
        assert isinstance(figure, model.Figure), "just seen to be one"
        return figure.type.unit
    return ""


# ---------------------------------------------------------------- targets and guarantees


def read_target(desk: Desk, block: ast.Target) -> model.Target | None:
    """Read a target: the condition that it is met when."""
    for line in block.lines:
        if isinstance(line, ast.Situation):
            desk.not_yet(line.span, "a situation of a target")
    level = _level(desk, block.level)
    line = needed(desk, block, ast.MetWhen, "met when", "met when pooled my_indicator is at least 90%")
    if line is None or level is None:
        return None
    condition = read_condition(desk, line.condition, Place(level=level))
    if condition is None:
        return None
    return model.Target(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=level,
        condition=condition,
    )


def read_guarantee(desk: Desk, block: ast.Guarantee) -> model.Guarantee | None:
    """Read what must always hold."""
    line = needed(desk, block, ast.Always, "always", "always total of all payments is at most £250,000")
    condition = line and read_condition(desk, line.condition, Place(level=None))
    if condition is None:
        return None
    return model.Guarantee(
        name=block.name.text, title=title_of(block.name, block.title), span=block.span, condition=condition
    )
