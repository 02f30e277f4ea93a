"""Text made safe to show, how wide it stands, and how it is laid in lines."""

import pytest

from schemelang.plaintext import cells, reveal, wrapped


def test_a_word_that_is_longer_than_a_line_stays_whole() -> None:
    """Nor is a word with a hyphen cut; each line has its indent."""
    laid = wrapped("a far-too-long-word and £1,234.50", 12, "- ", "  ")

    assert laid == ["- a", "  far-too-long-word", "  and", "  £1,234.50"]


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
