"""What the tables of a page show, by the heading of their first column, and how it is read."""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from schemelang.report import as_text
from schemelang.source import Source
from schemelang.syntax.failure import Failure
from schemelang.syntax.parser import parse, read_whole

READ_AS = {
    "line": "{kind}\n{code}",
    "block": "{code}",
    "before a block": "{code}",
    "type": 'figure a "A" is {code}',
    "time of a figure": 'figure a "A" is money {code}',
    "level": 'value a "A" {code}',
    "situation": 'scheme a "A" if {code}, hold the payment',
    "what is done": 'scheme a "A" if not reported, {code}',
    "day": 'payment a "A" pay 100% {code}',
    "rounding": 'payment a "A" round {code}',
    "written": "",
}
"""How the first column of a table is read, by its heading: as part of a file or, where it is empty, as a cell."""

NAMELESS = {"figures", "values", "indicators", "scales", "targets", "example"}
"""The blocks that have a title and no name."""

_CODE = re.compile(r"`([^`\n]+)`")


@frozen
class Shown:
    """Something that a table shows, and where."""

    section: str
    heading: str
    code: str


def codes(text: str) -> list[str]:
    """Return what stands between backticks."""
    return _CODE.findall(text)


def sections(page: Path) -> dict[str, str]:
    """Return the text of each section of a page by its heading."""
    _, *parts = re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {title: text for title, _, text in (part.partition("\n") for part in parts)}


def shown_in(page: Path) -> Iterator[Shown]:
    """Find what stands in the first column of the tables of a page whose heading says how it is read."""
    for section, text in sections(page).items():
        heading = ""
        for line in text.splitlines():
            first = line.split(" | ")[0].removeprefix("| ")
            if not line.startswith("|"):
                heading = ""
            elif not heading:
                heading = first
            elif heading in READ_AS:
                yield from (Shown(section, heading, code) for code in codes(first))


def tree(each: Shown) -> object:
    """Read what is shown, which can be read."""
    pattern = READ_AS[each.heading]
    if not pattern:
        cell = read_whole(Source("shown", each.code), "cell")
        assert not isinstance(cell, Failure), each
        return cell
    kind = f'{each.section} "A"' if each.section in NAMELESS else f'{each.section} a "A"'
    file, found = parse(Source("shown", pattern.format(kind=kind, code=each.code)))
    assert found == (), as_text(found)
    return file
