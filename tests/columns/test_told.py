"""Tables of a run say what its ledger and its values say, whichever engine it is of."""

from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve

from compiled import small, supplied
from passes import run_case
from schemelang.columns.from_outcome import columns_of, lines_of, national_of, parties_of
from schemelang.columns.headings import told
from schemelang.columns.manifest import (
    Manifest,
    NoManifest,
    Sources,
    Written,
    as_text,
    of_everybody,
    read_manifest,
)
from schemelang.columns.told import Column, as_parquet, lowest, over, payments_table, values_table
from schemelang.columns.totals import totals_of
from schemelang.figures.figures import State
from schemelang.graph.graph import RuleId
from schemelang.model.model import Quantity
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.ledger import line_data
from schemelang.outcome.outcome import Absent, Outcome
from schemelang.quantities import decimal_pence

GOOD = Path(__file__).parents[1] / "cases" / "good"
CASES = sorted(path for path in GOOD.glob("*/*.scheme") if path.with_suffix(".ledger").exists())
SAME = ("payment", "instalment", "group", "group_name", "payee", "payee_name", "payer", "status")
DAY = date(2024, 10, 1)


def outcome_of(path: Path) -> Outcome:
    """Work out a case."""
    outcome = run_case(path).outcome
    assert outcome is not None
    return outcome


def see_lines(outcome: Outcome, as_at: date | None) -> None:
    """Hold a table of lines against the lines."""
    parties = parties_of(outcome)
    rows = payments_table(parties, lines_of(outcome, parties), as_at).to_pylist()
    for line, row in zip(outcome.ledger, rows, strict=True):
        said = line_data(outcome, line, as_at)
        assert {name: said[name] for name in SAME} == {name: row[name] for name in SAME}
        assert (int(str(said["part"])), line.day) == (row["part"], row["due"])
        pence = {name: None if row[name] is None else decimal_pence(row[name]) for name in ("pence", "at_stake_pence")}
        assert (said["amount"], said["at_stake"]) == (pence["pence"], pence["at_stake_pence"])
        assert (line.overpaid, line.manner) == (row["overpaid_pence"], row["manner"] or "")
        assert str(said["reference"]).startswith(row["reference"])


def see_values(outcome: Outcome) -> None:
    """Hold tables of values against the values."""
    parties = parties_of(outcome)
    for level in outcome.graph.levels[:-1]:
        table = values_table(parties, level, columns_of(outcome, parties, level))
        rows = table.to_pylist()
        for rule in told(outcome.graph, level):
            name = rule.id.owner if not rule.id.part else f"{rule.id.owner}_received"
            unit = dict(table.schema.field(name).metadata or {}).get(b"unit", b"1").decode().removeprefix("1/")
            for row in rows:
                value = outcome.values[rule.id][row[level], None]
                if isinstance(value, Absent):
                    assert (row[name], row[f"{name}_lack"]) == (None, value.lack.value)
                elif rule.type.quantity in (Quantity.YES_NO, Quantity.DATE, Quantity.CATEGORY):
                    assert row[name] == value
                else:
                    assert Fraction(int(row[name]), row[unit] if unit in row else int(unit)) == value


@pytest.mark.parametrize("path", CASES[::6], ids=lambda path: path.stem)
def test_tables_say_what_the_outcome_says(path: Path) -> None:
    """Each line, and each value of a named block, stands in the tables as it came out."""
    outcome = outcome_of(path)

    see_lines(outcome, None)
    see_lines(outcome, DAY)
    see_values(outcome)


GRAPH = small(
    """
figure a "A"
    is a count of patients for each practice on 31 March 2014
figure b "B"
    is a number of patients for each practice on 31 March 2014
value half "Half" for each practice
    is                a × 0.5
value everybody "Everybody"
    is                total a
indicator part "Part" for each practice
    is                a out of b
    measured          on 31 March 2014
    if there are no patients,  hold the payment
"""
)


def test_a_manifest_is_read_as_it_was_written() -> None:
    """What the whole scheme comes to, and what a run was made from, are read back; what is lacking is left out."""
    for cell in (7, State.SUPPRESSED):
        figures = supplied(GRAPH, {"North": "Ash Elm"}, {"a": {"Ash": 3, "Elm": cell}, "b": {"Ash": 7, "Elm": 9}})
        outcome, _ = evaluate(GRAPH, figures)
        files = (Written("a.parquet", 12, "ab"),)
        sources = Sources(scheme="cd", engine="ef", version="1", calendar="gh", inputs=files)
        manifest = Manifest(
            scheme="small",
            standing="",
            as_at=DAY,
            by="columns",
            sources=sources,
            results=files,
            totals={},
            national=national_of(outcome),
        )
        read = read_manifest(as_text(manifest, GRAPH).encode(), GRAPH)

        assert RuleId("everybody") in of_everybody(GRAPH)
        there = {key: value for key, value in manifest.national.items() if not isinstance(value, Absent)}
        assert read == evolve(manifest, national=there)
        assert bool(there) == (cell == 7)


def test_what_is_no_manifest() -> None:
    """Another file is told from a manifest."""
    for content in (b"", b"[]", b"{}", b'{"format": "another"}'):
        with pytest.raises(NoManifest):
            read_manifest(content, GRAPH)


def test_totals() -> None:
    """Lines are counted by what becomes of them."""
    outcome = outcome_of(GOOD / "on_account" / "overpaid.scheme")
    totals = totals_of(lines_of(outcome, parties_of(outcome)))

    assert sum(each["lines"] for each in totals.values()) == len(outcome.ledger)
    assert sum(each["pence"] for each in totals.values()) == sum(line.pence or 0 for line in outcome.ledger)


@pytest.mark.parametrize(
    ("units", "unit", "expected"),
    [
        (None, 100, [200, 300]),
        (np.array([100]), 100, [200, 300]),
        (np.array([200]), 100, [100, 150]),
        (np.array([50]), 100, [400, 600]),
        (np.array([100, 50]), 100, [200, 600]),
    ],
)
def test_numbers_over_another_unit(units: np.ndarray | None, unit: int, expected: list[int]) -> None:
    """A number is the same over whatever unit it is said."""
    assert over(np.array([200, 300]), units, unit).tolist() == expected


def test_a_number_kept_shortly_has_room_over_another_unit() -> None:
    """1,200 pounds that are kept in two bytes are 120,000 pence."""
    assert over(np.array([0, 1_200], np.uint16), np.array([1]), 100).tolist() == [0, 120_000]


def test_fractions_in_their_lowest_terms() -> None:
    """Above and below the line is what is left when both are divided by what they have in common."""
    above, below = lowest(np.array([6, -4]), np.array([4, 2]))
    assert (above.tolist(), below.tolist()) == ([3, -2], [2, 1])
    above, below = lowest(np.array([6, -4]), None)
    assert (above.tolist(), below.tolist()) == ([6, -4], [1, 1])


def test_numbers_longer_than_a_word_are_written_in_figures() -> None:
    """What is too long for a whole number of Parquet is written as text, and so nothing of it is lost."""
    outcome, _ = evaluate(GRAPH, supplied(GRAPH, {"North": "Ash Elm"}, {"a": {"Ash": 3, "Elm": 4}}))
    parties = parties_of(outcome)
    rule = GRAPH.by_id[RuleId("half")]

    def written(numbers: list[int]) -> list[object]:
        column = Column(rule=rule, numbers=np.array(numbers, object), units=None, lacks=np.array([0, 1], np.uint8))
        table: list[object] = values_table(parties, "practice", [column]).column("half").to_pylist()
        return table

    assert written([2**70, 0]) == [str(2**70), None]
    assert written([2**40, 0]) == [2**40, None]


def test_the_same_tables_are_the_same_files() -> None:
    """A table is written in one way only."""
    table = pa.table({"a": pa.array(["x", "y", "x"]).dictionary_encode(), "b": [1, None, 3]})

    assert as_parquet(table) == as_parquet(table)
    assert pq.read_table(BytesIO(as_parquet(table))).equals(table)
