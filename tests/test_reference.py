"""The reference has everything that can be written, and each thing that it shows can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from schemelang.light import facts_of
from schemelang.report import as_text
from schemelang.source import Source
from schemelang.syntax import ast
from schemelang.syntax.failure import Failure
from schemelang.syntax.parser import parse, read_whole
from schemelang.syntax.vocabulary import BLOCKS, LINES, language_words

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"

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

NAMELESS = {"figures", "indicators", "example"}
"""The blocks that have a title and no name."""

NOT_LINES = {"Cell", "Row", "Prose", "Note"}
"""What has no line of its own to show: tables, prose and notes."""

_CODE = re.compile(r"`([^`\n]+)`")


@frozen
class Shown:
    """Something that a table of the reference shows, and where."""

    section: str
    heading: str
    code: str


def sections() -> dict[str, str]:
    """Return the text of each section by its heading."""
    _, *parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {title: text for title, _, text in (part.partition("\n") for part in parts)}


def shown() -> Iterator[Shown]:
    """Find what stands in the first column of the tables whose heading says how it is read."""
    for section, text in sections().items():
        heading = ""
        for line in text.splitlines():
            first = line.split(" | ")[0].removeprefix("| ")
            if not line.startswith("|"):
                heading = ""
            elif not heading:
                heading = first
            elif heading in READ_AS:
                yield from (Shown(section, heading, code) for code in _CODE.findall(first))


def tree(each: Shown) -> object:
    """Read what is shown, which can be read."""
    pattern = READ_AS[each.heading]
    if not pattern:
        cell = read_whole(Source("reference.md", each.code), "cell")
        assert not isinstance(cell, Failure), each
        return cell
    kind = f'{each.section} "A"' if each.section in NAMELESS else f'{each.section} a "A"'
    file, found = parse(Source("reference.md", pattern.format(kind=kind, code=each.code)))
    assert found == (), as_text(found)
    return file


def classes(node: object) -> Iterator[str]:
    """Name the class of each node of a tree."""
    if isinstance(node, ast.Node):
        yield type(node).__name__
        for fact in facts_of(type(node)):
            yield from classes(getattr(node, fact.name))
    elif isinstance(node, tuple):
        for each in node:
            yield from classes(each)


@pytest.mark.parametrize("each", list(shown()), ids=lambda each: f"{each.section}: {each.code}")
def test_what_is_shown_can_be_read(each: Shown) -> None:
    """Each line, situation, action, day and expression reads where the reference says that it stands."""
    assert tree(each)


def test_each_block_has_its_section() -> None:
    """Each kind of block has a section with a link to its page."""
    held = sections()

    for kind in BLOCKS - {"replace", "withdraw"}:
        assert f"](language/{kind.removesuffix('s')}.md" in held[kind]


@pytest.mark.parametrize("kind", LINES)
def test_each_line_is_in_its_section(kind: str) -> None:
    """Each line of a kind of block is in that block's section."""
    held = _CODE.findall(sections()[kind])

    assert [line for line in LINES[kind] if not any(re.match(rf"{line}\b", each) for each in held)] == []


def test_each_word_is_there() -> None:
    """Each word that the grammar has for itself is somewhere in the page, as it is written."""
    held = _CODE.findall(PAGE.read_text(encoding="utf-8"))

    assert language_words() - set(re.findall(r"[a-z]+", " ".join(held))) == set()


def test_each_form_is_shown() -> None:
    """Everything that the grammar can make of a text is shown once at least."""
    held = {name for each in shown() for name in classes(tree(each))}
    forms = {name for name, kind in vars(ast).items() if isinstance(kind, type) and issubclass(kind, ast.Node)}

    assert forms - held - {"Node"} - NOT_LINES == set()
