"""The cheat sheet fits on one sheet, and all that it shows can be read."""

from pathlib import Path

import pytest

from schemelang.syntax.vocabulary import BLOCKS
from shown import Shown, codes, shown_in, tree

PAGE = Path(__file__).parent.parent / "docs" / "cheat-sheet.md"


def test_it_fits_on_a_sheet() -> None:
    """It has few enough rows, none of them long, to be printed on one sheet."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]

    assert len(rows) <= 90
    assert [row for row in rows if len(row) > 160] == []


@pytest.mark.parametrize("each", list(shown_in(PAGE)), ids=lambda each: f"{each.section}: {each.code}")
def test_what_is_shown_can_be_read(each: Shown) -> None:
    """Each line, day and expression reads as what it stands among."""
    assert tree(each)


def test_each_block_is_there() -> None:
    """Each kind of block is somewhere on the sheet, or the one whose table it is."""
    text = PAGE.read_text(encoding="utf-8")
    words = {code.split()[0] for code in codes(text)} | {line[3:] for line in text.splitlines() if line[:3] == "## "}

    assert BLOCKS - {"figures", "indicators"} - words == set()
