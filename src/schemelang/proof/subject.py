"""What is to be proved something of: a scheme, its rules, and what is known of it already."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import count, islice

from schemelang.figures.figures import Figures
from schemelang.graph.graph import Rule, RuleGraph, RuleId
from schemelang.light import Factory, field, frozen
from schemelang.model.model import Scheme
from schemelang.outcome.examples import ExampleRun
from schemelang.proof.proof import Claim, Verdict
from schemelang.proof.ranges import Ranged, Ranges, ranged, ranges_of
from schemelang.proof.reach import Reaches, reaches_of
from schemelang.proof.signs import Signs, signs_of
from schemelang.proof.worlds import Plan, World, anybody_moved, worlds_of
from schemelang.source import Source, Span

_FEW = 60
"""With so many practices and groups their own figures are tried; with more, the examples are."""


@frozen(kw_only=True)
class Subject:
    """A scheme that compiles, its rules, its examples as they came out, and real figures if there are any.

    What is said `for_contract` comes out alike on every machine, since the solver is not asked, and names clauses,
    since those who sign have no lines to look at; what is drawn there, and nowhere else, is worked out.
    What several provers ask for is a property here, so that it is worked out once.
    """

    scheme: Scheme
    graph: RuleGraph
    runs: tuple[ExampleRun, ...] = field(default=(), repr=False)
    figures: Figures | None = field(default=None, repr=False)
    for_contract: bool = False

    @cached_property
    def readers(self) -> Mapping[RuleId, tuple[Rule, ...]]:
        """The rules that need each rule, in order."""
        found: dict[RuleId, list[Rule]] = {rule.id: [] for rule in self.graph.rules}
        for rule in self.graph.rules:
            for need in dict.fromkeys(self.graph.needs[rule.id]):
                found[need].append(rule)
        return {need: tuple(rules) for need, rules in found.items()}

    def worlds(self) -> Iterator[World]:
        """Give worlds in which it is known what everybody is paid: figures given, examples, made-up practices.

        Of very many practices the figures given are no world: to pay them all would take far longer than to prove.
        """
        if self.figures is not None and len(self.figures.members) <= _FEW:
            yield from (world for world in (self._given,) if world is not None and _is_paid(world))
        yield from self._paid

    def every_world(self, *, given: bool = True) -> Iterator[World]:
        """Give every world there is, of the figures given only if they are wanted; none is worked out twice."""
        if given and self._given is not None:
            yield self._given
        yield from self._others

    @cached_property
    def _plan(self) -> Plan:
        return Plan(self.scheme, self.graph)

    @cached_property
    def _given(self) -> World | None:
        """The world of the figures given, if there are any."""
        if self.figures is None or anybody_moved(self.figures):
            return None
        return next(worlds_of(self.scheme, self.graph, self.figures, plan=self._plan))

    @cached_property
    def _others(self) -> "_Kept":
        """The worlds of examples and of made-up practices."""
        outcomes = [(run.example.title, run.outcome) for run in self.runs if run.outcome is not None]
        return _Kept(worlds_of(self.scheme, self.graph, outcomes=outcomes, plan=self._plan))

    @cached_property
    def _paid(self) -> "_Kept":
        """Those of the others in which it is known what everybody is paid."""
        return _Kept(filter(_is_paid, iter(self._others)))

    @cached_property
    def ranges(self) -> Ranges:
        """Between which ends the value of each rule lies, whatever the figures are."""
        return self.ranged.ranges if self.figures is None else ranges_of(self.scheme, self.graph)

    @cached_property
    def signs(self) -> Signs:
        """Which way each rule goes when a figure goes up."""
        return signs_of(self.graph, self.ranges)

    @cached_property
    def reaches(self) -> Reaches:
        """Which figures somebody raises, or lowers, who reaches more."""
        return reaches_of(self.scheme, self.graph, self.signs)

    def under(self, rule: RuleId) -> frozenset[RuleId]:
        """Return the rules from which one is worked out, and itself."""
        return self.graph.under((rule,))

    @cached_property
    def ranged(self) -> Ranged:
        """The ends between which the value of each rule lies."""
        return ranged(self.scheme, self.graph, self.figures)

    @property
    def place(self) -> Span:
        """Where the scheme itself is named."""
        return self.scheme.span

    def of_all(self, kind: str, verdict: Verdict, how: str = "") -> Claim:
        """Return a claim about the whole scheme."""
        return Claim(kind=kind, about="", verdict=verdict, how=how, place=self.place)

    def where(self, rules: Iterable[Rule]) -> str:
        """Say where some rules stand: at lines 12 and 15; for a contract, in which clauses."""
        return self._in_clauses(rules) if self.for_contract else f"at {self._on_lines(rules)}"

    def _in_clauses(self, rules: Iterable[Rule]) -> str:
        titles = {block.name: block.title for block in self.scheme.blocks}
        named = dict.fromkeys(f'"{titles[rule.clause]}"' for rule in rules)
        *before, last = named
        return f"in {', '.join(before)} and {last}" if before else f"in {last}"

    def _on_lines(self, rules: Iterable[Rule]) -> str:
        """Say on which lines some rules stand; of another file than the scheme's own, of which."""
        lines: dict[Source, set[int]] = {}
        for rule in rules:
            lines.setdefault(rule.span.source, set()).add(rule.span.line)
        own_first = sorted(lines.items(), key=lambda each: each[0].name != self.scheme.source.name)
        return "; ".join(self._of_file(source, sorted(numbers)) for source, numbers in own_first)

    def _of_file(self, source: Source, numbers: list[int]) -> str:
        *before, last = map(str, numbers)
        said = f"lines {', '.join(before)} and {last}" if before else f"line {last}"
        return said if source.name == self.scheme.source.name else f"{said} of {source.name}"


def _is_paid(world: World) -> bool:
    """Say whether somebody is paid in a world, and it is known what everybody is."""
    return bool(world.payees()) and world.paid_in_all() is not None


@frozen(eq=False)
class _Kept:
    """Worlds that are each worked out when they are first asked for, and kept for whoever asks next."""

    source: Iterator[World]
    made: list[World] = Factory(list)

    def __iter__(self) -> Iterator[World]:
        """Give them from the first on."""
        for place in count():
            if place == len(self.made):
                self.made.extend(islice(self.source, 1))
            if place == len(self.made):
                return
            yield self.made[place]


def counted(number: int, one: str, many: str) -> str:
    """Say how many of something there are: 1 payment, 3 payments."""
    return f"{number} {one if number == 1 else many}"
