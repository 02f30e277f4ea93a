"""Pictures of scenarios: how far each one's pay goes, and what all are paid at each step of a range.

Each has the numbers of a table. Where something stands is a whole number, in thousandths of its axis.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from schemelang.document.axes import Scope, across, broken, up
from schemelang.document.contract import Curve, Picture, Run, Spot, Spreads, Stretch, Stretches
from schemelang.quantities import say_pence, say_pounds
from schemelang.simulation import words
from schemelang.simulation.moves import amount_of
from schemelang.simulation.simulation import Pay, Simulation

MOST = 30
"""So many payees are drawn: those whose pay spreads most."""
SPREAD, IN_ALL = "Highest", "In all"
"""The columns whose numbers are drawn."""


def spread_picture(simulation: Simulation) -> Picture:
    """Draw how far everybody's pay goes, and that of all; where there are many, of those where it goes furthest."""
    shown = drawn(simulation)
    panels = [[simulation.total], shown] if shown else [[simulation.total]]
    drawing = Spreads(
        panels=tuple(_panel(each, title) for each, title in zip(panels, ("all together", "each payee"), strict=False)),
        line="from the lowest to the highest",
        box="half of the scenarios lie here",
        middle="the middle scenario",
        now="as it is now",
    )
    return Picture(
        title="How far pay spreads over the scenarios",
        description=" ".join((*map(_in_words, (simulation.total, *shown)), *not_drawn(simulation))),
        column=SPREAD,
        drawing=drawing,
    )


def drawn(simulation: Simulation) -> list[Pay]:
    """Return the payees that are drawn, in their order: of those whose pay moves, the ones where it goes furthest."""
    widest = sorted(filter(_moves, simulation.payees), key=lambda pay: pay.spread.lowest - pay.spread.highest)[:MOST]
    return [pay for pay in simulation.payees if pay in widest]


def not_drawn(simulation: Simulation) -> Iterator[str]:
    """Say how many are in the table alone, and why."""
    moving = sum(map(_moves, simulation.payees))
    still = len(simulation.payees) - moving
    if still:
        yield f"{still:,} {'is' if still == 1 else 'are'} paid the same in every scenario, and not drawn."
    if moving > MOST:
        yield f"{moving - MOST:,} more, whose pay goes less far, are in the table alone."


def _moves(pay: Pay) -> bool:
    return len({pay.now, pay.spread.lowest, pay.spread.highest}) > 1


def _in_words(pay: Pay) -> str:
    now, lowest, quarter, middle, three_quarters, highest = words.sums_of(pay)
    return (
        f"{pay.called or 'In all'}: now {now}; over the scenarios from {lowest} to {highest}, half of them from "
        f"{quarter} to {three_quarters}, the middle {middle}."
    )


def _panel(pays: Sequence[Pay], title: str) -> Stretches:
    scope = _scope([pence for pay in pays for pence in (pay.now, pay.spread.lowest, pay.spread.highest)])
    ends = [(end, say_pounds(end)) for end in (scope.least, scope.most)]
    return Stretches(across(f"What is paid: {title}", scope, ends), tuple(_stretch(pay, scope) for pay in pays))


def _scope(pence: Sequence[int]) -> Scope:
    """Go from the least to the most; of one amount alone, a pound further on either side."""
    least, most = (Fraction(end, 100) for end in (min(pence), max(pence)))
    return Scope(least, most) if least < most else Scope(least - 1, most + 1)


def _stretch(pay: Pay, scope: Scope) -> Stretch:
    spread = pay.spread
    amounts = (spread.lowest, spread.quarter, spread.middle, spread.three_quarters, spread.highest, pay.now)
    lowest, quarter, middle, three_quarters, highest, now = (scope.along(Fraction(each, 100)) for each in amounts)
    return Stretch(
        label=broken(pay.called or "In all"),
        words=f"{say_pence(spread.lowest)} to {say_pence(spread.highest)}",
        lowest=lowest,
        quarter=quarter,
        middle=middle,
        three_quarters=three_quarters,
        highest=highest,
        now=now,
    )


# ---------------------------------------------------------------- what all are paid, step by step


def step_picture(simulation: Simulation) -> Iterator[Picture]:
    """Draw what all are paid at each step, where there is one range of more than one step."""
    if simulation.kind != "steps" or len(simulation.asked.varyings) != 1 or len(simulation.scenarios) == 1:
        return
    (varying,) = simulation.asked.varyings
    steps = {said: amount_of(move) for move, said in varying.steps}
    places = [(steps[each.steps[0]] or Fraction(0), each.steps[0], each.total) for each in simulation.scenarios]
    along = Scope(places[0][0], places[-1][0])
    high = _scope([simulation.total.now, *(pence for _, _, pence in places)])
    spots = tuple(Spot(along.along(at), high.along(Fraction(pence, 100)), "full") for at, _, pence in places)
    totals = (simulation.total.now, *(pence for _, _, pence in places))
    ticks = [(Fraction(pence, 100), say_pence(pence)) for pence in totals]
    said = "; ".join(f"{step}: {say_pence(pence)}" for _, step, pence in places)
    drawing = Curve(
        across=across(words.called(varying.target), along, [(at, step) for at, step, _ in places]),
        up=up(IN_ALL, high, ticks),
        runs=tuple(Run((spot,)) for spot in spots),
        floor=0,
        bands=False,
    )
    yield Picture(
        title="What all are paid, step by step",
        description=f"Now {say_pence(simulation.total.now)}. {said}.",
        column=IN_ALL,
        drawing=drawing,
    )
