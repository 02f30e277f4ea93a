"""Why something was put right, in sentences, and a run explained to the penny."""

from datetime import date

import pytest
from attrs import evolve

from booked import APRIL, DISPUTED, JULY, MAY, MONTHLY, Cells, add, lists, making, moved, outcome_of, run
from schemelang.accounts.entry import Ledger
from schemelang.accounts.explained import explain_run
from schemelang.accounts.from_outcome import Recorded, record
from schemelang.figures.figures import State

BOTH = lists(P1=100, P2=200)
POOLED = """
scheme pool "A pool for all"
    offered by        ccg
    offered to        practices
    runs              1 April 2013 to 31 March 2014
    if not reported,  hold the payment

party ccg "NHS Anytown CCG"
    code              08V

figure weight "Weight"
    is a count of patients for each practice on 1 January 2013

figure opened "The day on which the hub opened"
    is a date

figure won "Share of points won"
    is a percentage for each practice on 1 January 2013

value all_weights "Weight of all"
    is                total weight

payment pool_payment "Payment from the pool"
    to each practice
    start with        £1,000 × weight ÷ all_weights
    nothing if        won is less than 50%
    round             to the nearest penny, halves up
    pay 100%          within 14 days after opened
"""


def why(ledger: Ledger, number: int, payee: str = "P1") -> list[tuple[str, ...]]:
    """Return why a run adjusts what a payee is paid."""
    return [each.because for each in moved(ledger, number) if each.payee == payee and each.pence]


def test_a_line_that_was_held_says_so() -> None:
    """What was held for want of a figure, or in dispute, says that and what is known now."""
    held = run(Ledger(), {"list_size": {"P1": State.NOT_REPORTED, "P2": 200}}, APRIL)
    paid = run(held, BOTH, APRIL)
    disputed = run(add(paid, evolve(DISPUTED, entry=None, party="P1")), lists(P1=150, P2=200), APRIL)

    assert why(paid, 2) == [
        ("It was held for want of figures.", "Registered patients of P1 Surgery: not reported before, 100 now")
    ]
    assert [each.status for each in moved(disputed, 3)] == ["disputed"]


def test_a_changed_scheme_and_engine_say_so() -> None:
    """Where the scheme or the version is another one, each adjustment says so."""
    april = run(Ledger(), BOTH, APRIL)
    text = MONTHLY.replace("£1.20", "£2.40")
    recorded = record(april, outcome_of(text, BOTH), evolve(making(text, APRIL), engine="1.3.0"))
    assert isinstance(recorded, Recorded)
    changed = add(april, *recorded.contents)

    assert why(changed, 2) == [
        (
            "The scheme is not the one of run 1.",
            "Run 1 was worked out by schemelang 1.2.3, and this one by 1.3.0.",
        )
    ]
    told = explain_run(changed, 2)
    assert "\n  the scheme\n  the version of schemelang: 1.2.3 before, 1.3.0 now\n" in told


def test_who_has_gone_is_told_with_what_is_taken_back() -> None:
    """What is taken back of one that is no longer there says that it is not there."""
    gone = run(run(Ledger(), BOTH, APRIL), lists(P1=100), APRIL)

    assert why(gone, 2, "P2") == [
        (
            "Neither the scheme nor the figures have this payment any more.",
            "P2, practice: P2 Surgery, from 2013-04-01, until 2014-03-31 before, not there now",
        )
    ]


def test_the_first_run_has_nothing_before_it() -> None:
    """The first run explains what falls due, and has nothing to compare."""
    told = explain_run(run(Ledger(), BOTH, APRIL), 1)

    assert told.startswith('Run 1 of flu "Flu vaccination" as at 15 April 2013\n')
    assert "What is" not in told
    assert told.splitlines()[-3].split() == ["All", "£0.00", "£30.00", "£0.00", "£30.00"]


def test_a_run_with_nothing_new_says_so() -> None:
    """A run of the same scheme and figures says so."""
    twice = run(run(Ledger(), BOTH, APRIL), BOTH, APRIL)

    assert "  nothing: the same scheme, and figures that say the same\n" in explain_run(twice, 2)


def test_what_is_not_moved_is_told() -> None:
    """What is held and stays paid is told with its reason; of one party alone it is told alone."""
    april = run(Ledger(), BOTH, APRIL)
    held = run(april, {"list_size": {"P1": 110, "P2": State.NOT_REPORTED}}, MAY)
    told, alone = explain_run(held, 2), explain_run(held, 2, "P1")

    assert (
        "What is not moved\n"
        "  P2 Surgery (P2): 100% of Payment for flu vaccination, instalment 1 of 12: held, £20.00 stays paid, "
        "entry 8\n"
        "    Registered patients of P2 Surgery: not reported\n"
    ) in told
    assert "P2 Surgery (P2)" not in alone
    assert alone.splitlines()[-3].split() == ["All", "£10.00", "£11.00", "£1.00", "£22.00"]


def test_the_files_that_changed_are_named() -> None:
    """A file of figures that is another one, or new, is named."""
    april = run(Ledger(), BOTH, APRIL)
    made = making(MONTHLY, APRIL)
    files = (*(evolve(each, sha256="1" * 64) for each in made.files), evolve(made.files[0], name="new.csv"))
    recorded = record(april, outcome_of(MONTHLY, BOTH), evolve(made, files=files))
    assert isinstance(recorded, Recorded)

    assert "  the files of figures: new.csv, small.csv\n" in explain_run(add(april, *recorded.contents), 2)


POOL: Cells = {
    "weight": {"P1": 100, "P2": 300},
    "opened": {"": date(2013, 5, 1)},
    "won": {"P1": "1/2", "P2": "3/4"},
}
MANY = {f"P{number}": 50 for number in range(3, 9)}


@pytest.mark.parametrize(
    ("cells", "reasons"),
    [
        ({"weight": {"P1": 100, "P2": 400}}, ["Weight of P2 Surgery: 300 before, 400 now"]),
        ({"won": {"P1": "1/4", "P2": "1"}}, ["Share of points won of P1 Surgery: 50% before, 25% now"]),
        (
            {"weight": {"P1": 400, "P2": 300} | MANY, "won": {"P1": "1/2"} | dict.fromkeys(MANY, "1")},
            [
                "Weight of P1 Surgery: 100 before, 400 now",
                *[f"Weight of P{number} Surgery: not there before, 50 now" for number in (3, 4, 5, 6)],
                "2 more of the figures that it rests on are not what they were.",
            ],
        ),
    ],
)
def test_what_a_pool_rests_on_is_everybodys(cells: Cells, reasons: list[str]) -> None:
    """A share of a pool is put right by the figures of others too, and one's own by one's own."""
    paid = run(Ledger(), POOL, JULY, POOLED)
    corrected = run(paid, {**POOL, **cells}, JULY, POOLED)

    assert why(corrected, 2) == [tuple(reasons)]


def test_a_day_that_changed_is_said_as_a_day() -> None:
    """A figure that is a day is said as one; what was paid by an earlier day is left, and what is due later waits."""
    paid = run(Ledger(), POOL, JULY, POOLED)
    later = run(paid, {**POOL, "opened": {"": date(2013, 8, 1)}}, JULY, POOLED)

    assert moved(later, 2) == []
    assert "The day on which the hub opened: 1 May 2013 before, 1 August 2013 now\n" in explain_run(later, 2)
