"""Pictures: that they show the numbers of their tables, where those belong, and nobody else's."""

import re
from collections.abc import Iterator

import pytest

from document.written import EVERYTHING, TABLES, contract_of, words
from schemelang.document.contract import Contract, Curve, Paragraph, Part, Picture, Reached, Slopes, Table
from schemelang.document.drawing import Stroke, draw
from schemelang.document.html import as_html

PARTIES = (None, "A1", "A3", "N1", "N2")


def parts(contract: Contract) -> Iterator[tuple[Part, ...]]:
    """Return the parts that stand together."""
    for section in contract.sections:
        yield section.parts
        yield from (clause.parts for clause in section.clauses)


def pictures(contract: Contract) -> list[Picture]:
    """Return every picture."""
    return [part for them in parts(contract) for part in them if isinstance(part, Picture)]


def picture(contract: Contract, title: str) -> Picture:
    """Return a picture by its title."""
    return next(each for each in pictures(contract) if each.title == title)


def table_of(contract: Contract, drawn: Picture) -> Table:
    """Return the table that a picture names."""
    every = (part for them in parts(contract) for part in them if isinstance(part, Table))
    return next(each for each in every if each.number == drawn.table)


def reached(contract: Contract) -> dict[str, tuple[Reached, ...]]:
    """Return what is marked in pictures of scales."""
    found: dict[str, tuple[Reached, ...]] = {}
    for each in pictures(contract):
        match each.drawing:
            case Curve(reached=marks):
                found[each.title] = marks
            case Slopes(slopes):
                found[each.title] = tuple(mark for slope in slopes for mark in slope.reached)
    return {title: marks for title, marks in found.items() if marks}


# The numbers of the tables


@pytest.mark.parametrize("party", PARTIES)
def test_a_picture_names_a_table_before_it(party: str | None) -> None:
    """A picture stands after the table that it names, among the same parts, and the table has its column."""
    for them in parts(contract_of(EVERYTHING, TABLES, party)):
        for place, part in enumerate(them):
            if isinstance(part, Picture):
                before = {each.number: each for each in them[:place] if isinstance(each, Table)}
                assert part.column in {column.heading for column in before[part.table].columns}


def test_a_curve_has_the_numbers_of_its_table() -> None:
    """What stands on the axes of a curve stands in its table or in a sentence beside it, and the other way round."""
    contract = contract_of(EVERYTHING)
    curves = [each for each in pictures(contract) if isinstance(each.drawing, Curve)]

    assert len(curves) == 3
    for each in curves:
        beside = next(them for them in parts(contract) if each in them)
        said = " ".join(words(part.text) for part in beside if isinstance(part, Paragraph))
        cells = {words(cell) for row in table_of(contract, each).rows for cell in row.cells}
        assert isinstance(each.drawing, Curve)
        ticks = {tick.words for axis in (each.drawing.across, each.drawing.up) for tick in axis.ticks}
        assert all(tick in cells or f" {tick}" in said for tick in ticks)
        assert cells - {"and above"} <= ticks


def test_slopes_have_the_numbers_of_their_table() -> None:
    """Each row of points says its thresholds and its points as the table says them."""
    contract = contract_of(EVERYTHING)
    [drawn] = [each for each in pictures(contract) if isinstance(each.drawing, Slopes)]
    rows = [[words(cell) for cell in row.cells] for row in table_of(contract, drawn).rows if not row.total]

    assert isinstance(drawn.drawing, Slopes)
    assert rows == [
        [
            " ".join(slope.label),
            slope.nothing.removeprefix("nothing at "),
            slope.everything.split(" points at ")[1],
            slope.everything.split(" points at ")[0],
        ]
        for slope in drawn.drawing.slopes
    ]


# Where they belong


def test_a_line_bends_at_its_rows() -> None:
    """A line goes from row to row, and where it jumps the value that counts is full and the other hollow.

    The rows are at 80% and 95%, the axis goes from 77.5% to 100%, and up from £0 to £400.
    """
    drawn = picture(contract_of(EVERYTHING), "Bonus for plans: what it gives").drawing

    assert isinstance(drawn, Curve)
    assert [[(spot.across, spot.up, spot.kind) for spot in run.spots] for run in drawn.runs] == [
        [(0, 0, "bare"), (111, 0, "hollow")],
        [(111, 250, "full"), (778, 1000, "full")],
        [(778, 1000, "bare"), (1000, 1000, "bare")],
    ]


def test_bands_begin_at_their_rows() -> None:
    """A band begins full at its row and ends hollow at the next; the last goes on to the edge."""
    drawn = picture(contract_of(EVERYTHING), "Fee by size: what it gives").drawing

    assert isinstance(drawn, Curve)
    assert drawn.bands
    spots = [[(spot.across, spot.kind) for spot in run.spots] for run in drawn.runs]
    assert spots == [
        [(0, "full"), (343, "hollow")],
        [(343, "full"), (857, "hollow")],
        [(857, "full"), (1000, "bare")],
    ]


# Nobody else's


def test_a_contract_for_everybody_marks_nobody() -> None:
    """Without figures, with everybody's, and for a group, no picture of a practice's scale has a mark."""
    assert reached(contract_of(EVERYTHING)) == {}
    assert reached(contract_of(EVERYTHING, TABLES)) == {}
    assert reached(contract_of(EVERYTHING, TABLES, "N2")) == {}


def test_a_practice_sees_where_it_stands() -> None:
    """A practice's contract marks what it has reached itself, in the numbers that its tables have."""
    contract = contract_of(EVERYTHING, TABLES, "A3")
    marks = {title: [each.words for each in marks] for title, marks in reached(contract).items()}

    assert marks == {
        "Points for falls and frailty: from nothing to all of the points, row by row": ["85.40…%", "89.47…%"],
        "Fee by size: what it gives": ["Cedar Surgery (A3): 2,468, £400.00"],
        "Bonus for plans: what it gives": ["Cedar Surgery (A3): 89.47…%, £289.4736…"],
    }
    tables = [part for them in parts(contract) for part in them if isinstance(part, Table)]
    cells = {words(cell) for table in tables for row in table.rows for cell in row.cells}
    values = {value for them in marks.values() for each in them for value in each.split(": ")[-1].split(", ")}
    assert values <= cells


# What is drawn


@pytest.mark.parametrize("party", PARTIES)
def test_whole_numbers_only_are_drawn(party: str | None) -> None:
    """Every path of a picture is made of whole numbers, and none of them is empty."""
    for each in pictures(contract_of(EVERYTHING, TABLES, party)):
        for shape in draw(each.drawing).shapes:
            assert not isinstance(shape, Stroke) or re.fullmatch(r"M[MLHVvlaz0-9 -]+", shape.d)


def test_a_picture_can_be_heard() -> None:
    """A picture is one image with a title and a description, and says in which table its numbers are."""
    page = as_html(contract_of(EVERYTHING))

    assert page.count('role="img"') == len(pictures(contract_of(EVERYTHING)))
    assert '<title id="picture-2">Fee by size: what it gives</title>' in page
    assert "It gives £250 from 0, £400 from 2,000 and £550 from 5,000." in page
    assert re.search(r'Fee by size: what it gives\. Its numbers are in <a href="#table-\d+">Table \d+</a>\.', page)
