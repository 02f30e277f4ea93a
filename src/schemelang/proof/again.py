"""The values of the rules when some figures are others: each is worked out again only when it is first asked for.

A value that stays the same goes no further, and what does not rest on those figures is as it was before.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from schemelang.dates import Period
from schemelang.figures.figures import Figures
from schemelang.graph.graph import (
    Apportioned,
    AsAt,
    Carried,
    Earlier,
    Given,
    Joint,
    Latest,
    OfParty,
    OverTime,
    Rule,
    RuleGraph,
    RuleId,
    WithinYear,
)
from schemelang.light import Factory, frozen
from schemelang.outcome.case import Case
from schemelang.outcome.from_graph import worked_out
from schemelang.outcome.known import Key, Known
from schemelang.outcome.outcome import RuleValue

Values = Mapping[Key, RuleValue]
Shares = dict[tuple[RuleId, str | None, Period | None], dict[str, RuleValue]]


@frozen(eq=False)
class Resting:
    """Which rules of a graph rest on which; what is asked for again and again is kept."""

    graph: RuleGraph
    cones: dict[tuple[str | RuleId, ...], "Cone"] = Factory(dict)

    @cached_property
    def users(self) -> Mapping[RuleId, Sequence[RuleId]]:
        """The rules that are worked out from each rule."""
        found: dict[RuleId, list[RuleId]] = {rule.id: [] for rule in self.graph.rules}
        for rule, them in self.graph.needs.items():
            for need in dict.fromkeys(them):
                found[need].append(rule)
        return found

    @cached_property
    def given(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that take each figure as it is supplied."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.graph.rules:
            if isinstance(rule.kind, Given):
                found[rule.kind.figure] = (*found.get(rule.kind.figure, ()), rule)
        return found

    def on(self, figures: Collection[str], laid_down: Collection[RuleId] = ()) -> "Cone":
        """Return the rules that rest on some figures, or on what is laid down."""
        them: tuple[str | RuleId, ...] = (*figures, *laid_down)
        if them not in self.cones:
            taken = [rule.id for figure in figures for rule in self.given.get(figure, ())]
            self.cones[them] = Cone(self.graph, frozenset(self._above([*taken, *laid_down])))
        return self.cones[them]

    def _above(self, waiting: list[RuleId]) -> set[RuleId]:
        """Return some rules and all that are worked out from them, however far off."""
        reached, users = set(waiting), self.users
        while waiting:
            new = [user for user in users[waiting.pop()] if user not in reached]
            reached.update(new)
            waiting += new
        return reached


class _Read(NamedTuple):
    """Something that a rule reads, and whether it reads it only for its own party and period, or its own period."""

    id: RuleId
    rule: Rule
    is_alike: bool
    is_of_its_time: bool


class _Step(NamedTuple):
    """A rule to work out again, the figure that it takes if it takes one, and what it reads that may be another."""

    rule: Rule
    figure: str
    reads: tuple[_Read, ...]


@frozen(eq=False)
class Cone:
    """Rules that rest on the same, and that itself; what each of them reads is found when it is worked out first."""

    graph: RuleGraph
    rules: frozenset[RuleId]
    steps: dict[RuleId, _Step] = Factory(dict)
    ways: dict[RuleId, tuple[_Step, ...]] = Factory(dict)

    def in_order(self) -> tuple[Rule, ...]:
        """Return the rules, each after those that it is worked out from."""
        return tuple(self.graph.by_id[rule] for rule in sorted(self.rules, key=self.graph.place.__getitem__))

    def way_to(self, rule: RuleId) -> tuple[_Step, ...]:
        """Return, in order, all of them from which one of them is worked out, and itself."""
        if rule not in self.ways:
            found, waiting = {rule}, [rule]
            while waiting:
                new = [need.id for need in self._step(waiting.pop()).reads if need.id not in found]
                found.update(new)
                waiting += new
            self.ways[rule] = tuple(self.steps[each] for each in sorted(found, key=self.graph.place.__getitem__))
        return self.ways[rule]

    def _step(self, each: RuleId) -> _Step:
        if each not in self.steps:
            by_id, needs = self.graph.by_id, dict.fromkeys(self.graph.needs[each])
            rule = by_id[each]
            figure = rule.kind.figure if isinstance(rule.kind, Given) else ""
            reads = tuple(_read(rule, by_id[need]) for need in needs if need in self.rules)
            self.steps[each] = _Step(rule, figure, reads)
        return self.steps[each]


class Again(dict[RuleId, Values]):
    """The values of all rules where some figures are others, or something else is laid down.

    It says what was known before, the figures as they are now, and of whom and when each of them is another.
    """

    __slots__ = ("_before", "_cone", "_figures", "_given", "_moved", "shares")

    def __init__(
        self,
        before: Known,
        figures: Figures,
        cone: Cone,
        given: Mapping[str, Sequence[Key]],
        laid_down: Mapping[RuleId, RuleValue],
    ) -> None:
        """Begin with nothing but what is laid down."""
        self._before, self._figures, self._cone, self._given = before, figures, cone, given
        self._moved: dict[RuleId, Collection[Key]] = {}
        self.shares: Shares = {}
        for rule, value in laid_down.items():
            old = before.values[rule]
            self._keep(rule, old, {key: value for key, worth in old.items() if worth != value})

    def __missing__(self, rule: RuleId) -> Values:
        """Work a rule out, after all that it is worked out from and that may be another."""
        if rule in self._cone.rules:
            known = self.known()
            for step in self._cone.way_to(rule):
                if step.rule.id not in self:
                    self._work_out(known, step)
        else:
            self[rule] = self._before.values[rule]
        return self[rule]

    def known(self) -> Known:
        """Return what is known here. It is not kept, so that neither keeps the other alive."""
        old = self._before
        return Known(old.graph, self._figures, old.belonging, old.periods_of, self, self.shares)

    def _work_out(self, known: Known, step: _Step) -> None:
        """Work one rule out for whom and when it reads what is another."""
        rule = step.rule
        old, new = self._before.values[rule.id], dict[Key, RuleValue]()
        for key in self._asked(known, step):
            before = old.get(key)
            if before is not None:
                party, period = key
                value = worked_out(Case(known, rule, party, period))
                if value is not before and not _is_same(value, before):
                    new[key] = value
        self._keep(rule.id, old, new)

    def _asked(self, known: Known, step: _Step) -> Collection[Key]:
        """Say for whom and when a rule reads what is another."""
        found: Collection[Key] = self._given.get(step.figure, ())
        for need in step.reads:
            moved = self._moved.get(need.id)
            if moved:
                theirs = moved if need.is_alike else _readers(known, step.rule, need, moved)
                found = {*found, *theirs} if found else theirs
        return found

    def _keep(self, rule: RuleId, old: Values, new: Mapping[Key, RuleValue]) -> None:
        self[rule] = {**old, **new} if new else old
        if new:
            self._moved[rule] = new


def _is_same(one: RuleValue, other: RuleValue) -> bool:
    """Say whether two values are the same; fractions are held against each other in a quicker way than their own."""
    if type(one) is Fraction and type(other) is Fraction:
        return one.as_integer_ratio() == other.as_integer_ratio()
    return one == other


_ACROSS_TIME = (OverTime, AsAt, Latest, Earlier, Carried, WithinYear)
_OF_OTHERS = (OfParty, Joint, Apportioned)


def _read(rule: Rule, need: Rule) -> _Read:
    """Say how a rule reads another."""
    of_its_time = rule.series == need.series and not isinstance(rule.kind, _ACROSS_TIME)
    is_alike = of_its_time and rule.level == need.level and not isinstance(rule.kind, _OF_OTHERS)
    return _Read(need.id, need, is_alike, of_its_time)


def _readers(known: Known, rule: Rule, need: _Read, moved: Collection[Key]) -> set[Key]:
    """Find for whom and when a rule may read some values of another; rather too many than too few."""
    found = set[Key]()
    for party, period in moved:
        whose = _readers_at(known, rule, need.rule, party)
        times = (period,) if need.is_of_its_time else known.periods_of[rule.id]
        found.update([(who, time) for who in whose for time in times])
    return found


def _readers_at(known: Known, rule: Rule, need: Rule, party: str | None) -> tuple[str | None, ...]:
    levels, belongs = known.graph.levels, known.belonging
    everybody = belongs.parties[rule.level]
    if isinstance(rule.kind, OfParty) or need.level == levels[-1]:
        return everybody
    if need.level == rule.level:
        if isinstance(rule.kind, Apportioned):
            return _fellows(known, rule, rule.kind, party)
        into = belongs.went_into.get((rule.level, party or ""))
        return (party,) if into is None else (party, into)
    if rule.level == levels[-1]:
        return (None,)
    if levels.index(need.level) < levels.index(rule.level):
        return (known.belonging.owner(need.level, party, rule.level),)
    return tuple(who for who in everybody if known.belonging.owner(rule.level, who, need.level) == party)


def _fellows(known: Known, rule: Rule, kind: Apportioned, party: str | None) -> tuple[str | None, ...]:
    """Return those with whom a member shares its group's money."""
    pool = known.graph.by_id[kind.pool].level
    group = known.belonging.owner(rule.level, party, pool)
    return known.belonging.members.get((pool, group, rule.level), ())
