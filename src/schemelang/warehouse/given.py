"""What a script is given: figures and who belongs where, as tables of whole numbers."""

from datetime import date

from attrs import Factory, frozen

from schemelang.dates import Period, days
from schemelang.figures.figures import Datum, Figures, State
from schemelang.graph.graph import Given, RuleGraph, Weight
from schemelang.outcome.belonging import Belonging
from schemelang.outcome.case import Case
from schemelang.outcome.gathered import part_of_term
from schemelang.outcome.known import Known
from schemelang.outcome.outcome import Absent, Lack
from schemelang.outcome.over_time import within_term
from schemelang.plan.plan import CODE_OF, Belongs, Ground, InOrder, PartOfTerm, Shape, Supplied

_STATES = {
    State.NOT_REPORTED: CODE_OF[Lack.NOT_REPORTED],
    State.SUPPRESSED: CODE_OF[Lack.SUPPRESSED],
    State.NOT_APPLICABLE: CODE_OF[Lack.NOT_APPLICABLE],
    State.UNDECIDED: CODE_OF[Lack.UNDECIDED],
}


@frozen(eq=False)
class Source:
    """Figures in memory and who belongs where.

    `judged` are the figures that somebody decides, `data` the cells of each figure, and `read` the values and the
    lacks of those that have been asked for.
    """

    graph: RuleGraph
    ground: Ground
    belonging: Belonging
    figures: Figures
    judged: set[str] = Factory(set)
    data: dict[str, list[Datum]] = Factory(dict)
    read: dict[tuple[str, Shape], tuple[list[int], list[int]]] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        """Find the figures that somebody decides, and put the cells of each figure together."""
        kinds = (rule.kind for rule in self.graph.rules)
        self.judged.update(kind.figure for kind in kinds if isinstance(kind, Given) and kind.decided_by)
        for datum in self.figures.data.values():
            self.data.setdefault(datum.figure, []).append(datum)

    def column(self, op: Supplied | Belongs | InOrder | PartOfTerm, shape: Shape) -> list[int]:
        """Return what a step is given, one period after the other, and in each one party after the other."""
        parties = self.belonging.parties[shape.level]
        match op:
            case Supplied(figure, part):
                values, lacks = self._figure(figure, shape)
                return values if part == "value" else lacks
            case Belongs(group, on):
                every = [(period, party) for period in shape.axis for party in parties]
                return [self._belongs(shape.level, party, group, _days(on, period)) for period, party in every]
            case InOrder():
                return list(range(len(parties))) * len(shape.axis)
            case PartOfTerm():
                return [self._part(op, party, period) for period in shape.axis for party in parties]

    def _figure(self, figure: str, shape: Shape) -> tuple[list[int], list[int]]:
        """Return the values of a figure, and their lacks; cells of nobody in the scheme are passed by."""
        if (figure, shape) not in self.read:
            parties = {party: number for number, party in enumerate(self.belonging.parties[shape.level])}
            periods = {period: number * len(parties) for number, period in enumerate(shape.axis)}
            number = len(parties) * len(periods)
            missing = CODE_OF[Lack.UNDECIDED if figure in self.judged else Lack.NOT_REPORTED]
            values, lacks = [0] * number, [missing] * number
            starts: dict[int, int | None] = {}  # by identity, as a period is slow to hash and there are few of them
            for datum in self.data.get(figure, ()):
                party, start = parties.get(datum.party), starts.get(id(datum.period), -1)
                if start == -1:
                    start = starts[id(datum.period)] = periods.get(datum.period)
                if party is not None and start is not None:
                    values[start + party], lacks[start + party] = self._cell(datum)
            self.read[figure, shape] = values, lacks
        return self.read[figure, shape]

    def _cell(self, datum: Datum) -> tuple[int, int]:
        """Return a figure as a whole number over the unit of its domain, and the number of its lack."""
        match datum.value:
            case State() as state:
                return 0, _STATES[state]
            case bool(so):
                return int(so), 0
            case date() as day:
                return day.toordinal(), 0
            case str(word):
                return self.ground.words.index(word), 0
            case value:
                times, rest = divmod(self.ground.domains[datum.figure].unit, value.denominator)
                assert rest == 0, "a unit has room for every figure"
                return value.numerator * times, 0

    def _belongs(self, level: str, party: str | None, group: str, days_asked: tuple[date, date] | None) -> int:
        stay = None if party is None else self.belonging.stays.get((level, party, group))
        if stay is None or days_asked is None:
            return int(stay is not None)
        first, last = (within_term(self.graph, day) for day in days_asked)
        return int(stay.first <= last and first <= stay.last)

    def _part(self, op: PartOfTerm, party: str | None, period: Period | None) -> int:
        rule = self.graph.by_id[op.rule]
        assert isinstance(rule.kind, Weight), "parts of a term are counted in weights"
        case = Case(Known(self.graph, self.figures, self.belonging, {}), rule, party, period)
        part = part_of_term(case, rule.kind)
        if isinstance(part, Absent):
            return CODE_OF[part.lack] if op.part == "lack" else 0
        within = period or Period(self.graph.first, self.graph.last, "")
        return 0 if op.part == "lack" else int(part * days(within.first, within.last))

    def groups(self, level: str, coarser: str) -> list[int | None]:
        """Return for each party of a level the number of its group of another, if it is in one."""
        places = {code: place for place, code in enumerate(self.belonging.parties[coarser])}
        stays = (self.belonging.stays.get((level, str(party), coarser)) for party in self.belonging.parties[level])
        return [None if stay is None else places.get(stay.group) for stay in stays]


def _days(on: str | int | None, period: Period | None) -> tuple[date, date] | None:
    """Return the days of which it is asked whether somebody belongs to a group; None for all there are."""
    if isinstance(on, int):
        return date.fromordinal(on), date.fromordinal(on)
    if on == "ever" or period is None:
        return None
    return (period.first if on == "during" else period.last), period.last
