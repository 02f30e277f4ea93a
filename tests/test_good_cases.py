"""Whatever the good cases hold reads back as it was written, and everybody who is paid by them is told why."""

from pathlib import Path

import pytest

from passes import run_case
from schemelang.explanation.from_outcome import explain_party
from schemelang.explanation.text import as_text as as_reasons
from schemelang.outcome.examples import run_examples
from schemelang.outcome.outcome import Outcome, Status
from schemelang.outcome.table import as_table
from schemelang.quantities import say_pence
from schemelang.source import Source
from schemelang.syntax import ast
from schemelang.syntax.parser import read_whole
from schemelang.syntax.printer import print_file

HERE = Path(__file__).parent
GOOD = sorted((HERE / "cases" / "good").glob("*/*.scheme"))


def read(text: str) -> ast.File:
    """Read a text that is known to be well written."""
    tree = read_whole(Source("test.scheme", text), "file")
    assert isinstance(tree, ast.File)
    return tree


def outcomes(path: Path) -> list[Outcome]:
    """Return what the figures beside a case come to, and each of its examples."""
    case = run_case(path)
    assert case.scheme is not None
    assert case.graph is not None
    runs = [run.outcome for run in run_examples(case.scheme, case.graph)]
    return [outcome for outcome in (case.outcome, *runs) if outcome is not None]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_good_case_reads_back(path: Path) -> None:
    """What is set in the usual layout says what it said, and is set so once and for all."""
    tree = read(path.read_text(encoding="utf-8"))
    text = print_file(tree)

    assert read(text) == tree
    assert print_file(read(text)) == text


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_everybody_in_a_good_case_is_told_why(path: Path) -> None:
    """What each is told is of every line that it has, in pounds and pence; the table comes to what all are paid."""
    for outcome in outcomes(path):
        for payee in {line.payee for line in outcome.ledger}:
            own = {str(line) for line in outcome.ledger if line.payee == payee}
            told = explain_party(outcome, payee, None)
            reasons = as_reasons(told)

            assert own <= {str(line) for each in told for line in each.lines}
            assert all(each.title in reasons for each in told)
            assert all(each.pence is None or say_pence(each.pence) in reasons for each in told)
        in_all = sum(line.pence or 0 for line in outcome.ledger if line.status is Status.PAYABLE)
        assert f"To be paid in all{say_pence(in_all):>25}".split() in [
            row.split() for row in as_table("Everybody", outcome, None).splitlines()
        ]
