"""Rows of text: how lines are indented, padded and broken, and where notes stand among them.

A line is broken only between its pieces, and only if it is too wide or a note stands between two of them.
A note belongs to the piece whose words it stands in, after or, on a row of its own, before.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile, zip_longest

from attrs import evolve, frozen

from schemelang.plaintext import cells
from schemelang.source import Span
from schemelang.syntax import ast

WIDTH = 100
INDENT = 4
COLUMN = 22
_GAP = 2


@frozen
class Piece:
    """Words that are never parted, and where they stood."""

    words: str
    span: Span


@frozen
class Line:
    """A line: its own words, padded to a column, and the pieces that follow them.

    Lines of one kin that follow each other have what follows their words in the same column.
    A line that `fills` its rows has as many pieces on each as will go; any other is broken at every piece.
    A row of a table has `cells`, and its piece is still to be written.
    """

    span: Span
    pieces: tuple[Piece, ...]
    word: str = ""
    indent: int = INDENT
    column: int = COLUMN
    kin: str = ""
    fills: bool = False
    cells: tuple[str, ...] = ()


def lay_out(blocks: Sequence[Sequence[Line]], notes: Sequence[ast.Note]) -> str:
    """Write blocks as text, an empty row between two, with every note at its place."""
    texts = []
    waiting = tuple(notes)
    for block, following in zip(blocks, [*blocks[1:], ()], strict=False):
        lines = list(_in_columns(block))
        mine, later = _before(waiting, following)
        noted, after = _settle(lines, mine)
        staying, leading = _staying(after, following)
        texts.append([*_block_rows(lines, noted), *_note_rows(staying, INDENT)])
        waiting = leading + later
    texts.append(list(_note_rows(waiting, 0)))
    return "\n".join("".join(f"{row}\n" for row in rows) for rows in texts if rows)


# ---------------------------------------------------------------- tables


def _in_columns(lines: Sequence[Line]) -> Iterator[Line]:
    """Align the cells of rows that follow each other."""
    for are_rows, run in groupby(lines, lambda line: bool(line.cells)):
        same = list(run)
        yield from _tables(same) if are_rows else same


def _tables(rows: Sequence[Line]) -> Iterator[Line]:
    """Align rows; one that repeats the first heading begins another table."""
    starts = [number for number, row in enumerate(rows) if row.cells[0] == rows[0].cells[0]]
    for start, end in pairwise([*starts, len(rows)]):
        widths = _widths(rows[start:end])
        for row in rows[start:end]:
            yield evolve(row, pieces=(Piece(_aligned(row.cells, widths), row.span),))


def _widths(rows: Sequence[Line]) -> list[int]:
    columns = zip_longest(*(row.cells for row in rows), fillvalue="")
    return [max(cells(cell) for cell in column) for column in columns]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=False))
    return f"| {' | '.join(padded)} |"


# ---------------------------------------------------------------- notes


Notes = tuple[ast.Note, ...]


@frozen
class _Place:
    """A piece, by the number of its line, and where it stood."""

    line: int
    words: str
    start: int
    end: int


@frozen
class _Noted:
    """The words of a piece and the notes about it."""

    words: str
    above: Notes
    beside: ast.Note | None


def _before(notes: Notes, following: Sequence[Line]) -> tuple[Notes, Notes]:
    """Part notes at the beginning of the next block."""
    if not following:
        return notes, ()
    return _parted_after(notes, lambda note: note.span.start < following[0].span.start)


def _staying(notes: Notes, following: Sequence[Line]) -> tuple[Notes, Notes]:
    """Part notes after a block's last line: those indented as part of it, and those about the next block."""
    margin = _indentation(following[0].span) if following else 1
    return _parted_after(notes, lambda note: _indentation(note.span) > margin)


def _parted_after(notes: Notes, holds: Callable[[ast.Note], bool]) -> tuple[Notes, Notes]:
    count = len(list(takewhile(holds, notes)))
    return notes[:count], notes[count:]


def _indentation(span: Span) -> int:
    return span.source.position(span.start)[1]


def _settle(lines: Sequence[Line], notes: Notes) -> tuple[list[list[_Noted]], Notes]:
    """Give each piece its notes; those after the last piece are left over."""
    noted: list[list[_Noted]] = [[] for _ in lines]
    places = list(_places(lines))
    for place, following in zip_longest(places, places[1:]):
        mine, notes = _belonging(notes, place, following)
        noted[place.line].append(_placed(place.words, mine))
    return noted, notes


def _places(lines: Sequence[Line]) -> Iterator[_Place]:
    for number, line in enumerate(lines):
        for piece in line.pieces:
            start = line.span.start if piece is line.pieces[0] else piece.span.start
            end = line.span.end if piece is line.pieces[-1] else piece.span.end
            yield _Place(number, piece.words, start, end)


def _belonging(notes: Notes, place: _Place, following: _Place | None) -> tuple[Notes, Notes]:
    """Part notes after the last that stands among the words of a piece or at the end of their row."""
    before = notes if following is None else takewhile(lambda note: note.span.start < following.start, notes)
    belong = (not note.own_line or note.span.start < place.end for note in before)
    count = max((number for number, belongs in enumerate(belong, 1) if belongs), default=0)
    return notes[:count], notes[count:]


def _placed(words: str, notes: Notes) -> _Noted:
    """Put the last note beside the words if it stood at the end of a row, and every other above them."""
    if notes and not notes[-1].own_line:
        return _Noted(words, notes[:-1], notes[-1])
    return _Noted(words, notes, None)


def _said(note: ast.Note) -> str:
    return f"#{note.text}" if note.text.startswith("#") else f"# {note.text}".rstrip()


def _note_rows(notes: Notes, indent: int) -> Iterator[str]:
    for note in notes:
        yield " " * indent + _said(note)


# ---------------------------------------------------------------- rows


def _block_rows(lines: Sequence[Line], noted: Sequence[Sequence[_Noted]]) -> Iterator[str]:
    for line, head, pieces in zip(lines, _heads(lines), noted, strict=True):
        yield from _rows(line, head, pieces)


def _heads(lines: Sequence[Line]) -> Iterator[str]:
    """Pad each line's own words, those of one kin to the same column."""
    for _, kindred in groupby(lines, key=lambda line: line.kin or line.word):
        run = list(kindred)
        end = run[0].indent + max(len(line.word) for line in run)
        column = run[0].column if end < run[0].column else end + _GAP
        for line in run:
            yield (" " * line.indent + line.word).ljust(column if line.word else 0)


def _rows(line: Line, head: str, pieces: Sequence[_Noted]) -> Iterator[str]:
    indent = line.indent
    for row in _parted(line, len(head), pieces):
        yield from _note_rows(row[0].above, indent)
        beside = row[-1].beside
        words = (head + " ".join(piece.words for piece in row)).rstrip()
        yield f"{words}  {_said(beside)}" if beside else words
        indent = len(head)
        head = " " * indent


def _parted(line: Line, indent: int, pieces: Sequence[_Noted]) -> list[list[_Noted]]:
    """Part the pieces of a line into rows."""
    is_wide = indent + len(" ".join(piece.words for piece in pieces)) > WIDTH
    is_noted = any(_is_between(*pair) for pair in pairwise(pieces))
    if not is_wide and not is_noted:
        return [list(pieces)]
    if not line.fills:
        return [[piece] for piece in pieces]
    return _filled(indent, pieces)


def _filled(indent: int, pieces: Sequence[_Noted]) -> list[list[_Noted]]:
    rows = [[pieces[0]]]
    for piece in pieces[1:]:
        words = " ".join(each.words for each in [*rows[-1], piece])
        if indent + len(words) > WIDTH or _is_between(rows[-1][-1], piece):
            rows.append([piece])
        else:
            rows[-1].append(piece)
    return rows


def _is_between(piece: _Noted, following: _Noted) -> bool:
    """Say whether a note parts two pieces."""
    return piece.beside is not None or bool(following.above)
