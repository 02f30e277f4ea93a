"""Pools of all sorts shared among members, by an engine and as the reference shares them."""

from fractions import Fraction

import sqlglot.expressions as sql

from dividing import LESS, TIMES
from schemelang.quantities import apportion
from schemelang.warehouse.engine import Columns, Engine
from schemelang.warehouse.sharing import Measure, shared

_SORTS = (
    lambda seed: seed % 7,  # many equals, and some that have nothing
    lambda seed: seed % 1 + 1,
    lambda seed: seed % 10_000 + 1,
    lambda seed: 1 if seed % 9 else 1_000_000,  # one takes nearly all
    lambda seed: (seed % 3) * 2 + 1,  # odd, so that claims tie
)


def pools(number: int) -> list[tuple[int, list[int]]]:
    """Return pools with the weights of their members."""
    found, seed = list[tuple[int, list[int]]](), 1
    for each in range(number):
        weights = []
        for _ in range(each % 23 + 1):
            seed = seed * TIMES % LESS
            weights.append(_SORTS[each % len(_SORTS)](seed))
        found.append((seed % (3, 40, 1_000, 1_000_000_007)[each % 4], weights))
    return found


def wrong(engine: Engine, size: Measure, number: int) -> list[tuple[int, list[int]]]:
    """Return the pools that an engine shares otherwise than the reference."""
    every = pools(number)
    groups = [group for group, (_, weights) in enumerate(every) for _ in weights]
    engine.load("practice", {"party": ("BIGINT", range(len(groups)))})
    weighed: Columns = {
        "party": ("BIGINT", range(len(groups))),
        "of network": ("BIGINT", groups),
        "weight": (size.width, [weight for _, weights in every for weight in weights]),
        "pool": (size.width, [every[group][0] for group in groups]),
    }
    engine.load("weighed", weighed)
    query = shared(sql.select("*").from_("weighed"), ("of network",), ("party",), "practice", size)
    engine.make("shares", _whole(query).sql(engine.dialect.name))
    shares = (row[0] for row in engine.read("shares", ["share"], ["party"]))
    return [(pool, weights) for pool, weights in every if [next(shares) for _ in weights] != _expected(pool, weights)]


def _whole(query: sql.Select) -> sql.Select:
    """Give those that weigh nothing their nothing."""
    found = sql.select("practice.party", "COALESCE(share, 0) AS share").from_("practice")
    return found.join(query.subquery("given"), on="given.party = practice.party", join_type="left")


def _expected(pool: int, weights: list[int]) -> list[int]:
    if not any(weights):
        return [0] * len(weights)
    return list(apportion(pool, [Fraction(weight) for weight in weights], "sainte_lague"))
