"""Rules put in order, needs first; or a chain of rules that leads back to where it began."""

from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush

from schemelang.graph.graph import Rule, RuleId, needs
from schemelang.light import frozen


@frozen
class Cycle:
    """Rules of which each needs the next, and the last is the first again."""

    chain: tuple[RuleId, ...]


def in_order(rules: tuple[Rule, ...]) -> tuple[Rule, ...] | Cycle:
    """Put rules in order, each after its needs; of those that can stand next, the earlier comes first."""
    place = {rule.id: number for number, rule in enumerate(rules)}
    needed = {rule.id: needs(rule.kind) for rule in rules}
    assert all(need in place for them in needed.values() for need in them), "a need is a rule of the graph"
    if all(place[need] < place[rule] for rule, them in needed.items() for need in them):
        return rules  # as they are made of most schemes
    sorter = TopologicalSorter(needed)
    try:
        sorter.prepare()
    except CycleError as problem:
        return _from_its_earliest(problem.args[1], place)
    ordered: list[Rule] = []
    ready: list[int] = []
    while len(ordered) < len(rules):
        for rule in sorter.get_ready():
            heappush(ready, place[rule])
        ordered.append(rules[heappop(ready)])
        sorter.done(ordered[-1].id)
    return tuple(ordered)


def _from_its_earliest(found: list[RuleId], place: dict[RuleId, int]) -> Cycle:
    """Turn a cycle so that each rule needs the next, and so that it begins with its earliest rule.

    The sorter names each rule before the one that needs it.
    """
    ring = found[:0:-1]
    start = ring.index(min(ring, key=place.__getitem__))
    return Cycle((*ring[start:], *ring[:start], ring[start]))
