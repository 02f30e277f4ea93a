"""The rows of a table of scenarios come to what the same changes come to when they are asked for one by one."""

import pytest

from schemelang.figures.csv_text import read_csv
from schemelang.simulation.asked import read_asked
from schemelang.simulation.words import opening
from simulated import FLU, simulated, trials

FIGURES = """practice,practice_name,network,jabs,rate
F84016,Ash,East,100,90%
F84017,Elm,East,30,78%
F84018,Oak,West,,50%
"""
TABLE = """Scenario,price,jabs,80% in asked,jabs of Oak
as it is,,,,
dearer,£2.50,+10%,,7
asked less,,,70%,not reported
"""
BY_ITSELF: dict[str, tuple[str, ...]] = {
    "as it is": ("price=£2",),
    "dearer": ("price=£2.50", "jabs=+10%", "jabs of Oak=7"),
    "asked less": ("80% in asked=70%", "jabs of Oak=not reported"),
}


def test_each_row_is_what_it_asks_for() -> None:
    """A row pays what its cells would pay by --set, in the order of the columns."""
    table = simulated(FLU, FIGURES, rows=TABLE)

    assert table.kind == "rows"
    for scenario, (name, sets) in zip(table.scenarios, BY_ITSELF.items(), strict=True):
        (alone,) = simulated(FLU, FIGURES, sets=sets).scenarios
        assert scenario.steps == (name,)
        assert (scenario.total, scenario.gaining, scenario.losing, scenario.held) == (
            alone.total,
            alone.gaining,
            alone.losing,
            alone.held,
        )


def test_what_is_set_is_so_in_every_row() -> None:
    """What is set comes first, and then what a row says."""
    both = simulated(FLU, FIGURES, sets=("price=£3",), rows=TABLE)

    totals = [
        simulated(FLU, FIGURES, sets=("price=£3", *(each for each in sets if each != "price=£2"))).scenarios[0].total
        for sets in BY_ITSELF.values()
    ]
    assert [scenario.total for scenario in both.scenarios] == totals


def test_rows_without_names_are_numbered() -> None:
    """Where no column names them, scenarios are called by their numbers."""
    numbered = simulated(FLU, FIGURES, rows="price\n£1\n£2\n")

    assert [scenario.steps for scenario in numbered.scenarios] == [("1",), ("2",)]


def test_what_is_no_number_in_any_row_is_counted() -> None:
    """A figure that some row would move by an amount, and that is none, is counted once."""
    assert simulated(FLU, FIGURES, rows="jabs\n50\n+10%\n+20%\n").unmoved == 1
    assert simulated(FLU, FIGURES, rows="jabs\n50\n60\n").unmoved == 0


def test_of_many_columns_the_first_are_named() -> None:
    """Of more columns than anybody reads, the first are named, and how many more there are."""
    columns = "price,80% in asked,100% in asked,£50 in flu,jabs,rate\n£2,,,,,\n"
    said = list(opening(simulated(FLU, FIGURES, rows=columns)))

    assert any(line.endswith("£50.00 in Flu and 2 more.") for line in said)
    assert "That is 1 scenario, one for each row." in said


@pytest.mark.parametrize("rows", [10_000, 10_001])
def test_too_many_rows_are_refused(rows: int) -> None:
    """As many as may be drawn may stand in a table."""
    table, _ = read_csv("scenarios.csv", b"price\n" + b"\xc2\xa32\n" * rows)
    assert table is not None
    asked, found = read_asked((), (), trials(FLU, FIGURES).world, table=table)

    assert [each.code for each in found] == ([] if rows == 10_000 else ["SCH963"])
    assert (asked is None) == bool(found)
