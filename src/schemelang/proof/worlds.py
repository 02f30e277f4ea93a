"""Practices to try things on: a world is figures with every value worked out, and a figure of it can be changed.

A `Subject` gives them in the order in which they make good stories: the figures that were passed, the scheme's own
examples, and made-up practices (`made.py`), of which there are always some. A world is never altered: `with_` gives
another one, in which only those rules are worked out again that rest on what was changed and that somebody asks for
(`again.py`), by the evaluator's own functions, so that they come to the same pennies (`tests/proof/test_worlds.py`).
That takes well under a thousandth of a second.
Only figures are changed; who belongs where, and when, stays as it is.
"""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from schemelang.dates import Period
from schemelang.figures.bounds import Books, beside, limits
from schemelang.figures.columns import declared
from schemelang.figures.figures import Datum, Figures, State
from schemelang.figures.times import Timetable, timetable_of
from schemelang.graph.graph import Constant, Rule, RuleGraph, RuleId
from schemelang.light import evolve, frozen
from schemelang.model.model import Figure as Declared
from schemelang.model.model import Quantity, ReadFigure, Scheme
from schemelang.outcome.examples import ExampleRun
from schemelang.outcome.from_graph import Working, all_known
from schemelang.outcome.known import Key, Known, begin
from schemelang.outcome.lines import lines_of, lines_to, payees
from schemelang.outcome.outcome import Line, Outcome, RuleValue, Status
from schemelang.proof.again import Again, Resting
from schemelang.proof.made import bounds_of, made_figures

Figure = tuple[str, str | None, Period | None]
"""A figure of a party, None for the scheme's own, at a period, None for one that is given once."""

Worth = Fraction | bool
AnyWorth = Worth | date | str | State

GIVEN = "the figures given"
MADE_UP = "made-up practices"
"""The origin of a world of practices that nobody has."""


@frozen(eq=False)
class Plan:
    """What of a scheme is asked for again and again: which rules rest on which, in order, and what bounds what."""

    scheme: Scheme
    graph: RuleGraph

    @cached_property
    def resting(self) -> Resting:
        """Which rules rest on which."""
        return Resting(self.graph)

    @property
    def given(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that take each figure as it is supplied."""
        return self.resting.given

    @cached_property
    def figures(self) -> dict[str, Declared]:
        """The figures that the scheme asks for, by their names."""
        return {figure.name: figure for figure in declared(self.scheme)}

    @cached_property
    def timetable(self) -> Timetable:
        """The periods of the term."""
        return timetable_of(self.scheme, same_at_every_date=True)

    @cached_property
    def bounded_by(self) -> dict[str, tuple[str, ...]]:
        """The figures whose bounds read each figure."""
        found: dict[str, tuple[str, ...]] = {}
        for figure in self.figures.values():
            for other in bounds_of(figure):
                found[other] = (*found.get(other, ()), figure.name)
        return found


@frozen(eq=False, kw_only=True)
class World:
    """Parties, their figures, and the value of every rule. `origin` says where they come from, in words."""

    scheme: Scheme
    origin: str
    known: Known
    plan: Plan

    @property
    def graph(self) -> RuleGraph:
        """The rules."""
        return self.known.graph

    @property
    def figures(self) -> Figures:
        """The figures, as the reference evaluator takes them."""
        return self.known.figures

    @cached_property
    def supplied(self) -> Mapping[str, Sequence[Figure]]:
        """Of whom and when there is each figure, by its name."""
        found: dict[str, list[Figure]] = {}
        for key in self.figures.data:
            found.setdefault(key[0], []).append(key)
        return found

    @property
    def parties(self) -> Mapping[str, tuple[str | None, ...]]:
        """The codes of the parties of each level, and None alone for the scheme."""
        return self.known.belonging.parties

    def name(self, level: str, code: str) -> str:
        """Return what a party is called."""
        return self.known.belonging.who[level, code].name

    def value(self, rule: RuleId, party: str | None = None, period: Period | None = None) -> RuleValue:
        """Return what a rule comes to for a party of its own level, at a period of its own."""
        return self.known.values[rule][party, period]

    def given(self, figure: Figure) -> Worth | None:
        """Return a figure as it was supplied; None where it is no number and no yes or no."""
        datum = self.figures.data.get(figure)
        return datum.value if datum is not None and isinstance(datum.value, Fraction | bool) else None

    def differs_from(self, other: "World", rules: Iterable[RuleId]) -> bool:
        """Say whether any of some rules may come to something else than in a world of which this one was made."""
        values, others = self.known.values, other.known.values
        return any(values[rule] is not others[rule] for rule in rules)

    def with_(
        self, changes: Mapping[Figure, AnyWorth], laid_down: Mapping[RuleId, AnyWorth] = MappingProxyType({})
    ) -> "World":
        """Return the same world with other figures; what rests on them is worked out again when it is asked for.

        That the figures keep within their bounds is for the caller to see to: `room` and `is_within` say.
        What is `laid_down` by a constant can be another value too; the rule itself stays as it is.
        """
        data = {key: self._datum(key, worth) for key, worth in changes.items()}
        old = self.figures.data
        before, base = old.maps if isinstance(old, ChainMap) else ({}, old)
        base = base if isinstance(base, dict) else dict(base)
        figures = Figures(
            members=self.figures.members,
            memberships=self.figures.memberships,
            data=ChainMap({**before, **data}, base),
            files=self.figures.files,
        )
        if self.known.belonging.moved:
            known = _all_again(self.known, figures, laid_down)
        else:
            given: dict[str, list[Key]] = {}
            for figure, party, period in changes:
                given.setdefault(figure, []).append((party, period))
            there = {rule: _there(value) for rule, value in laid_down.items()}
            known = Again(self.known, figures, self.plan.resting.on(given, laid_down), given, there).known()
        return World(scheme=self.scheme, origin=self.origin, known=known, plan=self.plan)

    def _datum(self, key: Figure, worth: AnyWorth) -> Datum:
        figure, party, period = key
        place = self.plan.figures[figure].span
        return Datum(figure=figure, party=party, period=period, value=worth, written=str(worth), place=place)

    def room(self, figure: Figure) -> tuple[Fraction | None, Fraction | None]:
        """Return the least and the most that a figure may be while all others stay; None where nothing bounds it.

        A bound that is worked out from this figure and others is not seen here, but `is_within` sees it.
        """
        datum = self._datum(figure, Fraction(0))
        held = list(limits(datum, self._books({})))
        least = [limit.value for end, limit in held if end == "least"]
        most = [limit.value for end, limit in held if end == "most"]
        if self.plan.figures[figure[0]].type.quantity is Quantity.COUNT:
            least.append(Fraction(0))
        own = self.figures.data.get(figure)
        for other, bound, end in self._plainly_bounded(figure) if own else ():
            if isinstance(other.value, Fraction) and beside(bound, other, self._books({})) is own:
                (least if end == "most" else most).append(other.value)
        return max(least, default=None), min(most, default=None)

    def whole_of(self, figure: Figure) -> Fraction | None:
        """Return the figure that a figure is never more than, if there is such a one and it is given."""
        bound = self.plan.figures[figure[0]].most
        datum = self._datum(figure, Fraction(0))
        other = beside(bound, datum, self._books({})) if isinstance(bound, ReadFigure) else None
        return other.value if other is not None and isinstance(other.value, Fraction) else None

    def is_within(self, changes: Mapping[Figure, AnyWorth]) -> bool:
        """Say whether figures keep the bounds that they have, and those that they set, when some of them are others."""
        data = {key: self._datum(key, worth) for key, worth in changes.items()}
        books = self._books(data)
        names = {other for name, _, _ in changes for other in self.plan.bounded_by.get(name, ())}
        parties = {party for _, party, _ in changes}
        touched = (
            books.data[key]
            for name in names
            for key in self.supplied.get(name, ())
            if key[1] in parties or None in parties
        )
        return not any(
            isinstance(datum.value, Fraction)
            and (datum.value > limit.value if end == "most" else datum.value < limit.value)
            for datum in (*data.values(), *touched)
            for end, limit in limits(datum, books)
        )

    def _books(self, changed: Mapping[Figure, Datum]) -> Books:
        data = self.figures.data
        return Books({**data, **changed} if changed else data, self.plan.figures, self.plan.timetable)

    def _plainly_bounded(self, figure: Figure) -> Iterator[tuple[Datum, ReadFigure, str]]:
        """Find the figures whose bound is just this figure, as far as their party goes."""
        name, party, _ = figure
        for other in self.plan.bounded_by.get(name, ()):
            declared_ = self.plan.figures[other]
            for end, bound in (("most", declared_.most), ("least", declared_.least)):
                if isinstance(bound, ReadFigure) and bound.figure == name:
                    theirs = (key for key in self.supplied.get(other, ()) if party in (key[1], None))
                    yield from ((self.figures.data[key], bound, end) for key in theirs)

    def paid(self, payee: str, payment: str | None = None) -> Fraction | None:
        """Return what a payee is paid in the end, by all payments or by one, in pounds; None where some is held."""
        return _added(self._lines(payment, payee))

    def paid_in_all(self, payment: str | None = None) -> Fraction | None:
        """Return what everybody is paid in the end, by all payments or by one; None where some is held."""
        return _added(self._lines(payment, None))

    def payees(self) -> tuple[str, ...]:
        """Return whoever is paid anything, in order of code."""
        return tuple(sorted({who for part in self.graph.due for _, who, _ in payees(self.known, part)}))

    def _lines(self, payment: str | None, payee: str | None) -> Iterator[Line]:
        for part in self.graph.due:
            if payment in (None, part.payment):
                for party, who, group in payees(self.known, part):
                    if payee in (None, who):
                        yield from lines_to(self.known, part, party, who, group)


def _added(lines: Iterable[Line]) -> Fraction | None:
    """Add up what is paid or taken back."""
    pence = 0
    for line in lines:
        if line.pence is None:
            return None
        pence += line.pence if line.status in _SETTLED else 0
    return Fraction(pence, 100)


_SETTLED = (Status.PAYABLE, Status.RECOVERED)


# ---------------------------------------------------------------- worlds to begin with


@frozen(eq=False)
class Practices:
    """Practices to try things on, of which no more is worked out than somebody asks for: here, or as a world."""

    origin: str
    working: Working
    plan: Plan

    @classmethod
    def of(cls, figures: Figures, origin: str, plan: Plan) -> "Practices":
        """Return those that some figures are of."""
        return cls(origin, Working.on(plan.graph, figures), plan)

    @property
    def figures(self) -> Figures:
        """Their figures."""
        return self.working.known.figures

    @cached_property
    def world(self) -> World:
        """The world of them, in which everything is worked out."""
        return World(scheme=self.plan.scheme, origin=self.origin, known=self.working.all(), plan=self.plan)

    @cached_property
    def is_paid(self) -> bool:
        """Whether somebody is paid, and it is known what everybody is; the first part that is held settles it."""
        paid = 0
        for part in self.working.known.graph.due:
            lines = list(lines_of(self.working.under(part.reads), part))
            if any(line.pence is None for line in lines):
                return False
            paid += len(lines)
        return paid > 0


def world_of(scheme: Scheme, graph: RuleGraph, figures: Figures, origin: str, plan: Plan | None = None) -> World:
    """Work out every rule on some figures, as the reference evaluator does."""
    return Practices.of(figures, origin, plan or Plan(scheme, graph)).world


def world_of_outcome(scheme: Scheme, outcome: Outcome, origin: str, plan: Plan | None = None) -> World:
    """Make a world of what has been worked out already, such as the run of an example."""
    known = begin(outcome.graph, outcome.figures)
    if known.belonging.moved:
        known = all_known(outcome.graph, outcome.figures)
    else:
        known.values.update({rule: dict(them) for rule, them in outcome.values.items()})
    return World(scheme=scheme, origin=origin, known=known, plan=plan or Plan(scheme, outcome.graph))


def practices_of(plan: Plan, runs: Iterable[ExampleRun]) -> Iterator[Practices]:
    """Give the practices of examples, and made-up ones.

    Those of which one moves between groups are left out: what such a one has, it has of several groups.
    """
    for run in runs:
        if run.working is not None and not anybody_moved(run.working.known.figures):
            yield Practices(f'the example "{run.example.title}"', run.working, plan)
    yield Practices.of(made_figures(plan.scheme, plan.graph), MADE_UP, plan)


def anybody_moved(figures: Figures) -> bool:
    """Say whether a member was in two groups of a kind, one after the other."""
    return len({(each.member, each.kind) for each in figures.memberships}) < len(figures.memberships)


# ---------------------------------------------------------------- working out all again


def _all_again(before: Known, figures: Figures, laid_down: Mapping[RuleId, AnyWorth]) -> Known:
    """Work out everything: what one that moved has in each of its groups is not among the values of the rules."""
    graph = before.graph
    kinds = {rule: Constant(_there(value)) for rule, value in laid_down.items()}
    rules = tuple(evolve(rule, kind=kinds.get(rule.id, rule.kind)) for rule in graph.rules)
    known = all_known(evolve(graph, rules=rules) if kinds else graph, figures)
    for rule, old in before.values.items():
        if known.values[rule] == old:
            known.values[rule] = old
    return known


def _there(value: AnyWorth) -> Worth | date | str:
    assert not isinstance(value, State), "what is laid down is there"
    return value
