"""The few numbers that a step can come to, where they are few: what is lacking, and what rests on that."""

from collections.abc import Callable, Iterable
from itertools import product

from schemelang.plan.plan import (
    AtPeriods,
    Beside,
    Both,
    Choose,
    Either,
    Greater,
    IsAtMost,
    IsEqual,
    IsLess,
    Lesser,
    Minus,
    Not,
    Number,
    Op,
    Place,
    Plus,
    Rest,
    Times,
)

Few = frozenset[int]

_MOST = 12
_PAIRS = 100
_WIDE = 8


def few(op: Op, low: int | None, high: int | None, of: Callable[[Place], Few | None], at: Callable[[Place], Op]) -> Few:
    """Return the numbers that a step can come to; none if they are many. `of` says it of others, `at` what they do."""
    within = frozenset(range(low, high + 1)) if low is not None and high is not None and high - low <= _WIDE else None
    found = _found(op, of, at)
    if found is None or len(found) > _MOST:
        return within or frozenset()
    return found if within is None else found & within


def _found(op: Op, of: Callable[[Place], Few | None], at: Callable[[Place], Op]) -> Few | None:
    match op:
        case Number(value):
            return frozenset((value,))
        case Choose():
            return _chosen(op, of, at)
        case AtPeriods(one):
            return of(one)
        case Beside(parts):
            return _either_of(of(part) for part in parts)
        case Not(one):
            return _each(of(one), frozenset((0,)), lambda a, _: 1 - a)
        case _:
            return _of_two(op, of)


_ARITHMETIC: dict[type[Op], Callable[[int, int], int]] = {
    Plus: lambda a, b: a + b,
    Times: lambda a, b: a * b,
    Lesser: min,
    Greater: max,
    IsLess: lambda a, b: int(a < b),
    IsAtMost: lambda a, b: int(a <= b),
    IsEqual: lambda a, b: int(a == b),
    Both: lambda a, b: a & b,
    Either: lambda a, b: a | b,
}


def _of_two(op: Op, of: Callable[[Place], Few | None]) -> Few | None:
    match op:
        case Minus(one, less):
            return _each(of(one), of(less), lambda a, b: a - b)
        case Rest(one, by):
            return _each(of(one), of(by), lambda a, b: a % b)
        case Plus(one, other) | Times(one, other) | Lesser(one, other) | Greater(one, other):
            return _each(of(one), of(other), _ARITHMETIC[type(op)])
        case IsLess(one, other) | IsAtMost(one, other) | IsEqual(one, other) | Both(one, other) | Either(one, other):
            return _each(of(one), of(other), _ARITHMETIC[type(op)])
        case _:
            return None


def _each(some: Few | None, others: Few | None, reckon: Callable[[int, int], int]) -> Few | None:
    if some is None or others is None or len(some) * len(others) > _PAIRS:
        return None
    return frozenset(reckon(one, other) for one, other in product(some, others))


def _either_of(parts: Iterable[Few | None]) -> Few | None:
    found = frozenset[int]()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found


# ---------------------------------------------------------------- what is chosen


def _chosen(op: Choose, of: Callable[[Place], Few | None], at: Callable[[Place], Op]) -> Few | None:
    """Leave out what the condition itself excludes of what it asks about."""
    taken = _left(of(op.then), op.then, op.condition, at, so=True)
    other = _left(of(op.otherwise), op.otherwise, op.condition, at, so=False)
    return _either_of((taken, other))


def _left(some: Few | None, place: Place, condition: Place, at: Callable[[Place], Op], *, so: bool) -> Few | None:
    """Return which of some numbers are left for a step where a condition on it is so, or is not."""
    asked = at(condition)
    if isinstance(asked, Not):
        return _left(some, place, asked.one, at, so=not so)
    if some is None or not isinstance(asked, IsEqual | IsLess | IsAtMost):
        return some
    one, other = at(asked.one), at(asked.other)
    reckon = _ARITHMETIC[type(asked)]
    if asked.one == place and isinstance(other, Number):
        return frozenset(each for each in some if bool(reckon(each, other.value)) == so)
    if asked.other == place and isinstance(one, Number):
        return frozenset(each for each in some if bool(reckon(one.value, each)) == so)
    return some
