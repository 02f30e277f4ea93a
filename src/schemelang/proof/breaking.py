"""Figures that break a guarantee, found by moving those of recognisable practices, and told as a story.

Each figure of the term is moved for everybody at once: a little, so that something is rounded, and then towards
what it can be at most or at least. A move is kept if it brings the two sides of the guarantee closer together. None
goes below nothing that was not there already, for nobody would recognise a practice of which that is so.
"""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial

from schemelang.explanation.values import say_bound, say_value
from schemelang.graph.graph import Constant, Given, Rule, RuleId, Test
from schemelang.light import frozen
from schemelang.model.model import Figure as FigureBlock
from schemelang.model.model import Quantity
from schemelang.outcome.known import Key, read
from schemelang.proof.proof import Moved, Story
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import MADE_UP, Figure, World, Worth

_MOST_TRIED = 100
"""How many moves are tried before the search is given up."""
_Moves = Mapping[Quantity, tuple[Callable[[Worth], Worth], ...]]
_TOLD = 6
"""How many figures a story has at most."""


def story_of(subject: Subject, rule: Rule, *, is_to_move: bool = True) -> Story | None:
    """Return somebody who breaks a guarantee, if one is found.

    Where a figure can be of any size, anything can be broken by one: there, only figures that are real or stand in
    the scheme break it, as they are.
    """
    figures = tuple(figures_of(subject, rule.id))
    search = _Search(subject, rule, _test_of(subject, rule), figures, frozenset(cone_of(subject, rule.id)), is_to_move)
    broken = search.broken(world for world in subject.every_world() if is_to_move or world.origin != MADE_UP)
    return None if broken is None else search.told(broken)


def _test_of(subject: Subject, rule: Rule) -> Rule | None:
    """Return the one comparison of numbers that a guarantee makes, if it makes one."""
    graph, waiting, found = subject.graph, [rule.id], list[Rule]()
    while waiting:
        one = graph.by_id[waiting.pop()]
        if isinstance(one.kind, Test) and graph.by_id[one.kind.left].type.quantity in _NUMBERS:
            found.append(one)
        elif one.clause == rule.clause:
            waiting += graph.needs[one.id]
    return found[0] if len(found) == 1 else None


_NUMBERS = {Quantity.MONEY, Quantity.SHARE, Quantity.NUMBER, Quantity.COUNT}


def figures_of(subject: Subject, start: RuleId) -> Iterator[FigureBlock]:
    """Give the figures that a rule rests on, the nearest first."""
    for rule in cone_of(subject, start):
        kind = subject.graph.by_id[rule].kind
        if isinstance(kind, Given):
            yield subject.ranged.bounds.figures[kind.figure]


def cone_of(subject: Subject, start: RuleId) -> Iterator[RuleId]:
    """Give a rule and all that it rests on, the nearest first."""
    waiting, seen = [start], {start}
    while waiting:
        rule = waiting.pop(0)
        yield rule
        new = [need for need in dict.fromkeys(subject.graph.needs[rule]) if need not in seen]
        seen.update(new)
        waiting += new


@frozen
class _Search:
    """A guarantee, the comparison it makes, and the figures it rests on."""

    subject: Subject
    rule: Rule
    test: Rule | None
    figures: tuple[FigureBlock, ...]
    cone: frozenset[RuleId]
    is_to_move: bool

    def broken(self, worlds: Iterable[World]) -> World | None:
        """Return figures that break the guarantee, found from those of some worlds."""
        tried = 0
        for world in worlds:
            if self._who(world) is not None:
                return world
            nearest = world
            for moves in (_A_LITTLE, _FAR, _A_LITTLE) if self.is_to_move else ():
                for figure in self.figures:
                    for moved in self._moved(nearest, figure, moves):
                        tried += 1
                        if self._who(moved) is not None:
                            return moved
                        if tried >= _MOST_TRIED:
                            return None
                        nearest = moved if self._slack(moved) < self._slack(nearest) else nearest
        return None

    def _who(self, world: World) -> Key | None:
        """Return of whom the guarantee is broken, if it is."""
        values = world.known.values[self.rule.id]
        return next((key for key, value in values.items() if value is False), None)

    def _slack(self, world: World) -> Fraction:
        """Return by how much the two sides are apart where they are closest, counted in the greater of the two."""
        if self.test is None or not isinstance(self.test.kind, Test):
            return Fraction(1)
        found: list[Fraction] = []
        for party, period in world.known.values[self.test.id]:
            left, right = (
                read(world.known, each, self.test.level, party, period)
                for each in (self.test.kind.left, self.test.kind.right)
            )
            if isinstance(left, Fraction) and isinstance(right, Fraction):
                apart = right - left if self.test.kind.comparator in {"at_most", "less_than"} else left - right
                found.append(apart / (max(abs(left), abs(right)) or 1))
        return min(found, default=Fraction(1))

    # ------------------------------------------------------------ moves

    def _moved(self, world: World, figure: FigureBlock, moves: _Moves) -> Iterator[World]:
        """Give the worlds in which a figure is moved for everybody at once, and is within all bounds."""
        if self.subject.figures is not None and self.subject.ranged.bounds.known_now(figure.name) is not None:
            return
        of_term = filter(self._is_of_term, world.supplied.get(figure.name, ()))
        held = {key: world.given(key) for key in of_term}
        known = {key: value for key, value in held.items() if value is not None}
        changed = [{key: move(value) for key, value in known.items()} for move in moves.get(figure.type.quantity, ())]
        if moves is _FAR:
            changed.insert(0, {key: _or_else(world.room(key)[1], value) for key, value in known.items()})
        for changes in changed:
            negative = any(value < 0 <= known[key] for key, value in changes.items())
            if not negative and changes != known and world.is_within(changes):
                yield world.with_(changes)

    def _is_of_term(self, key: Figure) -> bool:
        return key[2] is None or key[2].first >= self.subject.graph.first

    # ------------------------------------------------------------ the story

    def told(self, world: World) -> Story:
        """Tell who breaks the guarantee, and on which figures."""
        key = self._who(world)
        assert key is not None, "only what breaks it is told"
        who, graph = self._name(self.rule.level, world, key[0]), self.subject.graph
        told = tuple(self._told(world, key[0]))[:_TOLD]
        if self.test is None or not isinstance(self.test.kind, Test):
            return Story(words=f"It does not hold{' for ' + who if who else ''}, with {world.origin}.", figures=told)
        sides = [graph.by_id[each] for each in (self.test.kind.left, self.test.kind.right)]
        values = [read(world.known, side.id, self.rule.level, *key) for side in sides]
        left, right = (say_value(value, side.type) for value, side in zip(values, sides, strict=True))
        laid_down = isinstance(sides[1].kind, Constant)
        other = right if laid_down else f'"{sides[1].title}" to {right}'
        compared = (
            f"where {say_bound(self.test.kind.comparator)} {other} is guaranteed" if laid_down else f"and {other}"
        )
        whose = f"For {who}, " if who else ""
        words = f'{whose}"{sides[0].title}" comes to {left}, {compared}.'
        return Story(words=words[:1].upper() + words[1:], figures=told)

    def _name(self, level: str, world: World, party: str | None) -> str:
        return "" if party is None else world.name(level, party)

    def _told(self, world: World, party: str | None) -> Iterator[Moved]:
        """Give the figures of one party, or of the first of its members, each at its first time."""
        told: set[str] = set()
        for figure in self.figures:
            for key in sorted(world.figures.data, key=partial(_place_told, world)):
                value = world.given(key)
                if key[0] != figure.name or value is None or figure.name in told:
                    continue
                if party is not None and world.known.belonging.owner(figure.level, key[1], self.rule.level) != party:
                    continue
                told.add(figure.name)
                whose = f" of {world.name(figure.level, key[1])}" if key[1] is not None else ""
                when = f", {key[2].name}" if key[2] is not None else ""
                said = say_value(value, figure.type)
                yield Moved(what=f"{figure.title}{whose}{when}", before=said, after=said)


def _place_told(world: World, key: Figure) -> tuple[bool, date, str]:
    """Return which figures are told first: those that were moved, and of these the earliest."""
    data = world.figures.data
    moved = isinstance(data, ChainMap) and key in data.maps[0]
    return not moved, date.min if key[2] is None else key[2].first, key[1] or ""


def _or_else(most: Fraction | None, value: Worth) -> Worth:
    return value if most is None else most


def _by(much: Fraction) -> Callable[[Worth], Worth]:
    return lambda value: value + much


def _times(much: Fraction) -> Callable[[Worth], Worth]:
    return lambda value: value * much


def _to(worth: Worth) -> Callable[[Worth], Worth]:
    return lambda _: worth


def _half(value: Worth) -> Worth:
    return Fraction(value // 2)


_COUNTS = tuple(_by(Fraction(number)) for number in (1, 2, 3, -1))
_SIZES = (_times(Fraction(9, 10)), _times(Fraction(1, 2)), _times(Fraction(2)), _to(Fraction(0)))
_A_LITTLE: _Moves = {
    Quantity.COUNT: _COUNTS,
    Quantity.NUMBER: _COUNTS,
    Quantity.MONEY: tuple(_by(Fraction(number, 100)) for number in (1, 5, 10, 30)),
}
"""How figures are moved so that something is rounded."""
_FAR: _Moves = {
    Quantity.COUNT: (_half, _to(Fraction(0))),
    Quantity.MONEY: _SIZES,
    Quantity.NUMBER: _SIZES,
    Quantity.SHARE: tuple(_to(Fraction(number, 100)) for number in (0, 50, 100)),
    Quantity.YES_NO: tuple(_to(answer) for answer in (False, True)),
}
"""How figures are moved besides to the most that each can be."""
