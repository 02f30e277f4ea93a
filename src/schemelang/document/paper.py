"""Tables cut to the width of a sheet of paper, which cannot be scrolled."""

import re
from itertools import takewhile

from schemelang.document.contract import Column, Table, Text
from schemelang.light import evolve

_DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")
_BEFORE_NUMBER = re.compile(r"(?<=[A-Za-z]) (?=\d+(?!\S)|\d+,)")

_ABREAST = 100
"""So many signs of a table stand beside each other on A4."""
_BESIDE = 40
"""So many signs at most has a table that stands beside a picture."""
_BETWEEN = 2
"""So many would fit between two columns."""
_SHORT = 36
"""What is longer is no day, and is broken into lines."""
_LEAST = 7
"""So many at least has a column of words."""
_BREAK = re.compile(r" (?!\d+\b)")
"""Where a line may be broken: not before a number."""


def as_wide_as_paper(table: Table) -> tuple[Table, ...]:
    """Cut a table that is too wide into several; the columns that say what a row is about stand in each."""
    table = evolve(table, columns=tuple(_broken_if_long(table, place) for place in range(len(table.columns))))
    widths = _least(table)
    left = _ABREAST - sum(widths[: table.keys])
    runs = _runs(widths[table.keys :], left)
    several = _runs(widths[table.keys :], max(left // 2, sum(widths[table.keys :]) // len(runs) + _LEAST))
    chosen = several if len(several) == len(runs) else runs
    if len(chosen) == 1:
        return (table,)
    cut, start = [], table.keys
    for part, length in enumerate(chosen, 1):
        caption = f"{table.caption} ({part} of {len(chosen)})"
        cut.append(evolve(_with_columns(table, start, start + length), caption=caption))
        start += length
    return tuple(cut)


def spoken(text: Text) -> str:
    """Return the words of a text, however they are set."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in text)


def share_width(table: Table, room: int) -> tuple[int, ...]:
    """Share the width of a sheet, in any unit, among the columns of a table.

    Each has what its longest word takes. Of the rest, whoever asks for least is served first.
    """
    least, asked = _least(table), _asked(table)
    given, rest = least.copy(), max(_ABREAST, sum(least)) - sum(least)
    waiting = sorted(range(len(least)), key=lambda place: asked[place] - least[place])
    for served, place in enumerate(waiting):
        share = min(asked[place] - least[place], rest // (len(waiting) - served))
        given[place] += share
        rest -= share
    return tuple(room * width // sum(given) for width in given)


def is_narrow(table: Table) -> bool:
    """Say whether a table leaves room for a picture beside it."""
    return sum(_asked(table)) <= _BESIDE


def _least(table: Table) -> list[int]:
    """Return how many signs each column has to have."""
    return [_width(table, place) for place in range(len(table.columns))]


def _asked(table: Table) -> list[int]:
    """Return how many signs each column would like to have."""
    return [max(low, _BETWEEN + _usual(table, place)) for place, low in enumerate(_least(table))]


def _usual(table: Table, place: int) -> int:
    """Return how many signs a cell of a column has, half as many again as most have, or as many as the longest."""
    signs = [len(spoken(row.cells[place])) for row in table.rows]
    return min(max(signs), sum(signs) * 3 // (2 * len(signs))) if signs else 0


def kept(text: str) -> str:
    """Keep together, in a narrow column: a number with the word before it, as in row 9; a day; and 66.52…%."""
    days = _DAY.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", text)
    return _BEFORE_NUMBER.sub("\N{NO-BREAK SPACE}", days).replace("…%", "…\N{WORD JOINER}%")


def _broken_if_long(table: Table, place: int) -> Column:
    """Return a column, which is not kept unbroken if a sentence stands where a day is expected."""
    long = any(len(spoken(row.cells[place])) > _SHORT for row in table.rows)
    return evolve(table.columns[place], unbroken=table.columns[place].unbroken and not long)


def _runs(widths: list[int], left: int) -> list[int]:
    """Return how many columns stand in each table, as many as there is room for and one at least."""
    runs: list[int] = []
    while widths:
        sums = (sum(widths[: place + 1]) for place in range(len(widths)))
        runs.append(max(1, len(list(takewhile(lambda width: width <= left, sums)))))
        widths = widths[runs[-1] :]
    return runs or [0]


def _with_columns(table: Table, start: int, end: int) -> Table:
    """Return a table with its first columns and some of the others."""
    rows = tuple(evolve(row, cells=(*row.cells[: table.keys], *row.cells[start:end])) for row in table.rows)
    return evolve(table, columns=(*table.columns[: table.keys], *table.columns[start:end]), rows=rows)


def _width(table: Table, place: int) -> int:
    """Return how many signs a column takes where its lines are broken as often as they can be."""
    column = table.columns[place]
    cells = [spoken(row.cells[place]) for row in table.rows]
    whole = cells if column.unbroken else [part for cell in cells for part in _BREAK.split(cell)]
    widest = max(map(len, (*_BREAK.split(column.heading), *whole)))
    return _BETWEEN + (widest if column.numeric else max(_LEAST, widest))
