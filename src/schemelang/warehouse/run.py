"""A plan is run where data lie: its script is made, what it is given is loaded, and its tables are read when asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from attrs import Factory, define

from schemelang.figures.figures import Figures
from schemelang.outcome.belonging import Belonging
from schemelang.plan.plan import Belongs, InOrder, PartOfTerm, Place, Plan, Shape, Supplied
from schemelang.plan.tables import OwnFault
from schemelang.warehouse.dialect import Dialect, Wide
from schemelang.warehouse.given import Source
from schemelang.warehouse.joining import group_column, keys_of
from schemelang.warehouse.script import Loaded, Parties, Script, script

_FEW = 500
"""How many parties there are at most where all columns of a table are read at once, as to ask is what takes time."""

Numbers = Sequence[int | None]
Columns = Mapping[str, tuple[Wide, Numbers]]


class TooWide(Exception):  # noqa: N818 - a sign from an engine to what runs it
    """A number is wider than its column, which the ends of its step exclude."""


class Engine(Protocol):
    """Where tables are made."""

    dialect: Dialect

    def load(self, table: str, columns: Columns) -> None:
        """Make a table of what is given."""

    def show(self, table: str, query: str) -> None:
        """Give a selection that costs nothing the name of a table."""

    def make(self, table: str, query: str) -> None:
        """Make a table by a selection."""

    def read(self, table: str, names: Sequence[str], order: Sequence[str]) -> Sequence[Sequence[int]]:
        """Return rows of some columns of a table, in the order of some others."""


def run(
    plan: Plan, belonging: Belonging, figures: Figures, engine: Engine, wanted: Iterable[Place] | None = None
) -> "Results":
    """Work a plan out as far as SQL says it; what is left is for the reference evaluator."""
    made = script(plan, engine.dialect, wanted)
    source = Source(plan.graph, plan.ground, belonging, figures)
    for parties in made.parties:
        engine.load(parties.name, _parties(parties, source))
    for loaded in made.loaded:
        with _within(made, loaded.name):
            engine.load(loaded.name, _given(loaded, made, source))
    for each in made.bases:
        engine.show(each.name, made.say(each.query))
    for each in made.made:
        with _within(made, each.name):
            engine.make(each.name, made.say(each.query))
    return Results(made, engine, {level: len(parties) for level, parties in belonging.parties.items()})


@contextmanager
def _within(made: Script, table: str) -> Iterator[None]:
    """Tell a number beyond what was proved of it as our own fault, with a rule that it is a step of."""
    try:
        yield
    except TooWide as error:
        raise OwnFault(made.rule_of(table), f"a number lies beyond its ends: {error}") from error


def _parties(parties: Parties, source: Source) -> Columns:
    """Give the parties of a level their numbers, and those of the groups that they belong to."""
    number = len(source.belonging.parties[parties.level])
    groups: Columns = {group_column(group): ("BIGINT", source.groups(parties.level, group)) for group in parties.groups}
    return {"party": ("BIGINT", range(number)), **groups}


def _given(loaded: Loaded, made: Script, source: Source) -> Columns:
    """Work out what is given for a table."""
    shape = loaded.shape
    parties, periods = len(source.belonging.parties[shape.level]), len(shape.axis)
    columns: dict[str, tuple[Wide, Numbers]] = {}
    columns["party"] = "BIGINT", [party for _ in range(periods) for party in range(parties)]
    if "period" in keys_of(shape):
        columns["period"] = "BIGINT", [period for period in range(periods) for _ in range(parties)]
    for name, place in loaded.columns.items():
        step = made.plan.steps[place]
        assert isinstance(step.op, Supplied | Belongs | InOrder | PartOfTerm), "nothing else is given"
        columns[name] = made.width(place), source.column(step.op, step.shape)
    return columns


@define
class Results:
    """What an engine has made, read column by column when it is asked for."""

    script: Script
    engine: Engine
    sizes: Mapping[str, int]
    found: dict[Place, list[int]] = Factory(dict)

    def has(self, place: Place) -> bool:
        """Say whether a step has been worked out."""
        return place in self.script.stages.literals or place in self.script.found

    def cell(self, place: Place, row: int, column: int) -> int:
        """Return what a step came to at one of its periods for one of its parties."""
        known = self.script.stages.literals.get(place)
        if known is not None:
            return known
        return self._column(place)[row * self._parties(place) + column]

    def not_nothing(self, place: Place) -> Iterator[tuple[int, int]]:
        """Return at which rows and columns a step came to something else than 0."""
        known = self.script.stages.literals.get(place)
        if known is not None:
            yield from [(0, 0)] if known else []
            return
        parties = self._parties(place)
        for number, value in enumerate(self._column(place)):
            if value:
                yield divmod(number, parties)

    def _column(self, place: Place) -> list[int]:
        if place not in self.found:
            table, _ = self.script.found[place]
            shape = self._shape(place)
            asked = [place] if self.sizes[shape.level] > _FEW else self.script.in_table(table)
            names = [self.script.found[each][1] for each in asked]
            rows = self.engine.read(table, names, keys_of(shape)[::-1])
            self.found.update({each: [row[number] for row in rows] for number, each in enumerate(asked)})
        return self.found[place]

    def _parties(self, place: Place) -> int:
        return self.sizes[self._shape(place).level]

    def _shape(self, place: Place) -> Shape:
        return self.script.stages.homes[place].shape
