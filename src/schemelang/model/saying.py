"""A value said as its type is said: £24,500.00, 93%, 880, yes, 1 April 2013, acute."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import assert_never

from schemelang.dates import say_date
from schemelang.model.model import Quantity, Type
from schemelang.quantities import say_money, say_number, say_percent

LaidDown = Fraction | bool | date | str

_SAY: dict[Quantity, Callable[[Fraction], str]] = {Quantity.MONEY: say_money, Quantity.SHARE: say_percent}


def say_known(value: LaidDown, kind: Type) -> str:
    """Say a value that is there; a number without what it counts."""
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return say_date(value)
        case str():
            return value
        case Fraction():
            return _SAY.get(kind.quantity, say_number)(value)
        case _:
            assert_never(value)
