"""Tables that declare many figures, values, indicators, scales or targets: each row becomes a block of its own.

A table is a shorter way to write, and means nothing that single blocks could not say. So this is done
before names are taken and blocks are read: tree in, tree out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from operator import itemgetter
from typing import Any, assert_never

from schemelang.diagnostic import Diagnostic, Label
from schemelang.light import define
from schemelang.model import errors
from schemelang.model.offers import among_lines
from schemelang.model.table_columns import LINES, POINTS, STEP_LINES, STEPS, Column, Sort, Table, sort_of
from schemelang.source import Span
from schemelang.syntax import ast
from schemelang.syntax.failure import Failure
from schemelang.syntax.parser import explain, parse_expression
from schemelang.syntax.vocabulary import one_of, quoted

_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII | re.IGNORECASE)


# ---------------------------------------------------------------- one table


@define
class _Reading:
    """One table while it is read: what was found, the cells of each name, and where in the text each column stands."""

    block: Table
    sort: Sort
    found: list[Diagnostic]
    cells: dict[str, dict[str, ast.Cell]]
    names: dict[str, ast.Name]
    lost: dict[str, ast.Name]
    places: dict[str, int]

    @property
    def first(self) -> str:
        """The heading of the names."""
        return self.sort.first

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns that there may be."""
        return self.sort.columns

    @property
    def many(self) -> str:
        """The word that begins the block."""
        return f"{self.first}s"

    @property
    def place(self) -> Span:
        """Where to point at the table as a whole."""
        span = self.block.span
        return self.block.title.span if self.block.title else Span(span.source, span.start, span.start + len(self.many))


def taken_apart(block: Table) -> tuple[Sequence[ast.Block], list[Diagnostic], list[ast.Name]]:
    """Return the blocks of a table, what is wrong with it, and the names that have no block because of it."""
    reading = _Reading(block, sort_of(block), [], {}, {}, {}, {})
    parts = _parts(reading)
    if _may_be_read(reading, parts):
        for heading, rows in parts:
            _take_rows(reading, heading, rows)
        _see_whole(reading)
    else:
        _give_up(reading, parts)
    blocks = [made for name in reading.names if name not in reading.lost and (made := _made(reading, name))]
    return blocks, reading.found, [*reading.lost.values()]


def _heading(cell: ast.Cell) -> str:
    return " ".join(cell.text.lower().split())


_Part = tuple[ast.Row, list[ast.Row]]


def _parts(reading: _Reading) -> list[_Part]:
    """Part rows into tables: a row that repeats the first heading begins another."""
    rows = [line for line in reading.block.lines if isinstance(line, ast.Row)]
    parts: list[_Part] = []
    for row in rows:
        if not parts or _heading(row.cells[0]) == _heading(rows[0].cells[0]):
            parts.append((row, []))
        else:
            parts[-1][1].append(row)
    return parts


def _give_up(reading: _Reading, parts: list[_Part]) -> None:
    """Keep the names of a table that cannot be read, so that nobody is told that they are unknown."""
    for _, rows in parts:
        for row in rows:
            cell = row.cells[0]
            if _NAME.fullmatch(cell.text):
                reading.lost.setdefault(cell.text, ast.Name(cell.text, span=cell.span))


# ---------------------------------------------------------------- headings


def _may_be_read(reading: _Reading, parts: list[_Part]) -> bool:
    """See that a table has rows and headings that say what its names are."""
    headings, row = reading.sort.sample
    if parts and _heading(parts[0][0].cells[0]) != reading.first:
        place = parts[0][0].cells[0].span
        begin, rows = _headings_for(reading, [each for part in parts for each in (part[0], *part[1])])
        found = errors.tables.FirstHeadingMissing(place=place, first=reading.first, begin=begin, rows=among_lines(rows))
        reading.found.append(found)
    elif not any(rows for _, rows in parts):
        without = errors.tables.TableWithoutRows(place=reading.place, block=reading.many, headings=headings, row=row)
        reading.found.append(without)
    else:
        for heading, _ in parts:
            _see_headings(reading, heading)
        _see_said_once(reading, parts)
        _see_said_at_all(reading, parts)
    return not reading.found


def _headings_for(reading: _Reading, rows: list[ast.Row]) -> tuple[str, list[str]]:
    """Return how a table is to begin: with its column of names, or with headings over the rows that it has."""
    headings = [_heading(cell) for cell in rows[0].cells]
    at = headings.index(reading.first) if reading.first in headings else None
    if at is not None and all(len(row.cells) > at for row in rows):
        moved = [[row.cells[at], *row.cells[:at], *row.cells[at + 1 :]] for row in rows]
        return "Move that column to the front:", _aligned([[cell.text for cell in cells] for cells in moved])
    known = any(heading in reading.columns for heading in headings)
    first = [reading.first, *headings[1:]] if known else [*reading.columns][: len(headings)]
    begin = "Begin the row of headings with it:" if known else "Begin the table with a row of headings, such as:"
    return begin, _aligned([first])


def _aligned(rows: list[list[str]]) -> list[str]:
    """Return rows of a table whose cells stand one under another."""
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    return [f"| {' | '.join(map(str.ljust, row, widths))} |" for row in rows]


def _see_headings(reading: _Reading, row: ast.Row) -> None:
    first: dict[str, ast.Cell] = {}
    for cell in row.cells:
        word = _heading(cell)
        if word not in reading.columns:
            known = one_of(quoted([*reading.columns]), "and")
            written = f'"{cell.text}"' if cell.text else "An empty cell"
            reading.found.append(
                errors.tables.UnknownHeading(place=cell.span, heading=written, block=reading.many, known=known)
            )
        elif first.setdefault(word, cell) is not cell:
            label = Label(first[word].span, "said first here")
            reading.found.append(errors.naming.LineTwice(place=cell.span, line=word, labels=(label,)))
        reading.places.setdefault(word, cell.span.start)


def _see_said_once(reading: _Reading, parts: list[_Part]) -> None:
    """See that nothing is said both by a column and by a line of the block, nor by two sorts of column."""
    cells = {_heading(cell): cell for heading, _ in reversed(parts) for cell in heading.cells}
    for word, cell in cells.items():
        is_a_step = isinstance(reading.block, ast.Values) and word in STEPS and word != "start with"
        kinds = None if is_a_step else LINES.get(word)  # a step may be taken twice
        line = next((line for line in reading.block.lines if kinds and isinstance(line, kinds)), None)
        if line is not None:
            label = Label(line.span, "the block says it here, for every row")
            reading.found.append(errors.naming.LineTwice(place=cell.span, line=word, labels=(label,)))
    twice = _said_again(reading, cells)
    if twice is not None:
        other, place, first, advice = twice
        label = Label(first, "said first here")
        reading.found.append(
            errors.tables.SaidInTwoWays(place=place, one="is", other=other, advice=advice, labels=(label,))
        )


def _said_again(reading: _Reading, cells: Mapping[str, ast.Cell]) -> tuple[str, Span, Span, str] | None:
    """Find what says again what an `is` says of each row: its word and place, that of the `is`, and what to keep."""
    lines = reading.block.lines
    is_said = cells.get("is") or next((line for line in lines if isinstance(line, ast.Is)), None)
    if is_said is None:
        return None
    if isinstance(reading.block, ast.Indicators):
        others: dict[str, ast.Node] = {word: cells[word] for word in ("counts", "out of") if word in cells}
        advice = 'Keep "is" for any measured number, or "counts" and "out of" for a part out of a whole.'
    else:
        others = {word: line for line in lines for word, kinds in STEP_LINES.items() if isinstance(line, kinds)}
        others |= {word: cells[word] for word in STEPS if word in cells}
        others = others if isinstance(reading.block, ast.Values) else {}
        advice = 'Keep "is" for all of what a value is, or begin its steps with "start with".'
    return next(((word, other.span, is_said.span, advice) for word, other in others.items()), None)


def _see_said_at_all(reading: _Reading, parts: list[_Part]) -> None:
    """See that each name is said to be something: by a column, or by a line for all."""
    words = {_heading(cell) for heading, _ in parts for cell in heading.cells}
    place = parts[0][0].span
    said = words | {word for line in reading.block.lines for word, kind in LINES.items() if isinstance(line, kind)}
    if "is" in said and "is" in reading.columns:
        return
    if isinstance(reading.block, ast.Figures):
        line, example = "each is", "each is a count of patients for each practice on 1 April 2026"
        reading.found.append(
            errors.naming.LineMissing(place=reading.place, block=f"table of {reading.many}", line=line, example=example)
        )
        return
    missing = next((word for word in reading.sort.needed if word not in said), None)
    if missing is not None:
        advice = reading.sort.if_missing
        reading.found.append(
            errors.tables.HeadingMissing(place=place, one=reading.first, heading=missing, advice=advice)
        )


# ---------------------------------------------------------------- rows


def _take_rows(reading: _Reading, heading: ast.Row, rows: Iterable[ast.Row]) -> None:
    """Keep the cells of each name by their headings."""
    words = [_heading(cell) for cell in heading.cells]
    for row in rows:
        name = _name(reading, row)
        if name is None:
            continue
        if len(row.cells) != len(words):
            _refuse_length(reading, heading, row)
            reading.lost[name.text] = name
            continue
        taken = reading.names.setdefault(name.text, name)
        kept = reading.cells.setdefault(name.text, {})
        if any(word in kept for word in words[1:]) or (len(words) == 1 and taken is not name):
            label = Label(taken.span, "declared first here")
            reading.found.append(errors.naming.DeclaredTwice(place=name.span, name=name.text, labels=(label,)))
            continue
        kept |= dict(zip(words[1:], row.cells[1:], strict=True))


def _name(reading: _Reading, row: ast.Row) -> ast.Name | None:
    cell = row.cells[0]
    if not cell.text:
        advice = reading.columns[reading.first].if_empty
        reading.found.append(
            errors.tables.EmptyCell(place=cell.span, whose="This row", heading=reading.first, advice=advice)
        )
        return None
    if not _NAME.fullmatch(cell.text):
        suggestion = (
            "_".join(re.findall(r"[a-z0-9]+", cell.text.lower())).lstrip("0123456789_") or f"my_{reading.first}"
        )
        reading.found.append(errors.tables.CellIsNoName(place=cell.span, written=cell.text, suggestion=suggestion))
        return None
    return ast.Name(cell.text, span=cell.span)


def _refuse_length(reading: _Reading, heading: ast.Row, row: ast.Row) -> None:
    cells, headings = len(row.cells), len(heading.cells)
    if cells < headings:
        missing = one_of([f'"{cell.text}"' for cell in heading.cells[cells:]], "and")
        wrong = f"nothing is left for {missing}"
    else:
        wrong = f'the last heading is "{heading.cells[-1].text}", and cells follow it'
    reading.found.append(
        errors.tables.RowOfAnotherLength(
            place=row.span,
            cells=f"{cells} cell{'' if cells == 1 else 's'}",
            headings=str(headings),
            wrong=wrong,
            labels=(Label(heading.span, "the heading"),),
        )
    )


def _see_whole(reading: _Reading) -> None:
    """See that each name has a cell under each heading, in whichever part of the table."""
    words = {word for cells in reading.cells.values() for word in cells}
    missing = {
        name: [word for word in reading.columns if word in words and word not in cells]
        for name, cells in reading.cells.items()
        if name not in reading.lost
    }
    names = [reading.names[name] for name, lacks in missing.items() if lacks]
    reading.lost |= {name.text: name for name in names}
    if names:
        last = max(names, key=lambda name: name.span.start)
        labels = tuple(Label(name.span, "nor is this one") for name in names if name is not last)
        place, heading = last.span, missing[last.text][0]
        reading.found.append(errors.tables.InOnePartOnly(place=place, name=last.text, heading=heading, labels=labels))


# ---------------------------------------------------------------- blocks


def _made(reading: _Reading, name: str) -> ast.Block | None:
    """Make the block that a row stands for."""
    read = dict(_cells_read(reading, name))
    if name in reading.lost:
        return None
    title = read.pop("title", None)
    assert title is None or isinstance(title, ast.Text), "a title is words"
    called, whole = reading.names[name], reading.names[name].span
    match reading.block:
        case ast.Figures():
            figure: Any = (*_lines(read, whole), *_shared(reading.block))
            return ast.Figure(called, title, figure, span=whole)
        case ast.Indicators(level=level):
            indicator: Any = (*_lines(read, whole), *_shared(reading.block))
            return ast.Indicator(called, title, level, indicator, span=whole)
        case ast.Values(level=level):
            return ast.Value(called, title, level, _in_order(reading, read), span=whole)
        case ast.Scales(level=level):
            return ast.Scale(called, title, level, _of_scale(reading, name), span=whole)
        case ast.Targets(level=level):
            target: Any = (*read.values(), *_shared(reading.block))
            return ast.Target(called, title, level, target, span=whole)
        case _:
            assert_never(reading.block)


def _in_order(reading: _Reading, read: Mapping[str, Any]) -> tuple[Any, ...]:
    """Put the steps of a value in the order in which columns and lines stand, since no step is moved."""
    placed = [(reading.places[word], line) for word, line in read.items()]
    placed += [(line.span.start, line) for line in _shared(reading.block)]
    return tuple(line for _, line in sorted(placed, key=itemgetter(0)))


def _of_scale(reading: _Reading, name: str) -> tuple[Any, ...]:
    """Return the lines of a scale that has one row, which comes to its own points."""
    cells = [reading.cells[name][word] for word in POINTS]
    headings = [ast.Cell(word, span=cell.span) for word, cell in zip(POINTS, cells, strict=True)]
    rows = [ast.Row(tuple(each), span=reading.names[name].span) for each in (headings, cells)]
    points: Any = parse_expression(cells[-1].span)
    return (*rows, *_shared(reading.block), ast.AddsUpTo(points, span=cells[-1].span))


def _cells_read(reading: _Reading, name: str) -> Iterator[tuple[str, ast.Node]]:
    """Read the cells of a name. A name of which one cannot be read is lost."""
    for word, cell in reading.cells[name].items():
        column = reading.columns[word]
        if not cell.text:
            if column.if_empty:
                whose = f'"{name}"'
                reading.found.append(
                    errors.tables.EmptyCell(place=cell.span, whose=whose, heading=word, advice=column.if_empty)
                )
                reading.lost[name] = reading.names[name]
            continue
        read = column.read(cell)
        if isinstance(read, Failure):
            reading.found.append(explain(read))
            reading.lost[name] = reading.names[name]
        elif read is not None:
            yield word, read


def _lines(read: Mapping[str, Any], name: Span) -> Iterator[ast.Node]:
    """Return the lines that the cells of a row stand for. A part out of a whole is called by the row's name."""
    if "counts" in read:
        yield ast.Is(ast.OutOf(read["counts"], read["out of"], span=name), span=name)
    for word, line in read.items():
        if word not in ("counts", "out of"):
            yield line


def _shared(block: Table) -> Iterator[ast.Node]:
    """Return the lines of a block, which hold for every row."""
    for line in block.lines:
        match line:
            case ast.Row():
                pass
            case ast.EachIs(type=kind, level=level, when=when):
                yield ast.FigureIs(kind, level, when, span=line.span)
            case _:
                yield line
