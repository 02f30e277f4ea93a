"""What is said of each feature of real schemes is so: the line stands in the scheme that shows it."""

import re
from pathlib import Path

import pytest

from schemelang.cli.compiling import compile_file
from schemelang.report import as_text
from shown import codes, sections

PAGE = Path(__file__).parent.parent / "docs" / "language" / "coverage.md"

_FENCE = re.compile(r"^```scheme.*?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?P<path>[^)#]*)[^)]*\)")
_BAR = re.compile(r"(?<!\\) \| ")

ROWS = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d+ \|", line)]
FEATURES, SCHEMES = ROWS[:76], ROWS[76:]


def name(row: str) -> str:
    """Return the number and the first words of a row."""
    return " ".join(row.split(" | ")[:2])[2:40]


def spaced(text: str) -> str:
    """Return a text with one blank where there are any."""
    return " ".join(text.split())


def linked(row: str) -> list[Path]:
    """Return the files that a row links to; its own page where it links to a heading of it."""
    return [PAGE.parent / found if found else PAGE for found in _LINK.findall(row)]


def schemes_of(path: Path) -> str:
    """Return a scheme, or the schemes of a page."""
    text = path.read_text(encoding="utf-8")
    return spaced(text if path.suffix == ".scheme" else " ".join(_FENCE.findall(text)))


def test_every_feature_is_there() -> None:
    """The features are numbered from 1 to 76, and the schemes from 1 to 24."""
    assert [int(row.split()[1]) for row in FEATURES] == list(range(1, 77))
    assert [int(row.split()[1]) for row in SCHEMES] == list(range(1, 25))


@pytest.mark.parametrize("row", FEATURES, ids=name)
def test_what_is_written_stands_in_a_scheme(row: str) -> None:
    """Each line that a feature is written with stands in a scheme that its row links to."""
    held = " ".join(schemes_of(path) for path in linked(row))
    how, _, _ = _BAR.split(row)[2].partition("*Not")
    lines = [spaced(code.replace(r"\|", "|")) for code in codes(how) if not code.startswith(("schemelang", "--"))]

    assert [line for line in lines if line not in held] == []


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_what_shows_it_compiles(row: str) -> None:
    """Each scheme that a row links to has no errors."""
    for path in linked(row):
        if path.suffix == ".scheme":
            compiled, found = compile_file(path)
            assert compiled is not None, as_text(found)


def test_each_part_has_its_heading() -> None:
    """The page ends with the schemes that are shown nowhere else, each under its own heading."""
    *_, last = sections(PAGE).values()

    assert last.count("### ") == len(_FENCE.findall(last)) == 3
