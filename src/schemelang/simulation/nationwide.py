"""Scenarios of a whole country, which change numbers of the scheme alone: no figure becomes an object of its own."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing

from attrs import evolve, frozen

from schemelang.columns.layout import Layout
from schemelang.columns.national import ground_of, see_limits
from schemelang.columns.of_roll import crowd_of
from schemelang.columns.roll import Roll
from schemelang.columns.supply import Shelf, columns_of
from schemelang.columns.trying import nationwide
from schemelang.graph.graph import RuleGraph
from schemelang.plan.counted import counted, why_not
from schemelang.plan.from_graph import lower
from schemelang.simulation.at_once import Numbers, Ready
from schemelang.simulation.cases import Case
from schemelang.simulation.simulation import Asked, LaidDown, Target


def changes_no_figure(asked: Asked) -> bool:
    """Say whether nothing but numbers of the scheme is asked to be others."""
    targets: list[Target] = [setting.target for setting in asked.settings]
    targets += [varying.target for varying in asked.varyings]
    targets += asked.rows.targets if asked.rows is not None else ()
    return all(isinstance(target, LaidDown) for target in targets)


@frozen
class Names:
    """What everybody is called."""

    names: dict[str, str]

    @classmethod
    def of(cls, roll: Roll, graph: RuleGraph) -> "Names":
        """Take the names of parties and of those that the scheme names itself."""
        found = dict(graph.parties)
        for level, codes in roll.codes.items():
            found |= dict(zip(codes, roll.names[level], strict=True))
        return cls(found)

    def name(self, code: str) -> str:
        """Return what somebody is called."""
        return self.names.get(code) or code


def make_ready(roll: Roll, layout: Layout, graph: RuleGraph, cases: Sequence[Case]) -> Ready | None:
    """Make scenarios ready to be worked out at once; nothing where each is to be worked out by itself."""
    numbers = Numbers.of(graph, cases)
    if numbers is None:
        return None
    columns = columns_of(roll, layout)
    see_limits(columns, graph)
    crowd = crowd_of(roll, graph)
    if crowd.belonging is not None and crowd.belonging.went_into:
        return None
    codes = [code for them in roll.codes.values() for code in them]
    codes += {part.payee for part in graph.due if part.payee is not None and not part.is_shared}
    plan = lower(graph, evolve(ground_of(roll, crowd, columns, layout.words), parameters=numbers.domains))
    if why_not(plan) is not None or len(set(codes)) < len(codes):
        return None
    parameters = [numbers.as_it_is, *(numbers.in_(case) for case in cases)]
    with closing(Shelf(roll, columns)) as shelf:
        tried = nationwide(counted(plan), crowd, shelf, parameters)
    return Ready(done=cases, cuts=[Counter[str]() for _ in cases], tried=tried)
