"""Files that are read together are about the same parties, and each party's own figures stand beside its code."""

from fractions import Fraction

import pytest

from schemelang.figures.from_files import read_figures
from schemelang.figures.matching import check_matching, compare_lists, shuffled
from supplied import NETWORKS, finding, said, tables

CODES = [f"A810{n:02d}" for n in range(40)]
ROLL = "practice,network\n" + "".join(f"{code},N{n % 2}\n" for n, code in enumerate(CODES))


def given(codes: list[str]) -> str:
    """Write a file of lists of some practices, each longer than the one before."""
    return "practice,list_size\n" + "".join(f"{code},{1000 + 500 * n}\n" for n, code in enumerate(codes))


def codes_found(*files: str) -> list[str]:
    """Return the codes of what is found to be amiss between files."""
    return [each.code for each in check_matching(tables(*files), NETWORKS)]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (CODES, []),
        (CODES[:3], []),
        ([*CODES[:38], "B1", "B2"], []),
        ([*CODES[:37], "B1", "B2", "B3"], ["SCH581"]),
        ([*CODES, *(f"B{n}" for n in range(6500))], []),
        (["U10001", "U10002"], ["SCH581"]),
        (["B1"], []),
    ],
)
def test_who_is_in_both(codes: list[str], expected: list[str]) -> None:
    """Of the smaller file nineteen in twenty must be in the larger; one alone may always be missing."""
    assert codes_found(ROLL, given(codes)) == expected


def test_files_of_one_figure_may_be_of_several_areas() -> None:
    """Two files that give the same to different parties make one set of them."""
    assert codes_found(ROLL, given(CODES[:20]), given(CODES[20:])) == []


def test_strangers_are_named_once() -> None:
    """Two figures of one file are told of together."""
    file = "practice,quarter,register,reviewed\n" + "".join(f"B{n},Q4,10,10\n" for n in range(6))
    (found,) = check_matching(tables(ROLL, file), NETWORKS)

    assert "6 of 6 with register have no row with network: B0, B1, B2, B3, B4 and 1 more." in said(found)


def test_one_file_matches_itself() -> None:
    """With one file, and in an example, there is nothing to compare."""
    assert codes_found(ROLL) == []
    _, found = read_figures(tables(ROLL, given(["B1", "B2"])), NETWORKS, partial=True)
    assert "SCH581" not in {each.code for each in found}


LISTS = "practice,network,list_size\n" + "".join(f"{code},N1,{1000 + 500 * n}\n" for n, code in enumerate(CODES[:8]))


def registers(slip: int, by: int = 0) -> str:
    """Write a file of registers with the lists of practices, which have slipped by some rows or grown by something."""
    rows = (f"{code},Q4,10,{1000 + 500 * ((n + slip) % 8) + by}\n" for n, code in enumerate(CODES[:8]))
    return "practice,quarter,register,practice_list_size\n" + "".join(rows)


@pytest.mark.parametrize(("slip", "by", "expected"), [(0, 0, []), (0, 50, []), (1, 0, ["SCH582"]), (3, 20, ["SCH582"])])
def test_codes_that_slipped(slip: int, by: int, expected: list[str]) -> None:
    """Lists that belong to the neighbours are found by their sizes, though no size alone is wrong."""
    assert codes_found(LISTS, registers(slip, by)) == expected


def test_both_lists_are_shown() -> None:
    """The party whose lists are furthest apart is named, with both and where each stands."""
    (found,) = check_matching(tables(LISTS, registers(1)), NETWORKS)

    assert "For A81007 they are 4,500 and 1,000." in said(found)
    assert "of b.csv" in said(found)


def test_the_last_time() -> None:
    """Lists are held against those of the last time, whatever else was in its files."""
    now, last = tables(LISTS), tables("practice,list_size\nA81000,1100\nA81001,0\nA81002,*\nA81009,5\n")
    (compared,) = compare_lists(now, last, NETWORKS)

    assert (compared.both, compared.differing) == (2, ("A81001",))
    assert compared.one.sizes["A81000"][0] == Fraction(1000)
    assert list(shuffled(now, last, NETWORKS)) == []


def test_nothing_twice_is_nothing() -> None:
    """Two lists with nobody on them are alike."""
    empty = tables("practice,list_size\nA1,0\n")

    assert compare_lists(empty, tables("practice,list_size\nA1,0\n"), NETWORKS)[0].differing == ()


def test_lists_that_are_compared_are_used() -> None:
    """A column of lists that is held against another is not one that nothing is done with."""
    assert finding("practice,network,practice_list_size\nA1,N1,10\n").code in ("SCH510", "SCH511", "SCH514")
    assert codes_found(LISTS, registers(0)) == []
