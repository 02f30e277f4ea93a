"""Between which ends the value of each rule lies, whatever the figures are.

A range is of every value that a rule has, for any party and at any period; where it has none, because a figure is
not there or there is nothing to divide by, nothing is said. What the scheme says counts instead is in the range.
It is taken that figures keep within the bounds the scheme declares, those too that are bounds of a figure that is
not there; that sums of money are reported in whole pence; and that nobody merges within the term.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import assert_never

from schemelang.dates import Period
from schemelang.figures.figures import Figures
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
from schemelang.light import Factory, evolve, frozen
from schemelang.model.model import Comparator, Scheme
from schemelang.outcome.scaling import Rows, on_scale
from schemelang.proof.given import Bounds, bounds_of
from schemelang.proof.intervals import (
    ANYTHING,
    NOTHING,
    YES_OR_NO,
    Range,
    at_least,
    either,
    greatest,
    least,
    less,
    many,
    minus,
    plus,
    point,
    product,
    quotient,
    rounded,
    same_grid,
    tightest_high,
    tightest_low,
    times,
    within,
)
from schemelang.proof.numbers_of import Numbers, numbers_of
from schemelang.quantities import portions, square_root

Ranges = Mapping[RuleId, Range]
IsNeverMore = Callable[[RuleId, RuleId], bool]
"""Whether the value of one rule is never more than that of another, for the same party and period."""

_PENNY = Fraction(1, 100)
_ONE = Fraction(1)
_LEAVES_OUT = (Over, OverTime, Pooled, Apportioned)
"""What goes on without whoever is left out."""


def ranges_of(scheme: Scheme, graph: RuleGraph, figures: Figures | None = None) -> Ranges:
    """Return the range of every rule; with figures, those counted by the first day of the term are as given."""
    return ranged(scheme, graph, figures).ranges


def ranged(
    scheme: Scheme, graph: RuleGraph, figures: Figures | None = None, at_least_nothing: frozenset[str] = frozenset()
) -> "Ranged":
    """Work out the range of every rule, and keep what it rests on; as if some figures were never less than nothing."""
    bounds = evolve(bounds_of(scheme, graph, figures), at_least_nothing=at_least_nothing)
    desk = Ranged(graph=graph, bounds=bounds, numbers=numbers_of(scheme, graph, figures))
    for rule in graph.rules:
        desk.ranges[rule.id] = _range(rule, desk)
    return desk


@frozen
class Ranged:
    """The ranges of rules, and what is known of figures and of numbers of parties."""

    graph: RuleGraph
    bounds: Bounds
    numbers: Numbers
    ranges: dict[RuleId, Range] = Factory(dict)

    def of(self, rules: tuple[RuleId, ...]) -> list[Range]:
        """Return the ranges of several rules."""
        return [self.ranges[rule] for rule in rules]

    @cached_property
    def may_be_left_out(self) -> frozenset[RuleId]:
        """The rules that can be left out though every figure is there, because there is nothing to divide by."""
        found: set[RuleId] = set()
        for rule in self.graph.rules:
            kind = rule.kind
            if isinstance(kind, _LEAVES_OUT):
                continue
            own = isinstance(kind, Settled) and any(
                action == "leave_out" and state in {"empty", "few"} for state, action in kind.actions
            )
            if own or not found.isdisjoint(self.graph.needs[rule.id]):
                found.add(rule.id)
        return frozenset(found)

    def known_in_all(self, figure: str, level: str, group: str) -> Range | None:
        """Return what a figure comes to in each group, if all members' was counted by the first day of the term."""
        if self.bounds.known_now(figure) is None or self.bounds.figures[figure].level != level:
            return None
        values = self.bounds.values(figure)
        sums = [[values.get(member) for member in members] for members in self.numbers.groups(level, group)]
        if not sums or any(value is None for each in sums for value in each):
            return None
        return either(point(sum((value for value in each if value is not None), NOTHING)) for each in sums)

    def is_never_more(self, part: RuleId, whole: RuleId) -> bool:
        """Say whether one figure is declared never to be more than another, whatever counts in place of either."""
        part, whole = self._source(part), self._source(whole)
        if not self.bounds.is_never_more(part, whole):
            return False
        most, fewest = self.ranges[whole].low, [self.ranges[each].high for each in self.instead(part)]
        return not self.instead(whole) and all(
            each is not None and most is not None and each <= most for each in fewest
        )

    def _source(self, rule: RuleId) -> RuleId:
        """Return the rule that another only hands on."""
        kind = self.graph.by_id[rule].kind
        return self._source(kind.need) if isinstance(kind, Settled) and not kind.actions else rule

    def instead(self, rule: RuleId) -> tuple[RuleId, ...]:
        """Return what counts in place of a figure that is not a number."""
        kind = self.graph.by_id[rule].kind
        if isinstance(kind, AsAt | Joint):
            return self.instead(kind.need)
        return tuple(each for _, each in kind.actions if isinstance(each, RuleId)) if isinstance(kind, Settled) else ()


def _range(rule: Rule, desk: Ranged) -> Range:
    kind = rule.kind
    if isinstance(kind, Read):
        return _taken(rule, kind, desk)
    if isinstance(kind, Reckoned):
        return _reckoned(kind, desk)
    return _gathered(rule, kind, desk)


# ---------------------------------------------------------------- taken


def _taken(rule: Rule, kind: Read, desk: Ranged) -> Range:
    match kind:
        case Given(figure):
            return desk.bounds.of_figure(figure)
        case Constant(value):
            return _constant(value)
        case Settled(need, actions):
            return either([desk.ranges[need], *desk.of(tuple(each for _, each in actions if isinstance(each, RuleId)))])
        case AsAt(need, period):
            return _as_at(need, period, desk)
        case Joint(need) | OfParty(need) | Latest(need) | Earlier(need):
            return desk.ranges[need]
        case Supplied():
            return YES_OR_NO
        case OverTime():
            return _over_time(rule, kind, desk)
        case Dated(versions):
            return either(desk.of(tuple(version for _, version in versions)))
        case Carried(need):
            return _carried(need, desk)
        case _:
            assert_never(kind)


def _constant(value: Fraction | bool | date | str) -> Range:  # noqa: FBT001 - a yes or a no is laid down too
    if isinstance(value, str):
        return ANYTHING
    return point(Fraction(value.toordinal() if isinstance(value, date) else value))


def _as_at(need: RuleId, period: Period, desk: Ranged) -> Range:
    """Return the range of a figure at one of its periods; where that is over, it is known."""
    known = desk.bounds.known_at(need.owner, period)
    if known is None or need.part not in {"", "own", "given"}:
        return desk.ranges[need]
    settled = desk.graph.by_id[need].kind
    actions = settled.actions if isinstance(settled, Settled) else ()
    return either([known, *desk.of(tuple(each for _, each in actions if isinstance(each, RuleId)))])


def _over_time(rule: Rule, over: OverTime, desk: Ranged) -> Range:
    one = desk.ranges[over.need]
    if over.how != "total":
        return Range(one.low, one.high, None if over.how == "average" else one.grid)
    number = desk.numbers.periods(over.need, over.stretch, rule.series)
    return many(one, min(1, number.fewest), number.most)


def _carried(need: RuleId, desk: Ranged) -> Range:
    """Return the range of what earlier periods fell short: at most what each of them can."""
    one = desk.ranges[need]
    periods = desk.numbers.of_term(desk.graph.by_id[need].series)
    short = minus(one)
    high = None if short.high is None else max(NOTHING, short.high) * periods
    return Range(NOTHING, high, one.grid)


# ---------------------------------------------------------------- reckoned


def _reckoned(kind: Reckoned, desk: Ranged) -> Range:
    match kind:
        case Total(them):
            return plus(desk.of(them))
        case Difference(need, taken):
            return _difference(need, taken, desk)
        case Product(them):
            return product(desk.of(them))
        case Ratio():
            return _ratio(kind, desk)
        case Least(them):
            ranges = desk.of(them)
            return Range(
                least(each.low for each in ranges), tightest_high(each.high for each in ranges), same_grid(ranges)
            )
        case Greatest(them):
            ranges = desk.of(them)
            return Range(
                tightest_low(each.low for each in ranges), greatest(each.high for each in ranges), same_grid(ranges)
            )
        case WithinYear(need, limit):
            return _within_year(desk.ranges[need], desk.ranges[limit])
        case Test() | Quorum():
            return _yes_or_no(kind, desk)
        case When(condition, then, otherwise):
            return _when(desk.ranges[condition], desk.ranges[then], desk.ranges[otherwise])
        case Chosen(cases, otherwise):
            return either(desk.of((*(case.then for case in cases), otherwise)))
        case Scaled():
            return _scaled(kind, desk)
        case Round(need, unit, way):
            return rounded(desk.ranges[need], unit, way)
        case Root(need, unit, way):
            low, high = (None if end is None else max(end, NOTHING) for end in _ends(desk.ranges[need]))
            return Range(
                square_root(low or NOTHING, unit, way), None if high is None else square_root(high, unit, way), unit
            )
        case _:
            assert_never(kind)


def _ends(one: Range) -> tuple[Fraction | None, Fraction | None]:
    return one.low, one.high


def _difference(need: RuleId, taken: RuleId, desk: Ranged) -> Range:
    """Take one value off another; what is never more than it leaves nothing at least."""
    left = less(desk.ranges[need], desk.ranges[taken])
    return within(left, at_least(0)) if desk.is_never_more(taken, need) else left


def _ratio(ratio: Ratio, desk: Ranged) -> Range:
    part, whole = desk.ranges[ratio.part], desk.ranges[ratio.whole]
    if ratio.floor is not None:
        whole = within(whole, at_least(0))
    if ratio.fewer is not None and whole.low is not None and whole.low >= 0:
        whole = within(whole, at_least(ratio.fewer))
    found = quotient(part, whole)
    never_more = ratio.floor == "part" or desk.is_never_more(ratio.part, ratio.whole)
    if never_more and whole.low is not None and whole.low >= 0:
        found = within(found, Range(None, _ONE))
    return _per(ratio.per, found)


def _per(number: int, found: Range) -> Range:
    """Return the range of so many times a quotient, whose values are on no grid that is known."""
    plain = Range(found.low, found.high)
    return plain if number == 1 else times(point(Fraction(number)), plain)


def _within_year(one: Range, limit: Range) -> Range:
    """Return the range of what is left of a limit; it is used up by what is paid, and refilled by what is less."""
    high = one.high
    if one.low is not None and one.low >= 0 and limit.high is not None:
        high = tightest_high((high, max(limit.high, NOTHING)))
    return Range(least((one.low, limit.low, NOTHING)), high, same_grid((one, limit)))


def _yes_or_no(kind: Test | Quorum, desk: Ranged) -> Range:
    holds = _tested(kind, desk) if isinstance(kind, Test) else _enough(kind, desk)
    return YES_OR_NO if holds is None else point(Fraction(holds))


def _tested(test: Test, desk: Ranged) -> bool | None:
    """Say how a test comes out if it always comes out the same."""
    by = less(desk.ranges[test.left], desk.ranges[test.right])
    if desk.is_never_more(test.left, test.right):
        by = within(by, Range(None, NOTHING))
    if desk.is_never_more(test.right, test.left):
        by = within(by, at_least(0))
    return _always(by, test.comparator)


def _always(by: Range, comparator: Comparator) -> bool | None:
    """Say whether what one value is more than another by always, or never, satisfies a comparison."""
    above, below = by.low is not None and by.low > 0, by.high is not None and by.high < 0
    not_below, not_above = by.low is not None and by.low >= 0, by.high is not None and by.high <= 0
    match comparator:
        case "at_least":
            return True if not_below else False if below else None
        case "less_than":
            return False if not_below else True if below else None
        case "at_most":
            return True if not_above else False if above else None
        case "more_than":
            return False if not_above else True if above else None
        case "equal":
            return True if not_above and not_below else False if above or below else None
        case "not_equal":
            return False if not_above and not_below else True if above or below else None
        case _:
            assert_never(comparator)


def _enough(quorum: Quorum, desk: Ranged) -> bool | None:
    holding = plus(desk.of(quorum.needs))
    low, high = holding.low or NOTHING, Fraction(len(quorum.needs)) if holding.high is None else holding.high
    if high < quorum.least or (quorum.most is not None and low > quorum.most):
        return False
    return True if low >= quorum.least and (quorum.most is None or high <= quorum.most) else None


def _when(condition: Range, then: Range, otherwise: Range) -> Range:
    if condition.is_point:
        return then if condition.low else otherwise
    return either((then, otherwise))


# ---------------------------------------------------------------- scales


def _scaled(scaled: Scaled, desk: Ranged) -> Range:
    value = desk.ranges[scaled.need]
    marks = [(desk.ranges[at], desk.ranges[gives]) for at, gives in scaled.rows]
    beyond = [desk.ranges[each] for each in (scaled.below, scaled.above) if each is not None]
    if scaled.how == "slice":
        return _sliced(value, marks, None if scaled.below is None else desk.ranges[scaled.below])
    gives = [each for _, each in marks]
    if not all(one.is_point for row in marks for one in row):
        return either([*gives, *beyond])
    rows = _rows(scaled, desk)
    if any(one[0] >= other[0] for one, other in pairwise(rows.marks)):
        return ANYTHING
    grid = None if scaled.how == "line" else same_grid([*gives, *beyond])
    reached = list(_reached(scaled, value, rows))
    return Range(min(reached), max(reached), grid) if reached else Range(NOTHING, NOTHING, grid)


def _rows(scaled: Scaled, desk: Ranged) -> Rows:
    """Return the rows of a scale of which everything is laid down."""

    def laid_down(rule: RuleId) -> Fraction:
        value = desk.ranges[rule].low
        assert value is not None, "what is laid down is one value"
        return value

    marks = tuple((laid_down(at), laid_down(gives)) for at, gives in scaled.rows)
    below, above = (None if each is None else desk.ranges[each].low for each in (scaled.below, scaled.above))
    return Rows(marks=marks, below=below, above=above)


def _reached(scaled: Scaled, value: Range, rows: Rows) -> Iterator[Fraction]:
    """Give what a scale gives at the ends of a range, at each row within it, and beyond the rows."""
    ats = [at for at, _ in rows.marks]
    for end in (value.low, value.high, *(at for at in ats if value.low is None or at > value.low)):
        if end is not None and (value.high is None or end <= value.high):
            found = on_scale(scaled.how, end, rows)
            yield from [found] if isinstance(found, Fraction) else []
    if rows.below is not None and (value.low is None or value.low < ats[0]):
        yield rows.below
    if rows.above is not None and (value.high is None or value.high > ats[-1]):
        yield rows.above


def _sliced(value: Range, marks: list[tuple[Range, Range]], below: Range | None) -> Range:
    """Return the range of slices added up: what each row gives, times how much of the value can be in it."""
    ends = [*(at for at, _ in marks[1:]), ANYTHING]
    parts = [times(gives, _slice(value, at, end)) for (at, gives), end in zip(marks, ends, strict=True)]
    if below is not None:
        parts.append(times(below, _slice(value, ANYTHING, marks[0][0])))
    found = plus(parts)
    return Range(found.low, found.high)


def _slice(value: Range, at: Range, end: Range) -> Range:
    """Return how much of a value, counted from nothing, can lie between where a row stands and where it ends."""
    high = None if value.high is None else max(value.high, NOTHING)
    low = None if value.low is None else min(value.low, NOTHING)
    if at.low is not None and end.high is not None:
        high = tightest_high((high, max(end.high - at.low, NOTHING)))
        low = tightest_low((low, min(at.low - end.high, NOTHING)))
    if at.low is None and end.high is not None:
        high = tightest_high((high, max(end.high, NOTHING)))
    if at.low is None or at.low < 0:
        return Range(low, high)
    high = high if value.high is None else tightest_high((high, max(value.high - at.low, NOTHING)))
    up_to = value.low if end == ANYTHING else None
    if end.low is not None and value.low is not None:
        up_to = min(value.low, end.low)
    return Range(NOTHING if up_to is None or at.high is None else max(up_to - at.high, NOTHING), high)


# ---------------------------------------------------------------- gathered


def _gathered(rule: Rule, kind: Shared, desk: Ranged) -> Range:
    match kind:
        case Over():
            return _over(rule, kind, desk)
        case Pooled():
            return _pooled(rule, kind, desk)
        case Weight():
            return _weight(rule, kind, desk)
        case Apportioned(pool, weight, owed=owed):
            share, pools = _share(desk.ranges[pool], owed=owed), desk.numbers.pools(weight)
            return share if pools == 1 else many(share, 1, pools)  # one that moves has a share in several pools
        case Portion():
            return _portion(kind, desk)
        case _:
            assert_never(kind)


def _over(rule: Rule, over: Over, desk: Ranged) -> Range:
    one = desk.ranges[over.need]
    number = desk.numbers.members(over.members.singular, rule.level)
    match over.how:
        case "total":
            return many(one, 0 if over.day is None else 1, number.most)
        case "number":
            return many(one, 1, number.most)
        case "average":
            return Range(one.low, one.high)
        case "median":
            return Range(one.low, one.high, None if one.grid is None else one.grid / 2)
        case "percentile" | "lowest" | "highest" | "every":
            return one
        case _:
            assert_never(over.how)


def _pooled(rule: Rule, pooled: Pooled, desk: Ranged) -> Range:
    """Return the range of a group's ratio: its parts are never more than its wholes where no member's is."""
    number = desk.numbers.members(pooled.members.singular, rule.level)
    parts, wholes = (many(desk.ranges[each], 1, number.most) for each in (pooled.part, pooled.whole))
    found = quotient(parts, wholes)
    if desk.is_never_more(pooled.part, pooled.whole) and wholes.low is not None and wholes.low >= 0:
        found = within(found, Range(None, _ONE))
    return _per(pooled.per, found)


def _weight(rule: Rule, weight: Weight, desk: Ranged) -> Range:
    """Return the range of what a member counts for: its basis, or what part of it the scheme says."""
    basis = point(_ONE) if weight.basis is None else within(desk.ranges[weight.basis], at_least(0))
    says = {weight.joins, weight.leaves, weight.merges, weight.splits, weight.closes, weight.moves}
    whole = says <= {None, "hold", "in_full"} and weight.meets is None and rule.series is None
    low = max(basis.low or NOTHING, NOTHING) if whole else NOTHING
    return Range(low, basis.high, basis.grid if "by_days" not in says else None)


def _share(pool: Range, *, owed: bool) -> Range:
    """Return the range of a member's part: anything from nothing to the whole."""
    low = least((NOTHING, pool.low)) if owed else NOTHING
    return Range(low, None if pool.high is None else max(NOTHING, pool.high), _PENNY)


def _portion(portion: Portion, desk: Ranged) -> Range:
    whole = desk.ranges[portion.need]
    shares = [share for share in portion.shares if isinstance(share, Fraction)]
    if len(shares) == len(portion.shares) and whole.is_point and whole.low is not None:
        return point(Fraction(portions(int(whole.low * 100), shares, portion.odd_pennies)[portion.index], 100))
    above, below = within(whole, at_least(0)), within(minus(whole), at_least(0))
    return either(
        each
        for each in (_cut(above, portion, desk), minus(_cut(below, portion, desk)))
        if each.low is None or each.high is None or each.low <= each.high
    )


def _cut(whole: Range, portion: Portion, desk: Ranged) -> Range:
    """Return the range of one part of what is not less than nothing."""
    own: Cut = portion.shares[portion.index]
    shares = [share for share in portion.shares if isinstance(share, Fraction)]
    has_rest = any(isinstance(share, str) for share in portion.shares)  # quicker than to hold fractions against a word
    odd = _PENNY * (len(portion.shares) - 1) if _takes_odd_pennies(portion, has_rest=has_rest) else NOTHING
    fixed = len(shares) < len(portion.shares) - has_rest
    match own:
        case RuleId():
            asked = within(desk.ranges[own], at_least(0))
            return Range(NOTHING, tightest_high((asked.high, whole.high)), _PENNY)
        case Fraction():
            part = times(point(own), whole)
            high = None if part.high is None else tightest_high((part.high + odd, whole.high))
            low = None if part.low is None else max(NOTHING, part.low - _PENNY)
            return Range(NOTHING if fixed else low, high, _PENNY)
        case "rest":
            rest = times(point(_ONE - sum(shares)), whole)
            high = None if rest.high is None else tightest_high((rest.high + odd, whole.high))
            return Range(NOTHING if fixed else rest.low, high, _PENNY)
        case _:
            assert_never(own)


def _takes_odd_pennies(portion: Portion, *, has_rest: bool) -> bool:
    """Say whether a part is the rest or, of fixed shares alone, the one with the odd pennies."""
    if has_rest:
        return isinstance(portion.shares[portion.index], str)
    paid = [place for place, share in enumerate(portion.shares) if share]
    return portion.index == paid[-1 if portion.odd_pennies == "last" else 0]
