"""Boxes in columns: every link goes to the right, and nothing stands in the way of anything."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schemelang.document.layers import columns_of, lay_out

GAP, PASSING = 10, 4


@st.composite
def nets(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    """Make boxes of some heights, with links from earlier ones to later ones."""
    heights = draw(st.lists(st.integers(1, 90), min_size=1, max_size=12))
    pairs = [(one, other) for other in range(len(heights)) for one in range(other)]
    return heights, draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []


@given(net=nets())
def test_every_link_goes_to_the_right(net: tuple[list[int], list[tuple[int, int]]]) -> None:
    """A link goes from column to column, from its first box to its last, and past no column without a place in it."""
    heights, links = net
    layout = lay_out(heights, links, gap=GAP, passing=PASSING)

    assert [(route[0], route[-1]) for route in layout.routes] == links
    for route in layout.routes:
        columns = [layout.columns[place] for place in route]
        assert columns == list(range(columns[0], columns[-1] + 1))
        assert len(columns) > 1


@given(net=nets())
def test_nothing_stands_in_the_way_of_anything(net: tuple[list[int], list[tuple[int, int]]]) -> None:
    """In each column, boxes and links that pass are as far from each other as they should be, but for a rounding."""
    heights, links = net
    layout = lay_out(heights, links, gap=GAP, passing=PASSING)

    assert min(layout.tops) == 0
    for column in set(layout.columns):
        places = [place for place, each in enumerate(layout.columns) if each == column]
        ends = sorted((layout.tops[place], layout.tops[place] + layout.heights[place]) for place in places)
        assert all(after[0] - before[1] >= GAP - 2 for before, after in pairwise(ends))


def test_what_is_read_late_stands_late() -> None:
    """A box to which nothing leads stands just before the first that reads it, and not at the far left."""
    assert columns_of(4, [(0, 1), (1, 3), (2, 3)]) == (0, 1, 1, 2)


def test_links_do_not_cross_without_need() -> None:
    """Two chains that were written crosswise are laid out one above the other."""
    layout = lay_out([10, 10, 10, 10], [(0, 3), (1, 2)], gap=GAP, passing=PASSING)

    assert (layout.tops[0] < layout.tops[1]) == (layout.tops[3] < layout.tops[2])
