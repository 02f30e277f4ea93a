"""Values taken apart again, for words only: a share into part and whole, a group's into its members'."""

from fractions import Fraction

from schemelang.explanation.phrases import in_all
from schemelang.explanation.reading import Reading, Spot
from schemelang.graph.graph import Apportioned, Joint, Over, Pooled, Ratio, RuleId, Settled
from schemelang.light import frozen
from schemelang.model.model import Quantity, Type
from schemelang.outcome.changed import was_there
from schemelang.outcome.outcome import Absent, Lack


@frozen
class Parts:
    """The part and the whole of a share, and the type of the part. A group's are sums over its members."""

    part: Fraction
    whole: Fraction
    kind: Type


def parts_of(reading: Reading, spot: Spot) -> Parts | None:
    """Return the part and the whole of a value that is a share; None of any other."""
    at = _source(reading, spot)
    rule = reading.rule(at)
    if rule.type.quantity is not Quantity.SHARE or isinstance(reading.value(at), Absent):
        return None
    match rule.kind:
        case Ratio(part, whole):
            return _added_up(reading, (at,), part, whole)
        case Pooled(part, whole):
            return _added_up(reading, counted(reading, at, rule.kind), part, whole)
        case _:
            return None


@frozen
class Sums:
    """What the members of a group have together: their parts, their wholes, and their wholes with nothing left out."""

    part: Fraction
    whole: Fraction
    every: Fraction | None


def sums_of(reading: Reading, spot: Spot, pooled: Pooled) -> Sums:
    """Return what is divided by what in a pooled value; `every` only where something is left out of the wholes."""
    members = counted(reading, spot, pooled)
    part, whole = (_sum(reading, members, need) for need in (pooled.part, pooled.whole))
    settled = reading.graph.by_id[pooled.indicator].kind
    ratio = reading.graph.by_id[settled.need].kind if isinstance(settled, Settled) else None
    if not isinstance(ratio, Ratio) or ratio.floor is None:
        return Sums(part, whole, None)
    wholes = tuple(reading.need(member, pooled.whole) for member in members)
    return Sums(part, whole, _sum(reading, wholes, in_all(reading.graph, pooled)))


def _source(reading: Reading, spot: Spot) -> Spot:
    """Return where a value that is only passed on comes from."""
    while True:
        kind = reading.rule(spot).kind
        if not isinstance(kind, Settled):
            return spot
        needed = reading.need(spot, kind.need)
        if reading.value(needed) != reading.value(spot):
            return spot
        spot = needed


def counted(reading: Reading, spot: Spot, over: Over | Pooled) -> tuple[Spot, ...]:
    """Return the members' values that are put together: those that are not left out."""
    members = members_of(reading, spot, over)
    return tuple(member for member in members if not is_left_out(reading, member))


def members_of(reading: Reading, spot: Spot, over: Over | Pooled) -> tuple[Spot, ...]:
    """Return the members' values that a rule goes through; of a pooled indicator, each member's result."""
    need = over.indicator if isinstance(over, Pooled) else over.need
    return reading.members(spot, need, over.members.singular, over.day)


def joined(reading: Reading, spot: Spot, joint: Joint) -> tuple[Spot, ...]:
    """Return the figures that are put together of a member and of those that merged into it, itself first."""
    rule, belongs = reading.rule(spot), reading.belonging
    assert spot.party is not None, "only members merge"
    gone = belongs.merged.get((rule.level, spot.party), ())
    own = Spot(joint.need, spot.party, spot.period)
    several = [own, *(Spot(joint.need, who, spot.period) for who in gone)]
    given = [reading.value(each._replace(rule=joint.given)) for each in several]
    moment, them = spot.period or rule.moment, [belongs.who[rule.level, who] for who in (spot.party, *gone)]
    there = [was_there(reading.graph, member, moment, at_end=joint.at_end) for member in them]
    has = [
        each
        for each, value, was in zip(several, given, there, strict=True)
        if was or not (isinstance(value, Absent) and value.lack is Lack.NOT_REPORTED)
    ]
    return tuple(has or [own])


def is_left_out(reading: Reading, spot: Spot) -> bool:
    """Say whether a member's value is left out of what its group comes to."""
    value = reading.value(spot)
    return isinstance(value, Absent) and value.lack is Lack.LEFT_OUT


def _added_up(reading: Reading, spots: tuple[Spot, ...], part: RuleId, whole: RuleId) -> Parts | None:
    kind = reading.graph.by_id[part].type
    if kind.quantity is Quantity.SHARE:
        return None
    return Parts(_sum(reading, spots, part), _sum(reading, spots, whole), kind)


def _sum(reading: Reading, spots: tuple[Spot, ...], need: RuleId) -> Fraction:
    values = (reading.value(reading.need(spot, need)) for spot in spots)
    return sum((value for value in values if isinstance(value, Fraction)), Fraction(0))


def pool_of(reading: Reading, spot: Spot, share: Apportioned) -> Spot:
    """Return the group's money of which a member has a share."""
    return reading.need(spot, share.pool)


def weights_of(reading: Reading, spot: Spot, share: Apportioned) -> tuple[Spot, ...]:
    """Return what each member of the same group counts for."""
    pool = pool_of(reading, spot, share)
    members = () if pool.nobody else reading.members(pool, share.weight, reading.rule(spot).level, None)
    return tuple(member for member in members if not is_left_out(reading, member))
