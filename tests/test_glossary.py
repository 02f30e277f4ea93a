"""The glossary is of this language: its words are in the grammar, and its names in the code."""

import re
from pathlib import Path

import pytest

from schemelang.syntax.vocabulary import language_words
from shown import codes

ROOT = Path(__file__).parent.parent
ROWS = [line for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
AGREED = [line.split("|")[1:-1] for line in ROWS if line.count("|") == 7 and "grammar" not in line]


PERIODS = {"half", "quarter", "year"}
"""The names of periods that are read as names."""


@pytest.mark.parametrize("row", AGREED, ids=lambda row: row[0].strip())
def test_words_are_in_the_grammar(row: list[str]) -> None:
    """What the glossary gives as the grammar's words are words of the language, or signs and numbers."""
    words = {word for code in codes(row[2]) for word in re.findall(r"[a-z]+", code)}

    assert words - language_words() - PERIODS == set()


@pytest.mark.parametrize("row", AGREED, ids=lambda row: row[0].strip())
def test_names_are_in_the_code(row: list[str]) -> None:
    """What the glossary gives as the code's names stand in the source."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))

    assert [
        name for name in codes(row[3]) if name.isidentifier() and not re.search(rf"\b{re.escape(name)}\b", source)
    ] == []
