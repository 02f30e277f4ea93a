"""What becomes of a payment that comes to less than nothing, because it rests on a saving that is overspent."""

from collections.abc import Iterator

from schemelang.graph.cuts import Way
from schemelang.graph.from_balance import say_recovery
from schemelang.graph.graph import RuleId, TakenBack
from schemelang.light import evolve
from schemelang.model.model import (
    Expression,
    Payment,
    ReadBlock,
    Recovered,
    Recovery,
    Saving,
    Scheme,
    Value,
    read_by,
    read_in,
)
from schemelang.model.parts import parts

MORE = "overspent by more"
"""The part of a saving that says whether it is overspent by more than an amount."""


def with_overspend(way: Way, scheme: Scheme) -> Way:
    """Return the way of a payment with what is done where it is less than nothing."""
    taken = _taken_back(way.slice.cut.payment, scheme)
    shared = way.slice.line is not None
    if shared and not is_owed(way.slice.cut.payment, scheme):
        return way
    return evolve(way, balance=way.share, recoveries=taken) if taken else way


def is_owed(payment: Payment, scheme: Scheme) -> bool:
    """Say whether what a payment comes to below nothing is shared, so that each who has a part of it owes it back.

    It is where the saving is that of the very groups that are paid, so that it is the group that has overspent.
    """
    own = all(saving.level == payment.level for saving in _savings(payment, scheme))
    return own and bool(_taken_back(payment, scheme))


def _taken_back(payment: Payment, scheme: Scheme) -> tuple[TakenBack, ...]:
    """Say in which manner an overspend is recovered. Several savings must agree on it, and so must each period."""
    savings = tuple(_savings(payment, scheme))
    manners, once = _manners(savings), _is_once(savings)
    overspent = RuleId(savings[0].name, "overspent") if once else None
    if len(manners) == 1:
        return (_back(overspent, manners[0]),)
    if not once or not manners:
        return ()
    beyond, always = reversed(manners)
    return (_back(RuleId(savings[0].name, MORE), beyond), _back(overspent, always))


def disputed(payment: Payment, scheme: Scheme) -> tuple[Recovery, ...]:
    """Return the manners of which nobody could say which counts, where a payment is less than nothing."""
    savings = tuple(_savings(payment, scheme))
    manners = () if _is_once(savings) else _manners(savings)
    return manners if len(manners) > 1 else ()


def _is_once(savings: tuple[Saving, ...]) -> bool:
    """Say whether there is one saving with one overspend, which alone decides on the manner."""
    return len(savings) == 1 and savings[0].each is None


def _manners(savings: tuple[Saving, ...]) -> tuple[Recovery, ...]:
    return tuple(dict.fromkeys(done.manner for saving in savings for done in _recovered(saving)))


def _back(condition: RuleId | None, manner: Recovery) -> TakenBack:
    return TakenBack(
        condition=condition,
        how="recovered",
        by=manner.how,
        words=say_recovery(manner),
        of="overspend",
        days=manner.days,
        odd_pennies=manner.odd_pennies,
    )


def _recovered(saving: Saving) -> Iterator[Recovered]:
    more = () if saving.overspent_by is None else saving.overspent_by[1:]
    yield from (done for done in (saving.overspent, *more) if isinstance(done, Recovered))


def _savings(payment: Payment, scheme: Scheme) -> Iterator[Saving]:
    """Find the savings that a payment's steps read, also by way of values."""
    if Saving not in map(type, scheme.blocks):  # as in most schemes, of which every payment asks
        return
    blocks = {block.name: block for block in scheme.blocks if isinstance(block, Saving | Value)}
    waiting: list[Expression] = [each for step in payment.steps for each in read_by(step)]
    seen: set[str] = set()
    while waiting:
        expression = waiting.pop()
        waiting += parts(expression)
        if not isinstance(expression, ReadBlock) or expression.block in seen:
            continue
        seen.add(expression.block)
        match blocks.get(expression.block):
            case Saving() as saving:
                yield saving
            case Value(expression=worked_out):
                waiting += read_in(worked_out)
            case None:
                pass
