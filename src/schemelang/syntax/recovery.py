"""Going on after a slip: read a file block by block, and a block without the lines that could not be read.

How a text is printed decides only where to look next, never what anything means.
"""

from collections.abc import Iterator

from schemelang.diagnostic import Diagnostic
from schemelang.source import Source, Span
from schemelang.syntax import ast
from schemelang.syntax.failure import Failure, Reader
from schemelang.syntax.limits import ERRORS
from schemelang.syntax.slips.diagnosis import diagnose, name_slip
from schemelang.syntax.slips.printed import begins_block, begins_line, is_heading, start_of_line
from schemelang.syntax.slips.stop import Stop, end_of_heading, index_at, read_above, stop_at
from schemelang.syntax.words import Word, words_of

_LONG = 4_000


def parse_in_pieces(failure: Failure, read: Reader) -> tuple[ast.File, tuple[Diagnostic, ...]]:
    """Read what can be read of a text that could not be read whole, and name the slips in it."""
    files: list[ast.File] = []
    found: list[Diagnostic] = []
    for piece in _pieces(failure.piece.source):
        file, slips = _read_around_slips(piece, read)
        files += [file] if file else []
        found += slips
        if len(found) >= ERRORS:
            break
    items = tuple(item for file in files for item in file.items)
    notes = tuple(note for file in files for note in file.notes)
    return ast.File(items, notes, span=failure.piece), tuple(found[:ERRORS]) or (diagnose(failure, read),)


def _pieces(source: Source) -> Iterator[Span]:
    """Cut a text before each printed line that seems to begin a block."""
    words = words_of(Span(source, 0, len(source.text)))
    cuts = [words[index].span.start for index in range(1, len(words)) if begins_block(words, index)]
    for start, end in zip([0, *cuts], [*cuts, len(source.text)], strict=True):
        yield Span(source, start, end)


def _read_around_slips(piece: Span, read: Reader) -> tuple[ast.File | None, list[Diagnostic]]:
    """Read a piece again and again, each time without one more bad line, until the rest can be read."""
    found: list[Diagnostic] = []
    without: tuple[Span, ...] = ()
    skipped: tuple[Span, ...] = ()
    reading = read(piece, "file")
    while isinstance(reading, Failure) or skipped:
        if isinstance(reading, Failure):
            if len(found) == ERRORS:
                return None, found
            stop = stop_at(reading, read)
            found.append(name_slip(stop))
            bad = _bad_part(stop, found[-1])
            without, skipped = (*without, bad), _already_read(stop, bad)
        else:
            skipped = ()
        reading = read(piece, "file", (*without, *skipped))
    return reading, found


def _already_read(stop: Stop, bad: Span) -> tuple[Span, ...]:
    """Choose the lines of a long block that need not be read again before the next slip is found."""
    body = end_of_heading(stop)
    if bad.start - stop.failure.piece.start < _LONG or body == len(stop.words):
        return ()
    start = stop.words[body].span.start
    return (Span(bad.source, start, bad.start),) if start < bad.start else ()


def _bad_part(stop: Stop, slip: Diagnostic) -> Span:
    """Choose what to leave out so that reading can go on: a line, the end of a heading, or a whole block."""
    assert isinstance(slip.place, Span), "a slip in a text has its place in the text"
    words = stop.words
    at = min(index_at(words, slip.place.start), len(words) - 1)
    start = _start(stop, at)
    end = next((index for index in range(at + 1, len(words)) if begins_line(words, index)), len(words))
    if start > 0:
        return words[start].span.to(words[_end_of_table(words, at, end) - 1].span)
    if is_heading(words, 0):
        return _bad_end_of_heading(stop, words[:end]) or stop.failure.piece
    return stop.failure.piece


def _start(stop: Stop, at: int) -> int:
    """Find the word that begins the bad line, which may be printed on several lines."""
    start = start_of_line(stop.words, at)
    while start > 0 and not begins_line(stop.words, start):
        if start == at and not read_above(stop, start):
            return start
        start = start_of_line(stop.words, start - 1)
    return start


def _end_of_table(words: tuple[Word, ...], at: int, end: int) -> int:
    """Leave out with a line the prose below it, and with a row that is out of place the rest of its table."""
    kind = "row" if words[at].kind == "row" else "prose"
    return next((index for index in range(end, len(words)) if words[index].kind != kind), len(words))


def _bad_end_of_heading(stop: Stop, heading: tuple[Word, ...]) -> Span | None:
    """Return the end of a heading, from where it could not be read, if what is left of it can be."""
    at = min(index_at(heading, stop.failure.span.start), len(heading) - 1)
    if at == 0:
        return None
    piece, bad = stop.failure.piece, heading[at].span.to(heading[-1].span)
    left = Span(piece.source, piece.start, bad.end)
    reading = stop.read(left, stop.failure.start, (*stop.failure.without, bad))
    return None if isinstance(reading, Failure) else bad
