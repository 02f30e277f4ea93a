"""An author's line with the slip put right, to be copied."""

from schemelang.source import Span
from schemelang.syntax.words import Word


def mended(slip: Span, words: str) -> str:
    """Return the printed line that holds a slip, with other words in its place."""
    source = slip.source
    start, end = printed_line(slip)
    return f"{source.text[start : slip.start]}{words}{source.text[slip.end : max(end, slip.end)]}".strip()


def printed_line(place: Span) -> tuple[int, int]:
    """Return where the printed line that holds the beginning of a place begins and ends."""
    source = place.source
    start = source.line_start(place.line)
    return start, start + len(source.line(place.line))


def before(place: Span) -> Span:
    """Return the empty place before a word."""
    return Span(place.source, place.start, place.start)


def as_printed(words: tuple[Word, ...]) -> str:
    """Return words that follow one another just as they are printed."""
    return words[0].span.to(words[-1].span).words if words else ""


def as_name(words: str) -> str:
    """Make one name of several words: "Care package payment" becomes care_package_payment."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in words.lower())
    parts = sorted(letters.split(), key=lambda part: part[0].isdigit())
    name = "_".join(parts)
    return f"in_{name}" if name[:1].isdigit() else name
