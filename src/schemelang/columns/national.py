"""A whole country at once: from files of Parquet through a plan to the lines and values that tables are made of."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from schemelang.columns.crowd import Block, Crowd
from schemelang.columns.headings import told
from schemelang.columns.manifest import of_everybody
from schemelang.columns.ordered import ordered_lines
from schemelang.columns.programme import Programme
from schemelang.columns.roll import Array, Roll, leave
from schemelang.columns.running import stream
from schemelang.columns.supply import Cells, Outside, Shelf, numbers_of
from schemelang.columns.supply import Column as Supplied_
from schemelang.columns.told import Column, Parties, PartLines, Results
from schemelang.graph.graph import Chosen, Role, Rule, RuleGraph, Weight
from schemelang.light import Factory, define, frozen
from schemelang.model.model import Quantity, ReadFigure
from schemelang.outcome.kinds import Lack
from schemelang.outcome.over_time import periods_by_rule
from schemelang.plan.plan import CODE_OF, LACKS, ONCE, Ground, LineWorth, Place, Plan, Shape, Supplied, Worth
from schemelang.quantities import LARGEST

if TYPE_CHECKING:
    from schemelang.outcome.outcome import RuleValue

_CALLED = ("is_line", "status", "pence", "has_pence", "stake", "has_stake", "overpaid", "has_overpaid", "done")
_SMALL = {"is_line", "has_pence", "has_stake", "has_overpaid"}
_ITS_LIMIT = "Name as its limit a number, or a figure of the same kind of party and the same times."
_OF_A_FEW = "Work out a file with a few of the groups only, and it is told."


def parties_of(roll: Roll, crowd: Crowd) -> Parties:
    """Return everybody that results are told of."""
    owners = {pair: tie.place for pair, tie in crowd.ties.items() if pair[1] not in (pair[0], crowd.graph.levels[-1])}
    return Parties(graph=crowd.graph, codes=roll.codes, names=roll.names, owners=owners)


def ground_of(roll: Roll, crowd: Crowd, columns: Mapping[str, Supplied_], words: tuple[str, ...]) -> Ground:
    """Return what a plan may rely on: the ends that are declared, and who stays where they are.

    How many there are in all is said roundly, so that a plan that was made for some does for a few more.
    """
    levels, scheme, ties = crowd.graph.levels[:-1], crowd.graph.levels[-1], crowd.ties
    sizes = {
        pair: np.bincount(tie.place[tie.place >= 0], minlength=len(roll.codes[pair[1]]))
        for pair, tie in ties.items()
        if pair[1] != scheme
    }
    most = {pair: int(size.max(initial=0)) for pair, size in sizes.items()}
    most |= {(level, scheme): 1 << (len(roll.codes[level]) - 1).bit_length() for level in levels}
    least = {pair: int(size.min(initial=most[pair])) for pair, size in sizes.items()}
    least |= {(level, scheme): most[level, scheme] // 2 for level in levels}
    return Ground(
        domains={name: column.domain for name, column in columns.items()},
        words=words,
        steady=frozenset(pair for pair in most if pair not in ties or ties[pair].is_steady),
        most=most,
        least=least,
    )


def places_of(plan: Plan) -> tuple[Place, ...]:
    """Return the steps of a plan that results are made of."""
    rules = [*_told(plan.graph), *(plan.graph.by_id[rule] for rule in of_everybody(plan.graph)), *_watched(plan.graph)]
    worths = [plan.worths[rule.id] for rule in rules]
    places = [place for worth in worths for place in (worth.value, worth.unit, worth.lack)]
    places += [getattr(line, name) for line in plan.lines for name in _CALLED]
    return tuple(place for place in dict.fromkeys(places) if always(plan, place) is None)


def always(plan: Plan, place: Place) -> int | None:
    """Return what a step comes to for everybody, whatever the figures are; None where it depends on them."""
    step = plan.steps[place]
    return step.low if step.low == step.high else None


def _told(graph: RuleGraph) -> list[Rule]:
    return [rule for level in graph.levels[:-1] for rule in told(graph, level)]


def _watched(graph: RuleGraph) -> list[Rule]:
    """Return the rules whose values may show something to be wrong."""
    return [
        rule
        for rule in graph.rules
        if rule.role in (Role.GUARANTEE, Role.AMOUNT) or isinstance(rule.kind, Chosen | Weight)
    ]


# ---------------------------------------------------------------- figures


@define(eq=False)
class Supplier:
    """Supplies figures to a programme, each held against what its scheme declares."""

    shelf: Shelf
    programme: Programme
    now: frozenset[str] = frozenset()
    block: int = -1
    cells: dict[str, Cells] = Factory(dict)
    held: set[str] = Factory(set)

    @cached_property
    def given(self) -> tuple[frozenset[str], ...]:
        """The figures that each pass reads."""
        steps = self.programme.plan.steps
        return tuple(
            frozenset(op.figure for op in (steps[place].op for place in places) if isinstance(op, Supplied))
            for places in self.programme.given
        )

    def __call__(self, supplied: Supplied, shape: Shape, block: Block) -> Array:
        """Return a figure for the parties of a block: its numerators, or the numbers of its lacks."""
        values, lacks = self._cells(supplied.figure, shape, block)
        if supplied.part == "value":
            return values
        return np.zeros(values.shape, np.uint8) if lacks is None else lacks

    def see_the_others(self, blocks: Sequence[Block]) -> None:
        """Hold the figures that no rule reads against what the scheme declares of them."""
        for _ in self.read(self.shelf.columns.keys() - frozenset().union(*self.given), blocks):
            pass

    def read(self, figures: Collection[str], blocks: Sequence[Block]) -> Iterator[tuple[str, Block, Cells]]:
        """Read some figures, whether or not a rule reads them, each held against what the scheme declares of it."""
        self.block, self.given = -1, (frozenset(figures),)
        for block in blocks if figures else ():
            for name in sorted(figures):
                yield name, block, self._cells(name, Shape(self.shelf.columns[name].figure.level, ONCE), block)

    def _cells(self, figure: str, shape: Shape, block: Block) -> Cells:
        if block.number != self.block:
            self.block = block.number
            self.cells.clear()
            self.held.clear()
        found = self._read(figure, shape.level, block)
        if figure not in self.held:
            self.held.add(figure)
            for end in ("most", "least"):
                self._hold(figure, end, shape, block)
        return found

    def _read(self, figure: str, level: str, block: Block) -> Cells:
        """Return a figure for the parties of a block, read once."""
        if figure not in self.now:
            self._turn_to(figure)
        found = self.cells.get(figure)
        if found is None:
            places = block.slices[level]
            found = self.cells[figure] = self.shelf.cells(figure, block.places[level] if places is None else places)
        return found

    def _turn_to(self, figure: str) -> None:
        """Have the figures of the pass in which a figure is wanted read together, with those they are held against."""
        own = next((each for each in self.given if figure in each and not each <= self.now), frozenset({figure}))
        columns = self.shelf.columns
        beside = {
            bound.figure
            for name in own
            for bound in (columns[name].figure.most, columns[name].figure.least)
            if isinstance(bound, ReadFigure)
        }
        self.now = own | beside
        self.cells.clear()
        self.held.clear()
        self.shelf.want(sorted(self.now))

    def _hold(self, figure: str, end: str, shape: Shape, block: Block) -> None:
        """Hold a figure against another of the same party and time, where it is never to be beyond it."""
        columns = self.shelf.columns
        column = columns[figure]
        bound = column.figure.most if end == "most" else column.figure.least
        if not isinstance(bound, ReadFigure):
            return
        beside = columns[bound.figure]
        own, own_lacks = self.cells[figure]
        other, other_lacks = self._read(bound.figure, beside.figure.level, block)
        one, two = _over_one_unit(own, column.domain.unit, other, beside.domain.unit)
        broken = one > two if end == "most" else one < two
        for lacks in (own_lacks, other_lacks):
            broken = broken if lacks is None else broken & (lacks == 0)
        if broken.any():
            place = int(np.flatnonzero(broken.any(axis=0))[0])
            code = self.shelf.roll.codes[shape.level][int(block.places[shape.level][place])]
            raise Outside(shape.level, code)


def _over_one_unit(one: Array, unit: int, other: Array, other_unit: int) -> tuple[Array, Array]:
    if unit == other_unit:
        return one, other
    return one.astype(np.int64) * other_unit, other.astype(np.int64) * unit


def never_beyond(columns: Mapping[str, Supplied_]) -> tuple[tuple[str, str], ...]:
    """Return pairs of figures of which the first is never more than the second."""
    bounds = [(each.figure.name, each.figure.most, each.figure.least) for each in columns.values()]
    most = [(name, bound.figure) for name, bound, _ in bounds if isinstance(bound, ReadFigure)]
    return (*most, *((bound.figure, name) for name, _, bound in bounds if isinstance(bound, ReadFigure)))


def see_limits(columns: Mapping[str, Supplied_], graph: RuleGraph) -> None:
    """See that what figures are held against is a number, or a figure of the same party at the same time."""
    scheme = graph.levels[-1]
    for column in columns.values():
        for bound in (column.figure.most, column.figure.least):
            if not isinstance(bound, ReadFigure):
                continue
            beside = columns.get(bound.figure)
            fits = beside is not None and beside.figure.level in (column.figure.level, scheme)
            if beside is None or not fits or (beside.periods > 1 and beside.periods != column.periods):
                leave(f"{column.figure.title} has a limit that is of others, or of another time", _ITS_LIMIT)
            if beside.periods > 1 and bound.series is None:
                leave(f"{column.figure.title} has a limit that is of another time", _ITS_LIMIT)


# ---------------------------------------------------------------- a run


def worked_out(programme: Programme, parties: Parties, crowd: Crowd, shelf: Shelf, *, about: int = 1000) -> Results:
    """Run a programme over everybody, and gather what results are made of."""
    plan = programme.plan
    see_that_it_is_said(plan)
    gathered, supplier = _Gathered(plan, crowd), Supplier(shelf, programme)
    for piece in stream(programme, crowd, supplier, about=about):
        for place, table in piece.tables.items():
            gathered.take(place, table, piece.block)
    supplier.see_the_others(crowd.blocks(about))
    return _results(gathered, parties)


def see_that_it_is_said(plan: Plan) -> None:
    """Leave a plan that does not say what every rule comes to, and when it is paid."""
    for each in plan.by_reference:
        leave(f"the rule {each} is of a kind that is worked out for one party after the other")
    for part in plan.graph.due:
        if not isinstance(part.day, date):
            leave(f"{part.payment} is due so many days after another day")


def from_tables(plan: Plan, parties: Parties, crowd: Crowd, found: Mapping[Place, Any]) -> Results:
    """Gather what results are made of from what another engine has worked out.

    It has each step as one column, period by period and in each of them in order of code.
    """
    gathered = _Gathered(plan, crowd)
    for place, column in found.items():
        numbers = numbers_of(column)[0] if isinstance(column, pa.ChunkedArray) else np.array(column, object)
        gathered.take(place, numbers.reshape(len(plan.steps[place].shape.axis), -1), None)
    return _results(gathered, parties)


def _results(gathered: "_Gathered", parties: Parties) -> Results:
    plan = gathered.plan
    _see_that_nothing_is_wrong(gathered)
    return Results(
        parties=parties,
        lines=ordered_lines(parties, [_lines(gathered, line) for line in plan.lines]),
        values={level: [gathered.column(rule) for rule in told(plan.graph, level)] for level in plan.graph.levels[:-1]},
        national=dict(_national(gathered)),
    )


@frozen(eq=False)
class _Gathered:
    """What came of the steps that results are made of, for everybody in order of code."""

    plan: Plan
    crowd: Crowd
    tables: dict[Place, Array] = Factory(dict)

    def take(self, place: Place, table: Array, block: Block | None) -> None:
        """Put what came of a block where it belongs."""
        if block is None:
            self.tables[place] = table
            return
        step = self.plan.steps[place]
        level = step.shape.level
        if place not in self.tables:
            self.tables[place] = np.empty((len(table), self.crowd.size(level)), _kept(table, step.low, step.high))
        at = block.slices[level]
        self.tables[place][:, block.places[level] if at is None else at] = table

    def row(self, place: Place, row: int, level: str) -> Array:
        """Return what a step comes to for everybody of a level at one of its rows."""
        size, one = self.crowd.size(level), always(self.plan, place)
        if one is not None:
            return np.broadcast_to(np.array(one), size)
        table = self.tables[place]
        return np.broadcast_to(table[row if len(table) > 1 else 0], size)

    def column(self, rule: Rule) -> Column:
        """Return the one value of a rule for everybody."""
        worth = self.plan.worths[rule.id]
        unit = always(self.plan, worth.unit)
        return Column(
            rule=rule,
            numbers=self._in_words(rule, self.row(worth.value, 0, rule.level)),
            units=np.array([unit]) if unit is not None else self.row(worth.unit, 0, rule.level),
            lacks=self.row(worth.lack, 0, rule.level),
        )

    def _in_words(self, rule: Rule, numbers: Array) -> Array:
        """Give words the numbers that the type of their rule has for them."""
        if rule.type.quantity is not Quantity.CATEGORY:
            return numbers
        own = {word: at for at, word in enumerate(rule.type.words)}
        return np.array([own.get(word, 0) for word in self.plan.ground.words])[numbers]


def _kept(table: Array, low: int | None, high: int | None) -> Any:
    """Return the smallest type that holds the numbers of a step."""
    if table.dtype == object or low is None or high is None:
        return table.dtype
    return (
        np.result_type(np.min_scalar_type(low), np.min_scalar_type(high))
        if -(2**31) <= low <= high < 2**31
        else table.dtype
    )


def _lines(gathered: _Gathered, line: LineWorth) -> PartLines:
    level = line.part.level
    rows: dict[str, Any] = {
        name: gathered.row(getattr(line, name), line.row, level).astype(
            bool if name in _SMALL else np.int64, copy=False
        )
        for name in _CALLED
    }
    return PartLines(part=line.part, **rows)


def _national(gathered: _Gathered) -> Iterator[tuple[tuple[Any, Any], "RuleValue"]]:
    """Return what rules of the whole scheme come to that rest on what its parties have."""
    plan, periods = gathered.plan, periods_by_rule(gathered.plan.graph)
    for each in of_everybody(plan.graph):
        worth, rule = plan.worths[each], plan.graph.by_id[each]
        for row, period in enumerate(periods[each]):
            yield (each, period), _value(gathered, rule, worth, row)


def _value(gathered: _Gathered, rule: Rule, worth: Worth, row: int) -> "RuleValue":
    value, unit, lack = (
        int(gathered.row(place, row, rule.level)[0]) for place in (worth.value, worth.unit, worth.lack)
    )
    if lack:
        named = LACKS[lack]
        assert named is not None, "0 is no lack"
        from schemelang.outcome.outcome import Absent  # which few runs come to

        return Absent(named, ())
    match rule.type.quantity:
        case Quantity.YES_NO:
            return bool(value)
        case Quantity.DATE:
            return date.fromordinal(value)
        case Quantity.CATEGORY:
            return gathered.plan.ground.words[value]
        case _:
            return Fraction(value, unit)


# ---------------------------------------------------------------- what is wrong


def _see_that_nothing_is_wrong(gathered: _Gathered) -> None:
    """Leave a run of which something is to be said to the engines that hold every value, and can say it."""
    plan = gathered.plan
    periods = periods_by_rule(plan.graph)
    for rule in _watched(plan.graph):
        for row in range(len(periods[rule.id])):
            if _is_wrong(gathered, rule, row):
                leave(f"something is to be told of {rule.title}, and of whom", _OF_A_FEW)


def _is_wrong(gathered: _Gathered, rule: Rule, row: int) -> bool:
    worth = gathered.plan.worths[rule.id]
    lacks = gathered.row(worth.lack, row, rule.level)
    if isinstance(rule.kind, Chosen | Weight) and np.isin(lacks, _TOLD_OF).any():
        return True
    if rule.role is Role.GUARANTEE:
        return bool((lacks > 0).any() or not gathered.row(worth.value, row, rule.level).all())
    if rule.role is not Role.AMOUNT:
        return False
    values, units = gathered.row(worth.value, row, rule.level), gathered.row(worth.unit, row, rule.level)
    known = lacks == 0
    return bool((known & (values.astype(object) > int(LARGEST) * units.astype(object))).any()) or (
        bool((known & (values < 0)).any()) and not _is_taken_back(gathered.plan.graph, rule)
    )


_TOLD_OF: Sequence[int] = [CODE_OF[lack] for lack in (Lack.AT_ODDS, Lack.NOT_SAID)]


def _is_taken_back(graph: RuleGraph, rule: Rule) -> bool:
    done: Iterable[Any] = (each for part in graph.due if part.payment == rule.clause for each in part.recoveries)
    return any(each.of == "overspend" and each.condition is None for each in done)
