"""What scenarios make of the figures of a whole country, before any of these is read: which move, and how far at most.

What cannot be said in whole numbers over one unit, or would need each figure to be looked at by itself, is left to the
way of every other scenario.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Literal

from attrs import evolve, frozen

from schemelang.columns.crowd import Crowd
from schemelang.columns.roll import leave
from schemelang.columns.supply import Column
from schemelang.dates import Period
from schemelang.model.model import Constant, Expression, Quantity, ReadFigure
from schemelang.plan.plan import Domain
from schemelang.proof.made import bounds_of
from schemelang.simulation.cases import PARTS, Always, Case, Drawn, MoveFor
from schemelang.simulation.moves import amount_of
from schemelang.simulation.simulation import Becomes, Move, OfFigure, Plus, Times

_IN_A_POUND = 100
_FINEST = 10**15
"""A unit that is finer than this part of one is left to the other way."""

Ends = tuple[int, int]


@frozen
class Bound:
    """What a figure is held to at one end: a number of its own units, or a figure beside it, over that one's unit."""

    end: Literal["least", "most"]
    number: int = 0
    figure: str | None = None
    unit: int = 1


@frozen(eq=False, kw_only=True)
class Movable:
    """A figure that moves in some scenario, or bounds one that does: over which unit, and where it may be.

    Its unit is so many times `finer` than that in which it is read.
    `codes` are those of the parties that have it, in their order, and `periods` those for which it is.
    """

    name: str
    level: str
    unit: int
    finer: int = 1
    domain: Domain
    bounds: tuple[Bound, ...]
    codes: Sequence[str | None]
    periods: Sequence[Period | None]


@frozen(eq=False)
class Aim:
    """A move of a figure in a scenario: of whom, by where they stand among those who have it; of all, where None."""

    figure: str
    places: tuple[int, ...] | None
    move: MoveFor


@frozen(eq=False, kw_only=True)
class Movement:
    """What scenarios make of figures: those concerned, each after those that bound it, and the aims of each scenario.

    `moving` are the figures that may be others; the rest only bound them. The first scenario is how it is.
    """

    figures: tuple[Movable, ...]
    moving: frozenset[str]
    aims: tuple[tuple[Aim, ...], ...]

    def domains(self) -> Mapping[str, Domain]:
        """Return what is known of the figures that may be others, over all scenarios."""
        return {each.name: each.domain for each in self.figures if each.name in self.moving}


def movement_of(
    crowd: Crowd,
    columns: Mapping[str, Column],
    periods: Mapping[str, Sequence[Period | None]],
    cases: Sequence[Case],
) -> Movement:
    """Find what scenarios make of figures; or raise that they are not plain."""
    aims = ((), *(aims_of(case, crowd, columns) for case in cases))
    order = _in_turn(columns)
    moving = {aim.figure for each in aims for aim in each}
    for name in order:
        if not moving.isdisjoint(bounds_of(columns[name].figure)):
            moving.add(name)
    bounding = {other for name in moving for other in bounds_of(columns[name].figure)}
    figures: dict[str, Movable] = {}
    for name in order:
        if name in moving:
            own = [[aim for aim in each if aim.figure == name] for each in aims]
            figures[name] = _moving(_movable(columns[name], crowd, periods[name]), columns[name], own, figures)
        elif name in bounding:
            figures[name] = _movable(columns[name], crowd, periods[name])
    return Movement(figures=tuple(figures.values()), moving=frozenset(moving), aims=aims)


def aims_of(case: Case, crowd: Crowd, columns: Mapping[str, Column]) -> tuple[Aim, ...]:
    """Return which figures a scenario moves, one move after the other."""
    aims: list[Aim] = []
    for target, move in case.moves:
        if isinstance(target, OfFigure):
            name = target.figure.name
            if name not in columns:
                leave("a figure moves that no rule reads")
            aims.append(Aim(name, _places(target, crowd), move))
    return tuple(aims)


def _places(target: OfFigure, crowd: Crowd) -> tuple[int, ...] | None:
    if target.parties is None:
        return None
    place = {code: at for at, code in enumerate(crowd.codes[target.figure.level])}
    return tuple(place[code] for code in target.parties)


def _in_turn(columns: Mapping[str, Column]) -> Sequence[str]:
    """Return the names of all figures, each after those that bound it."""
    found: list[str] = []
    begun: set[str] = set()

    def visit(name: str) -> None:
        begun.add(name)
        for other in bounds_of(columns[name].figure):
            if other not in begun:
                visit(other)
            elif other not in found:
                leave("figures bound each other")
        found.append(name)

    for name in columns:
        if name not in begun:
            visit(name)
    return found


# ---------------------------------------------------------------- one figure


def _movable(column: Column, crowd: Crowd, periods: Sequence[Period | None]) -> Movable:
    """Return a figure as it is."""
    level = column.figure.level
    return Movable(
        name=column.figure.name,
        level=level,
        unit=column.domain.unit,
        domain=column.domain,
        bounds=(),
        codes=crowd.codes.get(level, (None,)),
        periods=periods,
    )


def _moving(movable: Movable, column: Column, own: Sequence[Sequence[Aim]], others: Mapping[str, Movable]) -> Movable:
    """Return a figure as it may be in some scenario."""
    unit = _unit(column.figure.type.quantity, movable.unit, own)
    bounds = tuple(_bounds(column, unit, others))
    held = evolve(movable, unit=unit, finer=unit // movable.unit, bounds=bounds)
    return evolve(held, domain=_domain(held, own, others))


def _unit(quantity: Quantity, unit: int, own: Sequence[Sequence[Aim]]) -> int:
    """Return the unit that whatever a figure becomes is a whole number of."""
    if quantity is Quantity.COUNT:
        needed = 1
    elif quantity is Quantity.MONEY:
        needed = _IN_A_POUND  # what is in whole pence stays so
        if any((value * needed).denominator > 1 for value in _becomes(own)):
            leave("an amount becomes part of a penny")
    elif quantity in (Quantity.NUMBER, Quantity.SHARE):
        needed = unit * lcm(*(_finer(each) for each in own))
    else:
        leave("a figure moves that is no number")
    if needed % unit or needed > _FINEST:
        leave("a figure is of finer parts than its moves can be said in")
    return needed


def _becomes(own: Sequence[Sequence[Aim]]) -> Iterable[Fraction]:
    moves = (move for each in own for aim in each for move in ends_of(aim.move))
    return (move.value for move in moves if isinstance(move, Becomes) and isinstance(move.value, Fraction))


def _finer(aims: Iterable[Aim]) -> int:
    """Say by how much the unit of a figure must be finer for all moves of a scenario, one after the other."""
    parts = 1
    for aim in aims:
        amounts = [amount_of(move) for move in ends_of(aim.move)]
        parts *= lcm(*(each.denominator for each in amounts if each is not None))
        parts *= PARTS if isinstance(aim.move, Drawn) and aim.move.varying.between else 1
    return parts


def ends_of(move: MoveFor) -> Sequence[Move]:
    """Return every move that may be drawn or, of what is drawn between two ends, these."""
    return (move.move,) if isinstance(move, Always) else [each for each, _ in move.varying.steps]


def _bounds(column: Column, unit: int, others: Mapping[str, Movable]) -> Iterable[Bound]:
    """Return what a figure is held to. What is counted has a whole number as its bound, and is never below nothing."""
    figure = column.figure
    counted = figure.type.quantity is Quantity.COUNT
    ends: tuple[tuple[Literal["least", "most"], Expression | None], ...] = (
        ("least", figure.least),
        ("most", figure.most),
    )
    for end, bound in ends:
        match bound:
            case ReadFigure():
                other = others[bound.figure]
                if not counted and unit % other.unit:
                    leave("a figure is bounded by one of finer parts")
                yield Bound(end, figure=bound.figure, unit=other.unit)
            case Constant(value=Fraction() as value):
                if not counted and (value * unit).denominator > 1:
                    leave("a figure is bounded by a number of finer parts")
                yield Bound(end, ceil(value * unit) if end == "least" else floor(value * unit))
            case _:
                assert bound is None, "what else a limit may be is left to the other way"
    if counted:
        yield Bound("least", 0)


# ---------------------------------------------------------------- how far it may move


def _domain(movable: Movable, own: Sequence[Sequence[Aim]], others: Mapping[str, Movable]) -> Domain:
    """Return the ends that a figure has over all scenarios."""
    before = movable.domain
    low, high = before.low * movable.finer, before.high * movable.finer
    lacks = before.lacks
    for aims in own:
        ends = before.low * movable.finer, before.high * movable.finer
        for aim in aims:
            every = [_moved(move, ends, movable.unit) for move in ends_of(aim.move)]
            lacks = lacks or None in every
            known = [each for each in every if each is not None]
            known += [ends] if aim.places is not None or None in every else []
            ends = min(one for one, _ in known), max(one for _, one in known)
        least, most = _within(movable, ends, others)
        low, high = min(low, least), max(high, most)
    return Domain(unit=movable.unit, low=low, high=high, lacks=lacks)


def _moved(move: Move, ends: Ends, unit: int) -> Ends | None:
    """Say where what was between two ends is after a move; None where it is not there any more."""
    match move:
        case Becomes(Fraction() as value):
            return floor(value * unit), ceil(value * unit)
        case Becomes():
            return None
        case Times(factor):
            both = sorted((ends[0] * factor, ends[1] * factor))
        case Plus(amount):
            both = [end + amount * unit for end in ends]
    return floor(both[0]), ceil(both[1])


def _within(movable: Movable, ends: Ends, others: Mapping[str, Movable]) -> Ends:
    """Say where what was between two ends is after it is cut; or raise that it may fit nowhere."""
    low, high = ends
    least, most = [low], [high]
    for bound in movable.bounds:
        one, other = _at(bound, movable, others)
        if bound.end == "least":
            least.append(other)
            low, high = max(low, one if bound.figure is None else low), max(high, other)
        else:
            most.append(one)
            high, low = min(high, other if bound.figure is None else high), min(low, one)
    if len(least) > 1 and len(most) > 1 and max(least[1:]) > min(most[1:]):
        leave("a figure may fit nowhere between its bounds")
    return low, high


def _at(bound: Bound, movable: Movable, others: Mapping[str, Movable]) -> Ends:
    """Return between which numbers of a figure's own units a bound of it lies."""
    if bound.figure is None:
        return bound.number, bound.number
    other = others[bound.figure]
    low, high = (Fraction(end * movable.unit, other.unit) for end in (other.domain.low, other.domain.high))
    return floor(low), ceil(high)
