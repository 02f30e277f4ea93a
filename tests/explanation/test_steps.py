"""Steps as they are explained and printed: of values, with reductions, with limits for the year, and by exceptions."""

from pathlib import Path

import pytest

from passes import run_case
from schemelang.document.from_graph import write_contract
from schemelang.document.html import as_html
from schemelang.explanation.from_outcome import explain_party
from schemelang.explanation.text import as_text

GOOD = Path(__file__).parents[1] / "cases" / "good"


def told(case: str, party: str) -> str:
    """Return what a party of a case is told, in one line."""
    outcome = run_case(GOOD / f"{case}.scheme").outcome
    assert outcome is not None
    return " ".join(as_text(explain_party(outcome, party, None)).split())


@pytest.mark.parametrize(
    ("case", "party", "words"),
    [
        ("steps/values_in_steps", "Ash", "3. Multiply by 110%: 85% times 110% 93.5% 4. Go no higher than 92%"),
        ("steps/values_in_steps", "Ash", "4. Go no lower than 0: the greater of 1,040 and 0 1,040 5. Count it as"),
        ("steps/reduced_for_each", "Ash", "No red rating is not met: this is so 25%"),
        ("steps/reduced_for_each", "Ash", "what is left of it: 100% times 75% times 75% 56.25%"),
        ("steps/within_the_year", "Ash", "the smaller of £3,500.00 and £3,000.00, which is left for the year"),
        (
            "exception/which_one_wins",
            "Cedar",
            "1. Start with £2,500 (by the exception “The walk-in centre",
        ),
        ("exception/which_one_wins", "Elm", "Price of a patient: by the exception “Practices with more than 9,000"),
        ("exception/which_one_wins", "Ash", "1. Start with Price of a patient times Registered patients: £2.00 times"),
    ],
)
def test_explained(case: str, party: str, words: str) -> None:
    """Each step is a row, with what it came to; a reduction says what was missed, an exception which it is."""
    assert words in told(case, party)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("steps/reduced_for_each", "for each of these that is not met, one after another: "),
        ("steps/within_the_year", " for the whole year"),
        ("exception/which_one_wins", "Step 1, exception"),
        ("exception/which_one_wins", "The reason: it prescribes but has no registered patients."),
        ("exception/which_one_wins", "From 1 January 2016 on, it is met when "),
    ],
)
def test_printed(case: str, words: str) -> None:
    """The contract has each step, and each exception beside the line that it replaces."""
    found = run_case(GOOD / f"{case}.scheme")
    assert found.scheme is not None
    assert found.graph is not None
    page = as_html(write_contract(found.scheme, found.graph, examples=(), outcome=found.outcome, party=None))

    assert words in page
