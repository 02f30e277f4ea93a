"""Who belongs to which group, and for which days of the term."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from schemelang.dates import Period
from schemelang.figures.figures import Figures, Member, Membership
from schemelang.graph.graph import RuleGraph
from schemelang.light import evolve, frozen
from schemelang.outcome.over_time import within_term


@frozen
class Stay:
    """Days for which a party belongs to a group, both ends included. The scheme is a group without a code."""

    group: str | None
    first: date
    last: date


Stays = Mapping[tuple[str, str, str], Stay]
"""Stays by level and code of the party, and level of the group."""


@frozen
class Belonging:
    """The parties of each level in order of code, and which groups they belong to.

    A party that belongs to no group of a level has no stay there. `members` are found by level and code of
    the group and the level of its members, whatever their days.

    Where those that merge are one member, `went_into` says into whom a member went in the end, by its level and
    code, and `merged` who went into one. One that went is no member of its own, and the one that it went into is
    there from the first day of either.

    `moved` are the stays of each member that moves between groups of a kind, in order; `stays` has the last of them.
    """

    graph: RuleGraph
    parties: Mapping[str, tuple[str | None, ...]]
    stays: Stays
    members: Mapping[tuple[str, str | None, str], tuple[str, ...]]
    who: Mapping[tuple[str, str], Member]
    went_into: Mapping[tuple[str, str], str]
    merged: Mapping[tuple[str, str], tuple[str, ...]]
    moved: Mapping[tuple[str, str], tuple[Stay, ...]]

    def seen_from(self, level: str, party: str, wanted: str, stay: Stay) -> "Belonging":
        """Return the same with a member that moved seen as a member of one of its groups alone."""
        assert isinstance(self.stays, dict), "only what everybody sees is seen from a group"
        return evolve(self, stays=ChainMap({(level, party, wanted): stay}, self.stays))

    def is_away(self, level: str, party: str | None, period: Period | None) -> bool:
        """Say whether a party is in the scheme on no day of a period."""
        stay = None if party is None else self.stays.get((level, party, self.graph.levels[-1]))
        return stay is not None and period is not None and (stay.last < period.first or period.last < stay.first)

    def owner(self, level: str, party: str | None, wanted: str) -> str | None:
        """Find whose value of a level a party reads: its own or its group's; None for the scheme, or no group."""
        if wanted == level:
            return party
        if wanted == self.graph.levels[-1]:
            return None
        assert party is not None, "a rule never reads a finer one"
        stay = self.stays.get((level, party, wanted))
        return None if stay is None else stay.group

    def members_on(self, level: str, group: str | None, finer: str, day: date | None) -> tuple[str, ...]:
        """Return who of a finer level belongs to a group: on a day of the term or, without one, at any time."""
        everybody = self.members.get((level, group, finer), ())
        if day is None:
            return everybody
        on = within_term(self.graph, day)
        stays = [self._stay_in(finer, member, level, group) for member in everybody]
        return tuple([who for who, stay in zip(everybody, stays, strict=True) if stay.first <= on <= stay.last])

    def _stay_in(self, level: str, member: str, wanted: str, group: str | None) -> Stay:
        """Return a member's stay in a group of which it is, or was, a member."""
        for stay in self.moved.get((level, member), ()):
            if stay.group == group:
                return stay
        return self.stays[level, member, wanted]


def belonging(graph: RuleGraph, figures: Figures) -> Belonging:
    """Find the groups of every party: its own, those of its groups, and the scheme.

    Nobody moves where groups are in groups themselves.
    """
    *kinds, scheme = graph.levels
    in_time = sorted(figures.memberships, key=lambda each: each.first)
    joined = {(each.member, each.kind): each for each in in_time}
    members = sorted(figures.members, key=lambda member: member.code)
    stays: dict[tuple[str, str, str], Stay] = {}
    for number in reversed(range(len(kinds))):
        for member in (each for each in members if each.kind == kinds[number]):
            for wanted in range(number + 1, len(kinds)):
                stay = _stay(member.code, kinds[number + 1 : wanted + 1], joined, stays)
                if stay is not None:
                    stays[member.kind, member.code, kinds[wanted]] = stay
            first, last = max(member.first, graph.first), min(member.last, graph.last)
            stays[member.kind, member.code, scheme] = Stay(None, first, last)
    parties = {kind: tuple(each.code for each in members if each.kind == kind) for kind in kinds}
    went_into = _went_into(graph, members)
    stays = _as_one(stays, went_into)
    counted = {key: stay for key, stay in stays.items() if key[:2] not in went_into}
    moved = _moved(kinds[0], in_time)
    return Belonging(
        graph=graph,
        parties={**parties, scheme: (None,)},
        stays=stays,
        members=_members(_each_stay(counted, moved)),
        who={(member.kind, member.code): member for member in members},
        went_into=went_into,
        merged=_merged(went_into),
        moved=moved,
    )


def _moved(leaf: str, memberships: Sequence[Membership]) -> dict[tuple[str, str], tuple[Stay, ...]]:
    """Find the members that were in several groups, one after the other."""
    found: dict[tuple[str, str], list[Stay]] = {}
    for each in memberships:
        found.setdefault((leaf, each.member), []).append(Stay(each.group, each.first, each.last))
    return {key: tuple(stays) for key, stays in found.items() if len(stays) > 1}


def _each_stay(
    stays: Stays, moved: Mapping[tuple[str, str], tuple[Stay, ...]]
) -> Iterator[tuple[tuple[str, str, str], Stay]]:
    """Give each party's stay in a group, and of one that moved all of them."""
    for (level, code, wanted), stay in stays.items():
        several = moved.get((level, code), ()) if stay.group is not None else ()
        yield from (((level, code, wanted), each) for each in several or (stay,))


def _went_into(graph: RuleGraph, members: Sequence[Member]) -> dict[tuple[str, str], str]:
    """Find into whom each member went that merged within the term, going on to the last where that one merged too.

    Nobody goes into one that has gone before, so going from the last to go to the first each is found at once.
    """
    found: dict[tuple[str, str], str] = {}
    for member in sorted(members, key=lambda each: each.last, reverse=True):
        if member.kind in graph.joining and member.merged_into is not None and member.last < graph.last:
            found[member.kind, member.code] = found.get((member.kind, member.merged_into), member.merged_into)
    return found


def _merged(went_into: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for (kind, code), other in sorted(went_into.items()):
        found.setdefault((kind, other), []).append(code)
    return {key: tuple(codes) for key, codes in found.items()}


def _as_one(stays: Stays, went_into: Mapping[tuple[str, str], str]) -> dict[tuple[str, str, str], Stay]:
    """Let those that others went into be where they are from the first day of either."""
    found = dict(stays)
    for (kind, code, group), gone in stays.items():
        other = found.get((kind, went_into.get((kind, code), code), group))
        if other is not None and other.group == gone.group:
            longer = Stay(gone.group, min(other.first, gone.first), max(other.last, gone.last))
            found[kind, went_into.get((kind, code), code), group] = longer
    return found


def _stay(
    code: str,
    kinds: Sequence[str],
    joined: Mapping[tuple[str, str], Membership],
    known: Stays,
) -> Stay | None:
    """Find a party's stay in a group of the last of some kinds: its own, or through a group of another."""
    *between, wanted = kinds
    own = joined.get((code, wanted))
    if own is not None:
        return Stay(own.group, own.first, own.last)
    for step in (joined[code, kind] for kind in between if (code, kind) in joined):
        beyond = known.get((step.kind, step.group, wanted))
        if beyond is not None and beyond.first <= step.last and step.first <= beyond.last:
            return Stay(beyond.group, max(beyond.first, step.first), min(beyond.last, step.last))
    return None


def _members(
    stays: Iterator[tuple[tuple[str, str, str], Stay]],
) -> dict[tuple[str, str | None, str], tuple[str, ...]]:
    """Turn stays about, from members' groups to groups' members, which keep the order of their codes."""
    found: dict[tuple[str, str | None, str], list[str]] = {}
    for (kind, code, wanted), stay in stays:
        found.setdefault((wanted, stay.group, kind), []).append(code)
    return {key: tuple(members) for key, members in found.items()}
