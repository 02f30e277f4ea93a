"""The figures that were used, each with where it was read and published; and what they show."""

from collections.abc import Iterator

from schemelang.dates import Period, say_date
from schemelang.document.contract import Clause, Column, Paragraph, Part, Row, Section, Table, Text
from schemelang.document.holdings import Holding, holdings
from schemelang.document.matter import Matter, called, capital
from schemelang.document.progress import progress_of
from schemelang.document.results import results
from schemelang.explanation.places import say_published
from schemelang.explanation.words import say_value
from schemelang.figures.figures import Datum
from schemelang.graph.graph import AsAt, RuleId
from schemelang.model.model import SCHEME, Each, Figure
from schemelang.outcome.outcome import Absent
from schemelang.source import CellPlace

_WHERE = (
    "Each figure stands with the file and row it was read from and, where it was published before, "
    "with the file and row there."
)


def figures_used(matter: Matter) -> Section:
    """List the figures of every party that is shown, group by group."""
    clauses = tuple(
        clause for place, holding in enumerate(holdings(matter), 1) for clause in _clause(matter, holding, place)
    )
    parts = (Paragraph((_WHERE,)),) if clauses else ()
    return Section(
        anchor="section-figures",
        is_schedule=True,
        heading="Figures used, and what they show",
        parts=parts,
        clauses=clauses,
    )


def _clause(matter: Matter, holding: Holding, place: int) -> tuple[Clause, ...]:
    """Give the figures of one group, if there are any."""
    several = len(holding.codes) > 1
    figures = matter.blocks(Figure)
    rows = tuple(
        row for code in holding.codes for figure in figures for row in _rows(matter, figure, code, several=several)
    )
    if not rows:
        return ()
    columns = (
        *((Column("Whose"),) if several else ()),
        Column("Figure"),
        Column("Value", numeric=True),
        Column("Read from"),
        Column("Published in"),
    )
    if not any(row.cells[-1] != ("",) for row in rows):
        columns, rows = columns[:-1], tuple(Row(row.cells[:-1]) for row in rows)
    table = Table(f"Figures of {holding.name}", columns, rows, keys=len(columns))
    parts: tuple[Part, ...] = (table, *results(matter, holding), *progress_of(matter, holding))
    return (Clause(anchor=f"figures-{place}", heading=capital(holding.name), parts=parts),)


def _rows(matter: Matter, figure: Figure, code: str | None, *, several: bool) -> Iterator[Row]:
    """Give one figure of one party, at each of its periods; one that was not supplied is not reported."""
    assert matter.outcome is not None, "figures are listed only where there are any"
    member = None if code is None else matter.member_of(code)
    if figure.level != (SCHEME if member is None else member.kind):
        return
    whose: tuple[Text, ...] = ((called(member) if member else "the scheme",),) if several else ()
    for period in _periods(matter, figure, code):
        datum = matter.outcome.figures.data.get((figure.name, code, period))
        title = (f"{figure.title}{_at(figure, period)}",)
        value = (_value(matter, figure, (code, period)),)
        yield Row((*whose, title, value, (_read_from(datum),), (_published(datum),)))


def _value(matter: Matter, figure: Figure, key: tuple[str | None, Period | None]) -> str:
    """Say a figure; where it is not a number, in which way, and what counts instead."""
    assert matter.outcome is not None, "figures are listed only where there are any"
    supplied = matter.outcome.values[RuleId(figure.name, "given")][key]
    counted = matter.outcome.values[RuleId(figure.name)][key]
    words = say_value(supplied, figure.type)
    if counted == supplied:
        return words
    if isinstance(counted, Absent):
        return f"{words}, {counted.lack.value}"
    return f"{words}, counted as {say_value(counted, figure.type)}"


def _periods(matter: Matter, figure: Figure, code: str | None) -> tuple[Period | None, ...]:
    """Return the periods of a figure that were supplied, or that some rule reads."""
    if not isinstance(figure.time, Each):
        return (None,)
    supplied = matter.company.supplied.get((figure.name, code), frozenset())
    kinds = [rule.kind for rule in matter.graph.rules if rule.id.owner == figure.name]
    return tuple(sorted(supplied | {kind.period for kind in kinds if isinstance(kind, AsAt)}))


def _at(figure: Figure, period: Period | None) -> str:
    """Say at which of its periods a figure is meant."""
    if period is None or not isinstance(figure.time, Each):
        return ""
    return f", on {say_date(period.last)}" if figure.time.at_end else f", during {period.name}"


def _read_from(datum: Datum | None) -> str:
    """Say in which cell a figure was read."""
    if datum is None or not isinstance(datum.place, CellPlace):
        return ""
    sheet = "" if datum.place.sheet is None else f", sheet {datum.place.sheet}"
    row = "" if datum.place.row is None else f", row {datum.place.row}"
    return f"{datum.place.file}{sheet}{row}"


def _published(datum: Datum | None) -> str:
    """Say where a figure was published, as the file says that holds it."""
    return say_published(datum.published) if datum and datum.published else ""
