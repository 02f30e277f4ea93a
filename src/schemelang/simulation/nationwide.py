"""Scenarios of a whole country, in which no figure becomes an object of its own."""

from collections.abc import Mapping, Sequence
from contextlib import closing

from attrs import evolve, frozen

from schemelang.columns.crowd import Crowd
from schemelang.columns.layout import Layout
from schemelang.columns.national import ground_of, see_limits
from schemelang.columns.of_roll import crowd_of
from schemelang.columns.roll import Roll
from schemelang.columns.supply import Column, Shelf, columns_of
from schemelang.columns.trying import nationwide
from schemelang.figures.figures import Figures, Member, Membership
from schemelang.graph.graph import Given, RuleGraph
from schemelang.outcome.over_time import periods_by_rule
from schemelang.plan.counted import counted, why_not
from schemelang.plan.from_graph import lower
from schemelang.simulation.at_once import Numbers, Ready
from schemelang.simulation.cases import Case
from schemelang.simulation.moved import begin
from schemelang.simulation.movement import Movement, aims_of, movement_of


def who_takes_part(roll: Roll, graph: RuleGraph) -> Figures:
    """Return who takes part and who is in which group, without any figure."""
    them = roll.settled
    settled = {(each.kind, each.code) for each in them.members} if them is not None else set()
    members = [
        Member(code=code, name=name, kind=level)
        for level, codes in roll.codes.items()
        for code, name in zip(codes, roll.names[level], strict=True)
        if (level, code) not in settled
    ]
    memberships = [
        Membership(
            member=roll.codes[level][at],
            kind=coarser,
            group=roll.codes[coarser][place],
            first=graph.first,
            last=graph.last,
            place=None,
        )
        for (level, coarser), owners in roll.owners.items()
        for at, place in enumerate(owners.tolist())
        if place >= 0 and (level, roll.codes[level][at]) not in settled
    ]
    if them is not None:
        members += them.members
        memberships += them.memberships
    return Figures(
        members=tuple(sorted(members, key=lambda each: each.code)),
        memberships=tuple(sorted(memberships, key=lambda each: each.member)),
        data={},
        files=tuple(file.name for file in roll.files),
    )


@frozen
class Nationwide:
    """Scenarios that can be worked out at once, and how many figures move by some amount, and are no numbers."""

    ready: Ready
    unmoved: int


def make_ready(roll: Roll, layout: Layout, graph: RuleGraph, cases: Sequence[Case], first: Case) -> Nationwide | None:
    """Make scenarios ready to be worked out at once; nothing where each is to be worked out by itself.

    `first` is the one in which all moves that moves by an amount in any.
    """
    numbers = Numbers.of(graph, cases)
    if numbers is None:
        return None
    columns = columns_of(roll, layout)
    see_limits(columns, graph)
    crowd = crowd_of(roll, graph)
    if crowd.belonging is not None and crowd.belonging.went_into:
        return None
    movement = _movement(crowd, columns, cases)
    codes = [code for them in roll.codes.values() for code in them]
    codes += {part.payee for part in graph.due if part.payee is not None and not part.is_shared}
    ground = ground_of(roll, crowd, columns, layout.words)
    domains = {**ground.domains, **movement.domains()}
    plan = lower(graph, evolve(ground, parameters=numbers.domains, domains=domains))
    if why_not(plan) is not None or len(set(codes)) < len(codes):
        return None
    parameters = [numbers.as_it_is, *(numbers.in_(case) for case in cases)]
    with closing(Shelf(roll, columns)) as shelf:
        also = frozenset(each.name for each in movement.figures)
        tried = nationwide(counted(plan), crowd, shelf, parameters, again=movement.moving, also=also)
    if not movement.moving:
        return Nationwide(Ready(done=cases, tried=tried), 0)
    moved = begin(movement, crowd, tried.figures)
    unmoved = moved.unmoved(aims_of(first, crowd, columns))
    return Nationwide(Ready(done=cases, tried=evolve(tried, others=moved)), unmoved)


def _movement(crowd: Crowd, columns: Mapping[str, Column], cases: Sequence[Case]) -> Movement:
    periods = periods_by_rule(crowd.graph)
    axes = {rule.kind.figure: periods[rule.id] for rule in crowd.graph.rules if isinstance(rule.kind, Given)}
    return movement_of(crowd, columns, axes, cases)
