"""What is taken back, in the files that are paid by and in the ledger, by the scheme's own rule."""

import csv
from pathlib import Path

import pytest
from click.testing import Result

from cli.test_commands import run

SCHEME = """
scheme care "Care"
    offered by        icb
    offered to        practices
    runs              1 April 2024 to 31 March 2025
    if not reported,  hold the payment

party icb "NHS Example Integrated Care Board"
    code              QXX

figure earned "What was earned"
    is money for each practice during the year

payment work "Work done"
    to each practice
    start with        earned
    round             to the nearest penny, halves up
    pay £1,000        on account, on 30 April 2024
    pay the balance   on 30 April 2025
    if overpaid,      recover it {how}
"""
AGENCY = ("--format", "agency", "--template", "template.csv", "--deadline", "5", "--record", "care.ledger")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the template into a folder of its own."""
    monkeypatch.chdir(tmp_path)
    Path("template.csv").write_text("Practice code,Amount,Payment date,Kind\n", encoding="utf-8")


def paid(how: str, earned: str, as_at: str, *words: str) -> Result:
    """Pay a practice that has earned so much, under a scheme that recovers too much in one way."""
    Path("care.scheme").write_text(SCHEME.format(how=how), encoding="utf-8")
    Path("earned.csv").write_text(f"practice,earned\nF84016,{earned}\n", encoding="utf-8")
    return run("evaluate", "care.scheme", "--figures", "earned.csv", "--as-at", as_at, *AGENCY, *words)


def rows(result: Result) -> list[list[str]]:
    """Return the rows of a file that was printed."""
    return list(csv.reader(result.stdout.splitlines()))[1:]


@pytest.mark.parametrize(
    ("how", "kind", "corrected"),
    [
        ("from the next payment", "recovery", "correction"),
        ("from future payments only", "recovery from later payments", "recovery from later payments"),
    ],
)
def test_what_is_taken_off_payments_is_in_the_file(how: str, kind: str, corrected: str) -> None:
    """£100 too much is a row below nothing; once it is £150, the next run takes £50 more, on its own day."""
    first = paid(how, "900.00", "2024-04-30", "--new-ledger")
    second = paid(how, "900.00", "2025-04-30")
    third = paid(how, "850.00", "2025-05-30")

    assert rows(first) == [["F84016", "1000.00", "2024-04-30", "payment"]]
    assert rows(second) == [["F84016", "-100.00", "2025-04-30", kind]]
    assert rows(third) == [["F84016", "-50.00", "2025-05-30", corrected]]
    assert "SCH957" in second.stderr


def test_what_is_asked_for_by_invoice_is_in_no_file() -> None:
    """What is recovered by invoice is counted beside the file, in a correction of it too."""
    paid("by invoice", "900.00", "2024-04-30", "--new-ledger")
    second = paid("by invoice", "900.00", "2025-04-30")
    third = paid("by invoice", "850.00", "2025-05-30")

    assert rows(second) == rows(third) == []
    assert "Asked for by invoice, and not in the file: 1 row, -£100.00, hash total 84,016." in second.stderr
    assert "Asked for by invoice, and not in the file: 1 row, -£50.00, hash total 84,016." in third.stderr
    assert "SCH957" not in second.stderr
    assert "SCH959" in second.stderr
