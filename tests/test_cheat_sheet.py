"""The cheat sheet fits on one sheet, and all that it shows can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemelang.headings import BLOCKS
from shown import Shown, codes, tree

PAGE = Path(__file__).parent.parent / "docs" / "cheat-sheet.md"
ROWS = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| .*`", line)]

READ_AS = {"a title": "level", "a day": "day", "a sum": "written"}
"""What stands in the first column where it is no kind of block, and how the second is read."""


def shown() -> Iterator[Shown]:
    """Find what each row shows; an empty first column goes on with the one above it."""
    place = ""
    for row in ROWS:
        first, second, *_ = (cell.strip() for cell in row.strip("|").split(" | "))
        place = first.strip("`") or place
        code = codes(second)[0]
        is_block = code.split()[0] == place and '"' in code
        yield Shown(place, READ_AS.get(place, "block" if is_block else "line"), code)


def test_it_fits_on_a_sheet() -> None:
    """It has few enough rows, none of them long, to be printed on one sheet."""
    assert len(ROWS) <= 70
    assert [row for row in ROWS if len(row) > 140] == []


@pytest.mark.parametrize("each", list(shown()), ids=lambda each: f"{each.section}: {each.code}")
def test_what_is_shown_can_be_read(each: Shown) -> None:
    """Each line, day and expression reads as what it stands among."""
    assert tree(each)


def test_each_block_is_there() -> None:
    """Each kind of block is on the sheet, and how blocks are replaced and withdrawn."""
    words = {word for code in codes(PAGE.read_text(encoding="utf-8")) for word in code.split()}

    assert BLOCKS - {"figures", "values", "indicators", "scales", "targets"} - words == set()
