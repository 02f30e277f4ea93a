"""What came of scenarios as plain text for a terminal."""

import textwrap
from collections.abc import Iterator, Sequence

from schemelang.quantities import say_pence
from schemelang.simulation import words
from schemelang.simulation.simulation import Scenario, Simulation

_WIDTH = 100
_NAME_WIDTH, _AMOUNT_WIDTH, _COUNT_WIDTH = 28, 13, 6
_MOST_SCENARIOS = 50


def as_text(simulation: Simulation) -> str:
    """Write what was asked, what each step comes to in all, and what it means for everybody."""
    rows = [
        words.heading(simulation),
        "",
        *(row for line in words.opening(simulation) for row in _wrapped(line)),
        *_steps(simulation),
        "",
        *(_case(simulation) if simulation.kind == "case" else _spread(simulation)),
        "",
        *(row for line in (*words.who_moves(simulation), *words.broken(simulation)) for row in _wrapped(line)),
    ]
    return "".join(f"{row}\n" for row in rows)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, break_on_hyphens=False)


def _row(name: str, amounts: Sequence[str], counts: Sequence[str] = (), *, width: int) -> str:
    cropped = name if len(name) <= _NAME_WIDTH else name[: _NAME_WIDTH - 3] + "..."
    cells = (*(each.rjust(width) for each in amounts), *(each.rjust(_COUNT_WIDTH) for each in counts))
    return f"{cropped.ljust(_NAME_WIDTH)}{''.join(cells)}".rstrip()


def _width(simulation: Simulation) -> int:
    """Return how wide the columns of amounts are: as wide as what all come to needs, with a gap before it."""
    now, spread = simulation.total.now, simulation.total.spread
    widest = (now, spread.lowest, spread.highest, spread.lowest - now, spread.highest - now)
    return max(_AMOUNT_WIDTH, *(len(say_pence(-abs(pence))) + 1 for pence in widest))


# ---------------------------------------------------------------- each step


def _steps(simulation: Simulation) -> Iterator[str]:
    """Write a row for each step: what it comes to in all, and how many gain and lose."""
    if simulation.kind not in {"steps", "rows"}:
        return
    width = _width(simulation)
    yield ""
    yield _row("", ("in all", "change"), ("gain", "lose", "held"), width=width)
    yield _row("as it is", (say_pence(simulation.total.now),), width=width)
    for scenario in simulation.scenarios[:_MOST_SCENARIOS]:
        yield _step(simulation, scenario, width)
    more = len(simulation.scenarios) - _MOST_SCENARIOS
    if more > 0:
        yield f"and {more:,} more; --format json has them all"


def _step(simulation: Simulation, scenario: Scenario, width: int) -> str:
    amounts = say_pence(scenario.total), words.change_of(scenario.total - simulation.total.now)
    counts = _counts(scenario.gaining, scenario.losing, scenario.held)
    return _row(", ".join(scenario.steps), amounts, counts, width=width)


def _counts(*numbers: int) -> list[str]:
    return [f"{number:,}" for number in numbers]


# ---------------------------------------------------------------- everybody


def _case(simulation: Simulation) -> Iterator[str]:
    """Of one scenario, write what each is paid now, then, and by how much that is another sum."""
    width = _width(simulation)
    yield _row("", ("now", "then", "change"), width=width)
    for pay in (*simulation.payees, simulation.total):
        then = pay.spread.lowest
        change = "not known yet" if pay.held and pay is not simulation.total else words.change_of(then - pay.now)
        yield _row(pay.called or "In all", (say_pence(pay.now), say_pence(then), change), width=width)


def _spread(simulation: Simulation) -> Iterator[str]:
    """Write how far each one's pay spreads, and in how many scenarios each gains and loses."""
    width = _width(simulation)
    yield _row("", words.HEADINGS, ("more", "less", "held"), width=width)
    for pay in (*simulation.payees, simulation.total):
        yield _row(pay.called or "In all", words.sums_of(pay), _counts(pay.more, pay.less, pay.held), width=width)
    yield ""
    yield from _wrapped(words.QUARTERS)
