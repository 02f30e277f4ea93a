"""Both schemes tried on the same figures: on those passed or, without any, on the worked examples of both."""

from collections.abc import Iterator

from attrs import evolve, frozen

from schemelang.comparison.comparison import Money, Origin, Side, Trial, Unfit
from schemelang.comparison.money import broken_in, parts_of, payees_of
from schemelang.diagnostic import Diagnostic, Place
from schemelang.figures.columns import declared
from schemelang.figures.errors import ColumnNearFigure, ColumnsNotUsed, FigureNotGiven, FigureUnderAnotherHeading
from schemelang.figures.figures import Figures
from schemelang.figures.from_examples import read_example
from schemelang.figures.from_files import read_figures
from schemelang.figures.known import key
from schemelang.figures.table import Table
from schemelang.model.model import SCHEME, Example, Scheme
from schemelang.model.stated import ExampleTable
from schemelang.outcome.from_graph import evaluate

_PASSED = "the figures passed"

# ---------------------------------------------------------------- figures that are passed


@frozen(kw_only=True)
class Read:
    """Figures as one of the schemes reads them, what is wrong with them for it, and what it misses in them."""

    figures: Figures | None
    found: tuple[Diagnostic, ...]
    lacking: tuple[FigureNotGiven | FigureUnderAnotherHeading, ...] = ()


@frozen(kw_only=True)
class Tried:
    """What came of trying both schemes on figures, the figures as each reads them, and what was found in them."""

    money: Money | None = None
    before: Figures | None = None
    now: Figures | None = None
    found: tuple[Diagnostic, ...] = ()


def on_figures(before: Side, now: Side, tables: tuple[Table, ...]) -> Tried:
    """Try both schemes on the figures passed.

    A figure that only one of them asks for, and that is not there, is missing for that one; every other error
    leaves nothing to compare.
    """
    one, other = read_for(before.scheme, tables), read_for(now.scheme, tables)
    wanted = {each.figure for each in one.lacking} & {each.figure for each in other.lacking}
    missing = tuple(dict.fromkeys(each for each in (*one.lacking, *other.lacking) if each.figure in wanted))
    found = (*_told(one, other), *missing)
    if one.figures is None or other.figures is None or missing:
        fits = (one.figures is not None and not missing, other.figures is not None and not missing)
        unfit = Unfit(title=_PASSED, origin="figures", before=fits[0], now=fits[1])
        return Tried(money=unfit, before=one.figures, now=other.figures, found=found)
    trial, more = _try(before, now, one.figures, other.figures)
    trial = evolve(
        trial,
        title=_PASSED,
        files=one.figures.files,
        lacking_before=titles_lacking(before.scheme, one),
        lacking_now=titles_lacking(now.scheme, other),
    )
    return Tried(money=trial, before=one.figures, now=other.figures, found=(*found, *more))


def read_for(scheme: Scheme, tables: tuple[Table, ...]) -> Read:
    """Read figures for one scheme; what is only not given is left out, so that what hangs on it is held."""
    figures, found = read_figures(tables, scheme)
    lacking = tuple(each for each in found if isinstance(each, FigureNotGiven | FigureUnderAnotherHeading))
    if figures is not None or not lacking:
        return Read(figures=figures, found=found)
    figures, found = read_figures(tables, scheme, partial=True)
    return Read(figures=figures, found=found, lacking=lacking)


def titles_lacking(scheme: Scheme, read: Read) -> tuple[str, ...]:
    """Return the titles of the figures that a scheme asks for and does not find."""
    lacking = {each.figure for each in read.lacking}
    return tuple(figure.title for figure in declared(scheme) if figure.name in lacking)


def _told(one: Read, other: Read) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the figures; of columns, only that neither scheme uses them."""
    kept = [each for each in (*one.found, *other.found) if not isinstance(each, ColumnsNotUsed | ColumnNearFigure)]
    near = [each for each in one.found if isinstance(each, ColumnNearFigure) and each in other.found]
    return tuple(dict.fromkeys((*kept, *near, *_idle(one, other))))


def _idle(one: Read, other: Read) -> Iterator[Diagnostic]:
    """Name the columns that neither scheme uses."""
    unused = [_unused(read) for read in (one, other)]
    both = [heading for heading in unused[0] if heading in unused[1]]
    if both:
        yield ColumnsNotUsed(place=unused[0][both[0]], headings=", ".join(both))


def _unused(read: Read) -> dict[str, Place]:
    """Return the columns that one scheme does not use, each with where that is said."""
    found = [each for each in read.found if isinstance(each, ColumnsNotUsed)]
    return {heading: each.place for each in found for heading in each.headings.split(", ")}


# ---------------------------------------------------------------- worked examples


def on_examples(before: Side, now: Side) -> tuple[Money, ...]:
    """Try both schemes on the figures of each worked example of either; on the same figures only once."""
    one, other = _examples(before), _examples(now)
    known = {_given(example) for example in one}
    shared = {_given(example) for example in other} & known
    mine = (_on_example(before, now, each, "both" if _given(each) in shared else "before") for each in one)
    theirs = (_on_example(before, now, each, "now") for each in other if _given(each) not in known)
    return (*mine, *theirs)


def _examples(side: Side) -> tuple[Example, ...]:
    return tuple(block for block in side.scheme.blocks if isinstance(block, Example))


def _given(example: Example) -> tuple[object, ...]:
    return (example.tables, example.givens)


def _on_example(before: Side, now: Side, example: Example, origin: Origin) -> Money:
    """Try both schemes on one example; each is given the columns that it knows."""
    own = now.scheme if origin == "now" else before.scheme
    one, other = (as_read_by(side.scheme, example, own) for side in (before, now))
    if one is None or other is None:
        return Unfit(title=example.title, origin=origin, before=one is not None, now=other is not None)
    trial, _ = _try(before, now, one, other)
    return evolve(
        trial,
        title=example.title,
        origin=origin,
        lacking_before=not_among(before.scheme, own),
        lacking_now=not_among(now.scheme, own),
    )


def not_among(scheme: Scheme, own: Scheme) -> tuple[str, ...]:
    """Return the titles of the figures that a scheme asks for, and another does not."""
    asked = {figure.name for figure in declared(own)}
    return tuple(figure.title for figure in declared(scheme) if figure.name not in asked)


def as_read_by(scheme: Scheme, example: Example, own: Scheme) -> Figures | None:
    """Read an example of one scheme for another, which is given the columns that it knows."""
    figures, _ = read_example(_for(scheme, example, own), scheme)
    return figures


def _for(scheme: Scheme, example: Example, own: Scheme) -> Example:
    """Leave out of an example what its own scheme asks for and the other does not."""
    if scheme is own:
        return example
    unknown = _words_of(own) - _words_of(scheme)
    tables = tuple(_without(table, unknown) for table in example.tables)
    givens = tuple(given for given in example.givens if key(given.figure) not in unknown)
    return evolve(example, tables=tables, givens=givens)


def _words_of(scheme: Scheme) -> set[str]:
    """Return the headings that a scheme reads as its own."""
    levels = {key(level) for level in scheme.levels if level != SCHEME}
    return {*(key(figure.name) for figure in declared(scheme)), *levels, *(f"{level}_name" for level in levels)}


def _without(table: ExampleTable, unknown: set[str]) -> ExampleTable:
    kept = [place for place, heading in enumerate(table.headings) if key(heading.text) not in unknown]
    return ExampleTable(
        headings=tuple(table.headings[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept if place < len(row)) for row in table.rows),
    )


# ---------------------------------------------------------------- trying


def _try(before: Side, now: Side, one: Figures, other: Figures) -> tuple[Trial, tuple[Diagnostic, ...]]:
    """Work both schemes out, each on the figures as it reads them. Advice about the one before is no news."""
    paid_before, all_found_before = evaluate(before.graph, one)
    paid_now, found_now = evaluate(now.graph, other)
    found_before = (each for each in all_found_before if each.severity == "error")
    trial = Trial(
        title="",
        origin="figures",
        payees=payees_of(paid_before, paid_now),
        parts=parts_of(before, now, paid_before, paid_now),
        broken_before=broken_in(paid_before),
        broken_now=broken_in(paid_now),
    )
    return trial, (*found_before, *found_now)
