"""A worked example is read by the same rules as files, and its mistakes are found in the scheme."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from compiled import scheme_of
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures, State
from schemelang.figures.from_examples import example_tables, read_example
from schemelang.model.model import Example, Scheme
from schemelang.report import as_text
from schemelang.source import Span
from supplied import HEADING

ROOT = Path(__file__).parent.parent.parent
GALLERY = ("a_diabetes_package", "b_immunisation_package")
PAGES = [ROOT / "docs" / "diagnostics" / f"{code}.md" for code in ("SCH512", "SCH542", "SCH543", "SCH544")]

FIGURES = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure register "Patients on the register"
    is a count of patients for each practice at the end of each quarter
    never more than   list_size
figure growth "Growth of the network"
    is a percentage for each network during the year
figure england "Growth of England"
    is a percentage during the year
figure opened "Opened"
    is a date for each practice
"""


def scheme_with(example: str) -> tuple[Scheme, Example]:
    """Read a scheme with one example."""
    scheme = scheme_of(f'{HEADING}{FIGURES}\nexample "One"\n{example}')
    [found] = [block for block in scheme.blocks if isinstance(block, Example)]
    return scheme, found


def read(example: str) -> Figures:
    """Read an example in which nothing is wrong."""
    scheme, block = scheme_with(example)
    figures, found = read_example(block, scheme)
    assert as_text(found) == ""
    assert figures is not None
    return figures


def finding(example: str) -> Diagnostic:
    """Read an example in which one thing is wrong."""
    scheme, block = scheme_with(example)
    figures, [found] = read_example(block, scheme)
    assert figures is None
    return found


def words(diagnostic: Diagnostic) -> str:
    """Return the words that a diagnostic points at."""
    assert isinstance(diagnostic.place, Span)
    return diagnostic.place.words


def test_wide_tables_cut_in_two() -> None:
    """Tables that begin with the same heading are one example, and each cell has its place in the scheme."""
    example = """
    | practice | network | list_size |
    | Ash      | North   | 9,000     |
    | practice | growth | network |
    | Ash      | 2%     | North   |
    """
    _, block = scheme_with(example)
    figures = read(example)

    assert [len(table.headings) for table in example_tables(block)] == [3, 3]
    assert {key[0]: datum.value for key, datum in figures.data.items()} == {
        "list_size": 9000,
        "growth": Fraction(2, 100),
    }
    place = figures.data["list_size", "Ash", None].place
    assert isinstance(place, Span)
    assert place.words == "9,000"
    assert figures.files == ()


def test_the_same_figure_at_every_date() -> None:
    """Without a time column a figure counts at each of its periods, and with one at that one."""
    always = read("    | practice | register |\n    | Ash | 900 |")
    once = read("    | practice | quarter | register |\n    | Ash | 4 | 900 |")

    assert [key[2].name for key in always.data if key[2]] == [f"quarter {number}" for number in range(1, 5)]
    assert [key[2].name for key in once.data if key[2]] == ["quarter 4"]


@pytest.mark.parametrize("name", GALLERY)
def test_examples_of_the_gallery(name: str) -> None:
    """The examples of the gallery are read without a word."""
    scheme = scheme_of((ROOT / "tests" / "gallery" / f"{name}.scheme").read_text(encoding="utf-8"))
    examples = [block for block in scheme.blocks if isinstance(block, Example)]

    assert len(examples) == 2
    assert [read_example(example, scheme)[1] for example in examples] == [(), ()]


def test_given_figures() -> None:
    """A figure in a line of its own is read as a cell is, for its party or for the scheme."""
    figures = read(
        """
    given england is 3%
    given list_size of Ash is 9,000
    given register of Ash is 900
    given opened of Ash is 1 April 2013
    """
    )
    datum = figures.data["england", None, None]

    assert (datum.value, datum.written) == (Fraction(3, 100), "3%")
    assert isinstance(datum.place, Span)
    assert datum.place.words == "3%"
    assert len(figures.data) == 7
    assert [(member.code, member.kind) for member in figures.members] == [("Ash", "practice")]


def test_states_in_an_example() -> None:
    """A figure of an example may be suppressed, and what is left out is not there at all."""
    figures = read("    | practice | list_size |\n    | Ash | * |")

    assert [datum.value for datum in figures.data.values()] == [State.SUPPRESSED]


@pytest.mark.parametrize(
    ("example", "code", "pointed_at"),
    [
        ("    | practice | lists_ize |\n    | Ash | 9 |", "SCH512", "lists_ize"),
        ("    | practice | quarter | register |\n    | Ash | 5 | 9 |", "SCH523", "5"),
        ("    | practice | list_size |\n    | Ash | 9.5 |", "SCH525", "9.5"),
        ("    | practice | list_size |\n    | Ash |", "SCH504", "Ash"),
        ("    | practice | list_size | list_size |\n    | Ash | 9 | 9 |", "SCH505", "list_size"),
        ("    | practice | list_size | register |\n    | Ash | 9 | 10 |", "SCH530", "10"),
        ("    | practice | register |\n    | Ash | 9 |\n    given register of Ash is 10", "SCH532", "10"),
        ("    given england is 9", "SCH527", "9"),
        ("    given list_size is 9", "SCH543", "given list_size is 9"),
        ("    given england of Ash is 9%", "SCH544", "given england of Ash is 9%"),
    ],
)
def test_what_is_wrong(example: str, code: str, pointed_at: str) -> None:
    """What is wrong with an example is found at its place in the scheme."""
    found = finding(example)

    assert (found.code, words(found)) == (code, pointed_at)


def test_a_result_given() -> None:
    """What the scheme works out itself cannot be given."""
    scheme = scheme_of(
        f"""{HEADING}{FIGURES}
        target grown "Grown"
            met when england is at least 3%
        example "One"
            given grown is yes
        """
    )
    [example] = [block for block in scheme.blocks if isinstance(block, Example)]

    figures, [found] = read_example(example, scheme)

    assert figures is None
    assert found.code == "SCH542"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages(path: Path) -> None:
    """The example on each page gives the page's code, and what to write instead gives figures."""
    schemes = [
        scheme_of(text) for text in re.findall(r"```scheme\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    ]
    [wrong, right] = [
        read_example(block, scheme) for scheme in schemes for block in scheme.blocks if isinstance(block, Example)
    ]

    assert [found.code for found in wrong[1]] == [path.stem]
    assert right[1] == ()
