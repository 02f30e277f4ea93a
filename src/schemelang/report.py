"""Diagnostics as text for people and as JSON for programs.

What the report itself writes stays within cp1252, so that the plainest Windows console can show it.
What an author wrote is shown as written, except for signs that cannot be seen, which are shown as numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from schemelang.diagnostic import Diagnostic, Place
from schemelang.headings import heading_form
from schemelang.light import frozen
from schemelang.plaintext import cells, reveal, wrapped
from schemelang.source import CellPlace, Source, Span

_INDENT = "   "
_WHERE_COLUMN = 68
_NUMBER_WIDTH = 8
_GUTTER = " " * _NUMBER_WIDTH + " | "
_CUT = "\u2026"

_SIGNS = {"main": "^", "label": "-"}
_COLOURS = {"error": "1;31", "warning": "1;33", "main": "31", "label": "36"}


@frozen
class _Look:
    """How a report is to look."""

    width: int
    colour: bool


@frozen
class _Mark:
    """Words to underline, and what to say at the underline."""

    role: str
    span: Span
    text: str


@frozen
class _Stretch:
    """Where marked words begin and end in a line as shown, counted from 0."""

    start: int
    end: int
    mark: _Mark


def as_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False, width: int = 100) -> str:
    """Write diagnostics for people, in order, with an empty line between two and a line's end after each."""
    look = _Look(width, colour)
    findings = ("".join(f"{row}\n" for row in _rows(diagnostic, look)) for diagnostic in in_order(diagnostics))
    return "\n".join(findings)


def as_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Write diagnostics for programs, in order; lines and columns count from 1, and an end is not included."""
    return [_entry(diagnostic) for diagnostic in in_order(diagnostics)]


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Say how much was found, as a phrase without a full stop."""
    found = in_order(diagnostics)
    errors = sum(diagnostic.severity == "error" for diagnostic in found)
    counts = (_counted(errors, "error", "errors"), _counted(len(found) - errors, "piece of advice", "pieces of advice"))
    return " and ".join(filter(None, counts)) or "nothing to report"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Put diagnostics in order of file, place and code, those that say the same only once."""
    found = {_order(diagnostic): diagnostic for diagnostic in diagnostics}
    return tuple(found[key] for key in sorted(found))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


# Order


def _order(diagnostic: Diagnostic) -> tuple[object, ...]:
    words = (diagnostic.title, diagnostic.note, diagnostic.why, diagnostic.help)
    return (
        *_place_order(diagnostic.place),
        diagnostic.code,
        *(diagnostic.say(text) for text in words),
        tuple((*_place_order(label.place), label.text) for label in diagnostic.labels),
    )


def _place_order(place: Place) -> tuple[str, int, int, str]:
    match place:
        case Span():
            return place.source.name, place.start, place.end, ""
        case CellPlace():
            return f"{place.file}\0{place.sheet or ''}", place.row or 0, 0, place.column or ""
        case _:
            assert_never(place)


# Words


def _laid_left(words: str) -> list[str]:
    from textwrap import dedent  # where nothing is wrong, nothing is laid out

    return dedent(words).strip("\n").splitlines()


def _line_said(diagnostic: Diagnostic, words: str) -> str:
    return reveal(diagnostic.say(" ".join(_laid_left(words))))


def _lines_said(diagnostic: Diagnostic, words: str) -> list[str]:
    """Fill the holes line by line, so that a fact of several lines keeps the indent of its hole.

    A fact that is empty, alone in its line, leaves no line.
    """
    rows: list[str] = []
    for line in _laid_left(words):
        indent = line[: len(line) - len(line.lstrip())]
        said = diagnostic.say(line).replace("\n", f"\n{indent}")
        rows += [reveal(row) for row in said.split("\n")] if said.strip() or not line.strip() else []
    return rows


def _cell(place: CellPlace) -> str:
    row = f"row {place.row}" if place.row is not None else ""
    column = f'column "{reveal(place.column)}"' if place.column is not None else ""
    cell = ", ".join(filter(None, (row, column)))
    sheet = f'sheet "{reveal(place.sheet)}"' if place.sheet is not None else ""
    return " of ".join(filter(None, (cell, sheet, reveal(place.file))))


def _line_name(span: Span) -> str:
    return f"{reveal(span.source.name)}, line {span.line}"


def _heading(span: Span) -> str | None:
    """Name the block that a place stands in: its title, or else its kind and name."""
    source = span.source
    for line in range(span.line, 0, -1):
        block = heading_form().match(source.plain, source.line_start(line))
        if block:
            start, end = block.span("title" if block["title"] else "kind_and_name")
            return reveal(" ".join(source.text[start:end].split()))
    return None


# JSON


def _entry(diagnostic: Diagnostic) -> dict[str, object]:
    note, why = _line_said(diagnostic, diagnostic.note), _lines_said(diagnostic, diagnostic.why)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "title": _line_said(diagnostic, diagnostic.title),
        **_place_entry(diagnostic.place),
        "clause": _heading(diagnostic.place) if isinstance(diagnostic.place, Span) else None,
        "message": "\n".join(filter(None, (note, *why, reveal(diagnostic.stakes)))),
        "fix": "\n".join(_lines_said(diagnostic, diagnostic.help)),
        "labels": [{**_place_entry(label.place), "text": reveal(label.text)} for label in diagnostic.labels],
    }


def _place_entry(place: Place) -> dict[str, object]:
    match place:
        case Span(source, start, end):
            line, column = source.position(start)
            end_line, end_column = source.position(end)
            return {
                "file": source.name,
                "line": line,
                "column": column,
                "end_line": end_line,
                "end_column": end_column,
            }
        case CellPlace(file, row, name, sheet):
            return {"file": file, **({} if sheet is None else {"sheet": sheet}), "row": row, "column": name}
        case _:
            assert_never(place)


# Text


def _rows(diagnostic: Diagnostic, look: _Look) -> Iterator[str]:
    yield from _first_rows(diagnostic, look)
    yield from _place_rows(diagnostic, look)
    yield from _excerpts(diagnostic, look)
    for line in _lines_said(diagnostic, diagnostic.why):
        yield from _prose(line, look)
    if diagnostic.stakes:
        yield from _prose(reveal(diagnostic.stakes), look)
    for line in _lines_said(diagnostic, diagnostic.help):
        yield from _prose(line, look)


def _first_rows(diagnostic: Diagnostic, look: _Look) -> Iterator[str]:
    tag = f"{diagnostic.code} advice:" if diagnostic.severity == "warning" else diagnostic.code
    space = " " if diagnostic.severity == "warning" else "  "
    head = f"{tag}{space}{_line_said(diagnostic, diagnostic.title)}"
    where = _line_name(diagnostic.place) if isinstance(diagnostic.place, Span) else ""
    start = min(max(len(head) + 2, _WHERE_COLUMN), look.width - len(where))
    fits = where and start >= len(head) + 2
    first, *rest = [head.ljust(start) + where] if fits else _wrapped(head, look.width, indent=_INDENT)
    yield _painted(tag, diagnostic.severity, look) + first[len(tag) :]
    yield from rest
    if where and not fits:
        yield _INDENT + where


def _place_rows(diagnostic: Diagnostic, look: _Look) -> Iterator[str]:
    match diagnostic.place:
        case Span() as span:
            heading = _heading(span)
            if heading:
                yield f'{_INDENT}in "{heading}"'
        case CellPlace() as place:
            yield f"{_INDENT}in {_cell(place)}"
            if diagnostic.note:
                yield from _prose(_line_said(diagnostic, diagnostic.note), look)
        case _:
            assert_never(diagnostic.place)


def _prose(line: str, look: _Look) -> list[str]:
    """Wrap a line of prose; a line that is indented is there to be copied, and stays whole."""
    if not line or line.startswith(" "):
        return [f"{_INDENT}{line}".rstrip()]
    return _wrapped(_INDENT + line, look.width, indent=_INDENT)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return wrapped(text, width, rest=indent)


def _painted(text: str, role: str, look: _Look) -> str:
    return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m" if look.colour else text


# The author's own lines


def _excerpts(diagnostic: Diagnostic, look: _Look) -> Iterator[str]:
    """Show the lines where something is marked: those around the place itself, then those of other files."""
    marks: dict[Source, list[_Mark]] = {}
    if isinstance(diagnostic.place, Span):
        note = _line_said(diagnostic, diagnostic.note)
        marks[diagnostic.place.source] = [_Mark("main", diagnostic.place, note)]
    for label in diagnostic.labels:
        if isinstance(label.place, Span):
            marks.setdefault(label.place.source, []).append(_Mark("label", label.place, reveal(label.text)))
    for source, found in marks.items():
        if found[0].role == "label":
            yield f"{_INDENT}in {_line_name(found[0].span)}"
        yield from _excerpt(source, found, look)
    for label in diagnostic.labels:
        if isinstance(label.place, CellPlace):
            yield from _prose(f"In {_cell(label.place)}: {reveal(label.text)}", look)


def _excerpt(source: Source, marks: Sequence[_Mark], look: _Look) -> Iterator[str]:
    by_line: dict[int, list[_Mark]] = {line: [] for line in _lines_before(marks)}
    for mark in marks:
        by_line.setdefault(mark.span.line, []).append(mark)
    previous = None
    for line, found in sorted(by_line.items()):
        if previous is not None and line > previous + 1:
            yield "...".rjust(_NUMBER_WIDTH)
        yield from _line_rows(source, line, found, look)
        previous = line


def _lines_before(marks: Sequence[_Mark]) -> Iterator[int]:
    """Find the line that leads up to the place itself, in the same block."""
    for mark in marks:
        source, line = mark.span.source, mark.span.line
        begins_block = heading_form().match(source.plain, source.line_start(line))
        if mark.role == "main" and line > 1 and not begins_block and source.line(line - 1).strip():
            yield line - 1


def _line_rows(source: Source, line: int, marks: Sequence[_Mark], look: _Look) -> Iterator[str]:
    """Show a line with its underlines, or once for each underline when they stand too far apart."""
    written = _written(source, line)
    shown, room = _shown(written), look.width - len(_GUTTER)
    stretches = [_stretch(written, mark) for mark in marks]
    together = len(shown) <= room or _reach(stretches) <= room - 2 * len(_CUT)
    for group in [stretches] if together else [[stretch] for stretch in stretches]:
        left, right = _window(len(shown), group, room)
        yield _numbered(line, shown, left, right)
        for stretch in group:
            lead = (_CUT if left else "") + shown[left : stretch.start]
            yield from _underlined(lead, shown[stretch.start : min(stretch.end, right)], stretch.mark, look)


def _written(source: Source, line: int) -> str:
    """Return a line; a byte-order mark at the top of a file is no one's writing and shows as a space."""
    text = source.line(line)
    return f" {text[1:]}" if line == 1 and text.startswith("\ufeff") else text


def _shown(text: str) -> str:
    return reveal(text.replace("\t", " "))


def _stretch(written: str, mark: _Mark) -> _Stretch:
    """Find where words stand in the line as shown; words of several lines end with the first."""
    span = mark.span
    start = span.source.position(span.start)[1] - 1
    end = min(start + span.end - span.start, len(written.rstrip()))
    return _Stretch(len(_shown(written[:start])), len(_shown(written[: max(start, end)])), mark)


def _reach(stretches: Sequence[_Stretch]) -> int:
    starts, ends = [stretch.start for stretch in stretches], [stretch.end for stretch in stretches]
    return max(ends, default=0) - min(starts, default=0)


def _window(length: int, stretches: Sequence[_Stretch], room: int) -> tuple[int, int]:
    """Choose the part of a line to show: all of it, or its beginning, or what stands around the stretches."""
    if length <= room:
        return 0, length
    inner = room - 2 * len(_CUT)
    if all(stretch.end <= inner for stretch in stretches):
        return 0, inner
    first = min(stretch.start for stretch in stretches)
    left = min(first - max(0, inner - _reach(stretches)) // 2, length - inner)
    return left, left + inner


def _numbered(line: int, shown: str, left: int, right: int) -> str:
    part = (_CUT if left else "") + shown[left:right] + (_CUT if right < len(shown) else "")
    return f"{line:>{_NUMBER_WIDTH}} | {part}".rstrip()


def _underlined(lead: str, words: str, mark: _Mark, look: _Look) -> Iterator[str]:
    """Underline words and speak beside the underline, or beneath it where there is no room beside."""
    indent, line = cells(lead), _SIGNS[mark.role] * max(1, cells(words))
    room = look.width - len(_GUTTER)
    beside = f"{line} {mark.text}".rstrip()
    if indent + len(beside) <= room:
        yield _GUTTER + " " * indent + _painted(beside, mark.role, look)
        return
    yield _GUTTER + " " * indent + _painted(line, mark.role, look)
    rows = _wrapped(mark.text, room)
    left = max(0, min(indent, room - max(map(len, rows), default=0)))
    for row in rows:
        yield _GUTTER + " " * left + _painted(row, mark.role, look)
