"""How many parties and periods there are, as far as a scheme or the figures say."""

from schemelang.dates import Period, PeriodKind, periods, periods_before
from schemelang.figures.figures import Figures
from schemelang.graph.graph import Given, RuleGraph, RuleId, Weight
from schemelang.light import frozen
from schemelang.model.model import SCHEME, Scheme
from schemelang.outcome.belonging import Belonging, belonging
from schemelang.outcome.over_time import within


@frozen
class HowMany:
    """The fewest and the most there can be; None where nobody says."""

    fewest: int
    most: int | None


@frozen
class Numbers:
    """The numbers of parties: of each level as the heading states them, and in each group as figures have them."""

    graph: RuleGraph
    stated: dict[str, int | None]
    counted: dict[tuple[str, str], HowMany] | None
    belonging: Belonging | None = None

    def members(self, level: str, group: str) -> HowMany:
        """Return how many of a level are in one group of another, or in the scheme."""
        if self.counted is not None:
            return self.counted.get((level, group), HowMany(0, 0))
        return HowMany(1, self.stated.get(level))

    def groups(self, level: str, group: str) -> tuple[tuple[str, ...], ...]:
        """Return the members of a level in each group of another, where figures say so."""
        found = {} if self.belonging is None else self.belonging.members
        return tuple(members for (own, _, finer), members in found.items() if (own, finer) == (group, level))

    def in_all(self, level: str) -> HowMany:
        """Return how many of a level there are."""
        return HowMany(1, 1) if level == SCHEME else self.members(level, SCHEME)

    def periods(self, rule: RuleId, stretch: Period | None, own: PeriodKind | None) -> HowMany:
        """Return how many periods of a rule are in a stretch or, without one, in each period of another kind."""
        kind = self.graph.by_id[rule].series
        assert kind is not None, "only what has periods is put together over them"
        of_term = periods(kind, self.graph.first, self.graph.last)
        theirs = (*(periods_before(kind, self.graph.first, self.graph.last) if self._is_given(rule) else ()), *of_term)
        if stretch is not None:
            number = len(within(theirs, stretch))
            return HowMany(number, number)
        assert own is not None, "without a stretch it is its own period"
        counts = [len(within(theirs, each)) for each in periods(own, self.graph.first, self.graph.last)]
        return HowMany(min(counts), max(counts))

    def _is_given(self, rule: RuleId) -> bool:
        given = self.graph.by_id.get(RuleId(rule.owner, "given"))
        return given is not None and isinstance(given.kind, Given)

    def pools(self, weight: RuleId) -> int | None:
        """Return in the money of how many groups one member can share: of more than one if it may move."""
        kind = self.graph.by_id[weight].kind
        if not isinstance(kind, Weight) or kind.moves not in ("by_days", "in_full"):
            return 1
        if self.belonging is None:
            return None
        return max((len(stays) for stays in self.belonging.moved.values()), default=1)

    def of_term(self, kind: PeriodKind | None) -> int:
        """Return how many periods of a kind the term has; one that has none is the whole of it."""
        return 1 if kind is None else len(periods(kind, self.graph.first, self.graph.last))


def numbers_of(scheme: Scheme, graph: RuleGraph, figures: Figures | None) -> Numbers:
    """Count the parties."""
    stated = {
        scheme.leaf.singular: scheme.leaf_number,
        **{each.groups.singular: each.number for each in scheme.groupings},
    }
    if figures is None:
        return Numbers(graph, stated, None)
    belongs = belonging(graph, figures)
    return Numbers(graph, stated, _counted(graph, belongs), belongs)


def _counted(graph: RuleGraph, belongs: Belonging) -> dict[tuple[str, str], HowMany]:
    """Count the members of each group, those that come and go too; the fewest are those that are always there."""
    found: dict[tuple[str, str], HowMany] = {}
    for (group, code, level), members in belongs.members.items():
        del code
        stays = [belongs.stays[level, member, group] for member in members]
        always = sum(stay.first <= graph.first and graph.last <= stay.last for stay in stays)
        before = found.get((level, group), HowMany(always, len(members)))
        found[level, group] = HowMany(min(before.fewest, always), max(before.most or 0, len(members)))
    return found
