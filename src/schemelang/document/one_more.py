"""What one more is worth to one party: its counts, each raised by one, and everything worked out anew."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from schemelang.dates import Period
from schemelang.document.contract import Column, Paragraph, Row, Section, Table
from schemelang.document.matter import Matter, called
from schemelang.explanation.values import say_value
from schemelang.figures.figures import Datum, Figures
from schemelang.graph.graph import Role
from schemelang.light import evolve
from schemelang.model.model import Constant, Each, Figure, Quantity, ReadFigure
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Status
from schemelang.quantities import say_number, say_pence

_MOST = 24
"""So many counts are tried; each means that everything is worked out once more."""
_SAID = "All other figures stay as they are. What is held in both cases is no part of the difference."


def one_more(matter: Matter) -> Section:
    """Give a row for each count of the party: what it has with one more than there is."""
    counts = _counts(matter)
    rows = tuple(_row(matter, figure, datum) for figure, datum in counts[:_MOST])
    rest = len(counts) - len(rows)
    said = f"{_SAID} {say_number(Fraction(rest))} more counts were not tried." if rest else _SAID
    columns = (Column("Figure"), Column("Now", numeric=True), Column("One more is worth", numeric=True))
    parts = (Paragraph((said,)), Table("What one more of each is worth", columns, rows)) if rows else ()
    return Section(anchor="section-one-more", heading="What one more is worth", parts=parts)


def _counts(matter: Matter) -> list[tuple[Figure, Datum]]:
    """Return the counts of the party, and of its members, that some rule reads; in the order of their figures."""
    return [
        (figure, datum)
        for figure in matter.blocks(Figure)
        if figure.type.quantity is Quantity.COUNT and _is_read(matter, figure)
        for datum in sorted(_given(matter, figure), key=_in_time)
    ]


def _is_read(matter: Matter, figure: Figure) -> bool:
    return bool(matter.rules(figure.name, *Role))


def _given(matter: Matter, figure: Figure) -> Iterator[Datum]:
    assert matter.outcome is not None, "one more is tried on figures"
    for datum in matter.outcome.figures.data.values():
        whose = matter.shows(datum.party) and datum.figure == figure.name
        if whose and isinstance(datum.value, Fraction):
            yield datum


def _in_time(datum: Datum) -> tuple[str, date]:
    return datum.party or "", date.min if datum.period is None else datum.period.last


def _row(matter: Matter, figure: Figure, datum: Datum) -> Row:
    when = f", {datum.period.name}" if isinstance(datum.period, Period) and isinstance(figure.time, Each) else ""
    value = datum.value
    assert isinstance(value, Fraction), "only counts are raised"
    member = None if datum.party in {None, matter.party} else matter.member_of(datum.party or "")
    whose = "" if member is None else f", {called(member)}"
    return Row(((f"{figure.title}{whose}{when}",), (say_value(value, figure.type),), (_worth(matter, figure, datum),)))


def _worth(matter: Matter, figure: Figure, datum: Datum) -> str:
    """Say how much more, or less, the party is paid with one more."""
    assert matter.outcome is not None, "one more is tried on figures"
    assert isinstance(datum.value, Fraction), "only counts are raised"
    raised = datum.value + 1
    if not _can_be(matter, figure, datum, raised):
        return "there cannot be more"
    key = (datum.figure, datum.party, datum.period)
    figures: Figures = matter.outcome.figures
    changed = evolve(figures, data={**figures.data, key: evolve(datum, value=raised)})
    after = evolve(matter, outcome=evaluate(matter.graph, changed)[0])
    difference = _paid(after) - _paid(matter)
    if not difference:
        return "nothing"
    return f"{say_pence(abs(difference))} {'more' if difference > 0 else 'less'}"


def _paid(matter: Matter) -> int:
    """Add up what is paid to those who are shown; what is held has no amount yet."""
    return sum(line.pence or 0 for line in matter.lines if line.status is not Status.HELD)


def _can_be(matter: Matter, figure: Figure, datum: Datum, raised: Fraction) -> bool:
    """Say whether a count stays within its bound, where that is a number or another figure of the same time."""
    match figure.most:
        case Constant(value=Fraction() as most):
            return raised <= most
        case ReadFigure(figure=whole):
            assert matter.outcome is not None, "one more is tried on figures"
            data = matter.outcome.figures.data
            numbers = [each.value for each in data.values() if _is_bound(each, whole, datum)]
            return all(raised <= each for each in numbers if isinstance(each, Fraction))
        case _:
            return True


def _is_bound(each: Datum, whole: str, datum: Datum) -> bool:
    """Say whether a figure is the whole that a count is a part of: of the same party, and the same time or any."""
    return each.figure == whole and each.party in {datum.party, None} and each.period in {datum.period, None}
