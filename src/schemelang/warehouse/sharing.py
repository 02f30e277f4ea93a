"""Shares of what groups have, by Sainte-Laguë, in whole numbers that add up: exact, and with few pennies to compare.

Of a pool among weights that come to `whole`, a share by Sainte-Laguë lies within a half of weight x times for some
number `times` that is the same for all, and shares add up to the pool. So with `many` members of any weight,
`times` x `whole` lies within many / 2 of the pool, which gives each a `least` that it certainly has and a `most` that
it certainly has not more than. Only the pennies between are `claims`: penny number n of a member, from 0, has the
claim weight / (2 n + 1), the greatest first and between equals the earlier member's. Quotients are compared exactly by
their digits, to a base that no step goes beyond a type with: two of them that differ do so by 1 / d² at least, where
no divisor is more than d, so that they differ in a digit up to there.
"""

import sqlglot.expressions as sql
from attrs import frozen

from schemelang.plan.plan import NearestShares, Plan
from schemelang.warehouse.dialect import Dialect, Wide, room

_READ = "duckdb"
"""In whose words the pieces here are written; they are written out in those of each engine."""


@frozen
class Measure:
    """How wide the numbers are that sharing takes: the type, the base of digits, and how many of them are compared."""

    width: Wide
    base: int
    digits: int


def measure(plan: Plan, op: NearestShares, level: str, dialect: Dialect) -> Measure | None:
    """Find a type in which a pool can be shared; None if there is none."""
    (pool, weight), group = (plan.steps[place] for place in (op.pool, op.weight)), plan.steps[op.pool].shape.level
    if pool.high is None or weight.high is None or (level, group) not in plan.ground.most:
        return None
    members = plan.ground.most[level, group]
    divisor = 2 * pool.high + members + 3
    for width in dialect.widths:
        most = room(width)
        base = most // divisor
        if base > 1 and max(weight.high, 1) * max(divisor, 2 * members) < most:
            return Measure(width, base, _digits(divisor * divisor, base))
    return None


def _digits(number: int, base: int) -> int:
    """Return how many digits a number has at most."""
    found, power = 0, 1
    while power < number:
        found, power = found + 1, power * base
    return found


def shared(weighed: sql.Select, by: tuple[str, ...], keys: tuple[str, ...], members: str, size: Measure) -> sql.Select:
    """Select each member's share from a selection of its keys, its group, its `weight` and its `pool`."""
    group = f"PARTITION BY {', '.join(map(_quoted, by))}" if by else ""
    sums = {"whole": "SUM(weight)", "many": "SUM(1)"}
    query = _around(weighed, "*").where("weight > 0", dialect=_READ)
    query = _around(query, "*", *(_cast(f"{how} OVER ({group})", size, name) for name, how in sums.items()))
    query = _around(
        query,
        "*",
        "CASE WHEN 2 * pool > many THEN (weight * ((2 * pool) - many)) // (2 * whole) ELSE 0 END AS least",
        "((weight * ((2 * pool) + many)) // (2 * whole)) + 1 AS most",
    )
    query = _around(query, "*", _cast(f"pool - SUM(least) OVER ({group})", size, "spare"))
    query = _around(query, "*", "(2 * (least + nth)) + 1 AS divisor").join(
        _numbers(members), on="nth < most - least", dialect=_READ
    )
    query = _around(query, "*", "weight // divisor AS digit_0", "weight % divisor AS rest_0")
    for number in range(1, size.digits + 1):
        more = f"(rest_{number - 1} * {size.base})"
        query = _around(query, "*", f"{more} // divisor AS digit_{number}", f"{more} % divisor AS rest_{number}")
    order = ", ".join([*(f"digit_{number} DESC" for number in range(size.digits + 1)), "party"])
    query = _around(query, "*", f"ROW_NUMBER() OVER ({group} ORDER BY {order}) AS claim")
    has = _cast("least + SUM(CASE WHEN claim <= spare THEN 1 ELSE 0 END)", size, "share")
    return _around(query, *map(_quoted, keys), has).group_by(*map(_quoted, keys), "least", dialect=_READ)


def _numbers(members: str) -> sql.Subquery:
    """Return numbers from 0, two more of them than there are members, as a table."""
    query = sql.select("party + 2 AS nth", dialect=_READ).from_(sql.to_table(members))
    first = sql.union(sql.select("0 AS nth"), sql.select("1 AS nth"), distinct=False)
    return sql.union(first, query, distinct=False).subquery("numbers")


def _around(query: sql.Select, *columns: str) -> sql.Select:
    return sql.select(*columns, dialect=_READ).from_(query.subquery("before", copy=False), copy=False)


def _cast(what: str, size: Measure, name: str) -> str:
    return f"CAST({what} AS {size.width}) AS {name}"


def _quoted(name: str) -> str:
    return f'"{name}"'
