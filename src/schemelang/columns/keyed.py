"""What files of Parquet say beside figures, each word of a column once; and of whom there is something to be settled.

Nearly everybody is in one group of each kind for the whole term, and nothing more is to be known of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from schemelang.columns.roll import Array, Keyed, Texts, beside, not_in_one
from schemelang.diagnostic import Diagnostic
from schemelang.figures.cells import read_day
from schemelang.figures.columns import DateColumn
from schemelang.figures.rows import Sheet
from schemelang.figures.table import Cell
from schemelang.light import field, frozen
from schemelang.model.model import SCHEME, Scheme
from schemelang.source import CellPlace


@frozen(eq=False)
class Keys:
    """A file whose parties are known by their places, and how the reader of figures takes its headings."""

    file: Keyed
    sheet: Sheet = field(repr=False)

    @property
    def texts(self) -> Mapping[int, Texts]:
        """The columns of keys."""
        return self.file.opened.texts

    @property
    def parties(self) -> Mapping[str, Array]:
        """The place of the party of each level that each row names, -1 for none."""
        return {level: self.file.rows(level) for level in self.file.opened.parties}


def to_settle(
    files: Sequence[Keys], places: Mapping[str, Mapping[str, int]], scheme: Scheme
) -> Mapping[str, Array] | None:
    """Mark all that come or go on days that count, or are in no group or in several, and all groups above them.

    There is nothing where there is nobody.
    """
    them = [each.file for each in files]
    marked: dict[str, Array] = {level: np.zeros(len(own), bool) for level, own in places.items()}
    for each in files:
        for level, parties in _told_of(each, places, scheme):
            marked[level][parties] = True
    for grouping in scheme.groupings:
        level, coarser = grouping.members.singular, grouping.groups.singular
        marked[level] |= not_in_one(them, level, coarser)
    if not any(each.any() for each in marked.values()):
        return None
    levels = scheme.levels[:-1]
    for number, level in enumerate(levels):
        for coarser in levels[number + 1 :]:
            for one, other in beside(them, level, coarser):
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
