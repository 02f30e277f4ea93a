"""Plans in SQL on Spark come to what they come to in plain whole numbers; one session for all, as it starts slowly."""

import shutil
from collections.abc import Iterator

import pytest

import dividing
from planned import made
from schemelang.plan.tables import EngineFailed
from schemelang.warehouse.spark import Spark


@pytest.fixture(scope="module")
def spark() -> Iterator[Spark]:
    """Start a session, if there is Java."""
    if shutil.which("java") is None:
        pytest.skip("no Java found: Debian has it as openjdk-17-jre-headless")
    with Spark() as opened:
        yield opened


def test_every_step(spark: Spark) -> None:
    """Every step is the same; what is wider than Spark's whole numbers is left out."""
    case = made(10**9)

    assert case.compared(case.run(spark)) == len(case.plan.steps)


def test_division_is_exact(spark: Spark) -> None:
    """A quotient is rounded to what is below it, beneath nothing too."""
    assert dividing.wrong(spark, dividing.pairs(2**61), "BIGINT") == 0


def test_overflow_is_told(spark: Spark) -> None:
    """A number that is too wide is an error, and never another number."""
    with pytest.raises(EngineFailed, match=r"Spark: .*ARITHMETIC_OVERFLOW"):
        spark.make("much", "SELECT CAST(9223372036854775807 AS BIGINT) + CAST(1 AS BIGINT) AS sum")
