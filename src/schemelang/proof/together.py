"""What one is paid of what all reach together: what it loses if others reach nothing, and what it gains alone."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from schemelang.dates import Period
from schemelang.graph.graph import Rule, RuleId
from schemelang.outcome.outcome import RuleValue
from schemelang.proof.reach import Reach
from schemelang.proof.subject import Subject
from schemelang.proof.worlds import Figure, World, Worth
from schemelang.quantities import say_money

_MOST = 400
"""Of worlds with more figures than this no more is said."""


def resting_on_others(subject: Subject, rule: Rule, reaches: Sequence[Reach]) -> str:
    """Say of one practice what it is paid as things are, if the others reach nothing, and if it alone reaches all."""
    world = next(iter(subject.worlds()), None)
    if world is None or len(world.figures.data) > _MOST:
        return ""
    for who in world.parties[rule.level]:
        now = pay_of(world, rule.id, who)
        keys = [(key, reach) for reach in reaches for key in _keys(world, reach.figure)]
        others = {key: worth for key, reach in keys if key[1] != who for worth in _end(world, key, -reach.way)}
        own = {key: worth for key, reach in keys if key[1] == who for worth in _end(world, key, reach.way)}
        without, alone = _paid(world, rule, who, others), _paid(world, rule, who, own)
        if who is None or now is None or without is None or alone is None or (now == without and now == alone):
            continue
        name = world.name(rule.level, who)
        return (
            f"On {world.origin}, {name} is paid {say_money(now)}. It would be {say_money(without)} "
            f"if the others reached nothing, and {say_money(alone)} if it alone reached all that it can."
        )
    return ""


def _paid(world: World, rule: Rule, who: str | None, changes: dict[Figure, Worth]) -> Fraction | None:
    """Return what somebody is paid once some figures are others; nothing where they break a bound."""
    if not changes or not world.is_within(changes):
        return None
    return pay_of(world.with_(changes), rule.id, who)


def _keys(world: World, name: str) -> Iterator[Figure]:
    for key in world.figures.data:
        if key[0] == name and (key[2] is None or key[2].first >= world.graph.first) and world.given(key) is not None:
            yield key


def _end(world: World, figure: Figure, way: int) -> Iterator[Worth]:
    """Give the end of a figure that is the best or the worst, if it has one."""
    if isinstance(world.given(figure), bool):
        yield way > 0
        return
    least, most = world.room(figure)
    end = most if way > 0 else least
    if end is not None:
        yield end


def pay_of(world: World, rule: RuleId, payee: str | None) -> Fraction | None:
    """Return what somebody has of a payment in all periods; None where some of it is held."""
    return added_of(world.known.values[rule], payee)


def added_of(values: Mapping[tuple[str | None, Period | None], RuleValue], payee: str | None) -> Fraction | None:
    """Add up what somebody has of the values of a rule, in all periods; None where some of it is held."""
    whole = Fraction(0)
    for (party, _), value in values.items():
        if party == payee:
            if not isinstance(value, Fraction):
                return None
            whole += value
    return whole
