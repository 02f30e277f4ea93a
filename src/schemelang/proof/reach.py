"""What it is to reach more: which figures somebody raises, or lowers, by doing more or doing it better.

The part of an indicator is raised, or lowered where lower is better; the spend against which something is saved is
lowered, but not the work for which a payment of the scheme is made that is part of that spend; a yes or no becomes yes;
a count of work goes up, which is one over a time; and so does what is put over a whole in a value. Sizes stay as they
are: what something is out of, what is left out of that, what bounds another figure, and what is counted on a day; so
does money, and what was counted before the term. Every claim names what it takes as fixed (`fixed.py`). A figure that
is part of one thing and the whole of another is in two minds: more of it is more of the one and, unless the rest
follows, less of the other. But what is a part of its own whole, as one's own work is of the work of all, or what was
used is of what was used and what was not, is no size for that, and nor is the rest of that whole.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from schemelang.dates import Period
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.light import Factory, frozen
from schemelang.model.model import (
    Each,
    Expression,
    Figure,
    Indicator,
    LeftOf,
    Once,
    Payment,
    ProductOf,
    Quantity,
    RatioOf,
    ReadBlock,
    ReadFigure,
    Saving,
    Scale,
    Scheme,
    Target,
    Value,
    read_by,
    read_in,
)
from schemelang.model.parts import figures_in, parts
from schemelang.proof.signs import EITHER, FALLS, RISES, Signs

Way = Literal[1, -1]


@frozen
class Reach:
    """A figure by which somebody reaches more: upwards, or downwards where less of it is better.

    Of one that `is_plain` nothing says which way is better, but what is paid for it.
    """

    figure: str
    way: Way
    is_plain: bool = False


@frozen
class Reaches:
    """The figures by which somebody reaches more, and those that are in two minds."""

    them: tuple[Reach, ...]
    in_two_minds: tuple[str, ...]


def reaches_of(scheme: Scheme, graph: RuleGraph, signs: Signs) -> Reaches:
    """Find what it is to reach more in a scheme."""
    reader = _Reader({block.name: block for block in scheme.blocks})
    sizes, ways = reader.sizes(scheme), reader.ways(scheme, graph, signs)
    over_a_whole = reader.over_a_whole(scheme)
    found, torn = list[Reach](), list[str]()
    for figure in (block for block in scheme.blocks if isinstance(block, Figure)):
        way = ways.get(figure.name)
        if _is_over(figure, scheme.first):
            continue
        if way is not None:
            if len(way) > 1 or figure.name in sizes:
                torn.append(figure.name)
            else:
                found.append(Reach(figure.name, next(iter(way))))
        elif figure.name not in sizes and (_is_work(figure) or _is_part(figure, over_a_whole)):
            found.append(Reach(figure.name, 1, is_plain=True))
    return Reaches(tuple(found), tuple(torn))


def _is_work(figure: Figure) -> bool:
    """Say whether a figure tells what somebody does: an answer, or what is counted over a time and not on a day."""
    match figure.type.quantity:
        case Quantity.YES_NO:
            return True
        case Quantity.COUNT | Quantity.NUMBER | Quantity.SHARE:
            time = figure.time
            return not time.at_end if isinstance(time, Each) else isinstance(time.moment, Period)
        case _:
            return False


def _is_part(figure: Figure, over_a_whole: Container[str]) -> bool:
    """Say whether a figure that is counted, on whatever day, is put over a whole somewhere."""
    return figure.type.quantity is Quantity.COUNT and figure.name in over_a_whole


def _is_over(figure: Figure, first: date) -> bool:
    """Say whether a figure was counted before the term began."""
    moment = figure.time.moment if isinstance(figure.time, Once) else None
    last = moment if isinstance(moment, date) else None if moment is None else moment.last
    return last is not None and last < first


@frozen
class _Reader:
    """The blocks by their names, and what figures each has been found to read."""

    blocks: Mapping[str, object]
    known: dict[str, frozenset[str]] = Factory(dict)

    def figures(self, expression: Expression) -> frozenset[str]:
        """Return the figures from which something is worked out, through the blocks that it reads."""
        found = set[str]()
        for each in _within(expression):
            if isinstance(each, ReadFigure):
                found.add(each.figure)
            elif isinstance(each, ReadBlock):
                found |= self._of_block(each.block)
        return frozenset(found)

    def _of_block(self, name: str) -> frozenset[str]:
        if name not in self.known:
            self.known[name] = frozenset()  # a block that reads itself at another time adds nothing to itself
            block = self.blocks.get(name)
            them = _expressions(block)
            self.known[name] = frozenset(figure for each in them for figure in self.figures(each))
        return self.known[name]

    def sizes(self, scheme: Scheme) -> frozenset[str]:
        """Return the figures that say how large something is, and not what somebody does."""
        found = set[str]()
        for block in scheme.blocks:
            if isinstance(block, Figure):
                found |= {name for each in (block.most, block.least) if each is not None for name in figures_in(each)}
            if isinstance(block, Saving):
                found |= self.figures(block.budget) - self.figures(block.spend)
            for expression in _expressions(block):
                found |= self._sizes_in(expression, frozenset())
        return frozenset(found)

    def _sizes_in(self, expression: Expression, over_it: frozenset[str]) -> frozenset[str]:
        """Return what is a whole within an expression, where some figures are put over that."""
        found = set[str]()
        own = self._all(_numerators(expression)) or over_it
        for whole in _wholes(expression):
            if own.isdisjoint(them := self.figures(whole)):
                found |= them
        for part in parts(expression):
            is_whole = any(part is whole for whole in _wholes(expression))
            found |= self._sizes_in(part, own if is_whole else frozenset())
        return frozenset(found)

    def over_a_whole(self, scheme: Scheme) -> frozenset[str]:
        """Return the figures that a value puts over a whole of which they are no part themselves."""
        found = set[str]()
        for block in scheme.blocks:
            for each in (each for expression in _expressions(block) for each in _within(expression)):
                them, whole = self._all(_numerators(each)), self._all(_wholes(each))
                if whole and them.isdisjoint(whole):
                    found |= them
        return frozenset(found)

    def _all(self, them: Iterable[Expression]) -> frozenset[str]:
        return frozenset(name for each in them for name in self.figures(each))

    def ways(self, scheme: Scheme, graph: RuleGraph, signs: Signs) -> dict[str, set[Way]]:
        """Return the figures that indicators and savings are parts of, and which way is better by each of them."""
        found: dict[str, set[Way]] = {}
        unpaid = _Reader({name: block for name, block in self.blocks.items() if not isinstance(block, Payment)})
        paid_for = set[str]()
        for block in scheme.blocks:
            if isinstance(block, Saving):
                of_itself = unpaid.figures(block.spend)
                paid_for |= self.figures(block.spend) - of_itself
                for name in of_itself:
                    sign = signs.own(graph.by_id[RuleId(block.name)], name)
                    if name not in self.figures(block.budget) or sign & EITHER == FALLS:
                        found.setdefault(name, set()).add(-1)
            if isinstance(block, Indicator):
                for name in self._parts(block.expression):
                    sign = signs.own(graph.by_id[RuleId(block.name)], name)
                    better: Way = 1 if block.better == "higher" else -1
                    if sign & EITHER in {RISES, FALLS}:
                        found.setdefault(name, set()).add(better if sign & RISES else _other(better))
        for name in paid_for & found.keys():
            found[name].add(-1)  # more of it is better, and costs what is saved
        return found

    def _parts(self, expression: Expression) -> frozenset[str]:
        """Return the figures that an indicator is a part of; without a whole, all that it is worked out from."""
        every = list(_within(expression))
        wholes = self._all(whole for each in every for whole in _wholes(each))
        numerators = self._all(part for each in every for part in _numerators(each))
        return numerators | (self.figures(expression) - wholes)


def _other(way: Way) -> Way:
    return -1 if way == 1 else 1


def _within(expression: Expression) -> Iterator[Expression]:
    yield expression
    for part in parts(expression):
        yield from _within(part)


def _wholes(expression: Expression) -> tuple[Expression, ...]:
    """Return what something is out of, and what is left out of that."""
    match expression:
        case RatioOf(whole=whole):
            return (whole,)
        case LeftOf(whole=whole, left_out=left_out):
            return (whole, left_out)
        case ProductOf(factors=factors):
            return tuple(factor for power, factor in factors if power == -1)
        case _:
            return ()


def _numerators(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case RatioOf(part=part):
            return (part,)
        case ProductOf(factors=factors):
            return tuple(factor for power, factor in factors if power == 1)
        case _:
            return ()


def _expressions(block: object) -> Iterable[Expression]:
    """Return the expressions that a block with a value is worked out from."""
    match block:
        case Value(expression=worked_out):
            return read_in(worked_out)
        case Indicator(expression=expression):
            return (expression,)
        case Target(condition=condition):
            return (condition,)
        case Saving(budget=budget, spend=spend, first_call=call):
            return (budget, spend) if call is None else (budget, spend, call)
        case Scale():
            from schemelang.model.scale_tables import parts_of_table  # most schemes have no scale

            return parts_of_table(block.table)
        case Payment(steps=steps):
            return tuple(each for step in steps for each in read_by(step))
        case _:
            return ()
