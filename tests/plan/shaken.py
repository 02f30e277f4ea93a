"""Figures of a scheme shaken: some are lacking, some are others, and some members come and go."""

from datetime import timedelta
from fractions import Fraction
from random import Random

from attrs import evolve

from schemelang.figures.figures import Datum, Figures, Member, Membership, State
from schemelang.graph.graph import RuleGraph

_STATES = tuple(State)


def shaken(figures: Figures, graph: RuleGraph, random: Random) -> Figures:
    """Shake figures by chance; those for whom they are stay the same."""
    share = random.choice((Fraction(0), Fraction(1, 10), Fraction(3, 10)))
    data = dict(figures.data)
    for key, datum in figures.data.items():
        if random.random() < share:
            data[key] = evolve(datum, value=random.choice(_STATES))
            if random.random() < share:
                del data[key]
        elif isinstance(datum.value, Fraction):
            data[key] = _another(datum, datum.value, random)
    if random.random() < share:
        return evolve(figures, data=data)
    members = tuple(_come_and_gone(member, graph, random) for member in figures.members)
    stays = {(each.kind, each.code): each for each in members}
    kinds = {each.code: each.kind for each in members}
    memberships = [_within(each, stays[kinds[each.member], each.member]) for each in figures.memberships]
    there = tuple(each for each in memberships if each.first <= each.last and random.random() > share / 3)
    return evolve(figures, data=data, members=members, memberships=there)


def _another(datum: Datum, value: Fraction, random: Random) -> Datum:
    others = (value, value, value, Fraction(0), value * 2, value / 3, -value, value + 1)
    return evolve(datum, value=random.choice(others) if random.random() < Fraction(1, 3) else value)


def _come_and_gone(member: Member, graph: RuleGraph, random: Random) -> Member:
    day = graph.first + timedelta(days=random.randint(0, (graph.last - graph.first).days))
    match random.randint(0, 5):
        case 0:
            return evolve(member, first=min(day, member.last))
        case 1:
            return evolve(member, last=max(day, member.first), closed=random.random() < Fraction(1, 3))
        case _:
            return member


def _within(membership: Membership, member: Member) -> Membership:
    return evolve(membership, first=max(membership.first, member.first), last=min(membership.last, member.last))
