"""In which order a plan is worked out: what gathers everybody stands between one pass over all blocks and the next."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from schemelang.columns.names import needs_of
from schemelang.light import frozen
from schemelang.plan.plan import (
    ByReference,
    NearestShares,
    OfGroup,
    OverMembers,
    Parameter,
    Place,
    PlaceInGroup,
    Plan,
    Supplied,
)


@frozen
class Pass:
    """One pass over all blocks.

    `before` are the steps of the whole scheme that are worked out before it. `gathers` are those that it adds up,
    and `collects` what it works out for everybody, because a step needs everybody at once: those steps are `whole`.
    `wanted` are the results that it hands over.
    """

    before: tuple[Place, ...]
    gathers: tuple[Place, ...]
    whole: tuple[Place, ...]
    collects: tuple[Place, ...]
    wanted: tuple[Place, ...]


@frozen
class Stages:
    """What is worked out when. `after` are the steps of the whole scheme that come of the last pass."""

    passes: tuple[Pass, ...]
    after: tuple[Place, ...]
    varies: frozenset[Place]
    """The steps that depend on a number that may be another from run to run."""


def is_scheme(plan: Plan, place: Place) -> bool:
    """Say whether a step is of the whole scheme."""
    return plan.steps[place].shape.level == plan.graph.levels[-1]


def is_gathering(plan: Plan, place: Place) -> bool:
    """Say whether a step adds up what is worked out block by block."""
    return isinstance(plan.steps[place].op, OverMembers) and is_scheme(plan, place)


def is_whole(plan: Plan, place: Place) -> bool:
    """Say whether a step needs everybody at once."""
    match plan.steps[place].op:
        case ByReference():
            return True
        case PlaceInGroup(_, group):
            return group == plan.graph.levels[-1]
        case NearestShares(pool):
            return is_scheme(plan, pool)
        case _:
            return False


def under(plan: Plan, wanted: Iterable[Place]) -> tuple[Place, ...]:
    """Return some steps and all that they are worked out from, needs first."""
    return ordered(wanted, lambda place: needs_of(plan, place), lambda _: False)


def ordered(
    wanted: Iterable[Place], needs: Callable[[Place], Sequence[Place]], is_known: Callable[[Place], bool]
) -> tuple[Place, ...]:
    """Return what is to be worked out for some steps, needs right before what needs them; what is known is left."""
    found: dict[Place, None] = {}
    for each in wanted:
        waiting = [each]
        while waiting:
            place = waiting[-1]
            missing = [need for need in needs(place) if need not in found and not is_known(need)]
            if place in found or is_known(place) or not missing:
                waiting.pop()
                if not is_known(place):
                    found.setdefault(place)
            else:
                waiting.append(max(missing))  # what comes last rests on most; with it begun the others come and go
    return tuple(found)


def stages(plan: Plan, wanted: Sequence[Place], again: frozenset[str] = frozenset()) -> Stages:
    """Find what is worked out when; the figures of `again` are others in each scenario."""
    places = under(plan, wanted)
    ready = _ready(plan, places)
    of_blocks = [place for place in wanted if not is_scheme(plan, place)]
    handed = max((ready[place] for place in of_blocks), default=-1)
    number = max(handed, *(ready[place] - 1 for place in places if ready[place]), -1) + 1
    passes = tuple(_pass(plan, k, places, ready, of_blocks if k == handed else []) for k in range(number))
    after = tuple(place for place in places if is_scheme(plan, place) and ready[place] == number)
    return Stages(passes, _plain(plan, after), _varying(plan, places, again))


def _pass(
    plan: Plan, number: int, places: Sequence[Place], ready: Mapping[Place, int], handed: Sequence[Place]
) -> Pass:
    due = [place for place in places if ready[place] == number + 1]
    whole = tuple(place for place in due if is_whole(plan, place))
    collects = dict.fromkeys(need for place in whole for need in needs_of(plan, place) if not is_scheme(plan, need))
    before = tuple(place for place in places if is_scheme(plan, place) and ready[place] == number)
    return Pass(
        before=_plain(plan, before),
        gathers=tuple(place for place in due if is_gathering(plan, place)),
        whole=whole,
        collects=tuple(collects),
        wanted=tuple(handed),
    )


def _plain(plan: Plan, places: Iterable[Place]) -> tuple[Place, ...]:
    """Leave those that are gathered, or need everybody at once, to the passes."""
    return tuple(place for place in places if not is_gathering(plan, place) and not is_whole(plan, place))


def _ready(plan: Plan, places: Iterable[Place]) -> dict[Place, int]:
    """Find before which pass each step can be worked out."""
    found: dict[Place, int] = {}
    for place in places:
        own = max((found[need] for need in needs_of(plan, place)), default=0)
        found[place] = own + 1 if is_gathering(plan, place) or is_whole(plan, place) else own
    return found


def _varying(plan: Plan, places: Iterable[Place], again: frozenset[str]) -> frozenset[Place]:
    found = set[Place]()
    for place in places:
        op = plan.steps[place].op
        itself = isinstance(op, Parameter) or (isinstance(op, Supplied) and op.figure in again)
        if itself or any(need in found for need in needs_of(plan, place)):
            found.add(place)
    return frozenset(found)


def pairs(plan: Plan, wanted: Iterable[Place]) -> frozenset[tuple[str, str]]:
    """Find the levels that are tied by a step: parties that are tied so are never parted."""
    found = set[tuple[str, str]]()
    for place in under(plan, wanted):
        step = plan.steps[place]
        match step.op:
            case OfGroup(one):
                found.add((step.shape.level, plan.steps[one].shape.level))
            case OverMembers(one):
                found.add((plan.steps[one].shape.level, step.shape.level))
            case PlaceInGroup(_, group):
                found.add((step.shape.level, group))
            case NearestShares(pool):
                found.add((step.shape.level, plan.steps[pool].shape.level))
            case _:
                pass
    return frozenset(found)
