"""Steps of the lines that fall due: what becomes of each part for each payee."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import reduce

from attrs import frozen

from schemelang.graph.graph import DuePart, Portion, RuleId, TakenBack
from schemelang.outcome.outcome import Status
from schemelang.outcome.over_time import around
from schemelang.plan.bench import Bench
from schemelang.plan.case import Lowering, Worked
from schemelang.plan.plan import ONCE, Axis, Belongs, LineWorth, Place, Shape
from schemelang.plan.sharing import PENNY, cut_part, fixed_part
from schemelang.quantities import with_odd_pennies

_STATUSES = {
    "recovered": Status.RECOVERED,
    "written off": Status.WRITTEN_OFF,
    "carried forward": Status.CARRIED_FORWARD,
}
_ORDER = {status: number for number, status in enumerate(Status)}


@frozen
class _Part:
    """A part that falls due, for all periods for which there is one like it."""

    lowering: Lowering
    part: DuePart

    @property
    def bench(self) -> Bench:
        return self.lowering.bench

    @property
    def axis(self) -> Axis:
        """The periods for which the amount is known, so that the parts of several periods are the same steps."""
        return ONCE if self.part.period is None else self.lowering.periods_of[self.part.amount]

    @property
    def row(self) -> int:
        """Which of those periods is the part's own."""
        own = self.part.period
        return self.axis.index(own if own in self.axis else around(self.axis, own))

    def read(self, rule: RuleId) -> Worked:
        """Return what a rule comes to for each payee."""
        return self.lowering.read(rule, self.part.level, self.axis)

    def pence(self, worked: Worked) -> Place:
        """Return an amount in pence."""
        return self.lowering.quotients.whole(worked.number, PENNY)


@frozen
class _Back:
    """What was paid too much on account: whether that is so, which answer applies, from 1, and how much it is.

    `lack` is why it is not known which applies.
    """

    lack: Place
    done: Place
    status: Place
    pence: Place


def line_worth(lowering: Lowering, part: DuePart) -> LineWorth:
    """Say what becomes of one part for each payee, unless what is taken back in instalments takes its place."""
    own, bench, lacks = _Part(lowering, part), lowering.bench, lowering.lacks
    none, back, amount = bench.number(0), _taken_back(_Part(lowering, part)), own.read(part.amount)
    after = none if isinstance(part.day, date) else own.read(part.day.after).lack
    held = lacks.missing(lacks.merged((amount.lack, after, back.lack)))
    known = bench.no(held)
    is_back = bench.both(known, bench.is_less(none, back.done))
    stake, has_stake = _stake(own)
    return LineWorth(
        part=part,
        row=own.row,
        is_line=bench.both(_is_payee(own), _is_own(own, back.done)),
        status=bench.choose(held, bench.number(_ORDER[Status.HELD]), bench.choose(is_back, back.status, _earned(own))),
        pence=own.pence(amount),
        has_pence=known,
        stake=stake,
        has_stake=bench.both(has_stake, bench.no(is_back)),
        overpaid=back.pence,
        has_overpaid=is_back,
        done=bench.choose(is_back, back.done, none),
    )


def _is_payee(own: _Part) -> Place:
    """Say who is paid: everybody that goes on as itself or, of a group's money, its members."""
    graph, part, bench = own.lowering.graph, own.part, own.bench
    group, goes_on = graph.by_id[part.payment_rule].level, bench.goes_on(part.level)
    if not part.is_shared or group == graph.levels[-1]:
        return goes_on
    return bench.both(goes_on, bench.belongs(Belongs(group, "ever"), Shape(part.level, ONCE)))


def _earned(own: _Part) -> Place:
    """Say whether what hangs on a condition is payable or not earned."""
    payable, bench = own.bench.number(_ORDER[Status.PAYABLE]), own.bench
    if own.part.condition is None:
        return payable
    condition = own.read(own.part.condition)
    failed = bench.both(bench.no(own.lowering.lacks.missing(condition.lack)), bench.no(condition.number.value))
    return bench.choose(failed, bench.number(_ORDER[Status.NOT_EARNED]), payable)


# ---------------------------------------------------------------- what is taken back


def _taken_back(own: _Part) -> _Back:
    """Say what is done about too much paid: the first of the answers whose condition is met."""
    bench, lacks, part = own.bench, own.lowering.lacks, own.part
    none = bench.number(0)
    found = _Back(none, none, none, none)
    if part.balance is None:
        return found
    balance = own.read(part.balance)
    is_less = bench.both(bench.no(lacks.missing(balance.lack)), own.lowering.quotients.is_negative(balance.number))
    pence = bench.size(own.pence(balance))
    for number, done in reversed([*enumerate(part.recoveries, start=1)]):
        applied = _Back(
            none, bench.number(number), bench.number(_ORDER[_STATUSES[done.how]]), _too_much(own, pence, done)
        )
        condition = None if done.condition is None else own.read(done.condition)
        if condition is None:
            found = applied
        else:
            chosen = _chosen(bench, condition.number.value, applied, found)
            unknown = _Back(condition.lack, none, none, none)
            found = _chosen(bench, lacks.missing(condition.lack), unknown, chosen)
    return _chosen(bench, is_less, found, _Back(none, none, none, none))


def _chosen(bench: Bench, condition: Place, then: _Back, otherwise: _Back) -> _Back:
    return _Back(
        lack=bench.choose(condition, then.lack, otherwise.lack),
        done=bench.choose(condition, then.done, otherwise.done),
        status=bench.choose(condition, then.status, otherwise.status),
        pence=bench.choose(condition, then.pence, otherwise.pence),
    )


def _is_own(own: _Part, done: Place) -> Place:
    """Say whether a part is the one that takes the place of what is below nothing, or is not taken the place of."""
    bench, part = own.bench, own.part
    in_instalments = [(number, each) for number, each in enumerate(part.recoveries, start=1) if each.days]
    if part.recovers is None:
        return bench.no(_is_any(bench, done, [number for number, _ in in_instalments]))
    return _is_any(bench, done, [number for number, each in in_instalments if each == part.recovers])


def _is_any(bench: Bench, done: Place, ways: Sequence[int]) -> Place:
    return reduce(bench.either, (bench.is_equal(done, bench.number(way)) for way in ways), bench.number(0))


def _too_much(own: _Part, pence: Place, done: TakenBack) -> Place:
    """Return what of too much paid is the part's own payer's, who has its part of each instalment of it."""
    bench, number = own.bench, len(done.days)
    if own.part.recovers != done:
        return _from_payer(own, pence)
    shares = (Fraction(1, number),) * number
    odd = with_odd_pennies(shares, done.odd_pennies)
    each = [_from_payer(own, fixed_part(bench, pence, shares, done.odd_pennies, place)) for place in (odd, odd - 1)]
    others = bench.number(number - 1) if number > 1 else bench.number(0)
    return bench.plus(each[0], bench.times(others, each[1]))


# ---------------------------------------------------------------- what is at stake, and whose it is


def _stake(own: _Part) -> tuple[Place, Place]:
    """Cut what hangs on the part's condition into the same instalments, and say whether that can be said."""
    bench = own.bench
    if own.part.stake is None:
        return bench.number(0), bench.number(0)
    stake = own.read(own.part.stake)
    pence = _from_payer(own, _instalment(own, own.pence(stake)))
    return pence, bench.no(own.lowering.lacks.missing(stake.lack))


def _instalment(own: _Part, pence: Place) -> Place:
    """Return what of some pence falls into the part's own instalment."""
    kind = own.lowering.graph.by_id[own.part.line].kind
    if own.part.instalments == 1 or not isinstance(kind, Portion):
        return pence
    shares = [share for share in kind.shares if isinstance(share, Fraction)]
    return fixed_part(own.bench, pence, shares, kind.odd_pennies, kind.index)


def _from_payer(own: _Part, pence: Place) -> Place:
    """Return what of some pence is the part's own payer's."""
    kind = own.lowering.graph.by_id[own.part.amount].kind
    if own.part.amount == own.part.line or not isinstance(kind, Portion):
        return pence
    parts = [share if isinstance(share, Fraction) else None for share in kind.shares]
    return cut_part(own.bench, pence, parts, kind.index)
