"""Sums that are due: all that moves, once, with what finance asks of each."""

from datetime import date
from functools import cache
from pathlib import Path

from passes import CONTRACTS, Case, figures_of, with_figures
from schemelang.cli.compiling import compile_file
from schemelang.paying.due import Due, Kind, dues

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


def test_what_is_taken_back_is_a_recovery() -> None:
    """A sum below nothing is a recovery, and says how much too much was paid."""
    back = [due for due in dues_of(QOF) if due.pence < 0]

    assert back
    assert {due.kind for due in back} == {Kind.RECOVERY}
    assert all("too much was paid on account" in due.reference for due in back)
