"""Every figure in a column, and every column put to use."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from schemelang.diagnostic import Diagnostic
from schemelang.figures.cells import shown
from schemelang.figures.columns import TIMES, declared, key
from schemelang.figures.errors import (
    ColumnNearFigure,
    ColumnNotUsed,
    ExampleColumnUnknown,
    FigureNotGiven,
    FigureUnderAnotherHeading,
)
from schemelang.figures.rows import Sheet
from schemelang.figures.table import Cell
from schemelang.model.model import SCHEME, Figure, Scheme
from schemelang.model.names import nearest
from schemelang.source import CellPlace, Span


def check_coverage(sheets: Sequence[Sheet], scheme: Scheme, *, partial: bool) -> Iterator[Diagnostic]:
    """Find columns that nothing is done with, and figures in no column."""
    supplied = {name for sheet in sheets for name in sheet.columns.figures}
    missing = [figure for figure in declared(scheme) if figure.name not in supplied]
    near: set[str] = set()
    for sheet in sheets:
        for heading in _unused(sheet):
            found = _unused_column(heading, [figure.name for figure in missing], scheme, partial=partial)
            near |= {found.figure} if isinstance(found, FigureUnderAnotherHeading) else set()
            yield found
    if not partial:
        yield from (_not_given(figure, scheme) for figure in missing if figure.name not in near)


def _unused(sheet: Sheet) -> Iterator[Cell]:
    """Return the headings not used, without those that say where another unused column was published."""
    headings = [sheet.table.headings[column] for column in sheet.columns.unused]
    keys = {key(heading.text) for heading in headings}
    for heading in headings:
        owner, _, which = key(heading.text).rpartition("_published_")
        if which not in ("file", "row") or owner not in keys:
            yield heading


def _unused_column(heading: Cell, missing: Sequence[str], scheme: Scheme, *, partial: bool) -> Diagnostic:
    figure, written = nearest(key(heading.text), list(missing)), shown(heading.text)
    match heading.place:
        case Span() as place:
            return ExampleColumnUnknown(
                place=place, heading=written, nearest=_nearest_of_all(heading, scheme)
            )
        case CellPlace() as place if figure is None:
            return ColumnNotUsed(place=place, heading=written)
        case CellPlace() as place if partial:
            return ColumnNearFigure(place=place, heading=written, figure=figure)
        case CellPlace() as place:
            return FigureUnderAnotherHeading(place=place, heading=written, figure=figure)


def _nearest_of_all(heading: Cell, scheme: Scheme) -> str:
    names = [*scheme.levels[:-1], *(figure.name for figure in declared(scheme)), *TIMES]
    return get_close_matches(key(heading.text), names, n=1, cutoff=0.0)[0]


def _not_given(figure: Figure, scheme: Scheme) -> Diagnostic:
    kinds = {
        kind.singular: kind.plural for kind in (scheme.leaf, *(each.groups for each in scheme.groupings))
    }
    whom = "the whole scheme" if figure.level == SCHEME else kinds[figure.level]
    return FigureNotGiven(place=figure.span, figure=figure.name, whom=whom)
