"""A payment made into rules: its steps from top to bottom, then tranches, shares and instalments."""

from fractions import Fraction

from attrs import evolve, frozen

from schemelang.graph.bench import Bench, Spot, said
from schemelang.graph.from_expression import needed
from schemelang.graph.from_steps import Stair, after_step
from schemelang.graph.graph import (
    Apportioned,
    DuePart,
    Portion,
    Product,
    Role,
    RuleId,
    RuleKind,
    Total,
    Weight,
    When,
)
from schemelang.model.model import (
    SCHEME,
    Payment,
    Quantity,
    RoundStep,
    Sharing,
    Tranche,
    Type,
)
from schemelang.quantities import say_percent

_MONEY = Type(Quantity.MONEY)
_NUMBER = Type(Quantity.NUMBER)


def lower_payment(payment: Payment, bench: Bench) -> tuple[DuePart, ...]:
    """Make the rules of a payment, and return what of it falls due."""
    spot = Spot(bench=bench, block=payment)
    return _cut_up(payment, _amount(payment, spot), spot)


# ---------------------------------------------------------------- steps


def _amount(payment: Payment, spot: Spot) -> RuleId:
    """Make the amount after each step, and return the last."""
    by_days, stair = _place_of_days(payment, spot), _stair(payment, spot)
    for number, step in enumerate(payment.steps, 1):
        if number == by_days:
            spot = evolve(spot, so_far=_for_its_days(payment, Role.STEP, spot))
        last = number == len(payment.steps) and by_days != number + 1
        role = Role.AMOUNT if last else Role.STEP
        spot = evolve(spot, so_far=after_step(stair, step, role, spot.at(f"step {number}")))
    if by_days == len(payment.steps) + 1:
        spot = evolve(spot, so_far=_for_its_days(payment, Role.AMOUNT, spot))
    assert spot.so_far is not None, "a payment has steps"
    return spot.so_far


def _stair(payment: Payment, spot: Spot) -> Stair:
    return Stair(spot=spot, level=payment.level, type=_MONEY)


def _place_of_days(payment: Payment, spot: Spot) -> int | None:
    """Return before which step a part-year member's days are counted: the last, where that is a rounding.

    Where money is shared, days count in the sharing; a group, and a named party, is there for the whole term.
    """
    if payment.sharing is not None or payment.level != spot.bench.scheme.leaf.singular:
        return None
    return len(payment.steps) + (not isinstance(payment.steps[-1], RoundStep))


def _for_its_days(payment: Payment, role: Role, spot: Spot) -> RuleId:
    """Make an amount for the part of the term for which a member counts."""
    scheme = spot.bench.scheme
    part = evolve(spot, part="part of the term")
    weight = part.make(
        Weight(None, SCHEME, scheme.joins, scheme.leaves),
        role=Role.WEIGHT,
        level=payment.level,
        of=_NUMBER,
        title=f"the part of the term for which a {payment.level} counts",
        span=payment.span,
    )
    assert spot.so_far is not None, "a payment starts with its first step"
    return evolve(spot, part="for its days").make(
        Product((spot.so_far, weight)),
        role=role,
        level=payment.level,
        of=_MONEY,
        title="for its part of the term",
        span=payment.span,
    )


# ---------------------------------------------------------------- tranches, shares and instalments


@frozen(kw_only=True)
class _Cut:
    """A tranche of a payment, as it is being made into rules."""

    payment: Payment
    tranche: Tranche
    number: int
    amount: RuleId
    spot: Spot

    @property
    def title(self) -> str:
        """What the tranche is of what."""
        return f"{say_percent(self.tranche.share)} of {self.payment.title}"

    @property
    def paid_level(self) -> str:
        """The level of those who are paid: the members where the payment is shared."""
        sharing = self.payment.sharing
        return self.payment.level if sharing is None else sharing.members.singular


@frozen(kw_only=True)
class _Paid:
    """The rules of a tranche that a payee has a value for."""

    tranche: RuleId
    condition: RuleId | None
    share: RuleId
    stake: RuleId | None


def _cut_up(payment: Payment, amount: RuleId, spot: Spot) -> tuple[DuePart, ...]:
    """Make the rules of all tranches and of what they come to together, and return what falls due."""
    cuts = tuple(
        _Cut(payment=payment, tranche=tranche, number=number, amount=amount, spot=spot.at(f"tranche {number}"))
        for number, tranche in enumerate(payment.tranches, 1)
    )
    paid = tuple(_paid(cut) for cut in cuts)
    _add_up(payment, paid, spot)
    return tuple(part for cut, rules in zip(cuts, paid, strict=True) for part in _due(cut, rules))


def _paid(cut: _Cut) -> _Paid:
    """Make a tranche, and each member's share of it where it is shared."""
    portion = Portion(cut.amount, tuple(each.share for each in cut.payment.tranches), cut.number - 1, "last")
    if cut.tranche.condition is None:
        tranche = _make(cut, "", portion, Role.TRANCHE)
        return _Paid(tranche=tranche, condition=None, share=_shared(cut, "share", tranche, Role.SHARE), stake=None)
    offered = _make(cut, "offered", portion, Role.OFFERED)
    condition = needed(cut.tranche.condition, cut.spot.at("condition"))
    tranche = _make(cut, "", When(condition, offered, _stair(cut.payment, cut.spot).nothing), Role.TRANCHE)
    return _Paid(
        tranche=tranche,
        condition=condition,
        share=_shared(cut, "share", tranche, Role.SHARE),
        stake=_shared(cut, "stake", offered, Role.STAKE),
    )


def _make(cut: _Cut, word: str, kind: RuleKind, role: Role) -> RuleId:
    """Make an amount of a tranche at the payment's own level."""
    return cut.spot.at(word).make(
        kind, role=role, level=cut.payment.level, of=_MONEY, title=cut.title, span=cut.tranche.span
    )


def _shared(cut: _Cut, word: str, pool: RuleId, role: Role) -> RuleId:
    """Make each member's part of a pool; where nothing is shared, that is the pool."""
    sharing = cut.payment.sharing
    if sharing is None:
        return pool
    return cut.spot.at(word).make(
        Apportioned(pool, _weight(cut, sharing), sharing.method),
        role=role,
        level=cut.paid_level,
        of=_MONEY,
        title=f"the {cut.paid_level}'s part of {cut.title}",
        span=cut.tranche.span,
    )


def _weight(cut: _Cut, sharing: Sharing) -> RuleId:
    """Return the rule of what a payment is shared by, one for the whole payment."""
    spot = evolve(cut.spot, part="weight")
    scheme = spot.bench.scheme
    basis = None if sharing.basis is None else needed(sharing.basis, spot.at("basis"))
    return spot.make(
        Weight(basis, cut.payment.level, scheme.joins, scheme.leaves),
        role=Role.WEIGHT,
        level=cut.paid_level,
        of=_NUMBER if sharing.basis is None else sharing.basis.type,
        title=said(sharing.span),
        span=sharing.span,
    )


def _add_up(payment: Payment, paid: tuple[_Paid, ...], spot: Spot) -> None:
    """Make what all tranches come to, and what a member receives of them."""
    spot.make(
        Total(tuple(each.tranche for each in paid)),
        role=Role.PAYMENT,
        level=payment.level,
        of=_MONEY,
        title=payment.title,
        span=payment.span,
    )
    if payment.sharing is None:
        return
    level = payment.sharing.members.singular
    spot.at("received").make(
        Total(tuple(each.share for each in paid)),
        role=Role.RECEIVED,
        level=level,
        of=_MONEY,
        title=f"the {level}'s part of {payment.title}",
        span=payment.sharing.span,
    )


def _due(cut: _Cut, paid: _Paid) -> tuple[DuePart, ...]:
    """Make the instalments of a tranche, and return one part for each of its days."""
    days = cut.tranche.days
    return tuple(
        DuePart(
            payment=cut.payment.name,
            payer=cut.payment.payer,
            payee=cut.payment.payee if cut.payment.sharing is None else None,
            level=cut.paid_level,
            tranche=cut.number,
            instalment=number,
            instalments=len(days),
            day=day,
            amount=_instalment(cut, paid, number),
            share=paid.share,
            stake=paid.stake,
            condition=paid.condition,
        )
        for number, day in enumerate(days, 1)
    )


def _instalment(cut: _Cut, paid: _Paid, number: int) -> RuleId:
    """Make one instalment of a tranche; a single one is the whole of it."""
    count = len(cut.tranche.days)
    if count == 1:
        return paid.share
    equal = (Fraction(1, count),) * count
    return cut.spot.at(f"instalment {number}").make(
        Portion(paid.share, equal, number - 1, cut.tranche.odd_pennies),
        role=Role.INSTALMENT,
        level=cut.paid_level,
        of=_MONEY,
        title=f"instalment {number} of {count} of {cut.title}",
        span=cut.tranche.span,
    )
