"""Text made safe to show, how wide it stands, and how it is laid in lines."""

import textwrap

import pytest

from schemelang.plaintext import cells, reveal, wrapped

TEXTS = (
    "",
    "   ",
    "one",
    "one two  three   four",
    "  led in by blanks, and followed by them  ",
    "a\ttab and\na line's end",
    "a-word-that-is-far-too-long-for-a-line and £1,234.50 beside it",
    "x " * 20,
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", [1, 7, 20, 80])
@pytest.mark.parametrize(("first", "rest"), [("", ""), ("", "    "), ("  ", "")])
def test_lines_are_those_of_the_standard_library(text: str, width: int, first: str, rest: str) -> None:
    """A text is laid in the same lines as by `textwrap`, long words and words with hyphens being left whole."""
    expected = textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )

    assert wrapped(text, width, first, rest) == expected


@pytest.mark.parametrize(
    ("text", "shown"), [("plain", "plain"), ("a\x1bb", "a\u2039U+001B\u203ab"), ("é\u200b", "é\u2039U+200B\u203a")]
)
def test_what_cannot_be_seen_is_written_as_its_number(text: str, shown: str) -> None:
    """Controls and signs without width are shown as numbers, and letters as they are."""
    assert reveal(text) == shown


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("né", 2), ("e\u0301", 1), ("\u7a0e", 2)])
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, columns: int) -> None:
    """An accent of its own has no width, and a letter of Chinese has two columns."""
    assert cells(text) == columns
