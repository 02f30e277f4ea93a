"""Steps of rules that share a group's money among its members, and that cut an amount into parts."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import lcm

from schemelang.graph.graph import Apportioned, Portion, RuleId, Weight
from schemelang.outcome.outcome import Lack
from schemelang.plan.bench import Bench
from schemelang.plan.case import Case, LeftToReference, Worked, days_in
from schemelang.plan.lacks import Members
from schemelang.plan.plan import LACKS, ONCE, Belongs, PartOfTerm, Place, Shape
from schemelang.quantities import Odd, with_odd_pennies

PENNY = Fraction(1, 100)


def weight(case: Case, kind: Weight) -> Worked:
    """Work out what a member counts for: its basis, for its part of the term."""
    bench, lacks, quotients = case.bench, case.lacks, case.quotients
    part = _part_of_term(case, kind)
    nothing = bench.both(bench.no(lacks.missing(part.lack)), quotients.is_nothing(part.number))
    meets = None if kind.meets is None else case.need(kind.meets)
    basis = None if kind.basis is None else case.need(kind.basis)
    factors, inherited, negative = [part.number], lacks.none, bench.number(0)
    if basis is not None:
        factors.append(basis.number)
        inherited, negative = basis.lack, quotients.is_negative(basis.number)
    if meets is not None:
        factors.append(meets.number)
        fails = bench.both(bench.no(lacks.missing(meets.lack)), bench.no(meets.number.value))
        inherited = bench.choose(lacks.missing(meets.lack), meets.lack, bench.choose(fails, lacks.none, inherited))
        negative = bench.both(negative, bench.no(fails))
    number, away = quotients.product(factors), lacks.missing(part.lack)
    inherited = bench.choose(nothing, lacks.none, bench.choose(away, part.lack, inherited))
    return case.comes_to(number, inherited, ((bench.both(bench.no(nothing), negative), Lack.NEGATIVE),))


def _part_of_term(case: Case, kind: Weight) -> Worked:
    """Say for how much of each period, or of the term, a member counts."""
    if (case.rule.level, kind.group) in case.lowering.ground.steady:
        return case.comes_to(case.quotients.constant(1))
    bench, shape = case.bench, Shape(case.rule.level, case.axis)
    lengths = [days_in(case.lowering.graph, period) for period in case.axis]
    among = lcm(*lengths)
    days = bench.part_of_term(PartOfTerm(case.rule.id, "days"), shape, max(lengths))
    lack = bench.part_of_term(PartOfTerm(case.rule.id, "lack"), shape, len(LACKS) - 1)
    value = bench.times(days, case.by_period([among // length for length in lengths]))
    return Worked(case.quotients.of(value, None, Fraction(1, among)), lack, lack)


# ---------------------------------------------------------------- shared


def apportioned(case: Case, kind: Apportioned) -> Worked:
    """Take a member's share of its group's money, which is shared among all members at once."""
    graph, bench, lacks, quotients = case.lowering.graph, case.bench, case.lacks, case.quotients
    group = graph.by_id[kind.pool].level
    among = case.members(case.rule.level, group)
    weights, pool = case.need(kind.weight), case.lowering.read(kind.pool, group, case.axis)
    if not quotients.is_even(weights.number):
        raise LeftToReference
    left_out = lacks.is_left_out(weights.lack)
    counted = bench.greater(bench.choose(left_out, bench.number(0), weights.number.value), bench.number(0))
    all_counted = among.over(counted, "sum")
    pence = quotients.whole(pool.number, PENNY)
    much = bench.size(pence)
    share = _share(bench, among, much, counted, kind)
    share = bench.choose(among.down(bench.is_less(pence, bench.number(0))), bench.minus(bench.number(0), share), share)
    lacking = lacks.merged((pool.lack, lacks.first(bench.choose(left_out, lacks.none, weights.lack), among)))
    negative = bench.number(0) if kind.owed else bench.is_less(pence, bench.number(0))
    nobody = bench.both(bench.is_less(bench.number(0), much), bench.is_equal(all_counted, bench.number(0)))
    began = lacks.begun(lacking, ((negative, Lack.NEGATIVE), (nobody, _nobody(case, kind))))
    worked = Worked(quotients.of(share, None, PENNY), among.down(bench.greater(lacking, began)), among.down(began))
    if group != graph.levels[-1]:
        belongs = bench.belongs(Belongs(group, "ever"), Shape(case.rule.level, ONCE))
        worked = case.unless(bench.no(belongs), Lack.NOBODY, worked)
    goes_on = bench.goes_on(case.rule.level)
    lack, began = (bench.choose(goes_on, each, lacks.none) for each in (worked.lack, worked.began or lacks.none))
    return Worked(quotients.choose(goes_on, worked.number, quotients.constant(0)), lack, began)


def _share(bench: Bench, among: Members, much: Place, counted: Place, kind: Apportioned) -> Place:
    """Share what is above nothing: nobody has more than there is."""
    _, most = bench.ends(much)
    if kind.method == "sainte_lague":
        return bench.nearest_shares(much, counted, among.level, among.group)
    of_all = bench.greater(among.down(among.over(counted, "sum")), bench.number(1))
    parts = bench.times(among.down(much), counted)
    share = bench.narrowed(bench.divided(parts, of_all), 0, most)
    if kind.method is None:
        return share
    spare = bench.narrowed(bench.minus(much, among.over(share, "sum")), 0, most)
    place = among.place(bench.rest(parts, of_all))
    own = bench.plus(share, bench.is_at_most(place, among.down(spare)))
    return bench.narrowed(own, 0, None if most is None else max(1, most))  # one that is of no group has place 0


def _nobody(case: Case, kind: Apportioned) -> Lack:
    """Say why nobody counts for anything."""
    weighs = case.lowering.graph.by_id[kind.weight].kind
    return Lack.NOBODY_MEETS if isinstance(weighs, Weight) and weighs.meets else Lack.EMPTY


# ---------------------------------------------------------------- cut


def cut_up(case: Case, kind: Portion) -> Worked:
    """Cut an amount into its parts, and take one."""
    whole, quotients = case.need(kind.need), case.quotients
    pence = quotients.whole(whole.number, PENNY)
    shares = [share for share in kind.shares if isinstance(share, Fraction)]
    if len(shares) == len(kind.shares):
        part = fixed_part(case.bench, pence, shares, kind.odd_pennies, kind.index)
        return case.comes_to(quotients.of(part, None, PENNY), whole.lack)
    asked = {share: case.need(share) for share in kind.shares if isinstance(share, RuleId)}
    cuts = [
        quotients.whole(asked[share].number, PENNY) if isinstance(share, RuleId) else None if share == "rest" else share
        for share in kind.shares
    ]
    negative = reduce(
        case.bench.either, (quotients.is_negative(each.number) for each in asked.values()), case.bench.number(0)
    )
    part = cut_part(case.bench, pence, cuts, kind.index)
    return case.comes_to(
        quotients.of(part, None, PENNY), case.merged((whole, *asked.values())), ((negative, Lack.NEGATIVE),)
    )


def fixed_part(bench: Bench, pence: Place, shares: Sequence[Fraction], odd: Odd, index: int) -> Place:
    """Take one of the fixed shares of whole pence, each rounded down; one of them has the odd pennies."""
    much = bench.size(pence)
    if index == with_odd_pennies(shares, odd):
        others = Counter((*shares[:index], *shares[index + 1 :]))
        gone = [bench.times(bench.number(many), _of(bench, much, share)) for share, many in others.items()]
        part = bench.narrowed(bench.minus(much, bench.total(gone)), *_up_to(bench, much))
    else:
        part = _of(bench, much, shares[index])
    return _signed(bench, pence, part)


def cut_part(bench: Bench, pence: Place, parts: Sequence[Fraction | Place | None], index: int) -> Place:
    """Take one of the parts of whole pence: fixed pence come off first, then shares, and None is what is left."""
    much = left = bench.size(pence)
    off = dict[int, Place]()
    for place, part in sorted(enumerate(parts), key=lambda each: isinstance(each[1], Fraction)):
        if part is not None:
            asked = _of(bench, much, part) if isinstance(part, Fraction) else bench.greater(part, bench.number(0))
            off[place] = bench.lesser(asked, left)
            left = bench.narrowed(bench.minus(left, off[place]), *_up_to(bench, much))
    return _signed(bench, pence, off.get(index, left))


def _of(bench: Bench, much: Place, share: Fraction) -> Place:
    """Take a share, rounded down."""
    return bench.divided(bench.times(much, bench.number(share.numerator)), bench.number(share.denominator))


def _up_to(bench: Bench, much: Place) -> tuple[int, int | None]:
    """Return the ends of what is a part of something."""
    return 0, bench.ends(much)[1]


def _signed(bench: Bench, pence: Place, part: Place) -> Place:
    """Give a part the sign of the whole."""
    nothing = bench.number(0)
    return bench.choose(bench.is_less(pence, nothing), bench.minus(nothing, part), part)
