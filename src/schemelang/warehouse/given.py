"""What a script is given: figures and who belongs where, as tables of whole numbers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import Factory, frozen

from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures
from schemelang.graph.graph import RuleGraph
from schemelang.outcome.belonging import Belonging
from schemelang.outcome.case import Case
from schemelang.outcome.known import Known
from schemelang.outcome.over_time import within_term
from schemelang.plan.given import becomes_of, days_asked, days_counted, is_there, judged_in, missing, value_and_lack
from schemelang.plan.plan import (
    Asked,
    Belongs,
    Ground,
    InOrder,
    Merging,
    PartOfTerm,
    Shape,
    Supplied,
    WasThere,
)
from schemelang.warehouse.engine import Column, Columns, Engine
from schemelang.warehouse.joining import keys_of
from schemelang.warehouse.script import Loaded, Script


@frozen(eq=False, slots=False)
class Source:
    """Figures in memory and who belongs where.

    `data` are the cells of each figure, and `read` the values and the lacks of those that have been asked for.
    """

    graph: RuleGraph
    ground: Ground
    belonging: Belonging
    figures: Figures
    data: dict[str, list[Datum]] = Factory(dict)
    read: dict[tuple[str, Shape], tuple[list[int], list[int]]] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        """Put the cells of each figure together."""
        for datum in self.figures.data.values():
            self.data.setdefault(datum.figure, []).append(datum)

    @cached_property
    def judged(self) -> frozenset[str]:
        """The figures that somebody decides."""
        return judged_in(self.graph)

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many parties there are of each level."""
        return {level: len(parties) for level, parties in self.belonging.parties.items()}

    def give(self, loaded: Loaded, script: Script, engine: Engine) -> None:
        """Make a table of what is given."""
        engine.load(loaded.name, given_columns(loaded, script, self.sizes[loaded.shape.level], self.column))

    def column(self, op: Asked, shape: Shape) -> list[int]:
        """Return what a step is given, one period after the other, and in each one party after the other."""
        parties = self.belonging.parties[shape.level]
        match op:
            case Supplied(figure, part):
                values, lacks = self._figure(figure, shape)
                return values if part == "value" else lacks
            case Belongs(group, on):
                every = [(period, party) for period in shape.axis for party in parties]
                return [self._belongs(shape.level, party, group, days_asked(on, period)) for period, party in every]
            case InOrder():
                return list(range(len(parties))) * len(shape.axis)
            case PartOfTerm():
                return [self._part(op, party, period) for period in shape.axis for party in parties]
            case Merging():
                return [becomes_of(self.belonging, shape.level, str(party)) for party in parties]
            case WasThere():
                every = [(period, party) for period in shape.axis for party in parties]
                return [int(is_there(self.belonging, op, shape.level, str(party), period)) for period, party in every]

    def _figure(self, figure: str, shape: Shape) -> tuple[list[int], list[int]]:
        """Return the values of a figure, and their lacks; cells of nobody in the scheme are passed by."""
        if (figure, shape) not in self.read:
            parties = {party: number for number, party in enumerate(self.belonging.parties[shape.level])}
            periods = {period: number * len(parties) for number, period in enumerate(shape.axis)}
            number = len(parties) * len(periods)
            values, lacks = [0] * number, [missing(figure, self.judged)] * number
            starts: dict[int, int | None] = {}  # by identity, as a period is slow to hash and there are few of them
            for datum in self.data.get(figure, ()):
                party, start = parties.get(datum.party), starts.get(id(datum.period), -1)
                if start == -1:
                    start = starts[id(datum.period)] = periods.get(datum.period)
                if party is not None and start is not None:
                    values[start + party], lacks[start + party] = value_and_lack(datum, self.ground)
            self.read[figure, shape] = values, lacks
        return self.read[figure, shape]

    def _belongs(self, level: str, party: str | None, group: str, asked: tuple[date, date] | None) -> int:
        stay = None if party is None else self.belonging.stays.get((level, party, group))
        if stay is None or asked is None:
            return int(stay is not None)
        first, last = (within_term(self.graph, day) for day in asked)
        return int(stay.first <= last and first <= stay.last)

    def _part(self, op: PartOfTerm, party: str | None, period: Period | None) -> int:
        known = Known(self.graph, self.figures, self.belonging, {})
        counted, lack = days_counted(Case(known, self.graph.by_id[op.rule], party, period))
        return lack if op.part == "lack" else counted

    def groups(self, level: str, coarser: str) -> list[int | None]:
        """Return for each party of a level the number of its group of another, or of whom it went into."""
        places = {code: place for place, code in enumerate(self.belonging.parties[coarser])}
        if level == coarser:
            into = (self.belonging.went_into.get((level, str(party)), party) for party in self.belonging.parties[level])
            return [places[party] for party in into]
        stays = (self.belonging.stays.get((level, str(party), coarser)) for party in self.belonging.parties[level])
        return [None if stay is None else places.get(stay.group) for stay in stays]


def given_columns(
    loaded: Loaded, script: Script, parties: int, column: Callable[[Asked, Shape], Sequence[int]]
) -> Columns:
    """Return columns of a table that is given, one period after the other, and in each one party after the other."""
    shape, periods = loaded.shape, len(loaded.shape.axis)
    columns: dict[str, Column] = {}
    columns["party"] = "BIGINT", [party for _ in range(periods) for party in range(parties)]
    if "period" in keys_of(shape):
        columns["period"] = "BIGINT", [period for period in range(periods) for _ in range(parties)]
    for name, place in loaded.columns.items():
        step = script.plan.steps[place]
        assert isinstance(step.op, Asked), "nothing else is given"
        columns[name] = script.width(place), column(step.op, step.shape)
    return columns
