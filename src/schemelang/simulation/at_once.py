"""Scenarios worked out all at once, in columns, and what came of them."""

from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from attrs import evolve, frozen

from schemelang.columns.shares import processes_for, tally
from schemelang.columns.tally import Payee, Tally, Tried
from schemelang.columns.trying import in_memory
from schemelang.figures.figures import Figures
from schemelang.graph.graph import Constant, RuleGraph, RuleId
from schemelang.plan.counted import counted, why_not
from schemelang.plan.from_graph import lower
from schemelang.plan.ground import ground_of, nobody_moves
from schemelang.plan.plan import Domain
from schemelang.proof.worlds import Figure as Key
from schemelang.proof.worlds import World
from schemelang.simulation.bounds import Within
from schemelang.simulation.cases import Case
from schemelang.simulation.from_trials import Came, pay_of
from schemelang.simulation.simulation import Pay, Scenario, Spread, Worth
from schemelang.simulation.trials import Paid, Trials, laid_down


@frozen(kw_only=True)
class Ready:
    """Scenarios that can be worked out at once: those that can be, and all that is needed for it."""

    done: Sequence[Case]
    tried: Tried


@frozen
class Numbers:
    """The numbers of a scheme that scenarios change, each over one unit for all of them, and as it is."""

    graph: RuleGraph
    domains: Mapping[RuleId, Domain]
    as_it_is: Mapping[RuleId, int]

    @classmethod
    def of(cls, graph: RuleGraph, cases: Sequence[Case]) -> "Numbers | None":
        """Find what scenarios change; nothing is found where something of it is no number."""
        found: dict[RuleId, list[Fraction]] = {}
        for case in cases:
            for rule, value in laid_down(graph, case).items():
                kind = graph.by_id[rule].kind
                assert isinstance(kind, Constant), "what is laid down is a constant"
                if not isinstance(value, Fraction) or not isinstance(kind.value, Fraction):
                    return None
                found.setdefault(rule, [kind.value]).append(value)
        domains = {rule: _ends(values) for rule, values in found.items()}
        return cls(graph, domains, {rule: int(values[0] * domains[rule].unit) for rule, values in found.items()})

    def in_(self, case: Case) -> Mapping[RuleId, int]:
        """Return the numbers of a scenario."""
        changed = laid_down(self.graph, case)
        numbers = dict(self.as_it_is)
        for rule, value in changed.items():
            assert isinstance(value, Fraction), "what changes is a number"
            numbers[rule] = int(value * self.domains[rule].unit)
        return numbers


def _ends(values: Sequence[Fraction]) -> Domain:
    unit = lcm(*(value.denominator for value in values))
    numbers = [int(value * unit) for value in values]
    return Domain(unit=unit, low=min(numbers), high=max(numbers), lacks=False)


def make_ready(trials: Trials, cases: Sequence[Case]) -> Ready | str:
    """Make scenarios ready to be worked out at once, or say why they cannot be."""
    world, belonging = trials.world, trials.world.known.belonging
    graph, figures = world.graph, world.figures
    numbers = Numbers.of(graph, cases)
    if not nobody_moves(belonging) or belonging.went_into:
        return "somebody moves or merges within the term"
    if numbers is None:
        return "a day, a word or a yes or no of the scheme changes"
    if _alike_codes(world):
        return "several that are paid have the same code"
    them = [(case, trials.within(case)) for case in cases]
    made = [(case, each) for case, each in them if each is not None]
    plan = lower(graph, ground_of(graph, figures, belonging, numbers.domains, _values(within for _, within in made)))
    why = why_not(plan)
    if why is not None:
        return why
    others = [
        (frozenset(name for name, _, _ in each.figures), _with(trials, each.figures), each.cuts) for _, each in made
    ]
    parameters = [numbers.as_it_is, *(numbers.in_(case) for case, _ in made)]
    tried = in_memory(counted(plan), belonging, figures, others, parameters)
    return Ready(done=[case for case, _ in made], tried=tried)


def _values(them: Iterable[Within]) -> dict[str, set[Worth]]:
    """Return the values that each figure has in some scenario where it is another than it is."""
    found: dict[str, set[Worth]] = {}
    for within in them:
        for (name, _, _), value in within.figures.items():
            found.setdefault(name, set()).add(value)
    return found


def _with(trials: Trials, changed: Mapping[Key, Worth]) -> Figures:
    """Return the figures of a scenario."""
    data = {key: trials.keeper.datum(key, value) for key, value in changed.items()}
    return evolve(trials.world.figures, data=ChainMap(data, trials.keeper.base))


def _alike_codes(world: World) -> bool:
    """Say whether a code is that of several payees: what each is paid could not be told apart."""
    graph = world.graph
    codes = Counter(code for level in graph.levels[:-1] for code in world.known.belonging.parties[level])
    codes.update({part.payee for part in graph.due if part.payee is not None and not part.is_shared})
    return any(number > 1 for number in codes.values())


# ---------------------------------------------------------------- working them out


class Running:
    """Scenarios that are being worked out: it is gone through one by one, although they are done side by side.

    When it has been gone through, `tally` is what came of them.
    """

    def __init__(self, ready: Ready) -> None:
        """Make ready to go through scenarios."""
        self._ready = ready
        self.tally: Tally | None = None

    def __len__(self) -> int:
        """Return how many scenarios there are."""
        return len(self._ready.done)

    def __iter__(self) -> Iterator[int]:
        """Give the numbers of the scenarios as time goes by."""
        tried, told, done = self._ready.tried, 0, 0
        running = tally(tried, processes_for(tried.effort))
        all_of_them = tried.blocks * len(tried.parameters)
        try:
            while True:
                done += next(running)
                while told < len(self) * done // all_of_them:
                    told += 1
                    yield told
        except StopIteration as stopped:
            self.tally = stopped.value
        yield from range(told + 1, len(self) + 1)


# ---------------------------------------------------------------- what came of them


def came(ready: Ready, tally: Tally, name: Callable[[str], str]) -> Came | None:
    """Tell what came of scenarios; there is nothing where the reference evaluator has to be asked."""
    if tally.is_doubtful:
        return None
    scenarios = tuple(
        Scenario(
            number=case.number,
            steps=case.steps,
            total=tally.totals[at],
            gaining=tally.gaining[at],
            losing=tally.losing[at],
            held=tally.held[at],
        )
        for at, case in enumerate(ready.done, 1)
    )
    wrong = {words: sum(so[1:]) for words, so in sorted(tally.wrong.items())}
    return Came(
        done=ready.done,
        cuts=tally.cuts[1:],
        scenarios=scenarios,
        total=_total(tally),
        payees=tuple(_pay(payee, name(payee.code)) for payee in tally.payees),
        found={words: number for words, number in wrong.items() if number},
    )


def _pay(payee: Payee, name: str) -> Pay:
    lowest, quarter, middle, three_quarters, highest = payee.spread
    return Pay(
        code=payee.code,
        name=name,
        now=payee.now,
        held_now=payee.held_now,
        spread=Spread(lowest=lowest, quarter=quarter, middle=middle, three_quarters=three_quarters, highest=highest),
        more=payee.more,
        less=payee.less,
        same=payee.same,
        held=payee.held,
    )


def _total(tally: Tally) -> Pay:
    held = [int(each) for each in tally.some_held]
    now, *over = map(Paid, tally.totals, held)
    return pay_of("", "", now, over)
