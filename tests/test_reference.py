"""The reference has everything that can be written, and each thing that it shows can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemelang.headings import BLOCKS
from schemelang.light import facts_of
from schemelang.syntax import ast
from schemelang.syntax.vocabulary import LINES, language_words
from shown import Shown, codes, sections, shown_in, tree

PAGE = Path(__file__).parent.parent / "docs" / "reference.md"

NOT_LINES = {"Cell", "Row", "Prose", "Note"}
"""What has no line of its own to show: tables, prose and notes."""


def classes(node: object) -> Iterator[str]:
    """Name the class of each node of a tree."""
    if isinstance(node, ast.Node):
        yield type(node).__name__
        for fact in facts_of(type(node)):
            yield from classes(getattr(node, fact.name))
    elif isinstance(node, tuple):
        for each in node:
            yield from classes(each)


@pytest.mark.parametrize("each", list(shown_in(PAGE)), ids=lambda each: f"{each.section}: {each.code}")
def test_what_is_shown_can_be_read(each: Shown) -> None:
    """Each line, situation, action, day and expression reads where the reference says that it stands."""
    assert tree(each)


def test_each_block_has_its_section() -> None:
    """Each kind of block has a section with a link to its page."""
    held = sections(PAGE)

    for kind in BLOCKS - {"replace", "withdraw"}:
        assert f"](language/{kind.removesuffix('s')}.md" in held[kind]


@pytest.mark.parametrize("kind", LINES)
def test_each_line_is_in_its_section(kind: str) -> None:
    """Each line of a kind of block is in that block's section."""
    held = codes(sections(PAGE)[kind])

    assert [line for line in LINES[kind] if not any(re.match(rf"{line}\b", each) for each in held)] == []


def test_each_word_is_there() -> None:
    """Each word that the grammar has for itself is somewhere in the page, as it is written."""
    held = codes(PAGE.read_text(encoding="utf-8"))

    assert language_words() - set(re.findall(r"[a-z]+", " ".join(held))) == set()


def test_each_form_is_shown() -> None:
    """Everything that the grammar can make of a text is shown once at least."""
    held = {name for each in shown_in(PAGE) for name in classes(tree(each))}
    forms = {name for name, kind in vars(ast).items() if isinstance(kind, type) and issubclass(kind, ast.Node)}

    assert forms - held - {"Node"} - NOT_LINES == set()
