"""Steps of rules of arithmetic and of logic."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import assert_never

from schemelang.graph.graph import (
    Chosen,
    Difference,
    Greatest,
    Least,
    Product,
    Quorum,
    Ratio,
    Reckoned,
    Root,
    Round,
    RuleId,
    Scaled,
    Test,
    Total,
    Weight,
    When,
    WithinYear,
)
from schemelang.light import evolve
from schemelang.model.model import Comparator
from schemelang.outcome.outcome import Lack
from schemelang.outcome.over_time import gone_by
from schemelang.plan.case import Case, LeftToReference, Worked
from schemelang.plan.plan import Place
from schemelang.plan.quotients import Quotient, Quotients
from schemelang.plan.scaling import scaled


def reckoned(case: Case, kind: Reckoned) -> Worked:
    """Work a value out by arithmetic or logic."""
    quotients = case.quotients
    match kind:
        case Total(them):
            return _of_all(case, them, quotients.total)
        case Difference(need, less):
            return _of_all(case, (need, less), lambda two: quotients.less(*two))
        case Product(them):
            return _product(case, them)
        case Ratio():
            return _ratio(case, kind)
        case Least(them):
            return _of_all(case, them, quotients.least)
        case Greatest(them):
            return _of_all(case, them, quotients.greatest)
        case Chosen():
            return _by_exception(case, kind)
        case WithinYear(need, limit):
            return _within_year(case, need, limit)
        case Test(left, comparator, right):
            return _test(case, left, comparator, right)
        case Quorum():
            return _quorum(case, kind)
        case When(condition, then, otherwise):
            return _when(case, condition, then, otherwise)
        case Scaled():
            return scaled(case, kind)
        case Round(need, unit, way):
            return _of_all(case, (need,), lambda one: quotients.rounded(one[0], unit, way))
        case Root():
            raise LeftToReference
        case _:
            assert_never(kind)


# ---------------------------------------------------------------- arithmetic


def _of_all(case: Case, needs: Iterable[RuleId], reckon: Callable[[list[Quotient]], Quotient]) -> Worked:
    them = case.needs(needs)
    return case.comes_to(reckon([each.number for each in them]), case.merged(them))


def _product(case: Case, needs: tuple[RuleId, ...]) -> Worked:
    """Multiply values. What a member counts for no part of comes to nothing, known or not."""
    them, bench = dict(zip(needs, case.needs(needs), strict=True)), case.bench
    nothing = bench.number(0)
    for need, one in them.items():
        if isinstance(case.lowering.graph.by_id[need].kind, Weight):
            counts_for_none = bench.both(bench.no(case.lacks.missing(one.lack)), case.quotients.is_nothing(one.number))
            nothing = bench.either(nothing, counts_for_none)
    lack = bench.choose(nothing, case.lacks.none, case.merged(case.needs(needs)))
    return case.comes_to(case.quotients.product(each.number for each in case.needs(needs)), lack)


def _ratio(case: Case, kind: Ratio) -> Worked:
    """Divide a part by a whole; out of nothing, or of too little, there is no value."""
    part, whole = case.needs((kind.part, kind.whole))
    quotients, bench = case.quotients, case.bench
    beyond = bench.number(0)
    if kind.floor is not None:
        beyond = quotients.is_negative(whole.number)
    if kind.floor == "part":
        beyond = bench.either(beyond, quotients.is_less(whole.number, part.number))
    few = bench.number(0)
    if kind.fewer is not None:
        some = bench.is_less(bench.number(0), whole.number.value)
        few = bench.both(some, quotients.is_less(whole.number, quotients.constant(kind.fewer)))
    times = quotients.product((quotients.constant(kind.per), part.number))
    own = ((beyond, Lack.BEYOND), (few, Lack.FEW), (quotients.is_nothing(whole.number), Lack.EMPTY))
    return case.comes_to(quotients.ratio(times, whole.number), case.merged((part, whole)), own)


def _within_year(case: Case, need: RuleId, limit: RuleId) -> Worked:
    """Take what the periods of the year before have left of a limit, where a value is more; they must be known."""
    values, most, quotients = case.need(need), case.need(limit), case.quotients
    if not quotients.is_even(values.number, most.number):
        raise LeftToReference
    gone = {each: gone_by(case.axis, each, case.lowering.graph.first) for each in case.axis}
    rows = []
    for row, period in enumerate(case.axis):
        limited = case.row(most, row)
        left, lack = limited.number, limited.lack
        for each in gone[period]:
            own, away = case.row(values, case.axis.index(each)), case.is_away(each)
            used = quotients.less(left, quotients.least((own.number, left)))
            left = quotients.choose(away, left, used)
            lack = case.lacks.merged((lack, case.bench.choose(away, case.lacks.none, own.lack)))
        now = case.row(values, row)
        rows.append(evolve(now, number=quotients.least((now.number, left)), lack=case.lacks.merged((lack, now.lack))))
    return case.beside(rows)


# ---------------------------------------------------------------- logic


def _test(case: Case, left: RuleId, comparator: Comparator, right: RuleId) -> Worked:
    """Hold two values against each other, unrounded."""
    them = case.needs((left, right))
    return case.yes_or_no(_compared(case.quotients, comparator, *(each.number for each in them)), case.merged(them))


def _compared(quotients: Quotients, comparator: Comparator, left: Quotient, right: Quotient) -> Place:
    bench = quotients.bench
    match comparator:
        case "at_least":
            return quotients.compared(right, left, bench.is_at_most)
        case "at_most":
            return quotients.compared(left, right, bench.is_at_most)
        case "more_than":
            return quotients.is_less(right, left)
        case "less_than":
            return quotients.is_less(left, right)
        case "equal":
            return quotients.is_equal(left, right)
        case "not_equal":
            return bench.no(quotients.is_equal(left, right))
        case _:
            assert_never(comparator)


def _quorum(case: Case, kind: Quorum) -> Worked:
    """Count the conditions that hold."""
    them, bench = case.needs(kind.needs), case.bench
    answers, lack, none = [each.number.value for each in them], case.merged(them), bench.number(0)
    if kind.most is None and kind.least == len(them):
        return case.yes_or_no(reduce(bench.both, answers, bench.number(1)), lack)
    if kind.most is None and kind.least == 1:
        return case.yes_or_no(reduce(bench.either, answers, none), lack)
    if kind.most == 0 and kind.least == 0:
        return case.yes_or_no(bench.no(reduce(bench.either, answers, none)), lack)
    holding = bench.total(answers)
    enough = bench.is_at_most(bench.number(kind.least), holding)
    few = bench.number(1) if kind.most is None else bench.is_at_most(holding, bench.number(kind.most))
    return case.yes_or_no(bench.both(enough, few), lack)


def _when(case: Case, condition: RuleId, then: RuleId, otherwise: RuleId) -> Worked:
    """Take one of two values; what the other comes to does not matter, nor whether it is known."""
    holds = case.need(condition)
    chosen = case.choose(holds.number.value, *case.needs((then, otherwise)))
    lack = case.bench.choose(case.lacks.missing(holds.lack), holds.lack, chosen.lack)
    return evolve(chosen, lack=lack)


def _by_exception(case: Case, kind: Chosen) -> Worked:
    """Take what counts by the one exception that applies, or else what counts for everybody."""
    bench, conditions = case.bench, [each.condition for each in kind.cases]
    needs = [None if each is None else case.need(each) for each in conditions]
    lack = case.merged(each for each in needs if each is not None)
    applies = []
    for each, need in zip(kind.cases, needs, strict=True):
        begun = [each.first is None or period is None or period.first >= each.first for period in case.axis]
        holds = bench.number(1) if need is None else need.number.value
        applies.append(bench.both(holds, case.by_period(begun)))
    wins = []
    for each, holds in zip(kind.cases, applies, strict=True):
        over = [its for other, its in zip(kind.cases, applies, strict=True) if other.exception in each.yields_to]
        wins.append(bench.both(holds, bench.no(reduce(bench.either, over, bench.number(0)))))
    chosen = case.need(kind.otherwise)
    for each, own in zip(kind.cases, wins, strict=True):
        chosen = case.choose(own, case.need(each.then), chosen)
    chosen = evolve(chosen, lack=bench.choose(case.lacks.missing(lack), lack, chosen.lack))
    several = bench.both(bench.no(case.lacks.missing(lack)), bench.is_less(bench.number(1), bench.total(wins)))
    return case.unless(several, Lack.AT_ODDS, chosen)
