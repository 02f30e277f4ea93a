"""From scenarios that were tried to what came of them: how far everybody's pay spreads, who gains and who loses."""

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import frozen

from schemelang.model.model import Scheme
from schemelang.outcome.standing import say_standing
from schemelang.quantities import rank
from schemelang.simulation.cases import Case, moved_by_some
from schemelang.simulation.simulation import Asked, Cut, Pay, Scenario, Simulation, Spread
from schemelang.simulation.trials import Paid, Trials, Tried

_QUARTERS = (25, 50, 75)


@frozen(kw_only=True)
class Came:
    """What came of the scenarios that could be, in their order: which they are, and how often figures were cut."""

    done: Sequence[Case]
    cuts: Sequence[Counter[str]]
    scenarios: tuple[Scenario, ...]
    total: Pay
    payees: tuple[Pay, ...]
    found: Mapping[str, int]


def simulation_of(scheme: Scheme, trials: Trials, asked: Asked, tried: Sequence[Tried | None]) -> Simulation:
    """Put together what came of every scenario. There is at least one whose figures can be."""
    done = [each for each in tried if each is not None]
    came = Came(
        done=[each.case for each in done],
        cuts=[each.cuts for each in done],
        scenarios=tuple(_scenario(trials, each) for each in done),
        total=pay_of("", "", _added(trials.paid), [_added(each.paid) for each in done]),
        payees=tuple(_pay_of(trials, payee, done) for payee in _payees(trials, done)),
        found=dict(sorted(Counter(words for each in done for words in each.found).items())),
    )
    unmoved = trials.unmoved(moved_by_some(asked, came.done[0]))
    return told(scheme, trials, asked, came, number=len(tried), unmoved=unmoved)


def told(scheme: Scheme, trials: Trials, asked: Asked, came: Came, *, number: int, unmoved: int) -> Simulation:  # noqa: PLR0913 - what was asked, of what, and what came of it
    """Tell what came of scenarios, of which there were so many. There is at least one whose figures can be.

    `unmoved` counts the figures that were to be moved by an amount, and are no numbers.
    """
    assert came.done, "somebody is paid something in some scenario, if it is nothing"
    standing = trials.world.graph.standing
    return Simulation(
        name=scheme.name,
        title=scheme.title,
        standing="" if standing.is_in_force else say_standing(standing),
        origin=trials.world.origin,
        files=trials.world.figures.files,
        asked=asked,
        scenarios=came.scenarios,
        total=came.total,
        payees=came.payees,
        cuts=_cuts(trials, came.cuts),
        left_out=number - len(came.done),
        unmoved=unmoved,
        found=came.found,
    )


def _payees(trials: Trials, done: Sequence[Tried]) -> list[str]:
    return sorted({*trials.paid, *(payee for each in done for payee in each.paid)})


def _pay_of(trials: Trials, payee: str, done: Sequence[Tried]) -> Pay:
    now = trials.paid.get(payee, Paid())
    return pay_of(payee, trials.name(payee), now, [each.paid.get(payee, Paid()) for each in done])


def _added(paid: Mapping[str, Paid]) -> Paid:
    return Paid(sum(each.pence for each in paid.values()), sum(each.held for each in paid.values()))


def pay_of(code: str, name: str, now: Paid, over: Sequence[Paid]) -> Pay:
    """Hold what somebody is paid in some scenarios against what is paid as it is."""
    known = [] if now.held else [each.pence - now.pence for each in over if not each.held]
    more, less = sum(change > 0 for change in known), sum(change < 0 for change in known)
    return Pay(
        code=code,
        name=name,
        now=now.pence,
        held_now=bool(now.held),
        spread=spread_of([each.pence for each in over]),
        more=more,
        less=less,
        same=len(known) - more - less,
        held=len(over) - len(known),
    )


def spread_of(pence: Sequence[int]) -> Spread:
    """Find the lowest, the highest and those between: each is one of the amounts, by the nearest rank."""
    ordered = sorted(pence)
    quarter, middle, three_quarters = (ordered[rank(len(ordered), percent) - 1] for percent in _QUARTERS)
    return Spread(lowest=ordered[0], quarter=quarter, middle=middle, three_quarters=three_quarters, highest=ordered[-1])


def _scenario(trials: Trials, tried: Tried) -> Scenario:
    gaining = losing = held = 0
    for payee in {*trials.paid, *tried.paid}:
        now, then = trials.paid.get(payee, Paid()), tried.paid.get(payee, Paid())
        if now.held or then.held:
            held += 1
        else:
            gaining += then.pence > now.pence
            losing += then.pence < now.pence
    total = _added(tried.paid).pence
    case = tried.case
    return Scenario(number=case.number, steps=case.steps, total=total, gaining=gaining, losing=losing, held=held)


def _cuts(trials: Trials, cuts: Sequence[Counter[str]]) -> tuple[Cut, ...]:
    """Say of each figure in how many scenarios it had to be cut, and how often."""
    scenarios = Counter(name for each in cuts for name in each)
    times = sum(cuts, Counter[str]())
    figures = trials.world.plan.figures
    return tuple(Cut(figures[name].title, scenarios[name], times[name]) for name in figures if name in scenarios)
