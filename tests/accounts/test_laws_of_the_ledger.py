"""What must hold of every ledger, whatever is recorded in it: real contracts, and figures made up by chance."""

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from booked import MONTHLY, add, lists, making, moved, outcome_of, run
from compiled import Cell
from passes import compiled, figures_of, tables_of
from schemelang.accounts.entry import Key, Ledger, Printed, Run
from schemelang.accounts.from_outcome import Making, Recorded, key_of, record
from schemelang.accounts.written import read_rows, row_of
from schemelang.figures.columns import known_headings
from schemelang.figures.figures import State
from schemelang.figures.from_files import read_figures
from schemelang.figures.table import Table
from schemelang.graph.graph import RuleGraph
from schemelang.integrity.from_scheme import agreed_in
from schemelang.model.model import Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome

CONTRACTS = Path(__file__).parents[2] / "contracts"
TRIED = (
    "tower_hamlets/diabetes",  # instalments, and a balance that hangs on a target
    "qof/qof_2014",  # on account, with what was paid too much
    "cumbria/locality_savings",
    "prescribing_gainshare/prescribing",
)
LAST = date(2100, 1, 1)


@cache
def worked_out(name: str) -> tuple[Scheme, RuleGraph, tuple[Table, ...]]:
    """Read a contract and its figures."""
    path = CONTRACTS / f"{name}.scheme"
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    tables, _ = tables_of(figures_of(path), known_headings(case.scheme))
    return case.scheme, case.graph, tables


def outcome_on(name: str, tables: tuple[Table, ...]) -> Outcome:
    """Work a contract out."""
    scheme, graph, _ = worked_out(name)
    figures, _ = read_figures(tables, scheme)
    assert figures is not None
    return evaluate(graph, figures)[0]


def made(name: str, as_at: date) -> Making:
    """Say what a run of a contract is made from."""
    scheme, graph, _ = worked_out(name)
    agreed = agreed_in(scheme, graph, {})
    return evolve(making(MONTHLY, as_at), scheme=scheme, agreed=agreed, files=(Printed("a", ""), Printed("b", "")))


def recorded(ledger: Ledger, outcome: Outcome, made: Making) -> Ledger:
    """Record a run."""
    found = record(ledger, outcome, made)
    assert isinstance(found, Recorded)
    return add(ledger, *found.contents)


def by_line(ledger: Ledger) -> dict[Key, int]:
    """Return what was moved for each line in all."""
    sums: dict[Key, int] = {}
    for each in moved(ledger):
        sums[each.key] = sums.get(each.key, 0) + each.pence
    return {key: pence for key, pence in sums.items() if pence}


def entitled(outcome: Outcome, as_at: date) -> dict[Key, int]:
    """Return what each line comes to that is due by a day."""
    return {key_of(line): line.pence for line in outcome.ledger if line.pence and line.day and line.day <= as_at}


@pytest.mark.parametrize("name", TRIED)
def test_month_by_month_is_what_is_owed(name: str) -> None:
    """Recorded on every day of payment, or once at the end, each line is paid what it comes to, and nothing twice."""
    outcome = outcome_on(name, worked_out(name)[2])
    days = sorted({line.day for line in outcome.ledger if line.day is not None})
    monthly = Ledger()
    for day in days:
        monthly = recorded(monthly, outcome, made(name, day))
        assert by_line(monthly) == entitled(outcome, day)
    once = recorded(Ledger(), outcome, made(name, days[-1]))

    assert by_line(monthly) == by_line(once)
    assert not [each for each in moved(monthly) if each.sort == "adjustment"]
    assert sum(each.comes_to for _, each in monthly.each(Run)) == sum(by_line(monthly).values())


@pytest.mark.parametrize("name", TRIED[:2])
def test_the_order_of_what_is_given_changes_nothing(name: str) -> None:
    """Files in another order, and rows, give the same entries, but for the order in which files were given."""
    tables = worked_out(name)[2]
    chance = random.Random(20140501)  # noqa: S311 - the same order each time
    shuffled = [evolve(table, rows=tuple(chance.sample(table.rows, len(table.rows)))) for table in tables]
    first = recorded(Ledger(), outcome_on(name, tables), made(name, LAST))
    turned = made(name, LAST)
    second = recorded(
        Ledger(), outcome_on(name, tuple(reversed(shuffled))), evolve(turned, files=tuple(reversed(turned.files)))
    )

    assert [each.content for each in first.entries] == [each.content for each in second.entries]
    assert first.head == second.head


def test_a_practice_that_leaves_the_files_is_put_right_to_the_penny() -> None:
    """A practice that leaves the files after two months gives back what it had, and the others have what is theirs."""
    _, _, tables = worked_out("tower_hamlets/diabetes")
    first = outcome_on("tower_hamlets/diabetes", tables)
    without = tuple(
        evolve(table, rows=tuple(row for row in table.rows if all(cell.text != "F84016" for cell in row)))
        for table in tables
    )
    second = outcome_on("tower_hamlets/diabetes", without)
    august = recorded(Ledger(), first, made("tower_hamlets/diabetes", date(2021, 8, 15)))
    september = recorded(august, second, made("tower_hamlets/diabetes", date(2021, 9, 15)))

    assert by_line(september) == entitled(second, date(2021, 9, 15))


# ---------------------------------------------------------------- made up by chance

SIZES = st.sampled_from([0, 1, 100, 137, 99_999, State.NOT_REPORTED, State.SUPPRESSED])
RUNS = st.lists(
    st.tuples(st.integers(0, 120), st.dictionaries(st.sampled_from(["P1", "P2", "P3"]), SIZES, min_size=1)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40)
@given(RUNS)
def test_whatever_is_corrected_what_is_known_is_paid(runs: list[tuple[int, dict[str, Cell]]]) -> None:
    """After any runs, each line that is known and due has been paid what it comes to, and what is held is as it was."""
    ledger, day = Ledger(), date(2013, 4, 1)
    for later, sizes in runs:
        day += timedelta(days=later)
        before = by_line(ledger)
        ledger = run(ledger, lists(**sizes), day)
        outcome = outcome_of(MONTHLY, lists(**sizes))
        now, known = by_line(ledger), {key_of(line): line for line in outcome.ledger}
        for key in {*before, *now, *entitled(outcome, day)}:
            line = known.get(key)
            held = line is not None and line.pence is None
            assert now.get(key, 0) == (before.get(key, 0) if held else entitled(outcome, day).get(key, 0))
        assert read_rows(tuple(map(row_of, ledger.entries))) == ledger
