"""Which lists and registers a payment is made for, or shared by, and of which day they are."""

from collections.abc import Iterator
from datetime import date

from schemelang.dates import say_date
from schemelang.document.contract import Inserted, Link, Text
from schemelang.document.matter import Matter
from schemelang.explanation.values import say_value
from schemelang.graph.graph import RuleId
from schemelang.light import facts_of
from schemelang.model.model import (
    AmountStep,
    Compared,
    Each,
    Expression,
    Figure,
    Once,
    Payment,
    Quantity,
    Quorum,
    RatioOf,
    ReadBlock,
    ReadFigure,
    SharedAmong,
    Value,
    read_in,
    variants,
)


def lists_that_count(matter: Matter) -> Iterator[Text]:
    """Name each list that is paid for or shared by, its day and, in one party's contract, its size."""
    names = {name for payment in matter.blocks(Payment) for name in _bases(matter, payment)}
    shown = [figure for figure in matter.blocks(Figure) if figure.name in names and _is_of_a_day(figure)]
    for figure in shown:
        yield (Link(figure.title, figure.name), *_of_day(figure), *_size(matter, figure), ".")
    if not shown and matter.blocks(Payment):
        yield ("No payment goes by the size of a list on a day.",)


def under(matter: Matter, rule: RuleId) -> frozenset[RuleId]:
    """Return the rules from which one is worked out, and itself."""
    return matter.graph.under((rule,))


def _bases(matter: Matter, payment: Payment) -> Iterator[str]:
    """Give the figures that amounts are multiplied by, and those that shares go by; conditions are not looked at."""
    for step in payment.steps:
        for variant in variants(step):
            if isinstance(variant, AmountStep):
                yield from _read(matter, variant.amount)
    for line in payment.sharing:
        if isinstance(line, SharedAmong) and line.basis is not None:
            yield from _read(matter, line.basis)


def _read(matter: Matter, thing: object) -> Iterator[str]:
    """Give the figures that an expression counts, through the values that it names."""
    match thing:
        case ReadFigure(figure=figure):
            yield figure
        case Compared() | Quorum() | RatioOf():
            return
        case ReadBlock(block=name):
            value = next((each for each in matter.blocks(Value) if each.name == name), None)
            for expression in () if value is None else read_in(value.expression):
                yield from _read(matter, expression)
        case Expression():
            for each in facts_of(type(thing)):
                yield from _read(matter, getattr(thing, each.name))
        case tuple():
            for part in thing:
                yield from _read(matter, part)
        case _:
            return


def _is_of_a_day(figure: Figure) -> bool:
    """Say whether a figure counts somebody on a day, as a list or a register does."""
    if figure.type.quantity is not Quantity.COUNT:
        return False
    match figure.time:
        case Once(date()) | Each(_, True):
            return True
        case _:
            return False


def _of_day(figure: Figure) -> Text:
    match figure.time:
        case Once(date() as day):
            return (" on ", Inserted(say_date(day)))
        case Each(kind):
            return (f" at the end of each {kind.replace('_', '-')}",)
        case _:
            return ()


def _size(matter: Matter, figure: Figure) -> Text:
    """Give the size of the list of the party that the contract is for, where it is given once."""
    member = matter.member
    if matter.outcome is None or member is None or member.kind != figure.level or not isinstance(figure.time, Once):
        return ()
    value = matter.value(matter.rule(figure.name), member.code)
    return (": ", Inserted(say_value(value, figure.type)))
