"""The reference evaluator: rules and figures to values, and values to dated lines."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import prod
from typing import Any, assert_never

from attrs import evolve, frozen

from schemelang.dates import Period, days
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures, State, called
from schemelang.graph.graph import (
    Apportioned,
    AsAt,
    Carried,
    Chosen,
    Constant,
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
    Settlement,
    Shared,
    Supplied,
    Test,
    Total,
    Weight,
    When,
    WithinYear,
    needs,
)
from schemelang.model.model import Comparator, How
from schemelang.model.model import State as ModelState
from schemelang.outcome.changed import changes, was_there
from schemelang.outcome.choosing import applying
from schemelang.outcome.findings import findings
from schemelang.outcome.known import Known, begin, in_pence, is_left_out, lacking, merged, periods_of, read
from schemelang.outcome.lines import ledger
from schemelang.outcome.outcome import Absent, Lack, Outcome, RuleValue
from schemelang.outcome.over_time import before, in_force, up_to, within
from schemelang.outcome.scaling import Rows, on_scale
from schemelang.quantities import apportion, cut, median, percentile, portions, round_to, rounded_down, square_root


def evaluate(graph: RuleGraph, figures: Figures) -> tuple[Outcome, tuple[Diagnostic, ...]]:
    """Work out every rule, each after its needs, for every party and period it has a value for."""
    known = begin(graph, figures)
    for rule in graph.rules:
        known.values[rule.id] = {
            (party, period): _value(_Case(known, rule, party, period))
            for party in known.belonging.parties[rule.level]
            for period in periods_of(known, rule)
        }
    outcome = Outcome(graph=graph, figures=figures, values=known.values, ledger=ledger(known))
    return outcome, tuple(findings(known))


@frozen
class _Case:
    """One rule for one party at one period."""

    known: Known
    rule: Rule
    party: str | None
    period: Period | None


def _value(case: _Case) -> RuleValue:
    """Work out one rule. What it needs has been worked out before."""
    kind = case.rule.kind
    if isinstance(kind, Read):
        return _taken(case, kind)
    if isinstance(kind, Reckoned):
        return _worked_out(case, kind)
    return _put_together(case, kind)


def _taken(case: _Case, kind: Read) -> RuleValue:
    """Take a value from what was supplied or laid down, or from another rule."""
    match kind:
        case Given() as given:
            return _given(case, given)
        case Constant(value):
            return value
        case Settled(need, actions):
            return _settled(case, need, dict(actions))
        case Joint() as joint:
            return _joint(case, joint)
        case AsAt(need, period):
            return read(case.known, need, case.rule.level, case.party, period)
        case OfParty(need, party):
            return _of_party(case, need, party)
        case Supplied(need, state, so):
            return _supplied(case, need, state, so=so)
        case OverTime() as over_time:
            return _over_time(case, over_time)
        case Latest(need):
            return _latest(case, need)
        case Earlier(need, months):
            return _earlier(case, need, months)
        case Carried(need):
            return _carried(case, need)
        case Dated() as dated:
            version = in_force(dated, case.period.last if case.period else case.known.graph.last)
            return _lacking(case, Lack.NOT_IN_FORCE) if version is None else _need(case, version)
        case _:
            assert_never(kind)


def _worked_out(case: _Case, kind: Reckoned) -> RuleValue:
    """Work a value out by arithmetic or logic."""
    match kind:
        case Total(them):
            return _reckoned(case, them, _total)
        case Difference(need, less):
            return _reckoned(case, (need, less), _difference)
        case Product(them):
            return _multiplied(case, them)
        case Ratio() as ratio:
            return _ratio(case, ratio)
        case Least(them):
            return _reckoned(case, them, _least)
        case Chosen():
            return _by_exception(case, kind)
        case WithinYear(need, limit):
            return _within_year(case, need, limit)
        case Greatest(them):
            return _reckoned(case, them, _greatest)
        case Test(left, comparator, right):
            return _tested(case, left, comparator, right)
        case Quorum(them, least, most):
            return _enough(case, them, least, most)
        case When(condition, then, otherwise):
            return _chosen(case, condition, then, otherwise)
        case Scaled():
            return _scaled(case, kind)
        case Round(need, unit, way):
            return _reckoned(case, (need,), lambda numbers: round_to(numbers[0], unit, way))
        case Root() as root:
            return _root(case, root)
        case _:
            assert_never(kind)


def _put_together(case: _Case, kind: Shared) -> RuleValue:
    """Put the members' values together, or cut up what is theirs."""
    match kind:
        case Over() as over:
            return _over(case, over)
        case Pooled() as pooled:
            return _pooled(case, pooled)
        case Weight() as weight:
            return _weight(case, weight)
        case Apportioned() as apportioned:
            return _share(case, apportioned)
        case Portion() as portion:
            return _portion(case, portion)
        case _:
            assert_never(kind)


def _need(case: _Case, need: RuleId) -> RuleValue:
    return read(case.known, need, case.rule.level, case.party, case.period)


def _lacking(case: _Case, lack: Lack) -> Absent:
    """Make a lack that begins here."""
    return lacking(lack, case.rule.id, case.party, case.period)


# ---------------------------------------------------------------- figures


_STATES = {
    State.NOT_REPORTED: Lack.NOT_REPORTED,
    State.SUPPRESSED: Lack.SUPPRESSED,
    State.NOT_APPLICABLE: Lack.NOT_APPLICABLE,
    State.UNDECIDED: Lack.UNDECIDED,
}
_ACTIONS: dict[Lack, str] = {
    Lack.NOT_REPORTED: "not_reported",
    Lack.SUPPRESSED: "suppressed",
    Lack.NOT_APPLICABLE: "not_applicable",
    Lack.UNDECIDED: "undecided",
    Lack.EMPTY: "empty",
    Lack.FEW: "few",
    Lack.LEFT_OUT: "left_out",
}


def _given(case: _Case, given: Given) -> RuleValue:
    """Take what was supplied; what was not is not reported or, where a person decides it, undecided."""
    datum = case.known.figures.data.get((given.figure, case.party, case.period))
    if datum is None:
        return _lacking(case, Lack.UNDECIDED if given.decided_by else Lack.NOT_REPORTED)
    if isinstance(datum.value, State):
        return lacking(_STATES[datum.value], case.rule.id, case.party, case.period, datum)
    return datum.value


def _settled(case: _Case, need: RuleId, actions: Mapping[str, Settlement]) -> RuleValue:
    """Do what the scheme says about a value that is absent, if that is where the lack began.

    What is left out stays so however far it is read on.
    """
    value = _need(case, need)
    if not isinstance(value, Absent):
        return value
    if value.lack is not Lack.LEFT_OUT and any(cause.rule != need for cause in value.causes):
        return value
    action = actions.get(_ACTIONS.get(value.lack, ""), "hold")
    match action:
        case "hold":
            return value
        case "leave_out":
            return Absent(Lack.LEFT_OUT, value.causes)
        case RuleId():
            return _need(case, action)
        case _:
            assert_never(action)


def _of_party(case: _Case, need: RuleId, party: str) -> RuleValue:
    """Read what one party has, if there is just one that is called that."""
    level = case.known.graph.by_id[need].level
    found = called(case.known.figures, level, party)
    if len(found) == 1:
        return read(case.known, need, level, found[0], case.period)
    return _lacking(case, Lack.NAMESAKES if found else Lack.NO_SUCH_PARTY)


def _supplied(case: _Case, need: RuleId, state: ModelState, *, so: bool) -> RuleValue:
    """Say whether a figure is absent in one way. That there is nobody to have it is no answer."""
    value = _need(case, need)
    if isinstance(value, Absent) and value.lack not in _STATES.values():
        return value
    return (isinstance(value, Absent) and _ACTIONS[value.lack] == state) is so


# ---------------------------------------------------------------- other periods


def _at(case: _Case, need: RuleId, period: Period) -> RuleValue:
    return read(case.known, need, case.rule.level, case.party, period)


def _their_periods(case: _Case, need: RuleId) -> tuple[Period | None, ...]:
    return periods_of(case.known, case.known.graph.by_id[need])


def _over_time(case: _Case, over: OverTime) -> RuleValue:
    """Put the values of the periods within another together, without those that are left out."""
    stretch = over.stretch or case.period
    assert stretch is not None, "without a stretch it is its own period"
    values = [_at(case, over.need, each) for each in within(_their_periods(case, over.need), stretch)]
    counted = [value for value in values if not is_left_out(value)]
    if not counted:
        return _lacking(case, Lack.NOBODY)
    return merged(counted) or _together(over.how, counted)


def _latest(case: _Case, need: RuleId) -> RuleValue:
    """Return the last value there is; if there is none, what was lacking last."""
    values = [_at(case, need, each) for each in up_to(_their_periods(case, need), case.period)]
    known = (value for value in values if not isinstance(value, Absent))
    return next(known, values[0] if values else _lacking(case, Lack.NOT_REPORTED))


def _earlier(case: _Case, need: RuleId, months: int) -> RuleValue:
    assert case.period is not None, "only what has periods has one before"
    period = before(_their_periods(case, need), case.period, months)
    return _lacking(case, Lack.NOT_REPORTED) if period is None else _at(case, need, period)


# ---------------------------------------------------------------- figures of those that merged


def _joint(case: _Case, joint: Joint) -> RuleValue:
    """Put a member's figure together with the figures of those that merged into it."""
    assert case.party is not None, "only members merge"
    gone = case.known.belonging.merged.get((case.rule.level, case.party), ())
    if not gone:
        return _need(case, joint.need)
    has = [who for who in (case.party, *gone) if _has(case, joint, who)]
    values: list[Any] = [_own(case, joint, who) for who in has or [case.party]]
    absent = merged(values)
    if absent:
        return absent
    if joint.add:
        return _total(values)
    return values[0] if len(set(values)) == 1 else _lacking(case, Lack.APART)


def _has(case: _Case, joint: Joint, who: str) -> bool:
    """Say whether one of those that merged has to have a figure: if it was there when it was counted, or has it."""
    given = read(case.known, joint.given, case.rule.level, who, case.period)
    return not (
        isinstance(given, Absent)
        and given.lack is Lack.NOT_REPORTED
        and not was_there(case.known.graph, case.known.belonging.who[case.rule.level, who], case.rule, case.period)
    )


def _own(case: _Case, joint: Joint, who: str) -> RuleValue:
    """Read the figure of one of those that merged.

    What counts in place of a missing figure is taken as it is laid down. Where it is worked out from other
    figures, those are of all that merged already, and the missing figure stays missing.
    """
    value, given = (read(case.known, need, case.rule.level, who, case.period) for need in (joint.need, joint.given))
    settled = case.known.graph.by_id[joint.need].kind
    assert isinstance(settled, Settled), "a figure is settled before it is added to another"
    instead = [action for _, action in settled.actions if isinstance(action, RuleId)]
    laid_down = all(isinstance(case.known.graph.by_id[each].kind, Constant) for each in instead)
    return value if laid_down or not isinstance(given, Absent) else given


# ---------------------------------------------------------------- arithmetic and logic


def _needs(case: _Case, needs: Sequence[RuleId]) -> list[Any] | Absent:
    """Read several rules, or put together what is lacking among them."""
    values = [_need(case, need) for need in needs]
    return merged(values) or values


def _reckoned(case: _Case, needs: Sequence[RuleId], reckon: Callable[[list[Fraction]], Fraction]) -> RuleValue:
    values = _needs(case, needs)
    return values if isinstance(values, Absent) else reckon(values)


def _multiplied(case: _Case, needs: tuple[RuleId, ...]) -> RuleValue:
    """Multiply values. What a member counts for no part of comes to nothing, known or not."""
    for need in needs:
        if isinstance(case.known.graph.by_id[need].kind, Weight) and _need(case, need) == 0:
            return Fraction(0)
    return _reckoned(case, needs, _product)


def _total(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def _carried(case: _Case, need: RuleId) -> RuleValue:
    """Work out what earlier periods fell short, as far as periods after them have not made it good."""
    graph = case.known.graph
    every = [each for each in case.known.periods[graph.by_id[need].series] if each is None or each.first >= graph.first]
    before = [each for each in every if case.period is None or (each is not None and each.last < case.period.first)]
    values = [read(case.known, need, case.rule.level, case.party, each) for each in before]
    absent = merged(values)
    left = Fraction(0)
    for value in values if absent is None else ():
        assert isinstance(value, Fraction), "what is carried forward is a number"
        left = max(Fraction(0), left - value)
    return absent or left


def _difference(numbers: Sequence[Fraction]) -> Fraction:
    return numbers[0] - numbers[1]


def _product(numbers: Iterable[Fraction]) -> Fraction:
    return prod(numbers, start=Fraction(1))


def _least(numbers: Iterable[Fraction]) -> Fraction:
    return min(numbers)


def _greatest(numbers: Iterable[Fraction]) -> Fraction:
    return max(numbers)


def _by_exception(case: _Case, chosen: Chosen) -> RuleValue:
    """Take what counts by the one exception that applies, or else what counts for everybody."""
    applies = applying(chosen, case.period, lambda need: _need(case, need))
    if isinstance(applies, Absent):
        return applies
    if len(applies) > 1:
        return _lacking(case, Lack.AT_ODDS)
    return _need(case, applies[0].then if applies else chosen.otherwise)


def _within_year(case: _Case, need: RuleId, limit: RuleId) -> RuleValue:
    """Take what the periods of the year before have left of a limit, where a value is more; they must be known."""
    first, now = case.known.graph.first, case.period
    assert now is not None, "a limit for the year is of what each period has"
    every = (each for each in case.known.periods[case.rule.series] if each is not None)
    year = [each for each in every if first <= each.first <= now.first] or [now]
    most, *values = (_need(case, limit), *(_need(evolve(case, period=each), need) for each in year))
    absent = merged([most, *values])
    if absent:
        return absent
    assert isinstance(most, Fraction), "a limit is a number"
    left, taken = most, Fraction(0)
    for value in values:
        assert isinstance(value, Fraction), "what is limited is a number"
        taken = min(value, left)
        left -= taken
    return taken


def _ratio(case: _Case, ratio: Ratio) -> RuleValue:
    values = _needs(case, (ratio.part, ratio.whole))
    if isinstance(values, Absent):
        return values
    part, whole = values
    if (ratio.floor and whole < 0) or (ratio.floor == "part" and part > whole):
        return _lacking(case, Lack.BEYOND)
    if ratio.fewer is not None and 0 < whole < ratio.fewer:
        return _lacking(case, Lack.FEW)
    return ratio.per * part / whole if whole else _lacking(case, Lack.EMPTY)


def _root(case: _Case, root: Root) -> RuleValue:
    value = _need(case, root.need)
    if isinstance(value, Absent):
        return value
    assert isinstance(value, Fraction), "a root is of a number"
    return square_root(value, root.unit, root.way) if value >= 0 else _lacking(case, Lack.NO_ROOT)


COMPARISONS: dict[Comparator, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
    "equal": operator.eq,
    "not_equal": operator.ne,
}


def _tested(case: _Case, left: RuleId, comparator: Comparator, right: RuleId) -> RuleValue:
    values = _needs(case, (left, right))
    return values if isinstance(values, Absent) else COMPARISONS[comparator](*values)


def _enough(case: _Case, needs: Sequence[RuleId], least: int, most: int | None) -> RuleValue:
    """Count the conditions that hold.

    One that is not known leaves the whole unknown, even where the others would settle it: what rests on a
    missing figure is held until the figure is there.
    """
    values = _needs(case, needs)
    if isinstance(values, Absent):
        return values
    holding: int = sum(values)
    return least <= holding and (most is None or holding <= most)


def _chosen(case: _Case, condition: RuleId, then: RuleId, otherwise: RuleId) -> RuleValue:
    """Take one of two values; what the other comes to does not matter, nor whether it is known."""
    holds = _need(case, condition)
    if isinstance(holds, Absent):
        return holds
    return _need(case, then if holds else otherwise)


def _scaled(case: _Case, scaled: Scaled) -> RuleValue:
    """Find a value on a scale. What the scale does not say, and rows out of order, give nothing."""
    values = _needs(case, needs(scaled))
    if isinstance(values, Absent):
        return values
    numbers = dict(zip(needs(scaled), values, strict=True))
    found = on_scale(
        scaled.how,
        numbers[scaled.need],
        Rows(
            marks=tuple((numbers[at], numbers[gives]) for at, gives in scaled.rows),
            below=None if scaled.below is None else numbers[scaled.below],
            above=None if scaled.above is None else numbers[scaled.above],
        ),
    )
    return _lacking(case, found) if isinstance(found, Lack) else found


# ---------------------------------------------------------------- members


def _over(case: _Case, over: Over) -> RuleValue:
    """Put the members' values together, without those that are left out unless everybody counts."""
    level, everybody = over.members.singular, over.day is None
    members = _members(case, level, _counted_on(case, over.day))
    values = [read(case.known, over.need, level, member, case.period) for member in members]
    counted = [value for value in values if everybody or not is_left_out(value)]
    if not counted and not (everybody and over.how == "total"):
        return _lacking(case, Lack.NOBODY)
    return merged(counted) or _together(over.how, counted, over.percent)


def _together(how: How, values: list[Any], percent: int | None = None) -> RuleValue:
    match how:
        case "total":
            return _total(values)
        case "average":
            return _total(values) / len(values)
        case "median":
            return median(values)
        case "percentile":
            assert percent is not None, "a percentile says which"
            return percentile(values, percent)
        case "lowest":
            return _least(values)
        case "highest":
            return _greatest(values)
        case "number":
            return Fraction(sum(values))
        case "every":
            return all(values)
        case _:
            assert_never(how)


def _pooled(case: _Case, pooled: Pooled) -> RuleValue:
    """Divide the members' parts by their wholes, without the members whose own result is left out."""
    level = pooled.members.singular
    rules = (pooled.indicator, pooled.part, pooled.whole)
    values = [
        [read(case.known, rule, level, member, case.period) for rule in rules]
        for member in _members(case, level, _counted_on(case, pooled.day))
    ]
    counted: list[list[Any]] = [them for them in values if not is_left_out(them[0])]
    if not counted:
        return _lacking(case, Lack.NOBODY)
    absent = merged(value for them in counted for value in them)
    if absent:
        return absent
    whole = _total(them[2] for them in counted)
    part = _total(them[1] for them in counted)
    return pooled.per * part / whole if whole else _lacking(case, Lack.EMPTY)


def _counted_on(case: _Case, day: date | None) -> date | None:
    """Return the day on which members count: of a period, its last."""
    return case.period.last if day and case.period else day


def _members(case: _Case, level: str, day: date | None) -> list[str]:
    """Return who of a level belongs to the party, on a day of the term or at any time."""
    belongs = case.known.belonging
    everybody = belongs.members.get((case.rule.level, case.party, level), ())
    if day is None:
        return list(everybody)
    within = min(max(day, case.known.graph.first), case.known.graph.last)
    stays = [belongs.stays[level, member, case.rule.level] for member in everybody]
    return [who for who, stay in zip(everybody, stays, strict=True) if stay.first <= within <= stay.last]


# ---------------------------------------------------------------- sharing


def _weight(case: _Case, weight: Weight) -> RuleValue:
    """Work out what a member counts for: its basis, for its part of the term."""
    part = _part_of_term(case, weight)
    if isinstance(part, Absent) or part == 0:
        return part
    meets = True if weight.meets is None else _need(case, weight.meets)
    if isinstance(meets, Absent) or not meets:
        return meets if isinstance(meets, Absent) else Fraction(0)
    if weight.basis is None:
        return part
    basis = _need(case, weight.basis)
    if isinstance(basis, Absent):
        return basis
    assert isinstance(basis, Fraction), "money is shared by a number"
    return part * basis if basis >= 0 else _lacking(case, Lack.NEGATIVE)


def _part_of_term(case: _Case, weight: Weight) -> Fraction | Absent:
    """Work out for how much of the term a member counts, as the scheme says of how it came and went."""
    assert case.party is not None, "a share is a member's"
    belongs, graph = case.known.belonging, case.known.graph
    if (case.rule.level, case.party) in belongs.went_into:
        return Fraction(0)
    stay = belongs.stays.get((case.rule.level, case.party, weight.group))
    if stay is None:
        return _lacking(case, Lack.NOBODY)
    within = case.period or Period(graph.first, graph.last, "")
    if stay.last < within.first or within.last < stay.first:
        return Fraction(0)
    changed = changes(within, belongs, case.rule.level, case.party, stay)
    says = [weight.says(change) for change, _ in changed]
    if None in says or "hold" in says:
        return _lacking(case, Lack.NOT_SAID if None in says else Lack.CHANGE_HELD)
    if "nothing" in says:
        return Fraction(0)
    away = sum(away for change, away in changed if weight.says(change) == "by_days")
    return 1 - Fraction(away, days(within.first, within.last))


def _share(case: _Case, apportioned: Apportioned) -> RuleValue:
    """Take a member's share of its group's money, which is shared among all members at once."""
    known, party = case.known, case.party
    assert party is not None, "a share is a member's"
    level = known.graph.by_id[apportioned.pool].level
    if (case.rule.level, party) in known.belonging.went_into:
        return Fraction(0)
    stay = known.belonging.stays.get((case.rule.level, party, level))
    if stay is None:
        return _lacking(case, Lack.NOBODY)
    group = stay.group
    key = case.rule.id, group, case.period
    if key not in known.shares:
        known.shares[key] = _shared(case, apportioned, level, group)
    return known.shares[key][party]


def _shared(case: _Case, apportioned: Apportioned, level: str, group: str | None) -> dict[str, RuleValue]:
    """Share a group's money among its members; one that is left out gets none of it."""
    known = case.known
    members = known.belonging.members[level, group, case.rule.level]
    weights = {member: read(known, apportioned.weight, case.rule.level, member, case.period) for member in members}
    counted: dict[str, Any] = {who: weight for who, weight in weights.items() if not is_left_out(weight)}
    pool = read(known, apportioned.pool, level, group, case.period)
    absent = merged([pool, *counted.values()])
    if absent:
        return dict.fromkeys(members, absent)
    pence = in_pence(pool)
    if pence < 0 or (pence and not any(counted.values())):
        lack = Lack.NEGATIVE if pence < 0 else _nobody(case, apportioned)
        return {member: lacking(lack, case.rule.id, member, case.period) for member in members}
    basis, method = tuple(counted.values()), apportioned.method
    shares = () if not pence else rounded_down(pence, basis) if method is None else apportion(pence, basis, method)
    paid = zip(counted, (Fraction(share, 100) for share in shares), strict=False)
    return {**dict.fromkeys(members, Fraction(0)), **dict(paid)}


def _nobody(case: _Case, apportioned: Apportioned) -> Lack:
    """Say why nobody counts for anything."""
    weight = case.known.graph.by_id[apportioned.weight].kind
    return Lack.NOBODY_MEETS if isinstance(weight, Weight) and weight.meets else Lack.EMPTY


def _portion(case: _Case, portion: Portion) -> RuleValue:
    """Cut an amount into its parts, and take one."""
    values = _needs(case, needs(portion))
    if isinstance(values, Absent):
        return values
    whole, *asked = values
    shares = [share for share in portion.shares if isinstance(share, Fraction)]
    if len(shares) == len(portion.shares):
        return Fraction(portions(in_pence(whole), shares, portion.odd_pennies)[portion.index], 100)
    if any(money < 0 for money in asked):
        return _lacking(case, Lack.NEGATIVE)
    money = iter(asked)
    parts = [in_pence(next(money)) if isinstance(each, RuleId) else each for each in portion.shares]
    cuts = [None if part == "rest" else part for part in parts]
    return Fraction(cut(in_pence(whole), cuts)[portion.index], 100)
