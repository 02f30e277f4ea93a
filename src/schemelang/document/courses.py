"""What one is paid as one figure goes from its least to its most: a line, and its places as a table."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from schemelang.document.axes import Scope, across, up
from schemelang.document.contract import Column, Curve, Picture, Reached, Row, Run, Spot, Table
from schemelang.explanation.values import listed, say_counted
from schemelang.proof.proof import Course, Place
from schemelang.quantities import say_money, say_number

_PAID, _HERE = "What is paid", "where the example stands"
_NOTHING = Fraction(0)
_AT_MOST = 12
"""With more places than that, a description gives the first and the last."""


def course(drawn: Course) -> tuple[Table, Picture]:
    """Give a table of the places between which what is paid goes in a straight line, and draw it."""
    figure = f"{drawn.figure}, {drawn.when}" if drawn.when else drawn.figure
    title = f"{drawn.payment}: what is paid to {drawn.paid}, by {figure}"
    told = sorted([*((each, _note(each)) for each in drawn.places), (drawn.now, _HERE)], key=lambda each: each[0].count)
    rows = tuple(Row(((say_number(each.count),), (say_money(each.pounds),), (note,))) for each, note in told)
    table = Table(
        caption=title,
        columns=(Column("Number", numeric=True), Column(_PAID, numeric=True), Column("What is there")),
        rows=rows,
    )
    return table, Picture(title=title, description=_described(drawn), column=_PAID, drawing=_curve(drawn, figure))


def _note(place: Place) -> str:
    return "pay jumps" if place.is_jump else ""


def _curve(drawn: Course, figure: str) -> Curve:
    counts = [each.count for each in drawn.places]
    pounds = [each.pounds for each in drawn.places]
    wide = Scope(counts[0], counts[-1])
    least, most = min(_NOTHING, *pounds), max(_NOTHING, *pounds)
    high = Scope(least, most if most > least else least + 1)
    told = [
        each for place, each in enumerate(drawn.places) if place in {0, len(counts) - 1} or not _before(drawn, place)
    ]
    stands = f"{say_number(drawn.now.count)}: {say_money(drawn.now.pounds)}"
    return Curve(
        across=across(figure, wide, ((each.count, say_number(each.count)) for each in told)),
        up=up(f"Paid to {drawn.paid}", high, ((each, say_money(each)) for each in (*pounds, high.least))),
        runs=tuple(_runs(drawn.places, wide, high)),
        floor=high.along(_NOTHING),
        bands=False,
        reached=(Reached(wide.along(drawn.now.count), high.along(drawn.now.pounds), stands),),
    )


def _before(drawn: Course, place: int) -> bool:
    """Say whether a place is only the last before a jump."""
    return drawn.places[place + 1].is_jump


def _runs(places: Sequence[Place], wide: Scope, high: Scope) -> Iterator[Run]:
    """Draw a line without a jump after the other; where it jumps the place that counts is full and the other hollow."""
    spots: list[Spot] = []
    for place, each in enumerate(places):
        if each.is_jump and spots:
            yield Run(tuple(spots))
            spots = []
        ends = place + 1 < len(places) and places[place + 1].is_jump
        at = wide.along(each.count), high.along(each.pounds)
        spots.append(Spot(*at, "full" if each.is_jump else "hollow" if ends else "bare"))
    yield Run(tuple(spots))


def _described(drawn: Course) -> str:
    """Say what the picture shows, from place to place."""
    places = [f"{say_money(each.pounds)} at {say_counted(each.count, drawn.unit)}" for each in drawn.places]
    said = listed(places, "and") if len(places) <= _AT_MOST else f"{places[0]}, and so on to {places[-1]}"
    jumps = [say_number(each.count) for each in drawn.places if each.is_jump]
    there = f" It jumps at {listed(jumps, 'and')}." if jumps else ""
    where = f"{say_number(drawn.now.count)}, {say_money(drawn.now.pounds)}"
    return f"It gives {said}, in straight lines between.{there} The diamond marks where {drawn.who} stands: {where}."
