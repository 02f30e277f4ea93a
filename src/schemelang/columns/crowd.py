"""Who there is, as arrays; and blocks of them, in which everything that belongs together is together."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from schemelang.columns.ties import BlockTie
from schemelang.light import define, field, frozen

if TYPE_CHECKING:
    from schemelang.graph.graph import RuleGraph
    from schemelang.outcome.belonging import Belonging

Places = NDArray[np.int64]
"""Which parties of a level, by where they stand in order of code."""

Pair = tuple[str, str]
"""A level and a coarser one."""


@frozen(eq=False)
class Tie:
    """Which group of a coarser level each party of a finer one is in, -1 for none, and for which days, by number.

    Without days everybody is there for the whole term.
    """

    place: Places
    first: Places | None = None
    last: Places | None = None

    @property
    def is_steady(self) -> bool:
        """Whether everybody is in a group for the whole term."""
        return self.first is None and not bool((self.place < 0).any())


@frozen(eq=False)
class Crowd:
    """The codes of each level but the scheme, in order, and how the levels are tied.

    A tie to the scheme is there only where somebody is not in it for the whole term, and one of a level to itself where
    some merge: into whom each went, or itself. `belonging` says how those came and went who are not in all their groups
    for the whole term.
    """

    graph: "RuleGraph" = field(repr=False)
    codes: Mapping[str, Sequence[Any]] = field(repr=False)
    ties: Mapping[Pair, Tie] = field(repr=False)
    belonging: "Belonging | None" = field(default=None, repr=False)

    def size(self, level: str) -> int:
        """Return how many parties there are of a level; the scheme is one."""
        return 1 if level == self.graph.levels[-1] else len(self.codes[level])

    def tie(self, level: str, group: str) -> Tie:
        """Return how two levels are tied; to the scheme everybody is tied alike."""
        found = self.ties.get((level, group))
        if found is not None:
            return found
        assert group == self.graph.levels[-1] != level, "every other pair is tied"
        return Tie(np.zeros(self.size(level), np.int64))

    def blocks(self, about: int = 1000, pairs: Collection[Pair] | None = None) -> tuple["Block", ...]:
        """Divide everybody into blocks of about so many parties, never parting those that are tied by some pairs."""
        tied = [pair for pair in self.ties if pair[1] != self.graph.levels[-1] and (pairs is None or pair in pairs)]
        numbers = _numbers(self, tied, about)
        last = max((int(each.max()) for each in numbers.values() if len(each)), default=0)
        return tuple(_block(self, number, numbers, tied) for number in range(last + 1))


@define(eq=False)
class Block:
    """Some of the crowd: which parties of each level, in the order of its columns, in which groups lie together."""

    crowd: Crowd = field(repr=False)
    number: int
    places: Mapping[str, Places] = field(repr=False)
    _ties: dict[Pair, BlockTie] = field(factory=dict, repr=False)

    def columns(self, level: str) -> int:
        """Return how many parties of a level are in the block."""
        return len(self.places[level])

    @cached_property
    def slices(self) -> Mapping[str, slice | None]:
        """The parties of each level as a slice, where they follow each other in order of code."""
        return {level: _as_slice(places) for level, places in self.places.items()}

    def tie(self, level: str, group: str) -> BlockTie:
        """Return how two levels are tied within the block."""
        found = self._ties.get((level, group))
        if found is None:
            found = self._ties[level, group] = self._tied(level, group)
        return found

    def _tied(self, level: str, group: str) -> BlockTie:
        here = self.places[group]
        column = np.full(self.crowd.size(group) + 1, -1, np.int64)  # the last stands for no group
        column[here] = np.arange(len(here))
        groups = column[self.crowd.tie(level, group).place[self.places[level]]]
        return BlockTie(groups, len(here), self.places[level])


def everybody(crowd: Crowd) -> Block:
    """Return all in one block, in order of code."""
    places = {level: np.arange(crowd.size(level)) for level in crowd.graph.levels}
    return Block(crowd, 0, places)


# ---------------------------------------------------------------- blocks


def _numbers(crowd: Crowd, tied: Sequence[Pair], about: int) -> dict[str, Places]:
    """Give each party the number of its block: whole sets of those that are tied, one after the other."""
    levels = crowd.graph.levels[:-1]
    found, begun = dict[str, Places](), 0
    for level in levels:
        found[level] = np.arange(begun, begun + crowd.size(level))
        begun += crowd.size(level)
    while _spread(crowd, tied, found):
        pass
    weight = np.zeros(begun + 1, np.int64)
    for labels in found.values():
        np.add.at(weight, labels, 1)
    number = (np.cumsum(weight) - weight) // _worth(crowd, about)
    _, dense = np.unique(number[weight > 0], return_inverse=True)
    number[weight > 0] = dense
    return {level: number[labels] for level, labels in found.items()}


def _worth(crowd: Crowd, about: int) -> int:
    """Return how many parties of all levels come with about so many of the level that has most."""
    sizes = [crowd.size(level) for level in crowd.graph.levels[:-1]]
    most = max(sizes, default=1)
    return max(1, about * sum(sizes) // max(1, most))


def _spread(crowd: Crowd, tied: Sequence[Pair], labels: dict[str, Places]) -> bool:
    """Let those that are tied have the least label of both; say whether any has changed."""
    changed = False
    for level, group in tied:
        place = crowd.ties[level, group].place
        there = place >= 0
        own, groups = labels[level], labels[group].copy()
        np.minimum.at(groups, place[there], own[there])
        least = np.where(there, groups[place], own) if len(groups) else own
        changed = changed or not np.array_equal(groups, labels[group]) or not np.array_equal(least, own)
        labels[group], labels[level] = groups, least  # of those that merge they are the same
    return changed


def _block(crowd: Crowd, number: int, numbers: Mapping[str, Places], tied: Sequence[Pair]) -> Block:
    places = {crowd.graph.levels[-1]: np.zeros(1, np.int64)}
    for level, of in numbers.items():
        own = np.flatnonzero(of == number)
        groups = [pair for pair in tied if pair[0] == level != pair[1]]
        keys = [crowd.ties[pair].place[own] for pair in groups]
        places[level] = own[np.lexsort((own, *_finest_first(crowd, groups, keys)))] if keys else own
    return Block(crowd, number, places)


def _finest_first(crowd: Crowd, tied: Sequence[Pair], keys: Sequence[Places]) -> list[Places]:
    """Order where parties stand in their groups so that the coarsest counts first: lexsort takes it last."""
    order = crowd.graph.levels.index
    groups = [group for _, group in tied]
    return [key for _, key in sorted(zip(map(order, groups), keys, strict=True), key=lambda each: each[0])]


def _as_slice(places: Places) -> slice | None:
    if not len(places):
        return slice(0, 0)
    first, last = int(places[0]), int(places[-1])
    follows = last - first + 1 == len(places) and bool(np.all(np.diff(places) == 1))
    return slice(first, last + 1) if follows else None


# ---------------------------------------------------------------- in memory


def crowd_of(belonging: "Belonging") -> Crowd:
    """Make arrays of who belongs to which group; of those that moved nothing is said here."""
    graph = belonging.graph
    *kinds, scheme = graph.levels
    codes = {level: [str(code) for code in belonging.parties[level]] for level in kinds}
    ties: dict[Pair, Tie] = {}
    for number, level in enumerate(kinds):
        for group in (*kinds[number + 1 :], scheme):
            ties[level, group] = _tie(belonging, level, group, codes)
    ties |= ties_of_those_that_merge(belonging, codes)
    return Crowd(graph, codes, ties, belonging)


def ties_of_those_that_merge(belonging: "Belonging", codes: Mapping[str, Sequence[str]]) -> dict[Pair, Tie]:
    """Tie each level of which some merge to itself: everybody to whom they went into, or to themselves."""
    ties: dict[Pair, Tie] = {}
    for level in dict.fromkeys(level for level, _ in belonging.merged):
        places = {code: place for place, code in enumerate(codes[level])}
        into = (belonging.went_into.get((level, code), code) for code in codes[level])
        ties[level, level] = Tie(np.array([places[code] for code in into], np.int64))
    return ties


def _tie(belonging: "Belonging", level: str, group: str, codes: Mapping[str, Sequence[str]]) -> Tie:
    graph = belonging.graph
    stays = [belonging.stays.get((level, code, group)) for code in codes[level]]
    places = {code: place for place, code in enumerate(codes.get(group, ()))}
    where = [-1 if stay is None else 0 if stay.group is None else places[stay.group] for stay in stays]
    place = np.array(where, np.int64)
    if all(stay is None or (stay.first <= graph.first and graph.last <= stay.last) for stay in stays):
        return Tie(place)
    first = [0 if stay is None else stay.first.toordinal() for stay in stays]
    last = [-1 if stay is None else stay.last.toordinal() for stay in stays]
    return Tie(place, np.array(first, np.int64), np.array(last, np.int64))
