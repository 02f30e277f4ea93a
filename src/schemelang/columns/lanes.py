"""How each step of a plan is held and reckoned: in the narrowest way that its ends prove exact.

Whole numbers below 2**53 are exact in float64, in which sums, differences and products of them that stay below it are
exact too, and in which a quotient rounded down to a whole number is: it lies further from the next whole number
than half of what the quotient may be off. Below 2**63 they are held in int64. Beyond, a number is held twice, near
enough in float64 and by its remainder at 2**64, which together are exact while the first is off by less than 2**61.
What has no end, or more than that, is reckoned in Python's own integers, one after the other.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from schemelang.graph.graph import RuleGraph
from schemelang.light import frozen
from schemelang.plan.plan import (
    AtPeriods,
    Belongs,
    Beside,
    Both,
    ByReference,
    Choose,
    Divided,
    Either,
    Greater,
    InOrder,
    IsAtMost,
    IsEqual,
    IsLess,
    Lesser,
    Merging,
    Minus,
    NearestShares,
    Not,
    Number,
    OfGroup,
    Op,
    OverMembers,
    OverPeriods,
    Parameter,
    PartOfTerm,
    Place,
    PlaceInGroup,
    Plan,
    Plus,
    Rest,
    Shape,
    Step,
    Supplied,
    Times,
    WasThere,
)
from schemelang.plan.pruned import needs as needed_steps

_Ends = tuple[int | None, int | None]

FLOAT_END = 2**53
INT_END = 2**63
WIDE_END = 2**200  # how far off it is gives out long before
_OFF_END = 2**60


class Lane(IntEnum):
    """A way to hold a number, the narrowest first."""

    ONE = 0
    """One Python integer, for what is of the whole scheme and has one row."""
    YES = 1
    """Yes or no, a byte each."""
    FLOAT = 2
    """Whole numbers below 2**53 in float64."""
    INT = 3
    """Whole numbers below 2**63 in int64."""
    WIDE = 4
    """Two limbs: a number near by in float64, and the remainder at 2**64."""
    WHOLE = 5
    """Python's own integers, of any length."""


@frozen
class Held:
    """How a step is held: its lane, the lane in which it is reckoned, and how far a number near by may be off."""

    lane: Lane
    reckoned: Lane
    off: int = 0


def is_one(shape: Shape, graph: RuleGraph) -> bool:
    """Say whether a step is one number: of the whole scheme, with one row."""
    return shape.level == graph.levels[-1] and len(shape.axis) == 1


def by_ends(*ends: _Ends) -> Lane:
    """Return the lane that holds numbers within some ends."""
    most = _furthest(ends)
    if most is None or most >= WIDE_END:
        return Lane.WHOLE
    return Lane.FLOAT if most < FLOAT_END else Lane.INT if most < INT_END else Lane.WIDE


def _furthest(every: Iterable[_Ends]) -> int | None:
    """Return how far from nothing any number within some ends can be, if there is an end to it."""
    most = 0
    for low, high in every:
        if low is None or high is None:
            return None
        most = max(most, abs(low), abs(high))
    return most


def lanes(plan: Plan) -> tuple[Held, ...]:
    """Find how each step of a plan is held."""
    found: list[Held] = []
    for step in plan.steps:
        found.append(_held(step, plan, found))
    return tuple(found)


def _held(step: Step, plan: Plan, held: Sequence[Held]) -> Held:
    own = by_ends((step.low, step.high))
    own = Lane.WHOLE if own is Lane.WIDE else own
    one, of_scheme = is_one(step.shape, plan.graph), step.shape.level == plan.graph.levels[-1]
    if one or (of_scheme and isinstance(step.op, OverMembers)):
        ends = [(plan.steps[need].low, plan.steps[need].high) for need in needed_steps(step.op)]
        lane = by_ends((step.low, step.high), *ends)
        return Held(Lane.ONE if one else own, Lane.WHOLE if lane is Lane.WIDE else lane)
    match step.op:
        case (
            Number()
            | Parameter()
            | Supplied()
            | Belongs()
            | InOrder()
            | PartOfTerm()
            | Merging()
            | WasThere()
            | ByReference()
        ):
            lane = Lane.YES if (step.low, step.high) == (0, 1) else own
            return Held(lane, lane)
        case Both() | Either() | Not():
            return Held(Lane.YES, Lane.YES)
        case NearestShares() | PlaceInGroup():
            return Held(own, own)
        case _:
            return _reckoned(step, plan, held)


def _reckoned(step: Step, plan: Plan, held: Sequence[Held]) -> Held:
    """Find the lane in which a step is reckoned from others, and that of what comes of it."""
    op = step.op
    needs = needed_steps(op)[1:] if isinstance(op, Choose) else needed_steps(op)
    yes_or_no = isinstance(op, IsLess | IsAtMost | IsEqual)
    ends = [(plan.steps[need].low, plan.steps[need].high) for need in needs]
    lane = by_ends(*ends, (step.low, step.high), *_between(step, plan))
    if not yes_or_no and _stays_yes_or_no(step, needs, held):
        return Held(Lane.YES, Lane.YES)
    if lane in {Lane.FLOAT, Lane.INT}:
        exact = _as_they_are(op, needs, held) if lane is Lane.FLOAT else lane
        return Held(Lane.YES if yes_or_no else exact, exact)
    off = _off(step, plan, needs, held) if lane is Lane.WIDE else None
    if off is None:
        return Held(Lane.YES if yes_or_no else Lane.WHOLE, Lane.WHOLE)
    own = by_ends((step.low, step.high))
    return Held(Lane.YES if yes_or_no else Lane.INT if own < Lane.WIDE else own, Lane.WIDE, off)


def _stays_yes_or_no(step: Step, needs: Sequence[Place], held: Sequence[Held]) -> bool:
    """Say whether what is taken from elsewhere, or chosen, or compared is yes or no, and stays so."""
    passes = Choose | OfGroup | AtPeriods | Beside | Lesser | Greater
    gathers = isinstance(step.op, OverMembers | OverPeriods) and step.op.how != "sum"
    within = step.low is not None and step.low >= 0 and step.high is not None and step.high <= 1
    tables = [held[need].lane for need in needs if held[need].lane is not Lane.ONE]
    return within and (gathers or isinstance(step.op, passes)) and bool(tables) and set(tables) == {Lane.YES}


def _as_they_are(op: Op, needs: Sequence[Place], held: Sequence[Held]) -> Lane:
    """Stay in int64 where all that is needed is held so; only a quotient is quicker in float64."""
    tables = {held[need].lane for need in needs} - {Lane.ONE}
    return Lane.INT if tables == {Lane.INT} and not isinstance(op, Divided | Rest) else Lane.FLOAT


def _between(step: Step, plan: Plan) -> Iterable[_Ends]:
    """Return the ends of what comes up on the way to a step."""
    match step.op:
        case Rest(one, by):
            low, high = plan.steps[one].low, plan.steps[one].high
            most = plan.steps[by].high
            if low is None or most is None:
                return [(None, None)]
            return [(low - most, high)]
        case _:
            return []


# ---------------------------------------------------------------- how far off a number near by is


def _off(step: Step, plan: Plan, needs: Sequence[Place], held: Sequence[Held]) -> int | None:
    """Return how far a step in two limbs may be off in float64 at most; None where that is not exact."""
    offs = [_off_of(plan.steps[need], held[need]) for need in needs]
    if None in offs:
        return None
    sizes = [_size(plan.steps[need]) for need in needs]
    off = _off_by(step, sizes, [each for each in offs if each is not None], plan, needs)
    return off if off is not None and off < _OFF_END else None


def _size(step: Step) -> int:
    assert step.low is not None, "two limbs have ends"
    assert step.high is not None, "two limbs have ends"
    return max(abs(step.low), abs(step.high))


def _off_of(step: Step, held: Held) -> int | None:
    """Return how far what is needed may be off once it is held in two limbs."""
    if held.lane is Lane.WHOLE:
        return 0 if by_ends((step.low, step.high)) is Lane.FLOAT else _lost(_size(step))
    return held.off if held.lane is Lane.WIDE else _lost(_size(step))


def _lost(size: int) -> int:
    """Return what float64 may lose of a number of a size, or more."""
    return 0 if size < FLOAT_END else (size >> 52) + 1


def _off_by(step: Step, sizes: list[int], offs: list[int], plan: Plan, needs: Sequence[Place]) -> int | None:
    match step.op:
        case Plus() | Minus():
            return sum(offs) + _lost(sum(sizes) + sum(offs))
        case Times():
            (one, other), (off, off_other) = sizes, offs
            off_both = off * (other + off_other) + off_other * one
            return off_both + _lost((one + off) * (other + off_other))
        case IsLess() | IsAtMost() | IsEqual() | Lesser() | Greater():
            apart = sum(offs) + _lost(sum(sizes) + sum(offs))
            return max(offs) if apart < _OFF_END else None
        case Choose() | OfGroup() | AtPeriods() | Beside():
            return max(offs)
        case Divided() | Rest():
            return _off_of_quotient(step, sizes, offs, plan.steps[needs[1]])
        case OverPeriods(_, "sum", rows):
            return _off_of_sum(max(map(len, rows)), sizes[0], offs[0])
        case OverMembers(one, "sum"):
            members = plan.steps[one].shape.level
            return _off_of_sum(plan.ground.most[members, step.shape.level], sizes[0], offs[0])
        case _:
            return None


def _off_of_quotient(step: Step, sizes: list[int], offs: list[int], by: Step) -> int | None:
    """Allow for a quotient being set right by its remainder, which must fit into int64 before it is."""
    if by_ends((by.low, by.high)) > Lane.INT or by_ends((step.low, step.high)) > Lane.INT:
        return None
    remainder = 2 * offs[0] + 4 * _lost(sizes[0]) + 4 * sizes[1]
    quotient = 2 * sizes[0] + offs[0]
    assert by.low is not None, "nothing is divided by what may be anything"
    return 0 if remainder < _OFF_END * 4 and quotient // by.low < INT_END // 2 else None


def _off_of_sum(number: int, size: int, off: int) -> int:
    return number * off + number * _lost(number * (size + off))
