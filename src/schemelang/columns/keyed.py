"""What files of Parquet say beside figures, each word of a column once; and of whom there is something to be settled.

Nearly everybody is in one group of each kind for the whole term, and nothing more is to be known of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from attrs import field, frozen

from schemelang.diagnostic import Diagnostic
from schemelang.figures.cells import read_day
from schemelang.figures.columns import DateColumn
from schemelang.figures.rows import Sheet
from schemelang.figures.table import Cell
from schemelang.model.model import SCHEME, Scheme
from schemelang.source import CellPlace

Array = Any
"""An array of NumPy: of what shape and numbers is said where it is named."""


@frozen(eq=False)
class Texts:
    """A column of words: each word once, and which of them each row has, -1 for none."""

    words: tuple[str, ...]
    which: Array

    def have(self, so: Sequence[bool]) -> Array:
        """Say which rows have a word of which something is so, told of each word."""
        return np.array([*so, False])[self.which]


@frozen(eq=False, kw_only=True)
class Keys:
    """The columns of keys of a file, and the place of the party of each level that each row names, -1 for none."""

    sheet: Sheet = field(repr=False)
    texts: Mapping[int, Texts] = field(repr=False)
    parties: Mapping[str, Array] = field(repr=False)


def beside(files: Sequence[Keys], level: str, coarser: str) -> Iterator[tuple[Array, Array]]:
    """Return the members and the groups that stand beside each other in rows."""
    for each in files:
        if level in each.parties and coarser in each.parties:
            one, other = each.parties[level], each.parties[coarser]
            both = (one >= 0) & (other >= 0)
            yield (one, other) if both.all() else (one[both], other[both])


def to_settle(
    files: Sequence[Keys], places: Mapping[str, Mapping[str, int]], scheme: Scheme
) -> Mapping[str, Array] | None:
    """Mark all that come or go on days that count, or are in no group or in several, and all groups above them.

    There is nothing where there is nobody.
    """
    marked: dict[str, Array] = {level: np.zeros(len(own), bool) for level, own in places.items()}
    for each in files:
        for level, parties in _told_of(each, places, scheme):
            marked[level][parties] = True
    for grouping in scheme.groupings:
        level, coarser = grouping.members.singular, grouping.groups.singular
        marked[level] |= _not_in_one(files, level, coarser, len(marked[level]))
    if not any(each.any() for each in marked.values()):
        return None
    levels = scheme.levels[:-1]
    for number, level in enumerate(levels):
        for coarser in levels[number + 1 :]:
            for one, other in beside(files, level, coarser):
                marked[coarser][other[marked[level][one]]] = True
    return marked


def _told_of(each: Keys, places: Mapping[str, Mapping[str, int]], scheme: Scheme) -> Iterator[tuple[str, Array]]:
    """Find those of whom a file says days, or how they came or went, and those who they went into or came out of."""
    columns = each.sheet.columns
    if columns.about == SCHEME:
        return
    counted = [scheme.first, scheme.last, *(grouping.day for grouping in scheme.groupings if grouping.day)]
    for which, at in columns.dates.items():
        counts = [_counts(word, which, counted) for word in each.texts[at].words]
        yield columns.about, each.parties[columns.about][each.texts[at].have(counts)]
    for at in columns.turns.values():
        said = [bool(word.strip()) for word in each.texts[at].words]
        yield columns.about, each.parties[columns.about][each.texts[at].have(said)]
    others = {word.strip() for at in columns.turns.values() for word in each.texts[at].words}
    own = places[columns.about]
    yield columns.about, np.array([own[code] for code in sorted(others & own.keys())], np.int64)


def _counts(word: str, which: DateColumn, counted: Sequence[date]) -> bool:
    """Say whether a first day or a last one leaves somebody out on a day that counts; or cannot be read."""
    if not word.strip():
        return False
    day = read_day(Cell(word.strip(), CellPlace("")), which)
    if isinstance(day, Diagnostic):
        return True
    return day > min(counted) if which == "from" else day < max(counted)


def _not_in_one(files: Sequence[Keys], level: str, coarser: str, number: int) -> Array:
    """Say who of a level stands beside several groups of another, or beside none."""
    owner, several = np.full(number, -1, np.int64), np.zeros(number, bool)
    for one, other in beside(files, level, coarser):
        owner[one] = other
    for one, other in beside(files, level, coarser):
        several[one[owner[one] != other]] = True
    return several | (owner < 0)
