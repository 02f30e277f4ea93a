"""Every published layout that can be read, and which of them a row of headings is."""

from collections.abc import Sequence

from schemelang.published import belonging, cqrs, fingertips, list_sizes, payments, prescribing, qof
from schemelang.published.layout import Layout, plain

_NEARLY_ALL, _OF = 9, 10

LAYOUTS: tuple[Layout, ...] = (
    *qof.LAYOUTS,
    *payments.LAYOUTS,
    *list_sizes.LAYOUTS,
    *belonging.LAYOUTS,
    *prescribing.LAYOUTS,
    *cqrs.LAYOUTS,
    *fingertips.LAYOUTS,
)


def named(name: str) -> tuple[Layout, ...]:
    """Return the layouts of a name, however it is spaced and whatever its capitals."""
    return tuple(layout for layout in LAYOUTS if plain(layout.name) == plain(name))


def names() -> tuple[str, ...]:
    """Return every name that a layout has, each once."""
    return tuple(dict.fromkeys(layout.name for layout in LAYOUTS))


def recognised(headings: Sequence[str]) -> Layout | None:
    """Return the layout whose headings these are: the one with most of them, if they are the headings of several."""
    fitting = [layout for layout in LAYOUTS if not missing(layout, headings)]
    return max(fitting, key=lambda layout: len(layout.asked), default=None)


def missing(layout: Layout, headings: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a layout that stand under none of the headings."""
    there = {plain(heading) for heading in headings}
    return tuple(column.name for column in layout.asked if not any(column.headed(heading) for heading in there))


def without_headings(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Return the layout of a file without headings whose first rows these are, by what their cells hold.

    Each row has as many cells as the layout columns, and the code of somebody; nearly all other cells fit as well.
    """
    return next((layout for layout in LAYOUTS if layout.headless and rows and _is_of(layout, rows)), None)


def _is_of(layout: Layout, rows: Sequence[Sequence[str]]) -> bool:
    if any(len(row) != len(layout.columns) for row in rows):
        return False
    fits = [column.holds.fits(row[at].strip()) for at, column in enumerate(layout.columns) for row in rows]
    return all(fits[: len(rows)]) and sum(fits) * _OF >= len(fits) * _NEARLY_ALL
