"""Which of two values is never less than the other, for the same party and period.

It is known by their ranges, by what one of them is made of, or by what a condition says of them: where a saving
is overspent, what is left of its budget is below nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from schemelang.graph.graph import (
    Difference,
    Greatest,
    Least,
    Product,
    Quorum,
    Round,
    RuleGraph,
    RuleId,
    RuleKind,
    Settled,
    Test,
    Total,
    When,
)
from schemelang.light import frozen
from schemelang.model.model import Comparator
from schemelang.proof.intervals import (
    Range,
    either,
    greatest,
    least,
    less,
    plus,
    product,
    rounded,
    tightest_high,
    tightest_low,
    within,
)

_DEEP = 6
"""How far down it is looked at what a value is made of."""

Facts = Mapping[RuleId, Range]
"""What a condition says of some values."""


@frozen
class Order:
    """What is known of values side by side."""

    graph: RuleGraph
    ranges: Mapping[RuleId, Range]

    # ------------------------------------------------------------ one value

    def is_never_below_nothing(self, rule: RuleId, deep: int = _DEEP) -> bool:
        """Say whether a value is never below nothing."""
        low = self.ranges[rule].low
        if (low is not None and low >= 0) or deep == 0:
            return low is not None and low >= 0
        match self.graph.by_id[rule].kind:
            case Difference(need, taken):
                return self.never_less(need, taken)
            case Total(them) | Product(them) | Least(them):
                return all(self.is_never_below_nothing(each, deep - 1) for each in them)
            case Greatest(them):
                return any(self.is_never_below_nothing(each, deep - 1) for each in them)
            case When(condition, then, otherwise):
                return all(
                    Order(self.graph, _Told(self, self._facts(condition, holds=holds))).is_never_below_nothing(
                        each, deep - 1
                    )
                    for each, holds in ((then, True), (otherwise, False))
                )
            case Round(need):
                return self.is_never_below_nothing(need, deep - 1)
            case _:
                return False

    def is_above_nothing(self, rule: RuleId) -> bool:
        """Say whether a value is always above nothing."""
        low = self.ranges[rule].low
        return low is not None and low > 0

    def is_at_most_one(self, rule: RuleId) -> bool:
        """Say whether a value is never more than one."""
        high = self.ranges[rule].high
        return high is not None and high <= 1

    def side_of(self, factors: Iterable[RuleId]) -> int:
        """Say on which side of nothing a product is: 1 above, -1 below, 0 if that is not known."""
        side = 1
        for factor in factors:
            low, high = self.ranges[factor].low, self.ranges[factor].high
            if low is None or low < 0:
                if high is None or high > 0:
                    return 0
                side = -side
        return side

    # ------------------------------------------------------------ what a value is made of

    def kind(self, rule: RuleId) -> RuleKind:
        """Return the kind of a rule or, where it only hands another on, of that one."""
        return self.graph.by_id[self.source(rule)].kind

    def source(self, rule: RuleId) -> RuleId:
        """Return the rule that another hands on as it is."""
        kind = self.graph.by_id[rule].kind
        while isinstance(kind, Settled) and not kind.actions:
            rule = kind.need
            kind = self.graph.by_id[rule].kind
        return rule

    def part_of(self, part: RuleId, whole: RuleId) -> RuleId | None:
        """Return which share of another a value is, where it is made as one: 5% of the amount so far."""
        kind = self.kind(part)
        if not isinstance(kind, Product) or whole not in kind.needs or len(kind.needs) != 2:  # noqa: PLR2004
            return None
        return kind.needs[kind.needs[0] == whole]

    def rest_of(self, whole: RuleId, part: RuleId) -> tuple[RuleId, ...] | None:
        """Return what a whole has beside one of its parts, where it is their sum and none is below nothing."""
        kind = self.kind(whole)
        if not isinstance(kind, Total):
            return None
        place = next((number for number, each in enumerate(kind.needs) if self.is_same(each, part)), None)
        if place is None:
            return None
        rest = kind.needs[:place] + kind.needs[place + 1 :]
        return rest if all(self.is_never_below_nothing(each) for each in rest) else None

    def is_same(self, one: RuleId, other: RuleId) -> bool:
        """Say whether two rules are worked out from the same in the same way, and so come to the same."""
        mine, theirs = (self.graph.by_id[self.source(each)] for each in (one, other))
        return (mine.kind, mine.level, mine.series) == (theirs.kind, theirs.level, theirs.series)

    def factors(self, rule: RuleId) -> tuple[RuleId, ...]:
        """Return what a value is a product of, itself if it is none; nothing where any may be below nothing."""
        kind = self.kind(rule)
        them = kind.needs if isinstance(kind, Product) else (rule,)
        return them if all(self.is_never_below_nothing(each) for each in them) else ()

    # ------------------------------------------------------------ two values

    def between(self, one: RuleId, other: RuleId) -> int | None:
        """Say which way it goes from one value to another: 1 never down, -1 never up, 0 neither; None if not known."""
        up, down = self.never_less(other, one), self.never_less(one, other)
        if up or down:
            return up - down
        return None

    def of_branches(self, when: When) -> int | None:
        """Say which way it goes from what a choice is otherwise to what it is where its condition holds.

        One branch counts before a figure goes up and the other after. So either a number lies between them, or
        both are held against each other where the condition holds, or both where it does not.
        """
        where, elsewhere = (self._facts(when.condition, holds=holds) for holds in (True, False))
        then, otherwise = self.told(when.then, where), self.told(when.otherwise, elsewhere)
        up, down = _reaches(then, otherwise), _reaches(otherwise, then)
        if up or down:
            return up - down
        for facts in (where, elsewhere) if where or elsewhere else ({},):
            found = Order(self.graph, _Told(self, facts)).between(when.otherwise, when.then)
            if found is not None:
                return found
        return None

    def never_less(self, one: RuleId, other: RuleId, deep: int = _DEEP) -> bool:
        """Say whether one value is never less than another."""
        one, other = self.source(one), self.source(other)
        if one == other or _reaches(self.ranges[one], self.ranges[other]):
            return True
        high = self.ranges[other].high
        if high is not None and high <= 0 and self.is_never_below_nothing(one, deep):
            return True
        return deep > 0 and (
            self._is_more(one, other, deep - 1)
            or self._is_less(other, one, deep - 1)
            or self._with_one_in_common(one, other, deep - 1)
        )

    def _is_more(self, one: RuleId, other: RuleId, deep: int) -> bool:
        """Say whether one value is made of another, or of what is never less, so that it is no less itself."""
        match self.graph.by_id[one].kind:
            case Total(them):
                return any(
                    self.never_less(each, other, deep) and self._all_at_least(_without(them, each), Fraction(0))
                    for each in them
                )
            case Product(them):
                return any(
                    self.is_never_below_nothing(each)
                    and self._all_at_least(_without(them, each), Fraction(1))
                    and self.never_less(each, other, deep)
                    for each in them
                )
            case Greatest(them):
                return any(self.never_less(each, other, deep) for each in them)
            case Least(them):
                return all(self.never_less(each, other, deep) for each in them)
            case When(_, then, otherwise):
                return self.never_less(then, other, deep) and self.never_less(otherwise, other, deep)
            case _:
                return False

    def _is_less(self, one: RuleId, other: RuleId, deep: int) -> bool:
        """Say whether one value is made of another, or of what is never more, so that it is no more itself."""
        match self.graph.by_id[one].kind:
            case Difference(need, taken):
                return self.is_never_below_nothing(taken) and self.never_less(other, need, deep)
            case Product(them):
                return any(
                    self.is_never_below_nothing(each)
                    and self._all_parts(_without(them, each))
                    and self.never_less(other, each, deep)
                    for each in them
                )
            case Least(them):
                return any(self.never_less(other, each, deep) for each in them)
            case Greatest(them):
                return all(self.never_less(other, each, deep) for each in them)
            case When(_, then, otherwise):
                return self.never_less(other, then, deep) and self.never_less(other, otherwise, deep)
            case _:
                return False

    def _with_one_in_common(self, one: RuleId, other: RuleId, deep: int) -> bool:
        """Say whether two sums, differences or products differ in one thing only, and how that decides."""
        match self.graph.by_id[one].kind, self.graph.by_id[other].kind:
            case Total(these), Total(those):
                pair = _one_apart(these, those)
                return pair is not None and self.never_less(*pair, deep)
            case Product(these), Product(those):
                pair = _one_apart(these, those)
                common = pair is not None and self._all_at_least(_without(these, pair[0]), Fraction(0))
                return common and pair is not None and self.never_less(*pair, deep)
            case Difference(need, taken), Difference(need_too, taken_too):
                return self.never_less(need, need_too, deep) and self.never_less(taken_too, taken, deep)
            case _:
                return False

    def _all_at_least(self, them: Iterable[RuleId], least_value: Fraction) -> bool:
        return all((low := self.ranges[each].low) is not None and low >= least_value for each in them)

    def _all_parts(self, them: tuple[RuleId, ...]) -> bool:
        return self._all_at_least(them, Fraction(0)) and all(self.is_at_most_one(each) for each in them)

    # ------------------------------------------------------------ what a condition says

    def _facts(self, condition: RuleId, *, holds: bool) -> dict[RuleId, Range]:
        """Return what is known of some values where a condition holds, or where it does not."""
        match self.kind(condition):
            case Test(left, comparator, right):
                return self._of_test(left, comparator, right, holds=holds)
            case Quorum((need,), 0, 0):
                return self._facts(need, holds=not holds)
            case Quorum(them, number, None) if (holds and number == len(them)) or (not holds and number == 1):
                return {rule: found for need in them for rule, found in self._facts(need, holds=holds).items()}
            case _:
                return {}

    def _of_test(self, left: RuleId, comparator: Comparator, right: RuleId, *, holds: bool) -> dict[RuleId, Range]:
        up = comparator in {"at_least", "more_than"}
        if comparator in {"equal", "not_equal"} or left == right:
            return {}
        more, fewer = (left, right) if up == holds else (right, left)
        return {more: Range(self.ranges[fewer].low, None), fewer: Range(None, self.ranges[more].high)}

    def _fact(self, rule: RuleId, facts: Facts) -> Range | None:
        """Return what is said of a value, or of one that is worked out from the same in the same way."""
        if rule in facts:
            return facts[rule]
        own = self.graph.by_id[rule]
        for each, found in facts.items():
            other = self.graph.by_id[each]
            if (own.kind, own.level, own.series) == (other.kind, other.level, other.series):
                return found
        return None

    def told(self, rule: RuleId, facts: Facts, deep: int = _DEEP) -> Range:
        """Return the range of a value where some others are known to be within narrower ones."""
        known = self.ranges[rule]
        if not facts or deep == 0:
            return known
        fact = self._fact(rule, facts)
        if fact is not None:
            return _both(known, fact)
        match self.graph.by_id[rule].kind:
            case Settled(need, actions):
                instead = tuple(each for _, each in actions if isinstance(each, RuleId))
                found = either(self._all_told((need, *instead), facts, deep))
            case Total(them):
                found = plus(self._all_told(them, facts, deep))
            case Difference(need, taken):
                found = less(*self._all_told((need, taken), facts, deep))
            case Product(them):
                found = product(self._all_told(them, facts, deep))
            case Greatest(them):
                told = self._all_told(them, facts, deep)
                found = Range(tightest_low(each.low for each in told), greatest(each.high for each in told))
            case Least(them):
                told = self._all_told(them, facts, deep)
                found = Range(least(each.low for each in told), tightest_high(each.high for each in told))
            case When(_, then, otherwise):
                found = either(self._all_told((then, otherwise), facts, deep))
            case Round(need, unit, way):
                found = rounded(self.told(need, facts, deep - 1), unit, way)
            case _:
                return known
        return _both(known, found)

    def _all_told(self, them: tuple[RuleId, ...], facts: Facts, deep: int) -> list[Range]:
        return [self.told(each, facts, deep - 1) for each in them]


@frozen
class _Told(Mapping[RuleId, Range]):
    """The ranges of values where a condition says something of some of them."""

    order: Order
    facts: Facts

    def __getitem__(self, rule: RuleId) -> Range:
        """Return the range of one value."""
        return self.order.told(rule, self.facts)

    def __iter__(self) -> Iterator[RuleId]:
        """Go through the rules."""
        return iter(self.order.ranges)

    def __len__(self) -> int:
        """Count the rules."""
        return len(self.order.ranges)


def _both(one: Range, other: Range) -> Range:
    """Return what is in two ranges; where nothing is, the condition never holds, and the first will do."""
    found = within(one, other)
    return one if found.low is not None and found.high is not None and found.low > found.high else found


def _reaches(one: Range, other: Range) -> bool:
    return one.low is not None and other.high is not None and one.low >= other.high


def _without(them: tuple[RuleId, ...], one: RuleId) -> tuple[RuleId, ...]:
    place = them.index(one)
    return them[:place] + them[place + 1 :]


def _one_apart(these: tuple[RuleId, ...], those: tuple[RuleId, ...]) -> tuple[RuleId, RuleId] | None:
    """Return the one thing in which each of two lists differs from the other."""
    mine, theirs = list(these), list(those)
    for each in these:
        if each in theirs:
            mine.remove(each)
            theirs.remove(each)
    return (mine[0], theirs[0]) if len(mine) == 1 and len(theirs) == 1 else None
