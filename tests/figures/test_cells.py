"""A cell is read as what its figure is declared to be, exactly, or is refused."""

from datetime import date
from fractions import Fraction

import pytest

from schemelang.figures.figures import Published, State
from schemelang.source import CellPlace
from supplied import cell, finding, read, said, value


@pytest.mark.parametrize(
    ("figure", "text", "expected"),
    [
        ("list_size", "1,234", Fraction(1234)),
        ("list_size", "0", Fraction(0)),
        ("list_size", "12.0", Fraction(12)),
        ("cost", "1234.5", Fraction(2469, 2)),
        ("cost", "£1,234.50", Fraction(2469, 2)),
        ("cost", "(1,234.50)", Fraction(-2469, 2)),
        ("cost", "\u2212£97", Fraction(-97)),
        ("cost", "£2.3m", Fraction(2_300_000)),
        ("cost", "95p", Fraction(95, 100)),
        ("cost", "-97.00", Fraction(-97)),
        ("cost", "10,000,000,000", Fraction(10**10)),
        ("weight", "4029.25", Fraction(16117, 4)),
        ("weight", "0.123456789012345", Fraction(123456789012345, 10**15)),
        ("coverage", "76.32%", Fraction(7632, 10000)),
        ("coverage", "76.32 per cent", Fraction(7632, 10000)),
        ("coverage", "-1.5%", Fraction(-15, 1000)),
        ("coverage", "95.123456789012345%", Fraction(95123456789012345, 10**17)),
        ("agreed", "Yes", True),
        ("agreed", "FALSE", False),
        ("opened", "1 April 2013", date(2013, 4, 1)),
        ("opened", "2013-04-01", date(2013, 4, 1)),
        ("opened", "01/04/1974", date(1974, 4, 1)),
    ],
)
def test_values(figure: str, text: str, expected: object) -> None:
    """A cell is read exactly, in the ways in which spreadsheets and publications write its type."""
    assert value(read(cell(figure, text)), figure) == expected


@pytest.mark.parametrize("figure", ["list_size", "cost", "weight", "coverage", "agreed", "opened"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", State.NOT_REPORTED),
        ("NA", State.NOT_REPORTED),
        (":", State.NOT_REPORTED),
        ("not reported", State.NOT_REPORTED),
        ("*", State.SUPPRESSED),
        ("Suppressed", State.SUPPRESSED),
        ("-97%", State.SUPPRESSED),
        ("z", State.NOT_APPLICABLE),
        ("not\u00a0applicable", State.NOT_APPLICABLE),
    ],
)
def test_states(figure: str, text: str, expected: State) -> None:
    """What is not reported, suppressed or not applicable is a value of its own, for every type."""
    assert value(read(cell(figure, text)), figure) is expected


@pytest.mark.parametrize("figure", ["list_size", "coverage", "agreed", "opened"])
def test_minus_97_is_suppressed(figure: str) -> None:
    """A -97 that cannot be the figure itself is the sign for one that is suppressed."""
    assert value(read(cell(figure, "-97")), figure) is State.SUPPRESSED


@pytest.mark.parametrize("figure", ["cost", "weight"])
def test_minus_97_may_be_the_figure(figure: str) -> None:
    """A -97 that could be the figure itself is refused."""
    assert finding(cell(figure, "-97")).code == "SCH529"


@pytest.mark.parametrize(
    ("figure", "text", "expected"),
    [
        ("list_size", "12.5", "a count"),
        ("list_size", "-5", "a count"),
        ("list_size", "£12", "a count"),
        ("list_size", "12%", "a count"),
        ("list_size", "n/a", "a count"),
        ("cost", "12%", "an amount of money"),
        ("cost", "1e3", "an amount of money"),
        ("cost", "£1.2x", "an amount of money"),
        ("weight", "£5", "a number"),
        ("coverage", "high", "a percentage"),
        ("agreed", "1", "a yes or a no"),
        ("opened", "soon", "a date"),
    ],
)
def test_not_of_the_type(figure: str, text: str, expected: str) -> None:
    """Anything else is refused, naming the cell, what is in it and what was expected."""
    found = finding(cell(figure, text))

    assert found.code == "SCH525"
    assert found.place == CellPlace("a.csv", 2, figure)
    assert f'"{text}" is not {expected}' in said(found)


@pytest.mark.parametrize(
    ("figure", "text", "suggestion"),
    [
        ("list_size", "9 000", "9,000"),
        ("cost", "£12,50", "£12.50"),
        ("opened", "01/04/13", "1 April 2013"),
        ("opened", "31/11/2013", "30 November 2013"),
    ],
)
def test_nearly_of_the_type(figure: str, text: str, suggestion: str) -> None:
    """A slip whose meaning is plain is refused with what may have been meant."""
    found = finding(cell(figure, text))

    assert found.code == "SCH526"
    assert f"did you mean {suggestion}?" in said(found)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [("76.32", "76.32%", "7,632%"), ("0.7632", "0.7632%", "76.32%"), ("(3)", "-3%", "-300%")],
)
def test_a_percentage_without_its_sign(text: str, one: str, other: str) -> None:
    """A bare number among percentages is refused with both things that it could be."""
    found = finding(cell("coverage", text))

    assert found.code == "SCH527"
    assert f"It could stand for {one} or for {other}." in said(found)


@pytest.mark.parametrize("figure", ["list_size", "cost", "weight"])
def test_too_large(figure: str) -> None:
    """A figure above ten thousand million is refused."""
    assert finding(cell(figure, "10,000,000,001")).code == "SCH528"


def test_a_long_cell_is_shown_shortened() -> None:
    """A cell of many words is refused without repeating them all."""
    assert f'"{"x" * 40}\u2026" is not a count' in said(finding(cell("list_size", "x" * 400)))


def test_a_datum_knows_its_cell() -> None:
    """A figure keeps what was written, where, and the published row behind it."""
    figures = read(
        """
        practice,list_size,list_size_published_file,list_size_published_row,cost,cost_published_row
        Ash,"9,000",lists.csv,2922,1,7
        """
    )
    datum = figures.data["list_size", "Ash", None]

    assert (datum.written, datum.place) == ("9,000", CellPlace("a.csv", 2, "list_size"))
    assert datum.published == Published("lists.csv", "2922")
    assert figures.data["cost", "Ash", None].published is None
    assert figures.files == ("a.csv",)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("list_size", "9000900910920"),
        ("cost", "(£1,234.1234567890123456)"),
        ("coverage", "76.1234567890123456%"),
        ("weight", "-0.1234567890123456"),
    ],
)
def test_too_many_digits(figure: str, text: str) -> None:
    """A figure with more digits than are read is refused, and not cut short."""
    assert finding(cell(figure, text)).code == "SCH545"
