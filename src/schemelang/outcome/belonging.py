"""Who belongs to which group, and for which days of the term."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from schemelang.figures.figures import Figures, Membership
from schemelang.graph.graph import RuleGraph


@frozen
class Stay:
    """Days for which a party belongs to a group, both ends included. The scheme is a group without a code."""

    group: str | None
    first: date
    last: date


@frozen
class Belonging:
    """The parties of each level in order of code, and which groups they belong to.

    `stays`, in order of days, are found by level and party and the level of the groups; `members`, at any
    time, by level and code of the group and the level of its members.
    """

    parties: Mapping[str, tuple[str | None, ...]]
    stays: Mapping[tuple[str, str, str], tuple[Stay, ...]]
    members: Mapping[tuple[str, str | None, str], tuple[str, ...]]


def belonging(graph: RuleGraph, figures: Figures) -> Belonging:
    """Find the groups of every party: its own, those of its groups, and the scheme."""
    *kinds, scheme = graph.levels
    codes = {kind: sorted({each.code for each in figures.members if each.kind == kind}) for kind in kinds}
    by_member = _by_member(figures.memberships)
    stays: dict[tuple[str, str, str], tuple[Stay, ...]] = {}
    for number in reversed(range(len(kinds))):
        coarser = kinds[number + 1 :]
        for code in codes[kinds[number]]:
            joined = [each for each in by_member.get(code, ()) if each.kind in coarser]
            for wanted in coarser:
                stays[kinds[number], code, wanted] = _stays(joined, wanted, stays)
            stays[kinds[number], code, scheme] = _in_scheme(graph, joined)
    parties = {kind: tuple(codes[kind]) for kind in kinds}
    return Belonging({**parties, scheme: (None,)}, stays, _members(stays))


def _by_member(memberships: Iterable[Membership]) -> dict[str, list[Membership]]:
    found: dict[str, list[Membership]] = {}
    for each in memberships:
        found.setdefault(each.member, []).append(each)
    return found


def _stays(
    joined: Iterable[Membership],
    wanted: str,
    known: Mapping[tuple[str, str, str], tuple[Stay, ...]],
) -> tuple[Stay, ...]:
    """Find a party's stays in groups of a kind: in its own such group, or else through groups in between."""
    own = [Stay(each.group, each.first, each.last) for each in joined if each.kind == wanted]
    through = [
        Stay(stay.group, max(stay.first, each.first), min(stay.last, each.last))
        for each in joined
        for stay in known.get((each.kind, each.group, wanted), ())
        if stay.first <= each.last and each.first <= stay.last
    ]
    found = tuple(sorted(own or through, key=lambda stay: stay.first))
    assert len({stay.group for stay in found}) <= 1, "figures put a party into one group of a kind"
    return found


def _in_scheme(graph: RuleGraph, joined: Iterable[Membership]) -> tuple[Stay, ...]:
    """Find a party's stays in the scheme: while it is in a group, or throughout if it never is in any."""
    finest = min((each.kind for each in joined), key=graph.levels.index, default=None)
    found = [Stay(None, each.first, each.last) for each in joined if each.kind == finest]
    return tuple(sorted(found, key=lambda stay: stay.first)) or (Stay(None, graph.first, graph.last),)


def _members(
    stays: Mapping[tuple[str, str, str], tuple[Stay, ...]],
) -> dict[tuple[str, str | None, str], tuple[str, ...]]:
    """Turn stays about, from members' groups to groups' members, which keep the order of their codes."""
    found: dict[tuple[str, str | None, str], list[str]] = {}
    for (kind, code, wanted), them in stays.items():
        if them:
            found.setdefault((wanted, them[0].group, kind), []).append(code)
    return {key: tuple(members) for key, members in found.items()}
