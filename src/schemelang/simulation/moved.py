"""Figures of a scenario in columns: everybody's moved, and cut to their bounds, block by block.

It comes to what `trials` and `bounds` make of each figure by itself, which a test holds it to.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import lcm

import numpy as np
from attrs import define, evolve, field

from schemelang.columns.crowd import Block, Crowd, everybody
from schemelang.columns.supply import LACKS
from schemelang.columns.tally import of_block
from schemelang.columns.wide import Table
from schemelang.figures.figures import State
from schemelang.plan.plan import Shape, Supplied
from schemelang.simulation.cases import PARTS, Always, Drawn
from schemelang.simulation.movement import Aim, Bound, Movable, Movement
from schemelang.simulation.simulation import Becomes, Move, Plus, Times

_LONGEST = 2**62
_DRAWING = 50
"""To draw for one party at one time takes as long as to work out so many results."""

Cells = tuple[Table, Table]
"""Values over the unit of their figure, and the numbers of their lacks, 0 where there is a value."""


@define(eq=False, kw_only=True)
class Moved:
    """The figures of each scenario, made from those of everybody when they are asked for.

    `away` says, of a level and a period, who takes part on no day of it; what these have is not moved. How often
    figures are cut is counted on the way, of each party once (`there`), however often a block is gone through.
    """

    movement: Movement
    crowd: Crowd
    tables: Mapping[str, Cells]
    away: Mapping[str, Table]
    last: tuple[Block, int, Mapping[str, Cells]] | None = field(default=None, init=False)
    there: dict[str, Table] = field(factory=dict, init=False)
    often: list[Counter[str]] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with nobody's figures counted."""
        number = len(self.movement.aims)
        self.often = [Counter() for _ in range(number)]
        self.there = {
            each.level: np.zeros((number, self.tables[each.name][0].shape[1]), bool) for each in self.movement.figures
        }

    def share(self, first: int, last: int) -> "Moved":
        """Return those of some of the scenarios alone."""
        movement = evolve(self.movement, aims=self.movement.aims[first:last])
        return evolve(self, movement=movement)

    def table(self, supplied: Supplied, _: Shape, block: Block, number: int, /) -> Table:
        """Supply a figure of the parties of a block in a scenario."""
        if self.last is None or self.last[0] is not block or self.last[1] != number:
            self.last = block, number, self._worked_out(block, number)
        values, lacks = self.last[2][supplied.figure]
        return values if supplied.part == "value" else lacks

    def cuts(self) -> Sequence[Counter[str]]:
        """Say of each scenario how often each figure had to be cut; who was in no block is looked at now."""
        block = everybody(self.crowd)
        for number in range(len(self.movement.aims)):
            if not all(there[number].all() for there in self.there.values()):
                self._worked_out(block, number)
        names = [each.name for each in self.movement.figures]
        return [Counter({name: own[name] for name in names if own[name]}) for own in self.often]

    @property
    def effort(self) -> int:
        """As many results could be worked out in the time that it takes to draw."""
        cells = {each.name: self.tables[each.name][0].size for each in self.movement.figures}
        aims = (aim for own in self.movement.aims for aim in own if isinstance(aim.move, Drawn))
        return _DRAWING * sum(cells[aim.figure] for aim in aims)

    def unmoved(self, aims: Sequence[Aim]) -> int:
        """Count the figures that are to be moved by some amount, and are no numbers."""
        found = 0
        for aim in aims:
            if not isinstance(_first(aim), Becomes):
                lacking = self.tables[aim.figure][1] != 0
                if aim.figure in self.away:
                    lacking &= ~self.away[aim.figure]
                found += int((lacking if aim.places is None else lacking[:, aim.places]).sum())
        return found

    def _worked_out(self, block: Block, number: int) -> Mapping[str, Cells]:
        """Move the figures of a block, each after those that bound it, and count what is cut."""
        found: dict[str, Cells] = {}
        new = {level: ~there[number, block.places[level]] for level, there in self.there.items()}
        for figure in self.movement.figures:
            values, lacks = (of_block(table, figure.level, block) for table in self.tables[figure.name])
            for aim in self.movement.aims[number]:
                if aim.figure == figure.name:
                    values, lacks = self._aimed(aim, figure, (values, lacks), block)
            kept = reduce(lambda value, bound: _cut(value, bound, figure.unit, found), figure.bounds, values)
            cut = int(((kept != values) & (lacks == 0) & new[figure.level]).sum())
            if cut:
                self.often[number][figure.name] += cut
            found[figure.name] = _narrow(kept), lacks
        for level, there in self.there.items():
            there[number, block.places[level]] = True
        return found

    def _aimed(self, aim: Aim, figure: Movable, cells: Cells, block: Block) -> Cells:
        """Move those that a move is of."""
        (values, lacks), (one, other) = cells, _moved(aim, figure, *cells, block)
        away = self.away.get(aim.figure)
        if aim.places is None and away is None:
            return one, other
        meant: Table = np.ones(values.shape, bool) if away is None else ~of_block(away, figure.level, block)
        if aim.places is not None:
            meant &= np.isin(block.places[figure.level], aim.places)
        return np.where(meant, one, values), np.where(meant, other, lacks)


def begin(movement: Movement, crowd: Crowd, figures: Mapping[tuple[str, str], Table]) -> Moved:
    """Begin from everybody's figures as they are, each over the unit in which it was read."""
    tables, away = dict[str, Cells](), dict[str, Table]()
    for each in movement.figures:
        values = figures[each.name, "value"]
        lacks = figures.get((each.name, "lack"), np.zeros(values.shape, np.uint8))
        tables[each.name] = _times(values, each.finer) if each.finer > 1 else values, lacks
        gone = _away(crowd, each)
        if gone is not None:
            away[each.name] = gone
    return Moved(movement=movement, crowd=crowd, tables=tables, away=away)


def _away(crowd: Crowd, figure: Movable) -> Table | None:
    scheme = crowd.graph.levels[-1]
    tie = None if figure.level == scheme else crowd.tie(figure.level, scheme)
    if tie is None or tie.first is None or tie.last is None:
        return None
    away = np.zeros((len(figure.periods), len(tie.place)), bool)
    for at, period in enumerate(figure.periods):
        if period is not None:
            away[at] = (tie.last < period.first.toordinal()) | (period.last.toordinal() < tie.first)
    return away & (tie.place >= 0)


def _first(aim: Aim) -> Move:
    return aim.move.move if isinstance(aim.move, Always) else aim.move.varying.steps[0][0]


# ---------------------------------------------------------------- moving


def _moved(aim: Aim, figure: Movable, values: Table, lacks: Table, block: Block) -> Cells:
    if isinstance(aim.move, Always):
        return _by(aim.move.move, figure, values, lacks)
    drawn = _drawn(aim.move, figure, block)
    if aim.move.varying.between:
        return _between(aim.move, drawn, figure, values, lacks)
    every = [_by(move, figure, values, lacks) for move, _ in aim.move.varying.steps]
    return _picked(drawn, [one for one, _ in every]), _picked(drawn, [other for _, other in every])


def _picked(which: Table, tables: Sequence[Table]) -> Table:
    return reduce(lambda found, at: np.where(which == at, tables[at], found), range(1, len(tables)), tables[0])


def _by(move: Move, figure: Movable, values: Table, lacks: Table) -> Cells:
    match move:
        case Becomes(State() as state):
            return values, np.full(values.shape, LACKS[state], np.uint8)
        case Becomes(value):
            assert isinstance(value, Fraction), "a figure that is no number is left to the other way"
            return np.full(values.shape, int(value * figure.unit), np.int64), np.zeros(values.shape, np.uint8)
        case Times(factor):
            moved = _rounded(_times(values, factor.numerator), factor.denominator)
        case Plus(amount):
            more = amount * figure.unit
            moved = _rounded(_times(values, more.denominator, more.numerator), more.denominator)
    return np.where(lacks == 0, moved, values), lacks


def _drawn(move: Drawn, figure: Movable, block: Block) -> Table:
    """Draw for each party of a block and each period by itself."""
    codes = [figure.codes[place] for place in block.places[figure.level].tolist()]
    numbers = [[*move.numbers(figure.name, codes, period)] for period in figure.periods]
    return np.array(numbers, np.int64)


def _between(move: Drawn, drawn: Table, figure: Movable, values: Table, lacks: Table) -> Cells:
    """Move by what is drawn between two ends, each over one unit with the parts of the way."""
    start, end = move.ends
    below = lcm(start.denominator, end.denominator) * PARTS
    amounts = _times(drawn, int((end - start) * below) // PARTS, int(start * below))
    match move.varying.steps[0][0]:
        case Becomes():
            return _rounded(_times(amounts, figure.unit), below), np.zeros(values.shape, np.uint8)
        case Times():
            moved = _rounded(_multiplied(values, amounts), below)
        case Plus():
            moved = _rounded(_times(values, below) + _times(amounts, figure.unit), below)
    return np.where(lacks == 0, moved, values), lacks


# ---------------------------------------------------------------- cutting


def _cut(values: Table, bound: Bound, unit: int, found: Mapping[str, Cells]) -> Table:
    """Cut values to one of their bounds, where there is one."""
    if bound.figure is None:
        return np.maximum(values, bound.number) if bound.end == "least" else np.minimum(values, bound.number)
    limits, lacks = found[bound.figure]
    if bound.end == "least":
        limits = -(-_times(limits, unit) // bound.unit)
        return np.where(lacks == 0, np.maximum(values, limits), values)
    limits = _times(limits, unit) // bound.unit
    return np.where(lacks == 0, np.minimum(values, limits), values)


# ---------------------------------------------------------------- whole numbers


def _times(values: Table, factor: int, more: int = 0) -> Table:
    """Multiply by a number and add another, in Python's integers where int64 would not hold that twice."""
    return _roomy(values, factor, more) * factor + more


def _multiplied(values: Table, others: Table) -> Table:
    return _roomy(values, _most(others)) * others


def _roomy(values: Table, factor: int, more: int = 0) -> Table:
    fits = values.dtype != object and 4 * ((_most(values) + 1) * (abs(factor) + 1) + abs(more)) < _LONGEST
    return values.astype(np.int64) if fits else values.astype(object)


def _narrow(values: Table) -> Table:
    """Hold what is in Python's integers in int64 again, where that holds it."""
    return values.astype(np.int64) if values.dtype == object and _most(values) < _LONGEST else values


def _most(values: Table) -> int:
    return max(abs(int(values.min())), abs(int(values.max()))) if values.size else 0


def _rounded(above: Table, below: int) -> Table:
    """Round quotients to whole numbers, halves away from nothing."""
    if below == 1:
        return above
    rounded: Table = (2 * _roomy(np.abs(above), below) + below) // (2 * below)
    return np.where(above < 0, -rounded, rounded)
