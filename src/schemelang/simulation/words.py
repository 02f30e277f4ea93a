"""What is said of scenarios, in the same words wherever it is said."""

from collections.abc import Iterator

from schemelang.model.model import SCHEME
from schemelang.model.names import capital, plural, within
from schemelang.quantities import say_number, say_pence
from schemelang.simulation.simulation import (
    Becomes,
    LaidDown,
    OfFigure,
    Pay,
    Setting,
    Simulation,
    Target,
    Times,
    Varying,
)

NOT_PAID = "Nothing here is to be paid: it is what would be paid if."
ROUNDED = "What is counted stays whole, and money that was in whole pence stays so; halves go up."
QUARTERS = (
    "A quarter of the scenarios come to what stands under quarter or to less, half of them to the middle or less, and "
    "three quarters of them to what stands under three quarters or to less. Each is what one of the scenarios comes to."
)
_MOST_COLUMNS = 4
HEADINGS = ("now", "lowest", "quarter", "middle", "3 quarters", "highest")


def heading(simulation: Simulation) -> str:
    """Say what it is."""
    return f"What if: {simulation.title}"


def opening(simulation: Simulation) -> Iterator[str]:
    """Say on which figures, what is other than it is, how many scenarios that makes, and what had to be cut."""
    yield f"On {simulation.origin}. {NOT_PAID}"
    if simulation.standing:
        yield f"The scheme is not in force: {simulation.standing}."
    for setting in simulation.asked.settings:
        yield f"{capital(called(setting.target))} {_becomes(setting)}."
    for varying in simulation.asked.varyings:
        yield f"{capital(called(varying.target))} {_goes(varying, drawn=simulation.asked.draw is not None)}."
    yield from _columns(simulation)
    yield _how_many(simulation)
    yield ROUNDED
    yield from _not_as_asked(simulation)


def called(target: Target) -> str:
    """Say what is changed."""
    match target:
        case OfFigure(figure, whose=whose):
            return f"{figure.title} ({figure.name}) of {whose}" if whose else f"{figure.title} ({figure.name})"
        case LaidDown(title=title):
            return title


def _becomes(setting: Setting) -> str:
    match setting.move:
        case Becomes():
            return f"becomes {setting.written}"
        case Times(factor) if setting.written.startswith("times"):
            return f"becomes {say_number(factor)} times what it is"
        case _:
            return f"changes by {setting.written}"


def _goes(varying: Varying, *, drawn: bool) -> str:
    """Say through which steps something goes, or from what, and for whom, it is drawn."""
    number = len(varying.steps)
    steps = "" if varying.between else f", {number:,} {'step' if number == 1 else 'steps'}"
    if not drawn:
        return f"goes through {varying.written}{steps}"
    level = varying.target.figure.level if isinstance(varying.target, OfFigure) else SCHEME
    return f"is drawn from {varying.written}{steps}{'' if level == SCHEME else f', for each {level} by itself'}"


def _columns(simulation: Simulation) -> Iterator[str]:
    """Say what a table of scenarios changes, its first columns by name."""
    rows = simulation.asked.rows
    if rows is not None:
        names = [within(called(target)) for target in rows.targets]
        more = len(names) - _MOST_COLUMNS
        names = [*names[:_MOST_COLUMNS], *([f"{more:,} more"] if more > 0 else [])]
        *before, last = names
        some = f"{', '.join(before)} and {last}" if before else last
        yield f"Each row of {rows.file} says what it makes of {some}."


def _how_many(simulation: Simulation) -> str:
    number = len(simulation.scenarios)
    match simulation.kind:
        case "case":
            return "That is one scenario."
        case "steps":
            return f"That is {number:,} {'scenario' if number == 1 else 'scenarios'}, one for each step."
        case "rows":
            return f"That is {number:,} {'scenario' if number == 1 else 'scenarios'}, one for each row."
        case "draws":
            asked = simulation.asked
            return f"{number:,} {plural('scenario') if number != 1 else 'scenario'} drawn, from the seed {asked.seed}."


def _not_as_asked(simulation: Simulation) -> Iterator[str]:
    """Say what could not be as it was asked."""
    one = len(simulation.scenarios) == 1
    for cut in simulation.cuts:
        times = "1 figure is" if cut.times == 1 else f"{cut.times:,} figures are"
        where = "" if one else f" over {cut.scenarios:,} {'scenario' if cut.scenarios == 1 else 'scenarios'}"
        yield f"Cut to its bounds: of {cut.title}, {times} as near to what was asked as the scheme allows{where}."
    if simulation.left_out:
        out = simulation.left_out
        many = "1 scenario is" if out == 1 else f"{out:,} scenarios are"
        yield f"{many} left out, since its figures cannot all be within their bounds."
    if simulation.unmoved:
        many = "1 figure is" if simulation.unmoved == 1 else f"{simulation.unmoved:,} figures are"
        yield f"{many} no number, so a change by some amount leaves it as it is."


def who_moves(simulation: Simulation) -> Iterator[str]:
    """Say how many are better off, worse off or neither, in every scenario or in some."""
    payees = simulation.payees
    always_more = sum(each.more > 0 and not each.less for each in payees)
    always_less = sum(each.less > 0 and not each.more for each in payees)
    both = sum(each.more > 0 and each.less > 0 for each in payees)
    unknown = sum(each.held > 0 for each in payees)
    if simulation.kind == "case":
        yield capital(f"{_many(always_more)} paid more and {_many(always_less)} paid less.")
    else:
        yield capital(
            f"{_many(always_more)} paid more in some scenario and less in none; {_many(always_less)} paid less in "
            f"some and more in none; {_many(both)} paid more in some and less in others."
        )
    if unknown:
        where = "" if simulation.kind == "case" else " in some scenario"
        yield f"Of {unknown:,}, something is held{where} for want of figures, so what changes for them is not known."


def _many(number: int) -> str:
    return "nobody is" if not number else f"{number:,} is" if number == 1 else f"{number:,} are"


def broken(simulation: Simulation) -> Iterator[str]:
    """Say what is wrong, and in how many scenarios."""
    for words, number in simulation.found.items():
        where = "" if simulation.kind == "case" else f"In {number:,} of {len(simulation.scenarios):,} scenarios: "
        yield capital(f"{where}{within(words)}.")


def change_of(pence: int) -> str:
    """Say by how much an amount is another: with its sign, or as a dash."""
    return "-" if not pence else f"{'+' if pence > 0 else ''}{say_pence(pence)}"


def sums_of(pay: Pay) -> tuple[str, ...]:
    """Say what somebody is paid as it is, and the five amounts of the spread."""
    spread = pay.spread
    amounts = (pay.now, spread.lowest, spread.quarter, spread.middle, spread.three_quarters, spread.highest)
    return tuple(map(say_pence, amounts))
