"""Whether somebody who reaches more is paid less: proved, tried, told with a practice, or allowed."""

from pathlib import Path

import pytest
from attrs import evolve

from passes import CONTRACTS, compiled
from schemelang.outcome.examples import run_examples
from schemelang.proof.direction import (
    if_everybody_reaches_more_nobody_loses,
    nobody_is_paid_less_for_others,
    reaching_more_never_pays_less,
)
from schemelang.proof.proof import Accepted, Broken, Noted, Proved, Tried, Verdict
from schemelang.proof.subject import Subject
from subjects import small_subject

GOOD = Path(__file__).parents[1] / "cases" / "good"
FIGURES = """
figure register "Patients on the register"
    is a count of patients for each practice on 31 March 2014
figure seen "Patients seen"
    is a count of patients for each practice during the year
    never more than register
figure visits "Visits made"
    is a count of visits for each practice during the year
figure complaints "Complaints upheld"
    is a count of complaints for each practice during the year
figure allowance "Allowance"
    is a number for each practice during the year
indicator reach "Share seen" for each practice
    is seen out of register
    measured during the year
    if there are no patients, leave it out
"""
PAID = "round to the nearest penny, halves up\n    pay 100% on 30 June 2014\n"


def subject_in(path: Path) -> Subject:
    """Read a scheme from a file."""
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    return Subject(scheme=case.scheme, graph=case.graph)


def with_examples(path: Path) -> Subject:
    """Read a scheme from a file, with its examples worked out."""
    subject = subject_in(path)
    return evolve(subject, runs=run_examples(subject.scheme, subject.graph))


def of_oneself(steps: str, blocks: str = "") -> Verdict:
    """Return what comes of a payment to each practice that is worked out in some steps."""
    subject = small_subject(f'{FIGURES}{blocks}payment fee "Paid"\n    to each practice\n    {steps}\n    {PAID}')
    (claim,) = reaching_more_never_pays_less(subject)
    return claim.verdict


@pytest.mark.parametrize(
    "steps",
    [
        "start with £2 for each patient in seen",
        "start with £500\n    times reach",
        "start with £500 only if reach is at least 70%",
        "start with £5 for each visit in visits\n    less £1 for each complaint in complaints\n    never less than £0",
        "start with £500\n    less 10% of the amount so far only if reach is less than 40%",
        "start with £5 for each visit in visits\n    never more than £200 for each patient in seen",
    ],
)
def test_what_is_paid_for_more_is_proved(steps: str) -> None:
    """Caps, floors, gates and deductions that go the right way are proved to."""
    assert of_oneself(steps) == Proved()


@pytest.mark.parametrize(
    ("steps", "before", "after"),
    [
        ("start with £5 for each patient in seen\n    nothing if reach is at least 90%", "£", "£0.00"),
        ("start with £500\n    less £400 only if reach is at least 50%", "£500.00", "£100.00"),
        ("start with £900\n    less £1 for each patient in seen\n    never less than £0", "£", "£"),
    ],
)
def test_what_is_paid_less_is_told_with_a_practice(steps: str, before: str, after: str) -> None:
    """A fall is told with the figure before and after, and the pay before and after."""
    verdict = of_oneself(steps)

    assert isinstance(verdict, Broken)
    assert verdict.story.pay is not None
    assert verdict.story.pay.before.startswith(before)
    assert verdict.story.pay.after.startswith(after)
    assert "Patients seen" in verdict.story.figures[0].what


def test_what_is_held_against_rows_the_other_way_round_is_told_in_its_own_way() -> None:
    """Where less growth is paid more, a row that gives too little is told of one whose growth goes down."""
    blocks = (
        'figure growth "Growth"\n    is a percentage for each practice during the year\n    never less than 0%\n'
        '    never more than 10%\nscale rate "Rate" for each practice\n    goes by 5% - growth\n'
        "    | from | to below | gives |\n    | 0% | 2% | 10p |\n    | 2% | 4% | 40p |\n"
        "    | 4% | and above | 20p |\n    below the first row, 0p\n    applies to the whole\n"
    )
    verdict = of_oneself("start with rate × register", blocks)

    assert isinstance(verdict, Broken)
    assert (verdict.story.figures[0].before, verdict.story.figures[0].after) == ("2%", "1%")
    assert verdict.story.fix == "Raise 20p to at least 40p"


BANDS = "| from | to below | gives |\n| 0% | 50% | 20p |\n| 50% | 50.5% | £1.50 |\n| 50.5% | and above | 10p |\n"
LINE = "| at | gives |\n| 0% | £0 |\n| 40% | £2 |\n"


@pytest.mark.parametrize(
    ("rows", "fix"),
    [
        (f"{BANDS}applies to the whole\n", "Raise 10p to at least £1.50"),
        (f"{LINE}| 80% | £1.20 |\nin between, a straight line\nabove the last row, £3\n", "Raise £1.20 to at least £2"),
        (f"{LINE}in between, a straight line\nabove the last row, £1\n", "Raise £1 to at least £2"),
    ],
)
def test_what_is_given_too_little_is_raised_to_the_most_of_what_comes_before(rows: str, fix: str) -> None:
    """A row that is passed over in one step counts too, and what is given above the last row or between two."""
    share = 'figure part "Part done"\n is a percentage for each practice during the year\n never more than 100%\n'
    verdict = of_oneself(
        "start with price × register",
        f'{share}scale price "Price" for each practice\ngoes by part\n below the first row, 0p\n{rows}',
    )

    assert isinstance(verdict, Broken)
    assert verdict.story.fix == fix


def test_work_that_is_paid_for_is_not_less_where_a_saving_counts_its_payment_as_spent() -> None:
    """More visits are paid more, and count against whoever keeps a part of what is saved."""
    saving = (
        'figure money_to_spend "Money to spend"\n is money for each practice during the year\n'
        'payment fee "Paid"\n to each practice\n start with £10 × visits\n {paid}'
        'saving saved "Saved" for each practice\n budget money_to_spend\n spend fee\n first call none\n'
        " counts from the first pound\n if overspent, write it off\n"
        'payment kept "Kept"\n to each practice\n start with 50% of saved\n {paid}'
    )
    claims = tuple(reaching_more_never_pays_less(small_subject(FIGURES + saving.format(paid=PAID))))

    assert [claim.verdict for claim in claims] == [Proved(), Proved()]
    assert claims[0].how == 'It is paid for "Visits made".'
    assert 'What counts against somebody is "Visits made".' in claims[1].how


def test_what_is_reached_by_an_indicator_and_spent_by_its_payment_is_in_two_minds() -> None:
    """More of it is better, and takes from what is saved: which of the two is more is not for a check to say."""
    saving = (
        'figure money_to_spend "Money to spend"\n is money for each practice during the year\n'
        'payment fee "Paid"\n to each practice\n start with £10 × seen\n {paid}'
        'saving saved "Saved" for each practice\n budget money_to_spend\n spend fee\n first call none\n'
        " counts from the first pound\n if overspent, write it off\n"
    )
    claims = tuple(reaching_more_never_pays_less(small_subject(FIGURES + saving.format(paid=PAID))))

    assert isinstance(claims[-1].verdict, Noted)
    assert '"Patients seen"' in claims[-1].verdict.words


@pytest.mark.parametrize(
    ("steps", "before", "after"),
    [
        ("start with £100\n    add £5 for each visit in visits\n    nothing if visits is more than 100", "100", "101"),
        (
            "start with £900 only if complaints is at most 3\n    add £90 only if complaints is at least 7",
            "7",
            "6",
        ),
    ],
)
def test_which_way_is_better_is_the_way_in_which_pay_goes(steps: str, before: str, after: str) -> None:
    """Of what nothing says so, more is better if pay rises for longer or by more; else less of it is."""
    verdict = of_oneself(steps)

    assert isinstance(verdict, Broken)
    assert (verdict.story.figures[0].before, verdict.story.figures[0].after) == (before, after)


def test_what_could_be_below_nothing_is_tried_and_said() -> None:
    """Where a bound is missing the claim says of which figure."""
    verdict = of_oneself("start with £1 × allowance\n    times reach")

    assert isinstance(verdict, Tried)
    assert verdict.why == 'nothing says that "Allowance" is never below nothing'


def test_what_counts_against_somebody_is_said() -> None:
    """A count for which only less is paid is no achievement, and the claim says that it was taken so."""
    subject = small_subject(
        f'{FIGURES}payment fee "Paid"\n    to each practice\n    start with £500\n'
        f"    less £10 for each complaint in complaints\n    never less than £0\n    {PAID}"
    )
    (claim,) = reaching_more_never_pays_less(subject)

    assert claim.verdict == Proved()
    assert claim.how == 'It rests on nothing that anybody reaches. What counts against somebody is "Complaints upheld".'


def test_what_is_allowed_is_accepted_with_its_reason() -> None:
    """A payment that says why pay falls is accepted, and still told with a practice."""
    subject = subject_in(GOOD / "payment" / "falling_pay_allowed.scheme")
    (claim,) = reaching_more_never_pays_less(subject)

    assert isinstance(claim.verdict, Accepted)
    assert claim.verdict.because == "above 80% no second letter is sent, which costs less"
    assert "£1.90" in claim.verdict.story.fix


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_the_contracts_never_pay_less_for_more(path: Path) -> None:
    """It is proved of every contract that we show."""
    assert all(claim.verdict == Proved() for claim in reaching_more_never_pays_less(subject_in(path)))


def test_a_pool_shared_by_results_is_a_fact_of_the_design() -> None:
    """What others reach lowers a share of a pool, which is no fault; a target reached together raises it."""
    shared = small_subject(
        f'{FIGURES}payment fee "Paid"\n    to each network\n    start with £5,000\n    pay 100% on 30 June 2014\n'
        "    share among its practices by seen, odd pennies by Sainte-Laguë\n"
    )
    together = small_subject(
        f'{FIGURES}payment fee "Paid"\n    to each network\n    start with £5,000\n'
        "    pay 100% on 30 June 2014 only if pooled reach is at least 70%\n"
        "    share among its practices by register, odd pennies by Sainte-Laguë\n"
    )

    (fact,), (proved,) = nobody_is_paid_less_for_others(shared), nobody_is_paid_less_for_others(together)
    assert isinstance(fact.verdict, Noted)
    assert "shared by what each reaches" in fact.verdict.words
    assert proved.verdict == Proved()
    assert "if the others reached nothing" in proved.how
    assert next(iter(if_everybody_reaches_more_nobody_loses(together))).verdict == Proved()


def test_what_hangs_on_others_is_worked_out_of_one_practice() -> None:
    """A network that saves together: without the others there is nothing to share."""
    (path,) = (path for path in CONTRACTS if path.stem == "immunisation")
    (claim,) = nobody_is_paid_less_for_others(with_examples(path))

    assert claim.how.endswith(
        'On the example "94 children in every 100 are not enough", Elm is paid £3,500.00. It would be £3,500.00 if the '
        "others reached nothing, and £7,000.00 if it alone reached all that it can."
    )
