"""Everybody that files of Parquet name, as a programme takes them: who is in which group, and for which days."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from schemelang.columns.crowd import Crowd, Pair, Tie, ties_of_those_that_merge
from schemelang.columns.roll import Roll, leave
from schemelang.graph.graph import RuleGraph

if TYPE_CHECKING:
    from schemelang.outcome.belonging import Belonging


def crowd_of(roll: Roll, graph: RuleGraph) -> Crowd:
    """Return everybody; how those come and go who are not there for the whole term, the reference evaluator says."""
    levels, scheme = graph.levels[:-1], graph.levels[-1]
    pairs = [(level, coarser) for number, level in enumerate(levels) for coarser in levels[number + 1 :]]
    ties = {pair: Tie(roll.owner(*pair)) for pair in pairs}
    if roll.settled is None:
        return Crowd(graph, roll.codes, ties)
    from schemelang.figures.figures import Figures  # only where somebody comes or goes
    from schemelang.outcome.belonging import belonging
    from schemelang.plan.ground import nobody_moves

    them = Figures(members=roll.settled.members, memberships=roll.settled.memberships, data={})
    belongs = belonging(graph, them)
    if not nobody_moves(belongs):
        (_, code), *_ = belongs.moved
        remedy = "Say on which day groups count, such as: groups practices into networks on 1 April 2026."
        leave(f"{code} moves from one group to another within the term, and no one day's groups count", remedy)
    ties |= {(level, scheme): Tie(np.zeros(len(roll.codes[level]), np.int64)) for level in levels}
    ties = {pair: _dated(pair, tie, roll, belongs) for pair, tie in ties.items()}
    ties = {pair: tie for pair, tie in ties.items() if pair[1] != scheme or not tie.is_steady}
    ties |= ties_of_those_that_merge(belongs, roll.codes)
    return Crowd(graph, roll.codes, ties, belongs)


def _dated(pair: Pair, tie: Tie, roll: Roll, belongs: "Belonging") -> Tie:
    """Say from which day to which each is in its group, if somebody is not for the whole term."""
    level, coarser = pair
    term = belongs.graph.first.toordinal(), belongs.graph.last.toordinal()
    places = {code: at for at, code in enumerate(roll.codes[level])}
    groups = {code: at for at, code in enumerate(roll.codes.get(coarser, ()))}
    place, first, last = tie.place.copy(), np.full(len(places), term[0]), np.full(len(places), term[1])
    for code in _settled(belongs, level):
        stay, at = belongs.stays.get((level, code, coarser)), places[code]
        place[at] = -1 if stay is None else 0 if stay.group is None else groups[stay.group]
        first[at], last[at] = (0, -1) if stay is None else (stay.first.toordinal(), stay.last.toordinal())
    there = place >= 0
    if (first[there] <= term[0]).all() and (last[there] >= term[1]).all():
        return Tie(place)
    return Tie(place, first, last)


def _settled(belongs: "Belonging", level: str) -> Iterator[str]:
    return (code for code in belongs.parties[level] if code is not None)
