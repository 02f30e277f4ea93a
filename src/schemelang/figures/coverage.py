"""Every figure in a column, and every column put to use."""

from collections.abc import Collection, Iterator, Sequence
from typing import assert_never

from schemelang.diagnostic import Diagnostic
from schemelang.figures import errors
from schemelang.figures.cells import shown
from schemelang.figures.columns import LISTS, TIMES, declared
from schemelang.figures.known import key
from schemelang.figures.rows import Sheet
from schemelang.figures.table import Cell
from schemelang.model.model import SCHEME, Figure, Scheme
from schemelang.model.names import nearest
from schemelang.source import CellPlace, Span


def check_coverage(
    sheets: Sequence[Sheet], scheme: Scheme, *, partial: bool, told: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Find columns that nothing is done with, and figures in no column but those of which it is `told` already."""
    supplied = {*told, *(name for sheet in sheets for name in sheet.columns.figures)}
    missing = {} if partial else {each.name: each for each in declared(scheme) if each.name not in supplied}
    idle: list[Cell] = []
    compared = _lists_compared(sheets)
    for heading in (heading for sheet in sheets for heading in _unused(sheet) if key(heading.text) not in compared):
        found = _unused_column(heading, missing, scheme)
        if isinstance(found, errors.FigureUnderAnotherHeading):
            supplied.add(found.figure)
        if found is None:
            idle.append(heading)
        else:
            yield found
    if idle:
        named = ", ".join(shown(heading.text) for heading in idle)
        yield errors.ColumnsNotUsed(place=idle[0].place, headings=named)
    yield from (_not_given(figure, scheme) for name, figure in missing.items() if name not in supplied)


def _lists_compared(sheets: Sequence[Sheet]) -> frozenset[str]:
    """Return the headings of list sizes, if there are several such columns, which are held against each other."""
    lists = [heading for sheet in sheets for heading in sheet.table.headings if key(heading.text) in LISTS]
    return LISTS if len(lists) > 1 else frozenset()


def _unused(sheet: Sheet) -> Iterator[Cell]:
    """Return the headings not used, without those that say where another unused column was published."""
    headings = [sheet.table.headings[column] for column in sheet.columns.unused]
    keys = {key(heading.text) for heading in headings}
    for heading in headings:
        owner, _, which = key(heading.text).rpartition("_published_")
        if which not in ("file", "row") or owner not in keys:
            yield heading


def _unused_column(heading: Cell, missing: Collection[str], scheme: Scheme) -> Diagnostic | None:
    """Say of a column not used what it may have been meant for, above all a figure that is missing; or None."""
    written, names = shown(heading.text), [figure.name for figure in declared(scheme)]
    meant = nearest(key(heading.text), list(missing)) or nearest(key(heading.text), names)
    match heading.place:
        case Span() as place:
            return errors.ExampleColumnUnknown(place=place, heading=written, nearest=_nearest_of_all(heading, scheme))
        case CellPlace() as place if meant is None:
            return None
        case CellPlace() as place if meant in missing:
            return errors.FigureUnderAnotherHeading(place=place, heading=written, figure=meant)
        case CellPlace() as place:
            return errors.ColumnNearFigure(place=place, heading=written, figure=meant)
        case _:
            assert_never(heading.place)


def _nearest_of_all(heading: Cell, scheme: Scheme) -> str:
    from difflib import get_close_matches  # only where something is wrong

    names = [*scheme.levels[:-1], *(figure.name for figure in declared(scheme)), *TIMES]
    return get_close_matches(key(heading.text), names, n=1, cutoff=0)[0]


def _not_given(figure: Figure, scheme: Scheme) -> Diagnostic:
    kinds = {kind.singular: kind.plural for kind in (scheme.leaf, *(each.groups for each in scheme.groupings))}
    whom = "the whole scheme" if figure.level == SCHEME else kinds[figure.level]
    return errors.FigureNotGiven(place=figure.span, figure=figure.name, whom=whom)
