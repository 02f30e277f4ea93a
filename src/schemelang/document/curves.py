"""Pictures of scales: what is given, as a line from row to row; and where somebody stands on it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from schemelang.document.axes import Scope, across, broken, up
from schemelang.document.contract import Curve, Picture, Reached, Run, Slope, Slopes, Spot
from schemelang.document.matter import Matter, called, capital
from schemelang.explanation.scales import question
from schemelang.explanation.values import listed, say_constant
from schemelang.explanation.words import say_value
from schemelang.graph.graph import Role, Rule, RuleId, Scaled, Settled
from schemelang.model.model import Constant, Expression, Lookup, Points, PointsRow, Quantity, Scale

_IN_A_TABLE = frozenset({Role.FIGURE, Role.INDICATOR, Role.SCALE, Role.VALUE})
_AT_MOST = 12
"""With more rows than that, a description gives the first and the last."""
_BEYOND = Fraction(1, 6)
"""How far an axis goes on beyond the rows."""
_FAR = 2
"""Whoever is further beyond the rows than this many times their width is not in the picture."""

_ABOVE = 40
"""So many signs stand above a picture; a longer name gives way to its code."""

Kind = Literal["full", "hollow", "bare"]
Places = tuple[tuple[Fraction, Fraction], ...]


def curve(matter: Matter, scale: Scale, table: Lookup, by: RuleId) -> tuple[Picture, ...]:
    """Draw what a scale gives, where all of its rows are numbers that are laid down."""
    marks = [*table.marks, *((table.end,) if table.end else ())]
    numbers = [*(each for mark in marks for each in (mark.at, mark.gives)), *((table.below,) if table.below else ())]
    if not all(isinstance(each, Constant) for each in numbers) or len({mark.at for mark in marks}) == 1:
        return ()
    return (_curve(matter, scale, table, matter.graph.by_id[by]),)


def _curve(matter: Matter, scale: Scale, table: Lookup, by: Rule) -> Picture:
    rule = matter.rule(scale.name)
    alone = isinstance(rule.kind, Scaled) and table.how != "slice"
    here = _here(matter, by, rule) if alone else ()
    wide = _width(table, [at for at, _ in here])
    high = _height(table, [gives for _, gives in here])
    reached = tuple(
        Reached(wide.along(at), high.along(gives), _stands(matter, say_value(at, by.type), say_value(gives, rule.type)))
        for at, gives in here
        if wide.holds(at)
    )
    gives_what = f"{scale.title}, for the part in each row" if table.how == "slice" else scale.title
    drawing = Curve(
        across=across(capital(question(matter.graph, by.id)), wide, _ats(table)),
        up=up(gives_what, high, _gives(table)),
        runs=tuple(_runs(table, wide, high)),
        floor=high.along(Fraction(0)),
        bands=table.how != "line",
        reached=reached,
    )
    description = _described(table, tuple(each.words for each in reached))
    return Picture(title=f"{scale.title}: what it gives", description=description, column="Gives", drawing=drawing)


# ---------------------------------------------------------------- how far the axes go


def _number(expression: Expression) -> Fraction:
    assert isinstance(expression, Constant), "only numbers that are laid down are drawn"
    assert isinstance(expression.value, Fraction), "a row of a scale is a number"
    return expression.value


def _places(table: Lookup) -> Places:
    marks = [*table.marks, *((table.end,) if table.end and table.how != "line" else ())]
    return tuple((_number(mark.at), _number(mark.gives)) for mark in marks)


def _width(table: Lookup, here: Sequence[Fraction]) -> Scope:
    """Go from nothing, if that is near, to somewhat beyond the last row, and to where somebody stands."""
    ats = [at for at, _ in _places(table)]
    first, last = ats[0], ats[-1]
    span = max(last - first, abs(first), Fraction(1, 1000)) if len(ats) == 1 else last - first
    beyond = span * _BEYOND
    near = [at for at in here if first - _FAR * span <= at <= last + _FAR * span]
    least = min([Fraction(0) if 0 <= first <= span * _FAR else first - beyond, *near])
    share = table.marks[0].at.type.quantity is Quantity.SHARE
    most = Fraction(1) if share and last < 1 <= last + beyond * 3 else last + beyond
    return Scope(least, max([most, *near]))


def _height(table: Lookup, here: Sequence[Fraction]) -> Scope:
    values = [Fraction(0), *here, *(gives for _, gives in _places(table)), *_beyond(table)]
    return Scope(min(values), max(values) if max(values) > min(values) else Fraction(1))


def _beyond(table: Lookup) -> tuple[Fraction, ...]:
    above = (_number(table.end.gives),) if table.end else ()
    return (*((_number(table.below),) if table.below else ()), *above)


def _ats(table: Lookup) -> Iterator[tuple[Fraction, str]]:
    for mark in [*table.marks, *((table.end,) if table.end and table.how != "line" else ())]:
        yield _number(mark.at), _say(mark.at)


def _gives(table: Lookup) -> Iterator[tuple[Fraction, str]]:
    ends = (table.end.gives,) if table.end else ()
    for each in [*(mark.gives for mark in table.marks), *((table.below,) if table.below else ()), *ends]:
        yield _number(each), _say(each)


def _say(expression: Expression) -> str:
    return say_constant(_number(expression), expression.type)


# ---------------------------------------------------------------- lines


def _runs(table: Lookup, wide: Scope, high: Scope) -> Iterator[Run]:
    """Draw what is given below the rows, between them and above them, each line without a jump."""
    places = _places(table)
    (first, at_first), (last, at_last) = places[0], places[-1]
    if table.below is not None and first > wide.least:
        below = _number(table.below)
        yield _level(wide, high, (wide.least, first), below, "bare" if below == at_first else "hollow")
    if table.how != "line":
        for (start, gives), (end, _) in pairwise(places):
            yield Run((_spot(wide, high, start, gives, "full"), _spot(wide, high, end, gives, "hollow")))
        if last < wide.most:
            yield Run((_spot(wide, high, last, at_last, "full"), _spot(wide, high, wide.most, at_last, "bare")))
        return
    yield Run(tuple(_spot(wide, high, at, gives, "full") for at, gives in places))
    if table.end is not None and last < wide.most:
        above = _number(table.end.gives)
        yield Run(
            (
                _spot(wide, high, last, above, "bare" if above == at_last else "hollow"),
                _spot(wide, high, wide.most, above, "bare"),
            )
        )


def _level(wide: Scope, high: Scope, ends: tuple[Fraction, Fraction], gives: Fraction, kind: Kind) -> Run:
    first, last = ends
    return Run((_spot(wide, high, first, gives, "bare"), _spot(wide, high, last, gives, kind)))


def _spot(wide: Scope, high: Scope, at: Fraction, gives: Fraction, kind: Kind) -> Spot:
    return Spot(wide.along(at), high.along(gives), kind)


# ---------------------------------------------------------------- words


def _described(table: Lookup, here: tuple[str, ...]) -> str:
    """Say what the picture shows, row by row."""
    word = "at" if table.how == "line" else "from"
    rows = [f"{_say(mark.gives)} {word} {_say(mark.at)}" for mark in table.marks]
    if table.end and table.how != "line":
        rows.append(f"{_say(table.end.gives)} {word} {_say(table.end.at)}")
    said = listed(rows, "and") if len(rows) <= _AT_MOST else f"{rows[0]}, and so on to {rows[-1]}"
    how = ", in straight lines between" if table.how == "line" else ""
    below = f" Below, it gives {_say(table.below)}." if table.below else ""
    above = f" Above, it gives {_say(table.end.gives)}." if table.end and table.how == "line" else ""
    return f"It gives {said}{how}.{below}{above}{_marked(here)}"


def _marked(here: Sequence[str]) -> str:
    return "".join(f" The diamond marks {words}." for words in here)


# ---------------------------------------------------------------- where somebody stands


def _here(matter: Matter, goes_by: Rule, gives: Rule) -> tuple[tuple[Fraction, Fraction], ...]:
    """Return where the party is that the contract is for, if that is in a table and known."""
    member = matter.member
    if member is None or goes_by.role not in _IN_A_TABLE or goes_by.series or gives.series:
        return ()
    if member.kind != gives.level or not matter.is_told(goes_by):
        return ()
    at, result = matter.value(goes_by, member.code), matter.value(gives, member.code)
    return ((at, result),) if isinstance(at, Fraction) and isinstance(result, Fraction) else ()


def _stands(matter: Matter, at: str, gives: str) -> str:
    assert matter.member is not None, "only the party that the contract is for is marked"
    words = f"{called(matter.member)}: {at}, {gives}"
    return words if len(words) <= _ABOVE else f"{matter.member.code}: {at}, {gives}"


# ---------------------------------------------------------------- rows that are added up


def slopes(matter: Matter, scale: Scale, points: Points) -> tuple[Picture, ...]:
    """Draw from where to where each row is earned, where all of its thresholds are percentages that are laid down."""
    bounds = [each for row in points.rows for each in (row.lower, row.upper, row.points)]
    if not all(isinstance(each, Constant) for each in bounds):
        return ()
    if not all(_is_a_part(row.lower) and _is_a_part(row.upper) for row in points.rows):
        return ()
    drawn = tuple(_slope(matter, scale, row, number) for number, row in enumerate(points.rows, 1))
    here = [each for slope in drawn for each in slope.reached]
    whose = f" The diamonds mark what {called(matter.member)} has reached." if here and matter.member else ""
    description = (
        "A bar for each row, from 0% to 100%. It rises in a straight line from the threshold that earns nothing to "
        f"the one that earns all of the row's points. Beyond, it is level.{whose}"
    )
    title = f"{scale.title}: from nothing to all of the points, row by row"
    return (Picture(title=title, description=description, column="Result", drawing=Slopes(drawn)),)


def _is_a_part(expression: Expression) -> bool:
    return expression.type.quantity is Quantity.SHARE and 0 <= _number(expression) <= 1


def _slope(matter: Matter, scale: Scale, row: PointsRow, number: int) -> Slope:
    wide = Scope(Fraction(0), Fraction(1))
    points = _number(row.points)
    return Slope(
        label=broken(row.title),
        lower=wide.along(_number(row.lower)),
        upper=wide.along(_number(row.upper)),
        nothing=f"nothing at {_say(row.lower)}",
        everything=f"{_say(row.points)} {'point' if points == 1 else 'points'} at {_say(row.upper)}",
        reached=_row_reached(matter, scale, number),
    )


def _row_reached(matter: Matter, scale: Scale, number: int) -> tuple[Reached, ...]:
    """Return where the party stands in one row, if the contract is for one party."""
    earned = matter.rule(scale.name, f"row {number}")
    kind = matter.graph.by_id[earned.kind.need].kind if isinstance(earned.kind, Settled) else earned.kind
    assert isinstance(kind, Scaled), "points are earned in a straight line"
    result = matter.graph.by_id[kind.need]
    return tuple(
        Reached(min(max(Scope(Fraction(0), Fraction(1)).along(at), 0), 1000), 0, say_value(at, result.type))
        for at, _ in _here(matter, result, earned)
    )
