"""The values and the lines that come of an engine's tables.

A value is read out of a table when it is asked for. Where there is none, the reference evaluator says why: it knows
the causes, which no engine carries along. It must find the same lack, or one of the two is wrong.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from attrs import Factory, frozen

from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import Rule, RuleId
from schemelang.model.model import Quantity
from schemelang.outcome.case import Case
from schemelang.outcome.from_graph import finished, work_out, worked_out
from schemelang.outcome.known import Key, Known
from schemelang.outcome.moved import Moved, moved_among
from schemelang.outcome.outcome import Absent, Outcome, RuleValue
from schemelang.plan.plan import CODE_OF, Place, Plan, Worth
from schemelang.plan.tables import OwnFault, Tables, Worked


def judge_of(plan: Plan, known: Known) -> "Judge":
    """Set the reference evaluator, which knows the figures and no value yet, beside an engine."""
    return Judge(plan, known, moved_among(known))


@frozen(eq=False)
class Judge:
    """The reference evaluator beside an engine, whose tables it reads: those of one run, of the same figures.

    `explained` are the rules of which it has been said why some values are not there.
    """

    plan: Plan
    known: Known
    moved: Moved
    explained: set[RuleId] = Factory(set)

    @property
    def wanted(self) -> tuple[Place, ...]:
        """The steps that an outcome is read from."""
        worths = self.plan.worths.values()
        return tuple(dict.fromkeys(place for worth in worths for place in (worth.value, worth.unit, worth.lack)))

    def outcome(self, tables: Tables) -> tuple[Outcome, tuple[Diagnostic, ...]]:
        """Return what the reference evaluator returns, from what an engine made of the same figures."""
        for rule in self.plan.graph.rules:
            self.lay(rule, tables)
        in_order = {rule.id: self.known.values.pop(rule.id) for rule in self.plan.graph.rules}
        self.known.values.update(in_order)
        return finished(self.known)

    def ask(self, rule: RuleId, tables: Tables) -> Worked:
        """Work a rule out for an engine that leaves it to us, from what it has worked out so far."""
        graph = self.plan.graph
        for each in sorted(graph.under([rule]) - {rule}, key=graph.place.__getitem__):
            self.lay(graph.by_id[each], tables)
        work_out(self.known, self.moved, graph.by_id[rule])
        return self._as_tables(rule)

    def lay(self, rule: Rule, tables: Tables) -> None:
        """Lay out what a rule comes to; what the engine has left out is worked out here. Its needs lie there."""
        if rule.id in self.known.values:
            return
        worth = self.plan.worths.get(rule.id)
        if worth is None or not all(self._has(tables, place) for place in (worth.value, worth.unit, worth.lack)):
            work_out(self.known, self.moved, rule)
        else:
            self.known.values[rule.id] = _Read(self, rule, worth, tables)

    def explain(self, rule: RuleId) -> None:
        """Say why values of a rule are not there, and before of all that it rests on.

        They are taken in the order of the graph, so that however long a chain of them is, none waits for another.
        """
        found, waiting = set[RuleId](), [rule]
        while waiting:
            one = waiting.pop()
            if one not in self.explained and one not in found:
                found.add(one)
                waiting += self.plan.graph.needs[one]
        for each in sorted(found, key=self.plan.graph.place.__getitem__):
            values = self.known.values[each]
            if isinstance(values, _Read):
                values.explain()
            self.explained.add(each)

    def _has(self, tables: Tables, place: Place) -> bool:
        step = self.plan.steps[place]
        return (step.low is not None and step.low == step.high) or tables.has(place)

    def _as_tables(self, rule: RuleId) -> Worked:
        """Put the values of a rule into whole numbers."""
        values, words = self.known.values[rule], self.plan.ground.words
        parties = self.known.belonging.parties[self.plan.graph.by_id[rule].level]
        rows = [
            [_as_numbers(values[party, period], words) for party in parties] for period in self.known.periods_of[rule]
        ]
        value, unit, lack = ([[cell[part] for cell in row] for row in rows] for part in range(3))
        return Worked(value=value, unit=unit, lack=lack)


def _as_numbers(value: RuleValue, words: tuple[str, ...]) -> tuple[int, int, int]:
    """Return a value as a numerator, a denominator and the number of a lack."""
    match value:
        case Absent():
            return 0, 1, CODE_OF[value.lack]
        case bool():
            return int(value), 1, 0
        case Fraction():
            return value.numerator, value.denominator, 0
        case date():
            return value.toordinal(), 1, 0
        case str():
            return words.index(value), 1, 0


class _Read(Mapping[Key, RuleValue]):
    """What a rule comes to, read out of tables; each value once."""

    def __init__(self, judge: Judge, rule: Rule, worth: Worth, tables: Tables) -> None:
        known = judge.known
        self._judge, self._rule = judge, rule
        self._parties, self._periods = known.belonging.parties[rule.level], known.periods_of[rule.id]
        self._columns = {party: column for column, party in enumerate(self._parties)}
        self._rows = {period: row for row, period in enumerate(self._periods)}
        self._value, self._unit, self._lack = (
            _Column(judge.plan, place, tables) for place in (worth.value, worth.unit, worth.lack)
        )
        self._found: dict[Key, RuleValue] = {}

    def __getitem__(self, key: Key) -> RuleValue:
        value = self._found.get(key)
        if value is None:
            party, period = key
            row, column = self._rows[period], self._columns[party]
            if self._lack.cell(row, column):
                self._judge.explain(self._rule.id)
                return self._found[key]
            value = self._found[key] = self._there(row, column)
        return value

    def __iter__(self) -> Iterator[Key]:
        return ((party, period) for party in self._parties for period in self._periods)

    def __len__(self) -> int:
        return len(self._parties) * len(self._periods)

    def _there(self, row: int, column: int) -> RuleValue:
        """Return a value that there is, as what it is."""
        number = self._value.cell(row, column)
        match self._rule.type.quantity:
            case Quantity.YES_NO:
                return bool(number)
            case Quantity.DATE:
                return date.fromordinal(number)
            case Quantity.CATEGORY:
                return self._judge.plan.ground.words[number]
            case _:
                return Fraction(number, self._unit.cell(row, column))

    def explain(self) -> None:
        """Say why each value that is not there is not."""
        for row, column in self._lack.not_nothing(len(self._periods), len(self._parties)):
            party, period = self._parties[column], self._periods[row]
            value = worked_out(Case(self._judge.known, self._rule, party, period))
            code = CODE_OF[value.lack] if isinstance(value, Absent) else 0
            if code != self._lack.cell(row, column):
                whose = "" if party is None else f" of {party}"
                when = "" if period is None else f", {period.name}"
                raise OwnFault(self._rule.id, f"what is lacking{whose}{when} is not what the reference evaluator finds")
            self._found[party, period] = value


class _Column:
    """The results of one step, read as those of any rule that they fit."""

    def __init__(self, plan: Plan, place: Place, tables: Tables) -> None:
        step = plan.steps[place]
        self._place, self._tables = place, tables
        self._always = step.low if step.low == step.high else None
        self._has_rows, self._has_columns = len(step.shape.axis) > 1, step.shape.level != plan.graph.levels[-1]

    def cell(self, row: int, column: int) -> int:
        """Return the result at a row and a column of a rule."""
        if self._always is not None:
            return self._always
        return self._tables.cell(self._place, row if self._has_rows else 0, column if self._has_columns else 0)

    def not_nothing(self, rows: int, columns: int) -> Iterator[tuple[int, int]]:
        """Return where a rule of so many rows and columns has something else than 0."""
        if self._always == 0:
            return
        every = self._tables.not_nothing(self._place) if self._always is None else [(0, 0)]
        for row, column in every:
            own_rows = (row,) if self._has_rows else range(rows)
            own_columns = (column,) if self._has_columns else range(columns)
            yield from ((each, other) for other in own_columns for each in own_rows)
