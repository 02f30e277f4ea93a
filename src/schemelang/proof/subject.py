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
from schemelang.proof.worlds import GIVEN, Plan, Practices, World, anybody_moved, practices_of
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
        if self._given is not None and len(self._given.figures.members) <= _FEW and self._given.is_paid:
            yield self._given.world
        yield from (each.world for each in self.practices if each.is_paid)

    def every_world(self) -> Iterator[World]:
        """Give every world there is; none is worked out twice."""
        if self._given is not None:
            yield self._given.world
        yield from (each.world for each in self.practices)

    @cached_property
    def practices(self) -> "_Kept":
        """Those of the examples, and made-up ones, to try things on."""
        return _Kept(practices_of(self._plan, self.runs))

    @cached_property
    def _given(self) -> Practices | None:
        """Those of the figures given, if there are any."""
        if self.figures is None or anybody_moved(self.figures):
            return None
        return Practices.of(self.figures, GIVEN, self._plan)

    @cached_property
    def _plan(self) -> Plan:
        return Plan(self.scheme, self.graph)

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


@frozen(eq=False)
class _Kept:
    """Practices that are each made when they are first asked for, and kept for whoever asks next."""

    source: Iterator[Practices]
    made: list[Practices] = Factory(list)

    def __iter__(self) -> Iterator[Practices]:
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
