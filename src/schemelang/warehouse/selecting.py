"""The selection that makes one table: what is joined to it, and the steps reckoned from that, in layers.

A step that is needed once is written where it is needed. One that is needed several times, or that is long, has a
column of a selection of its own, and what needs it stands in a selection around that.
"""

from collections import Counter
from collections.abc import Sequence

import sqlglot.expressions as sql
from attrs import Factory, define, evolve

from schemelang.plan.plan import (
    Alike,
    AtPeriods,
    Beside,
    Divided,
    NearestShares,
    OfGroup,
    OverMembers,
    OverPeriods,
    Place,
    PlaceInGroup,
    Rest,
)
from schemelang.plan.pruned import needs as needs_of
from schemelang.warehouse.joining import Names, Sources, group_column, keys_of
from schemelang.warehouse.said import Said, as_number, case, cast, column, literal, reckon, widest
from schemelang.warehouse.stages import Home, Stages

_LONGEST = 40
"""How many parts an expression has at most before it gets a column of its own."""


def selected(names: Names, home: Home, places: Sequence[Place]) -> sql.Select:
    """Select what the steps of a table come to: its keys and the columns that others need."""
    making = _Making(names, home, Sources(names, home))
    making.uses.update(need for place in places for need in needs_of(names.stages.plan.steps[place].op))
    for place in places:
        making.apart.update(_needed_apart(names.stages, place))
    for place in places:
        making.add(place)
    return making.whole([place for place in places if place in names.stages.kept])


def _needed_apart(stages: Stages, place: Place) -> tuple[Place, ...]:
    """Return what a step needs that is to have a column, as it is written twice or stands in a window."""
    match stages.plan.steps[place].op:
        case Divided(one, by) | Rest(one, by) if _may_be_below(stages, one):
            return (one, by)
        case PlaceInGroup(one):
            return (one,)
        case _:
            return ()


def _may_be_below(stages: Stages, place: Place) -> bool:
    low = stages.plan.steps[place].low
    return low is None or low < 0


@define
class _Making:
    """A selection that is being made. `said` are its steps so far, and `layers` the columns of each layer."""

    names: Names
    home: Home
    sources: Sources
    uses: Counter[Place] = Factory(Counter)
    apart: set[Place] = Factory(set)
    said: dict[Place, Said] = Factory(dict)
    layers: list[list[sql.Expr]] = Factory(list)

    def add(self, place: Place) -> None:
        """Say a step, in a column of its own if it is needed more than once."""
        said = self._say(place)
        stages = self.names.stages
        alone = isinstance(stages.plan.steps[place].op, PlaceInGroup)
        several = place in stages.kept or place in self.apart or self.uses[place] > 1
        if said.tree != column(self.names.columns[place]) and (alone or several or said.size > _LONGEST):
            said = self._column(place, said)
        self.said[place] = said

    def whole(self, kept: Sequence[Place]) -> sql.Select:
        """Put the layers together, and take of them the keys and what is kept."""
        query = self.sources.query()
        for layer in self.layers:
            query = sql.select(sql.Star(), *layer).from_(query.subquery("before", copy=False), copy=False)
        keys = [column(key) for key in keys_of(self.home.shape)]
        columns = [column(self.names.columns[place]) for place in kept]
        return sql.select(*keys, *columns).from_(query.subquery("worked_out", copy=False), copy=False)

    def _column(self, place: Place, said: Said) -> Said:
        """Give a step a column, in the layer above those that it needs."""
        name, width = self.names.columns[place], self.names.stages.widths[place]
        while len(self.layers) <= said.layer:
            self.layers.append([])
        self.layers[said.layer].append(sql.alias_(cast(said, width).tree, name, quoted=True, copy=False))
        return Said(column(name), width, said.layer + 1)

    def _say(self, place: Place) -> Said:
        stages = self.names.stages
        op, width = stages.plan.steps[place].op, stages.widths[place]
        match op:
            case OfGroup(one) | AtPeriods(one) if one in stages.literals:
                return literal(stages.literals[one])
            case OverPeriods(one, how, rows) if one in stages.literals:
                known = stages.literals[one]
                totals = (known * len(each) if how == "sum" else known if each else 0 for each in rows)
                return self._by_period([literal(total) for total in totals])
            case OfGroup() | AtPeriods() | OverMembers() | OverPeriods() | NearestShares():
                return Said(column(self.sources.gathered(place)), width)
            case PlaceInGroup(one, group):
                return self._place_in_group(self._need(one), group)
            case Beside(parts):
                return self._by_period([self._need(part) for part in parts])
            case _:
                assert isinstance(op, Alike), "what is given has been loaded"
                needs = tuple(self._need(need) for need in needs_of(op))
                below = isinstance(op, Divided | Rest) and _may_be_below(stages, op.one)
                return reckon(op, needs, width, below=below)

    def _need(self, place: Place) -> Said:
        """Return what is needed: a number, an expression of this table, or a column of another."""
        stages = self.names.stages
        if place in stages.literals:
            return literal(stages.literals[place])
        if stages.homes[place] == self.home:
            said = self.said[place]
            return evolve(said, tree=said.tree.copy()) if said.size == 1 else said
        return Said(column(self.sources.plain(place)), stages.widths[place])

    def _by_period(self, needs: Sequence[Said]) -> Said:
        """Take at each period another number."""
        *first, last = map(as_number, needs)
        period = column("period")
        branches = [
            (sql.EQ(this=period.copy(), expression=sql.Literal.number(row)), need.tree)
            for row, need in enumerate(first)
        ]
        layer, size = max(need.layer for need in needs), 1 + sum(need.size for need in needs)
        return Said(case(branches, last.tree) if branches else last.tree, widest(*needs), layer, size)

    def _place_in_group(self, one: Said, group: str) -> Said:
        """Count the members of the same group and period, the greatest first."""
        scheme = self.names.stages.plan.graph.levels[-1]
        level = self.home.shape.level
        by = [] if group in {scheme, level} else [column(group_column(group))]
        periods = [column("period")] if len(self.home.shape.axis) > 1 else []
        order = sql.Order(
            expressions=[
                sql.Ordered(this=one.tree.copy(), desc=True),
                sql.Ordered(this=column("party"), desc=False),
            ]
        )
        window = sql.Window(this=sql.RowNumber(), partition_by=[*by, *periods], order=order)
        if not by:
            return Said(window, "BIGINT", one.layer, 2)
        alone = sql.Is(this=column(group_column(group)), expression=sql.Null())
        return Said(case([(alone, sql.Literal.number(0))], window), "BIGINT", one.layer, 2)
