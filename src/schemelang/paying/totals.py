"""Control totals: how many sums there are, what they come to, and a hash total that tells if one was swapped."""

import re
from collections.abc import Iterable

from attrs import frozen

from schemelang.paying.due import Due
from schemelang.quantities import say_pence


@frozen
class Control:
    """What is counted over again wherever sums go: their number, their total, and their hash total.

    That is the figures of each payee's code read as a number and added up, F84118 as 84118; of somebody whom a group
    nominated, of the group's. It is nobody's money; it shows that no payee was lost or taken for another.
    """

    count: int
    pence: int
    hashed: int


def control(dues: Iterable[Due]) -> Control:
    """Count and add up sums."""
    them = tuple(dues)
    return Control(len(them), sum(due.pence for due in them), sum(_digits(due.payee_code or due.group) for due in them))


def _digits(code: str) -> int:
    return int(re.sub(r"[^0-9]", "", code) or 0)


def say_control(found: Control) -> str:
    """Say a control total on one line."""
    rows = "1 row" if found.count == 1 else f"{found.count:,} rows"
    return f"{rows}, {say_pence(found.pence)}, hash total {found.hashed:,}"
