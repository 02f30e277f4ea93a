"""Who is there, and who belongs to whom: looked up once, for the contracts of everybody."""

from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures, Member
from schemelang.graph.graph import RuleGraph
from schemelang.light import frozen
from schemelang.model.model import Scheme
from schemelang.outcome.belonging import belonging
from schemelang.outcome.outcome import Line, Outcome
from schemelang.proof.worlds import Plan, World, world_of


@frozen(eq=False)
class Company:
    """The parties that figures are about, whoever of them a contract is for. Without an outcome there is none."""

    scheme: Scheme
    graph: RuleGraph
    outcome: Outcome | None

    @cached_property
    def _plan(self) -> Plan:
        return Plan(self.scheme, self.graph)

    @cached_property
    def _data_of(self) -> Mapping[str | None, list[Datum]]:
        """The figures of each party, and of the scheme as such."""
        found: dict[str | None, list[Datum]] = {}
        for datum in () if self.outcome is None else self.outcome.figures.data.values():
            found.setdefault(datum.party, []).append(datum)
        return found

    def world_of(self, codes: Collection[str]) -> World:
        """Return a world in which there is nobody but some parties, and in which one figure can be another."""
        assert self.outcome is not None, "figures are tried only where there are any"
        every = self.outcome.figures
        own = [datum for code in (None, *codes) for datum in self._data_of.get(code, ())]
        figures = Figures(
            members=tuple(each for each in every.members if each.code in codes),
            memberships=tuple(each for each in every.memberships if each.member in codes and each.group in codes),
            data={(each.figure, each.party, each.period): each for each in own},
            files=every.files,
        )
        return world_of(self.scheme, self.graph, figures, "the figures given", self._plan)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Every party, in order of the codes."""
        return () if self.outcome is None else self.outcome.figures.members

    @cached_property
    def by_code(self) -> Mapping[str, Member]:
        """Every party by its code."""
        return {member.code: member for member in reversed(self.members)}

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The groups to which each party belongs, the finest first: its own, and those of its groups."""
        return {code: self._groups_of(code) for code in {*self.by_code, *self._own_groups}}

    def _groups_of(self, code: str) -> tuple[str, ...]:
        found = [code]
        for _ in self.graph.levels:
            found += [group for each in tuple(found) for group in self._own_groups.get(each, ())]
        return tuple(dict.fromkeys(found))[1:]

    @cached_property
    def _own_groups(self) -> dict[str, list[str]]:
        """The groups to which each party belongs itself."""
        found: dict[str, list[str]] = {}
        for each in () if self.outcome is None else self.outcome.figures.memberships:
            found.setdefault(each.member, []).append(each.group)
        return found

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """The members of each group, and those of its groups."""
        found: dict[str, set[str]] = {}
        for code in self.by_code:
            for group in self.groups[code]:
                found.setdefault(group, set()).add(code)
        return {group: frozenset(codes) for group, codes in found.items()}

    @cached_property
    def lines_about(self) -> Mapping[str, tuple[int, ...]]:
        """The places in the ledger of the lines that are paid to a party, or reach others through it."""
        return self._places(lambda line: {line.payee} if line.group is None else {line.payee, line.group})

    @cached_property
    def lines_to(self) -> Mapping[str, tuple[int, ...]]:
        """The places in the ledger of the lines that are paid to a party as such."""
        return self._places(lambda line: {line.payee} if line.group is None else set())

    def _places(self, whose: Callable[[Line], set[str]]) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for place, line in enumerate(() if self.outcome is None else self.outcome.ledger):
            for code in whose(line):
                found.setdefault(code, []).append(place)
        return {code: tuple(places) for code, places in found.items()}

    @cached_property
    def supplied(self) -> Mapping[tuple[str, str | None], frozenset[Period]]:
        """The periods at which a figure was supplied, by its name and the party."""
        found: dict[tuple[str, str | None], set[Period]] = {}
        for name, party, period in () if self.outcome is None else self.outcome.figures.data:
            if period is not None:
                found.setdefault((name, party), set()).add(period)
        return {key: frozenset(them) for key, them in found.items()}

    @cached_property
    def went_into(self) -> Mapping[tuple[str, str], str]:
        """Into whom a member went that merged, by its kind and code."""
        return {} if self.outcome is None else belonging(self.graph, self.outcome.figures).went_into
