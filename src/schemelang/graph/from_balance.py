"""What a payment comes to once its parts are known, and what is done where too much was paid on account."""

from fractions import Fraction
from typing import Literal

from schemelang.dates import say_date
from schemelang.graph.bench import Spot, said
from schemelang.graph.cuts import Way
from schemelang.graph.from_expression import needed
from schemelang.graph.from_steps import Stair
from schemelang.graph.graph import (
    Constant,
    Difference,
    Greatest,
    Over,
    Product,
    Role,
    Round,
    RuleId,
    RuleKind,
    TakenBack,
    Test,
    Total,
    When,
)
from schemelang.light import evolve
from schemelang.model.model import Expression, Payment, Quantity, ReadBlock, Recovery, SharedAmong, Type
from schemelang.quantities import say_percent

_MONEY = Type(Quantity.MONEY)
_SHARE = Type(Quantity.SHARE)
_YES_NO = Type(Quantity.YES_NO)
_PENNY = Fraction(1, 100)
_HOW = {
    "next_payment": "from the next payment",
    "future_only": "only from what is earned later",
    "invoice": "by invoice",
}


def settle(ways: tuple[Way, ...], spot: Spot) -> tuple[Way, ...]:
    """Take what was paid on account off the balance of each payee, and settle it where that is too much."""
    advances = [way for way in ways if way.slice.cut.is_on_account]
    if not advances:
        return ways
    balance = next(way.slice.cut for way in ways if way.slice.cut.is_netted)
    tranches = tuple(dict.fromkeys(way.slice.paid.tranche for way in advances))
    earned = next(way.slice.paid.tranche for way in ways if way.slice.cut is balance)
    taken = tuple(
        _taken_back(balance.payment, number, recovery, earned, tranches, spot)
        for number, recovery in enumerate(balance.payment.recoveries, 1)
    )
    return tuple(_settled(way, advances, taken) if way.slice.cut.is_netted else way for way in ways)


def _settled(way: Way, advances: list[Way], taken: tuple[TakenBack, ...]) -> Way:
    """Return the way of a balance, less what the same payee has had on account."""
    payment = way.slice.cut.payment
    same = tuple(each.share for each in advances if (each.slice.number, each.odd) == (way.slice.number, way.odd))
    odd = " odd pennies" if way.odd else ""
    at = way.slice.cut.spot.at(f"balance{way.slice.word}{odd}")
    title = f"the balance of {way.portion} of {payment.title}" if way.portion else f"the balance of {payment.title}"
    paid = same[0]
    if len(same) > 1:
        paid = _make(way, at.at("paid"), Total(same), Role.BALANCE, f"what was paid on account of {payment.title}")
    balance = _make(way, at, Difference(way.share, paid), Role.BALANCE, title)
    settled = _paid_of_it(way, at, balance, title, taken)
    return evolve(way, pool=balance, share=settled, stake=None, balance=balance, recoveries=taken)


def _make(way: Way, at: Spot, kind: RuleKind, role: Role, title: str) -> RuleId:
    return at.make(kind, role=role, level=way.level, of=_MONEY, title=title, span=way.slice.cut.tranche.span)


def _paid_of_it(way: Way, at: Spot, balance: RuleId, title: str, taken: tuple[TakenBack, ...]) -> RuleId:
    """Make what of a balance is paid, or taken back where it is below nothing and not all of that is."""
    recoveries = way.slice.cut.payment.recoveries
    if all(_is_whole(recovery) for recovery in recoveries):
        return balance
    stair = Stair(spot=evolve(at, part=""), level=way.level, type=_MONEY)
    none = evolve(at, part=f"nothing for each {way.level}").make(
        Constant(Fraction(0)), role=Role.PART, level=way.level, of=_MONEY, title="nothing", span=stair.spot.block.span
    )
    below: RuleId | None = None
    for number, (recovery, back) in reversed([*enumerate(zip(recoveries, taken, strict=True), 1)]):
        own = _back(way, at.at(f"recovery {number}"), balance, recovery, none)
        if below is None or back.condition is None:
            below = own
        else:
            chosen = When(back.condition, own, below)
            below = _make(way, at.at("recovery"), chosen, Role.SETTLED, f"what is taken back of {title}")
    assert below is not None, "what is done about too much paid is said"
    enough = at.at("enough").make(
        Test(balance, "at_least", none),
        role=Role.PART,
        level=way.level,
        of=_YES_NO,
        title=f"{title} is at least nothing",
        span=way.slice.cut.tranche.span,
    )
    return _make(way, at.at("settled"), When(enough, balance, below), Role.SETTLED, f"what is settled of {title}")


def _is_whole(recovery: Recovery) -> bool:
    """Say whether all of what was paid too much is taken back."""
    whole = recovery.share == 1 and recovery.up_to is None
    return whole and recovery.how not in {"write_off", "carry_forward"}


def _back(way: Way, at: Spot, balance: RuleId, recovery: Recovery, none: RuleId) -> RuleId:
    """Make what one answer to too much paid takes back, below nothing."""
    title, span = f"what is taken back of {way.slice.cut.payment.title}", recovery.span
    if recovery.how in {"write_off", "carry_forward"}:
        return none
    back = balance
    if recovery.share != 1:
        share = at.at("share").make(
            Constant(recovery.share),
            role=Role.PART,
            level=way.level,
            of=_SHARE,
            title=say_percent(recovery.share),
            span=span,
        )
        part = at.at("part").make(
            Product((share, balance)), role=Role.PART, level=way.level, of=_MONEY, title=title, span=span
        )
        back = _make(way, at.at("rounded"), Round(part, _PENNY, "down"), Role.SETTLED, title)
    if recovery.up_to is None:
        return back
    most, called = needed(recovery.up_to, at.at("limit")), _called(recovery.up_to, at)
    pence = _make(way, at.at("most"), Round(most, _PENNY, "down"), Role.SETTLED, called)
    below = _make(way, at.at("below"), Difference(none, pence), Role.SETTLED, f"no more than {called}")
    return _make(way, at.at("limited"), Greatest((back, below)), Role.SETTLED, title)


def _taken_back(  # noqa: PLR0913, PLR0917 - the facts of one line
    payment: Payment, number: int, recovery: Recovery, earned: RuleId, advances: tuple[RuleId, ...], spot: Spot
) -> TakenBack:
    """Return one answer to too much paid, with the rule of its condition if it is the narrower one."""
    return TakenBack(
        condition=None if recovery.more_than is None else _more_than(payment, number, recovery, earned, advances, spot),
        how=_done(recovery),
        by=recovery.how,
        words=say_recovery(recovery, "" if recovery.up_to is None else _called(recovery.up_to, spot)),
        days=recovery.days,
        odd_pennies=recovery.odd_pennies,
    )


def _more_than(  # noqa: PLR0913, PLR0917 - the facts of one line
    payment: Payment, number: int, recovery: Recovery, earned: RuleId, advances: tuple[RuleId, ...], spot: Spot
) -> RuleId:
    """Make whether more than so much too much was paid, for the whole payment and not for each who shares it."""
    assert recovery.more_than is not None, "only the narrower answer has a bound"
    at = spot.at(f"overpaid {number}")
    level, span = payment.level, recovery.span
    paid = at.at("paid").make(
        Total(advances),
        role=Role.BALANCE,
        level=level,
        of=_MONEY,
        title=f"what was paid on account of {payment.title}",
        span=span,
    )
    over = at.at("by").make(
        Difference(paid, earned),
        role=Role.BALANCE,
        level=level,
        of=_MONEY,
        title=f"what was paid too much of {payment.title}",
        span=span,
    )
    bound = needed(recovery.more_than, at.at("bound"))
    title = f"more than {said(recovery.more_than.span)} too much was paid"
    return at.make(Test(over, "more_than", bound), role=Role.PART, level=level, of=_YES_NO, title=title, span=span)


def _done(recovery: Recovery) -> Literal["recovered", "written off", "carried forward"]:
    match recovery.how:
        case "write_off":
            return "written off"
        case "carry_forward":
            return "carried forward"
        case _:
            return "recovered"


def _called(expression: Expression, spot: Spot) -> str:
    """Call a block that is read by its title, and anything else by its words."""
    if isinstance(expression, ReadBlock):
        return next(block.title for block in spot.bench.scheme.blocks if block.name == expression.block)
    return said(expression.span)


def say_recovery(recovery: Recovery, most: str = "") -> str:
    """Say what is done with what was paid too much, and what is the most that is taken back."""
    if recovery.how in {"write_off", "carry_forward"}:
        return f"it is {_done(recovery)}"
    it = "it" if recovery.share == 1 else f"{say_percent(recovery.share)} of it"
    it += f", up to {most}," if most else ""
    if recovery.how != "instalments":
        return f"{it} is recovered {_HOW[recovery.how]}"
    *before, last = [say_date(day) for day in recovery.days]
    days = f"{', '.join(before)} and {last}" if before else last
    if recovery.number == 1:
        return f"{it} is recovered on {days}"
    odd = f"with the odd pennies in the {recovery.odd_pennies}"
    return f"{it} is recovered in {recovery.number} equal instalments on {days}, {odd}"


# ---------------------------------------------------------------- what it comes to in all


def add_up(payment: Payment, ways: tuple[Way, ...], spot: Spot) -> None:
    """Make what all parts come to, and what a member receives of them."""
    spot.make(
        Total(_of_all(payment, ways)),
        role=Role.PAYMENT,
        level=payment.level,
        of=_MONEY,
        title=payment.title,
        span=payment.span,
    )
    among = next((line for line in payment.sharing if isinstance(line, SharedAmong)), None)
    if among is None:
        return
    level = among.members.singular
    theirs = (way for way in ways if isinstance(way.slice.line, SharedAmong) and not way.odd)
    spot.at("received").make(
        Total(tuple(way.share for way in theirs)),
        role=Role.RECEIVED,
        level=level,
        of=_MONEY,
        title=f"the {level}'s part of {payment.title}",
        span=among.span,
    )


def _of_all(payment: Payment, ways: tuple[Way, ...]) -> tuple[RuleId, ...]:
    """Return what a payment comes to: its parts or, where not all of too much paid is taken back, all that is paid."""
    own = [way for way in ways if not way.slice.cut.is_on_account]
    if all(_is_whole(recovery) for recovery in payment.recoveries):
        return tuple(dict.fromkeys(way.slice.paid.tranche for way in own))
    other = [way.slice.paid.tranche for way in ways if not way.slice.cut.is_netted]
    netted = [_for_all(payment, way) for way in ways if way.slice.cut.is_netted]
    return tuple(dict.fromkeys([*other, *netted]))


def _for_all(payment: Payment, way: Way) -> RuleId:
    """Return what of a balance is settled with everybody who has a part of it."""
    line = way.slice.line
    if not isinstance(line, SharedAmong) or way.odd:
        return way.share
    at = way.slice.cut.spot.at(f"settled with all{way.slice.word}")
    title = f"what is settled with the {line.members.plural}"
    over = Over(way.share, "total", line.members, None)
    return at.make(over, role=Role.SETTLED, level=payment.level, of=_MONEY, title=title, span=line.span)
