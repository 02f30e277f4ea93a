"""Trying another wording, to see whether the printed line would read."""

from collections.abc import Mapping

from schemelang.source import Source, Span
from schemelang.syntax.failure import END, Failure
from schemelang.syntax.slips.mending import printed_line
from schemelang.syntax.slips.stop import Stop, end_of_heading

FEW = 3
"""How many wordings may be offered at once."""

_LONG = 2_000


def would_read(stop: Stop, slip: Span, wordings: Mapping[str, str]) -> list[str]:
    """Return those wordings that would read, to the end of the printed line, in the place of a slip."""
    before, after = _around(stop, slip)
    if len(before) + len(after) > _LONG:
        return []
    more = bool(after.strip())
    return [said for said, words in wordings.items() if _reads(stop, f"{before}{words}{after}", more=more)]


def _reads(stop: Stop, text: str, *, more: bool) -> bool:
    """Say whether a text reads; if more words stand after the slip, the next printed line may go on from them."""
    tried = Source(stop.failure.piece.source.name, text)
    reading = stop.read(Span(tried, 0, len(text)), stop.failure.start)
    return not isinstance(reading, Failure) or (more and reading.found == END)


def _around(stop: Stop, slip: Span) -> tuple[str, str]:
    """Return what stands before a slip, which is the heading and the line it is in, and what stands after."""
    piece, line = stop.failure.piece, stop.words[stop.line].span.start
    after = _readable(stop, slip.end, min(max(printed_line(slip)[1], slip.end), piece.end))
    if stop.heading < 0 or stop.in_heading:
        return _readable(stop, piece.start, slip.start), after
    heading, last = stop.words[stop.heading].span, stop.words[end_of_heading(stop) - 1].span
    return f"{_readable(stop, heading.start, last.end)}\n{_readable(stop, line, slip.start)}", after


def _readable(stop: Stop, start: int, end: int) -> str:
    """Return part of the text as it is read, without what is left out."""
    text = stop.failure.piece.source.plain[start:end]
    for gap in stop.failure.without:
        first, last = max(gap.start - start, 0), max(gap.end - start, 0)
        text = text[:first] + " " * (min(last, len(text)) - first) + text[last:]
    return text
