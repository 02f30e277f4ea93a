"""What a run adds to a ledger: what is owed once, what was wrong put right, and nothing twice."""

from datetime import date

import pytest
from attrs import evolve

from booked import (
    APRIL,
    AT,
    DECIDED,
    DISPUTED,
    JULY,
    MAY,
    MONTHLY,
    Cells,
    add,
    lists,
    making,
    moved,
    outcome_of,
    pence,
    run,
)
from schemelang.accounts.entry import DISPUTED as IN_DISPUTE
from schemelang.accounts.entry import GONE, Closed, Facts, Ledger, Run
from schemelang.accounts.errors import PaidAndHeld
from schemelang.accounts.from_outcome import Recorded, record
from schemelang.figures.figures import State

BOTH = lists(P1=100, P2=200)
ON_ACCOUNT = MONTHLY.replace(
    "    pay 100%          on 30 June 2014\n",
    "    pay £50.00        on account on 15 May 2013\n"
    "    pay the balance   on 30 June 2014\n"
    "    if overpaid,      {manner}\n",
)
JUNE = date(2014, 6, 30)


@pytest.fixture
def april() -> Ledger:
    """Return a ledger with the run of April, in which P1 is paid £10 and P2 £20."""
    return run(Ledger(), BOTH, APRIL)


def test_a_run_pays_what_is_due(april: Ledger) -> None:
    """The first run pays the first instalment, with what it is for, to whom and of when."""
    first, second = moved(april)

    assert (first.pence, second.pence) == (1000, 2000)
    assert (first.payee, first.payee_name, first.payee_code) == ("P1", "P1 Surgery", "P1")
    assert (first.payer, first.payer_name, first.title) == ("ccg", "NHS Anytown CCG", "Payment for flu vaccination")
    assert first.reference == "100% of Payment for flu vaccination, instalment 1 of 12"
    assert (first.sort, first.due, first.dated, first.corrects) == ("payment", APRIL, APRIL, None)


def test_a_run_keeps_what_it_was_made_from(april: Ledger) -> None:
    """A run holds the fingerprints of scheme, figures, calendar and engine, its time in UTC, and its totals."""
    ((_, made),) = april.each(Run)

    assert (made.run, made.at, made.as_at, made.engine) == (1, AT, APRIL, "1.2.3")
    assert [each.name for each in made.files] == ["small.csv"]
    assert all(len(each) == 64 for each in (made.text, made.agreement, made.calendar, made.figures))
    assert (made.adds, made.comes_to) == (3, 3000)


def test_running_twice_pays_nothing_twice(april: Ledger) -> None:
    """A second run of the same day is recorded, and adds nothing else."""
    again = run(april, BOTH, APRIL)

    assert len(again.entries) == len(april.entries) + 1
    assert pence(again, 2) == {}


def test_the_next_month_pays_the_next_instalment(april: Ledger) -> None:
    """A month later the next instalment is paid and the first is not; two months later all that is between."""
    may = run(april, BOTH, MAY)

    assert pence(may, 2) == {"P1": 1000, "P2": 2000}
    assert pence(run(may, BOTH, JULY), 3) == {"P1": 2000, "P2": 4000}


def test_a_corrected_figure_pays_the_difference(april: Ledger) -> None:
    """A larger list pays what was missing, as an entry that names what it corrects; the others are left."""
    may = run(april, lists(P1=160, P2=200), MAY)
    (correction,) = (each for each in moved(may, 2) if each.sort == "adjustment")

    assert (correction.payee, correction.pence, correction.before, correction.entitled) == ("P1", 600, 1000, 1600)
    assert correction.corrects == 3
    assert pence(may) == {"P1": 3200, "P2": 4000}


def test_a_correction_is_paid_with_the_run_that_finds_it(april: Ledger) -> None:
    """What falls due is paid on its day, and what is put right of an earlier day on the day of the run."""
    june = run(april, lists(P1=160), date(2013, 6, 20))

    assert [(each.payee, each.due, each.paid_on) for each in moved(june, 2)] == [
        ("P1", APRIL, date(2013, 6, 20)),
        ("P1", MAY, MAY),
        ("P1", date(2013, 6, 15), date(2013, 6, 15)),
        ("P2", APRIL, date(2013, 6, 20)),
    ]


def test_a_second_correction_corrects_the_first(april: Ledger) -> None:
    """What is corrected again names the last entry that moved money; put back, all is as it was."""
    up = run(april, lists(P1=160, P2=200), APRIL)
    back = run(up, BOTH, APRIL)
    (correction,) = moved(back, 3)

    assert (correction.pence, correction.corrects) == (-600, len(april.entries) + 3)
    assert pence(back) == pence(april)


def test_only_facts_that_are_new_are_kept(april: Ledger) -> None:
    """A run keeps what its figures say otherwise than those of the run before."""
    may = run(april, lists(P1=160, P2=200), MAY)
    _, (_, facts) = may.each(Facts)

    assert [(each.what, each.who, each.is_now) for each in facts.facts] == [("list_size", "P1", "160")]


def test_a_figure_that_is_lost_takes_nothing_back(april: Ledger) -> None:
    """What was paid and is held now is left, noted once with its reason, and told; it is settled once it is there."""
    lost = outcome_of(MONTHLY, {"list_size": {"P1": 100, "P2": State.NOT_REPORTED}})
    recorded = record(april, lost, making(MONTHLY, APRIL))
    assert isinstance(recorded, Recorded)
    held = add(april, *recorded.contents)
    (note,) = moved(held, 2)
    again = run(held, {"list_size": {"P1": 100, "P2": State.NOT_REPORTED}}, APRIL)
    there = run(again, lists(P1=100, P2=180), APRIL)

    assert [type(each) for each in recorded.found] == [PaidAndHeld]
    assert (note.sort, note.pence, note.entitled, note.before) == ("note", 0, None, 2000)
    assert note.because == ("Registered patients of P2 Surgery: not reported",)
    assert moved(again, 3) == []
    assert pence(there, 4) == {"P2": -200}


def test_what_is_held_is_noted_and_paid_later() -> None:
    """Held money that was never paid is noted, and is a payment once its figure is there."""
    held = run(Ledger(), {"list_size": {"P1": State.SUPPRESSED}}, APRIL)
    paid = run(held, lists(P1=100), APRIL)

    assert [(each.sort, each.status) for each in moved(held)] == [("note", "held")]
    assert [(each.sort, each.pence, each.corrects) for each in moved(paid, 2)] == [("payment", 1000, None)]


def test_what_is_no_longer_there_is_taken_back(april: Ledger) -> None:
    """A practice that neither the scheme nor the figures have any more gives back what it was paid, once."""
    gone = run(april, lists(P1=100), APRIL)
    (taken,) = moved(gone, 2)
    again = run(gone, lists(P1=100), APRIL)
    back = run(again, BOTH, APRIL)

    assert (taken.payee, taken.pence, taken.status, taken.sort, taken.corrects) == ("P2", -2000, GONE, "adjustment", 4)
    assert moved(again, 3) == []
    assert pence(back) == pence(april)


@pytest.mark.parametrize(
    ("manner", "left"),
    [
        ("recover it by invoice", 0),
        ("recover it in 2 equal instalments on the 15th of each month from August 2014, odd pennies in the last", 0),
        ("write it off", 10000),
        ("carry it forward", 5000),
    ],
)
def test_what_was_paid_too_much_goes_as_the_scheme_says(manner: str, left: int) -> None:
    """A balance that was paid and is below nothing now is recovered, left where it is written off, or carried on."""
    text = ON_ACCOUNT.format(manner=manner)
    cells: Cells = {"list_size": {"P1": 0}, "coverage": {"P1": 100}}
    paid = run(Ledger(), cells, JUNE, text)
    less = run(paid, {"list_size": {"P1": 0}, "coverage": {"P1": 0}}, date(2014, 12, 31), text)

    assert pence(paid) == {"P1": 10000}
    assert pence(less) == {"P1": left}


def test_a_closed_period_is_corrected_in_the_open_one(april: Ledger) -> None:
    """What is put right in a closed period is dated in the open one and says so; what is open keeps its day."""
    may = run(april, BOTH, MAY)
    closed = add(may, Closed(at=AT, to=date(2013, 4, 30), by="Ann Hall"))
    corrected = moved(run(closed, lists(P1=160, P2=200), MAY), 3)

    assert [(each.due, each.dated, each.paid_on) for each in corrected] == [
        (APRIL, date(2013, 5, 1), MAY),
        (MAY, MAY, MAY),
    ]
    why = "Registered patients of P1 Surgery: 100 before, 160 now"
    assert corrected[0].because == ("It was due on 15 April 2013, which is closed, and is dated 1 May 2013.", why)
    assert corrected[1].because == (why,)


def test_a_dispute_holds_one_line_until_it_is_decided(april: Ledger) -> None:
    """Nothing is moved for an entry in dispute, and all else is; once it is decided, what was held is moved."""
    disputed = add(april, DISPUTED)
    may = run(disputed, lists(P1=160, P2=260), MAY)
    held = [each for each in moved(may, 2) if each.status == IN_DISPUTE]
    decided = run(add(may, evolve(DECIDED, dispute=5)), lists(P1=160, P2=260), MAY)

    assert [(each.payee, each.instalment, each.pence) for each in held] == [("P1", 1, 0)]
    assert held[0].because == ("Entry 5 disputes it, and it is held until that is decided.",)
    assert pence(may, 2) == {"P1": 1600, "P2": 600 + 2600}
    assert pence(decided, 3) == {"P1": 600}


def test_a_party_in_dispute_is_held_or_paid_as_it_is_said(april: Ledger) -> None:
    """All that a party is paid is held, what has gone as well, unless it is to be paid meanwhile."""
    dispute = evolve(DISPUTED, entry=None, party="P2")
    held = run(add(april, dispute), lists(P1=100), MAY)
    paid = run(add(april, evolve(dispute, meanwhile="pay")), BOTH, MAY)

    assert pence(held, 2) == {"P1": 1000, "P2": 0}
    assert [each.status for each in moved(held, 2) if each.payee == "P2"] == [IN_DISPUTE]
    assert pence(paid, 2) == {"P1": 1000, "P2": 2000}


def test_another_scheme_is_another_matter(april: Ledger) -> None:
    """A ledger holds several schemes, and the same scheme of another year, each by itself, with its disputes."""
    another = MONTHLY.replace("scheme flu", "scheme shingles")
    year = MONTHLY.replace("2014", "2015").replace("2013", "2014")
    both = run(april, BOTH, APRIL, another)
    later = run(both, BOTH, date(2014, 4, 15), year)

    disputed = run(add(both, DISPUTED), BOTH, MAY, another)

    assert pence(both, 2) == {"P1": 1000, "P2": 2000}
    assert pence(disputed, 3) == {"P1": 1000, "P2": 2000}
    assert pence(later, 3) == {"P1": 1000, "P2": 2000}


def test_an_advance_by_its_day_is_left(april: Ledger) -> None:
    """What was paid and now falls due later is left as it is paid."""
    later = MONTHLY.replace("from April 2013", "from May 2013").replace("in 12", "in 11")

    assert pence(run(april, lists(P1=100, P2=200), APRIL, later), 2) == {"P1": 90, "P2": 181}
