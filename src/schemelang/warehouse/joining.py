"""What one table reads of others: joined by party and by period, and put together first where several are one."""

from collections.abc import Mapping, Sequence
from typing import Literal

import sqlglot.expressions as sql
from attrs import Factory, define, frozen

from schemelang.plan.plan import AtPeriods, Gathering, NearestShares, OfGroup, OverMembers, OverPeriods, Place, Shape
from schemelang.warehouse.dialect import Wide
from schemelang.warehouse.said import Said, case, cast, column
from schemelang.warehouse.sharing import measure, shared
from schemelang.warehouse.stages import Home, Stages

_OWN, _OTHER, _MEMBER, _TIMES = "own", "other", "member", "times"
"""What tables are called in a selection: of whom it is, of what is put together, of members, and of periods."""

_SIGNS = {"sum": sql.Sum, "least": sql.Min, "greatest": sql.Max}

Way = Literal["plain", "of group", "at periods", "over members", "over periods", "shares"]
_MADE = {"over members", "over periods", "shares"}
"""Ways in which columns are made while a table is joined."""

Rows = tuple[tuple[int, ...], ...]


@frozen(eq=False)
class Names:
    """What tables and columns are called."""

    stages: Stages
    bases: Mapping[Shape, str]
    tables: Mapping[Home, str]
    columns: Mapping[Place, str]


@frozen
class _Join:
    """A table that is joined: which, in which way, by which rows of it, and what is shared by it."""

    home: Home
    way: Way
    rows: Rows = ()
    shared: NearestShares | None = None


def group_column(level: str) -> str:
    """Name the column with the number of a party's group."""
    return f"of {level}"


def keys_of(shape: Shape) -> tuple[str, ...]:
    """Return the columns by which the rows of a table are told apart."""
    return ("party", "period") if len(shape.axis) > 1 else ("party",)


def values_of_periods(number: int) -> sql.Values:
    """Return the numbers of periods as a table."""
    return sql.values([(row,) for row in range(number)], alias=_TIMES, columns=["period"])


@define
class Sources:
    """The tables that a selection joins, and the columns that it takes of each, of which steps."""

    names: Names
    home: Home
    taken: dict[_Join, dict[str, Place]] = Factory(dict)

    def plain(self, place: Place) -> str:
        """Take a column of another table, which fits this one."""
        return self._take(_Join(self.names.stages.homes[place], "plain"), place, place)

    def gathered(self, place: Place) -> str:
        """Take a column that a step gathers from another table."""
        stages = self.names.stages
        match stages.plan.steps[place].op:
            case OfGroup(one):
                return self._take(_Join(stages.homes[one], "of group"), place, one)
            case AtPeriods(one, rows):
                return self._take(_Join(stages.homes[one], "at periods", (rows,)), place, one)
            case OverMembers(one):
                return self._take(_Join(stages.homes[one], "over members"), place, place)
            case OverPeriods(one, _, rows):
                return self._take(_Join(stages.homes[one], "over periods", rows), place, place)
            case NearestShares() as op:
                return self._take(_Join(self.home, "shares", shared=op), place, place)
            case _:
                assert False, "nothing else gathers"  # noqa: B011, PT015 - see it

    def _take(self, join: _Join, name: Place, place: Place) -> str:
        found = self.names.columns[name]
        self.taken.setdefault(join, {})[found] = place
        return found

    def query(self) -> sql.Select:
        """Select from all that is joined."""
        whole = sql.Column(this=sql.Star(), table=sql.to_identifier(_OWN))
        query = sql.select(whole).from_(_table(self.names.bases[self.home.shape], _OWN), copy=False)
        for number, (join, columns) in enumerate(self.taken.items(), 1):
            alias = f"t{number}"
            for name, place in columns.items():
                tree: sql.Expr = column(name if join.way in _MADE else self.names.columns[place], alias)
                if join.way != "plain":
                    tree = sql.Coalesce(this=tree, expressions=[sql.Literal.number(0)])
                query.select(sql.alias_(tree, name, quoted=True, copy=False), copy=False)
            query.append("joins", self._joined(join, columns, alias))
        return query

    # ------------------------------------------------------------ joins

    def _joined(self, join: _Join, columns: Mapping[str, Place], alias: str) -> sql.Join:
        """Join a table, or what is put together of it."""
        scheme = self.names.stages.plan.graph.levels[-1]
        own, other = self.home.shape, join.home.shape
        table: sql.Expr = _table(self.names.tables[join.home], alias)
        on: list[sql.Expr] = []
        match join.way:
            case "over members":
                table, other = self._over_members(join, columns, alias), own
            case "over periods":
                table, other = self._over_periods(join, columns, alias), own
            case "shares":
                assert join.shared is not None, "it is known what is shared"
                table, other = self._shares(join.shared, columns, alias), own
            case "of group" if other.level != scheme:
                on.append(_same(column(group_column(other.level), _OWN), column("party", alias)))
            case _:
                pass
        if other.level == own.level != scheme:
            on.append(_same(column("party", _OWN), column("party", alias)))
        if join.way == "at periods":
            on.append(_same(_which_row(join.rows[0]), column("period", alias)))
        elif len(other.axis) > 1:
            on.append(_same(column("period", _OWN), column("period", alias)))
        if not on:
            return sql.Join(this=table, kind="CROSS")
        side = None if join.way in {"plain", "at periods"} else "LEFT"
        return sql.Join(this=table, side=side, on=sql.and_(*on, copy=False))

    def _over_members(self, join: _Join, columns: Mapping[str, Place], alias: str) -> sql.Subquery:
        """Put together what the members of each group come to."""
        shape, own = join.home.shape, self.home.shape
        query = sql.select().from_(_table(self.names.tables[join.home], _OTHER), copy=False)
        keys: list[sql.Expr] = []
        if own.level != self.names.stages.plan.graph.levels[-1]:
            members = _table(self.names.bases[Shape(shape.level, (None,))], _MEMBER)
            on = _same(column("party", _OTHER), column("party", _MEMBER))
            query.append("joins", sql.Join(this=members, on=on))
            keys.append(_named(column(group_column(own.level), _MEMBER), "party"))
        if len(shape.axis) > 1:
            keys.append(_named(column("period", _OTHER), "period"))
        return self._together(query, keys, columns, alias)

    def _over_periods(self, join: _Join, columns: Mapping[str, Place], alias: str) -> sql.Subquery:
        """Put together what each party has at several periods."""
        shape, own = join.home.shape, self.home.shape
        query = sql.select().from_(_table(self.names.tables[join.home], _OTHER), copy=False)
        keys: list[sql.Expr] = [_named(column("party", _OTHER), "party")]
        if len(own.axis) > 1:
            keys.append(_named(column("period", _TIMES), "period"))
        if join.rows != (tuple(range(len(shape.axis))),):
            pairs = [(period, row) for period, rows in enumerate(join.rows) for row in rows]
            times = sql.values(pairs or [(-1, -1)], alias=_TIMES, columns=["period", "at_row"])
            on = _same(column("period", _OTHER), column("at_row", _TIMES)) if len(shape.axis) > 1 else None
            query.append("joins", sql.Join(this=times, on=on, kind=None if on else "CROSS"))
        return self._together(query, keys, columns, alias)

    def _shares(self, op: NearestShares, columns: Mapping[str, Place], alias: str) -> sql.Subquery:
        """Share what each group has among its members."""
        plan = self.names.stages.plan
        level, group = self.home.shape.level, plan.steps[op.pool].shape.level
        size = measure(plan, op, level, self.names.stages.dialect)
        assert size is not None, "what is too wide is left out"
        sources, keys = Sources(self.names, self.home), keys_of(self.home.shape)
        by = () if group == plan.graph.levels[-1] else (group_column(group),)
        weighed = sources.query_of(
            [*keys, *by], {"weight": sources.number(op.weight), "pool": sources.number(op.pool)}, size.width
        )
        members = self.names.bases[Shape(level, (None,))]
        query = shared(weighed, (*by, *keys[1:]), keys, members, size)
        (name,) = columns
        query.expressions[-1].set("alias", sql.to_identifier(name, quoted=True))
        return query.subquery(alias, copy=False)

    def number(self, place: Place) -> sql.Expr:
        """Take what a step is for each row: a number, a column that fits, or what its group has."""
        stages = self.names.stages
        if place in stages.literals:
            return sql.Literal.number(stages.literals[place])
        home = stages.homes[place]
        if home.shape.level in {self.home.shape.level, stages.plan.graph.levels[-1]}:
            return column(self.plain(place))
        return column(self._take(_Join(home, "of group"), place, place))

    def query_of(self, keys: Sequence[str], numbers: Mapping[str, sql.Expr], width: Wide) -> sql.Select:
        """Select some keys and some numbers, of one type, of all that is joined."""
        found = [_named(cast(Said(tree, "loose"), width).tree, name) for name, tree in numbers.items()]
        query = sql.select(*map(column, keys), *found, copy=False)
        return query.from_(self.query().subquery("before", copy=False), copy=False)

    def _together(
        self, query: sql.Select, keys: Sequence[sql.Expr], columns: Mapping[str, Place], alias: str
    ) -> sql.Subquery:
        """Put columns together by their keys."""
        query.select(*keys, copy=False)
        for name, place in columns.items():
            step = self.names.stages.plan.steps[place]
            assert isinstance(step.op, OverMembers | OverPeriods), "nothing else puts several together"
            summed = together(step.op.how, column(self.names.columns[step.op.one], _OTHER))
            query.select(_named(cast(summed, self.names.stages.widths[place]).tree, name), copy=False)
        if keys:
            query.group_by(*(key.this.copy() for key in keys), copy=False)
        return query.subquery(alias, copy=False)


def together(how: Gathering, tree: sql.Expr) -> Said:
    """Say what several rows come to; a sum comes in a type of the engine's choice."""
    return Said(_SIGNS[how](this=tree), "loose")


def _table(name: str, alias: str) -> sql.Table:
    return sql.to_table(name, alias=alias)


def _named(tree: sql.Expr, name: str) -> sql.Alias:
    found = sql.alias_(tree, name, quoted=True, copy=False)
    assert isinstance(found, sql.Alias), "an expression is named by an alias"
    return found


def _same(one: sql.Expr, other: sql.Expr) -> sql.EQ:
    return sql.EQ(this=one, expression=other)


def _which_row(rows: Sequence[int]) -> sql.Expr:
    """Say which row of another table is read at each period."""
    *first, last = rows
    own = column("period", _OWN)
    branches = [
        (_same(own.copy(), sql.Literal.number(period)), sql.Literal.number(row)) for period, row in enumerate(first)
    ]
    return case(branches, sql.Literal.number(last)) if branches else sql.Literal.number(last)
