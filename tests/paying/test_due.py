"""Sums that are due: all that moves, once, with what finance asks of each."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from passes import CONTRACTS, Case, figures_of, with_figures
from schemelang.cli.loading import compile_file
from schemelang.outcome.ledger import is_due, total
from schemelang.paying.due import SETTLED, Due, Kind, dues

TOWER_HAMLETS = next(path for path in CONTRACTS if path.stem == "cardiovascular")
QOF = next(path for path in CONTRACTS if path.stem == "qof_2014")


@cache
def worked_out(path: Path) -> Case:
    """Return a contract, worked out on its figures."""
    compiled, found = compile_file(path)
    assert compiled is not None
    return with_figures(Case(found, compiled.scheme, compiled.graph), figures_of(path))


def dues_of(path: Path, as_at: date | None = None) -> tuple[Due, ...]:
    """Return the sums of a contract."""
    case = worked_out(path)
    assert case.scheme is not None
    assert case.outcome is not None
    return dues(case.scheme, case.outcome, as_at)


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_sums_are_all_that_moves(path: Path) -> None:
    """The sums of a contract come to what is payable less what is to be recovered, and no two have one number."""
    outcome = worked_out(path).outcome
    assert outcome is not None
    every = dues_of(path)

    assert sum(due.pence for due in every) == total(outcome.ledger, *SETTLED)
    assert len({due.number for due in every}) == len(every)
    assert all(due.pence for due in every)


def test_a_sum_says_what_finance_asks() -> None:
    """A sum names its payment, its parties, what it is for and when it is due."""
    first = dues_of(TOWER_HAMLETS)[0]

    assert first == Due(
        number="cardiovascular_package/care_package/1-1/icb/U08803/F84118",
        scheme="cardiovascular_package",
        payment="care_package",
        title="Cardiovascular care payment",
        clause="care_package",
        payer="icb",
        payer_name="NHS North East London Integrated Care Board",
        payee="F84118",
        payee_name="Merchant Street Practice",
        payee_code="F84118",
        group="U08803",
        group_name="Tower Hamlets Network 6 PCN",
        reference="70% of Cardiovascular care payment, instalment 1 of 12",
        day=date(2023, 4, 17),
        pence=29820,
        kind=Kind.PAYMENT,
    )


def test_only_what_is_due_by_a_day() -> None:
    """As at a date, only the sums that are due by then are given."""
    outcome = worked_out(TOWER_HAMLETS).outcome
    assert outcome is not None
    by_may = date(2023, 5, 15)
    due = [line for line in outcome.ledger if is_due(line, by_may)]

    assert sum(each.pence for each in dues_of(TOWER_HAMLETS, by_may)) == total(due, *SETTLED)
    assert {each.day for each in dues_of(TOWER_HAMLETS, by_may)} == {date(2023, 4, 17), by_may}


def test_what_is_taken_back_is_a_recovery() -> None:
    """A sum below nothing is a recovery, and says how much too much was paid."""
    back = [due for due in dues_of(QOF) if due.pence < 0]

    assert back
    assert {due.kind for due in back} == {Kind.RECOVERY}
    assert all("too much was paid on account" in due.reference for due in back)
