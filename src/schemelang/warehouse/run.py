"""A plan is run where data lie: its script is made, what it is given is loaded, and its tables are read when asked."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from attrs import Factory, define

from schemelang.figures.figures import Figures
from schemelang.outcome.belonging import Belonging
from schemelang.plan.plan import Place, Plan, Shape
from schemelang.plan.tables import OwnFault
from schemelang.warehouse.engine import Columns, Engine, Supply, TooWide
from schemelang.warehouse.given import Source
from schemelang.warehouse.joining import group_column, keys_of
from schemelang.warehouse.script import Parties, Script, script

_FEW = 500
"""How many parties there are at most where all columns of a table are read at once, as to ask is what takes time."""


def run(
    plan: Plan, belonging: Belonging, figures: Figures, engine: Engine, wanted: Iterable[Place] | None = None
) -> "Results":
    """Work a plan out of figures in memory, as far as SQL says it; what is left is for the reference evaluator."""
    made = script(plan, engine.dialect, wanted)
    return work_out(made, Source(plan.graph, plan.ground, belonging, figures), engine)


def work_out(made: Script, supply: Supply, engine: Engine, wanted: Iterable[Place] | None = None) -> "Results":
    """Run a script on what it is supplied with; where only some steps are wanted, the rest is let go on the way."""
    done_with = {} if wanted is None else made.done_with(wanted)
    for parties in made.parties:
        engine.load(parties.name, _parties(parties, supply))
    for each in made.bases:
        engine.show(each.name, made.say(each.query))
    for loaded in made.loaded:
        with _within(made, loaded.name):
            supply.give(loaded, made, engine)
    for each in made.made:
        with _within(made, each.name):
            engine.make(each.name, made.say(each.query))
        for table in done_with.get(each.name, ()):
            engine.drop(table)
    return Results(made, engine, supply.sizes)


@contextmanager
def _within(made: Script, table: str) -> Iterator[None]:
    """Tell a number beyond what was proved of it as our own fault, with a rule that it is a step of."""
    try:
        yield
    except TooWide as error:
        raise OwnFault(made.rule_of(table), f"a number lies beyond its ends: {error}") from error


def _parties(parties: Parties, supply: Supply) -> Columns:
    """Give the parties of a level their numbers, and those of the groups that they belong to."""
    groups: Columns = {group_column(group): ("BIGINT", supply.groups(parties.level, group)) for group in parties.groups}
    return {"party": ("BIGINT", range(supply.sizes[parties.level])), **groups}


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

    def whole(self, places: Iterable[Place]) -> Mapping[Place, object]:
        """Return some steps, each as one column of Arrow, period by period; what is wider than that in a list."""
        by_table: dict[str, list[Place]] = {}
        for place in places:
            by_table.setdefault(self.script.found[place][0], []).append(place)
        found: dict[Place, object] = {}
        for table, them in by_table.items():
            fit = [place for place in them if self.script.width(place) == "BIGINT"]
            order = keys_of(self._shape(them[0]))[::-1]
            if fit:
                columns = self.engine.fetch(table, [self.script.found[place][1] for place in fit], order)
                found |= {place: columns.column(number) for number, place in enumerate(fit)}
            found |= {place: self._column(place) for place in them if place not in found}
        return found

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
