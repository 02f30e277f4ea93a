"""Rules that put the values of members together, and that cut up what is theirs."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, assert_never

from schemelang.dates import Period, days
from schemelang.graph.graph import (
    Apportioned,
    Over,
    Pooled,
    Portion,
    RuleId,
    Shared,
    Weight,
)
from schemelang.model.model import How
from schemelang.outcome import numbers
from schemelang.outcome.case import Case
from schemelang.outcome.changed import changes
from schemelang.outcome.known import in_pence, is_left_out, lacking, merged, read
from schemelang.outcome.outcome import Absent, Lack, RuleValue
from schemelang.outcome.over_time import counted_on
from schemelang.quantities import apportion, cut, median, percentile, portion, rounded_down


def gathered(case: Case, kind: Shared) -> RuleValue:
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
        case Portion():
            return _portion(case, kind)
        case _:
            assert_never(kind)


# ---------------------------------------------------------------- members


def _over(case: Case, over: Over) -> RuleValue:
    """Put the members' values together, without those that are left out unless everybody counts."""
    level, everybody = over.members.singular, over.day is None
    members = _members(case, level, over.day)
    values = _of_members(case, over.need, level, members)
    counted = [value for value in values if everybody or not is_left_out(value)]
    if not counted and not (everybody and over.how == "total"):
        return case.lack(Lack.NOBODY)
    return merged(counted) or together(over.how, counted, over.percent)


def together(how: How, values: list[Any], percent: int | None = None) -> RuleValue:
    """Make one value of several, none of which is absent."""
    match how:
        case "total":
            return numbers.total(values)
        case "average":
            return numbers.total(values) / len(values)
        case "median":
            return median(values)
        case "percentile":
            assert percent is not None, "a percentile says which"
            return percentile(values, percent)
        case "lowest":
            return numbers.least(values)
        case "highest":
            return numbers.greatest(values)
        case "number":
            return Fraction(sum(values))
        case "every":
            return all(values)
        case _:
            assert_never(how)


def _pooled(case: Case, pooled: Pooled) -> RuleValue:
    """Divide the members' parts by their wholes, without the members whose own result is left out."""
    level = pooled.members.singular
    members = _members(case, level, pooled.day)
    values = [_of_members(case, rule, level, members) for rule in (pooled.indicator, pooled.part, pooled.whole)]
    if any(Absent in map(type, them) for them in values):  # most often all are there
        counted = [them for them in zip(*values, strict=True) if not is_left_out(them[0])]
        absent = merged(value for them in counted for value in them)
        if absent:
            return absent
        values = [[them[number] for them in counted] for number in range(3)]
    results, parts, wholes = values
    if not results:
        return case.lack(Lack.NOBODY)
    part, whole = numbers.total(parts), numbers.total(wholes)
    if not whole:
        return case.lack(Lack.EMPTY)
    return Fraction(pooled.per * part.numerator * whole.denominator, part.denominator * whole.numerator)


def _of_members(case: Case, need: RuleId, level: str, members: Sequence[str]) -> list[Any]:
    """Return what a rule comes to for each of some members, as far as it is one of this group."""
    known, period = case.known, case.period
    if known.seats or known.graph.by_id[need].level != level:
        return [_of_member(case, need, level, member) for member in members]
    own = known.values[need]  # nobody moved, so that each has its own and nothing more is to be asked
    return [
        _of_member(case, need, level, member) if (value := own.get((member, period))) is None else value
        for member in members
    ]


def _of_member(case: Case, need: RuleId, level: str, member: str) -> RuleValue:
    """Return what a rule comes to for a member, as far as it is one of this group."""
    return read(case.known.as_member(level, member, case.party), need, level, member, case.period)


def _members(case: Case, level: str, day: date | None) -> tuple[str, ...]:
    """Return who of a level belongs to the party, on a day of the term or at any time."""
    on = counted_on(case.period, day)
    return case.known.belonging.members_on(case.rule.level, case.party, level, on)


# ---------------------------------------------------------------- sharing


def _weight(case: Case, weight: Weight) -> RuleValue:
    """Work out what a member counts for: its basis, for its part of the term."""
    part = part_of_term(case, weight)
    if isinstance(part, Absent) or not part:
        return part
    meets = True if weight.meets is None else case.need(weight.meets)
    if isinstance(meets, Absent) or not meets:
        return meets if isinstance(meets, Absent) else Fraction(0)
    if weight.basis is None:
        return part
    basis = case.need(weight.basis)
    if isinstance(basis, Absent):
        return basis
    assert isinstance(basis, Fraction), "money is shared by a number"
    if basis.numerator < 0:
        return case.lack(Lack.NEGATIVE)
    return basis if part is _ALL_OF_IT else part * basis


_ALL_OF_IT = Fraction(1)


def part_of_term(case: Case, weight: Weight) -> Fraction | Absent:
    """Work out for how much of the term a member counts, as the scheme says of how it came and went."""
    assert case.party is not None, "a share is a member's"
    belongs, graph = case.known.belonging, case.known.graph
    if (case.rule.level, case.party) in belongs.went_into:
        return Fraction(0)
    stay = belongs.stays.get((case.rule.level, case.party, weight.group))
    if stay is None:
        return case.lack(Lack.NOBODY)
    within = case.period or Period(graph.first, graph.last, "")
    if stay.first <= within.first and within.last <= stay.last:
        return _ALL_OF_IT
    if stay.last < within.first or within.last < stay.first:
        return Fraction(0)
    changed = changes(within, belongs, case.rule.level, case.party, stay)
    says = [weight.says(change) for change, _ in changed]
    if None in says or "hold" in says:
        return case.lack(Lack.NOT_SAID if None in says else Lack.CHANGE_HELD)
    if "nothing" in says:
        return Fraction(0)
    away = sum(away for change, away in changed if weight.says(change) == "by_days")
    return 1 - Fraction(away, days(within.first, within.last))


def _share(case: Case, apportioned: Apportioned) -> RuleValue:
    """Take a member's share of its group's money, which is shared among all members at once."""
    known, party = case.known, case.party
    assert party is not None, "a share is a member's"
    level = known.graph.by_id[apportioned.pool].level
    if (case.rule.level, party) in known.belonging.went_into:
        return Fraction(0)
    stay = known.belonging.stays.get((case.rule.level, party, level))
    if stay is None:
        return case.lack(Lack.NOBODY)
    group = stay.group
    key = case.rule.id, group, case.period
    if key not in known.shares:
        known.shares[key] = _shared(case, apportioned, level, group)
    return known.shares[key][party]


def _shared(case: Case, apportioned: Apportioned, level: str, group: str | None) -> dict[str, RuleValue]:
    """Share a group's money among its members; one that is left out gets none of it."""
    known = case.known
    members = known.belonging.members[level, group, case.rule.level]
    weights = _of_members(case._replace(party=group), apportioned.weight, case.rule.level, members)
    counted: dict[str, Any] = {
        who: weight for who, weight in zip(members, weights, strict=True) if not is_left_out(weight)
    }
    pool = read(known, apportioned.pool, level, group, case.period)
    absent = merged([pool, *counted.values()])
    if absent:
        return dict.fromkeys(members, absent)
    pence = in_pence(pool)
    forbidden = pence < 0 and not apportioned.owed
    if forbidden or (pence and not any(counted.values())):
        lack = Lack.NEGATIVE if forbidden else _nobody(case, apportioned)
        return {member: lacking(lack, case.rule.id, member, case.period) for member in members}
    basis, method = tuple(counted.values()), apportioned.method
    much, sign = abs(pence), -1 if pence < 0 else 1
    shares = () if not pence else rounded_down(much, basis) if method is None else apportion(much, basis, method)
    paid = {who: Fraction(sign * share, 100) for who, share in zip(counted, shares, strict=False)}
    return {**dict.fromkeys(members, Fraction(0)), **paid}


def _nobody(case: Case, apportioned: Apportioned) -> Lack:
    """Say why nobody counts for anything."""
    weight = case.known.graph.by_id[apportioned.weight].kind
    return Lack.NOBODY_MEETS if isinstance(weight, Weight) and weight.meets else Lack.EMPTY


def _portion(case: Case, kind: Portion) -> RuleValue:
    """Cut an amount into its parts, and take one."""
    values = case.needs(case.known.graph.needs[case.rule.id])
    if isinstance(values, Absent):
        return values
    whole, *asked = values
    shares = [share for share in kind.shares if isinstance(share, Fraction)]
    if len(shares) == len(kind.shares):
        return Fraction(portion(in_pence(whole), shares, kind.odd_pennies, kind.index), 100)
    if any(money < 0 for money in asked):
        return case.lack(Lack.NEGATIVE)
    money = iter(asked)
    parts = [in_pence(next(money)) if isinstance(each, RuleId) else each for each in kind.shares]
    cuts = [None if part == "rest" else part for part in parts]
    return Fraction(cut(in_pence(whole), cuts)[kind.index], 100)
