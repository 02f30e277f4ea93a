"""The counts at which something of a scheme turns: a threshold is reached, a row of a scale, a limit.

Between two of them that follow each other, what is worked out goes in a straight line, but for roundings.
A threshold is solved from two evaluations as if it lay on a straight line, and from three as if it lay where one such
line is divided by another, as a part is by its whole. Then it is looked at on both sides of the count that comes of
that; where it is not there, the stretch in which it must be is halved now and then until it is found.
What turns twice within the room of a figure, and so is the same at both its ends, is not found.
"""

from collections.abc import Callable, Container, Iterator
from fractions import Fraction
from functools import cached_property
from math import floor, lcm

from schemelang.dates import Period
from schemelang.graph.graph import (
    Greatest,
    Least,
    Over,
    Ratio,
    Rule,
    RuleId,
    Scaled,
    Test,
    WithinYear,
)
from schemelang.light import Factory, evolve, frozen
from schemelang.outcome.case import Case
from schemelang.outcome.outcome import RuleValue
from schemelang.proof.worlds import Figure, World

_FAR = 10_000_000
"""Nothing is counted as far as this."""


@frozen(kw_only=True)
class Breakpoint:
    """The first count at which a rule turns, for a party at a period; `of` is what is held against it there.

    It is `sudden` where what the rule gives may jump there, and not only go on in another direction.
    """

    count: Fraction
    rule: Rule
    party: str | None
    period: Period | None
    at: RuleId | None
    sudden: bool


@frozen(kw_only=True)
class _Turn:
    """Something that may turn: it does when `gap` reaches nothing or, if `past`, goes above it.

    At an `edge` something comes to have no value at all; it is not told, but nothing is looked for beyond it.
    """

    rule: Rule
    party: str | None
    period: Period | None
    at: RuleId | None
    sudden: bool
    past: bool
    is_edge: bool
    gap: Callable[[World], Fraction | None]


def breakpoints(
    world: World,
    figure: Figure,
    *,
    only_sudden: bool = False,
    among: Container[RuleId] | None = None,
    counts: "Counts | None" = None,
) -> tuple[Breakpoint, ...]:
    """Find the counts at which something turns if one figure is another, in order, each once for each rule.

    Looked at are the party's own rules, those of its groups and of the scheme, and with `among` only those.
    With `only_sudden` what goes on in another direction without a jump is passed over.
    `counts` are those at which the figure has been tried, to which others are added.
    """
    every = tuple(_turns(world, figure))
    told = tuple(
        turn
        for turn in every
        if not turn.is_edge and (among is None or turn.rule.id in among) and (turn.sudden or not only_sudden)
    )
    search = (
        _Search.of(counts or Counts(world, figure), told, tuple(turn for turn in every if turn.is_edge))
        if told
        else None
    )
    if search is None:
        return ()
    found = dict[tuple[Fraction, RuleId], Breakpoint]()
    for turn in search.turns:
        count = search.first(turn)
        if count is not None:
            found.setdefault(
                (count, turn.rule.id),
                Breakpoint(
                    count=count,
                    rule=turn.rule,
                    party=turn.party,
                    period=turn.period,
                    at=turn.at,
                    sudden=turn.sudden,
                ),
            )
    return tuple(sorted(found.values(), key=lambda each: (each.count, world.graph.place[each.rule.id])))


def crossings(world: World, figure: Figure, rule: RuleId, at: RuleId | None) -> Iterator[Fraction]:
    """Give the values of a figure that is no count at which a rule would turn if all went in straight lines.

    With `at`, only where it is held against that.
    """
    every = (turn for turn in _turns(world, figure) if turn.rule.id == rule)
    worth, turns = world.given(figure), [turn for turn in every if at in (None, turn.at)]
    if not isinstance(worth, Fraction) or not turns:
        return
    more = world.with_({figure: worth + _A_STEP})
    for turn in turns:
        one, other = turn.gap(world), turn.gap(more)
        if one is not None and other is not None and one != other:
            yield worth - one * _A_STEP / (other - one)


_A_STEP = Fraction(1, 100)
"""A penny, or a percentage point."""


# ---------------------------------------------------------------- what may turn


def _turns(world: World, figure: Figure) -> Iterator[_Turn]:
    """Find what may turn among the rules that rest on a figure."""
    name, party, _ = figure
    level = world.plan.figures[name].level
    for rule in world.plan.resting.on((name,)).in_order():
        if isinstance(rule.kind, Test | Scaled | Ratio | Least | Greatest | WithinYear | Over):
            for who in _own(world, level, party, rule.level):
                for period in world.known.periods_of[rule.id]:
                    yield from _turns_of(rule, Case(world.known, rule, who, period))


def _own(world: World, level: str, party: str | None, wanted: str) -> tuple[str | None, ...]:
    """Return the party itself at its own level, its group or the scheme above, and nobody below."""
    levels = world.graph.levels
    if wanted == level or party is None:
        return (party,) if wanted == level else ()
    if levels.index(wanted) < levels.index(level):
        return ()
    if wanted == levels[-1]:
        return (None,)
    stay = world.known.belonging.stays.get((level, party, wanted))
    return () if stay is None else (stay.group,)


def _turns_of(rule: Rule, case: Case) -> Iterator[_Turn]:
    match rule.kind:
        case Test(left, comparator, right):
            gap = _between(case, left, right)
            if comparator not in ("more_than", "at_most"):
                yield _turn(case, right, gap, sudden=True)
            if comparator not in ("at_least", "less_than"):
                yield _turn(case, right, gap, sudden=True, past=True)
        case Scaled() as scaled:
            yield from _turns_of_scale(case, scaled)
        case Ratio() as ratio:
            yield from _turns_of_ratio(case, ratio)
        case Least(them) | Greatest(them):
            for need in them[1:]:
                others = tuple(each for each in them if each != need)
                yield _turn(case, need, _furthest(case, need, others, least=isinstance(rule.kind, Least)), past=True)
        case WithinYear(need, limit):
            yield _turn(case, limit, _so_far(case, need, limit), past=True)
        case _:
            return


def _turns_of_scale(case: Case, scaled: Scaled) -> Iterator[_Turn]:
    """Find where each row begins, and where the last one ends if something else is given above it."""
    first, last = scaled.rows[0], scaled.rows[-1]
    for at, gives in scaled.rows:
        jumps = scaled.how == "whole" or (scaled.how == "line" and at == first[0] and gives != scaled.below)
        yield _turn(case, at, _between(case, scaled.need, at), sudden=jumps)
    if scaled.how == "line" and scaled.above not in (None, last[1]):
        yield _turn(case, last[0], _between(case, scaled.need, last[0]), sudden=True, past=True)


def _turns_of_ratio(case: Case, ratio: Ratio) -> Iterator[_Turn]:
    """Find where a whole becomes so small that it is not divided by, or smaller than its part."""
    yield _turn(case, None, _above(case, ratio.whole, Fraction(0)), past=True, is_edge=True)
    if ratio.floor == "part":
        yield _turn(case, None, _between(case, ratio.part, ratio.whole), past=True, is_edge=True)
    if ratio.fewer is not None:
        yield _turn(case, None, _above(case, ratio.whole, Fraction(ratio.fewer)), sudden=True)


def _turn(  # noqa: PLR0913 - each is one of its fields
    case: Case,
    at: RuleId | None,
    gap: Callable[[World], Fraction | None],
    *,
    sudden: bool = False,
    past: bool = False,
    is_edge: bool = False,
) -> _Turn:
    return _Turn(
        rule=case.rule,
        party=case.party,
        period=case.period,
        at=at,
        sudden=sudden,
        past=past,
        is_edge=is_edge,
        gap=gap,
    )


def _read(case: Case, world: World, need: RuleId) -> RuleValue:
    return Case(world.known, case.rule, case.party, case.period).need(need)


def _less(one: RuleValue, other: RuleValue) -> Fraction | None:
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one - other
    return None


def _between(case: Case, one: RuleId, other: RuleId) -> Callable[[World], Fraction | None]:
    return lambda world: _less(_read(case, world, one), _read(case, world, other))


def _above(case: Case, need: RuleId, number: Fraction) -> Callable[[World], Fraction | None]:
    return lambda world: _less(_read(case, world, need), number)


def _furthest(
    case: Case, need: RuleId, others: tuple[RuleId, ...], *, least: bool
) -> Callable[[World], Fraction | None]:
    """Hold one value against the least, or the greatest, of others."""

    def gap(world: World) -> Fraction | None:
        values = [each for each in (_read(case, world, other) for other in others) if isinstance(each, Fraction)]
        if len(values) < len(others):
            return None
        return _less(_read(case, world, need), min(values) if least else max(values))

    return gap


def _so_far(case: Case, need: RuleId, limit: RuleId) -> Callable[[World], Fraction | None]:
    """Hold what the periods of the year come to, up to the rule's own, against the limit."""

    def gap(world: World) -> Fraction | None:
        now = Case(world.known, case.rule, case.party, case.period)
        assert now.period is not None, "a limit for the year is of what each period has"
        periods = (each for each in world.known.periods_of[case.rule.id] if each is not None)
        values = [now.at(need, each) for each in periods if world.graph.first <= each.first <= now.period.first]
        numbers = [value for value in values if isinstance(value, Fraction)]
        return _less(sum(numbers, Fraction(0)), now.need(limit)) if len(numbers) == len(values) else None

    return gap


# ---------------------------------------------------------------- where it turns


@frozen(eq=False)
class Counts:
    """One figure, tried at several counts, of which the first is that which is given."""

    world: World
    figure: Figure
    tried: dict[Fraction | int, World] = Factory(dict)

    @cached_property
    def room(self) -> tuple[Fraction | None, Fraction | None]:
        """The least and the most that it may be."""
        return self.world.room(self.figure)

    def at(self, count: Fraction | int) -> World:
        """Return the world with so many."""
        if count not in self.tried:
            given = self.world.given(self.figure) == count
            self.tried[count] = self.world if given else self.world.with_({self.figure: Fraction(count)})
        return self.tried[count]


@frozen(eq=False, kw_only=True)
class _Search:
    """The counts at which a figure is tried, and those between which something of it may turn."""

    counts: Counts
    turns: tuple[_Turn, ...]
    low: int
    high: int
    is_bounded: bool

    @classmethod
    def of(cls, counts: Counts, turns: tuple[_Turn, ...], edges: tuple[_Turn, ...]) -> "_Search | None":
        """Begin a search; nothing where the figure is not a number."""
        world, worth = counts.world, counts.world.given(counts.figure)
        if not isinstance(worth, Fraction):
            return None
        least, most = counts.room
        whole = cls(
            counts=counts,
            turns=turns,
            low=0 if least is None else -floor(-least),
            high=max(_TIMES * floor(worth), _AT_LEAST) if most is None else floor(most),
            is_bounded=most is not None,
        )
        if worth.denominator == 1:
            counts.at(int(worth))
        rested_on = {turn.rule.id for turn in turns} | _read_by(world, turns)
        return whole._within_edges(floor(worth), [edge for edge in edges if edge.rule.id in rested_on])

    def _within_edges(self, worth: int, edges: list[_Turn]) -> "_Search":
        """Leave out the counts, beyond that which is given, at which something has no value."""
        low, high, is_bounded = self.low, self.high, self.is_bounded
        for edge in edges:
            first = self.first(edge)
            if first is not None and first > worth:
                high, is_bounded = min(high, int(first) - 1), True
            elif first is not None:
                low = max(low, int(first))
        return evolve(self, low=low, high=high, is_bounded=is_bounded)

    def first(self, turn: _Turn) -> Fraction | None:
        """Return the first count at which something has turned that had not before, if there is one."""
        low, high = self.low, self.high
        below, above = self._gap(turn, low), self._gap(turn, high)
        if below is None or above is None or low >= high:
            return None
        if _is_past(turn, below) == _is_past(turn, above):
            further = None if self.is_bounded else _crossing((low, below), (high, above))
            if further is None or not high < further < _FAR:
                return None
            low, below, high, above = high, above, further + 1, self._gap(turn, further + 1)
            if above is None or _is_past(turn, below) == _is_past(turn, above):
                return None
        return self._narrowed(turn, (low, below), (high, above))

    def _narrowed(self, turn: _Turn, low: "_Seen", high: "_Seen") -> Fraction | None:
        """Close in on the count at which something turns, between one where it has not and one where it has.

        The counts that were tried for something else are looked at before another is.
        """
        start, known, tries = (
            _is_past(turn, low[1]),
            sorted(each.numerator for each in self.counts.tried if each.denominator == 1),
            0,
        )
        beyond: _Seen | None = None
        while high[0] - low[0] > 1:
            known = [each for each in known if low[0] < each < high[0]]
            count = known[len(known) // 2] if known else _guess(low, high, beyond, tries)
            gap = self._gap(turn, count)
            if gap is None:
                return None
            if _is_past(turn, gap) == start:
                low, beyond = (count, gap), low
            else:
                high, beyond = (count, gap), high
            tries += not known
        return Fraction(high[0])

    def _gap(self, turn: _Turn, count: int) -> Fraction | None:
        return turn.gap(self.counts.at(count))


_TIMES, _AT_LEAST = 4, 1000
"""A figure that nothing bounds is looked at up to so many times what is given, and up to so many at least."""
_GUESSES = 3
"""After so many guesses the middle is tried."""
_Seen = tuple[int, Fraction]
"""A count that was tried, and how far what may turn is past its mark there."""


def _is_past(turn: _Turn, gap: Fraction) -> bool:
    return gap > 0 if turn.past else gap >= 0


def _guess(low: _Seen, high: _Seen, beyond: _Seen | None, tries: int) -> int:
    """Return a count between two where something may turn; `beyond` is one more that was tried, outside of them."""
    turns = None
    if tries % (_GUESSES + 1) < _GUESSES:
        turns = None if beyond is None else _divided(low, high, beyond)
        turns = _crossing(low, high) if turns is None or not low[0] <= turns <= high[0] else turns
    return (low[0] + high[0]) // 2 if turns is None else min(max(turns, low[0] + 1), high[0] - 1)


def _crossing(low: _Seen, high: _Seen) -> int | None:
    """Return the first count at which a straight line is at nothing or beyond it; None where it never gets there."""
    below, above = _in_whole_numbers(low[1], high[1])
    return low[0] - below * (high[0] - low[0]) // (above - below) if above != below else None


def _divided(low: _Seen, high: _Seen, beyond: _Seen) -> int | None:
    """Return the first count at which a line that is divided by another is at nothing, by three counts of it.

    Of four places on such a curve, how far they lie apart has the same cross-ratio as how far their values do.
    """
    (one, below), (other, above), (further, gap) = low, high, beyond
    a, b, c = _in_whole_numbers(below, above, gap)
    there, here = c * (b - a) * (other - further), a * (b - c) * (other - one)
    return -((here * further - there * one) // (there - here)) if there != here else None


def _in_whole_numbers(*values: Fraction) -> list[int]:
    """Return what some values are all so many times of; with whole numbers one is much quicker."""
    unit = lcm(*(value.denominator for value in values))
    return [value.numerator * (unit // value.denominator) for value in values]


def _read_by(world: World, turns: tuple[_Turn, ...]) -> frozenset[RuleId]:
    """Return all rules from which anything that may turn is worked out."""
    return world.graph.under(need for turn in turns for need in world.graph.needs[turn.rule.id])
