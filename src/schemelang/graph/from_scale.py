"""Scales made into rules: a row each for what is added up, or one rule that finds a value in its table."""

from fractions import Fraction
from typing import assert_never

from schemelang.graph.bench import Spot
from schemelang.graph.from_expression import needed
from schemelang.graph.graph import Constant, Role, RuleId, RuleKind, Scaled, Settled, Total, When
from schemelang.light import evolve
from schemelang.model.model import SCHEME, Exact, ExactRow, Lookup, Mark, Points, PointsRow, Scale, WorthRow, Worths
from schemelang.source import Span


def lower_scale(scale: Scale, spot: Spot) -> None:
    """Make the rules of a scale, and of each of its rows that earns something by itself."""
    at = evolve(spot, series=scale.each)
    match scale.table:
        case Points(rows=rows):
            kind: RuleKind = Total(tuple(_points(row, _row(at, number), scale) for number, row in enumerate(rows, 1)))
        case Worths(rows=rows):
            kind = Total(tuple(_worth(row, _row(at, number), scale) for number, row in enumerate(rows, 1)))
        case Lookup():
            kind = _lookup(scale.table, at)
        case Exact():
            kind = _exact(scale.table, at, scale)
        case _:
            assert_never(scale.table)
    at.make(kind, role=Role.SCALE, level=scale.level, of=scale.type, title=scale.title, span=scale.span)


def _row(spot: Spot, number: int) -> Spot:
    return spot.at(f"row {number}")


# ---------------------------------------------------------------- rows that are added up


def _points(row: PointsRow, spot: Spot, scale: Scale) -> RuleId:
    """Make the points of a row: none to one threshold, all from the other, a straight line between."""
    result = needed(row.result, spot.at("result"))
    lower, upper = needed(row.lower, spot.at("lower")), needed(row.upper, spot.at("upper"))
    points, none = needed(row.points, spot.at("points")), _nothing(spot, scale, row.points.span)
    if row.better == "higher":
        kind = Scaled(result, ((lower, none), (upper, points)), none, points, "line")
    else:
        kind = Scaled(result, ((upper, points), (lower, none)), points, none, "line")
    return _earned(kind, f"Points for {row.title}", (spot, scale), none, row.points.span)


def _worth(row: WorthRow, spot: Spot, scale: Scale) -> RuleId:
    """Make what a row earns if its condition holds."""
    condition, worth = needed(row.condition, spot.at("target")), needed(row.worth, spot.at("worth"))
    none = _nothing(spot, scale, row.worth.span)
    return _earned(When(condition, worth, none), f"Earned for {row.title}", (spot, scale), none, row.worth.span)


def _nothing(spot: Spot, scale: Scale, span: Span) -> RuleId:
    kind = Constant(Fraction(0))
    return evolve(spot.at("nothing"), series=None).make(
        kind, role=Role.PART, level=SCHEME, of=scale.type, title="nothing", span=span
    )


def _earned(kind: RuleKind, title: str, where: tuple[Spot, Scale], none: RuleId, span: Span) -> RuleId:
    """Make what a row earns, which is nothing where its result or its target is left out."""
    spot, scale = where
    read = _make(spot.at("if counted"), kind, scale, title, span)
    return _make(spot, Settled(read, (("left_out", none),)), scale, title, span)


def _make(spot: Spot, kind: RuleKind, scale: Scale, title: str, span: Span) -> RuleId:
    return spot.make(kind, role=Role.EARNED, level=scale.level, of=scale.type, title=title, span=span)


# ---------------------------------------------------------------- one value in a table


def _lookup(table: Lookup, spot: Spot) -> Scaled:
    """Return the rule of a table. Where bands end, what is given from there on is one row more."""
    word = "at" if table.how == "line" else "from"
    rows = tuple(_mark(mark, _row(spot, number), word) for number, mark in enumerate(table.marks, 1))
    below = None if table.below is None else needed(table.below, spot.at("below the first row"))
    above = None
    if table.end is not None and table.how == "line":
        above = needed(table.end.gives, spot.at("above the last row"))
    elif table.end is not None:
        rows += (_mark(table.end, spot.at("above the last row"), word),)
    return Scaled(needed(table.goes_by, spot.at("goes by")), rows, below, above, table.how)


def _mark(mark: Mark, spot: Spot, word: str) -> tuple[RuleId, RuleId]:
    return needed(mark.at, spot.at(word)), needed(mark.gives, spot.at("gives"))


# ---------------------------------------------------------------- one value held against each row


def _exact(table: Exact, spot: Spot, scale: Scale) -> When:
    """Return the rule of a table: what its first row gives, or else what the others give."""
    named = list(table.rows)
    rest = named.pop().gives if table.rest is None else table.rest
    otherwise = needed(rest, spot.at("anything else"))
    for number, row in reversed(list(enumerate(named[1:], 2))):
        below = _row(spot, number)
        title = f"{scale.title}, from row {number} on"
        otherwise = _make(below, _if_so(row, below, otherwise), scale, title, row.condition.span)
    return _if_so(named[0], _row(spot, 1), otherwise)


def _if_so(row: ExactRow, spot: Spot, otherwise: RuleId) -> When:
    """Return what a row gives if the value is the one that it is for."""
    return When(needed(row.condition, spot.at("is")), needed(row.gives, spot.at("gives")), otherwise)
