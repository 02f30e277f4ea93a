"""What each column of a table is, by its heading: a party, a time, a figure, or a word about one of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeVar

from schemelang.dates import PeriodKind
from schemelang.figures.known import Known, key
from schemelang.figures.table import Table
from schemelang.light import frozen
from schemelang.model.model import SCHEME, Figure, Scheme

if TYPE_CHECKING:
    from schemelang.published.layout import Layout

TimeColumn = PeriodKind | Literal["on"]
DateColumn = Literal["from", "to"]
TurnColumn = Literal["merged_into", "split_from", "closed"]

TIMES: Mapping[TimeColumn, str] = {
    "month": "month",
    "quarter": "quarter",
    "half_year": "half_year",
    "year": "year",
    "on": "on",
}
_DATES: Mapping[DateColumn, str] = {"from": "from", "to": "to"}
_TURNS: Mapping[TurnColumn, str] = {"merged_into": "merged_into", "split_from": "split_from", "closed": "closed"}
LISTS = frozenset(
    {
        "list_size",
        "practice_list_size",
        "registered_patients",
        "number_of_patients",
        "number_of_registered_patients",
    }
)
"""The headings of columns that say how long the lists are, whether a scheme reads them or not."""

What = TypeVar("What")


@frozen
class PublishedColumns:
    """The columns that name a published file and a row in it."""

    file: int | None
    row: int | None


@frozen(kw_only=True)
class Columns:
    """What a table's columns are, each by its number. Parties are in the order of levels, finest first."""

    parties: Mapping[str, int]
    names: Mapping[str, int]
    figures: Mapping[str, int]
    times: Mapping[TimeColumn, int]
    dates: Mapping[DateColumn, int]
    turns: Mapping[TurnColumn, int]
    published: Mapping[str, PublishedColumns]
    unused: tuple[int, ...]

    @property
    def about(self) -> str:
        """The level that the rows are about."""
        return next(iter(self.parties), SCHEME)

    @property
    def period(self) -> PeriodKind | None:
        """The kind of period that a column names, if one does."""
        return next((kind for kind in self.times if kind != "on"), None)


def read_columns(table: Table, scheme: Scheme) -> Columns:
    """Tell from its headings what each column of a table is."""
    free = {key(cell.text): column for column, cell in enumerate(table.headings)}
    parties = _take(free, {level: key(level) for level in scheme.levels if level != SCHEME})
    names = _take(free, {level: f"{key(level)}_name" for level in parties})
    figures = _take(free, {figure.name: key(figure.name) for figure in declared(scheme)})
    times = _take(free, TIMES)
    dates = _take(free, _DATES) if parties else {}
    turns = _take(free, _TURNS) if parties else {}
    published = {owner: _take_published(free, owner) for owner in (*parties, *figures)}
    return Columns(
        parties=parties,
        names=names,
        figures=figures,
        times=times,
        dates=dates,
        turns=turns,
        published=published,
        unused=tuple(free.values()),
    )


def known_headings(*schemes: Scheme) -> Known:
    """Gather the headings that schemes know, by which a row of headings is found under a title."""
    levels = {key(level) for scheme in schemes for level in scheme.levels if level != SCHEME}
    figures = {key(figure.name) for scheme in schemes for figure in declared(scheme)}
    others = {*(f"{level}_name" for level in levels), *TIMES.values(), *_DATES.values(), *_TURNS.values()}
    published = {key(column.name) for layout in _published(*schemes) for column in layout.asked} - others
    return Known(frozenset(levels | figures | published), frozenset(others) - levels - figures)


def _published(*schemes: Scheme) -> "tuple[Layout, ...]":
    """Return the layouts of the published files that schemes read from, and of the lists of members beside them."""
    from schemelang.published.layouts import LAYOUTS  # an example has none of them

    read = {each.reading.file for scheme in schemes for each in declared(scheme) if each.reading is not None}
    grouped = any(scheme.groupings for scheme in schemes)
    lists = (layout for layout in LAYOUTS if layout.lists and not layout.headless)
    return (*(layout for layout in LAYOUTS if layout.name in read), *(lists if read or grouped else ()))


def declared(scheme: Scheme) -> tuple[Figure, ...]:
    """Return the figures that a scheme asks for."""
    return tuple(block for block in scheme.blocks if isinstance(block, Figure))


def _take(free: dict[str, int], wanted: Mapping[What, str]) -> dict[What, int]:
    """Take from the columns that are still free those with the headings wanted."""
    return {what: free.pop(heading) for what, heading in wanted.items() if heading in free}


def _take_published(free: dict[str, int], owner: str) -> PublishedColumns:
    file, row = f"{key(owner)}_published_file", f"{key(owner)}_published_row"
    return PublishedColumns(free.pop(file, None), free.pop(row, None))
