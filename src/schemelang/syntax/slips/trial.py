"""Trying another wording: would the printed line read, if these words stood there?"""

from schemelang.source import Source, Span
from schemelang.syntax.failure import END, Failure
from schemelang.syntax.slips.mending import printed_line
from schemelang.syntax.slips.stop import Stop

FEW = 3
"""How many wordings may be offered at once."""


def would_read(stop: Stop, slip: Span, words: str) -> bool:
    """Say whether everything reads to the end of the printed line with other words in the place of a slip."""
    source, piece = slip.source, stop.failure.piece
    plain = source.plain
    for gap in stop.failure.without:
        plain = plain[: gap.start] + " " * (gap.end - gap.start) + plain[gap.end :]
    end = min(max(printed_line(slip)[1], slip.end), piece.end)
    tried = Source(source.name, f"{plain[piece.start : slip.start]}{words}{plain[slip.end : end]}")
    reading = stop.read(Span(tried, 0, len(tried.text)), stop.failure.start)
    return not isinstance(reading, Failure) or reading.found is END


def would_read_all(stop: Stop, slip: Span, wordings: dict[str, str]) -> list[str]:
    """Return those wordings that would read in the place of a slip."""
    return [said for said, words in wordings.items() if would_read(stop, slip, words)]
