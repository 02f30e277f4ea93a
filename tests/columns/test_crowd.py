"""Crowds: who is put into which block, and how levels are tied within one."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from planned import GRAPH, NETWORKS, PRACTICES
from schemelang.columns.crowd import Crowd, Places, Tie, everybody
from schemelang.columns.tables import GATHERS
from schemelang.columns.ties import BlockTie
from schemelang.columns.wide import Wide, whole_of_wide, wide_of
from schemelang.quantities import apportion

NONE = -1


def crowd(groups: list[int], number: int) -> Crowd:
    """Make a crowd of practices, each in a network or in none."""
    codes = {PRACTICES: [f"P{each}" for each in range(len(groups))], NETWORKS: [f"N{each}" for each in range(number)]}
    return Crowd(GRAPH, codes, {(PRACTICES, NETWORKS): Tie(np.array(groups, np.int64))})


def tied(groups: list[int], number: int) -> BlockTie:
    """Tie two levels within a block of everybody, in order of code."""
    return BlockTie(np.array(groups, np.int64), number, np.arange(len(groups)))


def rows(*several: list[int]) -> Places:
    """Make a table."""
    return np.array(several, np.int64)


# ---------------------------------------------------------------- blocks


@pytest.mark.parametrize("about", [1, 2, 3, 1000])
def test_whole_groups_are_in_one_block(about: int) -> None:
    """Everybody is in one block, with the whole of its group, and members of a group lie together by code."""
    groups = [3, 0, 2, 3, NONE, 0, 1, 2, 3]
    blocks = crowd(groups, 5).blocks(about)

    assert sorted(place for block in blocks for place in block.places[PRACTICES]) == list(range(9))
    assert sorted(place for block in blocks for place in block.places[NETWORKS]) == list(range(5))
    for block in blocks:
        own = [groups[place] for place in block.places[PRACTICES]]
        assert own == sorted(own)
        assert {each for each in own if each != NONE} <= set(block.places[NETWORKS].tolist())
        assert block.places[GRAPH.levels[-1]].tolist() == [0]


def test_blocks_are_about_as_large_as_asked() -> None:
    """A thousand practices in networks of five make four blocks of 250, in order of code, each of which is a slice."""
    blocks = crowd([each // 5 for each in range(1000)], 200).blocks(250)

    assert [block.columns(PRACTICES) for block in blocks] == [250] * 4
    assert [block.slices[PRACTICES] for block in blocks] == [slice(at, at + 250) for at in range(0, 1000, 250)]
    assert blocks[0].slices[NETWORKS] == slice(0, 50)


def test_who_is_apart_is_no_slice() -> None:
    """Members that do not follow each other in order of code are found by their places."""
    block, *_ = crowd([0, 1, 0, 1], 2).blocks(1)

    assert block.slices[PRACTICES] is None
    assert block.places[PRACTICES].tolist() == [0, 2]
    assert everybody(crowd([], 0)).slices[PRACTICES] == slice(0, 0)


def test_levels_that_no_step_ties_do_not_hold_a_block_together() -> None:
    """Where nothing is put together for networks, practices may be parted from theirs."""
    blocks = crowd([0, 0, 0, 0], 1).blocks(1, pairs=())

    assert max(block.columns(PRACTICES) for block in blocks) < 4


# ---------------------------------------------------------------- ties


ALIKE = [0, 0, 1, 1, 2, 2]
TOGETHER = [0, 0, 0, 2, 2, 3]
MIXED = [2, 0, NONE, 2, 0, 3]


@pytest.mark.parametrize("groups", [ALIKE, TOGETHER, MIXED])
def test_members_are_put_together(groups: list[int]) -> None:
    """Sums, least and greatest are those of each group's members; of nobody they are 0."""
    number = 4 if groups is not ALIKE else 3
    table, tie = rows([5, -3, 8, 2, 9, -7], [1, 2, 3, 4, 5, 6]), tied(groups, number)
    members = [[[int(row[at]) for at in range(6) if groups[at] == group] for group in range(number)] for row in table]

    assert tie.sum(table).tolist() == [[sum(them) for them in row] for row in members]
    assert tie.least(table).tolist() == [[min(them, default=0) for them in row] for row in members]
    assert tie.greatest(table).tolist() == [[max(them, default=0) for them in row] for row in members]
    assert whole_of_wide(tie.sum(wide_of(table))).tolist() == tie.sum(table).tolist()


@pytest.mark.parametrize("groups", [ALIKE, TOGETHER, MIXED])
def test_what_a_group_has_is_taken_to_its_members(groups: list[int]) -> None:
    """Who is in no group has 0."""
    table = rows([10, 20, 30, 40][: 3 if groups is ALIKE else 4])
    tie = tied(groups, table.shape[1])
    expected = [[0 if group == NONE else int(table[0, group]) for group in groups]]

    assert tie.spread(table).tolist() == expected
    spread = tie.spread(wide_of(table))
    assert isinstance(spread, Wide)
    assert whole_of_wide(spread).tolist() == expected


def test_there_may_be_no_groups_and_groups_of_one() -> None:
    """With no groups everybody has 0; a group of one has what its member has, in a table of its own."""
    table = rows([4, 7])

    assert tied([NONE, NONE], 0).spread(rows([])).tolist() == [[0, 0]]
    assert tied([NONE, NONE], 0).sum(table).tolist() == [[]]
    alone = tied([0, 1], 2).sum(table)
    alone += 1
    assert table.tolist() == [[4, 7]]


def test_large_groups_are_added_up_too() -> None:
    """Groups of many are added up in another way than groups of few."""
    groups = [each // 100 for each in range(300)]

    assert tied(groups, 3).sum(rows(list(range(300)))).tolist() == [[4950, 14950, 24950]]


@pytest.mark.parametrize("groups", [ALIKE, TOGETHER, MIXED])
def test_places(groups: list[int]) -> None:
    """The greatest is first, between equals the first by code, and who is in no group has no place."""
    table = rows([5, 5, 8, 2, 5, 2], [0, 0, 0, 1, 1, 1])
    expected = []
    for row in table.tolist():
        beaten = [
            [other for other in range(6) if groups[other] == groups[at] and (-row[other], other) < (-row[at], at)]
            for at in range(6)
        ]
        expected.append([0 if groups[at] == NONE else len(beaten[at]) + 1 for at in range(6)])

    tie = tied(groups, 4)
    assert tie.places(table).tolist() == expected
    assert tie.places(table.astype(object) * 10**30).tolist() == expected
    assert tie.places(wide_of(table)).tolist() == expected
    assert tie.places(table[1:] != 0).tolist() == expected[1:]


@pytest.mark.parametrize("groups", [ALIKE, TOGETHER, MIXED])
def test_nearest_shares(groups: list[int]) -> None:
    """Each group's pool is shared as the reference shares it; where nobody counts, nobody is given any."""
    chance, number = Random(3), 4  # noqa: S311 - no secret hangs on it
    weights = rows(*([chance.randrange(4) for _ in groups] for _ in range(30)))
    pools = rows(*([chance.randrange(200) for _ in range(number)] for _ in range(30)))
    found = tied(groups, number).nearest_shares(pools, weights)

    for row, shares in enumerate(found.tolist()):
        for group in range(number):
            own = [at for at in range(6) if groups[at] == group]
            counts, pool = [Fraction(int(weights[row, at])) for at in own], int(pools[row, group])
            expected = apportion(pool, counts, "sainte_lague") if any(counts) else (0,) * len(own)
            assert [shares[at] for at in own] == list(expected)
    assert tied(groups, number).nearest_shares(pools[:1], weights[:1].astype(object)).tolist() == found[:1].tolist()


def test_a_pool_of_one_row_is_shared_at_each_period() -> None:
    """What has one row fits what has more."""
    found = tied([0, 0], 1).nearest_shares(rows([3]), rows([1, 1], [1, 2]))

    assert found.tolist() == [[2, 1], [1, 2]]


def test_few_that_become_one_are_put_together_as_many_are() -> None:
    """Of twenty-two groups one has two members, and one has none: what it comes to is as if each were looked at."""
    groups = np.array([*range(10), 10, 10, *range(12, 23)])
    tie = BlockTie(groups, 23, np.arange(len(groups)))
    table = np.array([np.arange(23) * 7 % 11 - 5])

    for how, put in GATHERS.items():
        own = [table[0, groups == group] for group in range(23)]
        expected = [int(put.every(each)) if len(each) else 0 for each in own]
        assert getattr(tie, how)(table).tolist() == [expected]
