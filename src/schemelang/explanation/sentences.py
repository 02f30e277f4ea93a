"""How a value came about, in numbers: the sentence that stands beside what the value is called."""

from fractions import Fraction
from typing import assert_never

from schemelang.dates import say_date, say_ordinal
from schemelang.explanation.parts import counted, joined, members_of, parts_of, pool_of, sums_of, weights_of
from schemelang.explanation.phrases import BLOCKS, in_all, say_cut
from schemelang.explanation.quorums import bounds
from schemelang.explanation.reading import Reading, Spot
from schemelang.explanation.scales import exact, scaled
from schemelang.explanation.values import (
    listed,
    say_constant,
    say_counted,
    say_method,
    say_value,
)
from schemelang.explanation.words import STEPS, is_part_of_term, phrase
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
    Role,
    Root,
    Round,
    Rule,
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
from schemelang.model.model import Quantity, Type
from schemelang.outcome.outcome import Absent, Lack, RuleValue
from schemelang.quantities import rank, say_money, say_number

_RECKONED = (
    WithinYear
    | OverTime
    | Dated
    | Total
    | Difference
    | Product
    | Least
    | Greatest
    | Test
    | Quorum
    | Scaled
    | Round
    | Root
    | Apportioned
    | Portion
)
_OF_TWO = ("neither is", "one is", "both are")
_FEW = 4
"""So many values can be listed one by one."""
_ASKED = frozenset({Role.GIVEN, Role.FIGURE, Role.VALUE, Role.INDICATOR})
_STATES = frozenset({Lack.NOT_REPORTED, Lack.SUPPRESSED, Lack.NOT_APPLICABLE, Lack.UNDECIDED})


def said(reading: Reading, spot: Spot) -> str:
    """Say the value at a spot; of a condition whether it is met, of a missing figure how it is missing."""
    rule, value = reading.rule(spot), reading.value(spot)
    is_figure = isinstance(rule.kind, Given | AsAt | OfParty) or rule.role is Role.FIGURE
    match value:
        case Absent(lack) if (is_figure and lack in _STATES) or (lack is Lack.LEFT_OUT and _is_result(rule, reading)):
            return lack.value
        case Absent():
            return "not known"
        case bool() if _forbids(rule):
            return "so" if value else "not so"
        case bool() if rule.role not in _ASKED:
            return "met" if value else "not met"
        case _:
            return say_value(value, rule.type)


def _is_result(rule: Rule, reading: Reading) -> bool:
    """Say whether it is a member's own result that is left out, and not an amount that rests on it."""
    return rule.role in BLOCKS or rule.id in reading.asked or isinstance(rule.kind, Settled)


def _forbids(rule: Rule) -> bool:
    """Say whether a condition is that something is not so."""
    return rule.role is Role.PART and isinstance(rule.kind, Quorum) and rule.kind.most is not None


def sentence(reading: Reading, spot: Spot) -> str:
    """Say how the value at a spot came about; nothing where its title and its value say it all."""
    rule = reading.rule(spot)
    if isinstance(reading.value(spot), Absent) and isinstance(rule.kind, _RECKONED):
        return ""
    kind = rule.kind
    if isinstance(kind, Read):
        return _taken(reading, spot, kind)
    if isinstance(kind, Reckoned):
        return _worked_out(reading, spot, kind)
    return _put_together(reading, spot, kind)


def _taken(reading: Reading, spot: Spot, kind: Read) -> str:
    match kind:
        case Given(_, decided_by) if decided_by:
            return f"{'to be ' if isinstance(reading.value(spot), Absent) else ''}decided by {decided_by}"
        case Given() | Constant() | AsAt() | OfParty() | Carried():
            return ""
        case Supplied(need):
            return f"it is {_needed(reading, spot, need)}"
        case Settled():
            return _settled(reading, spot, kind)
        case Joint():
            return _joint(reading, spot, kind)
        case OverTime():
            return _over_time(reading, spot)
        case Latest() | Earlier():
            return ""
        case Dated():
            return _versions_of(reading, spot, kind)
        case _:
            assert_never(kind)


def _worked_out(reading: Reading, spot: Spot, kind: Reckoned) -> str:
    match kind:
        case Total(terms):
            return " plus ".join(_needed(reading, spot, term) for term in terms)
        case Difference(need, less):
            return f"{_needed(reading, spot, need)} less {_needed(reading, spot, less)}"
        case Product(factors):
            return _product(reading, spot, factors)
        case Ratio():
            return _ratio(reading, spot, kind)
        case Least(several):
            return f"the smaller of {_several(reading, spot, several)}"
        case Chosen():
            return ""
        case WithinYear(need, limit):
            return _within_year(reading, spot, need, limit)
        case Greatest(several):
            return f"the greater of {_several(reading, spot, several)}"
        case Test():
            return _tested(reading, spot, kind)
        case Quorum():
            return _quorum(reading, spot, kind)
        case When() if reading.rule(spot).role is Role.SCALE:
            return exact(reading, spot, kind)
        case When():
            return _chosen(reading, spot, kind)
        case Scaled():
            return scaled(reading, spot, kind)
        case Round(need):
            return _became(reading, spot, need)
        case Root(need):
            return f"the square root of {_needed(reading, spot, need)}"
        case _:
            assert_never(kind)


def _put_together(reading: Reading, spot: Spot, kind: Shared) -> str:
    match kind:
        case Over():
            return _over(reading, spot, kind)
        case Pooled():
            return _pooled(reading, spot, kind)
        case Weight():
            return _weight(reading, spot, kind)
        case Apportioned():
            return _share(reading, spot, kind)
        case Portion():
            return _portion(reading, spot, kind)
        case _:
            assert_never(kind)


def _needed(reading: Reading, spot: Spot, need: RuleId) -> str:
    """Say the value of what a rule needs; a number laid down as the scheme has it."""
    at = reading.need(spot, need)
    rule = reading.rule(at)
    if isinstance(rule.kind, Constant):
        return say_constant(rule.kind.value, rule.type)
    return said(reading, at)


def _several(reading: Reading, spot: Spot, needs: tuple[RuleId, ...]) -> str:
    return listed([_needed(reading, spot, need) for need in needs], "and")


# ---------------------------------------------------------------- values


def _settled(reading: Reading, spot: Spot, settled: Settled) -> str:
    """Say what is read or, where something is absent, what is done about it."""
    needed, value = reading.value(reading.need(spot, settled.need)), reading.value(spot)
    if not isinstance(needed, Absent) or needed == value:
        passed_on = reading.rule(spot).role in STEPS  # and the step has named what it starts with
        return "" if passed_on else phrase(reading.graph, settled.need, top=False)
    counts = "it is left out" if isinstance(value, Absent) else f"{said(reading, spot)} counts instead"
    return f"{needed.lack.value}, so {counts}"


def _joint(reading: Reading, spot: Spot, joint: Joint) -> str:
    """Say whose figures are put together, of those that merged."""
    them = [f"{said(reading, each)} of {reading.who(each.party)}" for each in joined(reading, spot, joint)]
    return f"{listed(them, 'and')}, counted as one {reading.rule(spot).level}"


def _product(reading: Reading, spot: Spot, factors: tuple[RuleId, ...]) -> str:
    """Say 1,000 patients at £35 each, 50% of £60,000.00, or one value times another."""
    if is_part_of_term(reading.graph, factors[-1]):
        return _for_its_days(reading, spot, factors)
    first, *rest = (reading.need(spot, factor) for factor in factors)
    rate, words = reading.rule(first), [_needed(reading, spot, factor) for factor in factors]
    if rate.role is Role.REDUCTION and reading.rule(rest[0]).role in STEPS:
        return " of ".join(words)
    if len(rest) == 1 and isinstance(rate.kind, Constant) and rate.role is Role.PART:
        number, unit = reading.value(rest[0]), reading.rule(rest[0]).type.unit
        if rate.type.quantity is Quantity.SHARE:
            return " of ".join(words)
        if rate.type.quantity is Quantity.MONEY and unit and isinstance(number, Fraction):
            return f"{say_counted(number, unit)} at {words[0]} each"
    return " times ".join(words)


def _ratio(reading: Reading, spot: Spot, ratio: Ratio) -> str:
    """Say what is divided by what and, where something is left out, what the rate is before it is."""
    by = "out of" if reading.rule(spot).type.quantity is Quantity.SHARE or ratio.per != 1 else "divided by"
    part, whole = (reading.value(reading.need(spot, need)) for need in (ratio.part, ratio.whole))
    words = f"{_needed(reading, spot, ratio.part)} {by} {_needed(reading, spot, ratio.whole)}{_times(ratio.per)}"
    if ratio.floor is None or not isinstance(part, Fraction) or not isinstance(whole, Fraction):
        return words
    left = reading.need(spot, ratio.whole)
    every = reading.value(reading.need(left, in_all(reading.graph, ratio)))
    return words + _before(reading.rule(spot).type, part, (every, whole), ratio.per)


def _times(per: int) -> str:
    return f", times {say_number(Fraction(per))}" if per != 1 else ""


def _before(kind: Type, part: Fraction, wholes: tuple[RuleValue, Fraction], per: int) -> str:
    """Say what a rate is before anything is left out of its whole."""
    every, left = wholes
    if not isinstance(every, Fraction) or not every or every == left:
        return ""
    rate = say_value(per * part / every, kind)
    return f"; {say_number(every - left)} left out, and without that {rate} of {say_number(every)}"


def _for_its_days(reading: Reading, spot: Spot, factors: tuple[RuleId, ...]) -> str:
    """Say for how many days of the term an amount is paid."""
    part = reading.value(reading.need(spot, factors[-1]))
    assert isinstance(part, Fraction), "only what is known is put into words"
    if part in (0, 1):
        return "it is there throughout" if part else "it is not there at all"
    days = say_number(part * reading.days_of(spot))
    return f"{_needed(reading, spot, factors[0])} for {days} of {reading.days_of(spot)} days"


def _became(reading: Reading, spot: Spot, need: RuleId) -> str:
    """Say what a value was before it was rounded, and after."""
    before, after = _needed(reading, spot, need), said(reading, spot)
    unchanged = reading.value(reading.need(spot, need)) == reading.value(spot)
    return f"{before} stays as it is" if unchanged else f"{before} becomes {after}"


def _within_year(reading: Reading, spot: Spot, need: RuleId, limit: RuleId) -> str:
    """Say what a value is, and what the periods before have left of the limit."""
    before = (reading.value(each) for each in reading.gone_by(spot, spot.rule))
    used = sum((value for value in before if isinstance(value, Fraction)), Fraction(0))
    most = reading.value(reading.need(spot, limit))
    assert isinstance(most, Fraction), "only what is known is put into words"
    left = say_value(most - used, reading.rule(spot).type)
    return f"the smaller of {_needed(reading, spot, need)} and {left}, which is left for the year"


# ---------------------------------------------------------------- conditions


def _tested(reading: Reading, spot: Spot, test: Test) -> str:
    """Say what is held against what; a bound that is laid down is in the title."""
    left, right = (reading.need(spot, need) for need in (test.left, test.right))
    parts, value, rule = parts_of(reading, left), said(reading, left), reading.rule(left)
    if rule.type.quantity is Quantity.YES_NO:
        return ""
    words = f"it is {value}"
    if parts is not None:
        words = f"{say_value(parts.part, parts.kind)} out of {say_value(parts.whole, parts.kind)} is {value}"
    laid_down = isinstance(reading.rule(right).kind, Constant)
    return words if laid_down else f"{words}, against {said(reading, right)}"


def _quorum(reading: Reading, spot: Spot, quorum: Quorum) -> str:
    """Say how many of several conditions must be met, and how many are."""
    values = [reading.value(reading.need(spot, need)) for need in quorum.needs]
    count, (least, most) = len(values), bounds(quorum, so=True)
    met = sum(value is True for value in values)
    are = {0: "none is", count: "all are", 1: "1 is"}.get(met, f"{met} are")
    if count == 1:
        return ""
    if least == count:
        of_two = count == len(_OF_TWO) - 1
        return f"both must be met, and {_OF_TWO[met]}" if of_two else f"all {count} must be met, and {are}"
    if least:
        return f"{least} of {count} {'is' if least == 1 else 'are'} enough, and {are} met"
    return f"no more than {most} of {count} may be met, and {are}"


def _chosen(reading: Reading, spot: Spot, when: When) -> str:
    """Say on what condition, and whether it is so; a step has the condition in its title."""
    value = reading.value(reading.need(spot, when.condition))
    is_so = "is not known"
    if not isinstance(value, Absent):
        is_so = "is so" if value else "is not so"
    if reading.rule(spot).role in STEPS | {Role.REDUCTION}:
        return f"this {is_so}"
    return f"only if {phrase(reading.graph, when.condition, top=False)}, which {is_so}"


# ---------------------------------------------------------------- members


def _over(reading: Reading, spot: Spot, over: Over) -> str:
    """Say of how many members a value is put together or, of a condition, how many meet it."""
    members = counted(reading, spot, over)
    them = say_counted(Fraction(len(members)), over.members.singular)
    if over.how == "every":
        meet = sum(reading.value(member) is True for member in members)
        them = f"{meet} of {them} {'does' if meet == 1 else 'do'}"
    if over.percent is not None:
        them = f"the {say_ordinal(rank(len(members), over.percent))} from the lowest of {them}"
    return f"{them}{_left_out(reading, spot, over)}"


def _pooled(reading: Reading, spot: Spot, pooled: Pooled) -> str:
    sums = sums_of(reading, spot, pooled)
    if isinstance(reading.value(spot), Absent):
        return ""
    rules = [reading.graph.by_id[need] for need in (pooled.part, pooled.whole)]
    part, whole = (say_value(value, rule.type) for value, rule in zip((sums.part, sums.whole), rules, strict=True))
    by = "out of" if reading.rule(spot).type.quantity is Quantity.SHARE or pooled.per != 1 else "divided by"
    words = f"{part} {by} {whole}{_times(pooled.per)}{_left_out(reading, spot, pooled)}"
    if sums.every is None:
        return words
    return words + _before(reading.rule(spot).type, sums.part, (sums.every, sums.whole), pooled.per)


def _left_out(reading: Reading, spot: Spot, over: Over | Pooled) -> str:
    """Say how many members are left out, if any are."""
    left_out = len(members_of(reading, spot, over)) - len(counted(reading, spot, over))
    return f", {left_out} left out" if left_out else ""


# ---------------------------------------------------------------- periods


def _over_time(reading: Reading, spot: Spot) -> str:
    """Say what each of several periods comes to; of many, only how many there are."""
    periods = reading.periods_read(spot)
    if len(periods) > _FEW:
        return f"{len(periods)} values, {_period(periods[0])} to {_period(periods[-1])}"
    return listed([f"{said(reading, each)} ({_period(each)})" for each in periods], "and")


def _period(spot: Spot) -> str:
    assert spot.period is not None, "what is put together over time has periods"
    return spot.period.name


def _versions_of(reading: Reading, spot: Spot, dated: Dated) -> str:
    """Say since when the version has held that is in force."""
    version = reading.version_read(spot, dated)
    start = next((start for start, each in dated.versions if each == version), None)
    return "" if start is None else f"in force from {say_date(start)}"


# ---------------------------------------------------------------- shares


def _weight(reading: Reading, spot: Spot, weight: Weight) -> str:
    """Say for how many days of the term a member counts, where that is not all of them."""
    value = reading.value(spot)
    basis = Fraction(1) if weight.basis is None else reading.value(reading.need(spot, weight.basis))
    if not isinstance(value, Fraction) or not isinstance(basis, Fraction) or value == basis:
        return ""
    if _does_not_meet(reading, spot):
        return "it does not meet what is asked, so it counts for nothing"
    if value == 0:
        return "not there for the whole term, so it counts for nothing"
    counted_days = value / basis * reading.days_of(spot)
    return f"{say_number(basis)} for {say_number(counted_days)} of {reading.days_of(spot)} days"


def _share(reading: Reading, spot: Spot, share: Apportioned) -> str:
    """Say what part of its group's money a member gets, and what that was before pennies were shared."""
    pool = reading.value(pool_of(reading, spot, share))
    weights = [reading.value(each) for each in weights_of(reading, spot, share)]
    own = reading.value(reading.need(spot, share.weight))
    every = sum((each for each in weights if isinstance(each, Fraction)), Fraction(0))
    if not isinstance(own, Fraction) or not isinstance(pool, Fraction) or not every:
        return ""
    if _does_not_meet(reading, reading.need(spot, share.weight)):
        return f"it does not meet what is asked, so it has no part of {say_money(pool)}"
    exact = pool * own / every
    odd = f"odd pennies by {say_method(share.method)}" if share.method else "it is rounded down"
    pennies = f", {say_money(exact)} before {odd}"
    part = _part(reading, spot, share.weight, own, weights)
    return f"{part} {say_money(pool)}{'' if exact == reading.value(spot) else pennies}"


def _does_not_meet(reading: Reading, weight: Spot) -> bool:
    """Say whether a member is known not to meet what is asked of those that share."""
    kind = reading.rule(weight).kind
    asked = kind.meets if isinstance(kind, Weight) else None
    return asked is not None and reading.value(reading.need(weight, asked)) is False


def _part(reading: Reading, spot: Spot, weight: RuleId, own: Fraction, weights: list[RuleValue]) -> str:
    """Say what a member counts for, of what all members count for together."""
    known = [each for each in weights if isinstance(each, Fraction)]
    every, share = sum(known, Fraction(0)), sum(each != 0 for each in known)
    rule = reading.graph.by_id[weight]
    if isinstance(rule.kind, Weight) and rule.kind.basis is None:
        if own == 1 and every == share and rule.kind.meets is not None:
            them = say_counted(Fraction(len(weights)), rule.level)
            return f"1 of {share} equal parts ({share} of {them} meet what is asked) of"
        if own == 1 and every == len(weights):
            return f"1 of {len(weights)} equal parts of"
        in_days = (say_number(each * reading.days_of(spot)) for each in (own, every))
        return f"{' out of '.join(in_days)} days, of"
    return f"{say_number(own)} out of {say_number(every)} by {phrase(reading.graph, weight)}, of"


def _portion(reading: Reading, spot: Spot, portion: Portion) -> str:
    """Say which share of what an amount is, and what it was before whole pence were made of it."""
    whole, value = reading.value(reading.need(spot, portion.need)), reading.value(spot)
    share, count = portion.shares[portion.index], len(portion.shares)
    part = f"part {portion.index + 1} of {count} equal parts"
    words = part if reading.rule(spot).role is Role.INSTALMENT else say_cut(reading.graph, share)
    assert isinstance(whole, Fraction), "what is known is cut from what is known"
    assert isinstance(value, Fraction), "only what is known is put into words"
    if not isinstance(share, Fraction):
        return _what_is_there(reading, spot, portion, whole)
    if share == 1:
        return ""
    exact = whole * share
    pennies = "rounded down" if abs(value) < abs(exact) else "and the odd pennies"
    return f"{words} of {say_money(whole)}{'' if exact == value else f', {say_money(exact)} {pennies}'}"


def _what_is_there(reading: Reading, spot: Spot, portion: Portion, whole: Fraction) -> str:
    """Say how much of a sum of money is there to be paid, or what the other parts have left."""
    asked = portion.shares[portion.index]
    if not isinstance(asked, RuleId):
        return f"what the others leave of {say_money(whole)}"
    wanted, value = reading.value(reading.need(spot, asked)), reading.value(spot)
    short = "" if wanted == value else ", of which no more is left"
    return f"{say_cut(reading.graph, asked)} from {say_money(whole)}{short}"
