"""Going on after a slip: read a file block by block, and a block without the lines that could not be read.

How a text is printed decides only where to look next, never what anything means.
"""

from collections.abc import Iterator

from schemelang.diagnostic import Diagnostic
from schemelang.source import Source, Span
from schemelang.syntax import ast
from schemelang.syntax.failure import END, Failure, Reader
from schemelang.syntax.limits import ERRORS
from schemelang.syntax.slips.diagnosis import diagnose
from schemelang.syntax.slips.printed import begins_block, begins_line, is_heading, start_of_line
from schemelang.syntax.words import Word, words_of


def parse_in_pieces(source: Source, read: Reader) -> tuple[ast.File, tuple[Diagnostic, ...]]:
    """Read what can be read of a text that has slips in it, and name the slips."""
    files: list[ast.File] = []
    found: list[Diagnostic] = []
    for piece in _pieces(source):
        file, slips = _read_around_slips(piece, read)
        files.append(file)
        found += slips
        if len(found) >= ERRORS:
            break
    items = tuple(item for file in files for item in file.items)
    notes = tuple(note for file in files for note in file.notes)
    whole = Span(source, 0, len(source.text))
    return ast.File(items, notes, span=whole), tuple(found[:ERRORS]) or _slip_of_whole(whole, read)


def _slip_of_whole(whole: Span, read: Reader) -> tuple[Diagnostic, ...]:
    """Name the slip of a text that can be read in pieces and not as one."""
    reading = read(whole, "file")
    return (diagnose(reading, read),) if isinstance(reading, Failure) else ()


def _pieces(source: Source) -> Iterator[Span]:
    """Cut a text before each printed line that seems to begin a block."""
    words = words_of(Span(source, 0, len(source.text)))
    cuts = [words[index].span.start for index in range(1, len(words)) if begins_block(words, index)]
    for start, end in zip([0, *cuts], [*cuts, len(source.text)], strict=True):
        yield Span(source, start, end)


def _read_around_slips(piece: Span, read: Reader) -> tuple[ast.File, list[Diagnostic]]:
    """Read a piece again and again, each time without one more bad line, until the rest can be read."""
    found: list[Diagnostic] = []
    without: tuple[Span, ...] = ()
    reading = read(piece, "file")
    while isinstance(reading, Failure):
        slip = diagnose(reading, read)
        found.append(slip)
        place = slip.place if isinstance(slip.place, Span) else reading.span
        without = (*without, _bad_part(reading, place, read))
        reading = read(piece, "file", without)
    return reading, found


def _bad_part(failure: Failure, slip: Span, read: Reader) -> Span:
    """Choose what to leave out so that reading can go on: a line, the end of a heading, or the whole block."""
    words = words_of(failure.piece, failure.without)
    at = _index(words, slip.start)
    start = _start(failure, words, at, read)
    end = next((index for index in range(at + 1, len(words)) if begins_line(words, index)), len(words))
    if start > 0:
        return words[start].span.to(words[_end_of_table(words, at, end) - 1].span)
    if is_heading(words, 0):
        return _end_of_heading(failure, words[:end], read) or failure.piece
    return failure.piece


def _index(words: tuple[Word, ...], offset: int) -> int:
    return next((index for index, word in enumerate(words) if word.span.end > offset), len(words) - 1)


def _start(failure: Failure, words: tuple[Word, ...], at: int, read: Reader) -> int:
    """Find the word that begins the bad line, which may be printed on several lines."""
    start = start_of_line(words, at)
    while start > 0 and not begins_line(words, start):
        if start == at and not _breaks_off(failure, words[start], read):
            return start
        start = start_of_line(words, start - 1)
    return start


def _breaks_off(failure: Failure, word: Word, read: Reader) -> bool:
    """Say whether what stands before a word is incomplete without it."""
    above = Span(failure.piece.source, failure.piece.start, word.span.start)
    reading = read(above, failure.start, failure.without)
    return isinstance(reading, Failure) and reading.found is END


def _end_of_table(words: tuple[Word, ...], at: int, end: int) -> int:
    """Leave out with a line the prose below it, and with a row that is out of place the rest of its table."""
    kind = "row" if words[at].kind == "row" else "prose"
    return next((index for index in range(end, len(words)) if words[index].kind != kind), len(words))


def _end_of_heading(failure: Failure, heading: tuple[Word, ...], read: Reader) -> Span | None:
    """Return the end of a heading, from where it could not be read, if what is left of it can be."""
    at = _index(heading, failure.span.start)
    if at == 0:
        return None
    bad = heading[at].span.to(heading[-1].span)
    whole = Span(bad.source, failure.piece.start, bad.end)
    return None if isinstance(read(whole, failure.start, (*failure.without, bad)), Failure) else bad
