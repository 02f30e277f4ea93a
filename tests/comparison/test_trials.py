"""Money before and now: who gains, who loses, and what figures fit which scheme."""

import pytest

from compared import EXAMPLE, SMALL, compared, comparison, trial
from schemelang.comparison.comparison import Part, Pay, Unfit

SEEN = "practice,seen\nA1,10\nA2,20\nA3,0\n"
DEARER = SMALL.replace("£10", "£12")
LIMITED = SMALL.replace("    round", "    never more than   £150\n    round")
CALLED = 'figure called "Patients called"\n    is a count of patients for each practice during the year\n'
ASKED = SMALL.replace(
    "start with        £10 × seen", "start with        £10 × seen\n    add               £1 × called"
).replace("payment reviews", f"{CALLED}\npayment reviews")


def test_who_is_paid_more_and_by_how_much() -> None:
    """Each payee is paid by both schemes on the same figures, and those who gain most come first."""
    found = trial(comparison(SMALL, DEARER, SEEN))

    assert [(payee.code, payee.change) for payee in found.gainers] == [("A2", 4000), ("A1", 2000)]
    assert found.losers == ()
    assert (found.before, found.now) == (30000, 36000)
    assert found.parts == (Part(title="Reviews", before=30000, now=36000),)


def test_the_largest_loss_comes_first() -> None:
    """A limit is felt by the one that is above it, and by nobody else."""
    (loser,) = trial(comparison(SMALL, LIMITED, SEEN)).losers

    assert (loser.code, loser.before, loser.now) == ("A2", Pay(20000, held=False), Pay(15000, held=False))


def test_one_way_is_the_other_turned_about() -> None:
    """Who gains from the one to the other loses as much from the other to the one."""
    there, back = trial(comparison(SMALL, DEARER, SEEN)), trial(comparison(DEARER, SMALL, SEEN))

    assert {payee.code: payee.change for payee in there.payees} == {payee.code: -payee.change for payee in back.payees}


def test_a_party_that_only_one_scheme_pays_is_told_apart() -> None:
    """A named party that is paid by the new scheme alone had nothing to be paid before, which is not nothing."""
    beds = 'payment beds "Beds"\n    to hospital\n    start with £50\n    pay 100% on 30 June 2014\n'
    hospital = f'party hospital "Vale Hospital"\n    code RX1\n{beds}'
    found = trial(comparison(SMALL, SMALL + hospital, SEEN))

    (gainer,) = found.gainers
    assert (gainer.code, gainer.name, gainer.before, gainer.now) == (
        "hospital",
        "Vale Hospital",
        None,
        Pay(5000, held=False),
    )
    assert Part(title="Beds", before=None, now=5000) in found.parts


# Figures that fit one of them


def test_a_figure_that_only_one_scheme_asks_for_is_named() -> None:
    """Where the new scheme asks for a figure that is not there, its payments are held, and nobody is said to lose."""
    found = compared(SMALL, ASKED, SEEN)
    tried = trial(found.comparison)

    assert (tried.lacking_before, tried.lacking_now) == ((), ("Patients called",))
    assert (tried.losers, tried.gainers) == ((), ())
    assert [payee.code for payee in tried.waiting] == ["A1", "A2", "A3"]
    assert "SCH513" not in {each.code for each in found.found}


def test_a_column_that_one_scheme_uses_is_used() -> None:
    """Only a column that neither scheme uses is told."""
    wide = "practice,seen,called,rain,snow\nA1,10,20,3,4\n"
    (advice,) = compared(SMALL, ASKED, wide).found

    assert advice.code == "SCH510"
    assert advice.say(advice.title) == "Some columns are not used: rain, snow"
    assert trial(comparison(SMALL, ASKED, wide)).lacking_now == ()


def test_figures_that_neither_scheme_can_be_paid_on_are_refused() -> None:
    """A figure that both ask for, and that is not there, is an error, told once for each of them."""
    found = compared(SMALL, DEARER, "practice\nA1\n")

    assert found.comparison.money == (Unfit(title="the figures passed", origin="figures", before=False, now=False),)
    assert {each.code for each in found.found} == {"SCH513"}


def test_figures_of_which_something_else_is_wrong_for_one_scheme_are_not_compared_on() -> None:
    """A number above a limit that only the new scheme sets fits the old one alone."""
    bounded = SMALL.replace("during the year\n", "during the year\n    never more than   15\n")
    found = compared(SMALL, bounded, SEEN)

    assert found.comparison.money == (Unfit(title="the figures passed", origin="figures", before=True, now=False),)
    assert {each.code for each in found.found} == {"SCH531"}


# Worked examples


@pytest.mark.parametrize(
    ("before", "now", "origins"),
    [
        (SMALL + EXAMPLE, DEARER + EXAMPLE, ["both"]),
        (SMALL + EXAMPLE, DEARER, ["before"]),
        (SMALL, DEARER + EXAMPLE, ["now"]),
        (SMALL + EXAMPLE, DEARER + EXAMPLE.replace("10 ", "20 "), ["before", "now"]),
        (SMALL, DEARER, []),
    ],
)
def test_without_figures_the_examples_of_both_are_tried(before: str, now: str, origins: list[str]) -> None:
    """Each example of either scheme is worked out by both; the same figures only once."""
    found = comparison(before, now).money

    assert [each.origin for each in found] == origins


def test_an_example_that_does_not_hold_now_is_named() -> None:
    """A price that is changed makes the example untrue: it is an error, and money is compared all the same."""
    found = compared(SMALL + EXAMPLE, DEARER + EXAMPLE)

    assert found.comparison.not_holding == ("Ten patients",)
    assert [each.code for each in found.found] == ["SCH401"]
    assert [payee.change for payee in trial(found.comparison).gainers] == [2000]


def test_an_example_gives_each_scheme_what_it_knows() -> None:
    """A figure that the other scheme does not ask for is left out for it, and one that it asks for is missing."""
    called = EXAMPLE.replace("| seen |", "| seen | called |").replace("| 10   |", "| 10 | 5 |").replace("£100", "£105")
    gone, new = trial(comparison(ASKED + called, SMALL)), trial(comparison(SMALL + EXAMPLE, ASKED))

    assert [(payee.code, payee.change) for payee in gone.losers] == [("Ash", -500)]
    assert gone.lacking_now == ()
    assert new.lacking_now == ("Patients called",)
    assert [payee.code for payee in new.waiting] == ["Ash"]


def test_an_example_that_the_other_scheme_cannot_read_is_said_to_be_so() -> None:
    """An example with a number above a limit that only the other scheme sets cannot be tried by that one."""
    bounded = SMALL.replace("during the year\n", "during the year\n    never more than   5\n")
    found = comparison(SMALL + EXAMPLE, bounded).money

    assert found == (Unfit(title="Ten patients", origin="before", before=True, now=False),)


def test_a_guarantee_that_does_not_hold_on_the_figures_is_named() -> None:
    """What the new scheme no longer keeps on the same figures is told."""
    kept = 'guarantee enough "Never too dear"\n    always            total reviews is at most £300\n'
    found = trial(comparison(SMALL + kept, DEARER + kept, SEEN))

    assert (found.broken_before, found.broken_now) == ((), ("Never too dear",))
