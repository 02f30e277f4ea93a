"""What a payment means: its steps, its parts and their days, who pays and is paid, and how it is shared."""

from datetime import date
from fractions import Fraction

import pytest

from meant import block, payment
from schemelang.model import model
from schemelang.model.model import Kind, Quantity, Type


def days(pay: str) -> tuple[date | model.DayAfter, ...]:
    """Return the days on which the first part of a payment is paid."""
    return payment(f"start with £100 pay {pay}").tranches[0].days


# Steps


def test_steps() -> None:
    """Steps keep their order, their kind and their conditions."""
    grant = payment(
        """
    start with        £10 only if in_balance
    add               £2
    less              10% of the amount so far
    times             50%
    never more than   £1,000
    never less than   £0
    nothing unless    own_target is met
    nothing if        in_balance is no
    round             to the nearest penny, halves to even
    pay 100%          on 30 June 2014
"""
    )

    assert [getattr(step, "does", "round") for step in grant.steps] == [
        "start_with",
        "add",
        "less",
        "times",
        "never_more_than",
        "never_less_than",
        "nothing_unless",
        "nothing_if",
        "round",
    ]
    assert isinstance(grant.steps[0], model.AmountStep)
    assert grant.steps[0].only_if is not None


@pytest.mark.parametrize(
    ("words", "unit", "way"),
    [
        ("to the nearest penny, halves up", Fraction(1, 100), "half_up"),
        ("to the nearest pound, halves down", 1, "half_down"),
        ("to the nearest 3 decimal places, halves to even", Fraction(1, 1000), "half_even"),
        ("down to the penny", Fraction(1, 100), "down"),
        ("up to the pound", 1, "up"),
    ],
)
def test_rounding(words: str, unit: Fraction, way: str) -> None:
    """A rounding has a unit in pounds and a way."""
    step = payment(f"start with £5 round {words} pay 100% on 30 June 2014").steps[1]

    assert isinstance(step, model.RoundStep)
    assert (step.unit, step.way) == (unit, way)


@pytest.mark.parametrize(
    "steps",
    [
        "start with £5",
        "start with laid_down",
        "start with £5 add £2.50 less 7p never more than £4 never less than £0 nothing unless in_balance",
        "start with cost round to the nearest penny, halves up never more than £4",
        "start with cost round to the nearest pound, halves up round to the nearest 3 decimal places, halves up",
    ],
)
def test_whole_pence_need_no_rounding(steps: str) -> None:
    """Steps that are sure to end in whole pence need no more rounding."""
    grant = block(
        f"value laid_down is £2,300,000 payment grant to each practice {steps} pay 100% on 30 June 2014",
        model.Payment,
    )

    assert grant.name == "grant"


# Parts and days


ODD = "odd pennies in the last"


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        ("100% on 30 June 2024", [date(2024, 6, 30)]),
        ("100% on 15 April 2023, or the next working day", [date(2023, 4, 17)]),
        ("100% on 7 April 2023, or the next working day", [date(2023, 4, 11)]),
        ("100% on 17 April 2023, or the next working day", [date(2023, 4, 17)]),
        ("100% within 30 days after 31 March 2014", [date(2014, 4, 30)]),
        ("100% within 8 weeks after the end of quarter 4", [date(2014, 5, 26)]),
        ("100% within 1 working day after 17 April 2014", [date(2014, 4, 22)]),
        ("100% on the 5th working day after the end of June 2013", [date(2013, 7, 5)]),
        (
            f"100% in 3 equal instalments on the 15th of each month from November 2013, {ODD}",
            [date(2013, 11, 15), date(2013, 12, 15), date(2014, 1, 15)],
        ),
        (
            f"100% in 2 instalments on the 1st of each month from July 2023, or the next working day, {ODD}",
            [date(2023, 7, 3), date(2023, 8, 1)],
        ),
        (
            f"100% in 2 instalments on the 1st working day of each month from April 2014, {ODD}",
            [date(2014, 4, 1), date(2014, 5, 1)],
        ),
        (
            f"100% in 2 instalments on the last working day of each month from May 2014, {ODD}",
            [date(2014, 5, 30), date(2014, 6, 30)],
        ),
        ("100% in 1 instalments on the 31st of each month from May 2014", [date(2014, 5, 31)]),
    ],
)
def test_days(pay: str, expected: list[date]) -> None:
    """A part of a payment falls due on the days that its words say, which may lie outside the term."""
    assert list(days(pay)) == expected


@pytest.mark.parametrize(("words", "odd"), [("in the last", "last"), ("in the first", "first")])
def test_odd_pennies_of_instalments(words: str, odd: str) -> None:
    """The odd pennies fall in the first instalment or in the last."""
    pay = f"pay 100% in 3 instalments on the 15th of each month from April 2013, odd pennies {words}"

    assert payment(f"start with £100 {pay}").tranches[0].odd_pennies == odd


def test_single_payment_has_no_odd_pennies() -> None:
    """Of a single day it need not be said where the odd pennies fall."""
    assert payment("start with £100 pay 100% on 30 June 2014").tranches[0].odd_pennies == "last"


def test_balance() -> None:
    """The balance is what the other parts leave, wherever it stands, and may be nothing."""
    after = payment("start with £100 pay 70% on 1 April 2013 pay the balance on 30 June 2014")
    before = payment("start with £100 pay the balance on 1 April 2013 pay 70% on 30 June 2014")
    nothing = payment("start with £100 pay 100% on 1 April 2013 pay the balance on 30 June 2014")

    assert [[each.much for each in grant.tranches] for grant in (after, before, nothing)] == [
        [Fraction(7, 10), Fraction(3, 10)],
        [Fraction(3, 10), Fraction(7, 10)],
        [1, 0],
    ]
    assert [each.is_balance for each in after.tranches] == [False, True]


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("in advance, kept whatever the outcome, on 1 April 2013", "in_advance_kept"),
        ("kept whatever the outcome, on 1 April 2013", "in_advance_kept"),
        ("on 1 April 2013", "afterwards"),
    ],
)
def test_terms(words: str, terms: str) -> None:
    """A part is an advance that is kept, or is paid afterwards."""
    assert payment(f"start with £100 pay 100% {words}").tranches[0].terms == terms


def test_condition_of_a_part() -> None:
    """A part may hang on a condition."""
    part = payment("start with £100 pay 100% on 30 June 2014 only if own_target is met").tranches[0]

    assert part.condition is not None
    assert part.condition.type == Type(Quantity.YES_NO)


# Who pays, and who is paid


def test_payer_is_who_offers() -> None:
    """Who offers the scheme pays, unless a payment says who does."""
    lines = "start with £100 pay 100% on 30 June 2014"

    assert [payment(lines).payer, payment("paid by hospital " + lines).payer] == ["ccg", "hospital"]


def test_named_payee() -> None:
    """A payment to a party by its name is worked out once for the scheme."""
    grant = payment("start with £100 pay 100% on 30 June 2014", to="hospital")

    assert (grant.level, grant.payee) == ("scheme", "hospital")


NOMINATED = "party lead payee for each network "
SHARED = "share among its practices equally, odd pennies by largest remainder"


def test_nominated_payee() -> None:
    """A party that is nominated for groups is paid what goes to each of them, if it is not shared."""
    grant = NOMINATED + "payment grant to each network start with £100 pay 100% on 30 June 2014 "
    alone, shared = block(grant, model.Payment), block(grant + SHARED, model.Payment)

    assert (alone.payee, alone.sharing) == ("lead", ())
    assert (shared.payee, len(shared.sharing)) == (None, 1)


def test_sharing() -> None:
    """A share has a basis, unless it is equal, and a method for the odd pennies."""
    lines = "start with £100 pay 100% on 30 June 2014 "
    (equal,) = payment(lines + SHARED, to="each network").sharing
    (by_list,) = payment(
        lines + "share among its practices by list_size, odd pennies by Sainte-Laguë", to="each network"
    ).sharing

    assert isinstance(equal, model.SharedAmong)
    assert isinstance(by_list, model.SharedAmong)
    assert (equal.basis, equal.method, equal.members) == (None, "largest_remainder", Kind("practice", "practices"))
    assert by_list.basis is not None
    assert (by_list.basis.type, by_list.method) == (Type(Quantity.COUNT, "patient"), "sainte_lague")
