"""What a scheme asks for, as tables: who takes part, and the figures of each kind of party at each kind of time."""

from collections.abc import Iterator
from typing import Literal

from schemelang.dates import Period, PeriodKind
from schemelang.figures.columns import declared
from schemelang.figures.times import say_kind, timetable_of
from schemelang.light import frozen
from schemelang.model.model import SCHEME, Each, Figure, Scheme

OfParty = Literal["code", "name", "group", "group name", "first day", "last day", "merged into", "split from", "closed"]
What = OfParty | Literal["period", "figure"]
"""What a column holds: of the party that a row is about, unless it says otherwise."""


@frozen(kw_only=True)
class AskedColumn:
    """A column, by the heading that it is read under. `kind` is the party whose code or name it is."""

    heading: str
    what: What
    kind: str = ""
    figure: Figure | None = None

    @property
    def optional(self) -> bool:
        """Whether a cell of it, or the whole column, may be left out."""
        return self.what not in ("code", "period")


@frozen(kw_only=True)
class AskedTable:
    """A table that is asked for: what it is called, the party that a row is about, and of which periods.

    A table about the scheme has no column for a party. The periods of the year before are asked for only where a
    figure is read of it.
    """

    name: str
    about: str
    columns: tuple[AskedColumn, ...]
    kind: PeriodKind | None = None
    periods: tuple[Period, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it gives."""
        return tuple(column.figure for column in self.columns if column.figure is not None)


def asked(scheme: Scheme) -> tuple[AskedTable, ...]:
    """Return the tables that a scheme asks for, those of who takes part first."""
    return (_who(scheme), *_given_once(scheme), *_given_each_period(scheme))


def plural_of(level: str, scheme: Scheme) -> str:
    """Return what the parties of a level are called together."""
    kinds = (scheme.leaf, *(grouping.groups for grouping in scheme.groupings))
    return next((kind.plural for kind in kinds if kind.singular == level), SCHEME)


def _who(scheme: Scheme) -> AskedTable:
    """Ask who takes part, in which groups and on which days."""
    leaf, *groups = scheme.levels[:-1]
    together = (column for group in groups for column in _group(group))
    return AskedTable(name=scheme.leaf.plural, about=leaf, columns=(*_party(leaf), *together, *_days(scheme, leaf)))


def _group(level: str) -> tuple[AskedColumn, ...]:
    name = AskedColumn(heading=f"{level}_name", what="group name", kind=level)
    return AskedColumn(heading=level, what="group", kind=level), name


def _party(level: str) -> tuple[AskedColumn, ...]:
    code = AskedColumn(heading=level, what="code", kind=level)
    return code, AskedColumn(heading=f"{level}_name", what="name", kind=level)


def _days(scheme: Scheme, level: str) -> Iterator[AskedColumn]:
    """Ask for the days on which a party takes part, and for how it came or went where the scheme says what then."""
    changes = scheme.changes_of(level)
    yield AskedColumn(heading="from", what="first day", kind=level)
    yield AskedColumn(heading="to", what="last day", kind=level)
    if changes.merges is not None:
        yield AskedColumn(heading="merged_into", what="merged into", kind=level)
    if changes.splits is not None:
        yield AskedColumn(heading="split_from", what="split from", kind=level)
    if changes.closes is not None:
        yield AskedColumn(heading="closed", what="closed", kind=level)


def _given_once(scheme: Scheme) -> Iterator[AskedTable]:
    for level in scheme.levels:
        figures = [figure for figure in declared(scheme) if figure.level == level and not isinstance(figure.time, Each)]
        if figures:
            own = "the whole scheme" if level == SCHEME else plural_of(level, scheme)
            party = () if level == SCHEME else _party(level)
            yield AskedTable(name=f"figures of {own}", about=level, columns=(*party, *_columns(figures)))


def _given_each_period(scheme: Scheme) -> Iterator[AskedTable]:
    timetable = timetable_of(scheme, same_at_every_date=False)
    for level in scheme.levels:
        for kind, term in timetable.periods.items():
            figures = [
                figure
                for figure in declared(scheme)
                if figure.level == level and isinstance(figure.time, Each) and figure.time.kind == kind
            ]
            before = timetable.earlier[kind] if {figure.name for figure in figures} & timetable.read_earlier else ()
            if figures:
                own = "the whole scheme" if level == SCHEME else plural_of(level, scheme)
                party = () if level == SCHEME else _party(level)
                period = AskedColumn(heading=kind, what="period")
                yield AskedTable(
                    name=f"{own} by {say_kind(kind)}",
                    about=level,
                    columns=(*party, period, *_columns(figures)),
                    kind=kind,
                    periods=(*before, *term),
                )


def _columns(figures: list[Figure]) -> Iterator[AskedColumn]:
    return (AskedColumn(heading=figure.name, what="figure", figure=figure) for figure in figures)
