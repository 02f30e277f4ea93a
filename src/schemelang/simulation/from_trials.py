"""From scenarios that were tried to what came of them: how far everybody's pay spreads, who gains and who loses."""

from collections import Counter
from collections.abc import Mapping, Sequence

from schemelang.model.model import Scheme
from schemelang.outcome.ledger import name_of
from schemelang.outcome.standing import say_standing
from schemelang.quantities import rank
from schemelang.simulation.cases import moved_by_some
from schemelang.simulation.simulation import Asked, Cut, Pay, Scenario, Simulation, Spread
from schemelang.simulation.trials import Paid, Trials, Tried

_QUARTERS = (25, 50, 75)


def simulation_of(scheme: Scheme, trials: Trials, asked: Asked, tried: Sequence[Tried | None]) -> Simulation:
    """Put together what came of every scenario. There is at least one whose figures can be."""
    done = [each for each in tried if each is not None]
    assert done, "somebody is paid something in some scenario, if it is nothing"
    payees = tuple(_pay_of(trials, payee, done) for payee in _payees(trials, done))
    standing = trials.world.graph.standing
    return Simulation(
        name=scheme.name,
        title=scheme.title,
        standing="" if standing.is_in_force else say_standing(standing),
        origin=trials.world.origin,
        files=trials.world.figures.files,
        asked=asked,
        scenarios=tuple(_scenario(trials, each) for each in done),
        total=_pay("", "", _added(trials.paid), [_added(each.paid) for each in done]),
        payees=payees,
        cuts=_cuts(trials, done),
        left_out=len(tried) - len(done),
        unmoved=trials.unmoved(moved_by_some(asked, done[0].case)),
        found=dict(sorted(Counter(words for each in done for words in each.found).items())),
    )


def _payees(trials: Trials, done: Sequence[Tried]) -> list[str]:
    return sorted({*trials.paid, *(payee for each in done for payee in each.paid)})


def _pay_of(trials: Trials, payee: str, done: Sequence[Tried]) -> Pay:
    name = name_of(trials.outcome, payee) or payee
    now = trials.paid.get(payee, Paid())
    return _pay(payee, name, now, [each.paid.get(payee, Paid()) for each in done])


def _added(paid: Mapping[str, Paid]) -> Paid:
    return Paid(sum(each.pence for each in paid.values()), sum(each.held for each in paid.values()))


def _pay(code: str, name: str, now: Paid, over: Sequence[Paid]) -> Pay:
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


def _cuts(trials: Trials, done: Sequence[Tried]) -> tuple[Cut, ...]:
    """Say of each figure in how many scenarios it had to be cut, and how often."""
    scenarios = Counter(name for each in done for name in each.cuts)
    times = sum((each.cuts for each in done), Counter[str]())
    figures = trials.world.plan.figures
    return tuple(Cut(figures[name].title, scenarios[name], times[name]) for name in figures if name in scenarios)
