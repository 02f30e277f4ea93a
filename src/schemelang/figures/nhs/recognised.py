"""Knows a published file by its headings, and believes a column only if its cells are of the kind that they promise."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from schemelang.figures.cells import shown
from schemelang.figures.nhs.errors import NotAsHeaded
from schemelang.figures.table import Cell, Table
from schemelang.light import field, frozen
from schemelang.published.layout import Content, Layout, Sort, plain
from schemelang.published.layouts import recognised
from schemelang.quantities import read_cell_number

_ROWS_LOOKED_AT = 1000
_AS_PUBLISHED = "Take the file as it was published, and do not open it in Excel before it is read."
_AS_WRITTEN = "See that codes and days stand under their own headings, as text that Excel has not changed."
_NUMBERS = {Sort.COUNT, Sort.NUMBER, Sort.AVERAGE, Sort.MONEY, Sort.SHARE}


@frozen
class Recognised:
    """A table that is a published file: its layout, and where the column of each heading stands.

    What was found out about its columns is kept, since many figures are read from one file.
    """

    layout: Layout
    table: Table
    at: Mapping[str, int]
    believed: set[str] = field(factory=set, init=False, eq=False, repr=False)
    _columns: dict[str, int | None] = field(factory=dict, init=False, eq=False, repr=False)
    _contents: dict[str, Content | None] = field(factory=dict, init=False, eq=False, repr=False)
    _by_text: dict[int, dict[str, list[tuple[Cell, ...]]]] = field(factory=dict, init=False, eq=False, repr=False)

    def rows_by(self, column: int) -> Mapping[str, Sequence[tuple[Cell, ...]]]:
        """Return the rows by what stands in a column; they are parted once, for all the figures of a file."""
        if column not in self._by_text:
            parted = self._by_text[column] = {}
            for row in self.table.rows:
                parted.setdefault(row[column].text, []).append(row)
        return self._by_text[column]

    def column(self, name: str) -> int | None:
        """Return where the column of a name stands, under whichever of its headings; None if it is not there."""
        if name not in self._columns:
            self._columns[name] = self._found(name)
        return self._columns[name]

    def _found(self, name: str) -> int | None:
        own = self.at.get(plain(name))
        column = self.layout.column(name)
        if own is not None or column is None or column in self.layout.families:
            return own
        return next((number for heading, number in self.at.items() if column.headed(heading)), None)

    def holds(self, name: str) -> Content | None:
        """Return what the cells of a column hold; None if nothing is known of such a column."""
        if name not in self._contents:
            column = self.layout.column(name)
            self._contents[name] = self.layout.others if column is None else column.holds
        return self._contents[name]


@frozen
class Misfit:
    """The first cell that is not what its heading promises, how many others are like it, and what was promised."""

    cell: Cell
    heading: str
    others: int
    words: str


def recognise(table: Table) -> Recognised | None:
    """Return a table as the published file that it is, or None where its headings are those of none."""
    layout = recognised([cell.text for cell in table.headings])
    if layout is None:
        return None
    return Recognised(layout, table, {plain(cell.text): number for number, cell in enumerate(table.headings)})


def misfits(file: Recognised, names: Iterable[str]) -> Iterator[Misfit]:
    """Find the columns, of those named, in which cells are not of the kind that their heading promises."""
    for name in dict.fromkeys(names):
        at, content = file.column(name), file.holds(name)
        if at is None or content is None or name in file.believed:
            continue
        wrong = {text for text in file.rows_by(at) if not _fits(text, content, file.layout)}
        cells = [row[at] for row in file.table.rows if row[at].text in wrong] if wrong else []
        if not cells:
            file.believed.add(name)
        else:
            yield Misfit(cells[0], file.table.headings[at].text, len(cells) - 1, content.words)


def not_as_headed(file: Recognised, found: Misfit) -> NotAsHeaded:
    """Say that a column does not hold what its heading promises."""
    return NotAsHeaded(
        place=found.cell.place,
        what=f'the published file "{file.layout.name}"' if file.layout.published else file.layout.what,
        heading=found.heading,
        words=found.words,
        written=shown(found.cell.text),
        others=found.others,
        advice=_AS_PUBLISHED if file.layout.published else _AS_WRITTEN,
    )


def changed_places(file: Recognised, names: Collection[str]) -> Iterator[Misfit]:
    """Find the columns of numbers that have changed places, since what should be a part is the larger in most rows."""
    for part, whole in file.layout.within:
        small, large = file.column(part), file.column(whole)
        if small is None or large is None or not {part, whole} & set(names):
            continue
        numbers = [(row[small], _number(row[small]), _number(row[large])) for row in file.table.rows[:_ROWS_LOOKED_AT]]
        larger = [cell for cell, one, other in numbers if one is not None and other is not None and one > other]
        if len(larger) > len(numbers) / 2:
            heading = file.table.headings
            words = f'numbers up to those under "{heading[large].text}"'
            yield Misfit(larger[0], heading[small].text, len(larger) - 1, words)


def _number(cell: Cell) -> Fraction | None:
    read = read_cell_number(cell.text)
    return read if isinstance(read, Fraction) else None


def _fits(text: str, content: Content, layout: Layout) -> bool:
    return content.fits(text) or (content.sort in _NUMBERS and text.casefold() in layout.signs)
