"""A plan as a script of SQL: which tables are given to it, and which it makes, one after the other."""

import re
from collections.abc import Iterable, Mapping, Sequence

import sqlglot.expressions as sql
from attrs import astuple, frozen

from schemelang.graph.graph import RuleId
from schemelang.plan.plan import (
    Belongs,
    InOrder,
    Merging,
    NearestShares,
    OfGroup,
    OverMembers,
    PartOfTerm,
    Place,
    PlaceInGroup,
    Plan,
    Shape,
    Supplied,
    WasThere,
)
from schemelang.warehouse.dialect import Dialect, Wide
from schemelang.warehouse.joining import Names, group_column, values_of_periods
from schemelang.warehouse.selecting import selected
from schemelang.warehouse.stages import GIVEN, Home, Stages, staged
from schemelang.warehouse.wanted import all_for, worth_having

_LONGEST_OF: tuple[tuple[int, str], ...] = ((31, "month"), (92, "quarter"), (184, "half_year"))

_BRACKETS = re.compile(r"\(\n\s+([^\n]*)\n\s+\)")
"""One line between brackets, which stand on lines of their own."""


@frozen
class Loaded:
    """A table that is given: its shape, the table of whom and when it holds, and the step that each column is."""

    name: str
    base: str
    shape: Shape
    columns: Mapping[str, Place]


@frozen
class Parties:
    """A table of the parties of a level, with the number of each one's group of some coarser levels."""

    name: str
    level: str
    groups: tuple[str, ...]


@frozen
class Made:
    """A table that is made by a selection."""

    name: str
    query: sql.Select


@frozen(kw_only=True)
class Script:
    """A plan in SQL. `found` is the table and the column of each step that is kept, by its place."""

    plan: Plan
    dialect: Dialect
    stages: Stages
    parties: tuple[Parties, ...]
    loaded: tuple[Loaded, ...]
    bases: tuple[Made, ...]
    made: tuple[Made, ...]
    found: Mapping[Place, tuple[str, str]]

    def in_table(self, table: str) -> list[Place]:
        """Return the steps that are kept in a table."""
        return [place for place, (found, _) in self.found.items() if found == table]

    def done_with(self, wanted: Iterable[Place]) -> Mapping[str, Sequence[str]]:
        """Return for each table that is made which others nothing reads after it, if only some steps are wanted."""
        last: dict[str, str] = {}
        for each in self.made:
            last |= {table.name: each.name for table in each.query.find_all(sql.Table)}
        kept = {self.found[place][0] for place in wanted}
        given = {each.name for each in self.loaded} | {each.name for each in self.made}
        found: dict[str, list[str]] = {each.name: [] for each in self.made}
        for table, reader in last.items():
            if table in given - kept:
                found[reader].append(table)
        return found

    def rule_of(self, table: str) -> RuleId:
        """Return the first rule that rests on a table."""
        kept = set(self.in_table(table))
        rules = sorted(self.plan.worths, key=self.plan.graph.place.__getitem__)
        return next(rule for rule in rules if kept & set(all_for(self.plan, astuple(self.plan.worths[rule]))))

    def width(self, place: Place) -> Wide:
        """Return the type of a step's column."""
        return self.stages.widths[place]

    def say(self, query: sql.Select) -> str:
        """Write a selection as the engine wants it."""
        text, before = query.sql(self.dialect.name, pretty=True), ""
        while text != before:
            text, before = _BRACKETS.sub(r"(\1)", text), text
        return text

    def text(self) -> str:
        """Write the whole script, to be read."""
        given = [f"-- given: {each.name} ({', '.join(each.columns)})" for each in self.loaded]
        whole = [*(("VIEW", each) for each in self.bases), *(("TABLE", each) for each in self.made)]
        made = [f"CREATE TEMPORARY {what} {each.name} AS\n{self.say(each.query)};" for what, each in whole]
        return "\n\n".join(["\n".join(given), *made]) + "\n"


def script(plan: Plan, dialect: Dialect, wanted: Iterable[Place] | None = None) -> Script:
    """Say a plan in SQL, as far as it can be said: for all rules and lines, or for some steps alone."""
    stages = staged(plan, dialect, worth_having(plan) if wanted is None else wanted)
    steps = list(stages.homes)
    by_home: dict[Home, list[Place]] = {}
    for place in steps:
        by_home.setdefault(stages.homes[place], []).append(place)
    names = _names(plan, stages, by_home)
    loaded = [_loaded(names, home, places) for home, places in by_home.items() if home.stage == GIVEN]
    later = sorted((home for home in by_home if home.stage != GIVEN), key=lambda home: home.stage)
    shapes = dict.fromkeys(home.shape for home in by_home)
    bases = [Made(names.bases[shape], _base(names, shape)) for shape in shapes if len(shape.axis) > 1]
    made = [Made(names.tables[home], selected(names, home, by_home[home])) for home in later]
    return Script(
        plan=plan,
        dialect=dialect,
        stages=stages,
        parties=tuple(_parties(names, plan, stages)),
        loaded=tuple(loaded),
        bases=tuple(bases),
        made=tuple(made),
        found={place: (names.tables[stages.homes[place]], names.columns[place]) for place in stages.kept},
    )


def _loaded(names: Names, home: Home, places: list[Place]) -> Loaded:
    return Loaded(
        names.tables[home], names.bases[home.shape], home.shape, {names.columns[place]: place for place in places}
    )


def _base(names: Names, shape: Shape) -> sql.Select:
    """Select every party of a level at every period."""
    parties = names.bases[Shape(shape.level, (None,))]
    query = sql.select(sql.Star()).from_(sql.to_table(parties))
    return query.join(values_of_periods(len(shape.axis)), join_type="cross")


def _parties(names: Names, plan: Plan, stages: Stages) -> Iterable[Parties]:
    """Find the levels of which the script knows the parties, and of which of their groups."""
    wanted: dict[str, set[str]] = {}
    for place, home in stages.homes.items():
        wanted.setdefault(home.shape.level, set())
        match plan.steps[place].op:
            case OfGroup(one):
                wanted[home.shape.level].add(plan.steps[one].shape.level)
            case OverMembers(one):
                wanted.setdefault(plan.steps[one].shape.level, set()).add(home.shape.level)
            case PlaceInGroup(_, group):
                wanted[home.shape.level].add(group)
            case NearestShares(pool):
                wanted[home.shape.level].add(plan.steps[pool].shape.level)
            case _:
                pass
    scheme = plan.graph.levels[-1]
    for level in plan.graph.levels:
        if level in wanted:
            yield Parties(names.bases[Shape(level, (None,))], level, tuple(sorted(wanted[level] - {scheme})))


# ---------------------------------------------------------------- names


def _names(plan: Plan, stages: Stages, by_home: Mapping[Home, list[Place]]) -> Names:
    """Name tables for whom and which periods they hold, and columns for the rules that they are."""
    taken: set[str] = set()
    levels = [Shape(level, (None,)) for level in plan.graph.levels]
    shapes = dict.fromkeys([*levels, *(home.shape for home in by_home)])
    bases = {shape: _new(_shape_name(shape), taken) for shape in shapes}
    said = {GIVEN: "given"}
    tables = {home: _new(f"{bases[home.shape]}_{said.get(home.stage, str(home.stage + 1))}", taken) for home in by_home}
    return Names(stages=stages, bases=bases, tables=tables, columns=_columns(plan, stages))


def _shape_name(shape: Shape) -> str:
    level = re.sub(r"\W+", "_", shape.level)
    period = shape.axis[-1]
    if period is None:
        return level
    length = (period.last - period.first).days + 1
    kind = next((kind for most, kind in _LONGEST_OF if length <= most), "year")
    return f"{level}_by_{kind}"


def _new(name: str, taken: set[str]) -> str:
    """Return a name that nothing has yet, whatever its capitals: these engines do not tell them apart."""
    found, number = name, 1
    while found.lower() in taken:
        number += 1
        found = f"{name}_{number}"
    taken.add(found.lower())
    return found


def _columns(plan: Plan, stages: Stages) -> dict[Place, str]:
    """Name each step for the rule that it is the worth of, for the figure that it is, or by its place."""
    names: dict[Place, str] = {}
    for rule, worth in plan.worths.items():
        for place, part in ((worth.value, ""), (worth.unit, " over"), (worth.lack, " lacks")):
            names.setdefault(place, f"{rule}{part}")
    for place in stages.homes:
        match plan.steps[place].op:
            case Supplied(figure, part):
                names[place] = f"{figure}" if part == "value" else f"{figure} lacks"
            case Belongs(group, on):
                names[place] = f"is in {group} {'' if on is None else on}".strip()
            case InOrder():
                names[place] = "in order"
            case PartOfTerm(rule, part):
                names[place] = f"{rule} {part} counted"
            case Merging():
                names[place] = "becomes"
            case WasThere():
                names[place] = "was there"
            case _:
                names.setdefault(place, f"step {place}")
    taken = {"party", "period", *(group_column(level).lower() for level in plan.graph.levels)}
    return {place: _new(names[place], taken) for place in stages.homes}
