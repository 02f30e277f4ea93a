"""The page about published files names every layout and every column that can be read."""

import re
from pathlib import Path

import pytest

from compiled import HEADING
from schemelang.compile import compile_scheme
from schemelang.published.layout import Layout
from schemelang.published.layouts import LAYOUTS, named
from schemelang.source import Source

PAGE = (Path(__file__).parents[1] / "docs" / "published-files.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (.*?)\n(.*?)(?=^##)", PAGE, re.DOTALL | re.MULTILINE))
TYPES = ("a count of patients", "a number", "money", "a percentage")
LINES = re.findall(r"^- `(read from .*)`$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_each_layout_is_on_the_page(layout: Layout) -> None:
    """A layout has a section with all its columns, or is named among the lists and the files that are not read."""
    section = SECTIONS.get(layout.name)

    assert f"`{layout.name}`" in PAGE if section is None else True
    assert [each.name for each in layout.columns if section is not None and f"`{each.name}`" not in section] == []


def test_each_section_is_of_a_layout() -> None:
    """No section is of a file that nobody reads."""
    assert [name for name in SECTIONS if not named(name)] == []


@pytest.mark.parametrize("line", LINES)
def test_each_line_reads(line: str) -> None:
    """Each line of the page can be written below a figure of one sort or another, and stands in its section."""
    figures = [
        f'figure one "One"\n    is {kind}{whose} on 31 March 2014\n    {line}\n'
        for kind in TYPES
        for whose in (" for each practice", "")
    ]
    schemes = [compile_scheme(Source("page.scheme", HEADING + figure)).scheme for figure in figures]
    read = [scheme.blocks for scheme in schemes if scheme is not None]

    assert read
    assert f"- `{line}`" in SECTIONS[line.split('"')[1]]
