"""Which way the value of every rule goes when one figure goes up and everything else stays as it is.

For each rule and each figure on which it rests: it may rise, it may fall, either, or neither. What may rise and
never falls is what a payment should do when somebody reaches more. A sign is found from the signs of what a rule
needs, in one pass, with the ranges of their values where those decide.

What a sign says: take any figures that keep within their bounds, and others that differ from them in one figure of
one party, which is a number, or a yes or no, in both. Where a rule has a value in both, the two are as the sign says.
So it says nothing of money that is held in one of the two, and of figures that are missing only that as many are
missing before as after. Members are those of the whole term: shares of those that come or go within it, and figures
of those that merge, are not looked at.

Whose figure it is decides as much as which. A `Turn` is a figure, of the party that a rule is about or of another
one, which is told by the first level at which both belong to the same group; and whether it is of the year before.

`PENNIES` marks where a value can go the other way by pennies, because somebody gets the odd ones: the largest
remainder, and the last of three or more parts. A test or a scale that reads such a value may then go either way.

`SHIFTS` marks where it is all periods together that go the way of the sign, and one of them may go the other way:
what one month has used up of a limit for the year, a later one has no more.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, assert_never

from schemelang.graph.graph import (
    Apportioned,
    AsAt,
    Carried,
    Chosen,
    Constant,
    Cut,
    Dated,
    Difference,
    Earlier,
    Given,
    Greatest,
    Joint,
    Latest,
    Least,
    OfParty,
    Over,
    OverTime,
    Pooled,
    Portion,
    Product,
    Quorum,
    Ratio,
    Read,
    Reckoned,
    Root,
    Round,
    Rule,
    RuleGraph,
    RuleId,
    RuleKind,
    Scaled,
    Settled,
    Shared,
    Supplied,
    Test,
    Total,
    Weight,
    When,
    WithinYear,
)
from schemelang.light import Factory, define, frozen
from schemelang.model.model import Comparator
from schemelang.proof.intervals import Range, is_finer, point
from schemelang.proof.order import Order

RISES = 1
FALLS = 2
EITHER = RISES | FALLS
PENNIES = 4
SHIFTS = 8
"""A sign is what a value may do: none of these, one, or several."""

_PENNY = Fraction(1, 100)
_PUTS_TOGETHER = Over | Pooled | OfParty
_MAY_BE_HELD = Root | Scaled | Chosen | Shared | OfParty | Dated | OverTime
"""What may be held though all that it needs is there."""
_NOBODY: frozenset["Turn"] = frozenset()


class Turn(NamedTuple):
    """A figure of one party: which, at which level that party and the rule's own are first together, and of when."""

    figure: str
    together: int
    before: bool = False

    def at(self, together: int) -> "Turn":
        """Return that of one who is first together with the rule's own party at another level."""
        return Turn(self.figure, together, self.before)


Map = Mapping[Turn, int]


def turned(sign: int) -> int:
    """Return the sign of the negative of a value."""
    return (sign & ~EITHER) | (RISES if sign & FALLS else 0) | (FALLS if sign & RISES else 0)


def certain(sign: int) -> int:
    """Return the sign of what jumps where a value passes a mark: a penny back may be a jump back."""
    return EITHER if sign & ~EITHER else sign


@frozen
class Signs:
    """The sign of every rule for every figure on which it rests, and the levels by which parties are told apart."""

    of: Mapping[RuleId, Map]
    levels: tuple[str, ...]
    level_of: Mapping[str, int]

    def own(self, rule: Rule, figure: str) -> int:
        """Return which way a rule goes when its own party's figure goes up, or that of one of its members."""
        own = max(self.levels.index(rule.level), self.level_of[figure])
        return self.of[rule.id].get(Turn(figure, own), 0)

    def others(self, rule: Rule, figure: str) -> int:
        """Return which way a rule goes when anybody else's figure goes up."""
        first = max(self.levels.index(rule.level), self.level_of[figure]) + 1
        return _joined(self.of[rule.id].get(Turn(figure, level), 0) for level in range(first, len(self.levels)))


def signs_of(graph: RuleGraph, ranges: Mapping[RuleId, Range]) -> Signs:
    """Find the sign of every rule, needs first."""
    level_of = {rule.kind.figure: rule.level for rule in graph.rules if isinstance(rule.kind, Given)}
    levels = {figure: graph.levels.index(level) for figure, level in level_of.items()}
    series = frozenset(rule.kind.figure for rule in graph.rules if isinstance(rule.kind, Given) and rule.series)
    finder = _Finder(graph, Order(graph, ranges), levels, series)
    for rule in graph.rules:
        finder.of[rule.id] = finder.sign(rule)
        finder.comes_and_goes[rule.id] = finder.presence(rule)
        if finder.may_be_held(rule):
            finder.held.add(rule.id)
    return Signs(of=finder.of, levels=graph.levels, level_of=levels)


def _joined(signs: Iterable[int]) -> int:
    found = 0
    for sign in signs:
        found |= sign
    return found


def _join(maps: Iterable[Map]) -> Map:
    """Put signs together: what one of several values may do, all of them together may."""
    every = [each for each in maps if each]
    if len(every) <= 1:
        return every[0] if every else {}
    found: dict[Turn, int] = dict(every[0])
    for each in every[1:]:
        for turn, sign in each.items():
            found[turn] = found.get(turn, 0) | sign
    return found


def _flip(them: Map) -> Map:
    return {turn: turned(sign) for turn, sign in them.items()}


def _certain(them: Map) -> Map:
    return {turn: certain(sign) for turn, sign in them.items()} if any(s & ~EITHER for s in them.values()) else them


def _steady(them: Map) -> Map:
    """Return the signs of what takes one period and not another, and so not what they come to together."""
    if not any(sign & SHIFTS for sign in them.values()):
        return them
    return {turn: EITHER if sign & SHIFTS else sign for turn, sign in them.items()}


def _unknown(turns: Iterable[Turn]) -> Map:
    return dict.fromkeys(turns, EITHER)


@define
class _Finder:
    """What has been found so far.

    `comes_and_goes` are the figures on which it rests whether there is anything to divide by. What counts instead,
    and who is left out, then changes with them. Whatever else a rule lacks is held wherever it is read, but by
    `Latest`, which looks for an earlier value; so `held` are the rules that may be held though nothing is missing.
    """

    graph: RuleGraph
    order: Order
    level_of: Mapping[str, int]
    series: frozenset[str]
    of: dict[RuleId, Map] = Factory(dict)
    comes_and_goes: dict[RuleId, frozenset[Turn]] = Factory(dict)
    held: set[RuleId] = Factory(set)

    def sign(self, rule: Rule) -> Map:
        """Return the signs of a rule, whose needs have theirs."""
        kind = rule.kind
        if isinstance(kind, Read):
            signs = self._read(rule, kind)
        elif isinstance(kind, Reckoned):
            signs = self._reckoned(rule, kind)
        else:
            signs = self._shared(rule, kind)
        return signs if self._adds_up(kind) else _steady(signs)

    def _adds_up(self, kind: RuleKind) -> bool:
        """Say whether what all periods come to goes the way in which what they are worked out from goes."""
        match kind:
            case Total() | Difference() | WithinYear():
                return True
            case Round(_, unit):
                return unit <= _PENNY
            case Settled(_, actions):
                return not actions
            case Over(how=how):
                return how == "total"
            case Portion(_, shares):
                return len(shares) == 1
            case _:
                return False

    # ------------------------------------------------------------ other levels

    def _level(self, need: RuleId) -> int:
        return self.graph.levels.index(self.graph.by_id[need].level)

    def _seen(self, rule: Rule, need: RuleId) -> Map:
        """Return the signs of something that a rule reads at its own level, or of its group."""
        return self._seen_from(rule, need, self.of[need])

    def _seen_from(self, rule: Rule, need: RuleId, theirs: Map) -> Map:
        """Turn what is one's own to a group into what is one's own, and a fellow's, to its member."""
        if not theirs:
            return theirs
        own, group = self.graph.levels.index(rule.level), self._level(need)
        if group <= own:
            return theirs
        found = dict(theirs)
        for turn, sign in theirs.items():
            first = self.level_of[turn.figure]
            if turn.together == group and first < group:
                found |= {turn.at(each): sign for each in range(max(own, first), group)}
        return found

    def _put_together(self, rule: Rule, theirs: Map) -> Map:
        """Turn what is a member's own, or a fellow's, into what is its group's own."""
        own = self.graph.levels.index(rule.level)
        found: dict[Turn, int] = {}
        for turn, sign in theirs.items():
            at = turn.at(max(turn.together, own))
            found[at] = found.get(at, 0) | sign
        return found

    def _all_seen(self, rule: Rule, them: Iterable[RuleId]) -> Map:
        return _join(self._seen(rule, need) for need in them)

    # ------------------------------------------------------------ whether there is a value

    def presence(self, rule: Rule) -> frozenset[Turn]:
        """Return the figures on which it rests whether a rule has a value."""
        kind = rule.kind
        them: set[Turn] = set()
        for need in self.graph.needs[rule.id]:
            theirs = self.comes_and_goes[need]
            if theirs:
                seen = self._seen_from(rule, need, dict.fromkeys(theirs, EITHER))
                gathers = isinstance(kind, _PUTS_TOGETHER)
                them |= self._put_together(rule, seen).keys() if gathers else seen.keys()
        own = self._may_be_empty(rule)
        return frozenset(them | own.keys()) if them or own else _NOBODY

    def _may_be_empty(self, rule: Rule) -> Map:
        """Return the figures by which a rule itself may come to have nothing, or too few, to divide by."""
        match rule.kind:
            case Ratio(_, whole, _, fewer):
                always = fewer is None and self.order.is_above_nothing(whole)
                return {} if always else self._seen(rule, whole)
            case Pooled(_, whole):
                return self._put_together(rule, self.of[whole])
            case _:
                return {}

    def _comes(self, rule: Rule, need: RuleId, instead: object) -> Map | None:
        """Return which way it goes that there comes to be something to divide by, and what counted instead does not.

        That is known of a ratio which is absent only where its whole is nothing, and of a value that is never more
        than any ratio, or never less.
        """
        kind = self.graph.by_id[need].kind
        if not isinstance(kind, Ratio) or not isinstance(instead, RuleId):
            return None
        alone = not any(self.comes_and_goes[each] for each in (kind.part, kind.whole, instead))
        order = self.order.between(instead, need)
        plain = kind.fewer is None and kind.floor is None and self.order.is_never_below_nothing(kind.whole)
        if order is None or not alone or not plain:
            return None
        ratio = self.graph.by_id[need]
        whole = _certain(self._seen_from(rule, need, self._seen(ratio, kind.whole)))
        if self.order.ranges[instead] == point(Fraction(0)) and self._rest(ratio, kind) is not None:
            part = self._seen_from(rule, need, self._seen(ratio, kind.part))
            whole = {
                turn: sign for turn, sign in whole.items() if turn in part
            }  # nothing out of what is new is nothing
        return whole if order > 0 else _flip(whole) if order < 0 else {}

    def may_be_held(self, rule: Rule) -> bool:
        """Say whether a rule may be held though no figure is missing."""
        kind = rule.kind
        return (
            isinstance(kind, _MAY_BE_HELD)
            or (isinstance(kind, Ratio) and kind.floor is not None)
            or not self.held.isdisjoint(self.graph.needs[rule.id])
        )

    def _with_presence(self, rule: Rule, needs: Iterable[RuleId], them: Map) -> Map:
        """Add what changes because a value is there or is not, where something else is done then."""
        found = dict(them)
        for need in needs:
            seen = self._seen_from(rule, need, dict.fromkeys(self.comes_and_goes[need], EITHER))
            found |= seen
        return found

    # ------------------------------------------------------------ taken from elsewhere

    def _read(self, rule: Rule, kind: Read) -> Map:
        match kind:
            case Given(figure):
                own = self.graph.levels.index(rule.level)
                return {Turn(figure, own): RISES}
            case Constant() | Supplied():
                return {}
            case Settled(need, actions):
                instead = [action for _, action in actions if isinstance(action, RuleId)]
                signs = self._all_seen(rule, (need, *instead))
                does = any(action != "hold" for _, action in actions)
                if not does:
                    return signs
                comes = self._comes(rule, need, dict(actions).get("empty"))
                return self._with_presence(rule, (need,), signs) if comes is None else _join((signs, comes))
            case Joint(need):
                return self._seen(rule, need)
            case AsAt(need, period):
                return (
                    self._earlier(self._seen(rule, need)) if period.last < self.graph.first else self._seen(rule, need)
                )
            case OfParty(need):
                return self._put_together(rule, self.of[need])
            case OverTime(need, _, stretch):
                signs = self._with_presence(rule, (need,), self._seen(rule, need))
                if stretch is None or stretch.first >= self.graph.first:
                    return signs
                before = self._earlier(signs)
                return before if stretch.last < self.graph.first else _join((signs, before))
            case Latest(need):
                signs = self._with_presence(rule, (need,), self._seen(rule, need))
                return _unknown(signs) if need in self.held else signs
            case Earlier(need):
                signs = self._seen(rule, need)
                return _join((signs, self._earlier(signs))) if self._reaches_back(kind) else self._earlier(signs)
            case Carried(need):
                return _flip(self._seen(rule, need))
            case Dated(versions):
                return self._all_seen(rule, (version for _, version in versions))
            case _:
                assert_never(kind)

    def _earlier(self, them: Map) -> Map:
        """Return the signs for the year before, when the figures of several periods are others."""
        return _join({turn._replace(before=turn.figure in self.series): sign} for turn, sign in them.items())

    def _reaches_back(self, kind: Earlier) -> bool:
        """Say whether what was some months before may be of the term itself."""
        months = (self.graph.last.year - self.graph.first.year) * 12 + self.graph.last.month - self.graph.first.month
        return kind.months <= months

    # ------------------------------------------------------------ arithmetic and logic

    def _reckoned(self, rule: Rule, kind: Reckoned) -> Map:
        match kind:
            case Total(them):
                return self._all_seen(rule, self._made_whole(them))
            case Least(them) | Greatest(them):
                return self._all_seen(rule, them)
            case Difference():
                return self._difference(rule, kind)
            case Product(them):
                return self._product(rule, them)
            case Ratio():
                return self._ratio(rule, kind)
            case WithinYear():
                return self._within_year(rule, kind)
            case Test():
                return self._test(rule, kind)
            case Quorum():
                return self._quorum(rule, kind)
            case When():
                return self._when(rule, kind)
            case Chosen(cases, otherwise):
                conditions = self._all_seen(rule, (case.condition for case in cases if case.condition is not None))
                return {**self._all_seen(rule, (otherwise, *(case.then for case in cases))), **_unknown(conditions)}
            case Scaled():
                return self._scaled(rule, kind)
            case Round():
                return self._rounded(rule, kind)
            case Root(need):
                return _certain(self._seen(rule, need))
            case _:
                assert_never(kind)

    def _made_whole(self, them: tuple[RuleId, ...]) -> tuple[RuleId, ...]:
        """Put the parts of an amount together again, where they are all there."""
        parts: dict[tuple[RuleId, tuple[Cut, ...]], list[RuleId]] = {}
        for each in them:
            kind = self.graph.by_id[each].kind
            if isinstance(kind, Portion):
                parts.setdefault((kind.need, kind.shares), []).append(each)
        whole = {need: found for (need, shares), found in parts.items() if len(set(found)) == len(shares)}
        put_together = {each for found in whole.values() for each in found}
        return (*whole, *(each for each in them if each not in put_together))

    def _within_year(self, rule: Rule, kind: WithinYear) -> Map:
        """Return what all periods together do under a limit for the year: what one has, another need not."""
        signs = _certain(self._seen(rule, kind.need))
        limits = _certain(self._seen(rule, kind.limit))
        if not self.order.is_never_below_nothing(kind.need):
            return _unknown({**signs, **limits})
        return {**{turn: sign | SHIFTS for turn, sign in signs.items()}, **_unknown(limits)}

    def _rounded(self, rule: Rule, kind: Round) -> Map:
        signs = self._seen(rule, kind.need)
        if kind.unit > _PENNY:
            return _certain(signs)
        if not is_finer(self.order.ranges[kind.need].grid, kind.unit):
            return signs
        return {turn: sign | PENNIES if sign & SHIFTS else sign for turn, sign in signs.items()}

    def _difference(self, rule: Rule, kind: Difference) -> Map:
        """Take one off the other; where it is a part of the other that is taken off, what is left goes with it."""
        signs = _join((self._seen(rule, kind.need), _flip(self._seen(rule, kind.less))))
        part = self.order.part_of(kind.less, kind.need)
        if part is None or not any(sign & EITHER == EITHER for sign in signs.values()):
            return signs
        if not (self.order.is_at_most_one(part) and self.order.is_never_below_nothing(kind.need)):
            return signs
        return _join((self._seen(rule, kind.need), _flip(self._seen(rule, part))))

    def _product(self, rule: Rule, them: tuple[RuleId, ...]) -> Map:
        """Each factor moves the product its own way, or the other way where the other factors are below nothing."""
        found: list[Map] = []
        for place, factor in enumerate(them):
            signs = _certain(self._seen(rule, factor))
            if not signs:
                continue
            side = self.order.side_of(them[:place] + them[place + 1 :])
            found.append(signs if side > 0 else _flip(signs) if side < 0 else _unknown(signs))
        return _join(found)

    def _ratio(self, rule: Rule, kind: Ratio) -> Map:
        parts, wholes = _certain(self._seen(rule, kind.part)), _certain(self._seen(rule, kind.whole))
        if not self.order.is_never_below_nothing(kind.whole):
            return _unknown({**parts, **wholes})
        if not wholes:
            return parts
        if not self.order.is_never_below_nothing(kind.part):
            return {**parts, **_unknown(wholes)}
        rest = self._rest(rule, kind)
        return _join((parts, _flip(wholes) if rest is None else rest))

    def _rest(self, rule: Rule, kind: Ratio) -> Map | None:
        """Return which way a ratio goes by what its whole has beside its part, where its part is part of its whole.

        A part out of itself and the rest is never less when it grows: it is with the rest alone that it goes down.
        So is a part that is so many times what the whole is made of, and one's own out of that of a whole group.
        """
        over = self.order.kind(kind.whole)
        for part in self.order.factors(kind.part):
            rest = self.order.rest_of(kind.whole, part)
            if rest is not None:
                return _flip(_certain(self._all_seen(rule, rest)))
            own = self.graph.by_id[part]
            of_group = isinstance(over, Over) and over.how == "total" and self.order.is_same(over.need, part)
            if of_group and own.level == rule.level and own.series == self.graph.by_id[kind.whole].series:
                weights = _certain(self.of[part])
                return None if self.comes_and_goes[part] else self._by_weight(rule, weights, self._level(kind.whole))
        return None

    def _test(self, rule: Rule, kind: Test) -> Map:
        left, right = _certain(self._seen(rule, kind.left)), _certain(self._seen(rule, kind.right))
        match self._comparator(kind):
            case "at_least" | "more_than":
                return _join((left, _flip(right)))
            case "at_most" | "less_than":
                return _join((_flip(left), right))
            case "equal" | "not_equal":
                answer = self._answer(kind.right)
                if answer is None or right:
                    return _unknown({**left, **right})
                return left if answer is (kind.comparator == "equal") else _flip(left)
            case _:
                assert_never(kind.comparator)

    def _comparator(self, kind: Test) -> Comparator:
        """Return how two values are compared: to be just the least that one can be is to be at most that."""
        one, other = self.order.ranges[kind.left], self.order.ranges[kind.right]
        if kind.comparator not in {"equal", "not_equal"} or not other.is_point or one.low == one.high:
            return kind.comparator
        if one.low == other.low:
            return "at_most" if kind.comparator == "equal" else "more_than"
        if one.high == other.high:
            return "at_least" if kind.comparator == "equal" else "less_than"
        return kind.comparator

    def _answer(self, rule: RuleId) -> bool | None:
        """Return the yes or no that is laid down, if that is what a rule is."""
        kind = self.order.kind(rule)
        return kind.value if isinstance(kind, Constant) and isinstance(kind.value, bool) else None

    def _quorum(self, rule: Rule, kind: Quorum) -> Map:
        signs = self._all_seen(rule, kind.needs)
        bounded = kind.most is not None and kind.most < len(kind.needs)
        if not bounded:
            return signs
        return _flip(signs) if kind.least == 0 else _unknown(signs)

    def _when(self, rule: Rule, kind: When) -> Map:
        """One of two values: the condition moves it towards the greater of them, where it is known which that is."""
        branches = self._all_seen(rule, (kind.then, kind.otherwise))
        condition = self._seen(rule, kind.condition)
        if not condition:
            return branches
        order = self.order.of_branches(kind)
        if order is None:
            return {**branches, **_unknown(condition)}
        return _join((branches, condition if order > 0 else _flip(condition) if order < 0 else {}))

    def _scaled(self, rule: Rule, kind: Scaled) -> Map:
        """Go the way its rows go; where its marks are not fixed, the other way with them."""
        value = _certain(self._seen(rule, kind.need))
        marks = _certain(self._all_seen(rule, (at for at, _ in kind.rows)))
        beyond = tuple(each for each in (kind.below, kind.above) if each is not None)
        gives = self._all_seen(rule, (*(gives for _, gives in kind.rows), *beyond))
        if kind.how == "slice":
            return self._sliced(kind, value, {**marks, **gives})
        steps = (kind.below, *(gives for _, gives in kind.rows), kind.above)
        ways = {self.order.between(one, other) for one, other in pairwise(each for each in steps if each is not None)}
        if ways <= {0, 1}:
            return _join((value, _flip(marks), gives)) if 1 in ways else gives
        if ways <= {0, -1}:
            return _join((_flip(value), marks, gives))
        return {**gives, **_unknown({**value, **marks})}

    def _sliced(self, kind: Scaled, value: Map, rows: Map) -> Map:
        rates = [gives for _, gives in kind.rows] + ([] if kind.below is None else [kind.below])
        if rows or not all(self.order.is_never_below_nothing(each) for each in rates):
            return _unknown({**value, **rows})
        return value

    # ------------------------------------------------------------ members and shares

    def _shared(self, rule: Rule, kind: Shared) -> Map:
        match kind:
            case Over(need, day=day):
                signs = self._put_together(rule, self.of[need])
                if day is None:
                    return signs
                return {**signs, **self._put_together(rule, _unknown(self.comes_and_goes[need]))}
            case Pooled():
                return self._pooled(rule, kind)
            case Weight(basis, meets=meets):
                return self._all_seen(rule, (need for need in (basis, meets) if need is not None))
            case Apportioned():
                return self._apportioned(rule, kind)
            case Portion():
                return self._portion(rule, kind)
            case _:
                assert_never(kind)

    def _pooled(self, rule: Rule, kind: Pooled) -> Map:
        parts, wholes = (_certain(self._put_together(rule, self.of[need])) for need in (kind.part, kind.whole))
        if not self.order.is_never_below_nothing(kind.whole):
            return _unknown({**parts, **wholes})
        positive = self.order.is_never_below_nothing(kind.part)
        signs = _join((parts, _flip(wholes) if positive else _unknown(wholes)))
        left_out = self.comes_and_goes[kind.indicator]
        return {**signs, **self._put_together(rule, _unknown(left_out))}

    def _apportioned(self, rule: Rule, kind: Apportioned) -> Map:
        """Go with the pool and with the own weight of a share, and against the weights of those it is shared with."""
        by_weight = self._by_weight(rule, _certain(self.of[kind.weight]), self._level(kind.pool))
        if not self.order.is_never_below_nothing(kind.pool):
            by_weight = dict(_unknown(by_weight))
        left_out = {
            turn.at(each): EITHER for turn in self.comes_and_goes[kind.weight] for each in range(len(self.graph.levels))
        }
        signs = {**_join((self._seen(rule, kind.pool), by_weight)), **left_out}
        if kind.method != "largest_remainder" or self._is_equal(kind.weight):
            return signs
        return {turn: sign | PENNIES for turn, sign in signs.items()}

    def _by_weight(self, rule: Rule, weights: Map, group: int) -> dict[Turn, int]:
        """Go with the own weight of a share, and against those of the others of a group, as a share of all does."""
        found: dict[Turn, int] = {}
        for turn in {turn.at(each) for turn in weights for each in range(len(self.graph.levels))}:
            own = max(self.graph.levels.index(rule.level), self.level_of[turn.figure])
            if turn.together >= own:
                sign = weights.get(turn, 0) | turned(self._others_weight(weights, turn, own, group, rule))
                if sign:
                    found[turn] = sign
        return found

    def _others_weight(self, weights: Map, turn: Turn, own: int, group: int, rule: Rule) -> int:
        """Return what the weights of those who share with a member may do, when a figure goes up."""
        if turn.together > group:
            return weights.get(turn, 0)
        itself = turn.together == own and self.level_of[turn.figure] <= self.graph.levels.index(rule.level)
        near = range(own + itself, max(group, own) + 1)
        return _joined(weights.get(turn.at(each), 0) for each in near)

    def _is_equal(self, weight: RuleId) -> bool:
        """Say whether all members that are there for the whole term count alike."""
        kind = self.graph.by_id[weight].kind
        return isinstance(kind, Weight) and kind.basis is None and kind.meets is None

    def _portion(self, rule: Rule, kind: Portion) -> Map:
        """Go with the whole of a part; the one with the odd pennies may lose some of them again."""
        own = kind.shares[kind.index]
        asked = {place: share for place, share in enumerate(kind.shares) if isinstance(share, RuleId)}
        whole = self._seen(rule, kind.need)
        if self._has_odd_pennies(kind):
            whole = {turn: sign | PENNIES for turn, sign in whole.items()}
        by_others = self._all_seen(rule, (share for place, share in asked.items() if place != kind.index))
        by_itself = self._seen(rule, own) if isinstance(own, RuleId) else {}
        if (by_others or by_itself) and not self.order.is_never_below_nothing(kind.need):
            return _unknown({**whole, **by_others, **by_itself})
        return _join((whole, by_itself, _flip(by_others)))

    def _has_odd_pennies(self, kind: Portion) -> bool:
        """Say whether a part takes what rounding down several others leaves."""
        fixed = [place for place, share in enumerate(kind.shares) if isinstance(share, Fraction) and share]
        own = kind.shares[kind.index]
        if len(fixed) < len(kind.shares) and "rest" in kind.shares:
            return len(fixed) > 1 and not isinstance(own, RuleId)
        return len(fixed) > 2 and kind.index == fixed[-1 if kind.odd_pennies == "last" else 0]  # noqa: PLR2004
