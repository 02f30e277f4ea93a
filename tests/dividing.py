"""Numbers at and beside whole quotients and halves, where an inexact division goes wrong, divided by an engine."""

from schemelang.plan.plan import Divided, Rest
from schemelang.warehouse.dialect import Dialect, Wide
from schemelang.warehouse.engine import Columns, Engine
from schemelang.warehouse.said import Said, column, reckon

TIMES, LESS = 48_271, 2_147_483_647
"""A sequence without pattern that is always the same."""


def pairs(most: int) -> list[tuple[int, int]]:
    """Return 20,000 pairs: a is at, just below or just above a multiple of b or a half of one, on either side of 0."""
    found, seed = list[tuple[int, int]](), 1
    while len(found) < 20_000:
        seed = seed * TIMES % LESS
        by = seed % (2**20 - 1) + 1
        seed = seed * TIMES % LESS
        times = seed**4 % (most // by)
        for one in (times * by - 1, times * by, times * by + 1, times * by + by // 2, times * by + (by + 1) // 2):
            found += [(one, by), (-one, by)]
    return found


def wrong(engine: Engine, numbers: list[tuple[int, int]], width: Wide) -> int:
    """Divide on an engine as a script does, and return how many quotients or rests are not what they are."""
    keys = range(len(numbers))
    columns: Columns = {
        "party": ("BIGINT", keys),
        "a": (width, [a for a, _ in numbers]),
        "b": (width, [b for _, b in numbers]),
    }
    engine.load("pairs", columns)
    engine.make("divided", f"SELECT party, {_said(engine.dialect, width)} FROM pairs")  # noqa: S608 - our own words
    rows = engine.read("divided", ["quotient", "rest"], ["party"])
    return sum(tuple(row) != divmod(a, b) for (a, b), row in zip(numbers, rows, strict=True))


def _said(dialect: Dialect, width: Wide) -> str:
    needs = Said(column("a"), width), Said(column("b"), width)
    both = {
        "quotient": reckon(Divided(0, 1), needs, width, below=True),
        "rest": reckon(Rest(0, 1), needs, width, below=True),
    }
    return ", ".join(f"{said.tree.sql(dialect.name)} AS {name}" for name, said in both.items())
