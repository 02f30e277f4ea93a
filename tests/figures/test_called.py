"""What files of figures are called in documents."""

from fractions import Fraction
from typing import TYPE_CHECKING

from schemelang.figures.called import short_names, with_short_names
from schemelang.figures.figures import Datum, Figures
from schemelang.source import CellPlace

if TYPE_CHECKING:
    from schemelang.dates import Period


def test_a_file_is_called_by_its_name() -> None:
    """A document is the same wherever the files lie that it was written from."""
    assert short_names(("/home/ann/figures/lists.csv", "/home/ann/figures/visits.csv")) == {
        "/home/ann/figures/lists.csv": "lists.csv",
        "/home/ann/figures/visits.csv": "visits.csv",
    }
    assert short_names(("C:\\Users\\ann\\lists.csv",)) == {"C:\\Users\\ann\\lists.csv": "lists.csv"}


def test_files_of_the_same_name_are_told_apart() -> None:
    """Of two that have the same name, as much of the folder is said as differs."""
    files = ("/a/april/lists.csv", "/a/may/lists.csv", "/b/may/lists.csv", "lists.csv")

    assert list(short_names(files).values()) == ["april/lists.csv", "a/may/lists.csv", "b/may/lists.csv", "lists.csv"]


def test_figures_keep_their_rows() -> None:
    """A figure is called by its file and its row; one that stands in a scheme has no file."""
    place = CellPlace("/srv/figures/lists.csv", 7, "list_size")
    datum = Datum(figure="list_size", party="A1", period=None, value=Fraction(9), written="9", place=place)
    none = Datum(figure="list_size", party="A2", period=None, value=Fraction(8), written="8", place=None)
    data: dict[tuple[str, str | None, Period | None], Datum] = {
        ("list_size", "A1", None): datum,
        ("list_size", "A2", None): none,
    }
    figures = with_short_names(Figures(members=(), memberships=(), data=data, files=("/srv/figures/lists.csv",)))

    assert figures.files == ("lists.csv",)
    assert figures.data["list_size", "A1", None].place == CellPlace("lists.csv", 7, "list_size")
    assert figures.data["list_size", "A2", None].place is None
